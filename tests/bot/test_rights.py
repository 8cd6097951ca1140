"""What only admins may do is done for nobody else, whatever they type, press or send."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.schedules.form import Filled, FormMemory
from rituals import schedules, stories, suggestions, workspaces
from rituals.ids import StoryId
from rituals.inbox.records import Entry
from rituals.posts.records import Post
from rituals.schedules.records.tables import DayOff, Schedule
from rituals.stories.records.tables import Report
from rituals.suggestions.records import Suggestion
from rituals.workspaces import Settings
from rituals.workspaces.records import Workspace
from tests.bot.steps import feed, told
from tests.bot.table import ROUTES
from tests.bot.test_nobody_waits import interaction, typed, view
from tests.cast import ANA, BRUNO, CARLA, KUDOS, NOW, SUPPORT, scene
from tests.journeys.world import World, a_world
from tests.wishes import EVERY_DAY, wishes

LINES = (
    f"feed <#{SUPPORT}|support>", "schedule daily 09:00", "schedule list", "settings", "suggestions",
    "export", "export rituals json",
)  # fmt: skip
HANDLES = ("pause", "resume", "skip", "unskip", "reroll", "redraw", "post", "change")
ENTRIES = ("change", "move", "pause_until", "hand_over", "remove")
VALUES = ("1", "1:x", f"{SUPPORT}:2026-03-09:2026-03-10", "approve:1", "stories csv")
# All fields of all forms that change what holds for a channel or the workspace.
ANSWERS: dict[str, dict[str, Any]] = {
    "channel": {"selected_conversation": SUPPORT},
    "to": {"selected_user": BRUNO, "selected_date_time": int(NOW.timestamp()) + 7200},
    "until": {"selected_date": "2026-03-20"},
    "first": {"selected_date": "2026-03-16"},
    "last": {"selected_date": "2026-03-17"},
    "at": {"selected_time": "11:00"},
    "zone": {"value": "Europe/Lisbon"},
    "emoji": {"value": ":tada:"},
    "touchpoints": {"value": "Renewal"},
    "days": {"selected_options": [{"value": "3"}]},
    **{
        name: {"selected_option": {"value": value}}
        for name, value in {
            "rituals": "anybody", "blend": "half", "threshold": "5", "minimum_voters": "7",
            "leaderboard": "yes", "school": "be_human", "kind": "hero", "framework": "be_human",
            "rhythm": "weekly", "grace": "60",
        }.items()
    },
}  # fmt: skip
STATE = {"values": {name: {name: answer} for name, answer in ANSWERS.items()}}
FILLED = Filled.proposed("hero", "be_human", "Europe/Lisbon", SUPPORT)
FORMS = (
    ("set_feed", ""), ("settings", ""), ("set_up_in_a_minute", ""),
    *(("set_up_ritual", FormMemory(about, FILLED).written()) for about in ("||", "1||")),
    ("days_off_chosen", "||"), *((f"ritual_asked:{ask}", "1||") for ask in ENTRIES),
)  # fmt: skip


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    """There is one of everything, and the workspace leaves rituals and the feed to its admins."""
    async with a_world(sqlite_url) as world:
        act = world.bot.house.act
        await feed(world)
        story = await told(world, "She brought us soup.")
        await act(stories.report, scene(CARLA), StoryId(story), "It names her.", [ANA])
        experiment = {"title": "A note", "text": "You find a note.", "question": "From whom?"}
        about = {"framework": "be_human", "mindset": "human", "request": "one"}
        await act(suggestions.suggest, scene(CARLA), **about, **experiment)
        await act(schedules.set_up, scene(ANA), wishes(weekdays=EVERY_DAY, channel=KUDOS), "one")
        day = NOW.date().replace(day=9)
        await act(schedules.take_off, scene(ANA), SUPPORT, day, day.replace(day=10))
        await act(workspaces.change_settings, scene(ANA), Settings(admins_only=True))
        yield world


def requests(person: str) -> list[tuple[str, dict[str, Any]]]:
    """Everything that somebody could type, press and send."""
    who = {"user": {"id": person, "team_id": "T0HARBOUR"}}
    names = [name for name in ROUTES.presses.names if not name.endswith("*")]
    names += [f"ritual:{handle}" for handle in HANDLES] + ["suggestion:approve", "report:taken_down"]
    presses = [(name, value) for name in names for value in VALUES]
    presses += [("ritual:more", f"{entry}:1") for entry in ENTRIES]
    forms = [
        interaction("view_submission", view=view(name) | {"private_metadata": memory, "state": STATE}) | who
        for name, memory in FORMS
    ]
    lines = [typed(line.partition(" ")[0]) | {"text": line, "user_id": person} for line in LINES]
    return [
        *(("slash_commands", line | {"trigger_id": f"1.{n}"}) for n, line in enumerate(lines)),
        *(("interactive", pressed(name, value) | who) for name, value in presses),
        *(("interactive", sent) for sent in forms),
    ]


def pressed(name: str, value: str) -> dict[str, Any]:
    action = {"type": "button", "action_id": name, "block_id": "b", "value": value}
    return interaction(
        "block_actions", actions=[action], channel={"id": SUPPORT}, container={"message_ts": "1.1"}
    )


def settled(db: Session) -> dict[str, list[str]]:
    """All that admins decide on, as it is in the database."""
    tables = (Workspace, Schedule, DayOff, Suggestion, Report)
    found = {
        each.__tablename__: [str(row) for row in db.execute(select(each.__table__)).all()] for each in tables
    }
    cards = select(Post.once_key).where(Post.kind == "experiment", Post.ritual.is_not(None))
    return found | {"posted": list(db.scalars(cards)), "promised": [
        str(entry.body) for entry in db.scalars(select(Entry)) if "export" in str(entry.body)
    ]}  # fmt: skip


async def everything(world: World, person: str) -> None:
    for kind, body in requests(person):
        answer = await world.slack.delivery.ask(kind, "", body)
        assert answer.ok, (kind, body, answer)
        await world.bot.house.quiet()


async def test_nobody_but_an_admin_changes_what_is_for_admins_by_any_door(world: World) -> None:
    before = await world.bot.house.quietly(settled)
    await everything(world, BRUNO)
    assert await world.bot.house.quietly(settled) == before


async def test_an_admin_does_all_of_it_by_the_same_doors(world: World) -> None:
    before = await world.bot.house.quietly(settled)
    await everything(world, ANA)
    after = await world.bot.house.quietly(settled)
    assert [name for name in before if after[name] == before[name]] == []
