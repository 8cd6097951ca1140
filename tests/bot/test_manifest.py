"""The manifest promises Slack exactly what the bot answers to, and asks for no more than it uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.features.steps import listeners as steps
from bot.playground.web_api import COVERED
from bot.service import manifest
from tests.bot.table import ROUTES

ROOT = Path(__file__).parents[2]
# What Slack's own pages say of each method that the bot calls: any one scope, by the kind of conversation.
SCOPES: dict[str, set[str]] = {
    "apps.connections.open": set(),
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.getPermalink": set(),
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write", "chat:write.public"},
    "chat.update": {"chat:write"},
    "conversations.history": {"channels:history", "groups:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "conversations.replies": {"channels:history", "groups:history"},
    "conversations.members": {"channels:read", "groups:read"},
    "files.completeUploadExternal": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "functions.completeError": set(),
    "functions.completeSuccess": set(),
    "reactions.get": {"reactions:read"},
    "usergroups.list": {"usergroups:read"},
    "usergroups.users.list": {"usergroups:read"},
    "users.info": {"users:read"},
    "users.list": {"users:read"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
EVENTS = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "group_deleted": {"groups:read"},
    # Slack lists no scope for it.
    "channel_id_changed": set(),
    "channel_unarchive": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_unarchive": {"groups:read"},
    # Either scope brings them, for the conversations of its kind.
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "user_change": {"users:read"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    # Slack tells every app of these.
    "app_uninstalled": set(),
    # Only with the steps for workflows.
    "function_executed": set(),
    "tokens_revoked": set(),
}
# Everything that can be in a manifest, by its path, with its longest text or list. From Slack's own schema.
LONGEST = {
    "_metadata.major_version": 0,
    "display_information.name": 35,
    "display_information.description": 140,
    "display_information.background_color": 7,
    "features.app_home.home_tab_enabled": 0,
    "features.app_home.messages_tab_enabled": 0,
    "features.app_home.messages_tab_read_only_enabled": 0,
    "features.bot_user.display_name": 80,
    "features.bot_user.always_online": 0,
    "features.slash_commands[]": 50,
    "features.slash_commands[].command": 32,
    "features.slash_commands[].description": 2000,
    "features.slash_commands[].usage_hint": 1000,
    "features.slash_commands[].url": 3000,
    "features.slash_commands[].should_escape": 0,
    "features.shortcuts[]": 10,
    "features.shortcuts[].name": 24,
    "features.shortcuts[].type": 7,
    "features.shortcuts[].callback_id": 255,
    "features.shortcuts[].description": 150,
    "oauth_config.scopes.bot[]": 255,
    "oauth_config.scopes.bot[].": 50,
    "oauth_config.scopes.bot_optional[]": 255,
    "oauth_config.scopes.bot_optional[].": 50,
    "settings.event_subscriptions.request_url": 3500,
    "settings.event_subscriptions.bot_events[]": 100,
    "settings.event_subscriptions.bot_events[].": 100,
    "settings.interactivity.is_enabled": 0,
    "settings.interactivity.request_url": 3500,
    "settings.org_deploy_enabled": 0,
    "settings.socket_mode_enabled": 0,
    "settings.token_rotation_enabled": 0,
}
HTTP = manifest.over_http("https://bot.example/")
STEPS = manifest.manifest(steps=True)
# Slack's types for what a step is given.
TYPES = {"string", "slack#/types/user_id", "slack#/types/channel_id"}


def asked() -> set[str]:
    scopes: list[str] = manifest.manifest()["oauth_config"]["scopes"]["bot"]
    assert len(scopes) == len(set(scopes))
    return set(scopes)


# --- what is promised is answered, and the other way round


def test_every_command_of_the_manifest_is_answered_and_no_other() -> None:
    commands = manifest.manifest()["features"]["slash_commands"]
    assert sorted(command["command"] for command in commands) == ["/mindset"]


def test_every_shortcut_of_the_manifest_is_answered_and_no_other() -> None:
    shortcuts = manifest.manifest()["features"]["shortcuts"]
    assert sorted(shortcut["callback_id"] for shortcut in shortcuts) == sorted(ROUTES.shortcuts.whole)


def test_every_event_of_the_manifest_is_answered_and_no_other() -> None:
    events = manifest.manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert sorted([*events, "function_executed"]) == sorted(ROUTES.events.whole)


def test_every_step_of_the_manifest_is_answered_and_no_other() -> None:
    assert STEPS["functions"].keys() == steps.STEPS.keys()


def test_steps_are_in_the_manifest_only_when_asked_for_with_all_that_they_need() -> None:
    for plain, asked_for in (
        (manifest.manifest(), STEPS),
        (HTTP, manifest.over_http("https://bot.example", steps=True)),
    ):
        assert "functions" not in plain
        assert plain["settings"]["org_deploy_enabled"] is False
        assert asked_for["settings"]["org_deploy_enabled"] is True
        assert asked_for["settings"]["function_runtime"] == "remote"
        events = asked_for["settings"]["event_subscriptions"]["bot_events"]
        assert events == [*plain["settings"]["event_subscriptions"]["bot_events"], "function_executed"]
        assert asked_for["oauth_config"] == plain["oauth_config"]
        assert asked_for["features"] == plain["features"]


def test_every_step_says_what_it_needs_in_slack_s_own_types() -> None:
    for step in STEPS["functions"].values():
        assert step.keys() == {"title", "description", "input_parameters", "output_parameters"}
        wanted = step["input_parameters"]
        assert set(wanted["required"]) <= wanted["properties"].keys()
        for each in wanted["properties"].values():
            assert each.keys() == {"type", "title", "description"}
            assert each["type"] in TYPES


# --- scopes


def called() -> set[str]:
    """The Web API methods that stand anywhere in the bot's code, the stand-in left out."""
    known = {name for name in dir(AsyncWebClient) if "_" in name.strip("_")}
    known = {name for name in known if iscoroutinefunction(getattr(AsyncWebClient, name))} - {"api_call"}
    return {
        _method(node)
        for path in sorted((ROOT / "bot").rglob("*.py"))
        if "playground" not in path.parts
        for node in _nodes(path)
        if _is_call_of(node, known)
    }


def _nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text()))


def _is_call_of(node: ast.AST, known: set[str]) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in known or node.func.attr == "api_call")
    )


def _method(node: Any) -> str:
    """chat_postMessage( and api_call("chat.postMessage" are the same method."""
    name: str = node.func.attr
    return str(node.args[0].value) if name == "api_call" else name.replace("_", ".")


def test_every_method_that_the_bot_calls_is_known_here_and_to_the_stand_in() -> None:
    assert called() == set(SCOPES)
    assert called() <= set(COVERED)


def test_every_scope_is_used_and_every_use_has_its_scope() -> None:
    used = set().union(*SCOPES.values(), *EVENTS.values()) | {"commands"}
    assert asked() == used


def test_every_event_has_its_scope() -> None:
    events = manifest.manifest()["settings"]["event_subscriptions"]["bot_events"]
    for event in events:
        assert EVENTS[event] <= asked()


def test_what_may_be_declined_is_asked_for_too_as_slack_wants_it() -> None:
    assert set(manifest.manifest()["oauth_config"]["scopes"]["bot_optional"]) <= asked()


def test_every_scope_has_its_reason_in_the_privacy_page() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text()
    table = page.split("## Scopes")[1].split("## Events")[0]
    rows = dict(re.findall(r"^\| `([a-z:._]+)`[^|]*\| ([^|]{10,}) \|$", table, flags=re.MULTILINE))
    assert set(rows) == asked()


def test_every_event_has_its_reason_in_the_privacy_page() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text()
    table = page.split("## Events")[1].split("## ")[0]
    assert set(re.findall(r"`([a-z_]+)`", table)) == set(EVENTS)


# --- what Slack takes


def test_nothing_is_longer_than_slack_takes_and_nothing_is_unknown_to_it() -> None:
    for each in (manifest.manifest(), HTTP):
        for path, size in _sizes(each):
            assert size <= LONGEST[path], path


def _sizes(part: Any, path: str = "") -> Iterator[tuple[str, int]]:
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _sizes(value, f"{path}.{name}".removeprefix("."))
    elif isinstance(part, list):
        yield f"{path}[]", len(part)
        for value in part:
            yield from _sizes(value, f"{path}[]" if isinstance(value, dict) else f"{path}[].")
    else:
        yield path, len(part) if isinstance(part, str) else 0


def test_it_has_all_that_slack_requires_in_the_form_that_slack_requires() -> None:
    for each in (manifest.manifest(), HTTP):
        assert each["_metadata"]["major_version"] == 2
        assert each["settings"]["interactivity"]["is_enabled"] is True
        assert each["features"]["app_home"]["home_tab_enabled"] is True
        assert re.fullmatch(r"#[0-9a-f]{6}", each["display_information"]["background_color"])
        for command in each["features"]["slash_commands"]:
            assert re.fullmatch(r"/[a-z0-9_-]{1,31}", command["command"])
            assert command["should_escape"] is True
        kinds = [shortcut["type"] for shortcut in each["features"]["shortcuts"]]
        assert set(kinds) <= {"message", "global"}
        # Five of a kind, where the schema lets ten pass.
        assert max(kinds.count("message"), kinds.count("global")) <= 5


def test_over_http_every_request_has_an_address_and_socket_mode_is_off() -> None:
    address = "https://bot.example/slack/events"
    assert [command["url"] for command in HTTP["features"]["slash_commands"]] == [address]
    assert HTTP["settings"]["event_subscriptions"]["request_url"] == address
    assert HTTP["settings"]["interactivity"]["request_url"] == address
    assert HTTP["settings"]["socket_mode_enabled"] is False


def test_over_the_socket_there_is_no_address_and_the_two_differ_in_nothing_else() -> None:
    assert "url" not in manifest.text().replace("--url", "")
    assert manifest.manifest()["settings"]["socket_mode_enabled"] is True
    assert _without_addresses(HTTP) == _without_addresses(manifest.manifest())


def _without_addresses(part: Any) -> Any:
    if isinstance(part, dict):
        left = {name: value for name, value in part.items() if name not in ("url", "request_url")}
        return {
            name: _without_addresses(value) for name, value in left.items() if name != "socket_mode_enabled"
        }
    return [_without_addresses(value) for value in part] if isinstance(part, list) else part
