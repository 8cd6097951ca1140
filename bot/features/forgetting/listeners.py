"""Being forgotten: a person on their own wish, a workspace when it uninstalls the app."""

from __future__ import annotations

from bot.features.forgetting import form
from bot.slack.replies import Replies, Show, say
from bot.slack.requests import Event, Line, Submission
from bot.slack.sentences import FORGET_WHOM
from rituals import erasure, workspaces


async def asked_to_forget(line: Line) -> Replies:
    """`/mindset forget me`."""
    return Show(form.forget_form()) if line.rest.lower().strip(" .!") == "me" else say(FORGET_WHOM)


async def confirmed(sent: Submission) -> Replies:
    """They really want it."""
    known = await sent.directory.person(sent.workspace, sent.person)
    await sent.act(erasure.forget_me, known.names if known else ())
    return Show(form.forgotten_note())


async def uninstalled(event: Event) -> None:
    """The app was taken out of the workspace: what is known of it is erased after a while."""
    if event.kind == "app_uninstalled" or event.token_gone:
        await event.act(workspaces.leave)
