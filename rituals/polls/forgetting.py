"""Forgetting a person: their votes, and that a poll was theirs."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from rituals import posts
from rituals.polls.drafts import forget_drafts
from rituals.polls.records import Poll, Vote
from rituals.polls.voting import count_all, once_key, take_out
from rituals.scene import NOBODY, Scene


def forget(db: Session, scene: Scene) -> None:
    """Their votes are taken out of polls that know them; of a closed anonymous poll, nobody knows any."""
    here = Poll.workspace == scene.workspace
    mine = Vote.workspace == scene.workspace, Vote.voter == scene.person
    named = select(Vote.poll).where(*mine)
    knowing = Poll.key.is_not(None) | Poll.id.in_(named)
    for poll in db.scalars(select(Poll).where(here, knowing).order_by(Poll.id).with_for_update()):
        vote = db.get(Vote, (poll.id, poll.mark_of(scene.person)))
        if vote is not None:
            take_out(db, poll, vote)
            if poll.closed:
                count_all(db, poll)
            posts.touch(db, scene, once_key(poll.id))
    theirs = here, Poll.maker == scene.person
    for started in db.scalars(select(Poll.id).where(*theirs).order_by(Poll.id)).all():
        posts.touch(db, scene, once_key(started))
    db.execute(update(Poll).where(*theirs).values(maker=NOBODY))
    forget_drafts(db, scene)
