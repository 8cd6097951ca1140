"""What tests of answers share: a card in a channel, people who answer, and a courier."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from rituals import agenda, answers, posts, schedules
from rituals.catalog import Catalog
from rituals.experiments.records import Draw
from rituals.ids import DrawId, PersonId, ReplyId
from rituals.posts import Outcome, Verdict
from rituals.posts.records import Post
from tests.cast import ANA, HARBOUR, SUPPORT, scene
from tests.databases import Act
from tests.wishes import wishes

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
# A day's window is eight hours long.
FIVE = NINE + 8 * HOUR


def drawn(act: Act, catalog: Catalog, **wished: Any) -> DrawId:
    """What a ritual has just posted in #support, at nine on a Monday."""
    act(schedules.set_up, scene(ANA), wishes(**wished), "form-1")
    beat(act, catalog, NINE)
    send(act, NINE)
    return DrawId(act(lambda db: db.scalars(select(Draw.id).order_by(Draw.id.desc())).first()))


def beat(act: Act, catalog: Catalog, now: datetime) -> None:
    """All that is due by then."""
    while act(agenda.run_due, now, catalog, b"chance").count:
        pass


def says(act: Act, draw: DrawId, person: PersonId, text: str = "Tea.", **more: Any) -> None:
    """Somebody answers, a minute after nine."""
    act(answers.answer, scene(person, NINE + MINUTE), draw, text, **more)


def send(act: Act, now: datetime = NINE + MINUTE) -> list[int]:
    """The courier shows all that is wanted; which posts it had to bring."""
    sent: list[int] = []
    while claimed := act(posts.claim, now, by="courier", resting=(), limit=99):
        verdicts = [
            Outcome(each.id, Verdict.DELETED)
            if each.errand is posts.Errand.DELETE
            else Outcome(each.id, Verdict.SHOWN, each.version, f"{each.id}.0", each.channel)
            for each in claimed
        ]
        act(agenda.settle, now, verdicts)
        sent += [each.id for each in claimed]
    return sent


def replies(act: Act) -> list[list[tuple[str, str]]]:
    """The replies that are wanted in the thread, each as its people and their words."""

    def wanted(db: Any) -> list[int]:
        there = Post.kind == answers.REPLY, Post.wanted, Post.channel == SUPPORT
        return list(db.scalars(select(Post.subject).where(*there).order_by(Post.id)))

    shown = [act(answers.reply, HARBOUR, ReplyId(reply)) for reply in act(wanted)]
    return [[(each.person, each.text) for each in reply] for reply in shown]


def version(act: Act, once_key: str) -> int:
    """How often that message was to change."""
    return act(lambda db: db.scalars(select(Post.wanted_version).where(Post.once_key == once_key)).one())
