"""The phrase bonfire: a phrase is nominated, voted on, withdrawn, brought back."""

from __future__ import annotations

from bot.features.bonfire import card, form
from bot.features.channels import problem_for
from bot.features.rights import check_admin, is_admin
from bot.slack.block_kit import View
from bot.slack.replies import Redraw, Refuse, Replies, Show, say
from bot.slack.requests import Line, Press, Request, Shortcut, Submission
from bot.slack.sentences import A_FEW_WORDS, AMONG_COLLEAGUES, WITHDRAWN
from rituals import bonfire, workspaces
from rituals.bonfire import PersonalPhrase
from rituals.errors import TooShort
from rituals.ids import ChannelId, PhraseId
from rituals.words import words


async def asked(line: Line) -> Replies:
    """`/mindset retire "phrase" "what a human would say"`: the form, with what was typed."""
    typed = await line.own_words(line.rest)
    quoted = [word.text for word in words(typed) if word.quoted]
    phrase, instead, *_ = [*quoted, "", ""] if quoted else [typed, ""]
    return await _form(line, phrase, instead)


async def asked_for_form(request: Press | Shortcut) -> Replies:
    """*Nominate a phrase* on a card, in Home or in the list; *Retire a phrase* among Slack's shortcuts."""
    return await _form(request)


async def nominated(sent: Submission) -> Replies:
    """The form was sent."""
    phrase, instead = sent.answers.text("phrase"), sent.answers.text("instead")
    channel = ChannelId(sent.answers.chosen("channel"))
    if why := await _problem(sent, channel):
        return Refuse({"channel": why})
    try:
        found = await sent.act(bonfire.nominate, phrase, instead, channel)
    except TooShort as error:
        return Refuse({str(error): A_FEW_WORDS})
    except PersonalPhrase as error:
        return Refuse({error.part: form.WHY_NOT[error.why]})
    return Show(form.nominated_note(found.phrase, fresh=found.fresh))


async def voted(press: Press) -> Replies:
    """*Retire it* or *Keep it*: the last one counts."""
    await press.act(bonfire.vote, PhraseId(press.number), retire=press.action == card.RETIRE)
    return None


async def withdrew(press: Press) -> Replies:
    """*Withdraw this phrase* in the card's menu, for its nominator or an admin."""
    found = await press.look_up(bonfire.phrase, PhraseId(press.number))
    admin = found.by != press.person and await is_admin(press)
    await press.act(bonfire.withdraw, PhraseId(press.number), admin=admin)
    return say(WITHDRAWN)


async def asked_for_list(request: Line | Press) -> Replies:
    """`/mindset retired`, or *Retired phrases*."""
    return Show(await _panel(request))


async def brought_back(press: Press) -> Replies:
    """*Bring back* in the list, for admins."""
    await check_admin(press)
    await press.act(bonfire.bring_back, PhraseId(press.number))
    return Redraw(await _panel(press))


async def _form(request: Request, phrase: str = "", instead: str = "") -> Show:
    here = request.channel if request.channel and not request.channel.startswith("D") else None
    return Show(form.nominate_form(phrase, instead, here or await request.look(workspaces.feed)))


async def _panel(request: Request) -> View:
    return card.retired_panel(await request.look(bonfire.retired), admin=await is_admin(request))


async def _problem(sent: Submission, channel: ChannelId) -> str | None:
    found = await sent.directory.channel(sent.workspace, channel)
    return AMONG_COLLEAGUES if found.shared else await problem_for(sent, found)
