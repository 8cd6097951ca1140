"""Rituals: the form that sets one up, and the list with its handles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from bot.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    button,
    channel_field,
    confirm,
    context,
    divider,
    field_block,
    form,
    moment,
    note,
    option,
    place,
    said,
    section,
    select,
)
from rituals.catalog import Catalog, UnknownFramework
from rituals.ids import ChannelId
from rituals.schedules import WEEKDAYS, Ritual

SET_UP_RITUAL = "set_up_ritual"
OPEN_SCHEDULE = "open_schedule"
HANDLE = "ritual:"
MOST_LISTED = 15
WORKING_DAYS = (0, 1, 2, 3, 4)


def schedule_form(catalog: Catalog, framework: str, *, zone: str, channel: ChannelId | None) -> View:
    """Asks where, what, when. The zone is the person's own."""
    schools = [option(f"{each.emoji} {each.name}", each.key, each.tagline) for each in catalog]
    days = [option(name, str(number)) for number, name in enumerate(WEEKDAYS)]
    chosen = [days[number] for number in WORKING_DAYS]
    week = {"type": "checkboxes", "action_id": "days", "options": days, "initial_options": chosen}
    clock = {"type": "timepicker", "action_id": "at", "initial_time": "09:00"}
    where = {"type": "plain_text_input", "action_id": "zone", "initial_value": zone, "max_length": 60}
    return form(
        SET_UP_RITUAL,
        "A ritual for a channel",
        "Start",
        [
            section("A fresh thought experiment, posted for everybody in the channel."),
            channel_field("channel", "Channel", channel),
            field_block("framework", "Framework", select("framework", schools, framework)),
            field_block("days", "Days", week),
            field_block("at", "Time", clock),
            field_block("zone", "Time zone", where, hint="Such as Europe/Lisbon. This is yours, by Slack."),
        ],
    )


def set_up_note(ritual: Ritual, catalog: Catalog) -> View:
    """What was understood, said back, with the next moment."""
    return note("Your ritual is set", f":calendar: {_what(ritual, catalog)}", _next(ritual))


def list_card(rituals: Sequence[Ritual], catalog: Catalog) -> Message:
    """Every ritual with its handles, for one person."""
    new = button("New ritual", OPEN_SCHEDULE, style="primary")
    if not rituals:
        blocks = [section("No rituals yet. A good first one: a thought experiment every working day at 9.")]
        return Message("No rituals yet", [*blocks, actions(new)])
    return Message(f"{len(rituals)} rituals", [*ritual_rows(rituals, catalog), divider(), actions(new)])


def ritual_rows(rituals: Sequence[Ritual], catalog: Catalog) -> list[Block]:
    """A row for each ritual: what it is, when it comes next, and what can be done with it."""
    rows: list[Block] = []
    for ritual in rituals[:MOST_LISTED]:
        rows += [section(f"{_what(ritual, catalog)}\n{_next(ritual)}"), _handles(ritual)]
    if len(rituals) > MOST_LISTED:
        rows.append(context(f"And {len(rituals) - MOST_LISTED} more."))
    return rows


def _handles(ritual: Ritual) -> Block:
    value = str(ritual.id)
    end = button("Remove", f"{HANDLE}remove", value, style="danger")
    end["confirm"] = confirm("Remove this ritual?", "What it has posted so far stays.", "Remove", "Keep it")
    if ritual.paused:
        hold = [button("Resume", f"{HANDLE}resume", value, style="primary")]
    else:
        hold = [button("Pause", f"{HANDLE}pause", value), button("Skip next", f"{HANDLE}skip", value)]
    look = [button("Preview", f"{HANDLE}preview", value), button("Post now", f"{HANDLE}post", value)]
    return actions(*look, *hold, end, block_id=f"{HANDLE}{ritual.id}")


def _what(ritual: Ritual, catalog: Catalog) -> str:
    return f"*{_framework(ritual, catalog)}* in {place(ritual.channel)}\n{_when(ritual)}"


def _framework(ritual: Ritual, catalog: Catalog) -> str:
    try:
        framework = catalog.framework(ritual.framework)
    except UnknownFramework:  # its pack has been taken away since
        return said(ritual.framework)
    return f"{framework.emoji} {said(framework.name)}"


def _when(ritual: Ritual) -> str:
    return f"{_days(ritual.weekdays)} at {_clock(ritual.at)} ({said(ritual.zone)})"


def _days(days: tuple[int, ...]) -> str:
    if len(days) == len(WEEKDAYS):
        return "Every day"
    if days == WORKING_DAYS:
        return "Monday to Friday"
    return ", ".join(WEEKDAYS[day] if len(days) < 3 else WEEKDAYS[day][:3] for day in days)


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _next(ritual: Ritual) -> str:
    if ritual.next_at is None:
        return ":double_vertical_bar: Paused"
    return f"Next: {moment(ritual.next_at)}"
