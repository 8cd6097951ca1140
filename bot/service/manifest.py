"""The Slack app's manifest, for Socket Mode as shipped, and for HTTP; with steps for workflows or without."""

from __future__ import annotations

import copy
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


def text() -> str:
    """app.yaml as it was shipped."""
    return (files("bot.service") / "app.yaml").read_text()


def manifest(*, steps: bool = False) -> dict[str, Any]:
    """The manifest for Socket Mode, to be changed at will; with `steps`, those for workflows too."""
    shipped = copy.deepcopy(_parsed("app.yaml"))
    return _merged(shipped, copy.deepcopy(_parsed("steps.yaml"))) if steps else shipped


@cache
def _parsed(name: str) -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((files("bot.service") / name).read_text())
    return parsed


def _merged(under: Any, over: Any) -> Any:
    """Both: of mappings name by name, of lists one after the other, of anything else the second."""
    if isinstance(under, dict) and isinstance(over, dict):
        shared = {name: _merged(under[name], over[name]) for name in under.keys() & over.keys()}
        return {**under, **over, **shared}
    return [*under, *over] if isinstance(under, list) and isinstance(over, list) else over


def over_http(url: str, *, steps: bool = False) -> dict[str, Any]:
    """The manifest for HTTP, with every request sent to `url`/slack/events."""
    changed = manifest(steps=steps)
    address = f"{url.rstrip('/')}/slack/events"
    for command in changed["features"]["slash_commands"]:
        command["url"] = address
    changed["settings"]["event_subscriptions"]["request_url"] = address
    changed["settings"]["interactivity"]["request_url"] = address
    changed["settings"]["socket_mode_enabled"] = False
    return changed
