"""The database: one engine for SQLite and PostgreSQL, and the migrations."""

from rituals.db.base import Base, UtcDateTime, keepable
from rituals.db.engine import connect, insert_once, time_of, transaction
from rituals.db.scrubbing import scrub
from rituals.db.upgrade import is_current, upgrade

__all__ = [
    "Base",
    "UtcDateTime",
    "connect",
    "insert_once",
    "is_current",
    "keepable",
    "scrub",
    "time_of",
    "transaction",
    "upgrade",
]
