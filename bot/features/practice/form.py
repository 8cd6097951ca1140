"""Personal practice: its form and what is said of it."""

from __future__ import annotations

from datetime import time

from bot.features.schedules.fields import schools
from bot.features.schedules.wording import next_line, when
from bot.slack.block_kit import View, actions, button, field_block, form, note, section, select
from rituals.catalog import Catalog
from rituals.schedules import Ritual

PRACTISE = "practise"
STOP = "practice:stop"
STOPPED = "Your own practice has ended. To start it again, press *My own practice* in Home."


def practice_line(practice: Ritual | None) -> str:
    """What App Home says of a person's own practice."""
    if practice is None:
        return "I can send you the day's experiment by direct message, at a time you choose."
    return f"{when(practice.wishes)}\n{next_line(practice)}"


def practice_form(catalog: Catalog, practice: Ritual | None) -> View:
    """Asks when the experiment should come, and until when to leave one in peace."""
    at = practice.wishes.at if practice else time(9)
    framework = practice.framework if practice else catalog.default.key
    blocks = [
        section("A thought experiment by direct message every working day, at your own local time."),
        field_block("at", "Time", {"type": "timepicker", "action_id": "at", "initial_time": f"{at:%H:%M}"}),
        field_block("framework", "Framework", select("framework", schools(catalog), framework)),
        field_block(
            "until",
            "Snooze until",
            {"type": "datepicker", "action_id": "until"},
            optional=True,
            hint="I'll post nothing before that day. Leave it empty to start now.",
        ),
    ]
    if practice:
        blocks.insert(1, section(f"{when(practice.wishes)}\n{next_line(practice)}"))
        blocks.append(actions(button("Stop my practice", STOP)))
    return form(PRACTISE, "My own practice", "Save", blocks)


def practice_note(practice: Ritual) -> View:
    """What was understood, said back."""
    follows = "When you travel, the time follows your Slack settings."
    return note("My own practice", f":calendar: {when(practice.wishes)}\n{next_line(practice)}", follows)


def stopped_note() -> View:
    """Said after *Stop*."""
    return note("My own practice", STOPPED)
