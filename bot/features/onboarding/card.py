"""Hello to somebody who brings the bot along, to a channel, and to somebody who calls it by its name."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.hello import HELLO, WANT_TO, hello_blocks, set_up_button
from bot.features.ways_in import MY_PRACTICE, OPEN_POLL, OPEN_SCHEDULE, OPEN_STORY, TODAY
from bot.slack.block_kit import Message, actions, button, context, names, place, section
from bot.slack.wording import listed
from rituals.ids import PersonId
from rituals.onboarding import Hello

MOST_ADMINS = 5


def hello_card(hello: Hello) -> Message:
    """The direct message to the person who has brought the bot into a channel."""
    if not hello.known:
        return Message(f"{HELLO} {WANT_TO}", hello_blocks(hello.channel))
    text = f"Thanks for adding me to {place(hello.channel)}. Want a small question there? It takes a minute."
    return Message(text, [section(f":wave: {text}"), actions(set_up_button(hello.channel))])


def channel_hello_card(hello: Hello) -> Message:
    """The one line in the channel. It offers a setup until the channel has a ritual."""
    ways = [] if hello.started else [actions(set_up_button(hello.channel))]
    return Message(HELLO, [section(f":wave: {HELLO}"), *ways])


def ways_in_card(channel: str, *, known: bool) -> Message:
    """What people can do without typing anything, for somebody who has mentioned the bot."""
    ways = actions(
        button("Today's experiment", TODAY),
        button("Share a story", OPEN_STORY),
        button("Start a poll", OPEN_POLL),
        *([button("New ritual", OPEN_SCHEDULE)] if known else []),
        button("My own practice", MY_PRACTICE),
    )
    note = context("Only you see this. My Home tab has all of it on one page.")
    if not known:
        return Message(f"{HELLO} {WANT_TO}", [*hello_blocks(channel), ways, note])
    text = "You called. Here's what I can do for you."
    return Message(text, [section(f":wave: {text}"), ways, note])


def outsider_card() -> Message:
    """The same for somebody of another organisation."""
    text = "Hi, I'm Headfirst. In this channel you can answer my questions and vote in polls."
    return Message(text, [section(f":wave: {text}")])


def not_allowed(admins: Sequence[PersonId]) -> str:
    """What to tell somebody who may not set anything up; `admins` are those who may."""
    if not admins:
        return "Only admins of this workspace can set me up. Ask one of them."
    if len(admins) > MOST_ADMINS:
        return f"Only admins of this workspace can set me up. {names(admins[:MOST_ADMINS])} are some of them."
    who = listed([names([each]) for each in admins], "or")
    return f"Only admins of this workspace can set me up. Ask {who}."
