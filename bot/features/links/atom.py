"""The feed of stories as Atom (RFC 4287), for readers outside Slack."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from uuid import UUID, uuid5
from xml.etree import ElementTree as Xml

from bot.features.links.page import TITLE, OnShow, credited, learned, titled, told_words
from bot.features.links.words import cut, drawn, without_places
from rituals.ids import WorkspaceId
from rituals.stories import LONGEST, Told

MOST_ENTRIES = 30
LONGEST_TITLE = 80
NAMESPACE = "http://www.w3.org/2005/Atom"
# Ours alone: the same story has the same id wherever the bot runs.
STORIES = UUID("5b0f6f43-7f0e-4f5c-9a3e-6f2d7d1f4c11")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Xml.register_namespace("", NAMESPACE)


def atom_feed(show: OnShow, workspace: WorkspaceId, address: str, since: datetime) -> bytes:
    """The document. `address` is its own; `since` is when the link was made, for a feed without stories."""
    shown = show.stories[:MOST_ENTRIES]
    feed = Xml.Element(f"{{{NAMESPACE}}}feed")
    _add(feed, "title", TITLE)
    _add(feed, "id", _urn(workspace))
    _add(feed, "updated", _stamp(max((_changed(each) for each in shown), default=since)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=address)
    _add(_add(feed, "author"), "name", "Headfirst")
    _add(feed, "generator", "Headfirst")
    for each in shown:
        _entry(feed, each, show, workspace)
    body: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _entry(feed: Xml.Element, told: Told, show: OnShow, workspace: WorkspaceId) -> None:
    sign, label = titled(told)
    words = cut(" ".join(without_places(told.text, show.closed).split()), LONGEST_TITLE)
    lines = [f"<p><b>{each}</b> {told_words(text, show, LONGEST)}</p>" for each, text in learned(told)]
    lines.append(f"<p>{escape(credited(told, show))}</p>")
    entry = _add(feed, "entry")
    _add(entry, "title", f"{sign} {label}: {drawn(words)}")
    _add(entry, "id", _urn(f"{workspace}/{told.id}"))
    _add(entry, "updated", _stamp(_changed(told)))
    _add(entry, "published", _stamp(told.told_at))
    _add(entry, "category", term=told.kind.value, label=label)
    _add(entry, "content", f"<div>{told_words(told.text, show, LONGEST)}</div>{''.join(lines)}", type="html")


def _add(parent: Xml.Element, name: str, text: str | None = None, **attributes: str) -> Xml.Element:
    child = Xml.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    child.text = None if text is None else _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return child


def _urn(name: str) -> str:
    return f"urn:uuid:{uuid5(STORIES, name)}"


def _changed(told: Told) -> datetime:
    return told.edited_at or told.told_at


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
