"""The database: one engine for SQLite and PostgreSQL, and the migrations."""

from rituals.db.base import Base, UtcDateTime, keepable
from rituals.db.engine import (
    connect,
    find_one,
    insert_each,
    insert_once,
    primary_key,
    put,
    read_only,
    remove,
    time_of,
    transaction,
)
from rituals.db.migrating import MadeByNewer, is_current, upgrade
from rituals.db.patience import Left, waiting_only
from rituals.db.scrubbing import scrub
from rituals.db.tracks import ANY, footprint
from rituals.db.trouble import Trouble, is_there, is_whole, save_something, trouble_of

__all__ = [
    "ANY",
    "Base",
    "Left",
    "MadeByNewer",
    "Trouble",
    "UtcDateTime",
    "connect",
    "find_one",
    "footprint",
    "insert_each",
    "insert_once",
    "is_current",
    "is_there",
    "is_whole",
    "keepable",
    "primary_key",
    "put",
    "read_only",
    "remove",
    "save_something",
    "scrub",
    "time_of",
    "transaction",
    "trouble_of",
    "upgrade",
    "waiting_only",
]
