"""How hard a text is to read, as a school grade by Flesch and Kincaid. For English."""

import re

HARDEST = 8
# Below some thirty words the formula measures one long word; shorter texts are read together.
FEWEST_WORDS = 30

WORD = re.compile(r"[a-z][a-z'’]*")
# A sentence ends at its mark, even inside quotes.
STOP = re.compile(r"[.?!]+(?=[\"”\s]|$)")
# A last e written but not said (cake, whole, walked, times), and vowels said apart (piano, quiet).
SILENT = re.compile(r"(?<![aeiouyl])e$|(?<=[aeiou]l)e$|(?<![aeioudty])ed$|(?<![aeiousxzchg])es$")
APART = re.compile(r"(?<![cst])i[ao]|iet|ua[lt]|[aeouy]ing$")


def grade(text: str) -> float:
    """The US school grade for which this text is easy reading; 0 for a text without words."""
    words = WORD.findall(text.lower())
    if not words:
        return 0.0
    sentences = max(1, len(STOP.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling; nearly always right, and never 0."""
    bare = word.removesuffix("'s").removesuffix("’s")
    groups = len(re.findall(r"[aeiouy]+", SILENT.sub("", bare)))
    return max(1, groups + len(APART.findall(bare)))
