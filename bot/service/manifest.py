"""The Slack app's manifest, for Socket Mode as shipped, and for HTTP."""

from __future__ import annotations

import copy
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def text() -> str:
    """app.yaml as it was shipped."""
    return (files("bot.service") / "app.yaml").read_text()


def manifest() -> dict[str, Any]:
    """The manifest for Socket Mode, to be changed at will."""
    return copy.deepcopy(_parsed())


@cache
def _parsed() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load(text())
    return parsed


def over_http(url: str) -> dict[str, Any]:
    """The manifest for HTTP, with every request sent to `url`/slack/events."""
    changed = copy.deepcopy(manifest())
    address = f"{url.rstrip('/')}/slack/events"
    for command in changed["features"]["slash_commands"]:
        command["url"] = address
    changed["settings"]["event_subscriptions"]["request_url"] = address
    changed["settings"]["interactivity"]["request_url"] = address
    changed["settings"]["socket_mode_enabled"] = False
    return changed
