"""Somebody of another workspace, who knows every id of this one, sees and changes nothing of it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from rituals import (
    agenda,
    experiments,
    nominations,
    polls,
    posts,
    schedules,
    stories,
    suggestions,
    workspaces,
)
from rituals.catalog import Catalog
from rituals.db import Base
from rituals.errors import Gone
from rituals.ids import DrawId, NominatedId, PollId, ScheduleId, StoryId, SuggestionId
from rituals.nominations import Message, Reaction
from rituals.stories import Kind
from rituals.workspaces import Blend, Settings
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, NOW, SUMMIT, SUPPORT, ZOE, elsewhere, scene
from tests.databases import Act
from tests.wishes import wishes

MONDAY, CHRISTMAS = date(2026, 3, 2), date(2026, 12, 25)
TS = "1772440000.000100"
PRIVATE_TS = "1772440000.000200"
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Ids:
    """What Harbour Lane has, and Zoe has somehow learnt of."""

    schedule: ScheduleId
    story: StoryId
    poll: PollId
    suggestion: SuggestionId
    nominated: NominatedId
    draw: DrawId


def star(ts: str, at: str = "1772441001.000000") -> Reaction:
    return Reaction(SUPPORT, ts, BRUNO, "star2", at)


def message(*, open: bool) -> Message:
    return Message(ANA, "I stayed on the line.", "https://slack/1", by_bot=False, open=open)


@pytest.fixture
def ids(act: Act, catalog: Catalog) -> Ids:
    """A workspace where something of everything has happened."""
    act(stories.set_feed, scene(ANA), KUDOS)
    ritual = act(schedules.set_up, scene(ANA), wishes(game_plan_after=3), "form-1")
    act(schedules.practise, scene(ANA), "be_human", time(9), "Europe/Lisbon")
    act(schedules.take_off, scene(ANA), SUPPORT, CHRISTMAS, CHRISTMAS)
    story = act(stories.tell, scene(ANA), kind=Kind.PROACTIVE_SAVE, text="Saved.", request="form-1")
    poll = act(polls.open_poll, scene(ANA), key=b"key", request="form-1", **question(catalog))
    act(polls.vote, scene(BRUNO), poll, "human")
    act(stories.cheer, scene(BRUNO), story.id)
    act(nominations.nominate, scene(BRUNO), star(TS), message(open=True))
    act(nominations.nominate, scene(BRUNO), star(PRIVATE_TS), message(open=False))
    act(agenda.post_now, scene(ANA), catalog, ritual.id, b"chance")
    act(experiments.engage, scene(BRUNO), DrawId(1))
    suggestion = act(suggestions.suggest, scene(ANA), **idea())
    asks = select(posts_table().c.subject).where(posts_table().c.kind == nominations.CONSENT_ASK)
    nominated = NominatedId(act(lambda db: db.scalars(asks).one()))
    return Ids(ritual.id, story.id, poll, suggestion.id, nominated, DrawId(1))


def question(catalog: Catalog) -> dict[str, Any]:
    return {
        "channel": SUPPORT,
        "framework": catalog.framework("be_human"),
        "question": "Which mindset was this?",
        "closes_at": NOW + timedelta(hours=1),
    }


def idea() -> dict[str, Any]:
    words = {"title": "The long way home", "text": "It rains, and the last bus is gone.", "question": "Who?"}
    return {"framework": "be_human", "mindset": "human", "request": "form-1"} | words


def posts_table() -> Any:
    return Base.metadata.tables["posts"]


Intrusion = Callable[[Act, Ids, Catalog], Any]

# What Zoe tries: to point at what is there. Each answers as if it had never been.
REFUSED: dict[str, Intrusion] = {
    "agenda.post_now": lambda act, ids, c: act(agenda.post_now, elsewhere(), c, ids.schedule, b"chance"),
    "experiments.drawn": lambda act, ids, c: act(experiments.drawn, SUMMIT, ids.draw, c),
    "experiments.engage": lambda act, ids, c: act(experiments.engage, elsewhere(), ids.draw),
    "experiments.game_plan": lambda act, ids, c: act(experiments.game_plan, SUMMIT, ids.draw, c),
    "nominations.ask": lambda act, ids, c: act(nominations.ask, SUMMIT, ids.nominated),
    "nominations.keep_private": lambda act, ids, c: act(nominations.keep_private, elsewhere(), ids.nominated),
    "nominations.share": lambda act, ids, c: act(nominations.share, elsewhere(), ids.nominated),
    "polls.shown": lambda act, ids, c: act(polls.shown, SUMMIT, ids.poll),
    "polls.vote": lambda act, ids, c: act(polls.vote, elsewhere(), ids.poll, "human"),
    "schedules.change": lambda act, ids, c: act(schedules.change, elsewhere(), ids.schedule, wishes()),
    "schedules.hand_over": lambda act, ids, c: act(schedules.hand_over, elsewhere(), ids.schedule, ZOE),
    "schedules.held_note": lambda act, ids, c: act(schedules.held_note, SUMMIT, ids.schedule),
    "schedules.move_next": lambda act, ids, c: act(
        schedules.move_next, elsewhere(), ids.schedule, NOW + timedelta(hours=1)
    ),
    "schedules.pause": lambda act, ids, c: act(schedules.pause, elsewhere(), ids.schedule),
    "schedules.remove": lambda act, ids, c: act(schedules.remove, elsewhere(), ids.schedule),
    "schedules.resume": lambda act, ids, c: act(schedules.resume, elsewhere(), ids.schedule),
    "schedules.ritual": lambda act, ids, c: act(schedules.ritual, elsewhere(), ids.schedule),
    "schedules.skip_next": lambda act, ids, c: act(schedules.skip_next, elsewhere(), ids.schedule),
    "stories.cheer": lambda act, ids, c: act(stories.cheer, elsewhere(), ids.story),
    "stories.name_nominators": lambda act, ids, c: act(
        stories.name_nominators, elsewhere(), ids.story, [ZOE]
    ),
    "stories.told": lambda act, ids, c: act(stories.told, SUMMIT, ids.story),
    "suggestions.by_key": lambda act, ids, c: act(suggestions.by_key, SUMMIT, f"team:{ids.suggestion}"),
    "suggestions.decide": lambda act, ids, c: act(suggestions.decide, elsewhere(), ids.suggestion, True),
    "suggestions.suggestion": lambda act, ids, c: act(suggestions.suggestion, SUMMIT, ids.suggestion),
}

# What Zoe may do at home, with names and places that Harbour Lane uses too.
AT_HOME: dict[str, Intrusion] = {
    "experiments.framework_for": lambda act, ids, c: act(experiments.framework_for, elsewhere(), c, SUPPORT),
    "experiments.hero_today": lambda act, ids, c: experiments.hero_today(elsewhere(), MONDAY),
    "experiments.of_the_workspace": lambda act, ids, c: act(
        experiments.of_the_workspace, elsewhere(), c, MONDAY
    ),
    "experiments.peek": lambda act, ids, c: act(
        experiments.peek, elsewhere(), act(schedules.ritual, scene(), ids.schedule), c, MONDAY
    ),
    "experiments.post_due": lambda act, ids, c: act(
        experiments.post_due, elsewhere(), c, wishes(), "schedule:1:2026-03-02", MONDAY, NOW
    ),
    "experiments.posted_since": lambda act, ids, c: act(
        experiments.posted_since, elsewhere(), "schedule:1:now:", NOW - timedelta(days=1)
    ),
    "experiments.share": lambda act, ids, c: act(
        experiments.share,
        elsewhere(),
        c,
        SUPPORT,
        "be_human",
        c.framework("be_human").experiments[0].key,
        MONDAY,
    ),
    "experiments.today": lambda act, ids, c: act(experiments.today, elsewhere(), c, SUPPORT, MONDAY),
    "nominations.nominate": lambda act, ids, c: act(
        nominations.nominate, elsewhere(), star(TS, "1772441002.000000"), message(open=True)
    ),
    "nominations.withdraw": lambda act, ids, c: act(
        nominations.withdraw, elsewhere(), star(TS, "1772441002.000000")
    ),
    "polls.open_once": lambda act, ids, c: act(
        polls.open_once, elsewhere(), key=b"key", request="form-1", **question(c)
    ),
    "polls.open_poll": lambda act, ids, c: act(
        polls.open_poll, elsewhere(), key=b"key", request="form-1", **question(c)
    ),
    "polls.opened_since": lambda act, ids, c: act(
        polls.opened_since, elsewhere(), "form-1", NOW - timedelta(days=1)
    ),
    "posts.touch": lambda act, ids, c: act(posts.touch, elsewhere(), f"story:{ids.story}"),
    "posts.touch_about": lambda act, ids, c: act(posts.touch_about, elsewhere(), "story", ids.story),
    "posts.unwant": lambda act, ids, c: act(posts.unwant, elsewhere(), f"story:{ids.story}"),
    "posts.want": lambda act, ids, c: act(
        posts.want, elsewhere(), f"story:{ids.story}", kind="story", subject=ids.story, channel=KUDOS
    ),
    "schedules.days_off": lambda act, ids, c: act(schedules.days_off, SUMMIT, SUPPORT),
    "schedules.framework_of": lambda act, ids, c: act(schedules.framework_of, SUMMIT, SUPPORT),
    "schedules.hold": lambda act, ids, c: act(schedules.hold, elsewhere(), SUPPORT, "is_archived"),
    # Ana's own id, from a scene of the other workspace: as if there were an Ana there, too.
    "schedules.practice": lambda act, ids, c: act(schedules.practice, scene(ANA, workspace=SUMMIT)),
    "schedules.practise": lambda act, ids, c: act(
        schedules.practise, scene(ANA, workspace=SUMMIT), "be_human", time(8), "Europe/Lisbon"
    ),
    "schedules.reopen": lambda act, ids, c: act(schedules.reopen, elsewhere(), SUPPORT),
    "schedules.rests": lambda act, ids, c: act(schedules.rests, elsewhere()),
    "schedules.rituals": lambda act, ids, c: act(schedules.rituals, elsewhere()),
    "schedules.set_up": lambda act, ids, c: act(schedules.set_up, elsewhere(), wishes(), "form-1"),
    "schedules.stop": lambda act, ids, c: act(schedules.stop, scene(ANA, workspace=SUMMIT)),
    "schedules.take_off": lambda act, ids, c: act(schedules.take_off, elsewhere(), SUPPORT, MONDAY, MONDAY),
    "schedules.take_on": lambda act, ids, c: act(
        schedules.take_on, elsewhere(), SUPPORT, CHRISTMAS, CHRISTMAS
    ),
    "schedules.travel": lambda act, ids, c: act(
        schedules.travel, scene(ANA, workspace=SUMMIT), ZoneInfo("Asia/Tokyo")
    ),
    "stories.latest": lambda act, ids, c: act(stories.latest, elsewhere(), 50),
    "stories.set_feed": lambda act, ids, c: act(stories.set_feed, elsewhere(), SUPPORT),
    "stories.tell": lambda act, ids, c: act(
        stories.tell, elsewhere(), kind=Kind.PROACTIVE_SAVE, text="Mine.", request="form-1"
    ),
    "suggestions.approved": lambda act, ids, c: act(suggestions.approved, SUMMIT, "be_human"),
    "suggestions.suggest": lambda act, ids, c: act(suggestions.suggest, elsewhere(), **idea()),
    "suggestions.waiting": lambda act, ids, c: act(suggestions.waiting, elsewhere()),
    "workspaces.blend_of": lambda act, ids, c: act(workspaces.blend_of, SUMMIT),
    "workspaces.change_settings": lambda act, ids, c: act(
        workspaces.change_settings, elsewhere(), Settings(admins_only=True, blend=Blend.HALF)
    ),
    "workspaces.feed": lambda act, ids, c: act(workspaces.feed, elsewhere()),
    "workspaces.held_feed": lambda act, ids, c: act(workspaces.held_feed, elsewhere()),
    "workspaces.settings": lambda act, ids, c: act(workspaces.settings, elsewhere()),
    "workspaces.set_feed": lambda act, ids, c: act(workspaces.set_feed, elsewhere(), SUPPORT),
}
# These answer with what there is at home: nothing.
NOTHING = {
    "experiments.posted_since": False,
    "polls.opened_since": False,
    "schedules.days_off": [],
    "schedules.framework_of": None,
    "schedules.practice": None,
    "schedules.rests": [],
    "schedules.rituals": [],
    "schedules.take_on": [],
    "stories.latest": [],
    "stories.set_feed": 0,
    "suggestions.approved": [],
    "suggestions.waiting": [],
    "workspaces.blend_of": Settings().blend,
    "workspaces.feed": None,
    "workspaces.held_feed": None,
    "workspaces.settings": Settings(),
}


def of_harbour_lane(act: Act) -> Rows:
    """Every row that is the workspace's."""
    found: Rows = {}
    for name, table in Base.metadata.tables.items():
        whose = table.c.id if name == "workspaces" else table.c.workspace
        query = select(table).where(whose == HARBOUR).order_by(*table.primary_key.columns)
        found[name] = act(lambda db, query=query: [tuple(row) for row in db.execute(query)])
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_another_workspace_s_is_gone(name: str, act: Act, ids: Ids, catalog: Catalog) -> None:
    before = of_harbour_lane(act)
    with pytest.raises(Gone):
        REFUSED[name](act, ids, catalog)
    assert of_harbour_lane(act) == before


@pytest.mark.parametrize("name", AT_HOME)
def test_what_is_done_at_home_touches_nobody_else(name: str, act: Act, ids: Ids, catalog: Catalog) -> None:
    before = of_harbour_lane(act)
    answer = AT_HOME[name](act, ids, catalog)
    assert of_harbour_lane(act) == before
    if name in NOTHING:
        assert answer == NOTHING[name]


def test_the_other_workspace_has_had_something_of_everything(act: Act, ids: Ids) -> None:
    assert [name for name, rows in of_harbour_lane(act).items() if not rows] == []


def test_every_act_that_works_for_a_workspace_is_tried_here() -> None:
    doors = (agenda, experiments, nominations, polls, posts, schedules, stories, suggestions, workspaces)
    assert {act for door in doors for act in scoped_acts(door)} == REFUSED.keys() | AT_HOME.keys()


def scoped_acts(door: ModuleType) -> set[str]:
    """What a door offers that is told in which workspace to act."""
    name = door.__name__.removeprefix("rituals.")
    offered = {each: getattr(door, each) for each in door.__all__}
    functions = {each: it for each, it in offered.items() if inspect.isfunction(it)}
    return {
        f"{name}.{each}"
        for each, it in functions.items()
        if {"scene", "workspace"} & inspect.signature(it).parameters.keys()
    }
