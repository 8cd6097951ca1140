"""Which stories are wanted, found without reading all those that aren't.

Each filter has an index in the feed's order, and so have SQLite's words, but PostgreSQL's have none. Which of
them leads to the end soonest no database knows: SQLite doesn't count what is rare, PostgreSQL not the words.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, Subquery, exists, func, or_, select, union
from sqlalchemy.orm import Session

from rituals.ids import PersonId
from rituals.scene import Scene
from rituals.stories.records import search
from rituals.stories.records.tables import Credit, Story
from rituals.stories.rules.story import Filter

# So many stories are looked at one by one.
FEW = 4000
# Whether a story has the words costs PostgreSQL 3 µs, SQLite 20 to 150.
FEW_EMBEDDED = 200

Asked = list[ColumnElement[bool]]


def newest(
    db: Session, scene: Scene, wanted: Filter, before: int | None, count: int
) -> Select[int] | Sequence[int]:
    """The places of the newest `count` stories that are wanted, told before the place `before`.

    A list of them, or a query for them.
    """
    matches = search.matches(db, wanted.words, before)
    if matches is None:
        return _filtered(db, scene, wanted, before, count)
    embedded = search.is_embedded(db)
    most = FEW_EMBEDDED if embedded else FEW
    some = _filtered(db, scene, wanted, before, most).subquery()
    if not embedded or _size(db, some) < most:
        both = select(some.c.place).join(matches, matches.c.place == some.c.place)
        found = db.scalars(both.order_by(some.c.place.desc()).limit(count)).all()
        if len(found) == count or _size(db, some) < most:
            return found
    asked = _tagged(scene, wanted, before) + _with(scene, wanted.person) + _thanking(scene, wanted.thanked)
    return _led_by(matches, asked, count)


def _filtered(db: Session, scene: Scene, wanted: Filter, before: int | None, count: int) -> Select[int]:
    """The newest that are wanted, whatever their words."""
    query = select(Story.place).where(*_tagged(scene, wanted, before)).order_by(Story.place.desc())
    if wanted.thanked:
        others = *_with(scene, wanted.person), Story.teller != wanted.thanked
        return _crediting(query, scene, wanted.thanked).where(*others).limit(count)
    if not wanted.person:
        return query.limit(count)
    few = query.limit(FEW).subquery()
    if (wanted.kind or wanted.mindset or wanted.touchpoint) and _size(db, few) < FEW:
        return _led_by(few, _with(scene, wanted.person), count)
    # Told by them, or crediting them: two indexes, each read in the feed's order and no further than needed.
    told = query.where(Story.teller == wanted.person)
    ways = told, _crediting(query, scene, wanted.person)
    both = union(*(select(way.limit(count).subquery().c.place) for way in ways)).subquery()
    return select(both.c.place).order_by(both.c.place.desc()).limit(count)


def _crediting(query: Select[int], scene: Scene, person: PersonId) -> Select[int]:
    """Those of a query's stories that credit the person."""
    credited = query.order_by(None).join(Credit, Credit.place == Story.place)
    mine = Credit.workspace == scene.workspace, Credit.person == person
    return credited.where(*mine).order_by(Credit.place.desc())


def _led_by(some: Subquery, asked: Asked, count: int) -> Select[int]:
    """The newest of some stories of which all that is `asked` holds."""
    query = select(some.c.place).join(Story, Story.place == some.c.place).where(*asked)
    # Left to itself, PostgreSQL reads the whole feed in order, in the hope of meeting enough of them soon.
    found = query.cte().prefix_with("MATERIALIZED", dialect="postgresql")
    return select(found.c.place).order_by(found.c.place.desc()).limit(count)


def _tagged(scene: Scene, wanted: Filter, before: int | None) -> Asked:
    asked = [Story.workspace == scene.workspace, Story.standing.expression]
    for column in (Story.kind, Story.mindset, Story.touchpoint, Story.teller):
        if value := getattr(wanted, column.key):
            asked.append(column == value)
    return asked if before is None else [*asked, Story.place < before]


def _with(scene: Scene, person: PersonId | None) -> Asked:
    return [or_(Story.teller == person, _credited(scene, person))] if person else []


def _thanking(scene: Scene, person: PersonId | None) -> Asked:
    return [Story.teller != person, _credited(scene, person)] if person else []


def _credited(scene: Scene, person: PersonId) -> ColumnElement[bool]:
    credited = Credit.workspace == scene.workspace, Credit.person == person, Credit.place == Story.place
    return exists().where(*credited).correlate(Story)


def _size(db: Session, some: Subquery) -> int:
    return db.scalars(select(func.count()).select_from(some)).one()
