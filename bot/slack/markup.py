"""Slack's own writing, read: mentions, channels, groups, links and dates as the words a person sees. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape

A_CHANNEL = "#a-channel"
# Slack escapes the marks that people type, so all of these are its own; those of others stay.
_MARK = re.compile(r"<((?:[@#!]|[a-z][a-z0-9+.-]*:)[^<>]*)>", re.IGNORECASE)
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|([^<>]*))?>")
_NAMELESS = re.compile(r"<@([UW][A-Z0-9]+)\|?>")
_NAMELESS_GROUP = re.compile(r"<!subteam\^[A-Z0-9]+\|?>")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*://|mailto:|tel:)", re.IGNORECASE)


def read_mrkdwn(text: str, names: Mapping[str, str]) -> str:
    """The words; `names` are those of people and groups by id, for marks that don't carry them."""
    return unescape(_MARK.sub(lambda mark: _word(mark[1], names), text))


def unnamed_people(text: str) -> list[str]:
    """The ids of the people whose mention doesn't carry a name, each once."""
    return list(dict.fromkeys(_NAMELESS.findall(text)))


def has_unnamed_group(text: str) -> bool:
    """Whether a group is mentioned without its name."""
    return _NAMELESS_GROUP.search(text) is not None


def channels(text: str) -> list[tuple[str, str]]:
    """The channels that are mentioned: each id once, with the name that the mention carries, or ""."""
    return list(dict(_CHANNEL.findall(text)).items())


def with_channels(text: str, names: Mapping[str, str]) -> str:
    """The text with the names of its channels in place of the mentions; one without stays."""
    return _CHANNEL.sub(lambda mark: f"#{name}" if (name := names.get(mark[1])) else mark[0], text)


def _word(mark: str, names: Mapping[str, str]) -> str:
    target, _, label = mark.partition("|")
    match target[:1]:
        case "@":
            return f"@{label or names.get(target[1:], 'a teammate')}"
        case "#":
            return A_CHANNEL
        case "!":
            return _special(target[1:], label, names)
        case _:
            return label if _is_same(target, label) else f"{label} ({target})" if label else target


def _special(target: str, label: str, names: Mapping[str, str]) -> str:
    kind, _, rest = target.partition("^")
    if kind == "date":
        return label
    name = label or (names.get(rest.partition("^")[0], "a-group") if kind == "subteam" else kind)
    return f"@{name.removeprefix('@')}"


def _is_same(link: str, label: str) -> bool:
    """Whether a label is nothing but its link: an address that Slack has made into one."""
    return bool(label) and _bare(label) == _bare(link)


def _bare(link: str) -> str:
    return _SCHEME.sub("", link).rstrip("/").casefold()
