"""Slack's refusals: which code an answer has, and what some of them mean."""

from __future__ import annotations

import re
from enum import StrEnum


class Refusal(StrEnum):
    """What a refusal means to people, whichever of its codes Slack used; the value is how it is kept."""

    ARCHIVED = "is_archived"
    OUTSIDE = "not_in_channel"
    UNSEEN = "channel_not_found"
    LIMITED = "restricted_action"
    NO_THREADS = "restricted_action_non_threadable_channel"
    LOCKED = "restricted_action_thread_locked"
    TOO_LONG = "msg_too_long"
    NO_LETTERS = "messages_tab_disabled"


_LIKE = {
    "restricted_action_read_only_channel": Refusal.LIMITED,
    "restricted_action_thread_only_channel": Refusal.LIMITED,
    "msg_blocks_too_long": Refusal.TOO_LONG,
    # What stands in an archived channel can't be changed.
    "is_inactive": Refusal.ARCHIVED,
}
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
# The channel takes nothing at all, until somebody opens it again.
SHUT = {
    "channel_not_found",
    "ekm_access_denied",
    "is_archived",
    "not_in_channel",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
}
# The history can't be read now or later, so a look settles nothing.
UNREADABLE = {"channel_not_found", "missing_scope", "not_in_channel", "access_denied", "no_permission"}
# A private or direct conversation whose kind may not be asked is as good as closed to us.
HIDDEN = {"channel_not_found", "missing_scope", "not_in_channel", "no_permission", "no_access"}
MISSING = {"message_not_found"}
NOT_THERE = {"message_not_found", "channel_not_found", "not_in_channel"}
NOBODY_THERE = {"user_not_found", "user_not_visible", "users_not_found"}
NO_GROUPS = {"missing_scope", "plan_upgrade_required", "not_allowed_token_type"}
# Somebody was faster with the same view, or has closed it.
OVERTAKEN = {"hash_conflict", "not_found", "view_not_found"}
BAD_TOKEN = {"invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"}
# Why an app may send no files: its scope was declined, or the workspace takes none of that kind.
NO_UPLOADS = {
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "blocked_file_type",
}
_CODE = re.compile(r"[a-z0-9_.:-]{1,80}", re.ASCII | re.IGNORECASE)


def meaning(code: str) -> str:
    """The Refusal that a code stands for; what means nothing to people is itself."""
    return _LIKE.get(code, code)


def code_of(error: BaseException) -> str | None:
    """Slack's own error code; None where the answer wasn't one of Slack's (a proxy's page, half a body)."""
    body = getattr(getattr(error, "response", None), "data", None)
    code = body.get("error") if isinstance(body, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None
