"""Stories in the feed: cheered, seconded, thanked for, changed, taken down, reported."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.features.rights import check_admin, is_admin
from bot.features.stories import card, menu
from bot.features.stories.form_listeners import edit_form
from bot.features.ways_in import THANK
from bot.slack.block_kit import note
from bot.slack.channels import permalink
from bot.slack.people import admins
from bot.slack.replies import Replies, Show, say
from bot.slack.requests import Press, Submission
from rituals import posts, stories
from rituals.errors import NotYours
from rituals.ids import ReportId, StoryId
from rituals.stories import Told


async def cheered(press: Press) -> Replies:
    """Somebody pressed *Cheer* on a story: one cheer a person, again to remove it."""
    cheer = stories.StoryPress(press.scene, StoryId(press.number), press.at)
    await press.together(stories.cheer_each, cheer, cheer.story)
    return None


async def pressed(press: Press) -> Replies:
    """A button that opens a form, or an entry of the menu of three dots."""
    wish = BUTTONS.get(press.action) or press.after(f"{card.STORY_MENU}:")
    return await WISHES[wish](press, await press.look_up(stories.told, StoryId(press.number)))


async def _add_line(press: Press, told: Told) -> Replies:
    mine = next((voice.text for voice in told.lines if voice.person == press.person), "")
    return Show(menu.line_form(told, press.catalog, mine))


async def _thank(press: Press, told: Told) -> Replies:
    return Show(menu.thanks_form(told, press.catalog))


async def _edit(press: Press, told: Told) -> Replies:
    if told.teller != press.person:
        raise NotYours
    return Show(await edit_form(press, told))


async def _take_down(press: Press, told: Told) -> Replies:
    theirs = {told.teller, *(each.person for each in told.telling.credits)}
    if press.person not in theirs and not await is_admin(press):
        raise NotYours
    return Show(menu.down_form(told, press.catalog))


async def _report(press: Press, told: Told) -> Replies:
    return Show(menu.report_form(told, press.catalog))


async def _copy_link(press: Press, told: Told) -> Replies:
    where = await press.look(posts.where, stories.CARD.once_key(told.id))
    return say(menu.link_note(await permalink(press.slack, *where) if where else None))


BUTTONS = {
    card.ME_TOO: "line",
    THANK: "thank",
    card.EDIT: "edit",
    card.TAKE_DOWN: "down",
}
WISHES: dict[str, Callable[[Press, Told], Awaitable[Replies]]] = {
    "line": _add_line,
    "thank": _thank,
    "edit": _edit,
    "down": _take_down,
    "report": _report,
    "link": _copy_link,
}


async def line_added(sent: Submission) -> Replies:
    """One's own line on a story was sent."""
    line = sent.answers.text("line")
    await sent.act(stories.second, _story(sent), line)
    return Show(note("Thank you", _line_saved(line)))


async def thanked(sent: Submission) -> Replies:
    """How the customer was thanked."""
    await sent.act(stories.thank, _story(sent), sent.answers.text("thanked"))
    sent.then(sent.show_home)
    return Show(note("Thank you", ":bouquet: The story now says how you thanked them."))


async def down_confirmed(sent: Submission) -> Replies:
    """It is really to be taken down."""
    await sent.act(stories.take_down, _story(sent), admin=await is_admin(sent))
    sent.then(sent.show_home)
    return Show(note("Taken down", "I'm removing the story from the feed."))


async def reported(sent: Submission) -> Replies:
    """The admins are to look at a story."""
    whom = await admins(sent.slack, sent.workspace)
    await sent.act(stories.report, _story(sent), sent.answers.text("reason"), whom)
    return Show(note("Thank you", "The admins will look at it privately."))


async def judged(press: Press) -> Replies:
    """An admin decides on a reported story."""
    await check_admin(press)
    answer = stories.Judgement(press.after(card.JUDGE))
    await press.act(stories.answer_report, ReportId(press.number), answer)
    return None


def _story(sent: Submission) -> StoryId:
    return StoryId(int(sent.form.memory))


def _line_saved(line: str) -> str:
    return ":speech_balloon: Your line is on the story." if line else "Your line was removed from the story."
