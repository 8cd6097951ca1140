"""Polls: voted on, and changed, closed, repeated or removed by those who may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.permission import check_may_change
from bot.features.polls import card as blocks
from bot.features.polls import menu, notes
from bot.features.schedules.listeners import repeat_poll
from bot.features.sentences import WHEN, sentence
from bot.service.house import House
from bot.slack.answers import Answers, open_form, pressed_at, saved_already, whisper
from bot.slack.block_kit import View, note
from bot.slack.people import colleagues_in, is_admin
from rituals import polls
from rituals.errors import AlreadyPast, NotYourPoll
from rituals.ids import PersonId, PollId
from rituals.polls import BadOptions, Mine, Results, Shown, Tally
from rituals.scene import Scene

# More are not written to one by one.
MOST_REMINDED = 100


async def voted(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    respond: AsyncRespond,
    house: House,
    scene: Scene,
) -> None:
    """Somebody pressed an option: a vote, a change of it, or taking it back."""
    poll, choice = PollId(int(action["value"])), action["action_id"].removeprefix(blocks.VOTE)
    mine = await house.act(polls.vote, scene, poll, choice, pressed_at(action))
    await ack()
    with saved_already():
        pressed = next(each for each in blocks.offered(mine.setup, house.catalog) if each.key == choice)
        if pressed.disguises and choice in mine.choices:
            await open_form(client, body["trigger_id"], menu.disguise_form(poll, pressed))
        seen = await _seen(house, scene, poll, mine)
        await whisper(respond, notes.vote_answer(mine, house.catalog, *seen))


async def asked_for_own(
    ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond, house: House, scene: Scene
) -> None:
    """*My vote*."""
    poll = PollId(int(action["value"]))
    mine = await house.quietly(polls.my_vote, scene, poll)
    seen = await _seen(house, scene, poll, mine)
    await ack()
    await whisper(respond, notes.my_vote_answer(mine, house.catalog, *seen))


async def _seen(house: House, scene: Scene, poll: PollId, mine: Mine | None) -> tuple[Tally | None, int]:
    """The count that the private line shows, asked for only where it does; and how many voters that takes."""
    if mine is None or mine.setup.results is not Results.AFTER_VOTE:
        return None, 0
    return await house.quietly(polls.after_vote, scene.workspace, poll)


async def asked_for_option(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """*Add an option*."""
    poll = await house.quietly(polls.shown, scene.workspace, PollId(int(action["value"])))
    await open_form(client, body["trigger_id"], menu.option_form(poll))
    await ack()


async def chose(
    ack: AsyncAck,
    action: dict[str, Any],
    body: dict[str, Any],
    client: AsyncWebClient,
    house: House,
    scene: Scene,
) -> None:
    """An entry of the menu of three dots."""
    entry, _, value = action["selected_option"]["value"].partition(":")
    poll = await house.quietly(polls.shown, scene.workspace, PollId(int(value)))
    if entry == "repeat":
        await repeat_poll(client, house, scene, body, poll)
    else:
        await authority(client, house, scene, poll)
        await open_form(client, body["trigger_id"], FORMS[entry](poll))
    await ack()


async def answered(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """One of the small forms was sent."""
    ask, poll = view["callback_id"].removeprefix(menu.ASKED), PollId(int(view["private_metadata"]))
    try:
        done = await ANSWERS[ask](Sent(client, house, scene, poll, Answers(view)))
    except AlreadyPast:
        await ack(response_action="errors", errors={"at": WHEN})
    except BadOptions as error:
        field = next(block["block_id"] for block in view["blocks"] if _holds_option(block))
        await ack(response_action="errors", errors={field: sentence(error)})
    else:
        await (ack(response_action="update", view=done) if done else ack())


async def authority(slack: AsyncWebClient, house: House, scene: Scene, poll: Shown) -> bool:
    """Whether somebody changes the poll by another right than that it is theirs. NotYourPoll, NotInChannel.

    That of a ritual belongs to nobody, and is changed by those who may change the ritual.
    """
    if poll.maker == scene.person:
        return False
    if not poll.maker:
        await check_may_change(slack, house, scene, poll.channel)
        return True
    if not await is_admin(slack, scene):
        raise NotYourPoll
    return True


@dataclass(frozen=True, slots=True)
class Sent:
    """A small form that was filled in."""

    slack: AsyncWebClient
    house: House
    scene: Scene
    poll: PollId
    answers: Answers

    async def shown(self) -> Shown:
        """The poll as it is now. Gone."""
        return await self.house.quietly(polls.shown, self.scene.workspace, self.poll)

    async def admin(self) -> bool:
        """As authority has it."""
        return await authority(self.slack, self.house, self.scene, await self.shown())

    def moment(self) -> datetime | None:
        """The chosen end; None for by hand."""
        chosen = self.answers.choice("at")
        return datetime.fromtimestamp(int(chosen), UTC) if chosen else None


async def _edit(sent: Sent) -> View | None:
    options = (await sent.shown()).setup.options
    await sent.house.act(
        polls.edit,
        sent.scene,
        sent.poll,
        question=sent.answers.text("question"),
        labels={each.key: sent.answers.text(f"{menu.LABEL}{each.key}") or each.label for each in options},
        closes_at=sent.moment(),
        admin=await sent.admin(),
    )
    return None


async def _add(sent: Sent) -> View | None:
    await sent.house.act(polls.add_option, sent.scene, sent.poll, sent.answers.text("option"))
    return None


async def _disguise(sent: Sent) -> View | None:
    worn = sent.answers.choice("worn")
    await sent.house.act(polls.disguise, sent.scene, sent.poll, worn)
    return None


async def _close(sent: Sent) -> View | None:
    await sent.house.act(polls.close, sent.scene, sent.poll, admin=await sent.admin())
    return None


async def _reopen(sent: Sent) -> View | None:
    await sent.house.act(polls.reopen, sent.scene, sent.poll, sent.moment(), admin=await sent.admin())
    return None


async def _remove(sent: Sent) -> View | None:
    await sent.house.act(polls.remove, sent.scene, sent.poll, admin=await sent.admin())
    return note("Removed", "The poll is on its way out of the channel.")


async def _remind(sent: Sent) -> View | None:
    poll, admin = await sent.shown(), await sent.admin()
    members: list[PersonId] = []
    if not poll.anonymous:
        members = await colleagues_in(sent.slack, sent.scene.workspace, poll.channel, MOST_REMINDED)
    letters = await sent.house.act(polls.remind, sent.scene, sent.poll, members, admin=admin)
    return menu.reminded_note(letters)


FORMS: dict[str, Callable[[Shown], View]] = {
    "edit": menu.edit_form,
    "remind": menu.remind_form,
    "close": menu.close_form,
    "reopen": menu.reopen_form,
    "remove": menu.remove_form,
}
ANSWERS: dict[str, Callable[[Sent], Awaitable[View | None]]] = {
    "edit": _edit,
    "add": _add,
    "disguise": _disguise,
    "close": _close,
    "reopen": _reopen,
    "remove": _remove,
    "remind": _remind,
}


def _holds_option(block: dict[str, Any]) -> bool:
    name = str(block.get("block_id"))
    return name == "option" or name.startswith(menu.LABEL)
