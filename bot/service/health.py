"""How the database is: what ails it is logged when it begins and when it ends, and not at every try."""

from __future__ import annotations

from math import inf

import structlog

from bot.service.clock import steady
from rituals.db import Trouble, trouble_of

log = structlog.get_logger()
# In seconds.
TRACED_EVERY = 3600.0


class Health:
    """`trouble` is what keeps the bot from saving, as far as it has been seen; None if nothing does."""

    def __init__(self) -> None:
        self.trouble: Trouble | None = None
        self._traced: dict[tuple[str, str], float] = {}

    def failed(self, error: Exception) -> None:
        """An act has failed; whatever the reason."""
        if trouble := trouble_of(error):
            self.found(trouble)

    def found(self, trouble: Trouble) -> None:
        # What is damaged stays so, whatever else goes wrong or well afterwards.
        if self.trouble not in (trouble, Trouble.DAMAGED):
            self.trouble = trouble
            log.error("database.trouble", why=trouble.value)

    def worked(self) -> None:
        """An act has come to its end, and may have saved nothing."""
        if self.trouble in (Trouble.LOCKED, Trouble.UNREACHABLE):
            self._well_again()

    def answered(self) -> None:
        """Something was read just now, which a locked database allows."""
        if self.trouble is Trouble.UNREACHABLE:
            self._well_again()

    def saved(self) -> None:
        """Something was saved just now."""
        if self.trouble not in (None, Trouble.DAMAGED):
            self._well_again()

    def _well_again(self) -> None:
        self.trouble = None
        log.info("database.well_again")

    def could_not(self, event: str, error: Exception, **about: object) -> None:
        """Log what a part of the bot couldn't do and will try again, perhaps every second.

        What ails the database was logged already when it began. Anything else comes with its traceback, once
        an hour.
        """
        if trouble_of(error):
            return
        kind, now = type(error).__name__, steady()
        again = now - self._traced.get((event, kind), -inf) < TRACED_EVERY
        if not again:
            self._traced[event, kind] = now
        log.error(event, error=kind, exc_info=None if again else error, **about)
