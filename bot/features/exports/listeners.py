"""Exports for admins: asked for in a line, put together afterwards, sent as a file by direct message."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.permission import check_admin, may_read
from bot.features.sentences import EXPORT_LOST, EXPORT_TOO_BIG, EXPORTING, EXPORTS, unread_sentence
from bot.service.house import House
from bot.slack.answers import Typed, give_back, tell
from bot.slack.block_kit import Message, actions, button, section
from bot.slack.uploads import send_file
from rituals import exports
from rituals.exports import Wish, Writer
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.words import CannotRead

# In bytes. A file is held in memory while it is put together.
LARGEST = 64 * 2**20
LESS = "export:less"
A_PART = timedelta(days=90)


async def asked(typed: Typed) -> None:
    """`/mindset export [stories | polls | rituals] [csv | json] [since 2026-01-31]`."""
    await check_admin(typed.slack, typed.scene)
    try:
        wish = exports.read_wish(typed.rest)
    except CannotRead as unread:
        await give_back(typed, unread_sentence(unread), unread.words, *EXPORTS)
        return
    typed.house.later(_send(typed.slack, typed.house, typed.scene, wish))
    await tell(typed.ack, EXPORTING)


async def asked_for_less(
    ack: AsyncAck, action: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """*The last 90 days* below a file that would have been too big."""
    await check_admin(client, scene)
    wish = exports.read_wish(str(action["value"]))
    house.later(_send(client, house, scene, replace(wish, since=scene.now - A_PART)))
    await ack()


def _too_big(wish: Wish, scene: Scene) -> Message:
    text = EXPORT_TOO_BIG.format(sheet=wish.sheet)
    # Nobody can type among direct messages.
    part = button("The last 90 days", LESS, f"{wish.sheet} {wish.form}")
    smaller = wish.since is None or wish.since < scene.now - A_PART
    return Message(text, [section(text), *([actions(part)] if smaller else [])])


async def _send(slack: AsyncWebClient, house: House, scene: Scene, wish: Wish) -> None:
    try:
        hidden = await _hidden(slack, house, scene, wish)
        content = await _content(house, scene, wish, hidden)
    except BaseException:
        # Also when the bot is being stopped: nobody is to wait for what does not come.
        await slack.chat_postMessage(channel=scene.person, text=EXPORT_LOST)
        raise
    if content is None:
        said = _too_big(wish, scene)
        await slack.chat_postMessage(channel=scene.person, text=said.text, blocks=said.blocks)
        return
    name = f"{wish.sheet}-{scene.now:%Y-%m-%d}.{wish.form}"
    title = wish.sheet.capitalize()
    await send_file(slack, scene.person, name, content, title=title, comment=_comment(wish, bool(hidden)))


async def _hidden(slack: AsyncWebClient, house: House, scene: Scene, wish: Wish) -> set[ChannelId]:
    """The channels whose words this person may not read, or not for all that the bot can see."""
    places = await house.quietly(exports.channels, scene, wish.sheet, wish.since)
    return {place for place in places if not await may_read(slack, place, scene)}


async def _content(house: House, scene: Scene, wish: Wish, hidden: set[ChannelId]) -> bytes | None:
    """The file; None if it would be too big. Batch after batch, so that nobody has to wait for it."""
    writer, after = Writer(wish.sheet, wish.form), None
    content = bytearray(writer.begin().encode())
    while True:
        batch = await house.quietly(exports.batch, scene, wish.sheet, wish.since, after, hidden)
        content += writer.rows(batch.rows).encode()
        if len(content) > LARGEST:
            return None
        if (after := batch.after) is None:
            return bytes(content + writer.end().encode())


def _comment(wish: Wish, partly: bool) -> str:
    since = f", since {wish.since:%Y-%m-%d}" if wish.since else ""
    left_out = " Of polls in channels that you are not in, the words are left out." if partly else ""
    return f"Here are the {wish.sheet}{since}. Times in it are UTC.{left_out}"
