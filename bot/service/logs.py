"""Logs: one line an event on standard error. Neither tokens nor people's words are ever put in."""

from __future__ import annotations

import logging
import sys

import structlog

# Bolt and the SDK print whole bodies at INFO and below.
TALKATIVE = (
    "slack_bolt",
    "slack_sdk",
    "headfirst.bolt",
    "headfirst.socket",
    "apscheduler",
    "aiohttp",
    "alembic",
    "matplotlib",
    "uvicorn",
)


def set_up(level: int = logging.INFO) -> None:
    """Send all logs to standard error, as key=value lines."""
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper("iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
