"""One of each thing that the cards show."""

from __future__ import annotations

from datetime import date, timedelta

from rituals.catalog import load
from rituals.ids import PollId, ScheduleId, StoryId, SuggestionId
from rituals.polls import Shown
from rituals.schedules import Ritual
from rituals.stories import Kind, Told
from rituals.suggestions import State, Suggested
from tests.cast import ANA, BRUNO, CARLA, NOW
from tests.wishes import wishes

CATALOG = load()


def a_story(text: str, customer: str | None = None, **more: object) -> Told:
    values: dict[str, object] = {
        "id": StoryId(1),
        "kind": Kind.CUSTOMER_HELPED_US,
        "text": text,
        "teller": ANA,
        "credits": (BRUNO, CARLA),
        "mindset": "let_them_help",
        "customer": customer,
        "link": None,
        "nominated_by": (),
        "cheers": 12,
        "told_at": NOW,
    }
    return Told(**(values | more))  # type: ignore[arg-type]


def a_poll(question: str, closed: bool) -> Shown:
    framework = CATALOG.default
    return Shown(
        id=PollId(1),
        maker=ANA,
        framework=framework.key,
        options=tuple(mindset.key for mindset in framework.mindsets),
        question=question,
        link=None,
        anonymous=True,
        closes_at=NOW,
        closed=closed,
        voters=0,
        tally=None,
        kept_back=0,
    )


def a_ritual(framework: str, zone: str, paused: bool = False) -> Ritual:
    coming = () if paused else (NOW + timedelta(days=1), NOW + timedelta(days=2))
    return Ritual(
        id=ScheduleId(1),
        wishes=wishes(framework=framework, zone=zone, country=zone[:10], region=zone[:10]),
        owner=ANA,
        paused=paused,
        paused_until=None,
        held=None,
        moved=False,
        next_on=None if paused else date(2026, 3, 2),
        next_at=coming[0] if coming else None,
        coming=coming,
        change="set up",
        changed_by=ANA,
        changed_at=NOW,
    )


def a_suggestion() -> Suggested:
    experiment = CATALOG.default.experiments[0]
    return Suggested(SuggestionId(1), experiment, BRUNO, State.WAITING, None)
