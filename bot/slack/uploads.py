"""Files for one person, by direct message."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.block_kit import Element, actions, section
from bot.slack.refusals import NO_UPLOADS, code_of
from bot.slack.sentences import NO_FILES, PARCEL_LOST
from rituals.ids import PersonId

# A file of some megabytes takes longer than a call.
UPLOAD = aiohttp.ClientTimeout(total=60)


async def send_file(
    slack: AsyncWebClient,
    person: PersonId,
    name: str,
    content: bytes | Callable[[], Awaitable[bytes]],
    *,
    title: str,
    comment: str,
    alt: str = "",
    again: Element,
) -> bool:
    """The person gets `comment`, and below it the file. If it can't be sent, the comment says so instead.

    `content` may have yet to be made; so the person hears of it if that fails, too.
    `alt` describes a picture to those who can't see it. `again` is the button that asks for the file once
    more: nobody can type where it comes. What went wrong is raised, unless it is that the
    bot may not send files: that is nothing to look into. False then.
    """
    # The scope that opens a conversation isn't needed: posting to a person tells where that is.
    said = await slack.chat_postMessage(channel=person, text=comment)
    place, ts = str(said["channel"]), str(said["ts"])
    try:
        made = content if isinstance(content, bytes) else await content()
        await _upload(slack, place, name, made, title, alt)
    except BaseException as error:
        # Also when the bot is being stopped: nobody is to wait for what doesn't come.
        forbidden = isinstance(error, SlackApiError) and code_of(error) in NO_UPLOADS
        text = NO_FILES if forbidden else PARCEL_LOST
        await slack.chat_update(channel=place, ts=ts, text=text, blocks=[section(text), actions(again)])
        if not forbidden:
            raise
        return False
    return True


async def _upload(slack: AsyncWebClient, place: str, name: str, content: bytes, title: str, alt: str) -> None:
    ticket = await slack.files_getUploadURLExternal(filename=name, length=len(content), alt_txt=alt or None)
    assert slack.session is not None
    async with slack.session.post(ticket["upload_url"], data=content, timeout=UPLOAD) as answer:
        answer.raise_for_status()
    file = {"id": ticket["file_id"], "title": title}
    await slack.files_completeUploadExternal(files=[file], channel_id=place)
