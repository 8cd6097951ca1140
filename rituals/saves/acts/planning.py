"""Planning a save in a look-ahead, and what its author does with it: change it, share it, remove it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from rituals import experiments, posts, stories, workspaces
from rituals.errors import AlreadyPast, Gone, NotYours, TooShort
from rituals.experiments.records import Draw
from rituals.experiments.records import find as drawn
from rituals.ids import ChannelId, DrawId, PersonId, StoryId
from rituals.saves import records
from rituals.saves.acts.reminding import aim, tell_owner, zone_of
from rituals.saves.rules import CARD, Planned
from rituals.scene import Scene
from rituals.stories import Credited, Kind, Telling
from rituals.stories.acts.telling import changed, keep_apart, stand
from rituals.stories.records.tables import Story
from rituals.words import is_blank


def plan(db: Session, scene: Scene, draw: DrawId, planned: Planned, *, request: str) -> None:
    """Keep the save, in the look-ahead's thread; its owner hears of it. The same `request` changes nothing.

    TooShort if a field says nothing, AlreadyPast if its day is over where its owner lives, Gone.
    """
    row = _look_ahead(db, scene, draw)
    check_words(planned.risk, planned.remedy)
    check_day(db, scene, planned.owner, planned.due_on)
    telling = Telling(planned.risk, Kind.PROACTIVE_SAVE, remedy=planned.remedy.strip())
    # The card comes first: settling locks them in this order, too.
    posts.touch(db, scene, row.once_key)
    story, new = keep_apart(db, scene, telling, request=request, draw=draw)
    if new:
        story.owner, story.due_on = planned.owner, planned.due_on
        aim(db, scene, story)
        _reply(db, scene, row, StoryId(story.id))
        tell_owner(db, scene, story)


def edit(db: Session, scene: Scene, story: StoryId, risk: str, remedy: str) -> None:
    """The author says it in other words. NotYours, TooShort, Gone."""
    row = _own(db, scene, story)
    _say(scene, row, risk, remedy)
    changed(db, scene, row)


def share(db: Session, scene: Scene, story: StoryId, risk: str, remedy: str) -> ChannelId | None:
    """The author lets everybody read it in the feed, in these words; its channel, if there is one.

    It thanks its owner. NotYours, TooShort, Gone.
    """
    row = _own(db, scene, story)
    _say(scene, row, risk, remedy)
    if row.standing:
        changed(db, scene, row)
    else:
        row.edited_at = None
        credits = (Credited(PersonId(row.owner)),) if row.owner else ()
        stand(db, scene, row, Telling(row.text, Kind.PROACTIVE_SAVE, credits))
    return workspaces.feed(db, scene)


def remove(db: Session, scene: Scene, story: StoryId, *, admin: bool = False) -> None:
    """Erase it everywhere, in the thread too. For its author and admins; NotYours else. Gone."""
    row = records.find(db, scene.workspace, story)
    if not (admin or row.teller == scene.person):
        raise NotYours
    stories.erase_words(db, scene, story)


def recall(db: Session, scene: Scene, once_key: str) -> None:
    """The look-ahead of that key opens with what became of those before it, and keeps up with them. Gone."""
    row = records.look_ahead(db, scene.workspace, once_key)
    stories.forget_showing(db, scene, once_key)
    stories.keep_fresh(db, scene, once_key, records.to_recall(db, row))


def check_words(*words: str) -> None:
    """TooShort if one of them says nothing."""
    if any(map(is_blank, words)):
        raise TooShort


def check_day(db: Session, scene: Scene, owner: PersonId | None, due_on: date) -> None:
    """AlreadyPast if that day is over where its owner lives; without one, where the scene's person does."""
    if due_on < scene.today(zone_of(db, scene, owner or scene.person)):
        raise AlreadyPast


def _look_ahead(db: Session, scene: Scene, draw: DrawId) -> Draw:
    row = drawn(db, scene.workspace, draw)
    if row.kind != experiments.DrawKind.LOOK_AHEAD or row.personal:
        raise Gone
    return row


def _reply(db: Session, scene: Scene, look_ahead: Draw, story: StoryId) -> None:
    key, channel = CARD.once_key(story), ChannelId(look_ahead.channel)
    posts.want(db, scene, key, kind=CARD, subject=story, channel=channel, thread_of=look_ahead.once_key)
    for shown_by in (look_ahead.once_key, key):
        stories.keep_fresh(db, scene, shown_by, [story])


def _own(db: Session, scene: Scene, story: StoryId) -> Story:
    row = records.find(db, scene.workspace, story)
    if row.teller != scene.person:
        raise NotYours
    return row


def _say(scene: Scene, row: Story, risk: str, remedy: str) -> None:
    check_words(risk, remedy)
    if (row.text, row.remedy) != (risk.strip(), remedy.strip()):
        row.text, row.remedy, row.edited_at = risk.strip(), remedy.strip(), scene.now
