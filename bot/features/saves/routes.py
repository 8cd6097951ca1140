"""What saves answer to."""

from bot.features.saves import card, draws, form, listeners
from bot.features.stories.card import FINISH, REOPEN, STORY_MENU, TAKE
from bot.slack.routes import Feature
from rituals import saves

SAVES = Feature(
    "saves",
    presses={
        card.PLAN: listeners.asked_to_plan,
        TAKE: listeners.taken,
        card.MENU_TAKE: listeners.taken,
        FINISH: listeners.finished,
        card.MENU_FINISH: listeners.finished,
        card.FORMERLY: listeners.turned,
        REOPEN: listeners.reopened,
        card.DROP: listeners.dropped,
        form.DROP_HERE: listeners.dropped_in_form,
        **dict.fromkeys(
            (
                card.CARRY,
                card.SHARE,
                card.ASSIGN,
                card.EDIT,
                card.REMOVE,
                card.MENU_CARRY,
                card.MENU_ASSIGN,
                f"{STORY_MENU}:save",
            ),
            listeners.asked,
        ),
    },
    forms={
        form.PLAN_SAVE: listeners.planned,
        form.EDIT_SAVE: listeners.edited,
        form.SHARE_SAVE: listeners.shared,
        form.CARRY_SAVE: listeners.carried_over,
        form.ASSIGN_SAVE: listeners.assigned,
        form.REMOVE_SAVE: listeners.removed,
    },
    draws={
        saves.CARD: draws.of_save(card.reply_card),
        saves.OWNER_NOTE: draws.of_save(card.owner_card),
        saves.NUDGE: draws.of_save(card.nudge_card),
        saves.LEFT_NOTE: draws.of_save(card.left_card),
    },
)
