"""One of each thing that the cards show."""

from __future__ import annotations

from datetime import date, time, timedelta

from rituals.catalog import load
from rituals.ids import PollId, ScheduleId, StoryId
from rituals.polls import Shown
from rituals.schedules import Ritual
from rituals.stories import Kind, Told
from tests.cast import ANA, BRUNO, CARLA, NOW, SUPPORT

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
    return Ritual(
        id=ScheduleId(1),
        channel=SUPPORT,
        kind="thought_experiment",
        framework=framework,
        weekdays=(0, 6),
        at=time(9),
        zone=zone,
        owner=ANA,
        paused=paused,
        next_on=date(2026, 3, 2),
        next_at=None if paused else NOW + timedelta(days=1),
    )
