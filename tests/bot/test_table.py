"""Whatever the cards and forms offer is answered."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks import (
    days_off,
    experiments,
    handles,
    home,
    nominations,
    polls,
    practice,
    schedules,
    settings,
    stories,
    suggestions,
)
from bot.playground.block_kit import elements_of
from rituals.experiments import Drawn
from rituals.experiments import Kind as Draws
from rituals.ids import DrawId, NominatedId
from rituals.nominations import Ask, Consent
from rituals.workspaces import Settings
from tests.bot.samples import CATALOG, a_poll, a_ritual, a_story, a_suggestion
from tests.bot.table import answered
from tests.cast import ANA, BRUNO, KUDOS

SMALL_FORMS = (handles.move_form, handles.pause_form, handles.hand_over_form, handles.remove_form)


def test_every_button_of_every_card_is_answered() -> None:
    drawn = Drawn(CATALOG.default, Draws.THOUGHT_EXPERIMENT, CATALOG.default.experiments[0], id=DrawId(1))
    rituals = [a_ritual("head_first", "Europe/Lisbon"), a_ritual("head_first", "Europe/Lisbon", paused=True)]
    ask = Ask(NominatedId(1), ANA, "Words.", Consent.ASKED, (BRUNO,))
    shown = [
        *experiments.own_card(drawn).blocks,
        *experiments.channel_card(drawn).blocks,
        *stories.story_card(a_story("Words."), CATALOG).blocks,
        *polls.poll_card(a_poll("Which?", False), CATALOG.default).blocks,
        *nominations.consent_card(ask).blocks,
        *handles.list_card(rituals, CATALOG).blocks,
        *handles.held_card(replace(rituals[1], held="is_archived"), CATALOG).blocks,
        *suggestions.waiting_card([a_suggestion()], CATALOG).blocks,
        *home.home_view(drawn, [a_story("Words.")], rituals, KUDOS, rituals[0], CATALOG)["blocks"],
        *practice.practice_form(CATALOG, rituals[0])["blocks"],
    ]
    buttons = {
        element["action_id"] for block in shown if block["type"] != "input" for element in elements_of(block)
    }
    assert len(buttons) > 20
    assert {button for button in buttons if not answered("action", button)} == set()


def test_every_form_is_answered_when_it_is_sent() -> None:
    ritual = a_ritual("head_first", "Europe/Lisbon")
    forms = [
        stories.story_form(CATALOG),
        stories.feed_form(KUDOS),
        polls.poll_form(CATALOG, CATALOG.default, question="", channel=None),
        schedules.schedule_form(CATALOG, None, framework="head_first", zone="UTC", channel=None),
        *(form(ritual, CATALOG, "") for form in SMALL_FORMS),
        days_off.days_off_form(KUDOS, [], ""),
        practice.practice_form(CATALOG, None),
        suggestions.suggest_form(CATALOG.default),
        settings.settings_form(Settings()),
    ]
    assert [form["callback_id"] for form in forms if not answered("view", form["callback_id"])] == []
