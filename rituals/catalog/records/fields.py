"""Reading a pack file field by field, noting every problem instead of stopping at the first.

It works on YAML nodes, not on loaded values: nodes know their line, and a name given twice can still be seen.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
EMOJI = re.compile(r":[a-z0-9_+-]+:")
TEXT_TAG = "tag:yaml.org,2002:str"
FLAG_TAG = "tag:yaml.org,2002:bool"
WHOLE = "whole file"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a pack: where, and what to do about it. Lines count from 1.

    `advice` would make the pack better, and keeps it out of nothing.
    """

    file: str
    field: str
    line: int | None
    what: str
    advice: bool = False

    def __str__(self) -> str:
        line = f" (line {self.line})" if self.line else ""
        return f"{self.file}: {self.field}: {self.what}{line}"


@dataclass(frozen=True, slots=True)
class PackFile:
    """One pack file while it is read: its problems so far, and by path the texts that people will read."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, tuple["Field", str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """One place in a pack file. Without a node it is missing, which has been noted already.

    Each reader gives the value, or notes what is wrong and gives an empty one, so that reading goes on.
    """

    page: PackFile
    path: str
    node: Node | None

    def wrong(self, what: str, *, advice: bool = False) -> None:
        """Note a problem here: what is wrong, and what to do about it."""
        line = self.node.start_mark.line + 1 if self.node else None
        self.page.problems.append(Problem(self.page.file, self.path or WHOLE, line, what, advice))

    def text(self, longest: int) -> str:
        """Text on one line; line breaks and runs of spaces in the file become single spaces."""
        text = self._words(longest)
        if text:
            self.page.texts[self.path] = (self, text)
        return text

    def key(self) -> str:
        """A name for machines, stable forever."""
        return self._matching(KEY, "use up to 40 small letters, digits and underscores, a letter first")

    def emoji(self) -> str:
        """An emoji by its Slack short name."""
        return self._matching(EMOJI, "write the Slack name between colons, like :handshake:")

    def one_of(self, choices: Collection[str]) -> str:
        """One of a few words. No choices means that they couldn't be read: then any word will do."""
        word = self._words(max(map(len, choices), default=40) + 40)
        if word and choices and word not in choices:
            self.wrong(f"{word!r} is not known; choose one of {', '.join(choices)}")
            return ""
        return word

    def flag(self) -> bool:
        """True or false."""
        if self.node is None:
            return False
        if not isinstance(self.node, ScalarNode) or self.node.tag != FLAG_TAG:
            self.wrong("should be true or false")
            return False
        return str(self.node.value).lower() in {"true", "yes", "on"}

    def each(self, fewest: int) -> list["Field"]:
        """The items of a list, at least so many."""
        if self.node is None:
            return []
        if not isinstance(self.node, SequenceNode):
            self.wrong("should be a list; start each item on a new line with a dash")
            return []
        if len(self.node.value) < fewest:
            self.wrong(f"has {len(self.node.value)} items; give at least {fewest}")
        return [self._at(f"{self.path}[{n}]", node) for n, node in enumerate(self.node.value, start=1)]

    def parts(self, *names: str, optional: Collection[str] = ()) -> dict[str, "Field"]:
        """The named fields of a mapping: all of them but the optional ones, each once, and no others."""
        if self.node is not None and not isinstance(self.node, MappingNode):
            self.wrong(f"should hold the fields {', '.join(names)}, each on a line as 'name: value'")
        known = (*names, *optional)
        given = self._given(known) if isinstance(self.node, MappingNode) else {}
        spare = {name: self._inside(name, None) for name in optional}
        return spare | {name: given.get(name) or self._missing(name) for name in names} | given

    def spot(self, name: str) -> "Field":
        """The field of that name, to note something there; no node if there is none."""
        pairs = self.node.value if isinstance(self.node, MappingNode) else ()
        return self._inside(name, next((node for key, node in pairs if key.value == name), None))

    def _given(self, names: Collection[str]) -> dict[str, "Field"]:
        given: dict[str, Field] = {}
        for name_node, node in self.node.value if self.node else ():
            name = str(name_node.value)
            part = self._inside(name, node)
            if name not in names:
                part.wrong(_unknown(name, names))
            elif name in given:
                part.wrong("is given twice; keep one")
            given[name] = part
        return given

    def _missing(self, name: str) -> "Field":
        # A part of something that couldn't be read has had its say already.
        if isinstance(self.node, MappingNode):
            self._inside(name, self.node).wrong("is missing; add it")
        return self._inside(name, None)

    def _words(self, longest: int) -> str:
        if self.node is None:
            return ""
        if not isinstance(self.node, ScalarNode) or self.node.tag != TEXT_TAG:
            self.wrong("should be text; write it in words, in quotes if it looks like a number or yes/no")
            return ""
        text = " ".join(str(self.node.value).split())
        if not text:
            self.wrong("is empty; write something here")
        if len(text) > longest:
            self.wrong(f"has {len(text)} characters; shorten it to {longest} or fewer")
        return text

    def _matching(self, pattern: re.Pattern[str], advice: str) -> str:
        text = self._words(longest=80)
        if text and not pattern.fullmatch(text):
            self.wrong(f"{text!r} will not do; {advice}")
            return ""
        return text

    def _inside(self, name: str, node: Node | None) -> "Field":
        return self._at(f"{self.path}.{name}" if self.path else name, node)

    def _at(self, path: str, node: Node | None) -> "Field":
        return Field(self.page, path, node)


def refuse_doubles(keys: Iterable[tuple[Field, str]]) -> None:
    """Note every field whose key an earlier one has already."""
    seen: set[str] = set()
    for place, key in keys:
        if key and key in seen:
            place.wrong(f"{key!r} is taken by an earlier one; choose a different key")
        seen.add(key)


def _unknown(name: str, names: Collection[str]) -> str:
    close = get_close_matches(name, names, n=1)
    return "is not a field of a pack; " + (f"did you mean {close[0]}?" if close else "remove it")
