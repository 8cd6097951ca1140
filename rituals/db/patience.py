"""How long a transaction may wait in all: for its turn, somebody else's lock, a server that is frozen."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus

T = TypeVar("T")
Left = Callable[[], float]

# In seconds. Whoever comes late still gets a moment, so that a database that is well answers everybody.
A_MOMENT = 0.2
# What psycopg allows at least; a server that takes longer than the other one is as good as not there.
CONNECT_AT_LEAST, CONNECT_AT_MOST = 2, 10
# A network that has swallowed the server is noticed after half a minute, and not after two hours.
KEEP_ALIVE = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}
# The server doesn't work on for somebody who has gone, and keeps no lock for a process that is halted. Not
# every version of it knows both.
MANNERS = """
    SELECT set_config(name, value, false) FROM pg_settings JOIN (VALUES
        ('client_connection_check_interval', '5s'), ('idle_in_transaction_session_timeout', '60s')
    ) AS wanted (name, value) USING (name)
"""


_LEFT: ContextVar[Left] = ContextVar("left", default=lambda: inf)


@contextmanager
def waiting_only(left: Left) -> Iterator[None]:
    """What this thread asks of a database meanwhile waits no longer than `left()` says, in seconds."""
    token = _LEFT.set(left)
    try:
        yield
    finally:
        _LEFT.reset(token)


def left(at_least: float = -inf, at_most: float = inf) -> float:
    """Seconds that this thread may still wait; negative if it should have stopped already."""
    return min(max(_LEFT.get()(), at_least), at_most)


class Impatient(psycopg.Connection[Any]):
    """A connection to PostgreSQL that is closed when an answer doesn't come in time.

    A server that is halted keeps the connection open and is silent: only whoever waits can notice.
    """

    def wait(self, gen: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().wait(_watched(gen), *args, **kwargs)
        except BaseException:
            if self.info.transaction_status is TransactionStatus.ACTIVE:
                # Its answer may still come, and nobody knows to what.
                self.close()
            raise


def _watched(gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
    """The same steps of waiting, until there is no time left; psycopg wakes it ten times a second."""
    enough = min(0.0, left() - A_MOMENT)
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if not ready and left() <= enough:
                raise psycopg.OperationalError("no answer in time")
            wanted = gen.send(ready)
    except StopIteration as done:
        return done.value  # type: ignore[no-any-return]


def connect_impatiently(_dialect: Any, _record: Any, args: Any, given: dict[str, Any]) -> Impatient:
    """How the engine opens a connection to PostgreSQL. What the URL says itself is left as it is."""
    allowed = int(left(CONNECT_AT_LEAST, CONNECT_AT_MOST))
    if left() <= 0:
        raise psycopg.OperationalError("no time is left to connect")
    return Impatient.connect(*args, **{"connect_timeout": allowed, **KEEP_ALIVE, **given})


def teach_manners(connection: Any, _record: Any) -> None:
    """For a connection that was opened just now."""
    connection.execute(MANNERS)
    connection.commit()
