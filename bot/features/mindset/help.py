"""Help that fits one screen."""

from __future__ import annotations

from bot.slack.block_kit import Message, context, said, section

LINES = (
    ("/mindset", "today's thought experiment, only for you; `… hero`: who the next customer might be"),
    ("/mindset story", "tell of a moment with a customer"),
    ("/mindset feed", "read and search stories; `… #channel` says where they go"),
    ("/mindset poll", "ask which mindset a moment showed"),
    ("/mindset trends", "how mindsets go over weeks; `… head check`, `… touchpoints`"),
    ("/mindset schedule", "a ritual for a channel; or `… daily 09:00`"),
    ("/mindset schedule list", "see, change or pause rituals"),
    ("/mindset me", "the experiment by direct message, for you"),
    ("/mindset suggest", "a thought experiment of your own"),
    ("/mindset settings", "for admins, like `/mindset export`: stories as a file"),
    ("/mindset forget me", "erase what I know of you"),
)


def help_card(unknown: str = "") -> Message:
    """What one can do; `unknown` is what somebody typed that is none of it."""
    commands = "\n".join(f"`{command}` {about}" for command, about in LINES)
    blocks = [
        section(f"*Customer service happens head first.*\n{commands}"),
        section(
            "React with :star2: to a teammate's message to nominate a great human moment, or take "
            "*Great human moment* in its menu. *Which mindset was this?* there starts a poll about it."
        ),
        context("Home, in the menu of this app, has all of it on one page."),
    ]
    if unknown:
        first = section(f"I did not understand “{said(unknown, 200)}”. Here is what I know:")
        return Message("I did not understand that. Here is what I know.", [first, *blocks])
    return Message("What Headfirst can do", blocks)
