"""Keeps a SQLite file for one process, for as long as that lives, whatever happens to the files around it."""

from __future__ import annotations

import fcntl
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# A byte of the database file that SQLite neither locks nor ever writes: far beyond its own, at one gigabyte,
# and beyond the largest file.
_BYTE = 2**62


class Taken(Exception):
    """Another process has it."""


@contextmanager
def owned(path: Path) -> Iterator[None]:
    """This process alone has the SQLite file at `path`; Taken, or OSError if nothing may be written there.

    There are two locks. The one on a file beside the database works everywhere, and is gone when somebody
    tidies that file away; the one on the database itself stays for as long as there is something to protect.
    Nobody may open the database before, nor have it open afterwards: closing a file lets go of SQLite's own
    locks on it.
    """
    with path.with_suffix(".lock").open("w") as beside:
        _lock(beside.fileno())
        database = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            _lock_byte(database)
            yield
        finally:
            os.close(database)


def _lock(descriptor: int) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Taken from None


def _lock_byte(descriptor: int) -> None:
    # A lock of the open file, not of the process: SQLite opens and closes the file too, and every other kind
    # of lock on a part of a file goes with the first that is closed. Other systems have the other lock only.
    if sys.platform != "linux":
        return
    wish = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, _BYTE, 1, 0)
    try:
        fcntl.fcntl(descriptor, fcntl.F_OFD_SETLK, wish)
    except (BlockingIOError, PermissionError):
        raise Taken from None
    except OSError:
        # A file system without such locks has the other one.
        return
