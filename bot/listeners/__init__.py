"""THE TABLE of all that the bot answers to. Bolt tries it from the top: the hot ones come first."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.blocks import experiments as experiment_blocks
from bot.blocks import polls as poll_blocks
from bot.blocks import schedules as schedule_blocks
from bot.blocks import stories as story_blocks
from bot.listeners import errors, experiments, home, mindset, nominations, polls, schedules, stories


def register(app: AsyncApp) -> None:
    """Tell Bolt who answers what."""
    app.action(re.compile(f"^{poll_blocks.VOTE}"))(polls.voted)
    app.action(story_blocks.CHEER)(stories.cheered)
    app.command("/mindset")(mindset.typed)
    app.event("reaction_added")(nominations.reacted)
    app.event("reaction_removed")(nominations.took_back)
    app.event("app_home_opened")(home.opened)

    app.action(experiment_blocks.OPEN_STORY)(stories.asked_for_form)
    app.action(experiment_blocks.OPEN_POLL)(polls.asked_for_form)
    app.action(experiment_blocks.SHARE_EXPERIMENT)(experiments.shared)
    app.action(schedule_blocks.OPEN_SCHEDULE)(schedules.asked_for_form)
    app.action(re.compile(f"^{schedule_blocks.HANDLE}"))(schedules.handled)
    app.action(re.compile("^consent:"))(nominations.answered)

    app.view(story_blocks.TELL_STORY)(stories.told)
    app.view(story_blocks.SET_FEED)(stories.feed_chosen)
    app.view(poll_blocks.START_POLL)(polls.started)
    app.view(schedule_blocks.SET_UP_RITUAL)(schedules.set_up)
    app.shortcut("which_mindset")(polls.asked_about_message)

    app.error(errors.failed)
