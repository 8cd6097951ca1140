"""Somebody of another workspace, who knows every id of this one, sees and changes nothing of it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import select

from rituals import agenda, experiments, nominations, polls, posts, schedules, stories, workspaces
from rituals.catalog import Catalog
from rituals.db import Base
from rituals.errors import Gone
from rituals.ids import DrawId, NominatedId, PollId, ScheduleId, StoryId
from rituals.nominations import Message, Reaction
from rituals.stories import Kind
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, NOW, SUMMIT, SUPPORT, ZOE, elsewhere, scene
from tests.databases import Act

MONDAY = date(2026, 3, 2)
TS = "1772440000.000100"
PRIVATE_TS = "1772440000.000200"
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Ids:
    """What Harbour Lane has, and Zoe has somehow learnt of."""

    schedule: ScheduleId
    story: StoryId
    poll: PollId
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
    ritual = act(schedules.set_up, scene(ANA), request="form-1", **plan())
    story = act(stories.tell, scene(ANA), kind=Kind.PROACTIVE_SAVE, text="Saved.", request="form-1")
    poll = act(polls.open_poll, scene(ANA), key=b"key", request="form-1", **question(catalog))
    act(polls.vote, scene(BRUNO), poll, "human")
    act(stories.cheer, scene(BRUNO), story.id)
    act(nominations.nominate, scene(BRUNO), star(TS), message(open=True))
    act(nominations.nominate, scene(BRUNO), star(PRIVATE_TS), message(open=False))
    act(agenda.post_now, scene(ANA), catalog, ritual.id)
    asks = select(posts_table().c.subject).where(posts_table().c.kind == nominations.CONSENT_ASK)
    nominated = NominatedId(act(lambda db: db.scalars(asks).one()))
    return Ids(ritual.id, story.id, poll, nominated, DrawId(1))


def plan() -> dict[str, Any]:
    return {
        "channel": SUPPORT,
        "framework": "be_human",
        "weekdays": range(5),
        "at": time(9),
        "zone": "Europe/Lisbon",
    }


def question(catalog: Catalog) -> dict[str, Any]:
    return {
        "channel": SUPPORT,
        "framework": catalog.framework("be_human"),
        "question": "Which mindset was this?",
        "closes_at": NOW + timedelta(hours=1),
    }


def posts_table() -> Any:
    return Base.metadata.tables["posts"]


Intrusion = Callable[[Act, Ids, Catalog], Any]

# What Zoe tries: to point at what is there. Each answers as if it had never been.
REFUSED: dict[str, Intrusion] = {
    "agenda.post_now": lambda act, ids, c: act(agenda.post_now, elsewhere(), c, ids.schedule),
    "agenda.preview": lambda act, ids, c: act(agenda.preview, elsewhere(), c, ids.schedule),
    "experiments.drawn": lambda act, ids, c: act(experiments.drawn, SUMMIT, ids.draw, c),
    "nominations.ask": lambda act, ids, c: act(nominations.ask, SUMMIT, ids.nominated),
    "nominations.keep_private": lambda act, ids, c: act(nominations.keep_private, elsewhere(), ids.nominated),
    "nominations.share": lambda act, ids, c: act(nominations.share, elsewhere(), ids.nominated),
    "polls.shown": lambda act, ids, c: act(polls.shown, SUMMIT, ids.poll),
    "polls.vote": lambda act, ids, c: act(polls.vote, elsewhere(), ids.poll, "human"),
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
}

# What Zoe may do at home, with names and places that Harbour Lane uses too.
AT_HOME: dict[str, Intrusion] = {
    "experiments.framework_for": lambda act, ids, c: act(experiments.framework_for, elsewhere(), c, SUPPORT),
    "experiments.of_the_workspace": lambda act, ids, c: act(
        experiments.of_the_workspace, elsewhere(), c, MONDAY
    ),
    "experiments.peek": lambda act, ids, c: act(
        experiments.peek, SUMMIT, act(schedules.ritual, scene(), ids.schedule), c
    ),
    "experiments.post_due": lambda act, ids, c: act(
        experiments.post_due, elsewhere(), c, SUPPORT, "be_human", "schedule:1:2026-03-02", MONDAY, NOW
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
    "polls.open_poll": lambda act, ids, c: act(
        polls.open_poll, elsewhere(), key=b"key", request="form-1", **question(c)
    ),
    "posts.touch": lambda act, ids, c: act(posts.touch, elsewhere(), f"story:{ids.story}"),
    "posts.unwant": lambda act, ids, c: act(posts.unwant, elsewhere(), f"story:{ids.story}"),
    "posts.want": lambda act, ids, c: act(
        posts.want, elsewhere(), f"story:{ids.story}", kind="story", subject=ids.story, channel=KUDOS
    ),
    "schedules.framework_of": lambda act, ids, c: act(schedules.framework_of, SUMMIT, SUPPORT),
    "schedules.rituals": lambda act, ids, c: act(schedules.rituals, elsewhere()),
    "schedules.set_up": lambda act, ids, c: act(schedules.set_up, elsewhere(), request="form-1", **plan()),
    "stories.latest": lambda act, ids, c: act(stories.latest, elsewhere(), 50),
    "stories.set_feed": lambda act, ids, c: act(stories.set_feed, elsewhere(), SUPPORT),
    "stories.tell": lambda act, ids, c: act(
        stories.tell, elsewhere(), kind=Kind.PROACTIVE_SAVE, text="Mine.", request="form-1"
    ),
    "workspaces.feed": lambda act, ids, c: act(workspaces.feed, elsewhere()),
    "workspaces.held_feed": lambda act, ids, c: act(workspaces.held_feed, elsewhere()),
    "workspaces.set_feed": lambda act, ids, c: act(workspaces.set_feed, elsewhere(), SUPPORT),
}
# These answer with what there is at home: nothing.
NOTHING = {
    "experiments.posted_since": False,
    "schedules.framework_of": None,
    "schedules.rituals": [],
    "stories.latest": [],
    "stories.set_feed": 0,
    "workspaces.feed": None,
    "workspaces.held_feed": None,
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
    doors = (agenda, experiments, nominations, polls, posts, schedules, stories, workspaces)
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
