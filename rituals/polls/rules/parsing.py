"""Reading a poll that somebody types. Pure."""

from __future__ import annotations

import re

# Straight, curly, low and angle quotes: phones and languages have their own.
_QUOTED = re.compile(r'"([^"]*)"|[“„”]([^“”„]*)[“”]|«([^»]*)»')


def read_typed(line: str) -> tuple[str, list[str]]:
    """The question and the options of a typed line, such as `"Lunch debrief?" "Learned" "Taught"`.

    Without quotes, all of it is the question.
    """
    quoted = [" ".join(next(filter(None, found), "").split()) for found in _QUOTED.findall(line)]
    quoted = [each for each in quoted if each]
    if not quoted:
        return line.strip(' "“”„«»'), []
    before = line[: _QUOTED.search(line).start()].strip()  # type: ignore[union-attr]
    # `/mindset poll How was it? "Fine" "Rough"` has its question before the quotes.
    return (before, quoted) if before else (quoted[0], quoted[1:])
