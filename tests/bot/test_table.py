"""Whatever the cards and forms offer is answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.features.answers import card as answers
from bot.features.answers import form as answer_form
from bot.features.bonfire import card as bonfire
from bot.features.digests import card as digests
from bot.features.experiments import card as experiments
from bot.features.feed import card as feed
from bot.features.forgetting import form as forgetting
from bot.features.nominations import card as nominations
from bot.features.onboarding import form as first_day
from bot.features.plain_words import card as plain_words
from bot.features.plain_words import form as plain_form
from bot.features.polls import card as polls
from bot.features.polls import form as poll_form
from bot.features.polls import menu as poll_menu
from bot.features.polls import notes as poll_notes
from bot.features.polls.form import PollMemory as PollMemory
from bot.features.polls.listeners import FORMS as POLL_FORMS
from bot.features.polls.written import WrittenPoll
from bot.features.practice import form as practice
from bot.features.saves import card as saves
from bot.features.saves import form as save_form
from bot.features.schedules import days_off_form as days_off
from bot.features.schedules import list_card
from bot.features.schedules import notes as ritual_notes
from bot.features.schedules import wording as schedules
from bot.features.schedules.form import Filled, FormMemory, ritual_form
from bot.features.settings import form as settings
from bot.features.stories import card as stories
from bot.features.stories import form as story_form
from bot.features.stories import menu as story_menu
from bot.features.stories.form import StoryChoices, StoryMemory
from bot.features.stories.written import WrittenStory
from bot.features.suggestions import card as suggestions
from bot.features.trends import card as trends
from bot.features.trends import journey
from bot.playground.block_kit import elements_of
from bot.slack.block_kit import Message, View
from rituals.answers import Asked, MyAnswer, Standing
from rituals.bonfire import Phrase, PhraseState
from rituals.catalog import glossary
from rituals.experiments import DrawKind as Draws
from rituals.experiments import Drawn
from rituals.ids import DrawId, PollDraftId, PollId
from rituals.nominations import Consent, SeenMessage
from rituals.plain_words import check
from rituals.polls import Draft, Shown
from rituals.polls import PollKind as PollKind
from rituals.saves import LookedAhead
from rituals.stories import Filter, Kind
from rituals.workspaces import Settings
from tests.bot.samples import (
    CATALOG,
    LINK,
    a_digest,
    a_journey,
    a_phrase,
    a_poll,
    a_report,
    a_ritual,
    a_save,
    a_shelf,
    a_story,
    a_suggestion,
    a_trend,
    a_word,
    an_answer,
    an_ask,
    home_pages,
    some_standings,
)
from tests.bot.table import ROUTES, answered
from tests.cast import ANA, KUDOS, LISBON, NOW

SMALL_FORMS = (list_card.move_form, list_card.pause_form, list_card.hand_over_form, list_card.remove_form)


def test_every_button_of_every_card_is_answered() -> None:
    drawn = Drawn(CATALOG.default, Draws.THOUGHT_EXPERIMENT, CATALOG.default.experiments[0], id=DrawId(1))
    rituals = [a_ritual("head_first", "Europe/Lisbon"), a_ritual("head_first", "Europe/Lisbon", paused=True)]
    told, helped = a_story("Words.", said="Thanks."), a_story("Words.")
    filtered = a_shelf((told,), Filter(words="soup"))
    shown = [
        *experiments.own_card(drawn).blocks,
        *(block for each in some_standings() for block in experiments.channel_card(drawn, each).blocks),
        *answers.reply_card([an_answer("Tea.")]).blocks,
        *answer_form.answer_form(Asked(drawn, Standing(), MyAnswer("Tea.", True)))["blocks"],
        *stories.story_card(told, CATALOG).blocks,
        *stories.story_card(helped, CATALOG).blocks,
        *stories.story_card(a_save(), CATALOG).blocks,
        *stories.story_card(a_save(done=True), CATALOG).blocks,
        *stories.thanks_ask_card(helped, CATALOG).blocks,
        *stories.report_card(a_report("It names her.", told), CATALOG).blocks,
        *feed.list_card(filtered.page, filtered.spot.but(before=2), CATALOG, None).blocks,
        *(block for poll in some_polls() for block in polls.poll_card(poll, CATALOG).blocks),
        *poll_notes.reminder_card(a_poll("Which?"), CATALOG).blocks,
        *poll_notes.result_card(a_poll("Which?", closed=True), CATALOG).blocks,
        *poll_form.draft_card(Draft(PollDraftId(1), ANA, {}), CATALOG).blocks,
        *nominations.consent_card(an_ask("Words."), CATALOG).blocks,
        *nominations.consent_card(an_ask("Words.", Consent.GIVEN), CATALOG).blocks,
        *nominations.whom_card(an_ask("Words.")).blocks,
        *nominations.why_card(told, CATALOG).blocks,
        *nominations.author_card(told, CATALOG, LINK).blocks,
        *stories.credit_card(told, CATALOG, LINK).blocks,
        *list_card.list_card(rituals, CATALOG).blocks,
        *ritual_notes.held_card(replace(rituals[1], held="is_archived"), CATALOG).blocks,
        *suggestions.waiting_card([a_suggestion()], CATALOG).blocks,
        *(block for each in some_phrases() for block in bonfire.phrase_card(each).blocks),
        *bonfire.result_card(some_phrases()[1]).blocks,
        *bonfire.retired_panel(some_phrases(), admin=True)["blocks"],
        *bonfire.home_rows(some_phrases()),
        *plain_words.checked_card(check("Utilise it.", glossary())).blocks,
        *plain_words.ask_card(a_word()).blocks,
        *plain_form.words_panel([a_word(), a_word(waits=False)], may=True)["blocks"],
        *plain_form.draft_form()["blocks"],
        *(block for page in home_pages(drawn, filtered, rituals) for block in page["blocks"]),
        *trends.trend_card(a_trend(), CATALOG).blocks,
        *digests.digest_card(a_digest(told, a_save()), CATALOG).blocks,
        *journey.journey_card(a_journey("Signing up"), 12).blocks,
        *practice.practice_form(CATALOG, rituals[0])["blocks"],
        *(block for card in save_cards() for block in card.blocks),
        *(block for form in [*story_forms(), *poll_forms(), *save_forms()] for block in form["blocks"]),
    ]
    # An input tells of itself only where it says so; the rest of a form is told of when it is sent.
    buttons = {
        name
        for block in shown
        if block["type"] != "input" or block.get("dispatch_action")
        for element in elements_of(block)
        for name in names_of(element)
    }
    assert len(buttons) > 40
    assert {button for button in buttons if not answered("action", button)} == set()


def some_phrases() -> list[Phrase]:
    return [a_phrase("Going forward", "From now on", state) for state in PhraseState]


def names_of(element: dict[str, Any]) -> set[str]:
    """By which names it is heard: each entry of a menu of three dots has one of its own."""
    action = str(element["action_id"])
    if element["type"] != "overflow":
        return {action}
    values = [str(option["value"]) for option in element["options"]]
    return {f"{action}:{value.partition(':')[0]}" if ":" in value else action for value in values}


def some_polls() -> list[Shown]:
    """Polls open and closed, with names and without, and a head check."""
    kinds = [a_poll("Which?", closed, votes) for closed in (False, True) for votes in (0, 3)]
    own = [a_poll("Which?", closed, 3, ["a", "b"], adding=True) for closed in (False, True)]
    return [*kinds, *own, a_poll("How?", kind=PollKind.HEAD_CHECK)]


def poll_forms() -> list[View]:
    """The form that starts a poll, in all its states."""
    about = PollMemory(more=True, channel=KUDOS, ts="1.0", thread="1.0", quote="Words.")
    filled = [WrittenPoll(), WrittenPoll(framework="own", closes="at")]
    when = {"now": NOW, "zone": LISBON, "touchpoints": ["Billing"]}
    return [
        poll_form.poll_form(CATALOG, written, memory, **when)
        for written in filled
        for memory in (PollMemory(), about)
    ]


def story_forms() -> list[View]:
    """The form that tells a story, in all its states."""
    kinds = [story_form.story_form(CATALOG, WrittenStory(kind=kind), StoryMemory(more=True)) for kind in Kind]
    drafts = [
        story_form.story_form(CATALOG, WrittenStory(), StoryMemory(draft=left), StoryChoices("?"))
        for left in ("back", "kept")
    ]
    told = a_story("Words.")
    edited = story_form.story_form(
        CATALOG, WrittenStory.of_story(told.telling), StoryMemory(more=True, edit=1)
    )
    again = story_form.renamed(story_form.story_form(CATALOG, WrittenStory(), StoryMemory()), "1772440000")
    return [*kinds, *drafts, edited, again, story_form.same_moment_form(told, CATALOG, "Words.")]


def save_cards() -> list[Message]:
    """A save in all its states, wherever it is shown."""
    states = [{}, {"owner": ANA}, {"done": True}, {"dropped": True}]
    some = [a_save(planned=True, standing=False, **state) for state in states]
    ahead = Drawn(CATALOG.default, Draws.LOOK_AHEAD, id=DrawId(1))
    shown = saves.reply_card, saves.owner_card, saves.nudge_card, saves.left_card
    cards = [card(each) for card in shown for each in some]
    return [*cards, experiments.channel_card(ahead, Standing(), LookedAhead(some, some))]


def save_forms() -> list[View]:
    """The forms of a save."""
    save = a_save(planned=True, standing=False)
    about = save_form.edit_form, save_form.share_form, save_form.assign_form, save_form.remove_form
    plan = save_form.plan_form(DrawId(1), ANA, NOW.date())
    return [plan, save_form.carry_form(save, NOW.date()), *(form(save) for form in about)]


def test_every_form_is_answered_when_it_is_sent() -> None:
    ritual, told = a_ritual("head_first", "Europe/Lisbon"), a_story("Words.")
    forms = [
        *story_forms(),
        stories.feed_form(KUDOS),
        story_menu.line_form(told, CATALOG, ""),
        story_menu.thanks_form(told, CATALOG),
        story_menu.down_form(told, CATALOG),
        story_menu.report_form(told, CATALOG),
        *save_forms(),
        nominations.moment_form(CATALOG, [], SeenMessage(ANA, "Words.", None, open=False), "{}", hears=False),
        nominations.whom_form(1, "Words."),
        forgetting.forget_form(),
        *poll_forms(),
        *(form(a_poll("Which?", labels=["a", "b"])) for form in POLL_FORMS.values()),
        poll_menu.option_form(a_poll("Which?")),
        poll_menu.disguise_form(PollId(1), polls.Offered("a", "A", "A", disguises=("A long hold",))),
        *(
            ritual_form(CATALOG, filled, FormMemory("||", filled, more=more))
            for filled in (Filled.proposed(kind, "head_first", "UTC", None) for kind in schedules.KIND_NAMES)
            for more in (False, True)
        ),
        first_day.set_up_form(CATALOG, first_day.FirstChoices(), "UTC"),
        first_day.quiz_form(CATALOG, first_day.FirstChoices()),
        *(form(ritual, CATALOG, "") for form in SMALL_FORMS),
        days_off.days_off_form(KUDOS, [], ""),
        practice.practice_form(CATALOG, None),
        suggestions.suggest_form(CATALOG.default),
        settings.settings_form(Settings()),
    ]
    assert [form["callback_id"] for form in forms if not answered("view", form["callback_id"])] == []


def test_no_vote_of_any_kind_is_written_down_beside_its_poll() -> None:
    for vote in ("vote:human", "bonfire:retire", "bonfire:keep"):
        assert ROUTES.never_kept.find(vote), vote
