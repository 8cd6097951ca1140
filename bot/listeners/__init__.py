"""THE TABLE of all that the bot answers to. Bolt tries it from the top: the hot ones come first."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.blocks import days_off as days_off_blocks
from bot.blocks import experiments as experiment_blocks
from bot.blocks import handles as handle_blocks
from bot.blocks import polls as poll_blocks
from bot.blocks import practice as practice_blocks
from bot.blocks import schedules as schedule_blocks
from bot.blocks import settings as settings_blocks
from bot.blocks import stories as story_blocks
from bot.blocks import suggestions as suggestion_blocks
from bot.listeners import (
    days_off,
    errors,
    experiments,
    handles,
    home,
    lifecycle,
    mindset,
    nominations,
    polls,
    practice,
    schedules,
    settings,
    stories,
    suggestions,
)


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
    app.action(experiment_blocks.SHOW_ANOTHER)(experiments.another)
    app.action(experiment_blocks.ENGAGE)(experiments.engaged)
    app.action(schedule_blocks.OPEN_SCHEDULE)(schedules.asked_for_form)
    app.action(re.compile(f"^{handle_blocks.HANDLE}"))(handles.handled)
    app.action(handle_blocks.DAYS_OFF)(days_off.asked)
    app.action(days_off_blocks.TAKE_BACK)(days_off.taken_back)
    app.action(handle_blocks.RESUME_HELD)(handles.resumed)
    app.action(suggestion_blocks.OPEN_SUGGEST)(suggestions.asked_for_form)
    app.action(re.compile("^suggestion:"))(suggestions.decided)
    app.action(practice_blocks.MY_PRACTICE)(practice.asked_for_form)
    app.action(practice_blocks.STOP)(practice.stopped)
    app.action(re.compile("^consent:"))(nominations.answered)

    app.view(story_blocks.TELL_STORY)(stories.told)
    app.view(story_blocks.SET_FEED)(stories.feed_chosen)
    app.view(poll_blocks.START_POLL)(polls.started)
    app.view(schedule_blocks.SET_UP_RITUAL)(schedules.set_up)
    app.view(days_off_blocks.DAYS_OFF_CHOSEN)(days_off.chosen)
    app.view(re.compile(f"^{handle_blocks.ASKED}"))(handles.answered)
    app.view(practice_blocks.PRACTISE)(practice.chosen)
    app.view(suggestion_blocks.SUGGEST)(suggestions.made)
    app.view(settings_blocks.SETTINGS)(settings.chosen)
    app.shortcut("which_mindset")(polls.asked_about_message)

    for event in ("channel_archive", "group_archive"):
        app.event(event)(lifecycle.archived)
    for event in ("channel_unarchive", "group_unarchive"):
        app.event(event)(lifecycle.unarchived)
    app.event("member_joined_channel")(lifecycle.joined)
    app.event("member_left_channel")(lifecycle.left)
    app.event("user_change")(lifecycle.changed)

    app.error(errors.failed)
