"""What can be settled for a whole workspace, or by a person for themselves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals.db import insert_once
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.scene import Scene
from rituals.workspaces.records import LastPress, Preferences, Workspace, feed_of, find, hold, left_before
from rituals.workspaces.rules.emoji import emoji_name
from rituals.workspaces.rules.settings import FEWEST_VOTERS, KEPT_AFTER_UNINSTALL, Blend, Settings


def feed(db: Session, scene: Scene) -> ChannelId | None:
    """The feed channel of the scene's workspace, None if nobody has set it."""
    return feed_of(db, scene.workspace)


def held_feed(db: Session, scene: Scene) -> ChannelId | None:
    """The feed channel, which nobody changes before this transaction is over.

    Otherwise a story that is told at the moment when the feed is chosen would wait for it forever.
    """
    if not hold(db, scene.workspace):
        _known(db, scene)
        hold(db, scene.workspace)
    return feed_of(db, scene.workspace)


def set_feed(db: Session, scene: Scene, channel: ChannelId) -> None:
    """From now on stories go to `channel`."""
    _row(db, scene).feed_channel = channel


def drop_feed(db: Session, scene: Scene) -> None:
    """Stories wait until somebody chooses a feed again."""
    _row(db, scene).feed_channel = None


def settings(db: Session, scene: Scene) -> Settings:
    """What the workspace has chosen."""
    row = find(db, scene.workspace)
    if row is None:
        return Settings()
    return Settings(
        admins_only=row.admins_only,
        blend=Blend(row.blend),
        tender=row.tender,
        emoji={emoji_name(name): meaning for name, meaning in row.emoji.items()},
        threshold=row.threshold,
        touchpoints=tuple(row.touchpoints),
        leaderboard=row.leaderboard,
        minimum_voters=row.minimum_voters,
        answers_exported=row.answers_exported,
    )


def change_settings(db: Session, scene: Scene, chosen: Settings) -> None:
    """From now on it is as chosen."""
    row = _row(db, scene)
    row.admins_only, row.blend, row.tender = chosen.admins_only, chosen.blend, chosen.tender
    row.emoji = {emoji_name(name): meaning for name, meaning in chosen.emoji.items()}
    row.threshold = chosen.threshold
    row.touchpoints, row.leaderboard = list(chosen.touchpoints), chosen.leaderboard
    row.minimum_voters = max(chosen.minimum_voters, FEWEST_VOTERS)
    row.answers_exported = chosen.answers_exported


def wants_notes(db: Session, workspace: WorkspaceId, person: PersonId) -> bool:
    """Whether the person likes private notes about stories; they do until they say otherwise."""
    row = db.get(Preferences, (workspace, person))
    return row is None or row.notes


def want_no_notes(db: Session, workspace: WorkspaceId, people: Iterable[PersonId]) -> set[PersonId]:
    """Those of the people who have turned private notes off."""
    here = Preferences.workspace == workspace, Preferences.person.in_(list(people))
    return {PersonId(who) for who in db.scalars(select(Preferences.person).where(*here, ~Preferences.notes))}


def want_notes(db: Session, scene: Scene, notes: bool) -> None:
    """The person turns private notes on or off."""
    if not insert_once(
        db, Preferences, {"workspace": scene.workspace, "person": scene.person, "notes": notes}
    ):
        db.get_one(Preferences, (scene.workspace, scene.person), populate_existing=True).notes = notes


def forget(db: Session, scene: Scene) -> None:
    """What the person has chosen is forgotten, and what anybody pressed within the last hour."""
    db.execute(delete(LastPress).where(LastPress.workspace == scene.workspace))
    db.execute(
        delete(Preferences).where(
            Preferences.workspace == scene.workspace, Preferences.person == scene.person
        )
    )


def leave(db: Session, scene: Scene) -> None:
    """The app was uninstalled: what is known of the workspace is erased after a while."""
    row = _row(db, scene)
    row.left_at = row.left_at or scene.now


def has_left(db: Session, workspace: WorkspaceId) -> bool:
    """Whether the app was uninstalled there."""
    row = db.get(Workspace, workspace)
    return row is not None and row.left_at is not None


def come_back(db: Session, scene: Scene, address: str | None = None) -> None:
    """The app is installed: nothing is to be erased. Slack has the workspace at `address`."""
    if address is not None:
        _row(db, scene).address = address
    row = db.scalars(
        select(Workspace).where(Workspace.id == scene.workspace, Workspace.left_at.is_not(None))
    ).first()
    if row is not None:
        row.left_at = None


def address(db: Session, workspace: WorkspaceId) -> str | None:
    """Where Slack has the workspace; None until the bot has been there."""
    row = db.get(Workspace, workspace)
    return row.address if row else None


def shows_charts(db: Session, workspace: WorkspaceId) -> bool:
    """Whether Slack's own charts are worth trying: they are until Slack has refused one."""
    row = db.get(Workspace, workspace)
    return row is None or not row.charts_refused


def charts_refused(db: Session, scene: Scene, *, refused: bool = True) -> None:
    """Slack refuses its own charts in this workspace, so none are sent. Or it wasn't the charts."""
    row = _row(db, scene)
    row.charts_refused, row.charts_shown = refused, False


def charts_shown(db: Session, scene: Scene) -> None:
    """Slack has accepted one of its own charts in this workspace."""
    _row(db, scene).charts_shown = True


def files_taken(db: Session, scene: Scene, taken: bool) -> None:
    """The bot has sent a file here, or may not."""
    _row(db, scene).files_refused = not taken


def picture_ways(db: Session, workspace: WorkspaceId) -> tuple[bool, bool]:
    """Whether Slack is known to take its own charts here, and whether files may be sent, as far as is known.

    A private answer can't be sent again if its chart is refused, so there only what is known helps.
    """
    row = db.get(Workspace, workspace)
    return (row.charts_shown, not row.files_refused) if row else (False, True)


def to_erase(db: Session, now: datetime) -> list[WorkspaceId]:
    """Workspaces that left so long ago that all of theirs is to be erased."""
    return left_before(db, now - KEPT_AFTER_UNINSTALL)


def _known(db: Session, scene: Scene) -> None:
    insert_once(db, Workspace, {"id": scene.workspace, "known_since": scene.now})


def _row(db: Session, scene: Scene) -> Workspace:
    _known(db, scene)
    return db.get_one(Workspace, scene.workspace, populate_existing=True)
