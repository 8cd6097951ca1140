"""The Slack app's manifest, for Socket Mode as shipped, and for HTTP."""

from __future__ import annotations

import copy
import sys
from pathlib import Path
from typing import Any

import yaml

# Beside the packages in a checkout, in the share folder of an installed wheel.
PLACES = (Path(__file__).parent.parent / "app.yaml", Path(sys.prefix) / "share" / "headfirst" / "app.yaml")


def text() -> str:
    """app.yaml as it was shipped."""
    return next(place for place in PLACES if place.is_file()).read_text()


def manifest() -> dict[str, Any]:
    """The manifest for Socket Mode."""
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
