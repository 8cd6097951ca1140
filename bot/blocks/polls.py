"""Polls: the form, the live card, the result."""

from __future__ import annotations

from bot.blocks.kit import (
    HEADER,
    Block,
    Message,
    View,
    actions,
    button,
    channel_field,
    context,
    field_block,
    form,
    header,
    mention,
    moment,
    option,
    said,
    section,
    select,
)
from rituals.catalog import Catalog, Framework, Mindset, Tone
from rituals.ids import ChannelId
from rituals.polls import MINIMUM, Closing, Shown, Tally

START_POLL = "start_poll"
VOTE = "vote:"
BAR = 10

CLOSINGS = {
    Closing.ONE_HOUR: "In one hour",
    Closing.FOUR_HOURS: "In four hours",
    Closing.END_OF_DAY: "At 17:00, your time",
    Closing.TOMORROW: "This time tomorrow",
    Closing.ONE_WEEK: "In a week",
}


def poll_form(
    catalog: Catalog, framework: Framework, *, question: str, channel: ChannelId | None, memory: str = ""
) -> View:
    """Asks what to vote on. Everything is filled in, so that most people only press *Start*."""
    words = {
        "type": "plain_text_input",
        "action_id": "question",
        "max_length": HEADER,
        "initial_value": (question or framework.poll_question)[:HEADER],
    }
    schools = [option(f"{each.emoji} {each.name}", each.key, each.tagline) for each in catalog]
    endings = [option(label, closing) for closing, label in CLOSINGS.items()]
    return form(
        START_POLL,
        "Start a quick poll",
        "Start",
        [
            field_block("question", "Question", words),
            field_block(
                "framework",
                "Mindsets to choose from",
                select("framework", schools, framework.key),
                hint="Votes are anonymous: these polls offer a mindset we all slip into sometimes.",
            ),
            channel_field("channel", "Channel", channel),
            field_block("closes", "Closes", select("closes", endings, Closing.FOUR_HOURS)),
        ],
        memory,
    )


def poll_card(poll: Shown, framework: Framework) -> Message:
    """A poll as it stands: open with buttons and live bars, or closed with its result."""
    options = [framework.mindset(key) for key in poll.options]
    title = f"{framework.emoji} {'Poll result' if poll.closed else 'Quick poll'} · {said(framework.name)}"
    # Nobody has started the poll of a ritual.
    by = f" · started by {mention(poll.maker)}" if poll.maker else ""
    blocks = [context(title + by), header(poll.question)]
    if poll.link:
        blocks.append(context(f"<{poll.link}|About this message>"))
    blocks += _closed(poll, options) if poll.closed else _open(poll, options)
    return Message(f"{'Result' if poll.closed else 'Quick poll'}: {said(poll.question)}", blocks)


def poll_preview(framework: Framework, question: str) -> list[Block]:
    """What a ritual will ask, for the person who wants to see it; the poll itself has a button for each."""
    lines = "\n".join(
        f"{each.emoji} *{said(each.name)}* · {said(each.meaning)}" for each in framework.mindsets
    )
    return [
        context(
            ":eyes: Only you see this. The poll has a button for each of these, and is open for a while."
        ),
        context(f"{framework.emoji} Quick poll · {said(framework.name)}"),
        header(question),
        section(lines),
    ]


def vote_answer(choice: Mindset | None) -> str:
    """The private line after a vote."""
    if choice is None:
        return "Your vote is taken back."
    change = "Press it again to take it back, or another one to change."
    return f"Your vote: {choice.emoji} *{said(choice.name)}*. {change}"


def _open(poll: Shown, options: list[Mindset]) -> list[Block]:
    buttons = [button(each.label, f"{VOTE}{each.key}", str(poll.id)) for each in options]
    return [
        section(_bars(poll.tally, options) if poll.tally else _waiting(poll, options)),
        actions(*buttons, block_id=f"poll:{poll.id}"),
        context(f"{_how_many(poll.voters)} · closes {moment(poll.closes_at)}", _promise(poll)),
    ]


def _closed(poll: Shown, options: list[Mindset]) -> list[Block]:
    if poll.tally is None:
        few = "Nobody voted this time." if not poll.voters else _too_few(poll)
        return [section(few), context(f"Closed {moment(poll.closes_at)}")]
    blocks = [section(_bars(poll.tally, options)), section(_reading(poll.tally, options))]
    footer = f"{_how_many(poll.voters)} · closed {moment(poll.closes_at)}"
    if poll.kept_back:
        late = "One late change is" if poll.kept_back == 1 else f"{poll.kept_back} late changes are"
        footer += f" · {late} left out of the bars, so that nobody can tell whose"
    return [*blocks, context(footer)]


def _bars(tally: Tally, options: list[Mindset]) -> str:
    return "\n".join(_bar(each, tally) for each in options)


def _bar(mindset: Mindset, tally: Tally) -> str:
    votes = tally.votes.get(mindset.key, 0)
    share = votes / tally.voters if tally.voters else 0.0
    full = round(share * BAR)
    return f"{mindset.emoji} *{said(mindset.name)}*\n`{'█' * full}{'░' * (BAR - full)}` {votes} · {share:.0%}"


def _waiting(poll: Shown, options: list[Mindset]) -> str:
    lines = "\n".join(f"{each.emoji} *{said(each.name)}* · {said(each.meaning)}" for each in options)
    return lines if not poll.anonymous else f"{lines}\n_The bars show once {MINIMUM} people have voted._"


def _promise(poll: Shown) -> str:
    if not poll.anonymous:
        return "Votes are not anonymous."
    return f"Anonymous: nobody can see who voted what. The bars move {MINIMUM} votes at a time."


def _too_few(poll: Shown) -> str:
    return f"{_how_many(poll.voters)}. With so few, a result could tell who chose what, so it is not shown."


def _reading(tally: Tally, options: list[Mindset]) -> str:
    most = max(tally.votes.values(), default=0)
    ahead = [each for each in options if tally.votes.get(each.key) == most]
    if any(each.tone is Tone.SHADOW for each in ahead):
        return ":speech_balloon: Worth a talk: what made it hard that time, and what would help next time?"
    return f"Most seen: {', '.join(f'{each.emoji} *{said(each.name)}*' for each in ahead)}"


def _how_many(voters: int) -> str:
    return {0: "No votes yet", 1: "1 person has voted"}.get(voters, f"{voters} people have voted")
