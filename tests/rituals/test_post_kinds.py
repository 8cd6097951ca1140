"""The kinds of message that there are: what is stored of them stays as it is, and each can be drawn."""

from __future__ import annotations

from bot.features.features import FEATURES
from bot.slack.routes import Routes
from rituals import agenda

# As they stand in databases: with another name nobody could draw them, with another key they came twice.
STORED = {
    "experiment": "shared:{}:{}:{}:{}",
    "game_plan": "game_plan:{}",
    "answers": "answers:{}",
    "story": "story:{}",
    "thanks_ask": "thanks:{}",
    "why_ask": "why:{}:{}",
    "author_note": "author:{}",
    "credit_note": "credit:{}:{}",
    "report_note": "report:{}:{}",
    "feed_moved": "feed:{}:{}",
    "save": "save:{}",
    "save_owner": "save_owner:{}:{}",
    "save_nudge": "save_nudge:{}:{}:{}:{}",
    "save_left": "save_left:{}:{}",
    "consent_ask": "consent:{}:{}",
    "whom_ask": "whom:{}:{}",
    "wordless_note": "wordless:{}:{}:{}",
    "poll": "poll:{}",
    "poll_trend": "poll:{}:trend",
    "poll_result_note": "poll:{}:result",
    "poll_reminder": "poll:{}:reminder:{}",
    "poll_reminder_for_all": "poll:{}:reminder",
    "poll_draft": "poll_draft:{}",
    "digest": "",
    "ballot": "",
    "ballot_result": "ballot:{}",
    "held_note": "held:{}:{}:{}",
    "late_note": "late:{}:{}",
    "change_note": "change:{}",
    "hello": "hello:{}",
    "channel_hello": "hello:{}",
    "suggestion_ask": "suggested:{}",
    "decision_note": "decided:{}",
    "tip_ask": "tip:{}",
    "word_ask": "word:{}",
    "bonfire": "bonfire:{}",
    "bonfire_result": "bonfire:{}:result",
    "bounce_note": "bounce:{}:{}:{}:{}",
    "admin_bounce_note": "bounce:{}:{}:{}",
}
# What everybody in a channel sees, or a thread: there a double is worse than a gap.
RATHER_ONCE = {
    "experiment", "game_plan", "answers", "story", "feed_moved", "save",
    "poll", "poll_trend", "poll_reminder_for_all", "digest", "bonfire", "bonfire_result", "channel_hello",
    "ballot", "ballot_result",
}  # fmt: skip


def test_kinds_keep_their_names_and_keys() -> None:
    assert {str(kind): kind.key for kind in agenda.POST_KINDS} == STORED


def test_private_questions_and_notes_come_rather_twice_than_never() -> None:
    assert {str(kind) for kind in agenda.POST_KINDS if not kind.rather_twice} == RATHER_ONCE


def test_every_kind_can_be_drawn_and_nothing_else() -> None:
    assert set(Routes(FEATURES).draws) == set(STORED)
