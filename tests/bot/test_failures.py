"""What Slack's errors mean for a post: values only."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.errors import SlackApiError

from bot.delivery.failures import classify
from bot.delivery.rate_limit import asked_to_wait
from rituals.ids import WorkspaceId
from rituals.posts import Claimed, Errand, Outcome, Verdict
from tests.cast import NOW


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        (" 1.5 ", 1.5),
        (None, 5),
        ("", 5),
        ("soon", 5),
        ("0", 1),
        ("-3", 1),
        ("nan", 1),
        ("9e99", 3600),
        (f"{NOW + timedelta(seconds=40):%a, %d %b %Y %H:%M:%S GMT}", 40),
        (f"{NOW - timedelta(days=4):%a, %d %b %Y %H:%M:%S GMT}", 1),
    ],
)
def test_a_retry_after_is_read_leniently(header: str | None, seconds: float) -> None:
    assert asked_to_wait(header, NOW) == timedelta(seconds=seconds)


@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} \d+ \d+:\d+:\d+ [+A-Z]\d*"))
def test_whatever_retry_after_says_the_wait_is_between_a_second_and_an_hour(header: str) -> None:
    assert timedelta(seconds=1) <= asked_to_wait(header, NOW) <= timedelta(hours=1)


def answered(code: str, errand: Errand) -> Outcome:
    """What it means that Slack answers this."""
    claimed = Claimed(
        id=1,
        workspace=WorkspaceId("T0HARBOUR"),
        kind="story",
        subject=1,
        channel="C0KUDOS",
        key="key",
        errand=errand,
        version=1,
        ts=None,
        sent_at=None,
        since=NOW,
        planned=None,
        thread=None,
        text_mark=None,
    )
    error = SlackApiError("", SimpleNamespace(data={"ok": False, "error": code}, status_code=200, headers={}))
    return classify(error, claimed, NOW)


@pytest.mark.parametrize(
    "code",
    [
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
    ],
)
def test_some_refusals_say_that_the_channel_is_shut(code: str) -> None:
    outcome = answered(code, Errand.POST)
    assert (outcome.verdict, outcome.error, outcome.shut) == (Verdict.REFUSED, code, True)


@pytest.mark.parametrize(
    "code",
    [
        "account_inactive",
        "cant_delete_message",
        "cant_update_message",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_auth",
        "invalid_blocks",
        "invalid_blocks_format",
        "is_inactive",
        "messages_tab_disabled",
        "missing_scope",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "not_authed",
        "restricted_action_non_threadable_channel",
        "restricted_action_thread_locked",
        "token_expired",
        "token_revoked",
        "user_not_found",
    ],
)
def test_others_are_about_the_message_alone(code: str) -> None:
    outcome = answered(code, Errand.POST)
    assert (outcome.verdict, outcome.error, outcome.shut) == (Verdict.REFUSED, code, False)


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "service_unavailable", "never_heard_of"])
def test_what_slack_may_say_otherwise_tomorrow_is_tried_again(code: str) -> None:
    assert answered(code, Errand.POST).verdict is Verdict.AGAIN


@pytest.mark.parametrize(
    "code", ["channel_not_found", "missing_scope", "not_in_channel", "access_denied", "no_permission"]
)
def test_a_history_that_cannot_be_read_settles_nothing(code: str) -> None:
    assert answered(code, Errand.LOOK).verdict is Verdict.UNSEEABLE


def test_a_message_that_is_missing_was_deleted_by_hand() -> None:
    changed, deleted = (
        answered("message_not_found", Errand.UPDATE),
        answered("message_not_found", Errand.DELETE),
    )
    assert (changed.verdict, changed.error) == (Verdict.REFUSED, "deleted_by_hand")
    assert deleted.verdict is Verdict.DELETED
