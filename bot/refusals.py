"""Slack's refusals: which code an answer has, and what some of them mean."""

from __future__ import annotations

import re

from slack_sdk.errors import SlackApiError

# A private or direct conversation whose kind may not be asked is as good as closed to us.
HIDDEN = {"channel_not_found", "missing_scope", "not_in_channel", "no_permission", "no_access"}
_CODE = re.compile(r"[a-z0-9_.:-]{1,80}", re.ASCII | re.IGNORECASE)


def code_of(error: SlackApiError) -> str | None:
    """Slack's own error code; None where the answer was not one of Slack's (a proxy's page, half a body)."""
    body = getattr(error.response, "data", None)
    code = body.get("error") if isinstance(body, dict) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None
