"""What polls answer to."""

from bot.features.polls import card, draws, form, form_listeners, listeners, menu, opening_listeners, typed
from bot.features.stories.card import ABOUT_STORY, STORY_MENU
from bot.features.ways_in import OPEN_POLL
from bot.slack.routes import Feature
from rituals import polls

POLLS = Feature(
    "polls",
    words={"poll": typed.asked_for_poll},
    presses={
        f"{card.VOTE}*": listeners.voted,
        card.MY_VOTE: listeners.asked_for_own,
        f"{card.POLL_MENU}*": listeners.chose,
        card.ADD_OPTION: listeners.asked_for_option,
        OPEN_POLL: opening_listeners.asked_for_form,
        ABOUT_STORY: opening_listeners.asked_about_story,
        f"{STORY_MENU}:poll": opening_listeners.asked_about_story,
        f"{form.TURNED}*": form_listeners.turned,
        f"{form.MORE}*": form_listeners.turned,
        form.PREVIEW: form_listeners.previewed,
        form.GO_ON: opening_listeners.went_on,
        form.DROP: opening_listeners.dropped,
    },
    forms={form.START_POLL: form_listeners.started, f"{menu.ASKED}*": listeners.answered},
    shortcuts={
        "which_mindset": opening_listeners.asked_about_message,
        "start_poll": opening_listeners.asked_by_shortcut,
    },
    draws={
        polls.CARD: draws.poll,
        polls.REMINDER: draws.reminder,
        polls.REMINDER_FOR_ALL: draws.reminder_for_all,
        polls.RESULT: draws.result,
        polls.RESULT_NOTE: draws.result_note,
        polls.DRAFT_CARD: draws.draft,
    },
    never_kept=frozenset({f"{card.VOTE}*", f"{menu.ASKED}disguise"}),
    # What is asked of everybody in a channel, also of guests from elsewhere.
    for_everybody=frozenset(
        {f"{card.VOTE}*", card.MY_VOTE, card.ADD_OPTION, f"{menu.ASKED}add", f"{menu.ASKED}disguise"}
    ),
)
