"""The phrase bonfire as people see it: the vote, its result, the retired phrases, the one that burns."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.ways_in import NOMINATE_PHRASE
from bot.slack.block_kit import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    fitting,
    mention,
    option,
    overflow,
    panel,
    said,
    section,
)
from bot.slack.wording import in_words, moment, several, turnout
from rituals.bonfire import FEWEST_VOTERS, Phrase, PhraseState

RETIRE, KEEP = "bonfire:retire", "bonfire:keep"
MENU = "bonfire:menu"
# What is chosen in the menu comes by this name.
WITHDRAW = f"{MENU}:withdraw"
RETIRED = "bonfire:retired"
BRING_BACK = "bonfire:back"
# A view holds a hundred blocks.
MOST_LISTED = 60
MOST_AT_HOME = 5
RULES = (
    f"The phrase is retired if at least {in_words(FEWEST_VOTERS)} people vote, "
    "and more of them say retire than keep. "
    "A tie keeps it. Nobody sees who voted how."
)


def phrase_card(phrase: Phrase) -> Message:
    """The vote on a phrase, in its channel; afterwards, what was decided."""
    lines = [section(_quoted(phrase)), *_instead(phrase)]
    if phrase.state is not PhraseState.VOTING:
        text = "The vote on a phrase is over."
        return Message(text, [section(f"*{_verdict(phrase)}*"), *lines, context(_why(phrase))])
    value = str(phrase.id)
    ways = actions(
        button(":fire: Retire it", RETIRE, value, style="primary"),
        button("Keep it", KEEP, value),
        overflow(MENU, [option("Withdraw this phrase", f"withdraw:{value}")]),
    )
    until = f"Nominated by {mention(phrase.by)} · Open until {moment(phrase.closes_at)}."
    # How many said what would tell who did, while people press one after the other.
    voted = f"{turnout(phrase.voters)}."
    head = section(":fire: *Should we retire this phrase?*")
    return Message("Should we retire this phrase?", [head, *lines, ways, context(until, voted, RULES)])


def result_card(phrase: Phrase) -> Message:
    """What the vote's thread says when it's over."""
    more = ""
    if phrase.state is PhraseState.RETIRED:
        more = " From now on `/mindset plain` finds it, in everybody's drafts."
    text = f"{_verdict(phrase)} {_why(phrase)}{more}"
    ways = actions(button("Nominate a phrase", NOMINATE_PHRASE), button("Retired phrases", RETIRED))
    return Message(text, [section(text), ways])


def retired_panel(phrases: Sequence[Phrase], *, admin: bool) -> View:
    """The list of retired phrases; admins can bring one back."""
    about = "Phrases that your team has retired by vote. The plain-words check finds them."
    if not phrases:
        about = "No phrase is retired yet. Which one have you typed too often?"
    blocks: list[Block] = [section(about), actions(button("Nominate a phrase", NOMINATE_PHRASE))]
    for each in phrases[:MOST_LISTED]:
        more = {"accessory": button("Bring back", BRING_BACK, str(each.id))} if admin else {}
        blocks.append(section(line(each), **more))
    left = len(phrases) - MOST_LISTED
    return panel("Retired phrases", [*blocks, *([context(f"And {left} more.")] if left > 0 else [])])


def home_rows(phrases: Sequence[Phrase]) -> list[Block]:
    """For App Home: the phrases that were retired last, and the way to the others and to nominate one."""
    lines = fitting([line(each) for each in phrases[:MOST_AT_HOME]])
    ways = [button("Nominate a phrase", NOMINATE_PHRASE)]
    ways += [button("All retired phrases", RETIRED)] if phrases else []
    nothing = "No phrase is retired yet. Which one have you typed too often?"
    return [section(lines or nothing), actions(*ways)]


def burned_lines(phrase: Phrase) -> list[Block]:
    """For a digest: the phrase that it burns."""
    return [section(f":fire: *Into the bonfire:* {line(phrase)}")]


def line(phrase: Phrase) -> str:
    """A retired phrase, with what a person would say."""
    instead = f"\nSay instead: {said(phrase.instead)}" if phrase.instead else ""
    return f"~{_marks(phrase.words)}~{instead}"


def _quoted(phrase: Phrase) -> str:
    return f"> {_marks(phrase.words)}"


def _marks(words: str) -> str:
    # A tilde within would end the line through it.
    return f"“{said(words.replace('~', '∼'))}”"


def _instead(phrase: Phrase) -> list[Block]:
    return [section(f"A human would say: *{said(phrase.instead)}*")] if phrase.instead else []


def _verdict(phrase: Phrase) -> str:
    return ":fire: This phrase is retired." if phrase.state is PhraseState.RETIRED else "This phrase stays."


def _why(phrase: Phrase) -> str:
    """How the vote came to its end, by the rules that the card has named."""
    if phrase.voters < FEWEST_VOTERS:
        return f"{several(phrase.voters, 'person', 'people')} voted, and it takes {in_words(FEWEST_VOTERS)}."
    votes = f"{phrase.retire} said retire, {phrase.keep} said keep."
    if phrase.retire == phrase.keep:
        return f"{votes} A tie keeps it."
    brought_back = phrase.state is PhraseState.STAYS and phrase.retire > phrase.keep
    return f"{votes} An admin has brought it back since." if brought_back else votes
