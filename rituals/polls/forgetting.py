"""Forgetting a person: their votes, and that a poll was theirs."""

from __future__ import annotations

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from rituals import posts
from rituals.polls.acts import CARD, recount
from rituals.polls.records import Poll, Vote
from rituals.polls.rules import voter_mark
from rituals.scene import NOBODY, Scene


def forget(db: Session, scene: Scene) -> None:
    """Their votes are taken out of polls that know them; of a closed anonymous poll, nobody knows any."""
    here = Poll.workspace == scene.workspace
    for poll in db.scalars(select(Poll).where(here, ~Poll.closed).order_by(Poll.id).with_for_update()):
        mine = Vote.poll == poll.id, Vote.voter == voter_mark(scene.person, poll.key)
        if db.execute(delete(Vote).where(*mine).returning(Vote.poll)).first():
            recount(db, scene, poll)
    theirs = here, Poll.maker == scene.person
    for started in db.scalars(select(Poll.id).where(*theirs).order_by(Poll.id)).all():
        posts.touch_about(db, scene, CARD, started)
    db.execute(update(Poll).where(*theirs).values(maker=NOBODY))
