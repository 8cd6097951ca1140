"""Makes erased rows truly gone: the database's own files remember them for a while."""

from __future__ import annotations

from sqlalchemy import Engine

# What is erased so that nobody can find it any more.
SECRET = ("polls", "poll_votes")
# A transaction that began before now, and isn't done, may still want to see what was erased since.
HOLDING_UP = """
    SELECT count(*) FROM pg_stat_activity, (SELECT pg_current_xact_id()::xid AS newest) AS now
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) > age(newest)
"""


def scrub(engine: Engine) -> bool:
    """Let go of what was erased from the secret tables; False if it was held up, and is to be tried again.

    SQLite keeps old pages in its write-ahead log until that is taken over and cut; PostgreSQL keeps old rows
    until its vacuum.
    """
    if engine.dialect.name == "sqlite":
        # The driver's own connection: neither can be done within a transaction, and the engine begins one.
        raw = engine.raw_connection()
        try:
            busy, _, _ = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.close()
        return not busy
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        held_up = connection.exec_driver_sql(HOLDING_UP).scalar()
        connection.exec_driver_sql(f"VACUUM {', '.join(SECRET)}")
    return not held_up
