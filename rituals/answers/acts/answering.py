"""Answering what a channel was asked: alone, or together with others, so that nobody has to be first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat
from typing import Any

from sqlalchemy.orm import Session

from rituals import experiments, posts, workspaces
from rituals.answers import records
from rituals.answers.records import AnswerCheer, AnswerRow, ReplyRow
from rituals.answers.rules import LONGEST, MOST_IN_REPLY, REPLY, Answer, MyAnswer, Standing, enough, gathered
from rituals.catalog import Catalog
from rituals.db import insert_each
from rituals.errors import Gone, NotYourAnswer, TooShort
from rituals.experiments import Drawn
from rituals.experiments.acts.engaging import engage_each
from rituals.experiments.records import Draw, look_at, seals_over
from rituals.experiments.records import find as drawn
from rituals.ids import AnswerId, ChannelId, DrawId, ReplyId, WorkspaceId
from rituals.scene import Scene
from rituals.words import is_blank


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, what there is of answers, and what the person has said so far, if anything."""

    drawn: Drawn
    standing: Standing
    mine: MyAnswer | None


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was sent; `quotable` if a digest may show it."""

    scene: Scene
    draw: DrawId
    text: str
    quotable: bool = False

    @property
    def line(self) -> str:
        """As it's shown, in one line."""
        return " ".join(self.text.split())[:LONGEST]


@dataclass(frozen=True, slots=True)
class AnswerPress:
    """Somebody presses *Cheer* on an answer; `pressed` is when, by Slack's clock."""

    scene: Scene
    answer: AnswerId
    pressed: datetime | None = None


def answer(db: Session, scene: Scene, draw: DrawId, text: str, *, quotable: bool = False) -> None:
    """This is the person's answer, in place of the one they had. TooShort if it's empty; Gone.

    It appears in the card's thread, or waits there sealed. `quotable`: a digest may show it.
    """
    answer_each(db, [Given(scene, draw, text, quotable)])


def answer_each(db: Session, given: Sequence[Given]) -> list[None]:
    """The same for several to one question. Of somebody who answers twice, the later one counts."""
    scene = given[-1].scene
    row = _asked(db, scene.workspace, given[-1].draw)
    if any(is_blank(each.line) for each in given):
        raise TooShort
    latest = {each.scene.person: each for each in given}
    known = records.of_people(db, scene.workspace, row.id, latest)
    _change(db, scene, [(known[person], each) for person, each in latest.items() if person in known])
    new = [each for person, each in latest.items() if person not in known]
    if new:
        _add(db, scene, row, new)
    return [None] * len(given)


def remove(db: Session, scene: Scene, draw: DrawId) -> None:
    """Erases the person's answer with its cheers; nothing happens if there is none. Gone."""
    row = _asked(db, scene.workspace, draw)
    mine = records.of_person(db, scene.workspace, row.id, scene.person)
    if mine is not None:
        posts.touch(db, scene, row.once_key)
        erase(db, scene, mine)


def cheer(db: Session, scene: Scene, answer: AnswerId, pressed: datetime | None = None) -> bool:
    """One cheer a person; again to undo it. True if the person cheers now. Gone.

    `pressed` is when, by Slack's clock: two presses within a moment are one.
    """
    return cheer_each(db, [AnswerPress(scene, answer, pressed)])[0]


def cheer_each(db: Session, presses: Sequence[AnswerPress]) -> list[bool]:
    """The same for several on one answer, in the order in which they came."""
    scene = presses[-1].scene
    reply = records.hold(db, scene.workspace, presses[-1].answer)
    cheers = workspaces.toggle_each(db, scene.workspace, AnswerCheer, [_mark(each) for each in presses])
    posts.touch(db, scene, REPLY.once_key(reply))
    return cheers


def mine(db: Session, scene: Scene, draw: DrawId) -> MyAnswer | None:
    """What the person has answered so far. Gone."""
    row = _asked(db, scene.workspace, draw)
    known = records.of_person(db, scene.workspace, row.id, scene.person)
    return MyAnswer(known.text, known.quotable) if known else None


def asked(db: Session, scene: Scene, draw: DrawId, catalog: Catalog) -> Asked:
    """What somebody sees who is about to answer. Gone."""
    shown = experiments.drawn(db, scene.workspace, draw, catalog)
    return Asked(shown, standing(db, scene.workspace, draw), mine(db, scene, draw))


def own(db: Session, scene: Scene, answer: AnswerId) -> Answer:
    """The person's own answer, as it stands in the thread. NotYourAnswer, Gone."""
    row = records.find(db, scene.workspace, answer)
    if row.person != scene.person:
        raise NotYourAnswer
    return records.seen(row, 0)


def standing(db: Session, workspace: WorkspaceId, draw: DrawId) -> Standing:
    """What the card says of its answers. Gone."""
    row = look_at(db, workspace, draw)
    return Standing(records.count(db, workspace, row.id), row.together, row.sealed_until)


def read_ahead(db: Session, workspace: WorkspaceId, draws: Collection[int]) -> None:
    """`standing` is about to be asked for all of these: then it takes no statement for each.

    Only for a transaction in which nobody answers.
    """
    records.read_ahead(db, workspace, draws)


def reply(db: Session, workspace: WorkspaceId, reply: ReplyId) -> tuple[Answer, ...]:
    """The answers of one message in the thread. Gone if none is left."""
    shown = records.shown_in(db, workspace, reply)
    if not shown:
        raise Gone
    return shown


def reveal_due(db: Session, now: datetime, limit: int) -> int:
    """The day is over for these draws: what was answered appears; how many there were."""
    over = seals_over(db, now, limit)
    for row in over:
        scene = Scene(WorkspaceId(row.workspace), now)
        posts.touch(db, scene, row.once_key)
        _reveal(db, scene, row)
    return len(over)


def changed(db: Session, scene: Scene, row: AnswerRow) -> None:
    """Slack is to show the answer as it is now, digests included."""
    posts.touch_each(db, scene, _shows(row))


def erase(db: Session, scene: Scene, row: AnswerRow) -> None:
    """The answer is nowhere any more; the message goes with the last one in it."""
    reply, digests = row.reply, row.digests
    db.delete(row)
    db.flush()
    if reply is not None:
        if records.is_empty(db, reply):
            posts.unwant(db, scene, REPLY.once_key(reply))
        else:
            posts.touch(db, scene, REPLY.once_key(reply))
    for digest in digests:
        posts.touch(db, scene, digest)


def _asked(db: Session, workspace: WorkspaceId, draw: DrawId) -> Draw:
    row = drawn(db, workspace, draw)
    if row.personal or row.kind not in experiments.ANSWERED:
        raise Gone
    return row


def _shows(row: AnswerRow) -> set[str]:
    """What shows the answer, by once_key."""
    return {*row.digests, *([REPLY.once_key(row.reply)] if row.reply is not None else [])}


def _mark(press: AnswerPress) -> tuple[workspaces.Pressed, dict[str, Any]]:
    by, at = press.scene.person, press.scene.now
    mark = {"answer": press.answer, "person": by, "workspace": press.scene.workspace, "at": at}
    return workspaces.Pressed(f"answer:{press.answer}:{by}", press.pressed), mark


def _change(db: Session, scene: Scene, answers: Sequence[tuple[AnswerRow, Given]]) -> None:
    shown: set[str] = set()
    for mine, given in answers:
        if (mine.text, mine.quotable) != (given.line, given.quotable):
            mine.edited_at = given.scene.now if mine.text != given.line else mine.edited_at
            mine.text, mine.quotable = given.line, given.quotable
            shown |= _shows(mine)
    posts.touch_each(db, scene, shown)


def _add(db: Session, scene: Scene, draw: Draw, new: Sequence[Given]) -> None:
    # The card comes first: settling locks them in this order, too.
    posts.touch(db, scene, draw.once_key)
    sealed = draw.sealed_until is not None
    places = repeat(None) if sealed else _places(db, scene, draw)
    about = {"workspace": scene.workspace, "draw": draw.id, "digests": []}
    rows = [about | _row(each) | {"reply": place} for each, place in zip(new, places, strict=False)]
    inserted = insert_each(db, AnswerRow, rows, ("person",))
    assert len(inserted) == len(new), "The draw is locked, so nobody else adds the same one."
    if sealed and enough(records.count(db, scene.workspace, draw.id), draw.together):
        _reveal(db, scene, draw)
    # After the answers, so that the game plan stands below them.
    engage_each(db, [each.scene for each in new], draw)


def _row(given: Given) -> dict[str, Any]:
    mine = {"person": given.scene.person, "given_at": given.scene.now}
    return mine | {"text": given.line, "quotable": given.quotable}


def _reveal(db: Session, scene: Scene, draw: Draw) -> None:
    draw.sealed_until = None
    for some in gathered(records.sealed(db, draw.id)):
        reply = _new_reply(db, scene, draw)
        for each in some:
            each.reply = reply
    db.flush()


def _places(db: Session, scene: Scene, draw: Draw) -> Iterator[ReplyId]:
    """The replies for answers that come now: new ones, unless one is still to be sent.

    Slack takes a message a second in a channel, so answers that come in a rush share the one that waits.
    """
    last = records.last_reply(db, draw.id)
    if last is not None and posts.waits(db, scene, REPLY.once_key(last.reply)):
        yield from repeat(last.reply, last.room)
    while True:
        yield from repeat(_new_reply(db, scene, draw), MOST_IN_REPLY)


def _new_reply(db: Session, scene: Scene, draw: Draw) -> ReplyId:
    reply = ReplyRow(workspace=scene.workspace, draw=draw.id)
    db.add(reply)
    db.flush()
    channel, thread = ChannelId(draw.channel), draw.once_key
    posts.want(
        db, scene, REPLY.once_key(reply.id), kind=REPLY, subject=reply.id, channel=channel, thread_of=thread
    )
    return ReplyId(reply.id)
