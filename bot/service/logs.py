"""Logs: one line an event on standard error. Neither tokens nor people's words are ever put in."""

from __future__ import annotations

import asyncio
import logging
import sys
import traceback
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict

# Bolt and the SDK print whole bodies at INFO and below.
TALKATIVE = (
    "slack_sdk",
    "headfirst.socket",
    "apscheduler",
    "aiohttp",
    "alembic",
    "matplotlib",
    "uvicorn",
)
# Bolt's warnings quote bodies, and its errors what an error says: all of that is logged by us, in our words.
MUTE = ("slack_bolt", "headfirst.bolt", "asyncio")
ROOT = f"{Path(__file__).parents[1]}/"
OURS = (f"{ROOT}bot/", f"{ROOT}rituals/")

log = structlog.get_logger()


def set_up(level: int = logging.INFO) -> None:
    """Send all logs to standard error, as key=value lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level, handlers=[handler])
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in MUTE:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            _name_error,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=partial(_lines, sys.stderr),
    )


def of_slack() -> logging.Logger:
    """What the SDK logs with. It asks for the level of just this one, and not for what goes for those above.

    Where that isn't set, it puts each body into a line for nobody.
    """
    logger = logging.getLogger("slack_sdk.headfirst")
    logger.setLevel(logging.WARNING)
    return logger


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """What fails in the loop with nobody waiting for it is logged by its type."""
    loop.set_exception_handler(_unheard)


def where(error: BaseException | None) -> str:
    """An error's type, and where it came from; not what it says, which may quote what somebody wrote."""
    if error is None:
        return ""
    steps = traceback.extract_tb(error.__traceback__)
    ours = [step for step in steps[:-1] if step.filename.startswith(OURS)]
    path = " > ".join(f"{step.filename.removeprefix(ROOT)}:{step.lineno}" for step in [*ours, *steps[-1:]])
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{type(error).__name__} at {path}" + (f" after {where(cause)}" if cause else "")


class Discreet(logging.Formatter):
    """Says of an error what `where` says."""

    def formatException(self, ei: Any) -> str:
        return where(ei[1])


class Lines(structlog.PrintLogger):
    """Prints to standard error. A log that can't be written, on a full disk, stops nothing else."""

    def msg(self, message: str) -> None:
        try:
            super().msg(message)
        except (OSError, ValueError):
            return

    log = debug = info = warn = warning = fatal = failure = err = error = critical = exception = msg


def _lines(file: TextIO, *_: object) -> Lines:
    return Lines(file)


def _name_error(_: Any, __: str, event: EventDict) -> EventDict:
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["exception"] = where(error)
    return event


def _unheard(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("loop.failed", exception=where(context.get("exception")))
