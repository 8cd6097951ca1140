"""Plain words: a draft is checked, privately, and kept nowhere; a team teaches the check its own words."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, text

from bot.playground.entities import View
from rituals import workspaces
from rituals.db import Base
from rituals.workspaces import Settings
from tests.cast import scene
from tests.journeys.world import World, words

DRAFT = "We utilise zugzwang in order to expedite your refund. Kindly revert."
BETTER = "We use zugzwang to speed up your refund. Please reply."


def fields(view: View) -> dict[str, Any]:
    return {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}


async def everything(world: World) -> str:
    """All that the database holds."""

    def rows(db: Any) -> str:
        return repr(
            [tuple(row) for table in Base.metadata.sorted_tables for row in db.execute(select(table))]
        )

    return await world.bot.house.quietly(rows)


async def only_admins_set_up(world: World) -> None:
    await world.bot.house.act(workspaces.change_settings, scene(), Settings(admins_only=True))


# --- a draft is checked


async def test_a_typed_draft_is_answered_in_the_acknowledgement_and_only_its_author_sees_it(
    world: World,
) -> None:
    said = await world.types("bruno", "#support", f"/mindset plain {DRAFT}")
    assert "5 stiff spots, and what people say instead:" in said
    assert "• utilise → *use*" in said
    assert "• Kindly → *Please*" in said
    assert BETTER in said
    assert "Reading grade: " in said and "in the plainer version" in said
    assert "Only you see this." in said
    assert world.posts("#support") == []


async def test_without_a_draft_a_form_asks_for_one_and_the_plainer_version_can_be_checked_again(
    world: World,
) -> None:
    await world.types("bruno", "#support", "/mindset plain")
    assert (await world.sends("bruno", draft=DRAFT)).ok
    assert fields(world.form("bruno"))["draft"]["initial_value"] == BETTER
    assert (await world.sends("bruno", draft=BETTER)).ok
    assert "Nothing stiff here." in words(world.form("bruno"))


async def test_the_shortcut_checks_ones_own_message(world: World) -> None:
    message = await world.slack.hands.say("bruno", "#escalations", f"@ana {DRAFT} `utilise`")
    await world.slack.hands.shortcut("bruno", "check_my_words", message)
    assert "5 stiff spots" in words(world.form("bruno"))
    copied = fields(world.form("bruno"))["draft"]["initial_value"]
    assert copied.startswith("@") and copied.endswith(f"{BETTER} `utilise`")


@pytest.mark.parametrize("reader", ["ana", "carla"])
async def test_somebody_else_s_message_is_kindly_not_checked(world: World, reader: str) -> None:
    message = await world.slack.hands.say("bruno", "#escalations", DRAFT)
    await world.slack.hands.shortcut(reader, "check_my_words", message)
    said = words(world.form(reader))
    assert "I only check your own messages. Your colleague's words are theirs." in said
    assert "utilise" not in said


async def test_what_an_app_wrote_in_ones_name_is_not_ones_own(world: World) -> None:
    message = await world.slack.hands.relay("deploys", "#support", DRAFT, "bruno")
    await world.slack.hands.shortcut("bruno", "check_my_words", message)
    assert "I only check your own messages." in words(world.form("bruno"))


async def test_the_form_opens_from_the_answer_too(world: World) -> None:
    await world.types("bruno", "#support", "/mindset plain Hello there, how are you doing today?")
    await world.presses("bruno", world.whispers("bruno", "#support")[-1], "plain:open")
    assert fields(world.form("bruno")).keys() == {"draft"}


# --- and kept nowhere


async def test_a_draft_is_kept_nowhere_also_while_the_answer_takes_long(world: World) -> None:
    # So impatient that anything else would be kept, and answered later.
    world.bot.door.patience = 0
    said = await world.types("bruno", "#support", f"/mindset plain {DRAFT}")
    assert BETTER in said
    await world.types("bruno", "#support", "/mindset plain")
    await world.sends("bruno", draft=DRAFT)
    assert fields(world.form("bruno"))["draft"]["initial_value"] == BETTER
    message = await world.slack.hands.say("bruno", "#support", DRAFT)
    await world.slack.hands.shortcut("bruno", "check_my_words", message)
    assert "zugzwang" not in await everything(world)


async def test_a_draft_whose_form_slack_does_not_open_is_not_kept_for_later(world: World) -> None:
    message = await world.slack.hands.say("bruno", "#support", DRAFT)
    world.slack.faults.refuse("views.open", "expired_trigger_id")
    await world.slack.hands.shortcut("bruno", "check_my_words", message)
    assert "zugzwang" not in await everything(world)


async def test_a_draft_comes_back_to_its_author_when_the_database_is_in_trouble(world: World) -> None:
    await world.bot.house.act(lambda db: db.execute(text("ALTER TABLE team_words RENAME TO lost")))
    assert "zugzwang" in await world.types("bruno", "#support", f"/mindset plain {DRAFT}")
    await world.bot.house.act(lambda db: db.execute(text("ALTER TABLE lost RENAME TO team_words")))


# --- a team's own words


async def test_a_team_adds_words_leaves_some_alone_and_sees_them(world: World) -> None:
    added = await world.types("bruno", "#support", "/mindset plain add ping back = answer, write back")
    assert "Added for everybody here: ping back → *answer, or write back*" in added
    left = await world.types("bruno", "#support", "/mindset plain remove utilise")
    assert "From now on the check leaves “utilise” alone" in left
    said = await world.types("carla", "#support", "/mindset plain We utilised it, and pinged back today.")
    assert "• pinged back → *answered, or wrote back*" in said
    assert "1 stiff spot" in said
    await world.types("carla", "#support", "/mindset plain list")
    panel = words(world.form("carla"))
    assert "ping back → *answer, or write back*" in panel
    assert "*utilise* is left alone" in panel
    await world.presses("carla", world.form("carla"), "plain:drop", "1")
    assert "ping back" not in words(world.form("carla"))


async def test_the_form_adds_words_and_shows_the_list_again(world: World) -> None:
    await world.types("bruno", "#support", "/mindset plain")
    await world.presses("bruno", world.form("bruno"), "plain:words")
    await world.presses("bruno", world.form("bruno"), "plain:add")
    assert (await world.sends("bruno", stiff="ping back", plain="answer")).ok
    assert "ping back → *answer*" in words(world.form("bruno"))
    await world.presses("bruno", world.form("bruno"), "plain:add")
    assert (await world.sends("bruno", stiff="Seamless Checkout")).ok
    assert "*Seamless Checkout* is left alone" in words(world.form("bruno"))
    await world.presses("bruno", world.form("bruno"), "plain:add")
    answered = await world.sends("bruno", stiff="teapot")
    assert list(answered.errors) == ["stiff"]


async def test_where_only_admins_set_up_anybody_suggests_and_an_admin_decides(world: World) -> None:
    await only_admins_set_up(world)
    said = await world.types("bruno", "#support", "/mindset plain add ping back = answer")
    assert "I've asked your admins" in said
    await world.beat()
    assert "Nothing stiff" in await world.types("bruno", "#support", "/mindset plain Please ping back today.")
    [letter] = world.letters("ana")
    assert "ping back → *answer*" in words(letter)
    await world.presses("ana", letter, "plain:approve")
    assert "1 stiff spot" in await world.types("bruno", "#support", "/mindset plain Please ping back today.")
    await world.beat()
    assert world.letters("ana") == []


async def test_only_who_may_set_up_decides_or_removes(world: World) -> None:
    await world.types("bruno", "#support", "/mindset plain add ping back = answer")
    await only_admins_set_up(world)
    await world.types("bruno", "#support", "/mindset plain list")
    assert "plain:drop" not in str(world.form("bruno"))
    assert "Your admins decide what's added." in words(world.form("bruno"))
    await world.types("carla", "#support", "/mindset plain add level set = agree")
    await world.types("ana", "#support", "/mindset plain list")
    panel = world.form("ana")
    await world.slack.hands.press("bruno", panel, "plain:approve", "2")
    await world.slack.hands.press("bruno", panel, "plain:drop", "1")
    known = await world.types("bruno", "#support", "/mindset plain Please ping back, and level set now.")
    assert "1 stiff spot" in known


async def test_a_draft_may_begin_with_the_words_that_change_the_list(world: World) -> None:
    for draft in ("add this to my utilised plan", "list of methodologies", "remove the aforementioned item"):
        assert "1 stiff spot" in await world.types("bruno", "#support", f"/mindset plain {draft}")


async def test_what_somebody_suggested_is_gone_when_they_are_forgotten(world: World) -> None:
    await world.types("bruno", "#support", "/mindset plain add ping back = answer")
    await only_admins_set_up(world)
    await world.types("bruno", "#support", "/mindset plain add zugzwang = move")
    await world.beat()
    await world.types("bruno", "#support", "/mindset forget me")
    await world.sends("bruno")
    await world.beat()
    assert world.letters("ana") == []
    assert "zugzwang" not in await everything(world)
    assert "ping back" in await everything(world)
