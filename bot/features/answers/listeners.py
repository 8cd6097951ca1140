"""Answers: given, changed, removed, cheered, shared as a story."""

from __future__ import annotations

from bot.features.answers import form
from bot.features.stories.form_listeners import begun_with
from bot.features.stories.written import WrittenStory
from bot.slack.replies import Redraw, Refuse, Replies, Show
from bot.slack.requests import Press, Submission
from bot.slack.sentences import NO_ANSWER
from rituals import answers, experiments
from rituals.errors import TooShort
from rituals.ids import AnswerId, DrawId


async def asked(press: Press) -> Replies:
    """*Answer* on a card: the form, with what the person has answered so far."""
    return await _show_form(press, DrawId(press.number))


async def given(sent: Submission) -> Replies:
    """The form was sent."""
    draw, quotable = DrawId(int(sent.form.memory)), bool(sent.answers.choices("digest"))
    given = answers.Given(sent.scene, draw, sent.answers.text("answer"), quotable)
    try:
        await sent.together(answers.answer_each, given, draw)
    except TooShort:
        return Refuse({"answer": NO_ANSWER})
    return None


async def removed(press: Press) -> Replies:
    """*Remove my answer* in the form."""
    draw = DrawId(press.number)
    mine = await press.look(answers.mine, draw)
    await press.act(answers.remove, draw)
    return Redraw(form.removed_note(mine))


async def cheered(press: Press) -> Replies:
    """*Cheer* on an answer: one cheer a person, again to undo it."""
    cheer = answers.AnswerPress(press.scene, AnswerId(press.number), press.at)
    await press.together(answers.cheer_each, cheer, cheer.answer)
    return None


async def asked_to_edit(press: Press) -> Replies:
    """*Edit or remove* in the menu of an answer, for its author."""
    own = await press.look(answers.own, AnswerId(press.number))
    return await _show_form(press, own.draw)


async def asked_for_story(press: Press) -> Replies:
    """*Share as a story* in the menu of an answer, for its author: the story form with the answer in it."""
    own = await press.look(answers.own, AnswerId(press.number))
    asked = await press.look_up(experiments.drawn, own.draw, press.catalog)
    mindset = asked.experiment.mindset if asked.experiment else None
    return await begun_with(press, WrittenStory(own.text, mindset=mindset))


async def _show_form(press: Press, draw: DrawId) -> Show:
    return Show(form.answer_form(await press.look(answers.asked, draw, press.catalog)))
