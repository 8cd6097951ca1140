"""What a message of Slack holds: who wrote it, and its words, wherever in it they stand. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rituals.ids import PersonId

Json = dict[str, Any]

BY_APP = "bot_message"
# What people and apps say. Any other kind is Slack's own notice: who joined, what was pinned, a call.
SAID = {"", BY_APP, "me_message", "file_share", "thread_broadcast"}
STONE = "tombstone"
# What Slack puts into the text of a message that consists of blocks.
NO_TEXT = {"This content can't be displayed.", "[no preview available]"}
# What is pressed, or looked at, says nothing.
SILENT = {"actions", "button", "image", "input", "overflow", "video", "file", "data_visualization"}
PARTS = ("pretext", "title", "subtitle", "text", "value", "body", "fields", "elements", "rows", "blocks")
INLINE = {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}
# An attachment with one of these shows what somebody else wrote, elsewhere: a link, or a forwarded message.
BORROWED = ("from_url", "original_url", "is_share", "is_msg_unfurl", "is_app_unfurl", "is_thread_root_unfurl")


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """A message as Slack tells of it, its words in Slack's own writing.

    `author` has no id where Slack names nobody. `said`: by a person or an app, and not by Slack itself.
    `stone`: what a deleted message leaves above its replies. `by_app`: it says that an app wrote it.
    `thread` is the message that it answers, and `link` leads to it; both are empty where Slack tells of none.
    `of_person` is what it says if a person wrote it, and `of_app` if an app did.
    """

    author: PersonId
    said: bool
    stone: bool
    by_app: bool
    thread: str
    link: str
    of_person: str
    of_app: str

    @property
    def words(self) -> str:
        """The words; "" if there are none, as in a picture alone."""
        return self.of_app if self.by_app else self.of_person


def read_message(found: Json) -> SlackMessage:
    """Slack's own shape of a message as ours. What's missing, or odd, is empty.

    Of a person the words are the text. Of an app they are what its blocks and attachments show: beside them,
    the text is for notifications only.
    """
    kind, text, shown = _plain(found.get("subtype")), _said(found.get("text")), _words(found.get("blocks"))
    return SlackMessage(
        author=PersonId(_plain(found.get("user"))),
        said=kind in SAID and not found.get("hidden"),
        stone=kind == STONE,
        by_app=bool(found.get("bot_id")) or kind == BY_APP,
        thread=_plain(found.get("thread_ts")),
        link=_plain(found.get("permalink")),
        of_person=text or shown,
        of_app=_lines([shown or text, *map(_attached, _parts(found.get("attachments")))]),
    )


def _attached(part: Json) -> str:
    if any(part.get(mark) for mark in BORROWED):
        return ""
    return _words({name: part[name] for name in PARTS if name in part}) or _said(part.get("fallback"))


def _words(part: object) -> str:
    if isinstance(part, str):
        return _said(part)
    if isinstance(part, list):
        return _lines([_words(each) for each in part])
    if not isinstance(part, dict) or str(part.get("type")) in SILENT:
        return ""
    if str(part.get("type")) in INLINE:
        return "".join(map(_inline, _parts(part.get("elements")))).strip()
    if part.get("type") in ("plain_text", "raw_text"):
        return _literal(_said(part.get("text")))
    return _lines([_words(part.get(name)) for name in PARTS])


def _inline(part: Json) -> str:
    write = WRITTEN.get(str(part.get("type")))
    return write(part) if write else ""


def _link(part: Json) -> str:
    label = _literal(str(part.get("text") or ""))
    return f"<{part.get('url')}|{label}>" if label else f"<{part.get('url')}>"


WRITTEN: dict[str, Callable[[Json], str]] = {
    "text": lambda part: _literal(str(part.get("text") or "")),
    "link": _link,
    "user": lambda part: f"<@{part.get('user_id')}>",
    "usergroup": lambda part: f"<!subteam^{part.get('usergroup_id')}>",
    "channel": lambda part: f"<#{part.get('channel_id')}>",
    "broadcast": lambda part: f"<!{part.get('range')}>",
    "emoji": lambda part: f":{part.get('name')}:",
    "date": lambda part: _literal(str(part.get("fallback") or "")),
}


def _literal(text: str) -> str:
    """Text that has no marks of Slack's in it; it may be escaped already, or not."""
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _plain(found: object) -> str:
    return found if isinstance(found, str) else ""


def _said(text: object) -> str:
    return text.strip() if isinstance(text, str) and text.strip() not in NO_TEXT else ""


def _parts(listed: object) -> list[Json]:
    return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []


def _lines(parts: list[str]) -> str:
    return "\n".join(part for part in parts if part)
