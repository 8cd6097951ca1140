"""Tips: told by the person who was asked, or not."""

from __future__ import annotations

from bot.features.rights import check_admin
from bot.features.stories.form_listeners import begun_with
from bot.features.stories.written import WrittenStory
from bot.slack.replies import Replies
from bot.slack.requests import Press
from rituals import tips
from rituals.errors import Gone, NotYourTip
from rituals.ids import TipId
from rituals.stories import Kind
from rituals.tips import Tip, TipState


async def asked_to_tell(press: Press) -> Replies:
    """*Tell it*: the form of a story, with the words in it."""
    tip = await _theirs(press)
    if tip.state is not TipState.WAITING:
        raise Gone
    words = WrittenStory(tip.text, Kind.GREAT_HUMAN_MOMENT, customer=tip.customer, tip=tip.id)
    return await begun_with(press, words)


async def declined(press: Press) -> Replies:
    """*No thanks*."""
    tip = await _theirs(press)
    await press.act(tips.decline, tip.id)
    return None


async def _theirs(press: Press) -> Tip:
    """The tip. NotYourTip for anybody who wasn't asked, AdminsOnly if the admins were; Gone."""
    tip = await press.look_up(tips.tip, TipId(press.number))
    if not tip.who:
        await check_admin(press)
    elif tip.who != press.person:
        raise NotYourTip
    return tip
