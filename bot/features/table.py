"""THE TABLE of all that the bot answers to. Bolt tries it from the top: the hot ones come first."""

from __future__ import annotations

import re

from slack_bolt.async_app import AsyncApp

from bot.features import errors
from bot.features.bounces import card as bounce_blocks
from bot.features.bounces import listeners as bounces
from bot.features.experiments import card as experiment_blocks
from bot.features.experiments import listeners as experiments
from bot.features.exports import listeners as exports
from bot.features.feed import card as feed_blocks
from bot.features.feed import listeners as feed
from bot.features.forgetting import form as forgetting_blocks
from bot.features.forgetting import listeners as forgetting
from bot.features.home import listeners as home
from bot.features.lifecycle import listeners as lifecycle
from bot.features.mindset import listeners as mindset
from bot.features.nominations import card as nomination_blocks
from bot.features.nominations import listeners as nominations
from bot.features.polls import card as poll_blocks
from bot.features.polls import doors as poll_doors
from bot.features.polls import form as poll_form_blocks
from bot.features.polls import form_listeners as poll_form
from bot.features.polls import listeners as polls
from bot.features.polls import menu as poll_menu_blocks
from bot.features.polls import notes as poll_note_blocks
from bot.features.practice import form as practice_blocks
from bot.features.practice import listeners as practice
from bot.features.schedules import days_off_form as days_off_blocks
from bot.features.schedules import days_off_listeners as days_off
from bot.features.schedules import form as schedule_blocks
from bot.features.schedules import list_card as handle_blocks
from bot.features.schedules import list_listeners as handles
from bot.features.schedules import listeners as schedules
from bot.features.settings import form as settings_blocks
from bot.features.settings import listeners as settings
from bot.features.stories import card as story_blocks
from bot.features.stories import form as form_blocks
from bot.features.stories import form_listeners as story_form
from bot.features.stories import listeners as stories
from bot.features.stories import menu as menu_blocks
from bot.features.suggestions import card as suggestion_blocks
from bot.features.suggestions import listeners as suggestions
from bot.features.trends import card as trend_blocks
from bot.features.trends import listeners as trends


def register(app: AsyncApp) -> None:
    """Tell Bolt who answers what."""
    for part in (_hot, _stories, _polls, _rituals, _forms, _shortcuts_and_events):
        part(app)
    app.error(errors.failed)


def _hot(app: AsyncApp) -> None:
    """What people press and do most."""
    app.action(re.compile(f"^{poll_blocks.VOTE}"))(polls.voted)
    app.action(story_blocks.CHEER)(stories.cheered)
    app.command("/mindset")(mindset.typed)
    app.event("reaction_added")(nominations.reacted)
    app.event("reaction_removed")(nominations.took_back)
    app.event("app_home_opened")(home.opened)


def _stories(app: AsyncApp) -> None:
    """Buttons of stories, of their form and of the feed."""
    app.action(re.compile(f"^{form_blocks.WRITTEN}"))(story_form.written)
    app.action(story_blocks.TAKE)(stories.taken)
    app.action(story_blocks.FINISH)(stories.finished)
    for action in (story_blocks.STORY_MENU, *stories.BUTTONS):
        app.action(action)(stories.pressed)
    app.action(re.compile(f"^{feed_blocks.FILTER}"))(feed.filtered)
    for action in (feed_blocks.OLDER, feed_blocks.NEWEST):
        app.action(action)(feed.turned)
    app.action(feed_blocks.CHOOSE_FEED)(feed.asked_for_channel)
    app.action(experiment_blocks.OPEN_STORY)(story_form.asked_for_form)
    app.action(re.compile(f"^(?:{form_blocks.TURNED}|{form_blocks.MORE}|{form_blocks.OTHER_PROMPT})"))(
        story_form.turned
    )
    for action in (form_blocks.AFRESH, form_blocks.MY_DRAFT):
        app.action(action)(story_form.draft_chosen)
    app.action(form_blocks.OWN_STORY)(story_form.told_as_own)


def _polls(app: AsyncApp) -> None:
    """Buttons of polls, of their form and of drafts."""
    app.action(poll_blocks.MY_VOTE)(polls.asked_for_own)
    app.action(poll_blocks.POLL_MENU)(polls.chose)
    app.action(poll_blocks.ADD_OPTION)(polls.asked_for_option)
    app.action(experiment_blocks.OPEN_POLL)(poll_doors.asked_for_form)
    app.action(re.compile(f"^(?:{poll_form_blocks.TURNED}|{poll_form_blocks.MORE})"))(poll_form.turned)
    app.action(poll_form_blocks.PREVIEW)(poll_form.previewed)
    app.action(poll_form_blocks.GO_ON)(poll_doors.went_on)
    app.action(poll_form_blocks.DROP)(poll_doors.dropped)


def _rituals(app: AsyncApp) -> None:
    """Buttons of rituals and private questions."""
    app.action(trend_blocks.PICTURE)(trends.picture_asked)
    app.action(poll_note_blocks.TREND)(trends.asked_in_thread)
    app.action(experiment_blocks.SHARE_EXPERIMENT)(experiments.shared)
    app.action(experiment_blocks.SHOW_ANOTHER)(experiments.another)
    app.action(experiment_blocks.ENGAGE)(experiments.engaged)
    app.action(schedule_blocks.OPEN_SCHEDULE)(schedules.asked_for_form)
    app.action(re.compile(f"^{handle_blocks.HANDLE}"))(handles.handled)
    app.action(handle_blocks.DAYS_OFF)(days_off.asked)
    app.action(days_off_blocks.TAKE_BACK)(days_off.taken_back)
    app.action(handle_blocks.RESUME_HELD)(handles.resumed)
    app.action(bounce_blocks.TRY_AGAIN)(bounces.tried_again)
    app.action(suggestion_blocks.OPEN_SUGGEST)(suggestions.asked_for_form)
    app.action(re.compile("^suggestion:"))(suggestions.decided)
    app.action(practice_blocks.MY_PRACTICE)(practice.asked_for_form)
    app.action(practice_blocks.STOP)(practice.stopped)
    app.action(re.compile("^consent:"))(nominations.answered)
    app.action(nomination_blocks.SAY_WHOM)(nominations.asked_whom)
    app.action(re.compile(f"^{story_blocks.JUDGE}"))(stories.judged)
    app.action(re.compile(f"^{story_blocks.NOTES}"))(settings.chose_notes)
    app.action(exports.LESS)(exports.asked_for_less)


def _forms(app: AsyncApp) -> None:
    """Forms that were sent, or closed."""
    app.view(form_blocks.TELL_STORY)(story_form.told)
    app.view_closed(form_blocks.TELL_STORY)(story_form.closed)
    app.view(form_blocks.SECOND_STORY)(story_form.told_as_second)
    app.view(nomination_blocks.NOMINATE)(nominations.nominated)
    app.view(nomination_blocks.CREDIT)(nominations.said_whom)
    app.view(menu_blocks.ADD_LINE)(stories.line_added)
    app.view(menu_blocks.ADD_THANKS)(stories.thanked)
    app.view(menu_blocks.CONFIRM_DOWN)(stories.down_confirmed)
    app.view(menu_blocks.REPORT)(stories.reported)
    app.view(menu_blocks.PLAN_SAVE)(stories.planned)
    app.view(forgetting_blocks.FORGET_ME)(forgetting.confirmed)
    app.view(story_blocks.SET_FEED)(stories.feed_chosen)
    app.view(poll_form_blocks.START_POLL)(poll_form.started)
    app.view(re.compile(f"^{poll_menu_blocks.ASKED}"))(polls.answered)
    app.view(schedule_blocks.SET_UP_RITUAL)(schedules.set_up)
    app.view(days_off_blocks.DAYS_OFF_CHOSEN)(days_off.chosen)
    app.view(re.compile(f"^{handle_blocks.ASKED}"))(handles.answered)
    app.view(practice_blocks.PRACTISE)(practice.chosen)
    app.view(suggestion_blocks.SUGGEST)(suggestions.made)
    app.view(settings_blocks.SETTINGS)(settings.chosen)


def _shortcuts_and_events(app: AsyncApp) -> None:
    """What is chosen from Slack's own menus, and what happens in the workspace."""
    app.shortcut("which_mindset")(poll_doors.asked_about_message)
    app.shortcut("start_poll")(poll_doors.asked_by_shortcut)
    app.shortcut("great_human_moment")(nominations.asked_about_message)
    app.shortcut("share_story")(story_form.asked_by_shortcut)

    for event in ("channel_archive", "group_archive"):
        app.event(event)(lifecycle.archived)
    for event in ("channel_unarchive", "group_unarchive"):
        app.event(event)(lifecycle.unarchived)
    app.event("member_joined_channel")(lifecycle.joined)
    app.event("member_left_channel")(lifecycle.left)
    app.event("user_change")(lifecycle.changed)
    for event in ("app_uninstalled", "tokens_revoked"):
        app.event(event)(forgetting.uninstalled)
