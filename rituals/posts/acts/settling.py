"""Writing down what came of errands: where each message stands now, and which ones need a person."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from rituals.ids import WorkspaceId
from rituals.posts import records
from rituals.posts.acts.failures import Failed, failed, is_stuck
from rituals.posts.records import PostStanding
from rituals.posts.rules import DOUBT_WAIT, MOST_ATTEMPTS, Outcome, State, Verdict, next_errand, pause_after


@dataclass(frozen=True, slots=True)
class Appeared:
    """A message that is there, and wasn't before."""

    workspace: WorkspaceId
    kind: str
    subject: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What others have to know of errands that ended."""

    failed: list[Failed] = field(default_factory=list)
    appeared: list[Appeared] = field(default_factory=list)


def settle(
    db: Session, now: datetime, outcomes: Iterable[Outcome], rather_twice: Container[str] = ()
) -> Settled:
    """Write down how errands ended, and when each post is to be looked at next.

    `failed` are the posts that Slack refused, and those of which nobody can say where they are. Kinds that
    are `rather_twice` there than not at all are sent again where nobody may look whether they came.
    """
    by_id = {outcome.post: outcome for outcome in outcomes}
    posts, result = records.standings(db, by_id), Settled()
    bad = []
    for post in posts:
        verdict = by_id[post.id].verdict
        if verdict in (Verdict.SHOWN, Verdict.FOUND) and post.wanted and post.ts is None:
            result.appeared.append(Appeared(WorkspaceId(post.workspace), post.kind, post.subject))
        _settle(post, by_id[post.id], now, rather_twice)
        if is_stuck(post) or verdict in (Verdict.REFUSED, Verdict.STRAY):
            bad.append(post.id)
    records.settled(db, posts)
    result.failed.extend(failed(db, records.of_id(db, post), shut=by_id[post].shut) for post in bad)
    return result


def _settle(post: PostStanding, outcome: Outcome, now: datetime, rather_twice: Container[str]) -> None:
    if outcome.verdict is not Verdict.DELETED:  # why it was taken away is still to be told
        post.error = outcome.error
    match outcome.verdict:
        case Verdict.SHOWN | Verdict.FOUND:
            post.state, post.ts, post.attempts = State.SHOWN, outcome.ts, 0
            post.shown_in, post.shown_version = outcome.shown_in, outcome.version
            post.text_mark = outcome.text_mark
        case Verdict.MOOT:
            post.state, post.wanted = State.SHOWN if post.ts else State.GONE, False
        case Verdict.STRAY:
            post.state, post.ts, post.shown_in = State.SHOWN, outcome.ts, outcome.shown_in
            post.wanted = False
        case Verdict.DELETED:
            post.state, post.ts, post.shown_version = State.GONE, None, 0
            post.text_mark = None
        case Verdict.ABSENT:
            post.state = State.WAITING
        case Verdict.UNSEEABLE:
            again = post.wanted and post.kind in rather_twice
            post.state = State.WAITING if again else State.IN_DOUBT
        case Verdict.DOUBT:
            post.state = State.IN_DOUBT
        case Verdict.AGAIN:
            post.state = State.WAITING if post.state == State.SENDING else post.state
        case Verdict.REFUSED:
            post.state = _refused(post, outcome)
    post.due_at = _next_look(post, outcome, now)


def _refused(post: PostStanding, outcome: Outcome) -> State:
    if outcome.version == post.wanted_version:
        return State.GAVE_UP
    # What was refused is no longer what is wanted, and the newest deserves a try of its own.
    return State.WAITING if post.ts is None else State.SHOWN


def _next_look(post: PostStanding, outcome: Outcome, now: datetime) -> datetime | None:
    if outcome.verdict is Verdict.UNSEEABLE and post.state == State.IN_DOUBT:
        return None
    if next_errand(State(post.state), post.wanted, post.behind) is None:
        return None
    if outcome.verdict is Verdict.DOUBT:
        return now + DOUBT_WAIT
    if outcome.verdict is Verdict.AGAIN:
        # Slack that asks for a pause hasn't said no, however often it asks.
        if post.attempts >= MOST_ATTEMPTS and outcome.pause is None:
            # What may be there stays in doubt: given up, it could be wanted, and sent, again.
            post.state = post.state if post.state == State.IN_DOUBT else State.GAVE_UP
            return None
        return now + (outcome.pause or pause_after(post.attempts))
    return now
