"""How the arguments of a Web API call are read and checked before the method sees them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.playground.entities import Json
from bot.playground.refusals import Refused

if TYPE_CHECKING:
    from bot.playground.methods import Method

OBJECTS = frozenset({"blocks", "view", "metadata", "attachments", "files", "outputs"})
FLAGS = frozenset(
    {"as_user", "exclude_archived", "full", "include_all_metadata", "include_locale", "include_num_members"}
    | {"include_count", "include_disabled", "include_users"}
    | {"inclusive", "link_names", "mrkdwn", "prevent_creation", "reply_broadcast", "return_im"}
    | {"unfurl_links", "unfurl_media"}
)
NUMBERS = frozenset({"length", "limit"})


def checked(method: Method, sent: Json) -> Json:
    """The arguments in their own types; Refused with `invalid_arguments` and Slack's reasons."""
    args = {name: _read(name, value) for name, value in sent.items() if name != "token"}
    problems = [f"[ERROR] missing required field: {n}" for n in method.required if args.get(n) in (None, "")]
    problems += [
        f"[ERROR] must be provided as a string [json-pointer:/{name}]"
        for name, value in args.items()
        if name not in OBJECTS | FLAGS | NUMBERS and value is not None and not isinstance(value, str | list)
    ]
    if problems:
        raise Refused("invalid_arguments", problems)
    return args


def _read(name: str, value: Any) -> Any:
    if name in OBJECTS and isinstance(value, str):
        return _parsed(name, value)
    if name in FLAGS and not isinstance(value, bool):
        return str(value).lower() in ("true", "1")
    if name in NUMBERS:
        return _number(name, value)
    return value


def _parsed(name: str, value: str) -> Any:
    if not value:
        return None
    try:
        return json.loads(value)
    except ValueError:
        if name == "blocks":
            raise Refused("invalid_blocks_format") from None
        if name == "metadata":
            raise Refused("invalid_metadata_format") from None
        raise Refused("invalid_arguments", [f"[ERROR] must be valid JSON [json-pointer:/{name}]"]) from None


def _number(name: str, value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise Refused("invalid_arguments", [f"[ERROR] must be a number [json-pointer:/{name}]"]) from None
