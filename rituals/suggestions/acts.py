"""Suggesting thought experiments, deciding on them, and drawing on those that were approved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, false, or_, select, update
from sqlalchemy.orm import Session

from rituals import posts
from rituals.catalog import Experiment
from rituals.db import insert_once
from rituals.ids import PersonId, SuggestionId, WorkspaceId
from rituals.posts import PostKind
from rituals.scene import NOBODY, Scene
from rituals.suggestions import records
from rituals.suggestions.records import Suggestion, SuggestionState
from rituals.suggestions.rules import id_of, key_of
from rituals.workspaces import unnamed

DECISION_NOTE = PostKind("decision_note", "decided:{}", rather_twice=True)
# What the admins are sent.
ASK = PostKind("suggestion_ask", "suggested:{}", rather_twice=True)


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion as people see it; `decided_by` is None while it waits."""

    id: SuggestionId
    experiment: Experiment
    by: PersonId
    state: SuggestionState
    decided_by: PersonId | None


def suggest(
    db: Session,
    scene: Scene,
    *,
    framework: str,
    mindset: str,
    title: str,
    text: str,
    question: str,
    request: str,
) -> Suggested:
    """Keep a suggestion for the admins, who get a message each. The same `request` again changes nothing."""
    values = {
        "workspace": scene.workspace,
        "framework": framework,
        "mindset": mindset,
        "title": title,
        "scene": text,
        "question": question,
        "by": scene.person,
        "state": SuggestionState.WAITING,
        "made_at": scene.now,
        "request": request,
    }
    insert_once(db, Suggestion, values)
    query = select(Suggestion).where(Suggestion.workspace == scene.workspace, Suggestion.request == request)
    row = db.scalars(query).one()
    posts.want_for_admins(db, scene, ASK.once_key(row.id), kind=ASK, subject=row.id)
    return _suggested(row)


def decide(db: Session, scene: Scene, suggestion: SuggestionId, approve: bool) -> Suggested:
    """An admin approves or declines; the first word counts, and the one who suggested it hears. Gone."""
    row = records.find(db, scene.workspace, suggestion)
    if row.state == SuggestionState.WAITING:
        row.state = SuggestionState.APPROVED if approve else SuggestionState.DECLINED
        row.decided_by = scene.person
        once_key = DECISION_NOTE.once_key(row.id)
        posts.want(db, scene, once_key, kind=DECISION_NOTE, subject=row.id, channel=row.by)
        posts.touch_about(db, scene, ASK, row.id)
    return _suggested(row)


def waiting(db: Session, scene: Scene) -> list[Suggested]:
    """What the admins haven't decided on yet, the oldest first."""
    return [_suggested(row) for row in records.of_state(db, scene.workspace, SuggestionState.WAITING)]


def approved(db: Session, workspace: WorkspaceId) -> list[Experiment]:
    """The team's own experiments, of all frameworks."""
    return [_experiment(row) for row in records.of_state(db, workspace, SuggestionState.APPROVED)]


def suggestion(db: Session, workspace: WorkspaceId, known: SuggestionId) -> Suggested:
    """One suggestion. Gone."""
    return _suggested(records.look_at(db, workspace, known))


def by_key(db: Session, workspace: WorkspaceId, key: str) -> Suggested | None:
    """The suggestion that an experiment's key stands for; None for one of a pack. Gone."""
    known = id_of(key)
    return None if known is None else suggestion(db, workspace, SuggestionId(known))


def _suggested(row: Suggestion) -> Suggested:
    return Suggested(
        id=SuggestionId(row.id),
        experiment=_experiment(row),
        by=PersonId(row.by),
        state=SuggestionState(row.state),
        decided_by=PersonId(row.decided_by) if row.decided_by else None,
    )


def _experiment(row: Suggestion) -> Experiment:
    return Experiment(
        key=key_of(row.id),
        framework=row.framework,
        mindset=row.mindset,
        setting="",
        playful=False,
        title=row.title,
        scene=row.scene,
        question=row.question,
    )


def keys_of(db: Session, scene: Scene) -> list[str]:
    """The keys by which the person's own suggestions are drawn."""
    theirs = Suggestion.workspace == scene.workspace, Suggestion.by == scene.person
    return [key_of(each) for each in db.scalars(select(Suggestion.id).where(*theirs))]


def forget(db: Session, scene: Scene, names: Sequence[str] = ()) -> list[str]:
    """What the person suggested is erased, that they decided on what others did, and their `names` there.

    The keys of others' suggestions that named them.
    """
    here = Suggestion.workspace == scene.workspace
    decided = update(Suggestion).where(here, Suggestion.decided_by == scene.person)
    for known in db.scalars(select(Suggestion.id).where(here, Suggestion.decided_by == scene.person)).all():
        posts.touch_about(db, scene, ASK, known)
    db.execute(decided.values(decided_by=NOBODY))
    for known in db.scalars(select(Suggestion.id).where(here, Suggestion.by == scene.person)).all():
        posts.unwant_about(db, scene, ASK, known)
    db.execute(delete(Suggestion).where(here, Suggestion.by == scene.person))
    parts = (Suggestion.title, Suggestion.scene, Suggestion.question)
    naming = [part.icontains(name, autoescape=True) for part in parts for name in names]
    named = list(db.scalars(select(Suggestion).where(here, or_(false(), *naming)).order_by(Suggestion.id)))
    for row in named:
        for part in parts:
            setattr(row, part.key, unnamed(getattr(row, part.key), names))
        posts.touch_about(db, scene, ASK, row.id)
    return [key_of(row.id) for row in named]
