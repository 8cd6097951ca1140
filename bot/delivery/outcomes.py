"""What an error on an errand means: did Slack take it, may we try again, or is it in doubt?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from aiohttp import ClientConnectorError
from slack_sdk.errors import SlackApiError

from bot.slack.lookups import code_of
from rituals.errors import RitualError
from rituals.posts import Claimed, Errand, Outcome, Verdict

# Slack says no, and will say no again however often it is asked.
FINAL = {
    "account_inactive",
    "cant_delete_message",
    "cant_update_message",
    "channel_not_found",
    "edit_window_closed",
    "ekm_access_denied",
    "invalid_arguments",
    "invalid_auth",
    "invalid_blocks",
    "invalid_blocks_format",
    "is_archived",
    "is_inactive",
    "message_not_found",
    "messages_tab_disabled",
    "missing_scope",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
    "not_authed",
    "not_in_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "token_expired",
    "token_revoked",
    "user_not_found",
}
# After these the history cannot be read now or later, so a look settles nothing.
SHUT = {"channel_not_found", "missing_scope", "not_in_channel", "access_denied", "no_permission"}


class CannotRender(Exception):
    """The card could not be made; nothing was sent."""


def classify(error: Exception, errand: Claimed) -> Outcome:
    """The outcome of an errand that ended in an error. Only a POST can leave a message in doubt."""
    return replace(_classified(error, errand), version=errand.version)


def _classified(error: Exception, errand: Claimed) -> Outcome:
    name = type(error).__name__
    if isinstance(error, SlackApiError):
        return _answered(error, errand)
    if isinstance(error, RitualError):
        # What the post shows is gone: there is nothing to say any more.
        return Outcome(errand.id, Verdict.REFUSED, error=name)
    if isinstance(error, CannotRender | ClientConnectorError):
        return Outcome(errand.id, Verdict.AGAIN, error=name)
    return _unknown(errand, name)


def _answered(error: SlackApiError, errand: Claimed) -> Outcome:
    status = getattr(error.response, "status_code", None)
    code = code_of(error)
    if status == 429 or code in ("ratelimited", "rate_limited"):
        seconds = int(error.response.headers.get("Retry-After", 1))
        return Outcome(errand.id, Verdict.AGAIN, error="ratelimited", pause=timedelta(seconds=seconds))
    if status != 200 or code is None:
        # Not Slack's own no: a broken answer, which a message may stand behind.
        return _unknown(errand, f"http_{status}")
    if errand.errand is Errand.LOOK:
        return Outcome(errand.id, Verdict.UNSEEABLE if code in SHUT else Verdict.AGAIN, error=code)
    if errand.errand is Errand.DELETE and code == "message_not_found":
        return Outcome(errand.id, Verdict.DELETED)
    return Outcome(errand.id, Verdict.REFUSED if code in FINAL else Verdict.AGAIN, error=code)


def _unknown(errand: Claimed, error: str) -> Outcome:
    doubt = errand.errand is Errand.POST
    return Outcome(errand.id, Verdict.DOUBT if doubt else Verdict.AGAIN, error=error)
