"""Connections to PostgreSQL: none waits for ever for a server that is frozen.

Only a bot whose database it is imports this: psycopg takes ten megabytes.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

import psycopg
from psycopg.pq import TransactionStatus

from rituals.db.patience import A_MOMENT, left

T = TypeVar("T")

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
