"""The plain-words check: a draft is checked, and forgotten; a team changes what the check knows."""

from __future__ import annotations

import asyncio

from bot.features.plain_words import card, form
from bot.features.rights import check_may_set_up, may_set_up
from bot.slack.block_kit import View
from bot.slack.markup import read_mrkdwn
from bot.slack.replies import Redraw, Refuse, Replies, Say, Show, say
from bot.slack.requests import Line, Press, Request, Shortcut, Submission
from bot.slack.sentences import A_FEW_WORDS, NO_WORDS_TO_CHECK, NOT_YOUR_DRAFT, sentence
from rituals import plain_words
from rituals.errors import RitualError, TooShort
from rituals.ids import TeamWordId
from rituals.plain_words import LONGEST_DRAFT, Adding, Asking, Checked, ListingWords, Removing

# In seconds. A draft is kept nowhere, so its answer can't come later; names may.
A_MOMENT = 0.5


async def asked(line: Line) -> Replies:
    """`/mindset plain …`: a draft, or a change of the team's own words."""
    match plain_words.read_wish(await _as_read(line, line.rest)):
        case Asking(""):
            return Show(form.draft_form())
        case Asking(draft):
            return Say(card.checked_card(await _checked(line, draft)))
        case ListingWords():
            return Show(await _panel(line))
        case Removing(stiff):
            word = await line.act(plain_words.leave_alone, stiff, may=await may_set_up(line))
            return say(form.added_sentence(word))
        case Adding(stiff, plain) as wish:
            may = await may_set_up(line)
            if not (stiff and plain):
                return Show(form.word_form(wish, may=may))
            return say(form.added_sentence(await line.act(plain_words.add, stiff, plain, may=may)))


async def asked_for_form(press: Press) -> Replies:
    """*Check another draft*, or *Check my words* elsewhere."""
    return Show(form.draft_form())


async def asked_about_message(shortcut: Shortcut) -> Replies:
    """*Check my words* in the menu of a message: for its author alone."""
    found = shortcut.message
    if found.author != shortcut.person or found.by_app:
        return Show(form.refused_note(NOT_YOUR_DRAFT))
    draft = await _as_read(shortcut, found.words)
    if not draft.strip():
        return Show(form.refused_note(NO_WORDS_TO_CHECK))
    return Show(form.checked_form(await _checked(shortcut, draft)))


async def sent_draft(sent: Submission) -> Replies:
    """*Check* or *Check again* in the form."""
    return Show(form.checked_form(await _checked(sent, sent.answers.text("draft"))))


async def asked_for_words(press: Press) -> Replies:
    """*Your team's words*."""
    return Show(await _panel(press))


async def asked_to_add(press: Press) -> Replies:
    """*Add a word* among them: the form takes the place of the list."""
    return Redraw(form.word_form(Adding(), may=await may_set_up(press)))


async def added(sent: Submission) -> Replies:
    """A word was sent."""
    stiff, plain = sent.answers.text("stiff"), plain_words.plain_of(sent.answers.text("plain"))
    may = await may_set_up(sent)
    try:
        if plain:
            await sent.act(plain_words.add, stiff, plain, may=may)
        else:
            await sent.act(plain_words.leave_alone, stiff, may=may)
    except TooShort:
        return Refuse({"stiff": A_FEW_WORDS})
    except RitualError as error:
        return Refuse({"stiff": sentence(error)})
    return Show(await _panel(sent))


async def decided(press: Press) -> Replies:
    """*Add it* or *Not this time*, in the list or in a direct message."""
    await check_may_set_up(press)
    await press.act(plain_words.decide, TeamWordId(press.number), press.action == card.APPROVE)
    return Redraw(await _panel(press)) if press.view else None


async def dropped(press: Press) -> Replies:
    """*Remove* in the list."""
    await check_may_set_up(press)
    await press.act(plain_words.drop, TeamWordId(press.number))
    return Redraw(await _panel(press))


async def _checked(request: Request, draft: str) -> Checked:
    # The draft goes to no act: the database never sees it.
    return plain_words.check(draft[:LONGEST_DRAFT], await request.look(plain_words.glossary))


async def _panel(request: Request) -> View:
    return form.words_panel(await request.look(plain_words.words), may=await may_set_up(request))


async def _as_read(request: Request, text: str) -> str:
    try:
        return await asyncio.wait_for(request.own_words(text), A_MOMENT)
    except TimeoutError:
        return read_mrkdwn(text, {})
