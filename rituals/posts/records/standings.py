"""Where posts stand between their errands: read, and written down, for many at a time.

Without the ORM, which takes longer to find out what has changed in each row than all else that a card takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from rituals.posts.records.tables import Post


@dataclass(slots=True)
class PostStanding:
    """A post, as far as an errand's outcome bears on it."""

    id: int
    workspace: str
    kind: str
    subject: int
    wanted_version: int
    wanted: bool
    state: str
    ts: str | None
    shown_in: str | None
    shown_version: int
    due_at: datetime | None
    attempts: int
    error: str | None
    text_mark: str | None

    @property
    def behind(self) -> bool:
        return self.shown_version < self.wanted_version


def standings(db: Session, ids: Iterable[int]) -> list[PostStanding]:
    """Where these posts stand, in the order in which everybody locks them, locked against others."""
    db.flush()
    return [PostStanding(*row) for row in db.execute(_STANDINGS, {"these": [*ids]})]


def settled(db: Session, standings: Sequence[PostStanding]) -> None:
    """Write down where these stand now, in nobody's hands any more."""
    if standings:
        db.execute(_SETTLED, [_new(each) for each in standings])


def leased(db: Session, ids: Sequence[int], by: str, until: datetime, changes: dict[str, Any]) -> None:
    """One more attempt with each of these is in the hands of `by`; `changes` are other columns of theirs."""
    if ids:
        db.execute(_LEASED, {"these": ids, "claimed_by": by, "due_at": until, **changes})


def put_off(db: Session, ids: Sequence[int], until: datetime | None) -> None:
    """Nobody handles these before that moment; None until somebody wants something else of them."""
    if ids:
        db.execute(_PUT_OFF, {"these": ids, "due_at": until})


def _new(standing: PostStanding) -> dict[str, Any]:
    return {"its_id": standing.id} | {name: getattr(standing, name) for name in _CHANGED}


_POSTS = Post.metadata.tables[Post.__tablename__]
_READ = [each.name for each in fields(PostStanding)]
# What isn't named here is written down: a column that somebody adds can't be forgotten.
_CHANGED = [name for name in _READ if name not in ("id", "workspace", "kind", "subject", "wanted_version")]
# Built once: that takes longer than to execute them. What isn't set here is what comes with the values.
_THESE = _POSTS.c.id.in_(bindparam("these", expanding=True))
_STANDINGS = select(*(_POSTS.c[name] for name in _READ)).where(_THESE).order_by(_POSTS.c.id).with_for_update()
_SETTLED = update(_POSTS).where(_POSTS.c.id == bindparam("its_id")).values(claimed_by=None)
_LEASED = update(_POSTS).where(_THESE).values(attempts=_POSTS.c.attempts + 1)
_PUT_OFF = update(_POSTS).where(_THESE).values(claimed_by=None)
