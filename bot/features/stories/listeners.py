"""Stories in the feed: cheered, seconded, thanked for, done, changed, taken down, reported."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.permission import check_admin, check_may_change
from bot.features.places import problem_with_feed, unheard
from bot.features.polls.doors import poll_about_story
from bot.features.sentences import sentence
from bot.features.stories import card as blocks
from bot.features.stories import menu
from bot.features.stories.form_listeners import edit_form
from bot.service.house import House
from bot.slack.answers import Answers, day_of, open_form, pressed_at, whisper
from bot.slack.block_kit import note
from bot.slack.lookups import permalink
from bot.slack.people import admins, is_admin, is_colleague
from rituals import nominations, posts, stories
from rituals.errors import NotAPerson, NotYours
from rituals.ids import ChannelId, PersonId, ReportId, StoryId
from rituals.scene import Scene
from rituals.stories import Told


@dataclass(frozen=True, slots=True)
class Pressed:
    """Somebody pressed something on a story's card that asks them something."""

    slack: AsyncWebClient
    respond: AsyncRespond
    house: House
    scene: Scene
    trigger: str
    story: StoryId

    async def told(self) -> Told:
        """The story as it is now. Gone."""
        return await self.house.quietly(stories.told, self.scene.workspace, self.story)


async def cheered(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """Somebody pressed *Cheer* on a story: one cheer a person, again to take it back."""
    await house.act(stories.cheer, scene, StoryId(int(action["value"])), pressed_at(action))
    await ack()


async def taken(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """*I'll take it* on a save."""
    await house.act(stories.take, scene, StoryId(int(action["value"])))
    await ack()


async def finished(ack: AsyncAck, action: dict[str, Any], house: House, scene: Scene) -> None:
    """*Done* on a save, or *Open it again*."""
    await house.act(stories.finish, scene, StoryId(int(action["value"])), pressed_at(action))
    await ack()


async def pressed(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """A button that opens a form, or an entry of the menu of three dots."""
    wish, story = _wish(action)
    await WISHES[wish](Pressed(client, respond, house, scene, body["trigger_id"], story))
    await ack()


def _wish(action: dict[str, Any]) -> tuple[str, StoryId]:
    if action["action_id"] == blocks.STORY_MENU:
        wish, _, story = action["selected_option"]["value"].partition(":")
        return wish, StoryId(int(story))
    return BUTTONS[action["action_id"]], StoryId(int(action["value"]))


async def _add_line(asked: Pressed) -> None:
    told = await asked.told()
    mine = next((voice.text for voice in told.lines if voice.person == asked.scene.person), "")
    await open_form(asked.slack, asked.trigger, menu.line_form(told, asked.house.catalog, mine))


async def _thank(asked: Pressed) -> None:
    form = menu.thanks_form(await asked.told(), asked.house.catalog)
    await open_form(asked.slack, asked.trigger, form)


async def _edit(asked: Pressed) -> None:
    if (await asked.told()).teller != asked.scene.person:
        raise NotYours
    form = await edit_form(asked.slack, asked.house, asked.scene, asked.story)
    await open_form(asked.slack, asked.trigger, form)


async def _take_down(asked: Pressed) -> None:
    told = await asked.told()
    theirs = {told.teller, *(each.person for each in told.telling.credits)}
    if asked.scene.person not in theirs and not await is_admin(asked.slack, asked.scene):
        raise NotYours
    await open_form(asked.slack, asked.trigger, menu.down_form(told, asked.house.catalog))


async def _report(asked: Pressed) -> None:
    form = menu.report_form(await asked.told(), asked.house.catalog)
    await open_form(asked.slack, asked.trigger, form)


async def _plan(asked: Pressed) -> None:
    await open_form(asked.slack, asked.trigger, menu.save_form(await asked.told()))


async def _copy_link(asked: Pressed) -> None:
    where = await asked.house.quietly(posts.where, asked.scene, stories.once_key(asked.story))
    link = await permalink(asked.slack, *where) if where else None
    await whisper(asked.respond, menu.link_note(link))


async def _poll(asked: Pressed) -> None:
    await poll_about_story(asked.slack, asked.house, asked.scene, asked.trigger, await asked.told())


BUTTONS = {
    blocks.ME_TOO: "line",
    blocks.ABOUT_STORY: "poll",
    blocks.THANK: "thank",
    blocks.EDIT: "edit",
    blocks.TAKE_DOWN: "down",
}
WISHES: dict[str, Callable[[Pressed], Awaitable[None]]] = {
    "line": _add_line,
    "thank": _thank,
    "edit": _edit,
    "down": _take_down,
    "report": _report,
    "save": _plan,
    "link": _copy_link,
    "poll": _poll,
}


async def line_added(ack: AsyncAck, view: dict[str, Any], house: House, scene: Scene) -> None:
    """One's own line on a story was sent."""
    line = Answers(view).text("line")
    await house.act(stories.second, scene, _story(view), line)
    await ack(response_action="update", view=note("Thank you", _line_saved(line)))


async def thanked(ack: AsyncAck, view: dict[str, Any], house: House, scene: Scene) -> None:
    """How the customer was thanked."""
    await house.act(stories.thank, scene, _story(view), Answers(view).text("thanked"))
    await ack(response_action="update", view=note("Thank you", ":bouquet: The story tells of it now."))


async def down_confirmed(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """It is really to be taken down."""
    admin = await is_admin(client, scene)
    await house.act(stories.take_down, scene, _story(view), admin=admin)
    await ack(response_action="update", view=note("Taken down", "The story is on its way out of the feed."))


async def reported(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The admins are to look at a story."""
    whom = await admins(client, scene.workspace)
    await house.act(stories.report, scene, _story(view), Answers(view).text("reason"), whom)
    await ack(response_action="update", view=note("Thank you", "The admins will look at it, in private."))


async def planned(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """Who looks after a save, and until when."""
    answers = Answers(view)
    owner = answers.choice("owner")
    if owner and not await is_colleague(client, scene.workspace, PersonId(owner)):
        await ack(response_action="errors", errors={"owner": sentence(NotAPerson())})
        return
    await house.act(
        stories.plan, scene, _story(view), PersonId(owner) if owner else None, day_of(answers, "due")
    )
    await ack()


async def judged(
    ack: AsyncAck, action: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """An admin decides on a reported story."""
    await check_admin(client, scene)
    answer = stories.Answer(action["action_id"].removeprefix(blocks.JUDGE))
    await house.act(stories.answer_report, scene, ReportId(int(action["value"])), answer)
    await ack()


async def feed_chosen(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form that chooses the feed's channel was sent."""
    await check_may_change(client, house, scene)
    channel = ChannelId(Answers(view).chosen("channel"))
    problem = await problem_with_feed(client, channel)
    if problem:
        await ack(response_action="errors", errors={"channel": problem})
        return
    waiting = await house.act(nominations.move_feed, scene, channel)
    said = [blocks.feed_answer(channel, waiting), *await unheard(client, channel)]
    await ack(response_action="update", view=note("The story feed", *said))


def _story(view: dict[str, Any]) -> StoryId:
    return StoryId(int(view["private_metadata"]))


def _line_saved(line: str) -> str:
    return ":speech_balloon: Your line is on the story." if line else "Your line is taken back."
