"""The wall and the feed: what people without Slack read, and who decides that they may."""

from __future__ import annotations

import re
import xml.etree.ElementTree as Xml
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.links.card import MAKE, OPEN_LINKS, REVOKE
from rituals import links, stories
from rituals.db import Base
from rituals.ids import ChannelId
from rituals.links import LinkKind
from rituals.stories import Credited, Kind, Stage, Telling
from tests.cast import ANA, BRUNO, CARLA, KUDOS, scene
from tests.journeys.world import World, words

ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
MOMENT = "I stayed on the line until her mother picked up."
NOWHERE = "/wall/" + "a" * 43


async def tell(world: World, text: str = MOMENT, request: str = "form-1", **more: object) -> int:
    """Ana tells a story, and it stands in #kudos."""
    house, now = world.bot.house, world.clock.now()
    await house.act(stories.set_feed, scene(ANA, now), KUDOS)
    told = await house.act(stories.tell, scene(ANA, now), Telling(text, **more), request=request)
    await world.beat()
    return told.id


async def make(world: World, kind: str = "wall", person: str = "ana") -> str:
    """An admin makes a link in the panel; its path."""
    await world.slack.hands.command(person, "#support", "/mindset wall")
    await world.presses(person, world.form(person), f"{MAKE}{kind}")
    [path] = re.findall(rf"/{kind}/[\w-]+", words(world.form(person)))
    return path


async def revoke(world: World, kind: str = "wall") -> None:
    """An admin opens the panel again, and revokes the link."""
    await world.slack.hands.command("ana", "#support", "/mindset wall")
    await world.presses("ana", world.form("ana"), f"{REVOKE}{kind}")


# --- who makes links, and what becomes of them


async def test_an_admin_makes_the_link_and_whoever_has_it_reads_the_wall(world: World) -> None:
    await tell(world)
    path = await make(world)
    status, page, _ = await world.reads(path)
    assert status == 200
    assert MOMENT in page
    assert "Told by ana" in page


async def test_the_link_is_shown_once_and_kept_nowhere(world: World) -> None:
    path = await make(world)
    [secret] = SECRET.findall(path)
    await world.slack.hands.command("ana", "#support", "/mindset wall")
    home = await world.slack.hands.open_home("ana")
    assert secret not in words(world.form("ana"))
    assert home is not None
    assert secret not in words(home)
    assert secret not in await world.bot.house.quietly(_everything)


def _everything(db: Session) -> str:
    return str([db.execute(select(table)).all() for table in Base.metadata.sorted_tables])


async def test_nothing_can_be_pressed_beside_the_link(world: World) -> None:
    # What Slack sends of a press has all that is shown, and may be kept until it is done.
    path = await make(world)
    form = world.form("ana")
    assert path in words(form)
    assert "action_id" not in str(form.blocks)


async def test_a_new_link_ends_the_old_one_and_a_revoked_one_ends_too(world: World) -> None:
    old, new = await make(world), await make(world)
    assert old != new
    assert [(await world.reads(path))[0] for path in (old, new)] == [404, 200]
    await revoke(world)
    assert (await world.reads(new))[0] == 404


async def test_unknown_revoked_and_senseless_links_have_one_answer(world: World) -> None:
    revoked = await make(world)
    feed = await make(world, "feed")
    await revoke(world)
    paths = [revoked, NOWHERE, "/wall/x", "/wall/%00", feed.replace("feed", "wall"), f"{NOWHERE}/stories"]
    paths += ["/calendar/" + "a" * 43 + ".ics", "/feed/nothing", "/links/../wall.css", "/links/page.py"]
    answers = [await world.reads(path) for path in paths]
    told = {(status, body, tuple(sorted(_told(headers)))) for status, body, headers in answers[:-2]}
    assert len(told) == 1
    assert {status for status, _, _ in answers} == {404}


def _told(headers: object) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers.items() if name != "date"]  # type: ignore[attr-defined]


async def test_only_admins_make_links(world: World) -> None:
    said = await world.types("bruno", "#support", "/mindset wall")
    assert "Only admins" in said
    await make(world)
    await world.slack.hands.close("ana")
    # Somebody else's panel, found somehow.
    answered = await world.slack.hands.press("bruno", world.form("ana"), f"{MAKE}wall")
    assert answered.ok
    assert await world.bot.house.quietly(_made_by) == ANA


def _made_by(db: Session) -> str:
    made = links.made(db, scene(), LinkKind.WALL)
    assert made is not None
    return made.by


async def test_the_way_to_the_links_is_among_an_admin_s_settings_in_home(world: World) -> None:
    assert OPEN_LINKS in str(await world.home("ana", "setup"))
    for page in ("today", "stories", "rituals", "team"):
        assert OPEN_LINKS not in str(await world.home("bruno", page))
    await world.presses("ana", "home", OPEN_LINKS)
    assert "screen in the office" in words(world.form("ana"))


async def test_without_a_public_address_the_panel_says_what_to_set(world: World) -> None:
    world.bot.house.public_url = ""
    await world.slack.hands.command("ana", "#support", "/mindset wall")
    assert "PUBLIC_URL" in words(world.form("ana"))
    assert MAKE not in str(world.form("ana").blocks)


# --- what the wall shows


async def test_a_story_that_is_taken_down_is_gone_at_the_next_look(world: World) -> None:
    story = await tell(world)
    wall, feed = await make(world), await make(world, "feed")
    await world.bot.house.act(stories.take_down, scene(ANA), story)
    for path in (wall, f"{wall}/stories", feed):
        status, page, _ = await world.reads(path)
        assert status == 200
        assert "mother" not in page


async def test_people_are_called_by_their_names_and_no_ids_are_told(world: World) -> None:
    credits = (
        Credited(BRUNO),
        Credited(CARLA, Stage.BACK),
        Credited("Ines of Bakery & Sons", Stage.FRONT, "Ines"),
    )
    await tell(world, credits=credits)
    page = await world.outside()
    assert "Told by ana · thanks to Ines and bruno · behind the scenes carla" in page
    assert not re.search(r"\b[UCT]0[A-Z]", page)


async def test_who_slack_does_not_know_is_a_teammate(world: World) -> None:
    await tell(world, credits=(Credited("U0NOBODY000"),))
    assert "thanks to a teammate" in await world.outside()


async def test_the_customer_s_name_and_what_others_wrote_stay_in_slack(world: World) -> None:
    story = await tell(world, customer="Maureen Quill", kind=Kind.CUSTOMER_HELPED_US)
    await world.bot.house.act(stories.second, scene(BRUNO), story, "I heard her laugh.")
    await world.beat()
    page = await world.outside()
    assert MOMENT in page
    assert "Maureen" not in page
    assert "laugh" not in page


async def test_a_story_that_stands_nowhere_in_slack_is_not_on_the_wall(world: World) -> None:
    now = world.clock.now()
    await world.bot.house.act(stories.tell, scene(ANA, now), Telling(MOMENT), request="form-1")
    await world.beat()
    assert "mother" not in await world.outside()


@pytest.mark.parametrize("closing", ["privatize", "share"])
async def test_stories_of_a_feed_that_is_no_longer_for_everybody_go(world: World, closing: str) -> None:
    await tell(world)
    assert MOMENT in await world.outside()
    if closing == "share":
        await world.slack.hands.share("#kudos")
    else:
        world.slack.workspace.find_channel("#kudos").kind = "private"
    world.clock.advance(timedelta(minutes=6))
    assert "mother" not in await world.outside(), "at the first look"


async def test_what_slack_has_not_said_for_six_minutes_is_not_believed_outside(world: World) -> None:
    await tell(world)
    assert MOMENT in await world.outside()
    world.slack.faults.refuse("conversations.info", "token_revoked", times=9)
    world.clock.advance(timedelta(minutes=6))
    assert "mother" not in await world.outside()


async def test_the_name_of_a_closed_channel_is_not_told_outside(world: World) -> None:
    directory = world.bot.pages.directory
    for channel in ("C0ESCALATES", "C0SUPPORT00"):
        await directory.channel(world.bot.pages.workspace, ChannelId(channel))
    await tell(world, "It began in #support and ended in #escalations, at ten to five.")
    page = await world.outside()
    assert "It began in #support and ended in #a-channel" in page
    assert "escalations" not in page


async def test_what_people_type_is_shown_as_slack_shows_it_and_as_nothing_else(world: World) -> None:
    await tell(
        world, '*Bold* :tada: `<b>` <script>alert(1)</script> <img src=x onerror=alert(1)> &amp; "quoted"'
    )
    page = await world.outside()
    assert "<strong>Bold</strong> 🎉 <code>&lt;b&gt;</code> &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img" not in page
    assert "&amp;amp;" in page


async def test_nothing_comes_from_elsewhere_and_nothing_is_told_elsewhere(world: World) -> None:
    path = await make(world)
    for each in (path, f"{path}/stories", "/links/wall.js", NOWHERE):
        _, _, headers = await world.reads(each)
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["X-Content-Type-Options"] == "nosniff"
    _, page, headers = await world.reads(path)
    assert headers["Cache-Control"] == "no-store"
    assert not re.search(r"(?:src|href)=\"(?!\.\./links/)", page)


async def test_the_secret_is_in_no_log(world: World, capfd: pytest.CaptureFixture[str]) -> None:
    path = await make(world)
    await world.reads(path)
    world.bot.house.engine.dispose()
    broken, world.bot.pages.lasts = world.bot.pages._look, 0

    async def fails() -> None:
        raise RuntimeError(path)

    world.bot.pages._look = fails  # type: ignore[method-assign,assignment]
    assert (await world.reads(path))[0] == 503
    world.bot.pages._look = broken  # type: ignore[method-assign]
    said = "".join(capfd.readouterr())
    assert "page.failed" in said
    assert not SECRET.search(said)


# --- the feed as Atom


async def test_the_feed_is_as_rfc_4287_wants_it(world: World) -> None:
    await tell(
        world, "Wild \x0b\x01 words & <tags>: ]]> \U0001f389 \ufffe end of it all.", taught="To listen."
    )
    await tell(world, "A second one, told a day later.", request="form-2")
    path = await make(world, "feed")
    status, text, headers = await world.reads(path)
    assert status == 200
    assert headers["Content-Type"].startswith("application/atom+xml")
    feed = Xml.fromstring(text.encode())
    assert feed.tag == f"{ATOM}feed"
    for holder in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            [one] = holder.findall(f"{ATOM}{name}")
            assert one.text
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", holder.findtext(f"{ATOM}id") or "")
        datetime.strptime(holder.findtext(f"{ATOM}updated") or "", "%Y-%m-%dT%H:%M:%SZ")  # noqa: DTZ007
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    [own] = feed.findall(f"{ATOM}link")
    assert (own.get("rel"), own.get("href")) == ("self", f"{world.bot.house.public_url}{path}")
    entries = feed.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    assert entries[0].findtext(f"{ATOM}title") == "🌱 A customer helped us: A second one, told a day later."
    content = entries[1].find(f"{ATOM}content")
    assert content is not None
    assert content.get("type") == "html"
    assert "&lt;tags&gt;: ]]&gt; 🎉" in (content.text or "")
    assert "<b>What they taught us</b> To listen." in (content.text or "")


async def test_a_feed_without_stories_is_one_too(world: World) -> None:
    feed = Xml.fromstring((await world.reads(await make(world, "feed")))[1].encode())
    assert feed.findtext(f"{ATOM}updated") == "2026-03-02T08:45:00Z"


async def test_a_reader_who_has_it_all_is_told_so_and_one_who_has_not_gets_it(world: World) -> None:
    story = await tell(world)
    path = await make(world, "feed")
    _, _, headers = await world.reads(path)
    mark = {"If-None-Match": headers["ETag"]}
    since = {"If-Modified-Since": headers["Last-Modified"]}
    assert [(await world.reads(path, **each))[0] for each in (mark, since)] == [304, 304]
    both = {"If-None-Match": 'W/"other", ' + headers["ETag"], "If-Modified-Since": "no date"}
    assert (await world.reads(path, **both))[0] == 304
    # Nothing in it is younger then, and yet it is new.
    await world.bot.house.act(stories.take_down, scene(ANA), story)
    for each in (mark, since):
        status, text, _ = await world.reads(path, **each)
        assert status == 200
        assert "mother" not in text


async def test_an_edited_story_is_told_again_under_the_same_id(world: World) -> None:
    story = await tell(world)
    path = await make(world, "feed")
    before = Xml.fromstring((await world.reads(path))[1].encode())
    world.clock.advance(timedelta(hours=1))
    edited = world.clock.now()
    await world.bot.house.act(
        stories.edit, scene(ANA, edited), story, Telling("Quite another moment than that.")
    )
    after = Xml.fromstring((await world.reads(path))[1].encode())
    ids = [feed.findtext(f"{ATOM}entry/{ATOM}id") for feed in (before, after)]
    assert ids[0] == ids[1]
    assert after.findtext(f"{ATOM}entry/{ATOM}updated") == f"{edited:%Y-%m-%dT%H:%M:%SZ}"
