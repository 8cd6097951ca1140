"""English words in the shapes that a sentence gives them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum


class WordClass(StrEnum):
    """How a term bends: like a verb or a noun, or not at all."""

    VERB = "verbs"
    NOUN = "nouns"
    FIXED = "phrases"


class Inflection(StrEnum):
    """The shape in which a word stands in a sentence."""

    BASE = "base"
    S = "s"  # she uses, the ways
    ED = "ed"  # they used, it was used: English mostly has one form for both
    DONE = "done"  # it was shown, it has begun: only where the other form differs
    ING = "ing"


# Of plain words alone: each is "past" or "past, participle". Stiff words are regular, nearly all of them.
IRREGULAR = {
    "be": ("was", "been"),
    "become": ("became", "become"),
    "begin": ("began", "begun"),
    "bring": ("brought",),
    "buy": ("bought",),
    "come": ("came", "come"),
    "cut": ("cut",),
    "deal": ("dealt",),
    "dive": ("dived",),
    "do": ("did", "done"),
    "find": ("found",),
    "get": ("got",),
    "give": ("gave", "given"),
    "go": ("went", "gone"),
    "have": ("had",),
    "hit": ("hit",),
    "hold": ("held",),
    "hurt": ("hurt",),
    "keep": ("kept",),
    "know": ("knew", "known"),
    "let": ("let",),
    "live": ("lived",),
    "make": ("made",),
    "mean": ("meant",),
    "meet": ("met",),
    "pay": ("paid",),
    "put": ("put",),
    "raise": ("raised",),
    "read": ("read",),
    "run": ("ran", "run"),
    "say": ("said",),
    "see": ("saw", "seen"),
    "send": ("sent",),
    "set": ("set",),
    "show": ("showed", "shown"),
    "speak": ("spoke", "spoken"),
    "speed": ("sped",),
    "spend": ("spent",),
    "spread": ("spread",),
    "stick": ("stuck",),
    "take": ("took", "taken"),
    "teach": ("taught",),
    "tell": ("told",),
    "think": ("thought",),
    "undertake": ("undertook", "undertaken"),
    "write": ("wrote", "written"),
}
THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}
PLURALS = {"person": "people"} | {
    each: each for each in ("attention", "help", "pay", "spending", "teamwork", "time", "trouble")
}
# Of several syllables, but said with the stress at the end; or of one, but not doubled.
DOUBLED = {"remit", "refer", "commit", "permit", "transmit", "begin", "admit", "fulfil", "cancel", "forget"}
_SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
_UN_S = re.compile(r"(?:[sxz]|ch|sh)$")


SHAPES = {
    WordClass.VERB: (Inflection.S, Inflection.ED, Inflection.ING),
    WordClass.NOUN: (Inflection.S,),
    WordClass.FIXED: (),
}


def shapes(term: str, kind: WordClass) -> Iterator[tuple[str, Inflection]]:
    """The term in all its shapes and in both spellings of -ise; small letters in, small letters out."""
    for spelling in dict.fromkeys((term, _american(term))):
        yield spelling, Inflection.BASE
        for shape in SHAPES[kind]:
            yield shaped(spelling, kind, shape), shape


def shaped(term: str, kind: WordClass, shape: Inflection) -> str:
    """The term in that shape: of a verb the first word is bent, of a noun its head."""
    if shape is Inflection.BASE or kind is WordClass.FIXED or not term:
        return term
    if kind is WordClass.NOUN:
        head, of, rest = term.partition(" of ")
        before, space, last = head.rpartition(" ")
        return f"{before}{space}{_plural(last)}{of}{rest}"
    first, space, rest = term.partition(" ")
    return f"{_bent(first, shape)}{space}{rest}"


def a_or_an(word: str) -> str:
    """The article that goes before the word."""
    sounds = re.match(r"(?i)(?!one|use|usu|uni|eu)[aeiou]|hour|honest", word)
    return "an" if sounds else "a"


def _american(term: str) -> str:
    return re.sub(r"is(e|ation|ations)\b", r"iz\1", term)


def _bent(verb: str, shape: Inflection) -> str:
    past = IRREGULAR.get(verb)
    match shape:
        case Inflection.S:
            return THIRD.get(verb) or _plural(verb)
        case Inflection.ED if past:
            return past[0]
        case Inflection.DONE if past:
            return past[-1]
        case Inflection.ING:
            return _ing(verb)
    return _ed(verb)


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{_doubled(verb)}ed"


def _ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee") and verb != "be":
        return f"{verb[:-1]}ing"
    return f"{_doubled(verb)}ing"


def _doubled(verb: str) -> str:
    return verb + verb[-1] if verb in DOUBLED or _SHORT.fullmatch(verb) else verb


def _plural(word: str) -> str:
    if word in PLURALS:
        return PLURALS[word]
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if _UN_S.search(word) else word if word.endswith("s") else f"{word}s"
