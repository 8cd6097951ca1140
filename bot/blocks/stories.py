"""Stories: the form that asks for one, and the card in the feed."""

from __future__ import annotations

from bot.blocks.kit import (
    Block,
    Message,
    View,
    actions,
    button,
    channel_field,
    context,
    field_block,
    form,
    mention,
    moment,
    names,
    note,
    option,
    place,
    plain,
    quoted,
    said,
    section,
    select,
)
from rituals.catalog import Catalog, UnknownMindset
from rituals.ids import ChannelId
from rituals.stories import LONGEST, Kind, Told

TELL_STORY = "tell_story"
SET_FEED = "set_feed"
CHEER = "cheer"

KINDS = {
    Kind.CUSTOMER_HELPED_US: (":seedling:", "A customer helped us"),
    Kind.GREAT_HUMAN_MOMENT: (":star2:", "A great human moment"),
    Kind.PROACTIVE_SAVE: (":umbrella:", "A save before it hurt"),
}


def story_form(
    catalog: Catalog,
    *,
    kind: Kind = Kind.CUSTOMER_HELPED_US,
    text: str = "",
    mindset: str | None = None,
    prompt: str = "",
) -> View:
    """Asks for a story. `kind`, `text` and `mindset` are filled in; `prompt` helps a hesitant teller."""
    kinds = [option(f"{emoji} {label}", kind) for kind, (emoji, label) in KINDS.items()]
    words = {
        "type": "plain_text_input",
        "action_id": "text",
        "multiline": True,
        "max_length": LONGEST,
        "placeholder": plain(prompt or "What happened? A few plain sentences are enough.", 150),
    }
    if text:
        words["initial_value"] = text[:LONGEST]
    people = {"type": "multi_users_select", "action_id": "credits", "placeholder": plain("Choose people")}
    return form(
        TELL_STORY,
        "Share a story",
        "Share",
        [
            field_block("kind", "What kind of story is it?", select("kind", kinds, kind)),
            field_block("text", "What happened?", words),
            field_block("credits", "Who made it happen?", people, optional=True),
            field_block("mindset", "Which mindset did it show?", _mindsets(catalog, mindset), optional=True),
            _customer(),
        ],
    )


def story_card(told: Told, catalog: Catalog) -> Message:
    """A story in the feed."""
    _, label = KINDS[told.kind]
    cheer = button(f":clap: Cheer · {told.cheers}" if told.cheers else ":clap: Cheer", CHEER, str(told.id))
    return Message(
        f"{label}: {said(told.text, 300)}",
        [*story_lines(told, catalog), actions(cheer)],
    )


def story_lines(told: Told, catalog: Catalog) -> list[Block]:
    """A story without its buttons, as App Home lists it."""
    emoji, label = KINDS[told.kind]
    return [
        section(f"{emoji} *{label}*\n{quoted(told.text, 2900)}"),
        context(*_about(told, catalog)),
    ]


def told_note(told: Told) -> View:
    """What the teller reads after sending the form."""
    if told.feed:
        return note("Thank you", f":seedling: Your story is on its way to {place(told.feed)}.")
    return note(
        "Your story is safe",
        ":seedling: Your story is kept. There is no feed channel yet, so nobody can read it so far.",
        "Choose one with `/mindset feed #channel`, and it is posted there right away.",
    )


def feed_form(channel: ChannelId | None) -> View:
    """Asks which channel is the feed."""
    hint = "Every story goes there from now on. What was told before stays where it is."
    return form(SET_FEED, "The story feed", "Save", [channel_field("channel", "Channel", channel, hint=hint)])


def feed_answer(channel: ChannelId, waiting: int) -> str:
    """What the person reads who has set the feed."""
    answer = f"Stories now go to {place(channel)}."
    if not waiting:
        return answer
    return f"{answer} {'One story was' if waiting == 1 else f'{waiting} stories were'} waiting, posted now."


def _mindsets(catalog: Catalog, chosen: str | None) -> Block:
    groups = [(framework.name, [option(m.label, m.key) for m in framework.mindsets]) for framework in catalog]
    element: Block = {
        "type": "static_select",
        "action_id": "mindset",
        "placeholder": plain("Choose, or leave it open", 150),
        "option_groups": [{"label": plain(name, 75), "options": options} for name, options in groups],
    }
    initial = [each for _, options in groups for each in options if each["value"] == chosen]
    return element | {"initial_option": initial[0]} if initial else element


def _customer() -> Block:
    element = {"type": "plain_text_input", "action_id": "customer", "max_length": 120}
    hint = "A few words, such as “a bakery in Porto”. Leave out names and anything private."
    return field_block("customer", "Who was the customer?", element, optional=True, hint=hint)


def _about(told: Told, catalog: Catalog) -> list[str]:
    who = f"Told by {mention(told.teller)}"
    if told.nominated_by:
        who = f"In {mention(told.teller)}'s words · nominated by {names(told.nominated_by)}"
    elif told.credits:
        who += f" · thanks to {names(told.credits)}"
    lines = [f"{who} · {moment(told.told_at, '{date_short_pretty}')}"]
    tags = [tag for tag in (_mindset(told, catalog), _of_customer(told), _link(told)) if tag]
    return [*lines, " · ".join(tags)] if tags else lines


def _mindset(told: Told, catalog: Catalog) -> str | None:
    try:
        return said(catalog.mindset(told.mindset).label) if told.mindset else None
    except UnknownMindset:  # its pack has been taken away since
        return None


def _of_customer(told: Told) -> str | None:
    return f"Customer: {said(told.customer)}" if told.customer else None


def _link(told: Told) -> str | None:
    return f"<{told.link}|See the message>" if told.link else None
