"""The form that asks for a poll: short at first, with more choices for those who like; and its draft."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.features.polls.card import poll_preview
from bot.features.polls.written import OWN, WrittenPoll
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    channel_field,
    field_block,
    form,
    note,
    option,
    panel,
    place,
    plain,
    said,
    select,
)
from bot.slack.wording import coming
from rituals.catalog import Catalog, UnknownFramework
from rituals.ids import ChannelId
from rituals.polls import (
    LONGEST_OPTION,
    LONGEST_QUESTION,
    MOST_OPTIONS,
    Closing,
    Draft,
    Results,
    Setup,
    of_framework,
    of_own_options,
    usual_closing,
)

START_POLL = "start_poll"
TURNED = "poll:turned:"
MORE = "poll:more"
PREVIEW = "poll:preview"
GO_ON = "poll_draft:go_on"
DROP = "poll_draft:drop"

ANYWHERE = "anywhere"
RESULTS = {
    Results.LIVE: ("While people vote", None),
    Results.AFTER_VOTE: ("After you've voted", "Only voters see them, privately"),
    Results.CLOSED: ("When it closes", "Nobody sees any count before that"),
}


@dataclass(frozen=True, slots=True)
class PollMemory:
    """What the form remembers: the `draft` that it goes on with, and what the poll is about.

    That is a message at `channel` and `ts`, in the thread `thread`, or a `story`. `quote` is a line of it.
    `more` if it is unfolded, and `quoted` is whose line it is. `ticks` are what its maker has wished for
    already, with commas between them.
    """

    more: bool = False
    draft: int | None = None
    channel: str = ""
    ts: str = ""
    thread: str = ""
    quote: str = ""
    quoted: str = ""
    story: int | None = None
    ticks: str = ""

    def written(self) -> str:
        """As the form carries it."""
        return json.dumps({n: v for n in self.__slots__ if (v := getattr(self, n))}, ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> PollMemory:
        """From what the form carried."""
        known = json.loads(text) if text else {}
        # A form that an earlier version opened may remember more.
        return cls(**{name: value for name, value in known.items() if name in cls.__slots__})


def poll_form(
    catalog: Catalog,
    written: WrittenPoll,
    memory: PollMemory,
    *,
    now: datetime,
    zone: ZoneInfo,
    touchpoints: Sequence[str] = (),
) -> View:
    """Asks what to vote on. Everything has a good answer already, so that most people only press *Start*."""
    own = written.own
    blocks = [_question(catalog, written, own), _framework(catalog, written)]
    if own:
        blocks.append(_options(written))
    hint = "Leave this empty to keep the poll as a draft in our direct messages."
    where = channel_field("channel", "Channel", written.channel, hint=hint) | {"optional": True}
    blocks += [where, *_closing(written, now, zone)]
    if memory.more:
        blocks += _more(written, touchpoints, memory, catalog)
    ways = [button("Preview", PREVIEW)]
    ways += [] if memory.more else [button("More choices", MORE)]
    blocks.append(actions(*ways, block_id="ways"))
    return form(START_POLL, "Start a quick poll", "Start", blocks, memory.written())


def preview(setup: Setup, catalog: Catalog) -> View:
    """The poll as it will be, on top of the form."""
    return panel("Preview", poll_preview(setup, catalog))


def not_yet(sentence: str) -> View:
    """Why there is no preview yet."""
    return note("Preview", sentence)


def started_note(channel: ChannelId) -> View:
    """Said after *Start*."""
    return note("Started", f":bar_chart: Your poll is on its way to {place(channel)}.", _HINT)


def started_answer(closes_at: datetime | None, elsewhere: ChannelId | None = None) -> str:
    """Said to somebody who typed the whole poll; `elsewhere` if it isn't for where they typed it."""
    where = f"Your poll is on its way to {place(elsewhere)}." if elsewhere else "Your poll is on its way."
    until = f" It closes {coming(closes_at)}." if closes_at else ""
    return f":bar_chart: {where}{until} {_HINT}"


def draft_note() -> View:
    """Said where no channel was chosen."""
    return note("Kept", "I've kept your poll as a draft in our direct messages.")


def draft_card(draft: Draft, catalog: Catalog) -> Message:
    """A draft of a poll, with ways to continue or discard it."""
    value = str(draft.id)
    ways = actions(button("Continue", GO_ON, value, style="primary"), button("Discard", DROP, value))
    setup = setup_of(WrittenPoll.of_draft(draft.written), catalog)
    blocks = poll_preview(setup, catalog, "A draft. Only you see this.")
    return Message(f"Draft of a poll: {said(setup.question, 900)}", [*blocks, ways])


SHADOWY = "This poll is anonymous: one of its mindsets is hard to own up to."
_HINT = "Its ⋯ menu lets you edit it, remind people or close it early."


def _question(catalog: Catalog, written: WrittenPoll, own: bool) -> Block:
    # Not in the field itself, where a phone would cut it.
    usual = None if own else f"If you leave this empty, I'll ask: “{_usual_question(catalog, written)}”"
    words: Element = {"type": "plain_text_input", "action_id": "question", "max_length": LONGEST_QUESTION}
    if written.question:
        words["initial_value"] = written.question[:LONGEST_QUESTION]
    return field_block("question", "Question", words, optional=not own, hint=usual)


def _usual_question(catalog: Catalog, written: WrittenPoll) -> str:
    try:
        return catalog.framework(written.framework or catalog.default.key).poll_question
    except UnknownFramework:
        return catalog.default.poll_question


def _framework(catalog: Catalog, written: WrittenPoll) -> Block:
    schools = [option(f"{each.emoji} {each.name}", each.key, each.tagline) for each in catalog]
    schools.append(option(":pencil2: Options of our own", OWN, "Two to ten of them"))
    chosen = written.framework or catalog.default.key
    menu = select(f"{TURNED}framework", schools, chosen)
    return field_block("framework", "What to choose from", menu) | {"dispatch_action": True}


def _options(written: WrittenPoll) -> Block:
    words: Element = {
        "type": "plain_text_input",
        "action_id": "options",
        "multiline": True,
        "max_length": MOST_OPTIONS * (LONGEST_OPTION + 1),
        "placeholder": plain("One per line", 150),
    }
    if written.options:
        words["initial_value"] = written.options
    hint = f"Two to ten, one per line, up to {LONGEST_OPTION} characters each."
    return field_block("options", "Options", words, hint=hint)


def _closing(written: WrittenPoll, now: datetime, zone: ZoneInfo) -> list[Block]:
    usual = usual_closing(now, zone)
    chosen = written.closes or usual
    afternoon = "Today at 17:00" if now.astimezone(zone).hour < 17 else "Tomorrow at 17:00"
    endings = {
        Closing.ONE_HOUR: "In one hour",
        Closing.END_OF_DAY: afternoon,
        Closing.TOMORROW: "Tomorrow, this time",
        Closing.ONE_WEEK: "In a week",
        Closing.AT: "At a date and time",
        Closing.BY_HAND: "When I close it",
    }
    menu = select(f"{TURNED}closes", [option(text, each) for each, text in endings.items()], chosen)
    blocks = [field_block("closes", "Closes", menu) | {"dispatch_action": True}]
    if chosen == Closing.AT:
        blocks.append(moment_field(written.at))
    return blocks


def moment_field(chosen: str | int | None, *, by_hand: bool = False) -> Block:
    """Asks for a date and a time, on the person's own clock; `by_hand`: a poll may also have none."""
    when: Element = {"type": "datetimepicker", "action_id": "at"}
    if chosen:
        when["initial_date_time"] = int(chosen)
    hint = "Leave this empty to close the poll yourself." if by_hand else None
    return field_block("at", "Closes at", when, optional=by_hand, hint=hint)


def _more(
    written: WrittenPoll, touchpoints: Sequence[str], memory: PollMemory, catalog: Catalog
) -> list[Block]:
    results = [option(text, each, about) for each, (text, about) in RESULTS.items()]
    shown = select("results", results, written.results or Results.LIVE)
    blocks = [field_block("results", "When do the bars show?", shown), _ticks(written, memory, catalog)]
    if touchpoints:
        points = [option("None in particular", ANYWHERE), *(option(each, each) for each in touchpoints)]
        menu = select("touchpoint", points, written.touchpoint or ANYWHERE)
        blocks.append(field_block("touchpoint", "Moment on the customer's journey", menu))
    return blocks


def _ticks(written: WrittenPoll, memory: PollMemory, catalog: Catalog) -> Block:
    own, shadow = written.own, _offers_shadow(written, catalog)
    choices = [option("Allow several choices", "several")]
    if not shadow:
        choices.insert(0, option("Anonymous", "anonymous", "Nobody can see who voted what"))
    if own:
        choices.append(option("Others may add options", "adding"))
    if memory.ts:
        choices.append(option("In the thread of that message", "thread"))
    ticked = memory.ticks.split(",") if written.ticks is None else written.ticks
    boxes: Element = {"type": "checkboxes", "action_id": "ticks", "options": choices}
    initial = [each for each in choices if each["value"] in ticked]
    # Under another name where there are other choices: Slack keeps what stands in a field it knows.
    name = "ticks_own" if own else "ticks"
    field = boxes | ({"initial_options": initial} if initial else {})
    return field_block(name, "How", field, optional=True, hint=SHADOWY if shadow else None)


def _offers_shadow(written: WrittenPoll, catalog: Catalog) -> bool:
    if written.own:
        return False
    try:
        return catalog.framework(written.framework or catalog.default.key).offers_shadow
    except UnknownFramework:
        return False


def setup_of(written: WrittenPoll, catalog: Catalog) -> Setup:
    """What was filled in, as the setup of a poll; what was left open is as usual. BadOptions."""
    point = written.touchpoint
    setup = _asked(written, catalog)
    chosen = replace(
        setup,
        results=Results(written.results or Results.LIVE),
        several=written.has_tick("several"),
        touchpoint=point if point and point != ANYWHERE else None,
        anonymous=setup.anonymous if written.ticks is None else written.has_tick("anonymous"),
        adding=written.own and written.has_tick("adding"),
    )
    return chosen.as_promised()


def _asked(written: WrittenPoll, catalog: Catalog) -> Setup:
    if written.own:
        return of_own_options(written.question, written.options.splitlines())
    return of_framework(catalog.framework(written.framework or catalog.default.key), written.question)
