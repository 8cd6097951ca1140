"""What Slack checks before it takes blocks and views, and what it fills in when it stores them."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from bot.playground.block_charts import DATA_TABLE, DATA_VISUALIZATION, NEWEST
from bot.playground.block_elements import ACCESSORY, ACTIONS, IMAGE, INPUT, RULES
from bot.playground.block_rules import (
    Fields,
    Inspection,
    anything,
    boolean,
    either,
    items,
    look_over,
    may,
    needs,
    plain,
    string,
    text,
)
from bot.playground.entities import Json
from bot.playground.refusals import Refused

MOST = {"message": 50, "modal": 100, "home": 100}
VIEW_BYTES = 250_000


def _context_element(value: Any, path: str, seen: Inspection) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    rule = RULES["image"] if kind == "image" else text(3000, "plain_text", "mrkdwn")
    rule(value, path, seen)


BLOCKS: dict[str, Fields] = {
    "section": {
        "text": may(either(3000)),
        "fields": may(items(either(2000), 1, 10)),
        "accessory": may(ACCESSORY),
        "expand": may(boolean),
    },
    "header": {"text": needs(plain(150))},
    "divider": {},
    "image": {**IMAGE, "title": may(plain(2000))},
    "context": {"elements": needs(items(_context_element, 1, 10))},
    "actions": {"elements": needs(ACTIONS)},
    "input": {
        "label": needs(plain(2000)),
        "element": needs(INPUT),
        "hint": may(plain(2000)),
        "optional": may(boolean),
        "dispatch_action": may(boolean),
    },
    "rich_text": {"elements": needs(items(anything, 1, 1000))},
    "markdown": {"text": needs(string(12_000, 1))},
    "video": {
        "alt_text": needs(string(2000)),
        "title": needs(plain(200)),
        "thumbnail_url": needs(string(3000)),
        "video_url": needs(string(3000)),
        "author_name": may(string(50)),
        "description": may(plain(200)),
        "provider_icon_url": may(string(3000)),
        "provider_name": may(string(50)),
        "title_url": may(string(3000)),
    },
    "data_visualization": DATA_VISUALIZATION,
    "data_table": DATA_TABLE,
}
# Other newer blocks (cards, plans, …) are left out on purpose: not every client draws them.
ONLY_ON = {"markdown": ("message",), **dict.fromkeys(NEWEST, ("message",))}
MOST_CHARTS = 2


def _block(value: Any, path: str, seen: Inspection) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    known = isinstance(kind, str) and kind in BLOCKS and not (seen.lags and kind in NEWEST)
    if not isinstance(kind, str) or not known or seen.surface not in ONLY_ON.get(kind, MOST):
        seen.wrong(f"unsupported type: {kind}", f"{path}/type")
        return
    # An action_id has to be unique within its block, a block_id within the whole surface.
    seen.action_ids.clear()
    look_over(value, path, {"block_id": may(string(255)), **BLOCKS[kind]}, seen)
    if kind == "section" and not value.get("text") and not value.get("fields"):
        seen.wrong("must provide either text or fields", path)
    if kind == "image" and bool(value.get("image_url")) == bool(value.get("slack_file")):
        seen.wrong("must provide exactly one of image_url, slack_file", path)
    block_id = value.get("block_id")
    if block_id is not None and block_id in seen.block_ids:
        seen.wrong(f'block_id "{block_id}" already exists', f"{path}/block_id")
    seen.block_ids.add(block_id)


VIEW_FIELDS: Fields = {
    "private_metadata": may(string(3000)),
    "callback_id": may(string(255)),
    "external_id": may(string(255)),
}
MODAL: Fields = {
    **VIEW_FIELDS,
    "title": needs(plain(24)),
    "submit": may(plain(24)),
    "close": may(plain(24)),
    "clear_on_close": may(boolean),
    "notify_on_close": may(boolean),
    "submit_disabled": may(boolean),
}


def check_message(blocks: Any, lags: bool = False) -> None:
    """Refused with `invalid_blocks` unless Slack would take these blocks in a message.

    A workspace that `lags` doesn't know the newest blocks.
    """
    if not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    seen = Inspection("message", lags=lags)
    items(_block, 0, MOST["message"])(blocks, "/blocks", seen)
    if sum(len(b.get("text", "")) for b in blocks if _is(b, "markdown")) > 12_000:
        seen.wrong("markdown text must be less than 12001 characters in all", "/blocks")
    if sum(_is(block, "data_visualization") for block in blocks) > MOST_CHARTS:
        seen.wrong(f"no more than {MOST_CHARTS} data_visualization blocks allowed", "/blocks")
    if seen.problems:
        raise Refused("invalid_blocks", seen.problems)


def check_view(view: Any, *surfaces: str) -> None:
    """Refused with `invalid_arguments` or `view_too_large` unless Slack would take this view."""
    kind = view.get("type") if isinstance(view, dict) else None
    if kind not in surfaces:
        raise Refused(
            "invalid_arguments", [f"[ERROR] must be one of: {', '.join(surfaces)} [json-pointer:/view/type]"]
        )
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        raise Refused("view_too_large")
    seen = Inspection(str(kind))
    blocks = needs(items(_block, 0, MOST[str(kind)]))
    look_over(view, "/view", {"blocks": blocks, **(MODAL if kind == "modal" else VIEW_FIELDS)}, seen)
    if kind == "modal" and not view.get("submit") and any(_is(b, "input") for b in view.get("blocks") or []):
        seen.wrong("missing required field: submit, for there are input blocks", "/view")
    if seen.problems:
        raise Refused("invalid_arguments", seen.problems)


def _is(block: Any, kind: str) -> bool:
    return isinstance(block, dict) and block.get("type") == kind


def completed(blocks: list[Json], new_id: Callable[[], str]) -> list[Json]:
    """The blocks as Slack stores them: every block and element has its id, every text its flags."""
    stored: list[Json] = copy.deepcopy(blocks)
    for block in stored:
        block.setdefault("block_id", new_id())
        for element in elements_of(block):
            if element["type"] != "image":
                element.setdefault("action_id", new_id())
    _flag_texts(stored)
    return stored


def elements_of(block: Json) -> list[Json]:
    """The elements of a block that a person can act on."""
    if block["type"] == "actions":
        return list(block["elements"])
    one = block.get("accessory") or block.get("element")
    return [one] if one else []


def _flag_texts(node: Any) -> None:
    if isinstance(node, dict):
        if node.get("type") == "plain_text":
            node.setdefault("emoji", True)
        elif node.get("type") == "mrkdwn":
            node.setdefault("verbatim", False)
    for item in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _flag_texts(item)
