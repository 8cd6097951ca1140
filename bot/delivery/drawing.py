"""What posts show, drawn for many of them in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from sqlalchemy.orm import Session

from bot.slack.block_kit import Message
from bot.slack.routes import Draw, Routes
from rituals.catalog import Catalog
from rituals.db import trouble_of
from rituals.ids import WorkspaceId
from rituals.posts import Claimed

# What a post shows, or why it can't be drawn.
Drawing: TypeAlias = Message | Exception


def drawings(db: Session, catalog: Catalog, routes: Routes, errands: Sequence[Claimed]) -> list[Drawing]:
    """What each of the posts shows, in their order; one that can't be drawn takes no other along."""
    if len(errands) > 1:
        _read_ahead(db, routes, errands)
    return [_drawing(db, catalog, routes.draws, each) for each in errands]


def _read_ahead(db: Session, routes: Routes, errands: Sequence[Claimed]) -> None:
    alike: dict[tuple[str, str], list[int]] = {}
    for each in errands:
        if each.kind in routes.reads_ahead:
            alike.setdefault((each.kind, each.workspace), []).append(each.subject)
    for (kind, workspace), subjects in alike.items():
        routes.reads_ahead[kind](db, WorkspaceId(workspace), subjects)


def _drawing(db: Session, catalog: Catalog, draws: Mapping[str, Draw], errand: Claimed) -> Drawing:
    try:
        return draws[errand.kind](db, catalog, WorkspaceId(errand.workspace), errand.subject)
    except Exception as error:
        # A database that is in trouble has nothing to do with this one.
        if trouble_of(error):
            raise
        return error
