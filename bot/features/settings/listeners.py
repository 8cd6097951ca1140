"""Settings of the workspace, for admins; and each person's own."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.features.permission import check_admin
from bot.features.sentences import NO_EMOJI, NO_SUCH_EMOJI, NOTES, NOTES_OFF, NOTES_ON, TOO_MANY
from bot.features.settings import form as blocks
from bot.features.stories.card import notes_answer
from bot.service.house import House
from bot.slack.answers import Answers, Typed, open_form, tell, whisper_card
from rituals import workspaces
from rituals.scene import Scene
from rituals.workspaces import MOST_EMOJI, MOST_TOUCHPOINTS

LONGEST_TOUCHPOINT = 60


async def asked(typed: Typed) -> None:
    """`/mindset settings`."""
    await check_admin(typed.slack, typed.scene)
    settings = await typed.house.quietly(workspaces.settings, typed.scene)
    await open_form(typed.slack, typed.trigger, blocks.settings_form(settings))
    await typed.ack()


async def chosen(
    ack: AsyncAck, view: dict[str, Any], client: AsyncWebClient, house: House, scene: Scene
) -> None:
    """The form was sent."""
    await check_admin(client, scene)
    answers = Answers(view)
    emoji, unread = blocks.read_emoji(answers.text("emoji"), house.catalog)
    touchpoints = _touchpoints(answers.text("touchpoints"))
    problems = _problems(emoji, unread, touchpoints)
    if problems:
        await ack(response_action="errors", errors=problems)
        return
    settings = workspaces.Settings(
        admins_only=answers.chosen("rituals") == "admins",
        blend=workspaces.Blend(answers.chosen("blend")),
        emoji=emoji,
        threshold=int(answers.chosen("threshold")),
        touchpoints=touchpoints,
        leaderboard=answers.chosen("leaderboard") == "yes",
        minimum_voters=int(answers.chosen("minimum_voters")),
    )
    await house.act(workspaces.change_settings, scene, settings)
    await ack(response_action="update", view=blocks.saved_note())


async def asked_for_notes(typed: Typed) -> None:
    """`/mindset notes [on | off]`: private notes about stories, for oneself."""
    said = {"on": (True, NOTES_ON), "off": (False, NOTES_OFF)}.get(typed.rest.lower().strip(" .!"))
    if said is None:
        await tell(typed.ack, NOTES)
        return
    notes, answer = said
    await typed.house.act(workspaces.want_notes, typed.scene, notes)
    await tell(typed.ack, answer)


async def chose_notes(
    ack: AsyncAck, action: dict[str, Any], respond: AsyncRespond, house: House, scene: Scene
) -> None:
    """*No more notes* below one, and the way back."""
    on = action["action_id"].endswith("on")
    await house.act(workspaces.want_notes, scene, on)
    await whisper_card(respond, notes_answer(NOTES_ON if on else NOTES_OFF, on=on))
    await ack()


def _touchpoints(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split())[:LONGEST_TOUCHPOINT] for line in text.splitlines())
    known: dict[str, str] = {}
    for line in lines:
        known.setdefault(workspaces.slug(line), line)
    return tuple(line for slug, line in known.items() if slug)


def _problems(emoji: object, unread: str | None, touchpoints: tuple[str, ...]) -> dict[str, str]:
    problems = {}
    if unread is not None:
        problems["emoji"] = NO_SUCH_EMOJI.format(line=unread[:100])
    elif not emoji:
        problems["emoji"] = NO_EMOJI
    elif isinstance(emoji, dict) and len(emoji) > MOST_EMOJI:
        problems["emoji"] = TOO_MANY.format(most=MOST_EMOJI)
    if len(touchpoints) > MOST_TOUCHPOINTS:
        problems["touchpoints"] = TOO_MANY.format(most=MOST_TOUCHPOINTS)
    return problems
