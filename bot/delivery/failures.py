"""What an error on an errand means: did Slack take it, may we try again, or is it in doubt?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from aiohttp import ClientConnectorError
from slack_sdk.errors import SlackApiError

from bot.delivery.rate_limit import asked_to_wait
from bot.slack.refusals import FINAL, MISSING, SHUT, UNREADABLE, code_of
from rituals.errors import Gone, RitualError
from rituals.posts import DELETED_BY_HAND, Claimed, Errand, Outcome, Verdict


class CannotRender(Exception):
    """The card couldn't be made; nothing was sent."""


def classify(error: Exception, errand: Claimed, now: datetime) -> Outcome:
    """The outcome of an errand that ended in an error. Only a POST can leave a message in doubt."""
    return replace(_classified(error, errand, now), version=errand.version)


def unknown(errand: Claimed, error: str) -> Outcome:
    """The outcome of an errand of which nobody can say how it ended."""
    doubt = errand.errand is Errand.POST
    return Outcome(errand.id, Verdict.DOUBT if doubt else Verdict.AGAIN, version=errand.version, error=error)


def _classified(error: Exception, errand: Claimed, now: datetime) -> Outcome:
    name = type(error).__name__
    if isinstance(error, SlackApiError):
        return _answered(error, errand, now)
    if isinstance(error, Gone):
        return Outcome(errand.id, Verdict.MOOT, error=name)
    if isinstance(error, RitualError):
        # What the post shows can't be drawn: the pack of a ritual was taken away.
        return Outcome(errand.id, Verdict.REFUSED, error=name)
    if isinstance(error, CannotRender | ClientConnectorError):
        return Outcome(errand.id, Verdict.AGAIN, error=name)
    return unknown(errand, name)


def _answered(error: SlackApiError, errand: Claimed, now: datetime) -> Outcome:
    status = getattr(error.response, "status_code", None)
    code = code_of(error)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        pause = asked_to_wait(error.response.headers.get("Retry-After"), now)
        return Outcome(errand.id, Verdict.AGAIN, error="ratelimited", pause=pause)
    if status != 200 or code is None:
        # Not Slack's own no: a broken answer, which a message may stand behind.
        return unknown(errand, f"http_{status}")
    if errand.errand is Errand.LOOK:
        return Outcome(errand.id, Verdict.UNSEEABLE if code in UNREADABLE else Verdict.AGAIN, error=code)
    if code in MISSING:
        return _missing(errand)
    verdict = Verdict.REFUSED if code in FINAL else Verdict.AGAIN
    return Outcome(errand.id, verdict, error=code, shut=code in SHUT)


def _missing(errand: Claimed) -> Outcome:
    if errand.errand is Errand.DELETE:
        return Outcome(errand.id, Verdict.DELETED)
    return Outcome(errand.id, Verdict.REFUSED, error=DELETED_BY_HAND)
