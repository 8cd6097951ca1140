"""Nominations: the form of the message shortcut, and the private questions and notes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.stories.card import (
    BEYOND,
    EDIT,
    ME_TOO,
    TAKE_DOWN,
    mindset_tag,
    notes_button,
    see,
    story_lines,
    touchpoint_tag,
)
from bot.features.stories.form import beyond_field, mindset_field, people_field, touchpoint_field
from bot.features.ways_in import KIND, OPEN_STORY
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    context,
    field_block,
    fitting,
    form,
    mention,
    names,
    note,
    place,
    plain,
    quoted,
    said,
    section,
)
from rituals.catalog import Catalog
from rituals.ids import PersonId
from rituals.nominations import Ask, Consent, SeenMessage
from rituals.stories import LONGEST_LINE, Kind, Told

SHARE_WORDS = "consent:share"
KEEP_WORDS = "consent:keep"
SAY_WHOM = "moment:whom"
NOMINATE = "nominate"
CREDIT = "credit_moment"


def moment_form(
    catalog: Catalog,
    touchpoints: Sequence[str],
    message: SeenMessage,
    memory: str,
    *,
    hears: bool,
) -> View:
    """Asks about a message that somebody points at; `hears` if the bot hears reactions in that place."""
    author = message.author
    why: Element = {
        "type": "plain_text_input",
        "action_id": "why",
        "multiline": True,
        "max_length": LONGEST_LINE,
        "placeholder": plain("One line is plenty", 150),
    }
    whom = [author] if author else []
    hint = None if author else "An app wrote this message, so say who made it happen."
    fields = [
        people_field("front", "Who made it happen?", whom, hint),
        field_block("why", "Why is it a great human moment?", why, optional=True),
        people_field("back", "Who helped behind the scenes?", ()),
        mindset_field(catalog, None),
        *touchpoint_field(touchpoints, None),
        beyond_field(False),
    ]
    before = _before(author, asked_first=not message.open, hears=hears)
    blocks = [section(quoted(message.words, 1500)), *fields, *before]
    return form(NOMINATE, "A great human moment", "Nominate", blocks, memory)


def whom_form(message: int, words: str) -> View:
    """Asks whom a message credits that an app has written."""
    field = people_field("front", "Who made it happen?", ()) | {"optional": False}
    back = people_field("back", "Who helped behind the scenes?", ())
    return form(
        CREDIT, "Who made it happen?", "Share", [section(quoted(words, 1500)), field, back], str(message)
    )


def not_this_note(sentence: str) -> View:
    """Shown where a message can't be nominated."""
    return note("Not this one", sentence)


def gone_note() -> View:
    """Said where the message was deleted before the form was sent."""
    return note("Message not found", "I can't find that message. It may have been deleted.")


def nominated_note(ask: Ask | None) -> View:
    """What the nominator reads after sending the form."""
    if ask is None:
        return note("Thank you", "You've already nominated this message. Nothing has changed.")
    if ask.story is not None:
        if ask.feed:
            return note("Thank you", f":star2: The story is on its way to {place(ask.feed)}.")
        later = "It'll be in the feed once there's a feed channel."
        return note("Thank you", f":star2: The story is in the story list now. {later}")
    if ask.consent == Consent.ASKED and not ask.author:
        return note(
            "Thank you",
            "An app wrote it in a private place. An app can't say yes, so it stays there.",
        )
    if ask.consent == Consent.ASKED:
        return note(
            "Thank you",
            f":star2: I'll ask {mention(ask.author)} first, privately. "
            "I won't show anything unless they say yes.",
        )
    if ask.consent == Consent.REFUSED:
        return note("Thank you", "Its author said it in a private place, and wants to keep it there.")
    return note("Thank you", ":star2: Noted. It becomes a story once a few more people nominate it.")


def consent_card(ask: Ask, catalog: Catalog) -> Message:
    """Asks before anything said in a private place is shown elsewhere; afterwards, what was decided."""
    if ask.consent == Consent.GIVEN:
        value = str(ask.story or "")
        buttons = [button("Edit", EDIT, value), button("Take it down", TAKE_DOWN, value)]
        more: list[Block] = [actions(*buttons)] if ask.story else []
        return Message("Shared. Thank you.", [section(":star2: Shared in the feed. Thank you."), *more])
    if ask.consent == Consent.REFUSED:
        return Message("It stays private.", [section("It stays private. I haven't told anybody.")])
    value = f"{ask.id}:{ask.edition}"
    shown = (
        f"If you agree, {place(ask.feed)} and Home will show:"
        if ask.feed
        else "If you agree, Home will show this, and so will the feed once there's one:"
    )
    return Message(
        "A teammate loved something you said. May we share it?",
        [
            section(
                f":star2: {names(ask.nominated_by)} thought this was a great human moment. "
                f"You said it in a private place, so you decide. {shown}"
            ),
            section(quoted(ask.words)),
            *_with(ask, catalog),
            actions(
                button("Share it", SHARE_WORDS, value, style="primary"),
                button("Keep it private", KEEP_WORDS, value),
            ),
            context(
                "People would see your name, these words and who "
                "nominated them, but not where you wrote them. "
                "If you don't answer, it stays private."
            ),
        ],
    )


def whom_card(ask: Ask) -> Message:
    """Asks a nominator whom a message credits that an app has written."""
    text = "You reacted to a message that an app wrote. Who made it happen?"
    buttons = actions(button("Say who", SAY_WHOM, str(ask.id), style="primary"))
    hint = context("It becomes a story once you've said who. Remove your reaction, and I'll forget it.")
    return Message(text, [section(f":star2: {text}"), section(quoted(ask.words, 1500)), buttons, hint])


def why_card(told: Told, catalog: Catalog) -> Message:
    """Invites a nominator to say why."""
    text = "The message you nominated is in the feed. Would you add a line to say why?"
    add = button("Add a line", ME_TOO, str(told.id), style="primary")
    ways = actions(add, notes_button(on=False))
    return Message(text, [section(f":star2: {text}"), *story_lines(told, catalog)[:1], ways])


def wordless_card() -> Message:
    """Tells a nominator that there is nothing to quote in the message, and how its story can be told."""
    text = "I can't read any words in the message you reacted to. It may be just a picture."
    value = f"{KIND}{Kind.GREAT_HUMAN_MOMENT}"
    tell = button("Tell it in my words", OPEN_STORY, value, style="primary")
    return Message(text, [section(f":star2: {text}"), actions(tell, notes_button(on=False))])


def author_card(told: Told, catalog: Catalog, link: str | None) -> Message:
    """Tells an author that their words are in the feed, where, and what they can do about it."""
    text = "A teammate loved something you said. It's in the feed now."
    if not told.nominated_by:
        text = "Something you said is in the feed."
    value = str(told.id)
    change = button("Edit", EDIT, value), button("Take it down", TAKE_DOWN, value)
    ways = actions(*change, notes_button(on=False))
    return Message(text, [section(f":star2: {text}"), *story_lines(told, catalog), *see(link), ways])


def _before(author: PersonId, *, asked_first: bool, hears: bool) -> list[Block]:
    lines = []
    if asked_first and author:
        lines.append(
            f"This is a private place, so I'll ask {mention(author)} first, and show them all of this."
        )
    elif asked_first:
        lines.append("An app wrote this in a private place, so nobody can agree to share it.")
    if not hears:
        lines.append("I'm not in this conversation, so I can't see reactions here. This form still works.")
    return [context(*lines)] if lines else []


def _with(ask: Ask, catalog: Catalog) -> list[Block]:
    """What would be shown with the words."""
    wishes = ask.wishes
    tags = [
        mindset_tag(wishes.mindset, catalog),
        touchpoint_tag(wishes.touchpoint),
        BEYOND if wishes.beyond_job else None,
    ]
    people = [each.name or each.person for each in wishes.credits if each.person != ask.author]
    lines = [f"Thanks to {names(people)}"] if people else []
    lines += [" · ".join(tag for tag in tags if tag)] if any(tags) else []
    lines += [f"{mention(voice.person)}: {said(voice.text)}" for voice in wishes.lines]
    return [section(fitting(lines))] if lines else []
