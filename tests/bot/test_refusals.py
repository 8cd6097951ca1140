"""Slack's refusals, code by code: what each means for what was asked, and how people hear of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from slack_sdk.errors import SlackApiError

from bot.app.installations import introduce
from bot.features.bounces.card import bounce_card
from bot.features.schedules.notes import held_card
from bot.service.config import ConfigError
from bot.slack import channels, messages, people
from bot.slack.messages import Unseen
from rituals.catalog import load
from rituals.ids import ChannelId, ScheduleId, WorkspaceId
from rituals.posts import Failed, State
from tests.bot.samples import a_ritual
from tests.cast import ANA, BRUNO, HARBOUR, SUPPORT
from tests.journeys.world import World

CATALOG = load()
OUT_OF_SIGHT = ("channel_not_found", "missing_scope", "not_in_channel", "no_permission", "no_access")
INVITE = "Type `/invite @Headfirst` there."
FAILED = Failed(
    id=1,
    workspace=WorkspaceId(HARBOUR),
    kind="poll",
    subject=1,
    channel=ChannelId(SUPPORT),
    key="key",
    state=State.GAVE_UP,
    error="",
    wanted=True,
    there=False,
    asked_by=ANA,
    ritual=None,
    stuck=True,
    shut=False,
)


# --- what each is for whoever asks


async def test_what_the_bot_may_not_see_is_neither_open_nor_reachable_and_has_nobody_in_it(
    world: World,
) -> None:
    slack, faults = world.bot.slack, world.slack.faults
    for code in OUT_OF_SIGHT:
        faults.refuse("conversations.info", code)
        place = await channels.channel(slack, SUPPORT)
        assert (place.open, place.reachable) == (False, False), code
        faults.refuse("conversations.members", code)
        assert not await people.is_member(slack, SUPPORT, ANA), code


async def test_a_message_that_is_missing_is_told_from_one_that_may_not_be_seen(world: World) -> None:
    directory = world.bot.door.parser.directory
    meant = {"message_not_found": Unseen.MISSING} | dict.fromkeys(OUT_OF_SIGHT, Unseen.HIDDEN)
    for code, unseen in meant.items():
        world.slack.faults.refuse("reactions.get", code)
        assert await messages.message(directory, HARBOUR, SUPPORT, "1.1") is unseen, code


async def test_there_is_no_link_to_what_is_not_there(world: World) -> None:
    for code in ("message_not_found", "channel_not_found", "not_in_channel"):
        world.slack.faults.refuse("chat.getPermalink", code)
        assert await channels.permalink(world.bot.slack, SUPPORT, "1.1") is None, code


async def test_nobody_is_there_whom_slack_does_not_know_or_show(world: World) -> None:
    for code in ("user_not_found", "user_not_visible", "users_not_found"):
        world.slack.faults.refuse("users.info", code)
        assert await people.person(world.bot.slack, HARBOUR, BRUNO) is None, code


async def test_a_workspace_without_user_groups_has_none(world: World) -> None:
    for code in ("missing_scope", "plan_upgrade_required", "not_allowed_token_type"):
        world.slack.faults.refuse("usergroups.list", code)
        assert await people.groups(world.bot.slack) == [], code


async def test_any_other_answer_is_no_answer_to_the_question(world: World) -> None:
    slack, faults = world.bot.slack, world.slack.faults
    asked = {
        "conversations.info": lambda: channels.channel(slack, SUPPORT),
        "conversations.members": lambda: people.is_member(slack, SUPPORT, ANA),
        "chat.getPermalink": lambda: channels.permalink(slack, SUPPORT, "1.1"),
        "users.info": lambda: people.person(slack, HARBOUR, BRUNO),
        "usergroups.list": lambda: people.groups(slack),
    }
    for method, ask in asked.items():
        faults.refuse(method, "internal_error")
        with pytest.raises(SlackApiError, match="internal_error"):
            await ask()


async def test_a_token_that_slack_does_not_take_is_to_be_copied_again(world: World) -> None:
    for code in ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"):
        world.slack.faults.refuse("auth.test", code)
        with pytest.raises(ConfigError, match="copy it again from OAuth & Permissions"):
            await introduce(world.bot.slack)
    world.slack.faults.refuse("auth.test", "org_login_required")
    with pytest.raises(ConfigError, match="check SLACK_BOT_TOKEN and the app's settings"):
        await introduce(world.bot.slack)


# --- in words


@pytest.mark.parametrize(
    ("code", "why", "cure"),
    [
        ("is_archived", "The channel is archived", "Unarchive it first."),
        ("not_in_channel", "I'm not in that channel", INVITE),
        ("channel_not_found", "I can't see that channel", INVITE),
        ("restricted_action", "Only some people may post there", "let me post there."),
        ("restricted_action_read_only_channel", "Only some people may post there", "let me post there."),
        ("restricted_action_thread_only_channel", "Only some people may post there", "let me post there."),
        ("restricted_action_non_threadable_channel", "That channel has no threads", "without a thread."),
        ("restricted_action_thread_locked", "That thread is locked", "to unlock it."),
        ("msg_too_long", "It's too long for Slack", "Make it shorter."),
        ("msg_blocks_too_long", "It's too long for Slack", "Make it shorter."),
        ("thread_gone", "The message above it was deleted", ""),
        ("deleted_by_hand", "Somebody deleted it, or it's older than your plan shows", ""),
        ("never_heard_of", "Slack said `never_heard_of`", "`headfirst posts`."),
    ],
)
def test_whoever_waits_for_a_post_hears_why_it_did_not_come_and_what_helps(
    code: str, why: str, cure: str
) -> None:
    said = bounce_card(replace(FAILED, error=code), None).text
    assert said.startswith(f"I couldn't post your poll in <#{SUPPORT}>. {why}"), said
    assert said.endswith(cure or f"{why}."), said


def test_a_letter_that_does_not_arrive_has_reasons_of_its_own() -> None:
    off, gone = (
        bounce_card(replace(FAILED, channel=ChannelId(BRUNO), error=code), None).text
        for code in ("messages_tab_disabled", "channel_not_found")
    )
    assert "My messages are turned off. Turn on the Messages tab" in off
    assert "That account seems to be closed" in gone


@pytest.mark.parametrize(
    ("held", "why", "cure"),
    [
        ("is_archived", "The channel is archived", "Once it's unarchived"),
        ("not_in_channel", "I'm no longer in the channel", "Type `/invite @Headfirst`"),
        ("channel_not_found", "I can no longer see the channel", "Type `/invite @Headfirst`"),
        ("channel_deleted", "The channel was deleted", "*Change*"),
        ("nothing_to_post", "Its framework was removed", "*Change*"),
        ("restricted_action", "Slack doesn't let me post there", "Somebody may have limited"),
    ],
)
def test_an_owner_hears_why_their_ritual_has_paused_itself_and_what_helps(
    held: str, why: str, cure: str
) -> None:
    ritual = replace(a_ritual("head_first", "Europe/Lisbon"), id=ScheduleId(1), held=held)
    said = held_card(ritual, CATALOG).text
    assert f"I've paused this ritual. {why}" in said
    assert cure in said
