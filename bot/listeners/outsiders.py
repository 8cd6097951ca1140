"""People of other organisations, in channels that are shared with them: what they may answer there."""

from __future__ import annotations

import re
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks import experiments, nominations, poll_menu, polls, stories
from bot.people import person
from rituals.errors import ColleaguesOnly
from rituals.scene import Scene

# What is asked of everybody in a channel, and of the author of private words. All else is for colleagues.
ANSWERS = (polls.VOTE, polls.MY_VOTE, polls.ADD_OPTION, experiments.ENGAGE, stories.CHEER)
CONSENT = (nominations.SHARE_WORDS, nominations.KEEP_WORDS)
FORMS = (f"{poll_menu.ASKED}add", f"{poll_menu.ASKED}disguise")
FOR_EVERYBODY = re.compile("|".join(map(re.escape, (*ANSWERS, *CONSENT, *FORMS))))


async def check_may_press(slack: AsyncWebClient, scene: Scene, body: dict[str, Any]) -> None:
    """ColleaguesOnly if an outsider presses, or sends, what is not for them."""
    user = body.get("user")
    team = user.get("team_id") if isinstance(user, dict) else None
    if team in (None, scene.workspace) or all(FOR_EVERYBODY.match(name) for name in _pressed(body)):
        return
    # On Enterprise Grid a colleague may come with another workspace of the organisation.
    found = await person(slack, scene.workspace, scene.person)
    if found is None or found.outsider:
        raise ColleaguesOnly


def _pressed(body: dict[str, Any]) -> list[str]:
    if "actions" in body:
        return [str(action.get("action_id")) for action in body["actions"]]
    return [str((body.get("view") or body).get("callback_id"))]
