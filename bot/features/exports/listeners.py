"""Exports for admins: asked for in a line, put together afterwards, sent as a file by direct message."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.features.exports.card import AGAIN
from bot.features.giving_back import give_back_unread
from bot.features.rights import check_admin, closed_to
from bot.slack.block_kit import Element, Message, actions, button, section
from bot.slack.replies import Replies, say
from bot.slack.requests import Line, Press, Promise, Request
from bot.slack.sentences import ANSWERS_STAY, EXPORT_LOST, EXPORT_TOO_BIG, EXPORTING, EXPORTS
from bot.slack.uploads import send_file
from rituals import exports
from rituals.exports import Wish, Writer
from rituals.ids import ChannelId
from rituals.scene import Scene
from rituals.words import CannotRead

# In bytes. A file is in memory while it's put together.
LARGEST = 64 * 2**20
EXPORT = "export"
A_PART = timedelta(days=90)


async def asked_for_export(line: Line) -> Replies:
    """`/mindset export [stories | polls | lessons | …] [csv | json] [since 2026-01-31]`."""
    await check_admin(line)
    try:
        wish = exports.read_wish(line.rest)
    except CannotRead as unread:
        return await give_back_unread(line, unread, *EXPORTS)
    if not await line.look(exports.may_export, wish.sheet):
        return say(ANSWERS_STAY)
    await line.promise(EXPORT, wish=line.rest)
    return say(EXPORTING)


async def asked_again(press: Press) -> Replies:
    """*Try again* below what went wrong, or *The last 90 days* below what would have been too big."""
    await check_admin(press)
    await press.promise(EXPORT, wish=press.value)
    return say(EXPORTING)


async def promised(promise: Promise) -> None:
    """The file is put together and sent; if it can't be, the person hears of it."""
    wish = exports.read_wish(promise.facts["wish"])
    try:
        hidden = await _hidden(promise, wish)
        content = await _content(promise, wish, hidden)
    except BaseException:
        # Also when the bot is being stopped: nobody is to wait for what doesn't come.
        lost = [section(EXPORT_LOST), actions(_again("Try again", wish))]
        await promise.slack.chat_postMessage(channel=promise.person, text=EXPORT_LOST, blocks=lost)
        raise
    if content is None:
        said = _too_big(wish, promise.scene)
        await promise.slack.chat_postMessage(channel=promise.person, text=said.text, blocks=said.blocks)
        return
    name, title = f"{wish.sheet}-{promise.scene.now:%Y-%m-%d}.{wish.form}", wish.sheet.capitalize()
    comment = _comment(wish, bool(hidden))
    again = _again("Send it again", wish)
    await send_file(promise.slack, promise.person, name, content, title=title, comment=comment, again=again)


def _too_big(wish: Wish, scene: Scene) -> Message:
    text, since = EXPORT_TOO_BIG.format(sheet=wish.sheet), scene.now - A_PART
    if wish.since is not None and wish.since >= since:
        return Message(text, [section(text)])
    part = _again("The last 90 days", replace(wish, since=since))
    return Message(text, [section(text), actions(part)])


def _again(label: str, wish: Wish) -> Element:
    """A button in place of a typed line: nobody can type among direct messages."""
    since = f" since {wish.since:%Y-%m-%d}" if wish.since else ""
    return button(label, AGAIN, f"{wish.sheet} {wish.form}{since}")


async def _hidden(request: Request, wish: Wish) -> set[ChannelId]:
    """The channels whose words this person may not read, as far as the bot can see."""
    return await closed_to(request, await request.look(exports.channels, wish.sheet, wish.since))


async def _content(request: Request, wish: Wish, hidden: set[ChannelId]) -> bytes | None:
    """The file; None if it would be too big. Batch after batch, so that nobody has to wait for it."""
    writer, after = Writer(wish.sheet, wish.form), None
    content = bytearray(writer.begin().encode())
    while True:
        batch = await request.look(exports.batch, wish.sheet, wish.since, after, hidden)
        content += writer.rows(batch.rows).encode()
        if len(content) > LARGEST:
            return None
        if (after := batch.after) is None:
            return bytes(content + writer.end().encode())


def _comment(wish: Wish, partly: bool) -> str:
    since = f" since {wish.since:%Y-%m-%d}" if wish.since else ""
    left_out = " I left out the words from channels you aren't in." if partly else ""
    return f"Here are the {wish.sheet}{since}. Times are in UTC.{left_out}"
