"""Rituals in words: what one is, where and when, when it comes next, or why it doesn't."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.features.schedules.holidays import place_names
from bot.slack.block_kit import (
    View,
    note,
    place,
    said,
)
from bot.slack.refusals import Refusal
from bot.slack.wording import begun, coming, day, day_of_year, in_words, listed
from rituals.ballots import KIND as BALLOT
from rituals.catalog import Catalog, UnknownFramework
from rituals.digests import KIND as DIGEST
from rituals.experiments import ALL_SCHOOLS
from rituals.polls import Setup
from rituals.schedules import (
    CHANNEL_DELETED,
    NOTHING_TO_POST,
    OPEN_AGAIN,
    STANDS_STILL,
    THOUGHT_EXPERIMENT,
    WEEKDAYS,
    Rhythm,
    Ritual,
    Wishes,
)

WORKING_DAYS = frozenset(range(5))

KIND_NAMES = {
    THOUGHT_EXPERIMENT: (":thought_balloon:", "Thought experiment", "A scene and one question"),
    "hero": (":superhero:", "Hero of the day", "A heroic past for your next customer"),
    "case_study": (":books:", "Case study", "A true story of great service"),
    "story_call": (":seedling:", "Story call", "Asks the channel for a story"),
    "look_ahead": (":telescope:", "Look-ahead", "What could disappoint a customer?"),
    "head_check": (":dizzy:", "Head check", "Where is your head today?"),
    "poll": (":bar_chart:", "Poll", "Which mindset did we show?"),
    DIGEST: (":newspaper:", "Digest", "What happened, what we learned"),
    BALLOT: (":star2:", "Story of the month", "A vote on last month's stories"),
}
IN_TURN = "All schools in turn"
# What is the same in every framework.
OF_ALL = frozenset({"hero", "look_ahead", "head_check", DIGEST, BALLOT})
RHYTHMS = {
    Rhythm.WEEKLY: "Every week",
    Rhythm.FORTNIGHTLY: "Every second week",
    Rhythm.MONTHLY: "Only the first one each month",
}
GRACES = {
    timedelta(minutes=15): "A quarter of an hour",
    timedelta(hours=2): "Two hours",
    timedelta(hours=8): "Eight hours",
}
# Plans that can be typed.
EXAMPLES = (
    *("daily 09:00", "weekdays 9am Europe/Lisbon", "mon,thu 16:30"),
    *("every second monday 10:00", "head check fridays 10:00"),
)
HELD: dict[str, str] = {
    Refusal.ARCHIVED: "The channel is archived.",
    CHANNEL_DELETED: "The channel was deleted.",
    Refusal.UNSEEN: "I can no longer see the channel.",
    Refusal.OUTSIDE: "I'm no longer in the channel.",
    NOTHING_TO_POST: "Its framework was removed, or has none of these.",
    OPEN_AGAIN: "Its channel was archived for a while.",
}


def set_up_note(
    ritual: Ritual, catalog: Catalog, beside: Sequence[Ritual] = (), hints: Sequence[str] = ()
) -> View:
    """What was understood, said back: the next moments, what comes at the same time, `hints`."""
    lines = [what(ritual, catalog), next_line(ritual), *crowded(beside), *hints]
    return note("Your ritual is set", *lines)


def set_up_answer(ritual: Ritual, catalog: Catalog, beside: Sequence[Ritual] = ()) -> str:
    """The same for somebody who typed the plan."""
    return "\n".join([what(ritual, catalog), next_line(ritual), *crowded(beside)])


def crowded(beside: Sequence[Ritual]) -> list[str]:
    """What to say of rituals that come at the same time; nothing if there are none."""
    if not beside:
        return []
    # Kinds and nothing of what they say: a question is for the people of its channel.
    names = dict.fromkeys(f"*{KIND_NAMES[each.kind][1]}*" for each in beside)
    others = "Another ritual" if len(beside) == 1 else begun(f"{in_words(len(beside))} other rituals")
    which = f": {listed(list(names))}" if len(names) < 3 else ""
    return [
        f":information_source: {others} may post to {place(beside[0].channel)} at the same time{which}. "
        "People answer one message more often than several at once. "
        "To move this ritual, open its menu in Home and choose *Change*."
    ]


def zone_hint(zone: str | None) -> list[str]:
    """What to say of a zone whose clock never changes, where people mostly mean a place whose clock does."""
    if zone not in STANDS_STILL:
        return []
    return [f":bulb: {zone} never changes its clocks. If yours change, write {STANDS_STILL[zone]}."]


def span(grace: timedelta) -> str:
    """A length of time in words."""
    return GRACES.get(grace, f"{int(grace.total_seconds() // 60)} minutes")


def what(ritual: Ritual, catalog: Catalog) -> str:
    """What it is, where, and when."""
    return described(ritual.wishes, catalog, veiled=ritual.veiled)


def described(wishes: Wishes, catalog: Catalog, *, veiled: bool = False) -> str:
    """The same for the wishes for a ritual that may not exist yet."""
    emoji, name, _ = KIND_NAMES[wishes.kind]
    school = "" if wishes.kind in OF_ALL else f"{_school(wishes.framework, catalog)} · "
    if veiled:
        school = "Only people in the channel see its question · "
    if wishes.asks:
        school = f"“{said(Setup.read(wishes.asks).question)}” · "
    return f"{emoji} *{name}* in {place(wishes.channel)}\n{school}{when(wishes)}"


def _school(framework: str, catalog: Catalog) -> str:
    if framework == ALL_SCHOOLS:
        return IN_TURN
    try:
        return said(catalog.framework(framework).name)
    except UnknownFramework:  # its pack has been taken away since
        return said(framework)


def when(wishes: Wishes) -> str:
    """A plan in words, with its zone."""
    days = _days(wishes.weekdays, wishes.rhythm)
    until = f", until {day_of_year(wishes.ends_on)}" if wishes.ends_on else ""
    places = place_names(wishes.holidays)
    rest = f", except on public holidays in {said(places)}" if places else ""
    return f"{days} at {wishes.at:%H:%M} ({said(wishes.zone)}){until}{rest}"


def _days(days: frozenset[int], rhythm: Rhythm) -> str:
    match rhythm:
        case Rhythm.MONTHLY if len(days) == len(WEEKDAYS):
            return "The first day of each month"
        case Rhythm.MONTHLY if days == WORKING_DAYS:
            return "The first weekday of each month"
        case Rhythm.MONTHLY:
            return f"The first {_named(days, 'or')} of each month"
        case Rhythm.FORTNIGHTLY if len(days) == 1:
            return f"Every second {_named(days)}"
        case Rhythm.FORTNIGHTLY:
            return f"{_named(days)}, every second week,"
        case Rhythm.WEEKLY:
            return _named(days)


def _named(days: frozenset[int], last: str = "and") -> str:
    if len(days) == len(WEEKDAYS):
        return "Every day"
    if days == WORKING_DAYS:
        return "Monday to Friday"
    return listed([WEEKDAYS[day] if len(days) < 3 else WEEKDAYS[day][:3] for day in sorted(days)], last)


def next_line(ritual: Ritual, *, short: bool = False) -> str:
    """When it comes next, or why it doesn't; `short` leaves out what comes after that."""
    if ritual.held:
        return f":double_vertical_bar: Paused. {reason(ritual.held)}"
    if ritual.paused:
        return ":double_vertical_bar: Paused"
    if not ritual.coming:
        return ":checkered_flag: Ended"
    first, *later = ritual.coming
    moved = " (moved)" if ritual.moved else ""
    pause = f":double_vertical_bar: Paused until {day(ritual.paused_until)}. " if ritual.paused_until else ""
    then = f", then {listed([coming(each) for each in later])}" if later and not short else ""
    return f"{pause}Next: {coming(first)}{moved}{then}"


def reason(held: str) -> str:
    """Why a ritual has paused itself, as a sentence."""
    return HELD.get(held, "Slack doesn't let me post there.")
