"""Suggesting a thought experiment: the form, the list for admins, the note about the decision."""

from __future__ import annotations

from collections.abc import Sequence

from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    context,
    field_block,
    form,
    mention,
    note,
    option,
    said,
    section,
    select,
)
from bot.slack.wording import several
from rituals.catalog import Catalog, Framework
from rituals.suggestions import Suggested, SuggestionState

SUGGEST = "suggest"
APPROVE = "suggestion:approve"
DECLINE = "suggestion:decline"
MOST_LISTED = 10
MOST_AT_HOME = 3


def suggest_form(framework: Framework) -> View:
    """Asks for a scene and a question that practise one mindset of the framework."""
    mindsets = [option(each.label, each.key, each.meaning) for each in framework.mindsets]
    return form(
        SUGGEST,
        "Suggest an experiment",
        "Suggest",
        [
            section(f"A scene and one question, for {framework.emoji} {said(framework.name)}."),
            field_block("title", "Title", _words("title", 60)),
            field_block(
                "scene",
                "The scene",
                _words("scene", 600, long=True),
                hint="Speak to the reader: “You pick up the phone, and …”. A few sentences are enough.",
            ),
            field_block(
                "question",
                "The question",
                _words("question", 200),
                hint="Ask something people can answer in one line.",
            ),
            field_block(
                "mindset",
                "Which mindset does it practise?",
                select("mindset", mindsets, mindsets[0]["value"]),
            ),
        ],
        framework.key,
    )


def thanks_note() -> View:
    """Said after the form was sent."""
    return note("Thank you", ":sparkles: An admin will look at it next. You'll hear from me either way.")


def waiting_card(waiting: Sequence[Suggested], catalog: Catalog) -> Message:
    """What waits for an admin, each with its two buttons."""
    if not waiting:
        return Message(
            "No suggestions are waiting.",
            [section("No suggestions are waiting. To make one, type `/mindset suggest`.")],
        )
    blocks: list[Block] = []
    for each in waiting[:MOST_LISTED]:
        blocks += [*_scene(each, catalog), _buttons(each)]
    if len(waiting) > MOST_LISTED:
        blocks.append(context(f"And {len(waiting) - MOST_LISTED} more, after these."))
    return Message(f"{several(len(waiting), 'suggestion is', 'suggestions are')} waiting.", blocks)


def ask_card(suggested: Suggested, catalog: Catalog) -> Message:
    """What each admin is sent: the suggestion with its buttons, or what was decided."""
    text = "A colleague suggests a thought experiment."
    lead = section(f":sparkles: {text} Should it join the others?")
    if suggested.state == SuggestionState.WAITING:
        return Message(text, [lead, *_scene(suggested, catalog), _buttons(suggested)])
    who = mention(suggested.decided_by) if suggested.decided_by else "Somebody"
    approved = suggested.state == SuggestionState.APPROVED
    verdict = f"{who} approved it." if approved else f"{who} chose “Not this time”."
    return Message(text, [lead, *_scene(suggested, catalog), context(verdict)])


def home_rows(waiting: Sequence[Suggested], catalog: Catalog) -> list[Block]:
    """For an admin's App Home: the oldest few that wait."""
    rows: list[Block] = []
    for each in waiting[:MOST_AT_HOME]:
        experiment = each.experiment
        about = f"*{said(experiment.title)}*\n{said(experiment.scene, 1500)}\n_{said(experiment.question)}_"
        rows += [section(about), context(f"Suggested by {mention(each.by)}"), _buttons(each)]
    if len(waiting) > MOST_AT_HOME:
        rows.append(context(f"And {len(waiting) - MOST_AT_HOME} more, after these."))
    return rows


def decision_card(suggested: Suggested, catalog: Catalog) -> Message:
    """The private note to the person who suggested it."""
    if suggested.state == SuggestionState.APPROVED:
        text = (
            ":sparkles: Your thought experiment is in. It'll come up with the others, with your name on it."
        )
    else:
        text = "Your thought experiment wasn't chosen this time. Thank you for suggesting one."
    return Message(text, [section(text), *_scene(suggested, catalog)])


def _scene(suggested: Suggested, catalog: Catalog) -> list[Block]:
    experiment = suggested.experiment
    framework = catalog.framework(experiment.framework)
    mindset = framework.mindset(experiment.mindset)
    return [
        section(f"*{said(experiment.title)}*\n{said(experiment.scene, 2000)}"),
        section(f":thought_balloon: *{said(experiment.question)}*"),
        context(f"{mindset.emoji} {said(mindset.name)} · suggested by {mention(suggested.by)}"),
    ]


def _buttons(suggested: Suggested) -> Block:
    value = str(suggested.id)
    return actions(
        button("Approve", APPROVE, value, style="primary"), button("Not this time", DECLINE, value)
    )


def _words(name: str, most: int, *, long: bool = False) -> Element:
    return {"type": "plain_text_input", "action_id": name, "max_length": most, "multiline": long}
