"""Forgetting a person: their votes, and that a poll was theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts
from rituals.polls.acts.drafts import forget_drafts
from rituals.polls.acts.voting import count_all, take_out
from rituals.polls.records import Poll, Vote
from rituals.polls.rules.kinds import CARD, RESULT, RESULT_NOTE
from rituals.scene import NOBODY, Scene
from rituals.workspaces import unnamed


def forget(db: Session, scene: Scene, names: Sequence[str] = ()) -> None:
    """Their votes are taken out of polls that know them; of a closed anonymous poll, nobody knows any.

    What polls quote of them goes, and so do their `names` in what others asked.
    """
    _forget_votes(db, scene)
    here = Poll.workspace == scene.workspace
    # The words of a poll lie within its setup, so that no query finds a name in them.
    for poll in db.scalars(select(Poll).where(here).order_by(Poll.id).with_for_update()):
        if _forget_in(poll, scene, names):
            _redraw(db, scene, poll)
    forget_drafts(db, scene)


def _forget_votes(db: Session, scene: Scene) -> None:
    named = select(Vote.poll).where(Vote.workspace == scene.workspace, Vote.voter == scene.person)
    knowing = Poll.workspace == scene.workspace, Poll.key.is_not(None) | Poll.id.in_(named)
    for poll in db.scalars(select(Poll).where(*knowing).order_by(Poll.id).with_for_update()):
        vote = db.get(Vote, (poll.id, poll.mark_of(scene.person)))
        if vote is not None:
            take_out(db, poll, vote)
            if poll.closed:
                count_all(db, poll)
            _redraw(db, scene, poll)


def _redraw(db: Session, scene: Scene, poll: Poll) -> None:
    posts.touch(db, scene, CARD.once_key(poll.id))
    for kind in (RESULT, RESULT_NOTE):
        posts.touch_about(db, scene, kind, poll.id)


def _forget_in(poll: Poll, scene: Scene, names: Sequence[str]) -> bool:
    """Take the person out of what the poll says; True if they were in it."""
    before = (poll.maker, poll.quote, poll.wish)
    if poll.maker == scene.person:
        poll.maker = NOBODY
    if poll.quoted == scene.person:
        poll.quote = poll.quoted = poll.look_at = None
    poll.quote = poll.quote and unnamed(poll.quote, names)
    setup = poll.setup
    options = tuple(replace(each, label=unnamed(each.label, names)) for each in setup.options)
    changed = replace(setup, question=unnamed(setup.question, names), options=options)
    if changed != setup:
        poll.wish = changed.stored()
    return before != (poll.maker, poll.quote, poll.wish)
