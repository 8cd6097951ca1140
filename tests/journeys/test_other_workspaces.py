"""One app may be installed in many workspaces: what comes from another one than ours does nothing here."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks.stories import CHEER
from rituals import workspaces
from rituals.stories.records import Cheer, Story
from rituals.workspaces.records import Workspace
from tests.cast import HARBOUR, KUDOS, SUMMIT, SUPPORT, scene
from tests.journeys.test_stories import tell
from tests.journeys.world import World

TEXT = "She sent us the form, filled in, with hearts."


@pytest.fixture
async def elsewhere(world: World) -> World:
    """A story in the feed of our workspace; from now on all that happens, happens in another one."""
    await world.types("ana", "#support", "/mindset feed #kudos")
    await tell(world, "ana", TEXT)
    await world.beat()
    await world.slack.hands.open_home("ana")
    world.slack.workspace.team_id = SUMMIT
    world.slack.calls.clear()
    return world


async def is_untouched(world: World) -> bool:
    """Nothing was saved, and Slack was neither asked nor told anything."""

    def saved(db: Session) -> bool:
        row = db.get_one(Workspace, HARBOUR)
        stories = list(db.scalars(select(Story)))
        ours = (row.feed_channel, row.left_at, row.address) == (
            KUDOS,
            None,
            f"{world.slack.workspace.address}/",
        )
        return ours and len(stories) == 1 and db.scalars(select(Cheer)).all() == []

    calls = [call.method for call in world.slack.calls]
    return calls == [] and await world.bot.house.quietly(saved)


async def test_a_command_is_answered_with_nothing(elsewhere: World) -> None:
    for line in ("feed #support", "", "settings", 'poll "Ours?" "Yes" "No"', "schedule daily 09:00"):
        answered = await elsewhere.slack.hands.command("ana", "#support", f"/mindset {line}".strip())
        assert (answered.ok, answered.body) == (True, {}), line
    await elsewhere.slack.settled(retries=False)
    assert await is_untouched(elsewhere)


async def test_a_button_and_a_shortcut_do_nothing(elsewhere: World) -> None:
    [post] = elsewhere.posts("#kudos")
    assert (await elsewhere.slack.hands.press("bruno", post, CHEER)).ok
    assert (await elsewhere.slack.hands.shortcut("bruno", "great_human_moment", post)).ok
    assert (await elsewhere.slack.hands.shortcut("bruno", "share_story")).ok
    assert await is_untouched(elsewhere)


async def test_a_form_that_is_sent_there_saves_nothing_here(world: World) -> None:
    await world.types("ana", "#support", "/mindset feed #kudos")
    await world.types("ana", "#support", "/mindset story")
    world.slack.workspace.team_id = SUMMIT
    world.form("ana")["app_installed_team_id"] = SUMMIT
    assert (await world.sends("ana", text=TEXT)).ok
    assert await world.bot.house.quietly(lambda db: db.scalars(select(Story)).all()) == []


async def test_events_are_taken_quietly_and_do_nothing(elsewhere: World) -> None:
    said = await elsewhere.slack.hands.say("ana", "#support", "I stayed on the line")
    await elsewhere.slack.hands.react("bruno", said, "star2")
    await elsewhere.slack.hands.archive("#support")
    await elsewhere.slack.hands.uninstall()
    await elsewhere.slack.settled(retries=False)
    assert await is_untouched(elsewhere)


async def test_somebody_else_s_uninstalling_erases_nothing_of_ours(elsewhere: World) -> None:
    await elsewhere.slack.hands.uninstall()
    await elsewhere.slack.settled(retries=False)
    elsewhere.clock.advance(timedelta(days=31))
    assert await elsewhere.bot.house.quietly(workspaces.to_erase, elsewhere.clock.now()) == []
    assert await elsewhere.bot.house.quietly(workspaces.feed, scene()) == KUDOS != SUPPORT
