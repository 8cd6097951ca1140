"""Notes about messages that couldn't be posted: what happened, and what can be done."""

from __future__ import annotations

from bot.features.stories.card import choose_feed
from bot.slack.block_kit import Block, Message, actions, button, context, mention, place, said, section
from bot.slack.refusals import Refusal, meaning
from rituals import answers, ballots, bonfire, digests, experiments, polls, saves, stories
from rituals.posts import DELETED_BY_HAND, THREAD_GONE, Failed, State

TRY_AGAIN = "bounce:again"

WHAT: dict[str, str] = {
    stories.CARD: "the story",
    stories.MOVE_NOTE: "the note that the feed has moved",
    polls.CARD: "your poll",
    polls.REMINDER: "a reminder of your poll",
    polls.REMINDER_FOR_ALL: "the reminder in your poll's thread",
    polls.RESULT: "the result under your poll",
    polls.RESULT_NOTE: "the result of your poll",
    experiments.CARD: "the thought experiment",
    experiments.GAME_PLAN: "the game plan",
    answers.REPLY: "your answer",
    saves.CARD: "a save in its thread",
    saves.OWNER_NOTE: "a note about a save",
    saves.NUDGE: "a reminder of a save",
    saves.LEFT_NOTE: "a note about a save",
    digests.CARD: "the digest",
    ballots.CARD: "the vote on the story of the month",
    ballots.RESULT: "the story of the month",
    bonfire.CARD: "the vote on your phrase",
    bonfire.RESULT: "the result under your phrase",
}
LIMITED = (
    "Only some people may post there, and I'm not one of them.",
    "Ask an admin to let me post there.",
)
INVITE = "Type `/invite @Headfirst` there."
# Slack's reasons in words, and what helps.
REASONS: dict[str, tuple[str, str]] = {
    Refusal.LIMITED: LIMITED,
    Refusal.NO_THREADS: ("That channel has no threads.", "Post it without a thread."),
    Refusal.LOCKED: ("That thread is locked.", "Ask an admin to unlock it."),
    Refusal.OUTSIDE: ("I'm not in that channel.", INVITE),
    Refusal.UNSEEN: ("I can't see that channel.", INVITE),
    Refusal.ARCHIVED: ("The channel is archived.", "Unarchive it first."),
    THREAD_GONE: ("The message above it was deleted.", ""),
    DELETED_BY_HAND: ("Somebody deleted it, or it's older than your plan shows.", ""),
    Refusal.TOO_LONG: ("It's too long for Slack.", "Make it shorter."),
}
# A direct message has reasons of its own.
REASONS_OF_LETTERS: dict[str, tuple[str, str]] = {
    Refusal.NO_LETTERS: (
        "My messages are turned off.",
        "Turn on the Messages tab in the app's settings.",
    ),
}
GONE_AWAY = ("That account seems to be closed, or hidden from me.", "")
MORE = "If this keeps happening, the person who runs me can see more with `headfirst posts`."


def bounce_card(failed: Failed, question: str | None) -> Message:
    """For the person who waits for a message that didn't come; `question` is that of a poll."""
    text = _text(failed, WHAT.get(failed.kind, "a message"))
    blocks: list[Block] = [section(text), *_for_whom(failed)]
    if question is not None:
        blocks.append(section(f":bar_chart: *{said(question, 500)}*"))
    if failed.wanted and failed.stuck and failed.error != THREAD_GONE:
        label = "Post it again" if _may_be_there(failed) or failed.error == DELETED_BY_HAND else "Try again"
        blocks.append(actions(button(label, TRY_AGAIN, str(failed.id), style="primary")))
    return Message(text, blocks)


def admin_bounce_card(failed: Failed) -> Message:
    """For admins: their feed takes no stories, or nobody else could be told."""
    text = _text(failed, f"{WHAT.get(failed.kind, 'a message')}".replace("your poll", "a poll"))
    if failed.kind == stories.CARD and failed.wanted and not failed.there:
        text = f"{text} Then choose that channel or another one, and I'll post what's waiting."
        return Message(text, [section(text), actions(choose_feed())])
    return Message(text, [section(text), *_for_whom(failed)])


def _for_whom(failed: Failed) -> list[Block]:
    """Whose letter it was; in small print, where a name notifies nobody."""
    own = failed.reader is None or not failed.wanted
    return [] if own else [context(f"It was for {mention(failed.channel)}.")]


def _text(failed: Failed, what: str) -> str:
    where = "by direct message" if failed.reader else f"in {place(failed.channel)}"
    if failed.state == State.IN_DOUBT and failed.stuck:
        return _doubtful(failed, what, where)
    why, cure = _reason(failed)
    if failed.strayed:
        return f"I couldn't post {what} {where}. {why}"
    if failed.state == State.GAVE_UP and failed.stuck:
        return f"I couldn't {_verb(failed)} {what} {where}. {why} {cure}".strip()
    if failed.there:
        return f"All good: {what} is there now."
    return f"I'm trying {what} {where} again. If it fails, I'll tell you."


def _doubtful(failed: Failed, what: str, where: str) -> str:
    if not failed.wanted and failed.reader:
        return "A question I had for you is no longer needed. If you see it here, please ignore it."
    lost = "Slack's answer got lost, and I can't look there myself."
    if not failed.wanted:
        return (
            f"I tried to remove {what} {where}, but it may still be there. {lost} If you see it, delete it."
        )
    return f"I don't know whether {what} {where} was posted. {lost} If you don't see it, post it again."


def _verb(failed: Failed) -> str:
    if not failed.wanted:
        return "remove"
    return "update" if failed.there else "send" if failed.reader else "post"


def _reason(failed: Failed) -> tuple[str, str]:
    if failed.reader:
        return REASONS_OF_LETTERS.get(failed.error, GONE_AWAY)
    other = f"Slack said `{said(failed.error, 60)}`.", MORE
    why, cure = REASONS.get(meaning(failed.error), other)
    if not failed.wanted and not cure.startswith("Type"):
        cure = "An admin can delete it in Slack."
    return why, cure


def _may_be_there(failed: Failed) -> bool:
    return failed.state == State.IN_DOUBT
