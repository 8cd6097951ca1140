"""The plain-words check as people see it: what's stiff, what people say instead, and a version to copy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.features.ways_in import CHECK_WORDS, NOMINATE_PHRASE
from bot.slack.block_kit import (
    SECTION,
    Block,
    Message,
    actions,
    button,
    clip,
    context,
    fitting,
    mention,
    said,
    section,
)
from bot.slack.wording import several
from rituals.catalog import FoundTerm, Source
from rituals.plain_words import LONGEST_DRAFT, Checked, TeamWord

WORDS = "plain:words"
APPROVE, DECLINE = "plain:approve", "plain:decline"
MOST_LISTED = 15
# In characters, of one plainer word: a retired phrase may have a whole sentence instead.
LONGEST_SHOWN = 150
EASY = 8


def checked_card(checked: Checked) -> Message:
    """The private answer to a typed draft."""
    blocks = result(checked)
    if checked.found:
        blocks += [section("*A plainer version, to copy:*"), copyable(checked.plainer)]
    ways = [button("Check another draft", CHECK_WORDS), button("Your team's words", WORDS)]
    ways += [button("Retire a phrase", NOMINATE_PHRASE)] if checked.found else []
    return Message(head(checked), [*blocks, context(*promises(checked)), actions(*ways)])


def result(checked: Checked) -> list[Block]:
    """What was found, the plainer words, and how hard both versions are to read."""
    if not checked.found:
        return [section(f":sparkles: *{head(checked)}*{_grade(checked)}")]
    counted = Counter(each.words.lower() for each in checked.found)
    first = {each.words.lower(): each for each in reversed(checked.found)}
    lines = [_line(first[words], count) for words, count in counted.items()]
    if len(lines) > MOST_LISTED:
        lines[MOST_LISTED:] = [f"And {len(lines) - MOST_LISTED} more, which the plainer version has."]
    return [section(f":mag: *{head(checked)}*{_grade(checked)}"), section(fitting(lines))]


def head(checked: Checked) -> str:
    """In one line."""
    if not checked.found:
        return "Nothing stiff here."
    return f"{several(len(checked.found), 'stiff spot')}, and what people say instead:"


def promises(checked: Checked) -> list[str]:
    """What the answer says of itself."""
    cut = ["I checked the first 3,000 characters."] if len(checked.draft) >= LONGEST_DRAFT else []
    return [*cut, "Only you see this. I don't keep your draft. It's a suggestion, so read it over."]


def copyable(text: str) -> Block:
    """Words that can be copied as they stand."""
    words = {"type": "text", "text": clip(text, SECTION)}
    return {"type": "rich_text", "elements": [{"type": "rich_text_preformatted", "elements": [words]}]}


def ask_card(word: TeamWord) -> Message:
    """What each admin is sent when somebody suggests a word."""
    text = "A colleague suggests a word for the plain-words check."
    value = str(word.id)
    ways = actions(button("Add it", APPROVE, value, style="primary"), button("Not this time", DECLINE, value))
    lead = f":mag: {text}\n{word_line(word)}"
    return Message(text, [section(lead), context(f"Suggested by {mention(word.by)}"), ways])


def word_line(word: TeamWord) -> str:
    """A team's own word, with what it's to be."""
    if not word.plain:
        return f"*{said(word.stiff)}* is left alone"
    return f"{said(word.stiff, 600)} → *{said(_instead(word.plain), 300)}*"


def _line(found: FoundTerm, count: int) -> str:
    times = f" (×{count})" if count > 1 else ""
    instead = _instead(found.plain)
    better = f"*{said(instead)}*" if instead else "_leave it out_"
    retired = " :fire: Your team retired this one." if found.term.source is Source.RETIRED else ""
    note = f" · _{said(found.term.note)}_" if found.term.note else ""
    return f"• {said(found.words)}{times} → {better}{note}{retired}"


def _instead(plain: Sequence[str]) -> str:
    return clip(", or ".join(each for each in plain if each), LONGEST_SHOWN)


def _grade(checked: Checked) -> str:
    """Reading grades of US schools, by Flesch and Kincaid."""
    if checked.before is None or checked.after is None:
        return ""
    easy = f"Grade {EASY} or lower is easy to read."
    if checked.before == checked.after:
        return f"\nReading grade: {checked.before}. {easy}"
    return f"\nReading grade: {checked.before}, and *{checked.after}* in the plainer version. {easy}"
