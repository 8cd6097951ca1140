"""What the courier should do with a post next, and what an outcome means. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Self

# Far longer than the HTTP timeout (10 s): a claim that runs out was a crash, not a slow answer.
LEASE = timedelta(seconds=120)
# Slack's history may lag behind its answers; a look before this could miss a message that is there.
DOUBT_WAIT = timedelta(seconds=10)
# How long a reply waits for the post above it to be shown.
THREAD_WAIT = timedelta(seconds=5)
# The longest that Slack is heard when it asks for a pause.
LONGEST_REST = timedelta(hours=1)
# More than any wait but those, and than the clocks of one database can be apart.
A_MINUTE = timedelta(minutes=1)
# How long a message that was taken down is remembered.
REMEMBERED = timedelta(days=30)
# Our word for a reply whose thread is gone.
THREAD_GONE = "thread_gone"
# And for a message that was to be changed, and that somebody has deleted.
DELETED_BY_HAND = "deleted_by_hand"
LONGEST_PAUSE = timedelta(minutes=10)
MOST_ATTEMPTS = 40
# How often somebody else's message is looked at again, whose words are shown.
SHORTEST_LOOK = timedelta(minutes=1)
LONGEST_LOOK = timedelta(days=30)
# What can't be found may be there again tomorrow.
ANOTHER_DAY = timedelta(days=1)
# Few plans and retention rules hide what is younger than that.
SHOWN_EVERYWHERE = timedelta(days=30)


class PostKind(str):
    """A kind of message: its name, how its messages are told apart, and how it would rather fail.

    `key` is a pattern of what makes one message of its kind another than the next: each is wanted once.
    What is keyed by the occasion of a ritual has none. `rather_twice` if a double is better than a gap: of
    private questions and notes, where the bot may not look whether they came.
    """

    key: str
    rather_twice: bool

    def __new__(cls, name: str, key: str = "", *, rather_twice: bool = False) -> Self:
        kind = super().__new__(cls, name)
        kind.key, kind.rather_twice = key, rather_twice
        return kind

    def once_key(self, *what: object) -> str:
        """The key of the message about just this."""
        return self.key.format(*what)


class State(StrEnum):
    """What we know about the message in Slack."""

    WAITING = "waiting"  # not there, and nobody is sending it
    SENDING = "sending"  # somebody claimed it to send it; seen again, it means a crash on the way
    IN_DOUBT = "in_doubt"  # sent without an answer: it may be there
    SHOWN = "shown"
    GONE = "gone"  # was there, and has been deleted on purpose
    GAVE_UP = "gave_up"  # Slack won't take it; the error says why


class Errand(StrEnum):
    """What the courier goes out for."""

    POST = "post"
    UPDATE = "update"
    DELETE = "delete"
    LOOK = "look"
    ABANDON = "abandon"  # nothing is sent: the message above it is gone


class Verdict(StrEnum):
    """How an errand ended."""

    SHOWN = "shown"  # posted or updated
    DELETED = "deleted"
    FOUND = "found"  # a look found the message
    ABSENT = "absent"  # a look was able to see everything, and it isn't there
    UNSEEABLE = "unseeable"  # a look isn't allowed here
    REFUSED = "refused"  # Slack will never take it
    AGAIN = "again"  # known not to have happened; try later
    DOUBT = "doubt"  # it may have happened
    MOOT = "moot"  # what it shows is gone, so there is nothing to say any more
    STRAY = "stray"  # its thread was gone, and so it stands in the channel itself, where it must not stay


@dataclass(frozen=True, slots=True)
class PostOccasion:
    """What a post belongs to that a ritual wants: the ritual, and the moment it was `planned` for.

    `name` is the same however often the occasion is served, and `until` is the latest that it may be posted.
    """

    ritual: int
    name: str
    planned: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one errand: `version` is the one that was shown or refused, `ts` the message in Slack.

    `text_mark` is of the `text` that the message now has beside its blocks. `shut` if the channel takes
    nothing at all, until somebody opens it again.
    """

    post: int
    verdict: Verdict
    version: int = 0
    ts: str | None = None
    shown_in: str | None = None
    error: str | None = None
    pause: timedelta | None = None
    text_mark: str | None = None
    shut: bool = False


def next_errand(state: State, wanted: bool, behind: bool) -> Errand | None:
    """What is to be done for a post in `state`; `behind` if the shown version isn't the newest."""
    match state:
        case State.SENDING | State.IN_DOUBT:
            return Errand.LOOK
        case State.SHOWN:
            return Errand.DELETE if not wanted else Errand.UPDATE if behind else None
        case State.WAITING | State.GONE:
            return Errand.POST if wanted else None
        case State.GAVE_UP:
            return None


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 2, 4, 8 … seconds, ten minutes at most."""
    return min(timedelta(seconds=2 ** min(attempts, 12)), LONGEST_PAUSE)


def key_of(workspace: str, once_key: str, since: datetime) -> str:
    """The opaque mark that a message carries in its metadata, by which a look recognises it.

    Everybody in the workspace can read metadata, so the mark says nothing about the post.
    """
    return sha256(f"{workspace}/{once_key}/{since.isoformat()}".encode()).hexdigest()[:24]


def text_mark(key: str, text: str) -> str:
    """What is remembered of the `text` beside a message's blocks, to know whether it has changed since."""
    return sha256(f"{key}/{text}".encode()).hexdigest()[:16]


def was_deleted(ts: str, missing_since: datetime, now: datetime, older_is_there: bool) -> bool:
    """Whether a message that Slack can't find was deleted, and isn't just older than the plan shows.

    `ts` is its own; `missing_since` when it was first not found; `older_is_there` if one from before it, in
    the same channel, can be found at this moment: a plan or a retention rule would hide that one, too.
    """
    if now - missing_since < ANOTHER_DAY:
        return False
    return older_is_there or missing_since.timestamp() - float(ts) < SHOWN_EVERYWHERE.total_seconds()


def next_look(since: datetime, now: datetime) -> datetime:
    """When to look again whether a message is still there: the longer it has been, the more rarely."""
    return now + min(max((now - since) / 4, SHORTEST_LOOK), LONGEST_LOOK)
