"""Small views to show, and the fields that Slack's samples have."""

from __future__ import annotations

from typing import Any

INTERACTION = {"type", "team", "user", "api_app_id", "token", "enterprise", "is_enterprise_install"}
VIEW = {
    *("id", "team_id", "type", "blocks", "private_metadata", "callback_id", "state", "hash", "title"),
    *("clear_on_close", "notify_on_close", "close", "submit", "previous_view_id", "root_view_id"),
    *("app_id", "external_id", "app_installed_team_id", "bot_id"),
}


def words(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def options(*values: str) -> list[dict[str, Any]]:
    return [{"text": words(value.title()), "value": value} for value in values]


def asks(block_id: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An input block; the element is called like it, with `-element` behind."""
    element = {"action_id": f"{block_id}-element", **element}
    return {"type": "input", "block_id": block_id, "label": words(block_id), "element": element, **more}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    about = {"title": words("A form"), "submit": words("Send"), "callback_id": "form"}
    return {"type": "modal", **about, "blocks": list(blocks), **more}


STORY = asks("story", {"type": "plain_text_input", "min_length": 3, "max_length": 10})
