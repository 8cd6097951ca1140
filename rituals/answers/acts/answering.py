"""Answering what a channel was asked: alone, or together with others, so that nobody has to be first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import experiments, posts, workspaces
from rituals.answers import records
from rituals.answers.records import AnswerCheer, AnswerRow, ReplyRow
from rituals.answers.rules import LONGEST, REPLY, Answer, MyAnswer, Standing, enough, gathered
from rituals.catalog import Catalog
from rituals.db import insert_once
from rituals.errors import Gone, NotYourAnswer, TooShort
from rituals.experiments import Drawn
from rituals.experiments.acts.engaging import engage_in
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


def answer(db: Session, scene: Scene, draw: DrawId, text: str, *, quotable: bool = False) -> None:
    """This is the person's answer, in place of the one they had. TooShort if it's empty; Gone.

    It appears in the card's thread, or waits there sealed. `quotable`: a digest may show it.
    """
    row = _asked(db, scene.workspace, draw)
    line = " ".join(text.split())[:LONGEST]
    if is_blank(line):
        raise TooShort
    mine = records.of_person(db, scene.workspace, row.id, scene.person)
    if mine is None:
        _add(db, scene, row, line, quotable)
    elif (mine.text, mine.quotable) != (line, quotable):
        mine.edited_at = scene.now if mine.text != line else mine.edited_at
        mine.text, mine.quotable = line, quotable
        changed(db, scene, mine)


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
    reply = records.hold(db, scene.workspace, answer)
    mine = {"answer": answer, "person": scene.person, "workspace": scene.workspace, "at": scene.now}
    cheers = workspaces.toggle(db, scene, f"answer:{answer}:{scene.person}", AnswerCheer, mine, pressed)
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
    db.flush()
    if row.reply is not None:
        posts.touch(db, scene, REPLY.once_key(row.reply))
    for digest in row.digests:
        posts.touch(db, scene, digest)


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


def _add(db: Session, scene: Scene, draw: Draw, text: str, quotable: bool) -> None:
    # The card comes first: settling locks them in this order, too.
    posts.touch(db, scene, draw.once_key)
    sealed = draw.sealed_until is not None
    about = {"workspace": scene.workspace, "draw": draw.id, "person": scene.person}
    about |= {"reply": None if sealed else _place(db, scene, draw)}
    is_new = insert_once(
        db, AnswerRow, about | {"text": text, "quotable": quotable, "digests": [], "given_at": scene.now}
    )
    assert is_new, "The draw is locked, so nobody else adds the same one."
    if sealed and enough(records.count(db, scene.workspace, draw.id), draw.together):
        _reveal(db, scene, draw)
    # After the answers, so that the game plan stands below them.
    engage_in(db, scene, draw)


def _reveal(db: Session, scene: Scene, draw: Draw) -> None:
    draw.sealed_until = None
    for some in gathered(records.sealed(db, draw.id)):
        reply = _new_reply(db, scene, draw)
        for each in some:
            each.reply = reply
    db.flush()


def _place(db: Session, scene: Scene, draw: Draw) -> ReplyId:
    """The reply for one answer more: one of its own, unless one is still to be sent.

    Slack takes a message a second in a channel, so answers that come in a rush share the one that waits.
    """
    last = records.last_reply(db, draw.id)
    if last is not None and posts.waits(db, scene, REPLY.once_key(last)):
        return last
    return _new_reply(db, scene, draw)


def _new_reply(db: Session, scene: Scene, draw: Draw) -> ReplyId:
    reply = ReplyRow(workspace=scene.workspace, draw=draw.id)
    db.add(reply)
    db.flush()
    channel, thread = ChannelId(draw.channel), draw.once_key
    posts.want(
        db, scene, REPLY.once_key(reply.id), kind=REPLY, subject=reply.id, channel=channel, thread_of=thread
    )
    return ReplyId(reply.id)
