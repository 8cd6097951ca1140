"""Lessons: listed, taken, handed back, done, reopened."""

from __future__ import annotations

from bot.features.lessons import card, form
from bot.slack.home import HomePage, Spot
from bot.slack.replies import Become, Redraw, Refuse, Replies, Say, Show
from bot.slack.requests import Line, Press, Submission
from bot.slack.sentences import sentence
from rituals import lessons, stories
from rituals.errors import DoneAlready, TooShort
from rituals.ids import StoryId
from rituals.lessons import LessonFilter, LessonPage

DONE_WORDS = {"done", "finished"}
OPEN_WORDS = {"", "open", "all", "undone"}


async def asked_for_list(line: Line) -> Replies:
    """`/mindset lessons [open | done]`: what customers taught us, for the asker alone."""
    word = line.rest.strip().lower()
    lost = "" if word in DONE_WORDS | OPEN_WORDS else await line.plain_words(line.rest)
    page = await line.look(lessons.page, LessonFilter(done=word in DONE_WORDS))
    return Say(card.list_card(page, line.person, lost))


async def turned(press: Press) -> Replies:
    """Other lessons were asked for, or, in App Home, all of them."""
    shelf = card.read_value(press.value)[1] if press.value else None
    page = await press.look(lessons.page, shelf or LessonFilter())
    return Show(card.list_panel(page, press.person)) if press.at_home else _again(press, page)


async def taken(press: Press) -> Replies:
    """*I'll do it*."""
    story, shelf = card.read_value(press.value)
    await press.act(lessons.take, story)
    return await _redrawn(press, shelf)


async def handed_back(press: Press) -> Replies:
    """*Hand it back*."""
    story, shelf = card.read_value(press.value)
    await press.act(lessons.hand_back, story)
    return await _redrawn(press, shelf)


async def reopened(press: Press) -> Replies:
    """*Reopen*."""
    story, shelf = card.read_value(press.value)
    await press.act(lessons.reopen, story)
    return await _redrawn(press, shelf)


async def asked_what_came(press: Press) -> Replies:
    """*Done*: the form that asks what came of it."""
    story, _ = card.read_value(press.value)
    told = await press.look_up(stories.told, story)
    memory = f"{story}:{'home' if press.at_home else ''}"
    return Show(form.finish_form(told, told.owner == press.person, memory))


async def finished(sent: Submission) -> Replies:
    """What came of it was sent."""
    number, _, place = sent.form.memory.partition(":")
    try:
        await sent.act(lessons.finish, StoryId(int(number)), sent.answers.text("came_of"))
    except (TooShort, DoneAlready) as error:
        return Refuse({"came_of": sentence(error)})
    if place:
        sent.then(sent.show_home, Spot(HomePage.TEAM))
    return Show(card.finished_note(await sent.look_up(stories.told, StoryId(int(number)))))


async def _redrawn(press: Press, shelf: LessonFilter | None) -> Replies:
    """The list in which it was pressed, as it is now; a story's card changes by itself."""
    if shelf is None:
        return None
    return _again(press, await press.look(lessons.page, shelf))


def _again(press: Press, page: LessonPage) -> Replies:
    if press.view:
        return Redraw(card.list_panel(page, press.person))
    return Become(card.list_card(page, press.person))
