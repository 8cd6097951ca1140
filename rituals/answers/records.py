"""Answers, the replies in which they stand, and who cheers them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, bindparam, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.answers.rules import MOST_IN_REPLY, Answer
from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.ids import AnswerId, DrawId, PersonId, ReplyId, WorkspaceId


class ReplyRow(Base):
    """One message in a card's thread; it's there as long as it has answers."""

    __tablename__ = "answer_replies"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    draw: Mapped[int] = mapped_column(RowId, ForeignKey("draws.id", ondelete="CASCADE"), index=True)


class AnswerRow(Base):
    """One person's line on what a channel was asked; the key allows one each.

    `reply` is None while it's sealed. `quotable`: its author lets a digest show it; `digests` are the
    once_keys of those that do.
    """

    __tablename__ = "answers"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    draw: Mapped[int] = mapped_column(RowId, ForeignKey("draws.id", ondelete="CASCADE"))
    person: Mapped[str]
    text: Mapped[str]
    quotable: Mapped[bool]
    reply: Mapped[int | None] = mapped_column(RowId, ForeignKey("answer_replies.id"), index=True)
    digests: Mapped[list[str]]
    given_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("draw", "person"),
        Index(None, "workspace", "person"),
        Index(None, "workspace", "given_at"),
    )


class AnswerCheer(Base):
    """One person's thanks for an answer; the key allows one each."""

    __tablename__ = "answer_cheers"

    answer: Mapped[int] = mapped_column(RowId, ForeignKey("answers.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class LastReply:
    """The newest reply of a draw; it has `room` for so many answers more."""

    reply: ReplyId
    room: int


def find(db: Session, workspace: WorkspaceId, answer: AnswerId) -> AnswerRow:
    """The answer, locked; Gone if this workspace has none of that id."""
    query = select(AnswerRow).where(AnswerRow.id == answer, AnswerRow.workspace == workspace)
    return find_one(db, query.with_for_update())


def hold(db: Session, workspace: WorkspaceId, answer: AnswerId) -> ReplyId:
    """The reply of an answer that is shown, as it will be until this transaction is over. Gone.

    Others may hold it, too.
    """
    return ReplyId(find_one(db, _HELD, {"here": workspace, "number": answer}))


# Those below are built once: that takes longer than to execute them.
_ANSWERS, _REPLIES = (Base.metadata.tables[each.__tablename__] for each in (AnswerRow, ReplyRow))
_HELD = (
    select(_ANSWERS.c.reply)
    .where(
        _ANSWERS.c.id == bindparam("number"),
        _ANSWERS.c.workspace == bindparam("here"),
        _ANSWERS.c.reply.is_not(None),
    )
    .with_for_update(read=True)
)
_OF_PEOPLE = (
    select(AnswerRow)
    .where(
        AnswerRow.workspace == bindparam("here"),
        AnswerRow.draw == bindparam("drawn"),
        AnswerRow.person.in_(bindparam("by", expanding=True)),
    )
    .with_for_update()
)
_COUNT = select(func.count()).where(
    AnswerRow.workspace == bindparam("here"), AnswerRow.draw == bindparam("draw")
)
_COUNTS = (
    select(_ANSWERS.c.draw, func.count())
    .where(
        _ANSWERS.c.workspace == bindparam("here"),
        _ANSWERS.c.draw.in_(bindparam("draws", expanding=True)),
    )
    .group_by(_ANSWERS.c.draw)
)
_IN_IT = select(func.count()).where(_ANSWERS.c.reply == _REPLIES.c.id).scalar_subquery()
_LAST_REPLY = (
    select(_REPLIES.c.id, _IN_IT)
    .where(_REPLIES.c.draw == bindparam("drawn"))
    .order_by(_REPLIES.c.id.desc())
    .limit(1)
)


def of_person(db: Session, workspace: WorkspaceId, draw: int, person: PersonId) -> AnswerRow | None:
    """What somebody has answered, locked; None if they haven't."""
    return of_people(db, workspace, draw, [person]).get(person)


def of_people(
    db: Session, workspace: WorkspaceId, draw: int, people: Iterable[PersonId]
) -> dict[PersonId, AnswerRow]:
    """What these people have answered, locked; who hasn't is left out."""
    rows = db.scalars(_OF_PEOPLE, {"here": workspace, "drawn": draw, "by": list(people)})
    return {PersonId(row.person): row for row in rows}


def count(db: Session, workspace: WorkspaceId, draw: int) -> int:
    """How many people have answered."""
    known: int | None = db.info.get((AnswerRow, draw))
    return db.scalars(_COUNT, {"here": workspace, "draw": draw}).one() if known is None else known


def read_ahead(db: Session, workspace: WorkspaceId, draws: Collection[int]) -> None:
    """Count all that `count` is about to be asked for, in one go. Only where nothing is written."""
    found = db.execute(_COUNTS, {"here": workspace, "draws": list(draws)})
    db.info |= {(AnswerRow, draw): 0 for draw in draws}
    db.info |= {(AnswerRow, draw): number for draw, number in found}


def sealed(db: Session, draw: int) -> Sequence[AnswerRow]:
    """The answers that aren't shown yet, in the order in which they came."""
    query = select(AnswerRow).where(AnswerRow.draw == draw, AnswerRow.reply.is_(None))
    return db.scalars(query.order_by(AnswerRow.id).with_for_update()).all()


def last_reply(db: Session, draw: int) -> LastReply | None:
    """The newest reply of that draw; None if there's none."""
    row = db.execute(_LAST_REPLY, {"drawn": draw}).first()
    return LastReply(ReplyId(row[0]), max(0, MOST_IN_REPLY - row[1])) if row else None


def is_empty(db: Session, reply: int) -> bool:
    """Whether no answer is left in that reply."""
    return db.scalars(select(AnswerRow.id).where(AnswerRow.reply == reply)).first() is None


def shown_in(db: Session, workspace: WorkspaceId, reply: ReplyId) -> tuple[Answer, ...]:
    """The answers of one reply, in the order in which they came."""
    query = select(AnswerRow).where(AnswerRow.workspace == workspace, AnswerRow.reply == reply)
    rows = db.scalars(query.order_by(AnswerRow.id)).all()
    cheers = cheers_of(db, [row.id for row in rows])
    return tuple(seen(row, cheers.get(row.id, 0)) for row in rows)


def cheers_of(db: Session, answers: Iterable[int]) -> dict[int, int]:
    """How many people cheer each answer; those without cheers are left out."""
    query = select(AnswerCheer.answer, func.count()).where(AnswerCheer.answer.in_(list(answers)))
    return dict(db.execute(query.group_by(AnswerCheer.answer)).all())


def seen(row: AnswerRow, cheers: int) -> Answer:
    """The answer as people see it."""
    return Answer(
        id=AnswerId(row.id),
        draw=DrawId(row.draw),
        person=PersonId(row.person),
        text=row.text,
        cheers=cheers,
        edited=row.edited_at is not None,
    )
