"""The tenant's tables."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from rituals.db import Base
from rituals.ids import ChannelId, WorkspaceId
from rituals.workspaces.rules.settings import Blend, Settings


class Workspace(Base):
    """One Slack workspace and its settings. `left_at` is when the app was uninstalled.

    `address` is where Slack has it, such as https://harbour.slack.com/; None until the bot has been there.
    `charts_refused`: Slack has refused its own charts there; `charts_shown`: it has accepted one.
    `files_refused`: the bot may send no files there.
    """

    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(primary_key=True)
    feed_channel: Mapped[str | None]
    address: Mapped[str | None]
    admins_only: Mapped[bool] = mapped_column(default=False)
    blend: Mapped[str] = mapped_column(default=Blend.HALF)
    tender: Mapped[bool] = mapped_column(default=True)
    emoji: Mapped[dict[str, str]] = mapped_column(default=lambda: dict(Settings().emoji))
    threshold: Mapped[int] = mapped_column(default=Settings().threshold)
    touchpoints: Mapped[list[str]] = mapped_column(default=lambda: list(Settings().touchpoints))
    leaderboard: Mapped[bool] = mapped_column(default=False)
    minimum_voters: Mapped[int] = mapped_column(default=Settings().minimum_voters)
    answers_exported: Mapped[bool] = mapped_column(default=False)
    charts_refused: Mapped[bool] = mapped_column(default=False)
    charts_shown: Mapped[bool] = mapped_column(default=False)
    files_refused: Mapped[bool] = mapped_column(default=False)
    known_since: Mapped[datetime]
    left_at: Mapped[datetime | None]


class Preferences(Base):
    """What one person has chosen. Who has chosen nothing has no row."""

    __tablename__ = "people"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    notes: Mapped[bool]


class LastPress(Base):
    """The last press at one `place` that is pressed once to do something, and again to undo it.

    Place and `what` was pressed there are digests, so that nobody reads from them who it was. `at` is when,
    by Slack's clock. Rows live for an hour.
    """

    __tablename__ = "presses"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    what: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


def find(db: Session, workspace: WorkspaceId) -> Workspace | None:
    """The workspace, read once a transaction; None if nothing was settled for it yet."""
    row = db.get(Workspace, workspace)
    # A session forgets what nobody holds on to.
    db.info[Workspace, workspace] = row
    return row


def feed_of(db: Session, workspace: WorkspaceId) -> ChannelId | None:
    """The channel where stories live; None until somebody has chosen one."""
    row = find(db, workspace)
    return ChannelId(row.feed_channel) if row and row.feed_channel else None


def hold(db: Session, workspace: WorkspaceId) -> bool:
    """Nobody changes what was settled before this transaction is over. False if there is nothing to hold."""
    # What a savepoint held is let go with it.
    here = db.get_nested_transaction() or db.get_transaction()
    if here is not None and db.info.get((hold, workspace)) is here:
        return True
    # A shared lock: tellers don't wait for each other.
    row = db.get(Workspace, workspace, with_for_update={"read": True})
    db.info[Workspace, workspace] = row
    db.info[hold, workspace] = here if row is not None else None
    return row is not None


def left_before(db: Session, moment: datetime) -> list[WorkspaceId]:
    """Workspaces that uninstalled the app before `moment`, and haven't come back."""
    return [WorkspaceId(each) for each in db.scalars(select(Workspace.id).where(Workspace.left_at <= moment))]
