"""Stories, whom they credit, their cheers and lines, and what is said about them in private."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    bindparam,
    exists,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from rituals.db import Base, find_one
from rituals.db.base import RowId
from rituals.errors import Gone
from rituals.ids import PersonId, StoryId, WorkspaceId
from rituals.posts.records import Post

# The requests of stories that come from elsewhere begin like this.
BROUGHT_IN = "import:"


class Story(Base):
    """An account of a moment with a customer, in the teller's words.

    `place` is where it stands among all stories, by the moment when it was told: feeds are read from the
    highest down. `source` names the message that it came from, `link` leads there, `nominated_by` names
    those who pointed at it. `owner`, `due_on` and `done_at` are of a save, or of the lesson in what the
    customer `taught` us, and `came_of` is what its owner says came of it. A story that doesn't stand is
    not shown; one that was taken down never stands again, and one whose words are gone has an empty text.
    `request` keeps a form sent twice from making two.

    A save that was planned in a look-ahead names its `draw`. It stands in the feed only once its author has
    shared it; before, it is in the look-ahead's thread. Its owner is reminded at `nudge_at`; `nudged` is what
    they were reminded of last.
    """

    __tablename__ = "stories"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    place: Mapped[int] = mapped_column(BigInteger, unique=True)
    kind: Mapped[str]
    text: Mapped[str]
    teller: Mapped[str]
    mindset: Mapped[str | None]
    touchpoint: Mapped[str | None]
    customer: Mapped[str | None]
    took: Mapped[list[str]]
    beyond_job: Mapped[bool]
    taught: Mapped[str | None]
    thanked: Mapped[str | None]
    remedy: Mapped[str | None]
    remind_at: Mapped[datetime | None]
    owner: Mapped[str | None]
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    came_of: Mapped[str | None]
    dropped_at: Mapped[datetime | None]
    carried_from: Mapped[date | None]
    nudge_at: Mapped[datetime | None]
    nudged: Mapped[str | None]
    draw: Mapped[int | None] = mapped_column(RowId)
    link: Mapped[str | None]
    source: Mapped[str | None]
    nominated_by: Mapped[list[str]]
    standing: Mapped[bool]
    told_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    taken_down_at: Mapped[datetime | None]
    request: Mapped[str]

    __table_args__ = (UniqueConstraint("workspace", "request"), Index(None, "workspace", "source"))


# SQLite uses such an index only where a query says the same, to the letter.
_STANDING = text("standing = 1")
# What a feed is filtered by, each in the feed's order, so that page 1,000 costs what page 1 does.
for _column in ("kind", "mindset", "touchpoint", "teller"):
    Index(
        f"ix_stories_workspace_{_column}_place",
        Story.workspace,
        getattr(Story, _column),
        Story.place,
        sqlite_where=_STANDING,
        postgresql_where=Story.standing,
    )
Index(
    "ix_stories_workspace_place",
    Story.workspace,
    Story.place,
    sqlite_where=_STANDING,
    postgresql_where=Story.standing,
)
# What customers taught us, done and not, each in the order of its list.
for _name, _is_done, _order in (("unfinished", False, Story.place), ("done", True, Story.done_at)):
    _lesson = Story.taught.is_not(None), Story.done_at.is_not(None) if _is_done else Story.done_at.is_(None)
    Index(
        f"ix_stories_lessons_{_name}",
        Story.workspace,
        _order,
        sqlite_where=and_(_STANDING, *_lesson),
        postgresql_where=and_(Story.standing, *_lesson),
    )
# Few stories wait for a moment, were planned in a look-ahead, or have an owner.
for _rare in (Story.remind_at, Story.nudge_at, Story.draw, Story.owner):
    _there = _rare.is_not(None)
    Index(f"ix_stories_{_rare.key}", _rare, sqlite_where=_there, postgresql_where=_there)


class Credit(Base):
    """A person whom a story credits, front stage or backstage.

    `name` is there for people of other organisations and people without an account here: it is shown
    instead of a mention. Without an account, `person` is the name too.
    """

    __tablename__ = "story_credits"

    story: Mapped[int] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    stage: Mapped[str]
    name: Mapped[str | None]
    place: Mapped[int] = mapped_column(BigInteger)

    # The person first: SQLite takes a workspace for a rare thing, and would seek one story's credits here.
    __table_args__ = (Index(None, "person", "workspace", "place"),)


class Cheer(Base):
    """One person's thanks on a story; the key allows one each."""

    __tablename__ = "cheers"

    story: Mapped[int] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]
    at: Mapped[datetime]


class StoryLine(Base):
    """What somebody else adds to a story in their own name: a nominator's why, or a second voice."""

    __tablename__ = "story_lines"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    story: Mapped[int] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"))
    person: Mapped[str]
    workspace: Mapped[str]
    text: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("story", "person"),)


class Showing(Base):
    """A message that shows a story, beside the story's own: it changes when the story does."""

    __tablename__ = "story_showings"

    story: Mapped[int] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True)
    once_key: Mapped[str] = mapped_column(primary_key=True)
    workspace: Mapped[str]

    # Which stories a message shows is asked as often as it's drawn.
    __table_args__ = (Index(None, "workspace", "once_key"),)


class Report(Base):
    """Somebody asks the admins to look at a story. `answer` is what an admin decided."""

    __tablename__ = "story_reports"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    story: Mapped[int] = mapped_column(RowId, ForeignKey("stories.id", ondelete="CASCADE"))
    person: Mapped[str]
    workspace: Mapped[str]
    reason: Mapped[str]
    answer: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("story", "person"),)


class FeedMove(Base):
    """Somebody has moved the feed to another channel; `by` is empty once they are forgotten."""

    __tablename__ = "feed_moves"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    workspace: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime]


class StoryDraft(Base):
    """A story that somebody has begun to write; one each."""

    __tablename__ = "drafts"

    workspace: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    written: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(index=True)


def find(db: Session, workspace: WorkspaceId, story: StoryId) -> Story:
    """The story, locked; Gone if this workspace has none of that id, or it doesn't stand."""
    row = any_of(db, workspace, story)
    if not row.standing:
        raise Gone
    return row


def hold(db: Session, workspace: WorkspaceId, story: StoryId) -> None:
    """The story stands, and will until this transaction is over: others may hold it, too. Gone."""
    find_one(db, _HELD, {"here": workspace, "number": story})


def of_request(db: Session, workspace: WorkspaceId, request: str) -> Story | None:
    """The story that was told by that request, locked."""
    return of_requests(db, workspace, [request]).get(request)


def of_requests(db: Session, workspace: WorkspaceId, requests: Sequence[str]) -> dict[str, Story]:
    """The stories that were told by these requests, locked, by request."""
    rows = db.scalars(_OF_REQUESTS, {"here": workspace, "told_by": list(requests)})
    return {row.request: row for row in rows}


# Built once: that takes longer than to execute it.
_OF_REQUESTS = (
    select(Story)
    .where(Story.workspace == bindparam("here"), Story.request.in_(bindparam("told_by", expanding=True)))
    # In the order in which others take them: else two could wait for each other.
    .order_by(Story.id)
    .with_for_update()
)
_STORIES = Story.metadata.tables[Story.__tablename__]
_HELD = (
    select(_STORIES.c.id)
    .where(
        _STORIES.c.id == bindparam("number"),
        _STORIES.c.workspace == bindparam("here"),
        _STORIES.c.standing,
    )
    .with_for_update(read=True)
)


def any_of(db: Session, workspace: WorkspaceId, story: StoryId) -> Story:
    """The story, locked, standing or not; Gone if this workspace has none of that id."""
    query = select(Story).where(Story.id == story, Story.workspace == workspace)
    return find_one(db, query.with_for_update())


def is_theirs(db: Session, story: Story, person: PersonId) -> bool:
    """Whether the person tells the story, or is credited in it."""
    return person == story.teller or db.get(Credit, (story.id, person)) is not None


def free_place(db: Session, place: int) -> int:
    """The first place after a taken one that no story has."""
    next_one = aliased(Story)
    # A scalar, as PostgreSQL would compare all stories with all to find those that EXISTS leaves out.
    after = select(next_one.place).where(next_one.place == Story.place + 1).scalar_subquery()
    query = select(Story.place + 1).where(Story.place >= place, after.is_(None))
    return db.scalars(query.order_by(Story.place).limit(1)).one()


def standing(db: Session, workspace: WorkspaceId, newest: int | None = None) -> list[Story]:
    """Stories that stand, the newest first; all of them unless `newest` says how many."""
    query = select(Story).where(Story.workspace == workspace, Story.standing)
    return list(db.scalars(query.order_by(Story.place.desc()).limit(newest)))


def waiting(db: Session, workspace: WorkspaceId) -> list[Story]:
    """Stories that stand and are in no feed: never wanted there, or not taken. The earliest first."""
    posted = exists().where(
        Post.workspace == workspace,
        Post.kind == "story",
        Post.subject == Story.id,
        or_(Post.state != "gave_up", Post.ts.is_not(None)),
    )
    query = select(Story).where(
        Story.workspace == workspace, Story.standing, ~Story.request.startswith(BROUGHT_IN), ~posted
    )
    return list(db.scalars(query.order_by(Story.place)))


def credits_of(db: Session, workspace: WorkspaceId, stories: Iterable[int]) -> dict[int, list[Credit]]:
    """The credits by story, front stage first."""
    query = select(Credit).where(Credit.workspace == workspace, Credit.story.in_(stories))
    found: dict[int, list[Credit]] = {}
    for credit in db.scalars(query.order_by(Credit.stage.desc(), Credit.person)):
        found.setdefault(credit.story, []).append(credit)
    return found


def lines_of(db: Session, workspace: WorkspaceId, stories: Iterable[int]) -> dict[int, list[StoryLine]]:
    """The lines by story, the earliest first."""
    query = (
        select(StoryLine)
        .where(StoryLine.workspace == workspace, StoryLine.story.in_(stories))
        .order_by(StoryLine.id)
    )
    found: dict[int, list[StoryLine]] = {}
    for line in db.scalars(query):
        found.setdefault(line.story, []).append(line)
    return found


def showings_of(db: Session, story: Story) -> list[str]:
    """The once_keys of the messages that show the story beside its own."""
    query = select(Showing.once_key).where(Showing.story == story.id, Showing.workspace == story.workspace)
    return list(db.scalars(query.order_by(Showing.once_key)))


def cheers_of(db: Session, workspace: WorkspaceId, stories: Sequence[int]) -> dict[int, list[str]]:
    """Who cheers, by story, the first one first; stories without any are left out."""
    query = select(Cheer.story, Cheer.person).where(Cheer.workspace == workspace, Cheer.story.in_(stories))
    found: dict[int, list[str]] = {}
    for story, person in db.execute(query.order_by(Cheer.at, Cheer.person)):
        found.setdefault(story, []).append(person)
    return found
