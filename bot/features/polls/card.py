"""Polls: the live card, the result, and the small card of a head check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.features.stories.card import touchpoint_tag
from bot.slack.block_kit import (
    SECTION,
    Block,
    Element,
    Message,
    actions,
    button,
    context,
    header,
    mention,
    option,
    overflow,
    said,
    section,
)
from bot.slack.wording import begun, coming, moment, several, turnout
from rituals.catalog import Catalog, Tone, UnknownFramework, UnknownMindset
from rituals.polls import MOST_OPTIONS, PollKind, Results, Setup, Shown, Tally

VOTE = "vote:"
MY_VOTE = "poll:mine"
ADD_OPTION = "poll:add"
POLL_MENU = "poll:menu"
BAR = 10
MOST_NAMED = 5
# The voters of each option.
Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Offered:
    """An option as people read it."""

    key: str
    name: str
    label: str
    meaning: str = ""
    shadow: bool = False
    disguises: tuple[str, ...] = ()


def offered(setup: Setup, catalog: Catalog) -> list[Offered]:
    """The options of a poll, in their words."""
    return [_offered(each.key, each.label, setup.framework, catalog) for each in setup.options]


def poll_card(poll: Shown, catalog: Catalog) -> Message:
    """A poll as it stands: open with buttons and live bars, or closed with its result."""
    options = offered(poll.setup, catalog)
    # The same when it is closed, so that Slack marks no result as edited.
    text = f"Quick poll: {said(poll.setup.question, 900)}"
    if is_head_check(poll):
        return Message(text, _head_check(poll, options))
    blocks = _top(poll, catalog)
    blocks += _closed(poll, options) if poll.closed else _open(poll, options)
    return Message(text, blocks)


def poll_preview(setup: Setup, catalog: Catalog, why: str = "Only you see this.") -> list[Block]:
    """What a poll will look like, for the person who wants to see it first: its buttons aren't live yet."""
    hint = context(f":eyes: {why} Each of these gets a button.")
    if setup.kind is PollKind.HEAD_CHECK:
        top = [section(_check_question(setup))]
    else:
        top = [context(_title("Quick poll", setup, catalog)), header(setup.question)]
    meanings = packed(_meanings(offered(setup, catalog)))
    return [hint, *top, *meanings, context(*promises(setup))]


def bars(tally: Tally, options: Sequence[Offered], names: Names = MappingProxyType({})) -> list[str]:
    """A bar for each option, with the voters' names below it where there are `names`."""
    return [_bar(each, tally, names.get(each.key, ())) for each in options]


def _offered(key: str, label: str, framework: str, catalog: Catalog) -> Offered:
    if not framework:
        return Offered(key, label, label)
    try:
        mindset = catalog.framework(framework).mindset(key)
    except (UnknownFramework, UnknownMindset):  # its pack has been taken away since
        return Offered(key, key, key)
    shadow = mindset.tone is Tone.SHADOW
    name = f"{mindset.emoji} {mindset.name}"
    return Offered(key, mindset.name, name, mindset.meaning, shadow, mindset.disguises)


def _top(poll: Shown, catalog: Catalog) -> list[Block]:
    title = _title("Poll result" if poll.closed else "Quick poll", poll.setup, catalog)
    # Nobody has started the poll of a ritual.
    by = f" · started by {mention(poll.maker)}" if poll.maker else ""
    blocks = [context(title + by), header(poll.setup.question)]
    about = [f"<{poll.link}|About this>"] if poll.link else []
    about += [f"“{said(poll.quote, 300)}”"] if poll.quote else []
    tag = touchpoint_tag(poll.setup.touchpoint)
    about += [tag] if tag else []
    return [*blocks, context(" · ".join(about))] if about else blocks


def _title(what: str, setup: Setup, catalog: Catalog) -> str:
    if not setup.framework:
        return f":bar_chart: {what}"
    try:
        framework = catalog.framework(setup.framework)
    except UnknownFramework:
        return f":bar_chart: {what}"
    return f"{framework.emoji} {what} · {said(framework.name)}"


def is_head_check(poll: Shown) -> bool:
    """Whether it is the one tap of a head check."""
    return poll.setup.kind is PollKind.HEAD_CHECK


def _open(poll: Shown, options: Sequence[Offered]) -> list[Block]:
    closes = f" · closes {coming(poll.closes_at)}" if poll.closes_at else ""
    body = bars(poll.tally, options, poll.names) if poll.tally else _meanings(options)
    later = [] if poll.tally else [bars_later(poll.setup, poll.minimum, poll.people)]
    return [
        *packed(body),
        actions(*_buttons(poll, options), block_id=f"poll:{poll.id}"),
        actions(*_around(poll), block_id=f"poll:{poll.id}:more"),
        context(f"{turnout(poll.voters)}{closes}.", *later, *promises(poll.setup)),
    ]


def _buttons(poll: Shown, options: Sequence[Offered]) -> list[Element]:
    return [button(each.label, f"{VOTE}{each.key}", str(poll.id)) for each in options]


def _around(poll: Shown) -> list[Element]:
    value = str(poll.id)
    add = poll.setup.adding and len(poll.setup.options) < MOST_OPTIONS
    more = [button("Add an option", ADD_OPTION, value)] if add else []
    return [button("My vote", MY_VOTE, value), *more, overflow(POLL_MENU, _menu(poll))]


def _menu(poll: Shown) -> list[Element]:
    entries = {"edit": "Edit", "remind": "Remind", "close": "Close now"}
    if poll.closed:
        entries = {} if poll.anonymous else {"reopen": "Reopen"}
    if not is_head_check(poll):
        entries["repeat"] = "Make it a ritual"
    entries["remove"] = "Remove"
    return [option(text, f"{entry}:{poll.id}") for entry, text in entries.items()]


def _closed(poll: Shown, options: Sequence[Offered]) -> list[Block]:
    ended = f"closed {moment(poll.closed_at)}" if poll.closed_at else "closed"
    more = actions(overflow(POLL_MENU, _menu(poll)), block_id=f"poll:{poll.id}:more")
    if poll.tally is None:
        return [section(too_few(poll)), context(begun(ended)), more]
    footer = context(f"{turnout(poll.voters)} · {ended}.", *left_out(poll), *promises(poll.setup)[:1])
    body = packed(bars(poll.tally, options, poll.names))
    return [*body, section(result_line(poll.tally, options)), *_worn(poll, options), footer, more]


def _head_check(poll: Shown, options: Sequence[Offered]) -> list[Block]:
    """One line, one tap."""
    question = _check_question(poll.setup)
    counted = turnout(poll.voters)
    until = f" · until {moment(poll.closes_at, '{time}')}" if poll.closes_at and not poll.closed else ""
    if poll.closed and poll.tally is None:
        few = too_few(poll) if poll.voters else "Nobody answered this time."
        return [section(f"{question}\n{few}")]
    heads = f"\n{_in_a_line(poll.tally, options)}" if poll.tally else ""
    blocks = [section(question + heads)]
    if not poll.closed:
        buttons = [*_buttons(poll, options), button("My vote", MY_VOTE, str(poll.id))]
        blocks.append(actions(*buttons, overflow(POLL_MENU, _menu(poll)), block_id=f"poll:{poll.id}"))
    return [*blocks, context(f"{counted}{until} · {promises(poll.setup)[0]}", *left_out(poll))]


def _check_question(setup: Setup) -> str:
    return f":dizzy: *{said(setup.question, 900)}*"


def _in_a_line(tally: Tally, options: Sequence[Offered]) -> str:
    return "   ".join(f"{each.label} *{tally.votes.get(each.key, 0)}*" for each in options)


def packed(lines: Iterable[str]) -> list[Block]:
    """The lines in as few sections as hold them."""
    texts = [""]
    for line in lines:
        longer = f"{texts[-1]}\n{line}" if texts[-1] else line
        if len(longer) > SECTION:
            texts.append(line)
        else:
            texts[-1] = longer
    return [section(text) for text in texts if text]


def _bar(each: Offered, tally: Tally, names: Sequence[str]) -> str:
    votes = tally.votes.get(each.key, 0)
    share = votes / tally.voters if tally.voters else 0.0
    full = round(share * BAR)
    line = f"*{said(each.label, 400)}*\n`{'█' * full}{'░' * (BAR - full)}` {votes} · {share:.0%}"
    return f"{line}\n{_named(names)}" if names else line


def _named(names: Sequence[str]) -> str:
    first = ", ".join(mention(person) for person in names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{first} +{more}" if more > 0 else first


def _meanings(options: Iterable[Offered]) -> list[str]:
    return [f"*{said(o.label, 400)}*" + (f" · {said(o.meaning)}" if o.meaning else "") for o in options]


def bars_later(setup: Setup, minimum: int, people: int | None = None) -> str:
    """Why there are no bars yet, and what comes; `people` is how many there are in the channel, if known."""
    if people is not None and people < minimum:
        return f"With fewer than {minimum} people, a result could tell who chose what, so I won't show one."
    closing = "The result shows when the poll closes."
    if minimum > 1:
        closing = f"The result shows when the poll closes, if at least {minimum} people have voted."
    first = _first_seen(setup, minimum)
    match setup.results:
        case Results.CLOSED:
            return closing
        case Results.AFTER_VOTE if first <= 1:
            return "You'll see the bars once you've voted."
        case Results.LIVE if first <= 1:
            return "The bars follow the votes."
        case _ if people is not None and people < first:
            return closing
        case Results.AFTER_VOTE:
            others = several(first - 1, "other has", "others have")
            return f"You'll see the bars once you and at least {others} voted. {closing}"
        case Results.LIVE:
            return f"The bars show once {first} people have voted. {closing}"


def _first_seen(setup: Setup, minimum: int) -> int:
    # The first step is shown when the next one is full too.
    return 2 * minimum if setup.anonymous else minimum


def promises(setup: Setup) -> list[str]:
    """What voters are told about who sees what."""
    if setup.anonymous:
        lines = [":lock: Nobody can see who voted what. Not your admin, not us."]
        if setup.results is not Results.CLOSED and setup.kind is PollKind.POLL:
            lines.append("The bars stay a few votes behind, so nobody can guess who voted what.")
    else:
        lines = [":busts_in_silhouette: Not anonymous: everybody can see who voted what."]
    return [*lines, "You may choose several."] if setup.several else lines


def left_out(poll: Shown) -> list[str]:
    """Says so if some votes are in no count."""
    if not poll.closed or poll.tally is None or poll.tally.voters == poll.voters:
        return []
    return ["The last few votes are left out, because they could tell who chose what."]


def too_few(poll: Shown) -> str:
    """Why a closed poll has no result."""
    if not poll.voters:
        return "Nobody voted this time."
    return f"{turnout(poll.voters)}. With so few, a result could tell who chose what, so it isn't shown."


def result_line(tally: Tally, options: Sequence[Offered]) -> str:
    """What the result says, in a sentence. A shadow is never a winner: it is a question to the team."""
    most = max(tally.votes.values(), default=0)
    ahead = [each for each in options if tally.votes.get(each.key) == most]
    if any(each.shadow for each in ahead):
        return ":speech_balloon: Worth a talk: what made it hard, and what would help next time?"
    named = ", ".join(f"*{said(each.label, 400)}*" for each in ahead)
    if len(ahead) == len(options):
        return "It's a tie between all of them. Worth a talk?"
    return f"{'Most seen' if any(each.meaning for each in options) else 'Most chosen'}: {named}"


def _worn(poll: Shown, options: Sequence[Offered]) -> list[Block]:
    if not poll.disguises:
        return []
    hidden = " / ".join(each.name for each in options if each.disguises)
    worn = sorted(poll.disguises.items(), key=lambda each: (-each[1], each[0]))
    counted = ", ".join(f"{said(name, 200)} ({count})" for name, count in worn)
    return [context(f"Disguises of “{said(hidden)}”: {counted}")]
