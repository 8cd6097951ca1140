"""Help that fits one screen."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import combining, east_asian_width

from bot.slack.block_kit import Message, context, quoted, said, section

# In columns, what a phone shows in one line: marks below a broken line would point nowhere.
WIDEST = 36
# The same of a line without marks, which may be broken: it's there to be copied.
LONGEST_PLAIN = 80
# In characters, of a line that comes back; and with a mark before each line of it.
LONGEST, SECTION_ROOM = 2000, 2700
LINES = (
    ("/mindset", "today's thought experiment, only for you; `… hero` shows who the next customer might be"),
    ("/mindset story", "tell the team about a moment with a customer"),
    ("/mindset feed", "read and search stories; `/mindset lessons` lists what customers taught us"),
    ("/mindset poll", 'ask which mindset a moment showed; or `… "Tea?" "Mint" "Black" anonymous`'),
    ("/mindset trends", "how mindsets change week by week; `… head check`, `… touchpoints`"),
    ("/mindset schedule", "a ritual for a channel; or `… daily 09:00`, `… head check fridays 10:00`"),
    ("/mindset schedule list", "see, change or pause rituals; `/mindset calendar` puts them in yours"),
    ("/mindset plain", "plainer words for a draft; `/mindset retire` lets the team vote on a stiff phrase"),
    ("/mindset me", "the day's experiment by direct message; `/mindset suggest` is for one of your own"),
    ("/mindset settings", "for admins, like `/mindset suggestions`, `/mindset wall` and `/mindset export`"),
    ("/mindset forget me", "erase what I know about you"),
)


def meant_card(line: str) -> Message:
    """What to say to a first word with a slip in it; `line` is what was perhaps meant."""
    return Message("Did you mean something else?", [section(f"Did you mean this?\n{quoted(line, 2500)}")])


def back_card(why: str, pieces: Sequence[tuple[str, bool]], examples: Sequence[str] = ()) -> Message:
    """What was typed comes back, piece after piece, each of them marked or not; examples show how it goes."""
    line = "".join(text for text, _ in pieces)
    marked = any(mark for _, mark in pieces)
    fits = _columns(line) <= (WIDEST if marked else LONGEST_PLAIN) and len(line.splitlines()) == 1
    shown = _pointed_at(pieces) if fits else _bold(pieces)
    blocks = [section(f"{why} You typed:\n{shown}")]
    if examples:
        blocks.append(section("\n".join(["For example:", *(f"`{example}`" for example in examples)])))
    return Message(why, blocks)


def _pointed_at(pieces: Sequence[tuple[str, bool]]) -> str:
    """The line as it can be copied, and below it what points at the marked pieces."""
    line = said("".join(text for text, _ in pieces).replace("`", "'"))
    below = "".join(("^" if marked else " ") * _columns(text) for text, marked in pieces).rstrip()
    return f"```{line}\n{below}```" if below else f"```{line}```"


def _bold(pieces: Sequence[tuple[str, bool]]) -> str:
    """A line that is too long to point at: in a narrow window its words would stand elsewhere."""
    shown = ""
    for text, marked in pieces:
        safe = said(text, LONGEST - len(shown)) if len(shown) < LONGEST else ""
        shown += f"*{safe}*" if marked and safe.strip() else safe
    return "\n".join(f"> {line}" for line in shown.splitlines())[:SECTION_ROOM]


def _columns(text: str) -> int:
    """How wide letters of one width stand: those of East Asia take two columns."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def help_card(unknown: str = "", hints: Sequence[str] = ()) -> Message:
    """What people can do; `unknown` is what somebody typed in vain. `hints` concern the place."""
    commands = "\n".join(f"• `{command}`: {about}" for command, about in LINES)
    blocks = [
        section(f"*Customer service happens head first.*\n{commands}"),
        section(
            "To nominate a teammate's message, react with :star2: "
            "or choose *Great human moment* in its menu. "
            "To start a poll about it, choose *Which mindset was this?* there."
        ),
        *[section(hint) for hint in hints],
        context("This app's Home tab has all of this on one page."),
    ]
    if unknown:
        first = section(f"I didn't understand “{said(unknown, 200)}”. Here's what I know:")
        return Message("I didn't understand that. Here's what I know.", [first, *blocks])
    return Message("What Headfirst can do", blocks)
