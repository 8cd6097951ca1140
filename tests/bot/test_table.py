"""Whatever the cards and forms offer is answered."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks import (
    days_off,
    experiments,
    feed,
    forgetting,
    handles,
    home,
    nominations,
    polls,
    practice,
    schedules,
    settings,
    stories,
    story_form,
    story_menu,
    suggestions,
    trends,
)
from bot.blocks.kit import View
from bot.blocks.story_form import Memory
from bot.playground.block_kit import elements_of
from rituals.experiments import Drawn
from rituals.experiments import Kind as Draws
from rituals.ids import DrawId
from rituals.nominations import Consent
from rituals.stories import Filter, Kind
from rituals.workspaces import Settings
from tests.bot.samples import (
    CATALOG,
    a_poll,
    a_report,
    a_ritual,
    a_save,
    a_shelf,
    a_story,
    a_suggestion,
    a_trend,
    an_ask,
)
from tests.bot.table import answered
from tests.cast import ANA, KUDOS

SMALL_FORMS = (handles.move_form, handles.pause_form, handles.hand_over_form, handles.remove_form)


def test_every_button_of_every_card_is_answered() -> None:
    drawn = Drawn(CATALOG.default, Draws.THOUGHT_EXPERIMENT, CATALOG.default.experiments[0], id=DrawId(1))
    rituals = [a_ritual("head_first", "Europe/Lisbon"), a_ritual("head_first", "Europe/Lisbon", paused=True)]
    told, helped = a_story("Words.", said="Thanks."), a_story("Words.")
    filtered = a_shelf((told,), Filter(words="soup"))
    shown = [
        *experiments.own_card(drawn).blocks,
        *experiments.channel_card(drawn).blocks,
        *stories.story_card(told, CATALOG).blocks,
        *stories.story_card(helped, CATALOG).blocks,
        *stories.story_card(a_save(), CATALOG).blocks,
        *stories.story_card(a_save(done=True), CATALOG).blocks,
        *stories.thanks_ask_card(helped, CATALOG).blocks,
        *stories.report_card(a_report("It names her.", told), CATALOG).blocks,
        *feed.list_card(filtered.page, filtered.wanted, 2, CATALOG, None).blocks,
        *polls.poll_card(a_poll("Which?", False), CATALOG.default).blocks,
        *nominations.consent_card(an_ask("Words."), CATALOG).blocks,
        *nominations.consent_card(an_ask("Words.", Consent.GIVEN), CATALOG).blocks,
        *nominations.whom_card(an_ask("Words.")).blocks,
        *nominations.why_card(told, CATALOG).blocks,
        *nominations.author_card(told, CATALOG).blocks,
        *handles.list_card(rituals, CATALOG).blocks,
        *handles.held_card(replace(rituals[1], held="is_archived"), CATALOG).blocks,
        *suggestions.waiting_card([a_suggestion()], CATALOG).blocks,
        *home.home_view(drawn, filtered, rituals, rituals[0], a_trend(), CATALOG)["blocks"],
        *trends.trend_card(a_trend(), CATALOG).blocks,
        *practice.practice_form(CATALOG, rituals[0])["blocks"],
        *(block for form in story_forms() for block in form["blocks"]),
    ]
    # An input tells of itself only where it says so; the rest of a form is told of when it is sent.
    buttons = {
        element["action_id"]
        for block in shown
        if block["type"] != "input" or block.get("dispatch_action")
        for element in elements_of(block)
    }
    assert len(buttons) > 40
    assert {button for button in buttons if not answered("action", button)} == set()


def story_forms() -> list[View]:
    """The form that tells a story, in all its states."""
    kinds = [story_form.story_form(CATALOG, {"kind": kind}, Memory(more=True)) for kind in Kind]
    drafts = [story_form.story_form(CATALOG, {}, Memory(draft=left), prompt="?") for left in ("back", "kept")]
    told = a_story("Words.")
    edited = story_form.story_form(CATALOG, story_form.written_of(told.telling), Memory(more=True, edit=1))
    again = story_form.renamed(story_form.story_form(CATALOG, {}, Memory()), "1772440000")
    return [*kinds, *drafts, edited, again, story_form.same_moment_form(told, CATALOG, "Words.")]


def test_every_form_is_answered_when_it_is_sent() -> None:
    ritual, told = a_ritual("head_first", "Europe/Lisbon"), a_story("Words.")
    forms = [
        *story_forms(),
        stories.feed_form(KUDOS),
        story_menu.line_form(told, CATALOG, ""),
        story_menu.thanks_form(told, CATALOG),
        story_menu.down_form(told, CATALOG),
        story_menu.report_form(told, CATALOG),
        story_menu.save_form(told),
        nominations.moment_form(CATALOG, [], "Words.", ANA, "{}", asked_first=True, hears=False),
        nominations.whom_form(1, "Words."),
        forgetting.forget_form(),
        polls.poll_form(CATALOG, CATALOG.default, question="", channel=None),
        schedules.schedule_form(CATALOG, None, framework="head_first", zone="UTC", channel=None),
        *(form(ritual, CATALOG, "") for form in SMALL_FORMS),
        days_off.days_off_form(KUDOS, [], ""),
        practice.practice_form(CATALOG, None),
        suggestions.suggest_form(CATALOG.default),
        settings.settings_form(Settings()),
    ]
    assert [form["callback_id"] for form in forms if not answered("view", form["callback_id"])] == []
