"""Suggestions: asked for, made, decided on."""

from __future__ import annotations

from bot.features.rights import check_admin
from bot.features.suggestions import card
from bot.slack.replies import Become, Replies, Say, Show
from bot.slack.requests import Line, Press, Submission
from rituals import experiments, suggestions
from rituals.ids import SuggestionId


async def asked_to_suggest(line: Line) -> Replies:
    """`/mindset suggest`: the form, for the channel's framework."""
    return Show(card.suggest_form(await line.look(experiments.framework_for, line.catalog, line.here)))


async def asked_for_form(press: Press) -> Replies:
    """*Suggest an experiment* in the menu of a card."""
    return Show(card.suggest_form(press.catalog.framework(press.value)))


async def made(sent: Submission) -> Replies:
    """The form was sent."""
    answers = sent.answers
    await sent.act(
        suggestions.suggest,
        framework=sent.form.memory,
        mindset=answers.chosen("mindset"),
        title=answers.text("title"),
        text=answers.text("scene"),
        question=answers.text("question"),
        request=sent.form.id,
    )
    return Show(card.thanks_note())


async def asked_for_list(line: Line) -> Replies:
    """`/mindset suggestions`: what waits for an admin."""
    await check_admin(line)
    return Say(card.waiting_card(await line.look(suggestions.waiting), line.catalog))


async def decided(press: Press) -> Replies:
    """*Approve* or *Not this time* was pressed: in the private list, in App Home, or in a direct message."""
    await check_admin(press)
    await press.act(suggestions.decide, SuggestionId(press.number), press.action == card.APPROVE)
    if not press.ephemeral:
        return None
    return Become(card.waiting_card(await press.look(suggestions.waiting), press.catalog))
