"""The glossary: stiff words and phrases, with what a person would say instead. For English."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parents[1] / "glossary.yaml"

# What stands in double quotes is somebody's line, told and not said.
QUOTED = re.compile(r'"[^"]*"|“[^”]*”')
WORD = r"[^\W_]"


@dataclass(frozen=True, slots=True)
class Term:
    """A stiff word or phrase, in small letters, and plainer ones, the best first."""

    stiff: str
    plain: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term in a text, as it stands there: text[start:end] == words."""

    term: Term
    words: str
    start: int
    end: int


class Glossary:
    """Terms, and the one pattern that finds them: whole words, in any case, the longest first."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._by_form = {form: term for term in reversed(self.terms) for form in _forms(term.stiff)}
        self._by_form |= {term.stiff: term for term in self.terms}
        longest_first = sorted(self._by_form, key=len, reverse=True)
        either = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first)
        self._pattern = re.compile(rf"(?<!{WORD})(?:{either})(?!{WORD})", re.IGNORECASE)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def stiff_in(self, text: str) -> list[FoundTerm]:
        """The stiff words of a text, in its order. What it quotes is left alone."""
        # Blanked, not cut, so that places stay true.
        bare = QUOTED.sub(lambda quote: "·" * len(quote[0]), text.replace("’", "'"))
        return [self._found(text, match) for match in self._pattern.finditer(bare)]

    def _found(self, text: str, match: re.Match[str]) -> FoundTerm:
        term = self._by_form[" ".join(match[0].lower().split())]
        return FoundTerm(term, text[match.start() : match.end()], match.start(), match.end())


@cache
def glossary() -> Glossary:
    """The glossary that ships with the product."""
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Glossary(Term(each["stiff"], tuple(each["plain"]), each.get("note")) for each in entries)


def _forms(stiff: str) -> Iterator[str]:
    """The term in the shapes that English gives to its first word. Some are no words, and do no harm."""
    first, space, rest = stiff.partition(" ")
    for spelling in {first, first.replace("isation", "ization"), re.sub(r"ise$", "ize", first)}:
        for shape in _shapes(spelling):
            yield f"{shape}{space}{rest}"


def _shapes(word: str) -> tuple[str, ...]:
    if word.endswith("e"):
        return word, f"{word}s", f"{word}d", f"{word[:-1]}ing"
    if re.search(r"[^aeiou]y$", word):
        return word, f"{word[:-1]}ies", f"{word[:-1]}ied", f"{word}ing"
    return word, f"{word}s", f"{word}es", f"{word}ed", f"{word}ing"
