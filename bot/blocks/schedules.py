"""Rituals: the form that sets one up, the list with its handles, and the small forms behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from bot.blocks.kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    channel_field,
    context,
    divider,
    field_block,
    form,
    mention,
    moment,
    note,
    option,
    panel,
    place,
    plain,
    said,
    section,
    select,
)
from rituals.agenda import KINDS
from rituals.catalog import Catalog, UnknownFramework
from rituals.ids import ChannelId
from rituals.schedules import GRACE, OPEN_AGAIN, THOUGHT_EXPERIMENT, WEEKDAYS, Rhythm, Ritual, Wishes

SET_UP_RITUAL = "set_up_ritual"
OPEN_SCHEDULE = "open_schedule"
HANDLE = "ritual:"
ASKED = "ritual_asked:"
DAYS_OFF = "days_off:open"
TAKE_BACK = "days_off:take_back"
RESUME_HELD = "held:resume"
MOST_LISTED = 15
WORKING_DAYS = frozenset(range(5))

KIND_NAMES = {
    THOUGHT_EXPERIMENT: (":thought_balloon:", "Thought experiment", "A scene and one question"),
    "hero": (":superhero:", "Hero of the day", "A noble past for the next customer"),
    "case_study": (":books:", "Case study", "A great act of service, retold"),
    "story_call": (":seedling:", "Story call", "Asks the channel for a story"),
    "look_ahead": (":telescope:", "Look-ahead", "What could disappoint, what can we do?"),
    "head_check": (":dizzy:", "Head check", "Where is your head today?"),
    "poll": (":bar_chart:", "Poll", "Which mindset did we show?"),
}
RHYTHMS = {
    Rhythm.WEEKLY: "Every week",
    Rhythm.FORTNIGHTLY: "Every second week",
    Rhythm.MONTHLY: "Only the first of them each month",
}
GRACES = {
    timedelta(minutes=15): "A quarter of an hour",
    timedelta(hours=2): "Two hours",
    timedelta(hours=8): "Eight hours",
}
HELD = {
    "is_archived": "the channel is archived",
    "channel_not_found": "I cannot see the channel any more",
    "not_in_channel": "I am not in the channel any more",
    OPEN_AGAIN: "its channel was shut for a while",
}


def schedule_form(
    catalog: Catalog,
    wishes: Wishes | None,
    *,
    framework: str,
    zone: str,
    channel: ChannelId | None,
    memory: str = "",
) -> View:
    """Asks where, what, when. `wishes` fill it in when a ritual is changed; else a good plan does."""
    days = wishes.weekdays if wishes else WORKING_DAYS
    at = wishes.at if wishes else time(9)
    return form(
        SET_UP_RITUAL,
        "Change the ritual" if wishes else "A ritual for a channel",
        "Save" if wishes else "Start",
        [
            channel_field("channel", "Channel", wishes.channel if wishes else channel),
            field_block(
                "kind",
                "What is posted",
                select("kind", _kinds(), wishes.kind if wishes else THOUGHT_EXPERIMENT),
            ),
            field_block("framework", "Framework", select("framework", _schools(catalog), framework)),
            field_block("days", "Days", _week(days)),
            field_block(
                "rhythm",
                "How often",
                select("rhythm", _rhythms(), wishes.rhythm if wishes else Rhythm.WEEKLY),
            ),
            field_block(
                "at", "Time", {"type": "timepicker", "action_id": "at", "initial_time": f"{at:%H:%M}"}
            ),
            _zone(wishes.zone if wishes else zone),
            _date("starts_on", "First day", None),
            _date("ends_on", "Last day", wishes.ends_on if wishes else None),
            _country(wishes),
            _game_plan(wishes),
            _grace(wishes),
        ],
        memory,
    )


def set_up_note(ritual: Ritual, catalog: Catalog) -> View:
    """What was understood, said back, with the next moments."""
    return note("Your ritual is set", f":calendar: {_what(ritual, catalog)}", next_line(ritual))


def set_up_answer(ritual: Ritual, catalog: Catalog) -> str:
    """The same for somebody who typed the plan."""
    return f":calendar: {_what(ritual, catalog)}\n{next_line(ritual)}"


def list_card(rituals: Sequence[Ritual], catalog: Catalog) -> Message:
    """Every ritual with its handles, for one person."""
    ways = [button("New ritual", OPEN_SCHEDULE, style="primary"), button("Days off", DAYS_OFF)]
    if not rituals:
        blocks = [section("No rituals yet. A good first one: a thought experiment every working day at 9.")]
        return Message("No rituals yet", [*blocks, actions(*ways)])
    return Message(f"{len(rituals)} rituals", [*ritual_rows(rituals, catalog), divider(), actions(*ways)])


def ritual_rows(rituals: Sequence[Ritual], catalog: Catalog) -> list[Block]:
    """A row for each ritual: what it is, when it comes next, and what can be done with it."""
    rows: list[Block] = []
    for ritual in rituals[:MOST_LISTED]:
        rows += [
            section(f"{_what(ritual, catalog)}\n{next_line(ritual)}"),
            context(_history(ritual)),
            _handles(ritual),
        ]
    if len(rituals) > MOST_LISTED:
        rows.append(context(f"And {len(rituals) - MOST_LISTED} more."))
    return rows


def move_form(ritual: Ritual, catalog: Catalog) -> View:
    """Asks for another moment for the coming occurrence."""
    when: Element = {"type": "datetimepicker", "action_id": "to"}
    if ritual.next_at:
        when["initial_date_time"] = int(ritual.next_at.timestamp())
    hint = "Only this one moves, and the ones after it stay. The time is your own."
    return _small(
        "move", "Move the next one", "Move", ritual, catalog, [field_block("to", "To", when, hint=hint)]
    )


def pause_form(ritual: Ritual, catalog: Catalog) -> View:
    """Asks for the date on which the ritual goes on."""
    return _small(
        "pause_until",
        "Pause until",
        "Pause",
        ritual,
        catalog,
        [_date("until", "It goes on from", None, optional=False)],
    )


def hand_over_form(ritual: Ritual, catalog: Catalog) -> View:
    """Asks who looks after the ritual from now on."""
    person = {"type": "users_select", "action_id": "to", "placeholder": plain("Choose a person", 150)}
    hint = "The owner hears from me when a ritual cannot be posted."
    return _small(
        "hand_over", "Hand over", "Hand over", ritual, catalog, [field_block("to", "To", person, hint=hint)]
    )


def remove_form(ritual: Ritual, catalog: Catalog) -> View:
    """Asks whether the ritual should really end."""
    return _small(
        "remove",
        "Remove this ritual?",
        "Remove",
        ritual,
        catalog,
        [section("What it has posted so far stays.")],
    )


def held_card(ritual: Ritual, catalog: Catalog) -> Message:
    """The note to an owner whose ritual has paused itself, as things stand now."""
    what = _what(ritual, catalog)
    if not ritual.held:
        return Message("Your ritual goes on.", [section(f"{what}\n{next_line(ritual)}")])
    resume = actions(button("Resume", RESUME_HELD, str(ritual.id), style="primary"))
    if ritual.held == OPEN_AGAIN:
        text = "I can post there again. Shall this ritual go on?"
    else:
        text = f"I have paused this ritual, because {_reason(ritual.held)}."
    return Message(text, [section(text), section(what), resume])


def days_off_form(channel: ChannelId | None) -> View:
    """Asks on which days a channel has no rituals."""
    blocks = [
        channel_field("channel", "Channel", channel),
        _date("first", "First day off", None, optional=False),
        _date("last", "Last day off", None),
    ]
    return form(f"{ASKED}days_off", "Days off", "Save", blocks)


def unread_card(what: str, line: str) -> Message:
    """What to say to a plan that could not be read: what was typed comes back, with examples."""
    text = (
        f"I read `/mindset schedule {said(line, 200)}`, and did not understand *{said(what, 60)}*. Like so:"
    )
    examples = "`daily 09:00`\n`weekdays 9am Europe/Lisbon`\n`mon,thu 16:30`\n`every second monday 10:00`"
    return Message("I did not understand that plan.", [section(text), section(examples)])


def done_note(title: str, text: str) -> View:
    """Said after one of the small forms."""
    return note(title, text)


def no_preview_note(ritual: Ritual) -> View:
    """A poll shows nothing before it is open."""
    return note("Preview", f"A poll, open for eight hours: *{KIND_NAMES[ritual.kind][2]}*")


def days_off_note(channel: ChannelId, days: Sequence[tuple[date, date]]) -> View:
    """All days off of the channel, after a change, each with a way to take it back."""
    blocks = [section(f"No rituals in {place(channel)} on these days:" if days else "No days off.")]
    for first, last in days[:MOST_LISTED]:
        back = button("Take back", TAKE_BACK, f"{channel}:{first.isoformat()}:{last.isoformat()}")
        blocks.append(section(_range(first, last), accessory=back))
    return panel("Days off", blocks)


def _range(first: date, last: date) -> str:
    return f"{first:%d %b %Y}" if first == last else f"{first:%d %b %Y} to {last:%d %b %Y}"


def _grace(wishes: Wishes | None) -> Block:
    chosen = wishes.grace if wishes else GRACE
    known = dict(sorted({**GRACES, chosen: _span(chosen)}.items()))
    options = [option(text, str(int(span.total_seconds() // 60))) for span, text in known.items()]
    hint = "If I was down at that time, it still comes when I am back, unless more time has passed than this."
    initial = str(int(chosen.total_seconds() // 60))
    return field_block("grace", "How late may it come?", select("grace", options, initial), hint=hint)


def _span(span: timedelta) -> str:
    return GRACES.get(span, f"{int(span.total_seconds() // 60)} minutes")


def _game_plan(wishes: Wishes | None) -> Block:
    chosen = str(wishes.game_plan_after or 0) if wishes else "0"
    options = [option("No game plan", "0"), option("After one person", "1")]
    options += [option(f"After {number} people", str(number)) for number in (2, 3, 5)]
    hint = "One thing to try, in the thread, once so many have pressed “I thought about it”. Head first."
    return field_block("game_plan", "Game plan", select("game_plan", options, chosen), hint=hint)


def _small(ask: str, title: str, submit: str, ritual: Ritual, catalog: Catalog, blocks: list[Block]) -> View:
    return form(f"{ASKED}{ask}", title, submit, [section(_what(ritual, catalog)), *blocks], str(ritual.id))


def _handles(ritual: Ritual) -> Block:
    value = str(ritual.id)
    look = [button("Preview", f"{HANDLE}preview", value), button("Post now", f"{HANDLE}post", value)]
    if ritual.paused:
        hold = [button("Resume", f"{HANDLE}resume", value, style="primary")]
    else:
        hold = [button("Pause", f"{HANDLE}pause", value), button("Skip next", f"{HANDLE}skip", value)]
    more = {"change": "Change", "move": "Move the next one", "pause_until": "Pause until a date"}
    more |= {"hand_over": "Hand over", "remove": "Remove"}
    options = [option(text, f"{what}:{value}") for what, text in more.items()]
    menu = {"type": "overflow", "action_id": f"{HANDLE}more", "options": options}
    return actions(*look, *hold, menu, block_id=f"{HANDLE}{ritual.id}")


def _what(ritual: Ritual, catalog: Catalog) -> str:
    emoji, name, _ = KIND_NAMES[ritual.kind]
    return f"{emoji} *{name}* in {place(ritual.channel)}\n{_school(ritual, catalog)} · {when(ritual.wishes)}"


def _school(ritual: Ritual, catalog: Catalog) -> str:
    try:
        return said(catalog.framework(ritual.framework).name)
    except UnknownFramework:  # its pack has been taken away since
        return said(ritual.framework)


def when(wishes: Wishes) -> str:
    """A plan in words, with its zone."""
    days = _days(wishes.weekdays)
    match wishes.rhythm:
        case Rhythm.FORTNIGHTLY:
            days = f"{days}, every second week,"
        case Rhythm.MONTHLY:
            days = f"{days}, the first each month,"
        case Rhythm.WEEKLY:
            pass
    until = f", until {wishes.ends_on:%d %b %Y}" if wishes.ends_on else ""
    country = "-".join(part for part in (wishes.country, wishes.region) if part)
    rest = f", not on holidays of {said(country)}" if country else ""
    return f"{days} at {wishes.at:%H:%M} ({said(wishes.zone)}){until}{rest}"


def _days(days: frozenset[int]) -> str:
    if len(days) == len(WEEKDAYS):
        return "Every day"
    if days == WORKING_DAYS:
        return "Monday to Friday"
    return ", ".join(WEEKDAYS[day] if len(days) < 3 else WEEKDAYS[day][:3] for day in sorted(days))


def next_line(ritual: Ritual) -> str:
    """When it comes next, or why it does not."""
    if ritual.held:
        return f":double_vertical_bar: Paused, because {_reason(ritual.held)}"
    if ritual.paused:
        return ":double_vertical_bar: Paused"
    if not ritual.coming:
        return ":checkered_flag: Over"
    first, *later = ritual.coming
    moved = " (moved)" if ritual.moved else ""
    pause = f":double_vertical_bar: Paused until {ritual.paused_until:%d %b}. " if ritual.paused_until else ""
    then = f", then {', '.join(moment(each) for each in later)}" if later else ""
    return f"{pause}Next: {moment(first)}{moved}{then}"


def _reason(held: str) -> str:
    return HELD.get(held, "Slack does not let me post there")


def _history(ritual: Ritual) -> str:
    who = f" by {mention(ritual.changed_by)}" if ritual.changed_by else ""
    what = f"{ritual.change.capitalize()}{who}, {moment(ritual.changed_at)}"
    return f"{what} · looked after by {mention(ritual.owner)}"


def _kinds() -> list[Element]:
    return [
        option(f"{emoji} {name}", kind, about)
        for kind, (emoji, name, about) in KIND_NAMES.items()
        if kind in KINDS
    ]


def _schools(catalog: Catalog) -> list[Element]:
    return [option(f"{each.emoji} {each.name}", each.key, each.tagline) for each in catalog]


def _rhythms() -> list[Element]:
    return [option(text, rhythm) for rhythm, text in RHYTHMS.items()]


def _week(chosen: frozenset[int]) -> Element:
    days = [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    return {
        "type": "checkboxes",
        "action_id": "days",
        "options": days,
        "initial_options": [days[n] for n in sorted(chosen)],
    }


def _zone(zone: str) -> Block:
    where = {"type": "plain_text_input", "action_id": "zone", "initial_value": zone, "max_length": 60}
    return field_block(
        "zone", "Time zone", where, hint="Such as Europe/Lisbon. Filled in from your Slack settings."
    )


def _date(name: str, label: str, initial: date | None, *, optional: bool = True) -> Block:
    picker: Element = {"type": "datepicker", "action_id": name}
    if initial:
        picker["initial_date"] = initial.isoformat()
    return field_block(name, label, picker, optional=optional)


def _country(wishes: Wishes | None) -> Block:
    words: Element = {"type": "plain_text_input", "action_id": "country", "max_length": 10}
    if wishes and wishes.country:
        words["initial_value"] = "-".join(part for part in (wishes.country, wishes.region) if part)
    hint = "A country such as PT, or a region such as DE-BY. Nothing is posted on its public holidays."
    return field_block("country", "Holidays", words, optional=True, hint=hint)
