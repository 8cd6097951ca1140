"""What stories answer to."""

from bot.features.stories import card, draws, form, form_listeners, listeners, menu
from bot.features.ways_in import OPEN_STORY
from bot.slack.routes import Feature
from rituals import stories

STORIES = Feature(
    "stories",
    words={"story": form_listeners.asked_to_tell},
    presses={
        card.CHEER: listeners.cheered,
        f"{form.WRITTEN}*": form_listeners.written,
        f"{card.STORY_MENU}*": listeners.pressed,
        **dict.fromkeys(listeners.BUTTONS, listeners.pressed),
        OPEN_STORY: form_listeners.asked_for_form,
        f"{form.TURNED}*": form_listeners.turned,
        f"{form.MORE}*": form_listeners.turned,
        f"{form.OTHER_PROMPT}*": form_listeners.turned,
        form.AFRESH: form_listeners.draft_chosen,
        form.MY_DRAFT: form_listeners.draft_chosen,
        form.OWN_STORY: form_listeners.told_as_own,
        f"{card.JUDGE}*": listeners.judged,
    },
    forms={
        form.TELL_STORY: form_listeners.told,
        form.SECOND_STORY: form_listeners.told_as_second,
        menu.ADD_LINE: listeners.line_added,
        menu.ADD_THANKS: listeners.thanked,
        menu.CONFIRM_DOWN: listeners.down_confirmed,
        menu.REPORT: listeners.reported,
    },
    closed={form.TELL_STORY: form_listeners.closed},
    shortcuts={"share_story": form_listeners.asked_by_shortcut},
    draws={
        stories.CARD: draws.of_story(card.story_card),
        stories.THANKS_ASK: draws.of_story(card.thanks_ask_card),
        stories.CREDIT_NOTE: draws.note(card.credit_card),
        stories.REPORT_NOTE: draws.report,
    },
    # What is asked of everybody in a channel, also of guests from elsewhere.
    for_everybody=frozenset({card.CHEER}),
)
