"""Settings of the workspace, for admins; and each person's own."""

from __future__ import annotations

from bot.features.rights import check_admin
from bot.features.settings import form
from bot.features.stories.card import NOTES as NOTES_BUTTON
from bot.features.stories.card import notes_answer
from bot.slack.home import HomePage, Spot
from bot.slack.replies import Refuse, Replies, Say, Show, say
from bot.slack.requests import Line, Press, Request, Submission
from bot.slack.sentences import NO_EMOJI, NO_SUCH_EMOJI, NOTES, NOTES_OFF, NOTES_ON, TOO_MANY
from rituals import workspaces
from rituals.workspaces import MOST_EMOJI, MOST_TOUCHPOINTS

LONGEST_TOUCHPOINT = 60


async def asked_for_settings(line: Line) -> Replies:
    """`/mindset settings`."""
    return await _form(line)


async def asked_to_change(press: Press) -> Replies:
    """*Change settings* in App Home."""
    return await _form(press)


async def _form(request: Request) -> Replies:
    await check_admin(request)
    return Show(form.settings_form(await request.look(workspaces.settings)))


async def chosen(sent: Submission) -> Replies:
    """The form was sent."""
    await check_admin(sent)
    answers = sent.answers
    emoji, unread = form.read_emoji(answers.text("emoji"), sent.catalog)
    touchpoints = _touchpoints(answers.text("touchpoints"))
    if problems := _problems(emoji, unread, touchpoints):
        return Refuse(problems)
    settings = workspaces.Settings(
        admins_only=answers.chosen("rituals") == "admins",
        blend=workspaces.Blend(answers.chosen("blend")),
        tender=answers.chosen("tender") == "yes",
        emoji=emoji,
        threshold=int(answers.chosen("threshold")),
        touchpoints=touchpoints,
        leaderboard=answers.chosen("leaderboard") == "yes",
        minimum_voters=int(answers.chosen("minimum_voters")),
        answers_exported=answers.choice("answers_exported") == "yes",
    )
    await sent.act(workspaces.change_settings, settings)
    sent.then(sent.show_home, Spot(HomePage.SETUP))
    return Show(form.saved_note())


async def asked_for_notes(line: Line) -> Replies:
    """`/mindset notes [on | off]`: private notes about stories, for oneself."""
    said = {"on": (True, NOTES_ON), "off": (False, NOTES_OFF)}.get(line.rest.lower().strip(" .!"))
    if said is None:
        return say(NOTES)
    notes, answer = said
    await line.act(workspaces.want_notes, notes)
    return say(answer)


async def chose_notes(press: Press) -> Replies:
    """*No more notes* below one, and the way back."""
    on = press.after(NOTES_BUTTON) == "on"
    await press.act(workspaces.want_notes, on)
    return None if press.at_home else Say(notes_answer(NOTES_ON if on else NOTES_OFF, on=on))


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
