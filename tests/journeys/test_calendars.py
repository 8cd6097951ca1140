"""A channel's rituals in somebody's own calendar: when they come, and nothing of what they say."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar

from bot.features.links.card import MAKE, REVOKE
from rituals import schedules
from rituals.ids import ChannelId
from rituals.schedules import Ritual
from tests.cast import ANA, CARLA, ESCALATIONS, SUPPORT, scene
from tests.journeys.world import World, words
from tests.wishes import wishes

MONDAY = date(2026, 3, 2)


async def set_up(world: World, channel: ChannelId = SUPPORT, **more: object) -> Ritual:
    """Ana sets up a ritual, every working day at nine in Lisbon unless it says otherwise."""
    wanted = wishes(channel=channel, at=time(9), **more)
    return await world.bot.house.act(schedules.set_up, scene(ANA, world.clock.now()), wanted, str(more))


async def make(world: World, person: str = "carla", channel: str = "#support") -> str:
    """Somebody makes a link to the calendar of the channel; its path."""
    await world.slack.hands.command(person, channel, "/mindset calendar")
    await world.presses(person, world.form(person), f"{MAKE}calendar")
    [path] = re.findall(r"/calendar/[\w-]+\.ics", words(world.form(person)))
    await world.slack.hands.close(person, everything=True)
    return path


async def moments(world: World, path: str, until: datetime) -> list[datetime]:
    """When the calendar says that something comes, in UTC."""
    status, text, _ = await world.reads(path)
    assert status == 200
    events = Calendar.from_ical(text).walk("VEVENT")
    return [event.decoded("dtstart") for event in events if event.decoded("dtstart") < until]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


async def test_the_calendar_is_as_rfc_5545_wants_it(world: World) -> None:
    await set_up(world)
    status, text, headers = await world.reads(await make(world))
    assert status == 200
    assert headers["Content-Type"].startswith("text/calendar")
    lines = text.split("\r\n")
    assert "\n" not in "".join(lines)
    assert max(len(line.encode()) for line in lines) <= 75
    calendar = Calendar.from_ical(text)
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "PUBLISH")
    assert calendar["PRODID"]
    events = calendar.walk("VEVENT")
    assert all(
        event[name] for event in events for name in ("UID", "DTSTAMP", "DTSTART", "DURATION", "SUMMARY")
    )
    assert len({event["UID"] for event in events}) == len(events) > 80
    assert {str(event["SUMMARY"]) for event in events} == {"Thought experiment"}
    assert calendar["X-WR-CALNAME"] == "Rituals in #support"


async def test_a_channel_without_rituals_has_a_calendar_too(world: World) -> None:
    _, text, _ = await world.reads(await make(world))
    assert [part.name for part in Calendar.from_ical(text).subcomponents] == ["VTIMEZONE"]


async def test_nine_stays_nine_when_the_clocks_change(world: World) -> None:
    await set_up(world, weekdays=frozenset({0}))
    mondays = await moments(world, await make(world), utc("2026-04-07"))
    assert mondays == [utc(f"2026-03-{day:02} 09:00") for day in (2, 9, 16, 23)] + [
        utc("2026-03-30 08:00"),
        utc("2026-04-06 08:00"),
    ]


async def test_skipped_moved_and_free_days_and_pauses_are_in_it(world: World) -> None:
    ritual = await set_up(world, holidays=("PT",))
    path, house = await make(world), world.bot.house
    here = scene(ANA, world.clock.now())
    await house.act(schedules.skip_next, here, ritual.id)
    await house.act(schedules.move_next, here, ritual.id, utc("2026-03-03 11:30"))
    await house.act(schedules.take_off, here, SUPPORT, date(2026, 3, 4), date(2026, 3, 5))
    week = await moments(world, path, utc("2026-03-09"))
    assert week == [utc("2026-03-03 11:30"), utc("2026-03-06 09:00")]
    # Good Friday in Portugal.
    assert utc("2026-04-03 08:00") not in await moments(world, path, utc("2026-04-10"))
    await house.act(schedules.pause, here, ritual.id, date(2026, 4, 13))
    assert (await moments(world, path, utc("2026-05-01")))[0] == utc("2026-04-13 08:00")
    await house.act(schedules.pause, here, ritual.id)
    assert await moments(world, path, utc("2027-01-01")) == []


async def test_one_that_is_moved_stays_the_same_appointment(world: World) -> None:
    ritual = await set_up(world)
    path = await make(world)
    before = Calendar.from_ical((await world.reads(path))[1]).walk("VEVENT")[0]
    world.clock.advance(timedelta(minutes=1))
    await world.bot.house.act(
        schedules.move_next, scene(ANA, world.clock.now()), ritual.id, utc("2026-03-02 15:00")
    )
    after = Calendar.from_ical((await world.reads(path))[1]).walk("VEVENT")[0]
    assert before["UID"] == after["UID"]
    assert before.decoded("last-modified") < after.decoded("last-modified")


async def test_what_was_posted_today_is_still_there_and_what_is_asked_never_is(world: World) -> None:
    asks = {"question": "Who is the baker with the secret oven?"}
    await set_up(world, kind="poll", asks=asks)
    path = await make(world)
    await world.at(utc("2026-03-02 09:00"))
    assert (await moments(world, path, utc("2026-03-04")))[:2] == [
        utc("2026-03-02 09:00"),
        utc("2026-03-03 09:00"),
    ]
    assert "oven" not in (await world.reads(path))[1]


async def test_only_somebody_inside_gets_the_calendar_of_a_private_channel(world: World) -> None:
    await set_up(world, ESCALATIONS)
    said = await world.types("dora", "#support", "/mindset calendar")
    assert said == ""
    await world.slack.hands.close("dora", everything=True)
    # With another channel behind the button than the one where she is.
    await world.slack.hands.command("dora", "#support", "/mindset calendar")
    form = world.form("dora")
    for block in form.blocks:
        for element in block.get("elements", ()):
            if element.get("action_id", "").startswith(MAKE):
                element["value"] = ESCALATIONS
    await world.slack.hands.press("dora", form, f"{MAKE}calendar", ESCALATIONS)
    assert "/calendar/" not in words(world.form("dora"))


async def test_the_calendar_of_a_private_channel_does_not_say_which(world: World) -> None:
    await set_up(world, ESCALATIONS)
    path = await make(world, "carla", "#escalations")
    _, text, _ = await world.reads(path)
    assert "BEGIN:VEVENT" in text
    assert "escalations" not in text.lower()
    assert "Headfirst rituals" in text


async def test_whoever_leaves_the_channel_or_the_company_has_no_calendar_any_more(world: World) -> None:
    await set_up(world, ESCALATIONS)
    private, public = await make(world, "carla", "#escalations"), await make(world)
    assert [(await world.reads(path))[0] for path in (private, public)] == [200, 200]
    world.slack.workspace.find_channel("#escalations").members.remove(CARLA)
    world.clock.advance(timedelta(minutes=6))
    assert [(await world.reads(path))[0] for path in (private, public)] == [404, 200]
    world.slack.workspace.users[CARLA].deleted = True
    world.clock.advance(timedelta(days=2))
    assert (await world.reads(public))[0] == 404


async def test_a_link_of_one_s_own_is_renewed_and_revoked_by_oneself(world: World) -> None:
    hers, his = await make(world, "carla"), await make(world, "bruno")
    newer = await make(world, "carla")
    assert [(await world.reads(path))[0] for path in (hers, newer, his)] == [404, 200, 200]
    await world.slack.hands.command("carla", "#support", "/mindset calendar")
    await world.presses("carla", world.form("carla"), f"{REVOKE}calendar")
    assert [(await world.reads(path))[0] for path in (newer, his)] == [404, 200]


async def test_a_calendar_that_has_not_changed_is_not_sent_again(world: World) -> None:
    ritual = await set_up(world)
    path = await make(world)
    _, _, headers = await world.reads(path)
    mark, since = {"If-None-Match": headers["ETag"]}, {"If-Modified-Since": headers["Last-Modified"]}
    assert [(await world.reads(path, **each))[0] for each in (mark, since)] == [304, 304]
    await world.bot.house.act(schedules.skip_next, scene(ANA, world.clock.now()), ritual.id)
    assert [(await world.reads(path, **each))[0] for each in (mark, since)] == [200, 200]


async def test_while_slack_is_silent_nobody_is_told_that_the_link_has_ended(world: World) -> None:
    await set_up(world, ESCALATIONS)
    path = await make(world, "carla", "#escalations")
    world.clock.advance(timedelta(minutes=6))
    world.slack.faults.server_errors("conversations.info", 9)
    assert (await world.reads(path))[0] == 503
