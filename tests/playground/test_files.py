"""Files: uploaded in three steps, shown in a message, and fetched again."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.conftest import Refuses

SUPPORT = "C0SUPPORT00"
CSV = b"who,what\nana,listened\n"


async def test_a_file_arrives_in_the_channel_with_its_words(slack: StandIn, client: AsyncWebClient) -> None:
    await client.files_upload_v2(
        channel=SUPPORT, filename="stories.csv", content=CSV, title="Stories", initial_comment="As asked"
    )
    [message] = slack.workspace.messages("#support")
    [file] = message.files
    assert (message.text, message.user, message.bot) == ("As asked", "U0HEADFIRST", True)
    assert (file.content, file.title, file.mimetype, file.size) == (CSV, "Stories", "text/csv", len(CSV))
    [seen] = (await client.conversations_history(channel=SUPPORT))["messages"]
    [shown] = seen["files"]
    assert shown.items() >= {"id": file.id, "name": "stories.csv", "title": "Stories", "size": 22}.items()
    assert shown.keys() >= {"mimetype", "url_private", "permalink", "created", "user"}


async def test_several_files_arrive_together_and_without_words(
    slack: StandIn, client: AsyncWebClient
) -> None:
    head = await slack.hands.say("ana", "#support", "Could we have both?")
    both = [{"filename": "a.txt", "content": "A"}, {"filename": "b.txt", "content": "BB"}]
    await client.files_upload_v2(channel=SUPPORT, file_uploads=both, thread_ts=head.ts)
    reply = slack.workspace.messages("#support")[-1]
    assert (reply.text, reply.thread_ts) == ("", head.ts)
    assert [file.content for file in reply.files] == [b"A", b"BB"]


async def test_a_file_for_nobody_is_in_no_channel(slack: StandIn, client: AsyncWebClient) -> None:
    done = await client.files_upload_v2(filename="own.csv", content=CSV)
    shown = (await client.files_info(file=done["file"]["id"]))["file"]
    assert (shown["channels"], shown["ims"], shown["is_public"]) == ([], [], False)
    assert all(not channel.messages for channel in slack.workspace.channels.values())


async def test_a_file_in_a_direct_message_is_told_as_such(slack: StandIn, client: AsyncWebClient) -> None:
    room = (await client.conversations_open(users="U0ANADUARTE"))["channel"]["id"]
    done = await client.files_upload_v2(channel=room, filename="own.csv", content=CSV)
    shown = (await client.files_info(file=done["file"]["id"]))["file"]
    assert (shown["ims"], shown["is_public"]) == ([room], False)
    [share] = shown["shares"]["private"][room]
    assert share["ts"] == slack.workspace.messages(room)[0].ts


async def test_the_bytes_may_come_bare_or_in_a_form(
    slack: StandIn, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    form = aiohttp.FormData()
    form.add_field("filename", CSV, filename="stories.csv")
    for body in (CSV, form):
        ticket = await client.files_getUploadURLExternal(filename="stories.csv", length=len(CSV))
        async with session.post(ticket["upload_url"], data=body) as answer:
            assert (answer.status, await answer.text()) == (200, f"OK - {len(CSV)}")
        await client.files_completeUploadExternal(files=[{"id": ticket["file_id"]}], channel_id=SUPPORT)
        assert slack.workspace.messages("#support")[-1].files[0].content == CSV


async def test_an_address_takes_just_what_was_announced_and_once(
    client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    ticket = await client.files_getUploadURLExternal(filename="stories.csv", length=len(CSV))
    statuses = []
    for body in (CSV[1:], CSV, CSV):
        async with session.post(ticket["upload_url"], data=body) as answer:
            statuses.append(answer.status)
    assert statuses == [400, 200, 404]


async def test_a_file_is_completed_once_and_only_when_its_bytes_have_come(
    client: AsyncWebClient, session: aiohttp.ClientSession, refuses: Refuses
) -> None:
    ticket = await client.files_getUploadURLExternal(filename="stories.csv", length=len(CSV))
    files = [{"id": ticket["file_id"], "title": "Stories"}]
    early = client.files_completeUploadExternal(files=files, channel_id=SUPPORT)
    assert (await refuses(early))["error"] == "file_not_found"
    await session.post(ticket["upload_url"], data=CSV)
    assert (await client.files_completeUploadExternal(files=files, channel_id=SUPPORT))["ok"]
    again = client.files_completeUploadExternal(files=files, channel_id=SUPPORT)
    assert (await refuses(again))["error"] == "file_not_found"


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("C0NOTTHERE0", "channel_not_found"),
        ("C0KUDOSFEED", "not_in_channel"),
        ("C0GENERAL00", "posting_to_channel_denied"),
        ("#support", "invalid_arguments"),
        ("U0ANADUARTE", "invalid_arguments"),
    ],
)
async def test_a_file_goes_only_where_the_bot_is(
    slack: StandIn, client: AsyncWebClient, channel: str, error: str
) -> None:
    await slack.hands.remove("#kudos", "headfirst")
    await slack.hands.archive("#general")
    with pytest.raises(SlackApiError) as caught:
        await client.files_upload_v2(channel=channel, filename="stories.csv", content=CSV)
    assert caught.value.response["error"] == error


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"length": 0}, "missing_argument"),
        ({"alt_txt": "x" * 1001}, "alt_txt_too_large"),
        ({"length": 2**20 + 1, "snippet_type": "python"}, "snippet_too_large"),
        ({"filename": ""}, "invalid_arguments"),
    ],
)
async def test_what_cannot_be_uploaded_is_refused_at_the_start(
    client: AsyncWebClient, refuses: Refuses, args: dict[str, Any], error: str
) -> None:
    call = client.api_call("files.getUploadURLExternal", params={"filename": "a.txt", "length": 5, **args})
    assert (await refuses(call))["error"] == error


async def test_files_need_their_scope(slack: StandIn, client: AsyncWebClient) -> None:
    slack.app.scopes -= {"files:write"}
    with pytest.raises(SlackApiError) as caught:
        await client.files_upload_v2(filename="stories.csv", content=CSV)
    assert (caught.value.response["error"], caught.value.response["needed"]) == (
        "missing_scope",
        "files:write",
    )


async def test_the_bot_fetches_its_file_with_a_token_that_may_read(
    slack: StandIn, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    done = await client.files_upload_v2(channel=SUPPORT, filename="a b?.csv", content=CSV)
    address = done["file"]["url_private"]
    token = {"Authorization": f"Bearer {slack.bot_token}"}
    async with session.get(address, headers=token) as answer:
        assert await answer.read() == CSV
        assert answer.headers["Content-Disposition"].startswith("attachment")
    async with session.get(address) as answer:
        assert answer.status == 403
    slack.app.scopes -= {"files:read"}
    async with session.get(address, headers=token) as answer:
        assert answer.status == 403


async def test_a_shared_file_is_told_of(slack: StandIn, client: AsyncWebClient) -> None:
    await client.files_upload_v2(channel=SUPPORT, filename="stories.csv", content=CSV)
    message, shared = (envelope["event"] for envelope in slack.events.sent)
    [file] = slack.workspace.messages("#support")[0].files
    assert (message["subtype"], message["files"][0]["id"]) == ("file_share", file.id)
    assert (shared["type"], shared["file_id"], shared["channel_id"]) == ("file_shared", file.id, SUPPORT)


async def test_a_deleted_file_is_gone_from_where_it_was(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    done = await client.files_upload_v2(channel=SUPPORT, filename="stories.csv", content=CSV)
    await client.files_delete(file=done["file"]["id"])
    assert slack.workspace.messages("#support")[0].files == []
    assert (await refuses(client.files_info(file=done["file"]["id"])))["error"] == "file_not_found"


async def test_a_picture_in_blocks_is_of_a_file_that_is_there(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    def picture(file_id: str) -> list[dict[str, Any]]:
        return [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "A cake"}]

    call = client.chat_postMessage(channel=SUPPORT, text="x", blocks=picture("F0NOBODY"))
    assert (await refuses(call))["error"] == "invalid_blocks"
    done = await client.files_upload_v2(filename="cake.png", content=b"\x89PNG")
    assert (await client.chat_postMessage(channel=SUPPORT, text="x", blocks=picture(done["file"]["id"])))[
        "ok"
    ]


async def test_an_upload_that_breaks_off_shares_nothing(slack: StandIn, client: AsyncWebClient) -> None:
    slack.faults.server_errors("upload")
    with pytest.raises(SlackRequestError):
        await client.files_upload_v2(channel=SUPPORT, filename="stories.csv", content=CSV)
    assert slack.workspace.messages("#support") == []
