"""Voting, and what may be seen of it meanwhile.

An anonymous poll shows its bars in steps. Whoever votes, changes or withdraws waits in a step with others; a
step is full with as many people as the poll's minimum, and is shown when the next one is full too. So every
two pictures, the result included, differ by that many people at least.

Everybody sees how many have voted, and so may know of those who took their first vote back that they have
none now. They hide nobody: a step without enough others waits on, together with the next one. Only if the
poll closes before there are enough, the last of its votes are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import posts, workspaces
from rituals.errors import OptionsFixed, PollClosed, VoteFirst
from rituals.ids import PollId
from rituals.polls import records
from rituals.polls.records import FORGOTTEN, CastVote, Counting, Poll, PollCount, Vote
from rituals.polls.rules.kinds import CARD
from rituals.polls.rules.tallying import Results, Setup, Tally, UnknownOption, moved, pressed, with_option
from rituals.scene import Scene


@dataclass(frozen=True, slots=True)
class MyVote:
    """One's own vote: the options in the order in which they were chosen, none if there is none."""

    setup: Setup
    choices: tuple[str, ...]
    disguise: str | None = None


@dataclass(frozen=True, slots=True)
class VotePress:
    """What somebody has pressed: that option, at that moment by Slack's clock, if it was pressed by hand."""

    scene: Scene
    poll: PollId
    choice: str
    pressed_at: datetime | None = None


def vote(db: Session, scene: Scene, poll: PollId, choice: str, pressed_at: datetime | None = None) -> MyVote:
    """The person's vote from now on: `choice` comes, or goes if it was there already.

    `pressed_at` is when, by Slack's clock: the same choice twice within a moment is pressed once.
    PollClosed once its time is over, whether or not anybody has closed it yet; UnknownOption if the poll
    doesn't offer it. Gone.
    """
    return vote_each(db, [VotePress(scene, poll, choice, pressed_at)])[0]


def vote_each(db: Session, presses: Sequence[VotePress]) -> list[MyVote]:
    """The same for several on one poll, in the order in which they came."""
    scene, poll = presses[-1].scene, presses[-1].poll
    counting = records.Counting(db, scene.workspace, poll)
    for each in presses:
        _check(counting.poll, each)
    # By the marks, which nobody can trace once an anonymous poll has closed.
    marks = [counting.poll.mark_of(each.scene.person) for each in presses]
    counting.look_up(marks)
    places = [_place(poll, mark, each) for mark, each in zip(marks, presses, strict=True)]
    twice = workspaces.again_each(db, scene.workspace, places)
    votes = [_voted(counting, *each) for each in zip(marks, presses, twice, strict=True)]
    if not all(twice):
        counting.keep()
        posts.touch(db, scene, CARD.once_key(poll))
    return votes


def disguise(db: Session, scene: Scene, poll: PollId, worn: str | None) -> MyVote:
    """Which disguise a *Get lost* wore (mechanic 8), for somebody who voted. PollClosed, VoteFirst, Gone."""
    row = _open(db, scene, poll)
    mine = db.get(Vote, (row.id, row.mark_of(scene.person)))
    if mine is None or not mine.choices:
        raise VoteFirst
    mine.disguise = worn
    db.flush()
    return MyVote(row.setup, tuple(mine.choices), worn)


def add_option(db: Session, scene: Scene, poll: PollId, label: str) -> None:
    """One more option, by anybody, where the maker allows it. BadOptions, PollClosed, OptionsFixed, Gone."""
    row = _open(db, scene, poll)
    if not row.setup.adding:
        raise OptionsFixed
    setup = with_option(row.setup, label)
    row.wish = setup.stored()
    if row.shown:
        row.shown = {**row.shown, setup.options[-1].key: 0}
    db.flush()
    posts.touch(db, scene, CARD.once_key(row.id))


def my_vote(db: Session, scene: Scene, poll: PollId) -> MyVote | None:
    """The person's own vote; None where nobody knows any more, as an anonymous poll has closed. Gone."""
    row = records.find_unlocked(db, scene.workspace, poll)
    if row.setup.anonymous and row.key is None:
        return None
    mine = db.get(Vote, (row.id, row.mark_of(scene.person)))
    return MyVote(row.setup, tuple(mine.choices), mine.disguise) if mine else MyVote(row.setup, ())


def picture(row: Poll | PollCount) -> Tally | None:
    """The count that may be seen, by those who may see it; None while it is of too few."""
    if not row.shown or row.shown_voters < row.minimum:
        return None
    return Tally(row.shown, row.shown_voters)


def take_out(db: Session, row: Poll, mine: Vote) -> None:
    """The vote of somebody who is forgotten no longer counts, and is nobody's.

    If it is in the shown count, it leaves it with the next step, of which it is no part: whoever votes again
    must not fill a step alone.
    """
    row.voters -= bool(mine.choices)
    row.stepping -= mine.step == row.step
    mine.choices = []
    if not row.setup.anonymous:
        _show(row, [mine])
    if not mine.counted:
        db.delete(mine)
        db.flush()
        return
    mine.step = row.step if mine.step < row.step - 1 else mine.step
    mine.voter = f"{FORGOTTEN}{sum(vote.forgotten for vote in records.votes_of(db, row))}"
    db.flush()


def count_all(db: Session, row: Poll) -> None:
    """The result: every vote, unless it is of so few that it could tell who chose what."""
    votes = records.votes_of(db, row)
    if row.setup.anonymous:
        _show_rest(row, votes)
    counted = (vote.disguise for vote in votes if vote.disguise and vote.counted == vote.choices)
    # In no order that tells of the voters' marks.
    row.disguises = dict(sorted(Counter(counted).items())) if picture(row) else {}


def _open(db: Session, scene: Scene, poll: PollId) -> Poll:
    row = records.find(db, scene.workspace, poll)
    _check_open(row, scene)
    return row


def _check_open(row: Poll | PollCount, scene: Scene) -> None:
    if row.closed or (row.closes_at is not None and scene.now >= row.closes_at):
        raise PollClosed


def _check(poll: PollCount, press: VotePress) -> None:
    _check_open(poll, press.scene)
    if press.choice not in {option.key for option in poll.setup.options}:
        raise UnknownOption(press.choice)


def _place(poll: PollId, mark: str, press: VotePress) -> workspaces.Pressed:
    return workspaces.Pressed(f"vote:{poll}:{mark}", press.pressed_at, press.choice)


def _voted(counting: Counting, mark: str, press: VotePress, again: bool) -> MyVote:
    poll, mine = counting.poll, counting.cast_by(mark)
    if not again:
        _change(counting, mine, pressed(mine.choices, press.choice, poll.setup.several))
    return MyVote(poll.setup, tuple(mine.choices), mine.disguise)


def _change(counting: Counting, mine: CastVote, chosen: list[str]) -> None:
    if not set(mine.choices) <= set(chosen):
        # It may have been a disguise of what was removed.
        mine.disguise = None
    counting.poll.voters += bool(chosen) - bool(mine.choices)
    mine.choices = chosen
    counting.has_changed([mine])
    if counting.poll.setup.anonymous:
        _wait_in_step(counting, mine)
    else:
        _show(counting.poll, [mine])


def _wait_in_step(counting: Counting, mine: CastVote) -> None:
    """The vote waits in a step; once that one is full, those before it are shown."""
    poll = counting.poll
    if mine.step >= max(poll.step - 1, 1):
        return  # is in a step that waits, and stays in it with the newest choice
    mine.step, poll.stepping = poll.step, poll.stepping + 1
    if poll.stepping < poll.minimum:
        return
    full = counting.cast_in(poll.step - 1)
    if _hide_each_other(poll, full):
        _show(poll, full)
    else:
        for vote in full:
            vote.step = poll.step
    counting.has_changed(full)
    poll.step, poll.stepping = poll.step + 1, 0


def _hide_each_other(row: Poll | PollCount, votes: Sequence[Vote | CastVote]) -> bool:
    """Whether enough of these voters have, or had, a vote that may be any."""
    told = (bool(vote.choices or vote.counted) for vote in votes if not vote.forgotten)
    return sum(told) >= row.minimum


def _show_rest(row: Poll, votes: list[Vote]) -> None:
    """Let the last picture hold everybody, unless there is one before it that would tell of too few."""
    rest = [vote for vote in votes if vote.step >= row.step - 1]
    seen = picture(row) is not None and row.setup.results is not Results.CLOSED
    if not seen or _hide_each_other(row, rest):
        _show(row, rest)
    if row.shown_voters < max(row.minimum, 1):
        row.shown, row.shown_voters = {}, 0


def _show(row: Poll | PollCount, votes: Sequence[Vote | CastVote]) -> None:
    """Let the count that may be seen hold the newest choices of these voters."""
    for vote in votes:
        row.shown = moved(row.shown or _nothing(row), vote.counted, vote.choices)
        row.shown_voters += bool(vote.choices) - bool(vote.counted)
        vote.counted = list(vote.choices)


def _nothing(row: Poll | PollCount) -> dict[str, int]:
    return {option.key: 0 for option in row.setup.options}
