"""The list of rituals with its handles, and the small forms behind its menu."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.schedules.fields import date_field
from bot.features.schedules.wording import KIND_NAMES, next_line, what
from bot.features.ways_in import OPEN_SCHEDULE
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    context,
    divider,
    field_block,
    form,
    mention,
    note,
    option,
    panel,
    place,
    plain,
    section,
)
from bot.slack.wording import begun, moment, spelled
from rituals.catalog import Catalog
from rituals.experiments import REDRAWN, DrawKind
from rituals.schedules import Ritual

HANDLE = "ritual:"
MORE = "more:"
ASKED = "ritual_asked:"
DAYS_OFF = "days_off:open"
MANAGE = f"{HANDLE}manage"
NONE_YET = "No rituals yet. A good first one is a thought experiment every working day at 9."
MOST_LISTED = 15


def list_card(rituals: Sequence[Ritual], catalog: Catalog) -> Message:
    """Every ritual with its handles, for one person."""
    ways = [button("New ritual", OPEN_SCHEDULE, style="primary"), button("Days off", DAYS_OFF)]
    if not rituals:
        blocks = [section(NONE_YET)]
        return Message("No rituals yet", [*blocks, actions(*ways)])
    count = begun(spelled(len(rituals), "ritual"))
    return Message(count, [*ritual_rows(rituals, catalog), divider(), actions(*ways)])


def ritual_rows(rituals: Sequence[Ritual], catalog: Catalog, most: int = MOST_LISTED) -> list[Block]:
    """Rows for each ritual, `most` of them: what it is, when it comes next, and what can be done with it."""
    rows: list[Block] = []
    for ritual in rituals[:most]:
        rows += [divider()] if rows else []
        rows += [
            section(f"{what(ritual, catalog)}\n{next_line(ritual)}"),
            context(_history(ritual)),
            _handles(ritual),
        ]
    if len(rituals) > most:
        rows.append(context(f"And {len(rituals) - most} more."))
    return rows


def home_line(ritual: Ritual) -> str:
    """A ritual in one line: what, where, and when it comes next."""
    emoji, name, _ = KIND_NAMES[ritual.kind]
    return f"{emoji} *{name}* in {place(ritual.channel)}. {next_line(ritual, short=True)}"


def manage_panel(ritual: Ritual, catalog: Catalog) -> View:
    """One ritual with its handles."""
    return panel("Manage this ritual", ritual_rows([ritual], catalog))


def preview_panel(ritual: Ritual, shown: list[Block]) -> View:
    """What the ritual posts next, and a way to something else."""
    ways = [actions(_another(ritual, "redraw"))] if _redrawn(ritual) else []
    return panel("Preview", [*shown, *ways])


def move_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks for another moment for the coming occurrence."""
    when: Element = {"type": "datetimepicker", "action_id": "to"}
    if ritual.next_at:
        when["initial_date_time"] = int(ritual.next_at.timestamp())
    hint = "Only the next post moves. The time is in your time zone."
    ask = field_block("to", "New time", when, hint=hint)
    return form(f"{ASKED}move", "Move the next one", "Move", [_which(ritual, catalog), ask], memory)


def pause_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks for the date on which the ritual goes on."""
    ask = date_field("until", "Resume on", None, optional=False)
    return form(f"{ASKED}pause_until", "Pause until", "Pause", [_which(ritual, catalog), ask], memory)


def hand_over_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks who owns the ritual from now on."""
    person = {"type": "users_select", "action_id": "to", "placeholder": plain("Choose a person", 150)}
    hint = "I tell the owner when I can't post the ritual."
    ask = field_block("to", "Who's the new owner?", person, hint=hint)
    return form(f"{ASKED}hand_over", "Hand over", "Hand over", [_which(ritual, catalog), ask], memory)


def remove_form(ritual: Ritual, catalog: Catalog, memory: str) -> View:
    """Asks whether the ritual should really end."""
    # People who promised a save are still reminded, though no look-ahead asks about it any more.
    saves = " So are the saves planned in them, and I'll still remind their owners."
    stays = section(f"Its earlier posts are kept.{saves if ritual.kind == DrawKind.LOOK_AHEAD else ''}")
    return form(f"{ASKED}remove", "Remove this ritual?", "Remove", [_which(ritual, catalog), stays], memory)


def done_note(text: str) -> View:
    """Said after one of the small forms."""
    return note("Done", text)


def removed_note() -> View:
    """Said after a ritual was removed."""
    return note("Removed", "The ritual has ended.")


def _which(ritual: Ritual, catalog: Catalog) -> Block:
    return section(what(ritual, catalog))


def _handles(ritual: Ritual) -> Block:
    value = str(ritual.id)
    look = [button("Preview", f"{HANDLE}preview", value), button("Post now", f"{HANDLE}post", value)]
    if _redrawn(ritual):
        look.append(_another(ritual, "reroll"))
    if ritual.paused or ritual.paused_until:
        hold = [button("Resume", f"{HANDLE}resume", value, style="primary")]
    else:
        hold = [button("Pause", f"{HANDLE}pause", value)]
    if ritual.coming:
        hold.append(button("Skip next", f"{HANDLE}skip", value))
    if ritual.skipped:
        hold.append(button("Undo skip", f"{HANDLE}unskip", value))
    options = [option(text, f"{entry}:{value}") for entry, text in _menu(ritual).items()]
    menu = {"type": "overflow", "action_id": f"{HANDLE}more", "options": options}
    return actions(*look, *hold, menu, block_id=f"{HANDLE}{ritual.id}")


def _redrawn(ritual: Ritual) -> bool:
    return bool(ritual.coming) and ritual.kind in REDRAWN


def _another(ritual: Ritual, handle: str) -> Element:
    return button("Draw another", f"{HANDLE}{handle}", str(ritual.id))


def _menu(ritual: Ritual) -> dict[str, str]:
    # There is nothing to move while nothing comes.
    move = {"move": "Move the next one"} if ritual.coming else {}
    rest = {"pause_until": "Pause until a date", "hand_over": "Hand over", "remove": "Remove"}
    return {"change": "Change", **move, **rest}


# What was done to one post, and not to the ritual; and what the line above says more of.
DONE = {
    "skipped one": "Next post skipped",
    "moved one": "Next post moved",
    "paused until a date": "Paused",
}


def _history(ritual: Ritual) -> str:
    who = f" by {mention(ritual.changed_by)}" if ritual.changed_by else ""
    did = DONE.get(ritual.change, ritual.change.capitalize())
    done = f"{did}{who}, {moment(ritual.changed_at)}"
    return done if ritual.owner == ritual.changed_by else f"{done} · Owner: {mention(ritual.owner)}"
