"""*Set up in a minute*: the form, the quiz that suggests a school of thought, and what is said after."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from bot.features.schedules.fields import clock, schools, week
from bot.features.schedules.wording import WORKING_DAYS, next_line, what
from bot.slack.block_kit import (
    Block,
    Element,
    View,
    actions,
    button,
    channel_field,
    context,
    field_block,
    form,
    note,
    option,
    place,
    said,
    section,
    select,
)
from rituals.catalog import Catalog, Framework
from rituals.experiments import ALL_SCHOOLS
from rituals.ids import ChannelId
from rituals.schedules import Ritual

SET_UP_FORM = "set_up_in_a_minute"
QUIZ = "school_quiz"
HELP_ME_CHOOSE = "school_quiz:open"
BACK = "school_quiz:back"
NOW = "now"
# Each answer of the quiz points to a school of thought.
QUESTIONS = (
    (
        "What gets in your way most?",
        {
            "be_human": "We sound like a company, not like people",
            "learn_teach_getlost": "Customers are passed from desk to desk",
            "head_first": "We're tired, and it shows",
            "unusual_three": "Rules and tips that nobody believes in",
            "by_choice": "We do what we must, and no more",
        },
    ),
    (
        "What would make this a good week?",
        {
            "head_first": "Somebody laughed, then picked up the phone",
            "by_choice": "We said a kind no, and meant it",
            "unusual_three": "A customer had a better idea, and we used it",
            "learn_teach_getlost": "Nobody had to ask us twice",
            "be_human": "Somebody helped, though it wasn't their job",
        },
    ),
    (
        "How should the morning question sound?",
        {
            "unusual_three": "Mischievous",
            "by_choice": "Calm",
            "be_human": "Blunt",
            "head_first": "Chatty",
            "learn_teach_getlost": "Rude about hold music",
        },
    ),
)


@dataclass(frozen=True, slots=True)
class FirstChoices:
    """What the form holds: as it's proposed, or as somebody has filled it in.

    `days` are numbers from Monday on, as text; `at` is such as "09:00". `first` posts one at once.
    """

    channel: str | None = None
    school: str = ALL_SCHOOLS
    days: tuple[str, ...] = tuple(str(day) for day in sorted(WORKING_DAYS))
    at: str = "09:00"
    feed: str | None = None
    first: bool = False

    def written(self) -> str:
        """As the quiz carries it."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> FirstChoices:
        """From what the quiz carried."""
        facts = json.loads(text)
        return cls(**{**facts, "days": tuple(facts["days"])})


def set_up_form(catalog: Catalog, wanted: FirstChoices, zone: str, reason: str = "") -> View:
    """Asks for a school, a channel, days and a time, and the feed; `reason` is why a school is suggested."""
    about = "A small question for your team, answered in a line. You can change everything later."
    school = select("school", schools(catalog), wanted.school)
    return form(
        SET_UP_FORM,
        "Set up Headfirst",
        "Start",
        [
            section(about),
            channel_field("channel", "Where should I ask?", wanted.channel),
            field_block("school", "Which school of thought?", school),
            *([context(f":bulb: {reason}")] if reason else []),
            actions(button("Help me choose", HELP_ME_CHOOSE)),
            field_block("days", "Days", week(frozenset(map(int, wanted.days)))),
            field_block("at", "Time", clock(wanted.at), hint=f"In your time zone, {zone}."),
            _feed(wanted.feed),
            _first(first=wanted.first),
        ],
    )


def quiz_form(catalog: Catalog, wanted: FirstChoices) -> View:
    """Three questions. Then the form comes back as it was, with a school."""
    known = {each.key for each in catalog}
    fields = [
        field_block(f"quiz_{number}", question, _radios(f"quiz_{number}", answers, known))
        for number, (question, answers) in enumerate(QUESTIONS)
    ]
    back = actions(button("Back to the form", BACK))
    return form(QUIZ, "Three questions", "Suggest one", [*fields, back], wanted.written())


def reason_for(school: Framework, chosen: Sequence[str]) -> str:
    """Why the quiz suggests this school: what it's about, and which answers led there."""
    said_so = [
        f"“{answers[school.key]}”"
        for (_, answers), each in zip(QUESTIONS, chosen, strict=True)
        if each == school.key
    ]
    return f"*{said(school.name)}* fits what you chose: {', '.join(said_so)}. {said(school.tagline)}"


def set_up_note(
    ritual: Ritual, catalog: Catalog, feed: ChannelId | None, hints: Sequence[str], *, first: bool
) -> View:
    """What was understood, said back, with what comes next."""
    lines = [f":tada: You're set up.\n{what(ritual, catalog)}", next_line(ritual)]
    if first:
        lines.append(f"The first one is on its way to {place(ritual.channel)}.")
    lines.append(
        f"Stories go to {place(feed)}." if feed else "Stories appear in my Home until you choose a feed."
    )
    return note("Set up Headfirst", *lines, *hints)


def _feed(feed: str | None) -> Block:
    element: Element = {
        "type": "conversations_select",
        "action_id": "feed",
        "filter": {"include": ["public"], "exclude_external_shared_channels": True},
    }
    if feed:
        element["initial_conversation"] = feed
    hint = "Good moments with customers go there, for everybody to read. You can leave it empty."
    return field_block("feed", "Where do stories go?", element, optional=True, hint=hint)


def _first(*, first: bool) -> Block:
    tick = option("Post the first one now", NOW)
    element: Element = {"type": "checkboxes", "action_id": "first", "options": [tick]}
    if first:
        element["initial_options"] = [tick]
    return field_block("first", "To begin with", element, optional=True)


def _radios(name: str, answers: dict[str, str], known: set[str]) -> Element:
    options = [option(text, school) for school, text in answers.items() if school in known]
    return {"type": "radio_buttons", "action_id": name, "options": options}
