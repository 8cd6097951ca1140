"""Whom the bot's messages notify: the record by which tests show that nobody pings through the bot."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from bot.playground.pings import pinged
from bot.playground.typed import escaped
from tests.playground.small_bot import SmallBot


def section(text: str, **more: Any) -> list[dict[str, Any]]:
    return [{"type": "section", "text": {"type": "mrkdwn", "text": text, **more}}]


@pytest.mark.parametrize(
    ("text", "kind", "target"),
    [
        ("<!here>", "here", "here"),
        ("<!channel|channel>", "channel", "channel"),
        ("<!everyone>", "everyone", "everyone"),
        ("Thanks <@U0BRUNOCOSTA>!", "user", "U0BRUNOCOSTA"),
        ("<@W0BRUNOCOSTA|bruno>", "user", "W0BRUNOCOSTA"),
        ("<!subteam^S0SUPPORT00>", "group", "S0SUPPORT00"),
    ],
)
def test_encoded_mentions_ping_wherever_they_stand(text: str, kind: str, target: str) -> None:
    assert pinged(text, None) == [(kind, target)]
    assert pinged("", section(text, verbatim=True)) == [(kind, target)]
    context = [{"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}]
    assert pinged("", context) == [(kind, target)]


@pytest.mark.parametrize("text", ["@channel", "see @here, please", "(@everyone)", "@Channel"])
def test_bare_mentions_ping_in_blocks_unless_verbatim(text: str) -> None:
    assert len(pinged("", section(text))) == 1
    assert pinged("", section(text, verbatim=True)) == []
    assert pinged("", [{"type": "section", "text": {"type": "plain_text", "text": text}}]) == []
    assert pinged(text, None) == []
    assert len(pinged(text, None, autoparse=True)) == 1


def test_the_text_beside_blocks_pings_nobody() -> None:
    assert pinged("<!channel>", section("Hello")) == []


def test_rich_text_pings_by_its_elements() -> None:
    elements = [{"type": "broadcast", "range": "here"}, {"type": "user", "user_id": "U0BRUNOCOSTA"}]
    parts = [
        {"type": "rich_text_section", "elements": [*elements, {"type": "usergroup", "usergroup_id": "S1"}]}
    ]
    found = pinged("", [{"type": "rich_text", "elements": parts}])
    assert found == [("here", "here"), ("user", "U0BRUNOCOSTA"), ("group", "S1")]


@given(st.text(alphabet=st.sampled_from("<>!@#&;|^ abchereUchannelSsubteam01")))
def test_escaped_and_verbatim_text_pings_nobody(text: str) -> None:
    assert pinged("", section(escaped(text), verbatim=True)) == []


async def test_every_way_to_post_is_recorded(slack: StandIn, bot: SmallBot, client: AsyncWebClient) -> None:
    posted = await client.chat_postMessage(channel="#support", text="<!here>")
    await client.chat_update(channel=posted["channel"], ts=posted["ts"], text="x", blocks=section("@channel"))
    await client.chat_postEphemeral(channel="C0SUPPORT00", user="U0ANADUARTE", text="<@U0ANADUARTE>")
    bot.says = {"text": "<!everyone>"}
    await slack.hands.command("ana", "#support", "/mindset")
    assert [ping.kind for ping in slack.workspace.pings] == ["here", "channel", "user", "everyone"]
    assert {ping.channel for ping in slack.workspace.pings} == {"C0SUPPORT00"}


async def test_what_people_say_is_not_the_bots_doing(slack: StandIn) -> None:
    await slack.hands.say("ana", "#support", "@channel, tea is ready")
    assert slack.workspace.pings == []
