"""Stiff words: terms, the glossary that finds them, and a plainer version of a text. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rituals.catalog.rules.inflecting import Inflection, WordClass, a_or_an, shaped, shapes
from rituals.catalog.rules.left_alone import SPACE, WORD, Token, tokens

# After these a verb that ends in -ed says what was done, and no longer that somebody did it.
HELPERS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "has",
        "have",
        "had",
        "having",
        "get",
        "got",
        "gets",
        "gotten",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "hasn't",
        "haven't",
        "hadn't",
        "it's",
        "that's",
        "who's",
        "i've",
        "we've",
        "they've",
        "you've",
        "i'm",
        "we're",
        "you're",
        "they're",
    ]
)


class Source(StrEnum):
    """Whose a term is."""

    PRODUCT = "product"
    TEAM = "team"
    RETIRED = "retired"  # the team has voted on it


@dataclass(frozen=True, slots=True)
class Term:
    """A stiff word or phrase, in small letters, and plainer ones, the best first; "" is to leave it out.

    One without plainer words is left alone, and so is what's stiff within it: the name of a product, say.
    """

    stiff: str
    plain: tuple[str, ...]
    note: str | None = None
    kind: WordClass = WordClass.FIXED
    source: Source = Source.PRODUCT


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A term in a text, as it stands there: text[start:end] == words. `plain` has the same shape."""

    term: Term
    words: str
    start: int
    end: int
    plain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    rest: tuple[str, ...]
    term: Term
    shape: Inflection


class Glossary:
    """Terms, and a tree of their words: a text is read once, whatever their number.

    Of terms with the same words the last one counts: a team's own come after those of the product.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        forms: dict[tuple[str, ...], _Form] = {}
        for term in self.terms:
            for words, form in _forms(term):
                # What a term is comes before what another one may become.
                if form.shape is Inflection.BASE or forms.get(words, form).shape is not Inflection.BASE:
                    forms[words] = form
        self._forms: defaultdict[str, list[_Form]] = defaultdict(list)
        for (first, *_), form in sorted(forms.items(), key=lambda each: -len(each[0])):
            self._forms[first].append(form)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def stiff_in(self, text: str) -> list[FoundTerm]:
        """The stiff words of a text, in its order. Quotes, code, links and names are left alone."""
        words, found, at = tokens(text), list[FoundTerm](), 0
        while at < len(words):
            form = self._longest(text, words, at)
            if form and form.term.plain:
                found.append(_found(text, words, at, form))
            at += 1 + len(form.rest if form else ())
        return found

    def _longest(self, text: str, words: Sequence[Token], at: int) -> _Form | None:
        known = self._forms.get(words[at].word, ())
        return next((form for form in known if _stands(text, words, at, form)), None)


def plainer(text: str, found: Iterable[FoundTerm]) -> str:
    """The text with the first plainer word for each that was found; the rest is as it was."""
    written, at = _Written(), 0
    for each in found:
        written.add(text[at : each.start])
        written.put(each)
        at = each.end
    written.add(text[at:])
    return written.text


class _Written:
    """A plainer text that is being put together. `_gap`: something was left out at its end."""

    def __init__(self) -> None:
        self.text = ""
        self._gap = self._capital = False

    def add(self, piece: str) -> None:
        """What stands between two findings."""
        if self._gap and piece.strip():
            piece = self._closing(piece)
        self.text += piece

    def put(self, found: FoundTerm) -> None:
        """The plainer word in place of the stiff one."""
        plain = found.plain[0]
        if not plain:
            self._gap, self._capital = True, self._capital or found.words[:1].isupper()
            return
        article = re.search(r"\b(an?)(\s+)$", self.text, re.IGNORECASE)
        if article:
            self.text = self.text[: article.start()] + _alike(article[1], a_or_an(plain)) + article[2]
        self.add(plain)

    def _closing(self, piece: str) -> str:
        """The piece, so that no one sees where something was left out."""
        if not self.text or self.text[-1].isspace():
            piece = piece.lstrip(" \t" if self.text.strip() else " \t,")
        if piece[:1] in tuple(",.;!?"):
            self.text = self.text.rstrip(" \t")
        piece = _begun(piece) if self._capital else piece
        self._gap = self._capital = False
        return piece


def _forms(term: Term) -> Iterator[tuple[tuple[str, ...], _Form]]:
    for words, shape in shapes(term.stiff, term.kind):
        split = tuple(WORD.findall(words))
        if split:
            yield split, _Form(split[1:], term, shape)


def _stands(text: str, words: Sequence[Token], at: int, form: _Form) -> bool:
    """Whether the form stands there, in words that follow one another and of which none is a name."""
    last = at + len(form.rest)
    if last >= len(words) or tuple(each.word for each in words[at + 1 : last + 1]) != form.rest:
        return False
    if form.term.plain and any(each.named for each in words[at : last + 1]):
        return False
    return all(not text[words[n].end : words[n + 1].start].strip(SPACE) for n in range(at, last))


def _found(text: str, words: Sequence[Token], at: int, form: _Form) -> FoundTerm:
    start, end = words[at].start, words[at + len(form.rest)].end
    done = form.shape is Inflection.ED and any(each.word in HELPERS for each in words[max(0, at - 2) : at])
    shape = Inflection.DONE if done else form.shape
    alike = (_alike(text[start:end], shaped(each, form.term.kind, shape)) for each in form.term.plain)
    return FoundTerm(form.term, text[start:end], start, end, tuple(alike))


def _alike(words: str, plain: str) -> str:
    """The plain words with the capitals of the stiff ones."""
    if len(words) > 1 and words.isupper():
        return plain.upper()
    return _begun(plain) if words[:1].isupper() else plain


def _begun(text: str) -> str:
    """With a capital where its first letter is."""
    at = next((n for n, char in enumerate(text) if char.isalnum()), len(text))
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
