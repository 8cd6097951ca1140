"""What the plain-words check costs for a draft, by its length, with many words of a team's own. JSON lines.

People wait for it: 3,000 characters should take well under 100 ms. It's processor time.
"""

from __future__ import annotations

import json
from statistics import median
from time import process_time

from rituals.catalog import Glossary, Term, glossary
from rituals.plain_words import check
from tests.rituals.test_plain_words import ORDINARY, STIFF

TIMES, OWN = 15, 500


def run() -> None:
    """Ordinary sentences, and stiff ones, which take longer."""
    ours = Glossary([*glossary(), *(Term(f"our own phrase number {n}", ("it",)) for n in range(OWN))])
    for name, sentences in (("ordinary", ORDINARY), ("stiff", STIFF)):
        text = " ".join(sentences).replace("[", "").replace("]", "")
        for length in (300, 1000, 3000):
            took = sorted(_took(text[:length], ours) for _ in range(TIMES))
            line = {"bench": "plain_words", "text": name, "characters": length}
            print(json.dumps(line | {"ms": round(median(took), 2), "worst": round(took[-1], 2)}), flush=True)


def _took(text: str, ours: Glossary) -> float:
    begun = process_time()
    check(text, ours)
    return (process_time() - begun) * 1000
