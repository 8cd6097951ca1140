"""No text that a person types can ping anybody or break a card, wherever it ends up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from html import unescape

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.delivery.lateness import said_late
from bot.features.answers import card as answers
from bot.features.answers import form as answer_form
from bot.features.bonfire import card as bonfire
from bot.features.bonfire import form as bonfire_form
from bot.features.bounces import card as bounces
from bot.features.digests import card as digests
from bot.features.experiments import card as experiments
from bot.features.feed import card as feed
from bot.features.mindset import help
from bot.features.nominations import card as nominations
from bot.features.onboarding import form as first_day
from bot.features.onboarding.form import FirstChoices, set_up_form
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
from bot.features.schedules import list_card
from bot.features.schedules import wording as schedules
from bot.features.schedules.fields import clock, week
from bot.features.schedules.form import Filled, FormMemory, ritual_form
from bot.features.schedules.thread import thread_fields
from bot.features.settings import form as settings_blocks
from bot.features.stories import card as stories
from bot.features.stories import form as story_form
from bot.features.stories import menu as story_menu
from bot.features.stories.form import StoryChoices, StoryMemory
from bot.features.stories.written import WrittenStory
from bot.features.suggestions import card as suggestions
from bot.features.trends import card as trends
from bot.features.trends import journey
from bot.playground import block_kit
from bot.playground.pings import in_blocks, in_mrkdwn
from bot.playground.typed import escaped
from bot.slack.block_kit import Message, View, carried, clip, fitting, names, quoted, said
from bot.slack.home import HomePage, Spot, read_spot
from bot.slack.markup import read_mrkdwn as as_read
from rituals.answers import Asked, MyAnswer, Standing
from rituals.bonfire import PhraseState
from rituals.catalog import Glossary, Source, Term, glossary
from rituals.experiments import DrawKind as Draws
from rituals.experiments import Drawn
from rituals.ids import ChannelId, DrawId, ScheduleId
from rituals.nominations import Consent, SeenMessage
from rituals.plain_words import Adding, check
from rituals.posts import Failed
from rituals.posts import State as PostState
from rituals.saves import LookedAhead
from rituals.stories import Credited, Filter, Kind
from rituals.suggestions import Suggested, SuggestionState
from rituals.trends import Subject, Wanted
from rituals.workspaces import Settings
from tests.bot import steps
from tests.bot.samples import (
    CATALOG,
    CROWD,
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
from tests.cast import ANA, BRUNO, CARLA, HARBOUR, KUDOS, LISBON, NOW, SUPPORT
from tests.journeys.world import World, words

# Whom the cards themselves may name; the traps are about everybody else.
NAMED = {("user", person) for person in (ANA, BRUNO, CARLA, *CROWD)}
TRAPS = (
    *("<!here>", "<!channel>", "<!everyone|x>", "<!subteam^S0VICTIM0>", "<!subteam^S0VICTIM0|@all>"),
    *("<@U0VICTIM00>", "<@W0VICTIM00|dora>", "<#C0ESCALATES>", "@here", "@channel", "@everyone", "@dora"),
    *("&lt;!here&gt;", "&lt;@U0VICTIM00&gt;", "&amp;lt;!here&amp;gt;", "&", "&#60;!here&#62;", "<", ">", "|"),
    *("`", "```", "*", "_", "~", "\n", "\r\n", "\u2028", "\n\n\n", "> ", ">>> ", "• ", " ", "\t", "\\", '"'),
    *("<https://evil.example|safe>", "<mailto:a@b.example>", "<!date^1^{date}|now>", ":here:", "…"),
    *("\u200b", "\u200d", "\u202e", "\u0000", "\u001b[31m", "\ufeff"),
    *("👩‍👩‍👧", "🇵🇹", "שלום", "मानव", "\U0001f44d"),
)
WILD = st.lists(st.sampled_from(TRAPS) | st.text(max_size=30), max_size=60).map("".join)
# What fits into a form's field and isn't blank, as Slack and the listeners see to it.
TYPED = WILD.map(lambda text: text[:2500]).filter(str.strip)
LABELS = WILD.map(lambda text: text[:69]).filter(str.strip)
SHORT = WILD.map(lambda text: text[:120]).filter(str.strip)
WORST = "&" * 3000


def checked(shown: Message | View) -> None:
    """Slack takes it, and nobody is pinged but whom the card means to name."""
    if isinstance(shown, Message):
        block_kit.check_message(shown.blocks)
        assert 0 < len(shown.text) <= 4000
        assert set(in_mrkdwn(shown.text, autoparse=False)) == set()
        blocks = shown.blocks
    else:
        block_kit.check_view(shown, "modal", "home")
        blocks = shown["blocks"]
    assert set(in_blocks(blocks)) <= NAMED


# --- the words themselves


@given(text=WILD, most=st.integers(1, 3000))
@example(text=WORST, most=3000)
@example(text="a&", most=5)
def test_said_keeps_every_character_or_says_that_it_did_not(text: str, most: int) -> None:
    safe = said(text, most)
    assert len(safe) <= most
    assert not set("<>") & set(safe)
    if len(escaped(text)) <= most:
        assert unescape(safe) == text
    else:
        assert safe.endswith("…")
        kept = safe[:-1]
        # An entity that was cut in the middle wouldn't come back as the character it stands for.
        assert escaped(unescape_three(kept)) == kept
        assert text.startswith(unescape_three(kept))


def unescape_three(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


@given(text=TYPED, most=st.integers(10, 3000))
@example(text=WORST, most=3000)
@example(text="\n".join("&" * 1500), most=2900)
def test_quoted_marks_every_line_and_keeps_what_fits(text: str, most: int) -> None:
    quotation = quoted(text, most)
    lines = [line.rstrip() for line in text.strip().splitlines()]
    assert len(quotation) <= most
    assert all(line.startswith("> ") for line in quotation.split("\n"))
    inside = "\n".join(line.removeprefix("> ") for line in quotation.split("\n"))
    if len(escaped("\n".join(lines))) + 2 * len(lines) <= most:
        assert unescape_three(inside) == "\n".join(lines)
    else:
        assert inside.endswith("…")
        assert "\n".join(lines).startswith(unescape_three(inside[:-1]))


def test_of_many_short_lines_a_quotation_shows_as_many_as_fit() -> None:
    quotation = quoted("\n".join(["No."] * 1500), 1500)
    assert quotation.count("> No.") == 250
    assert quotation.endswith("…")


@given(text=TYPED | st.text(alphabet='"\\\n\t\x00😀x', max_size=3500))
@example(text='"' * 3000)
@example(text="a\n" * 1500)
@example(text="x" * 2900)
def test_a_form_carries_as_much_of_somebodys_words_as_slack_lets_it(text: str) -> None:
    carries = carried({"channel": "C0SUPPORT00", "ts": "1772441100.000100"}, "text", text)
    assert len(carries) <= 3000
    read = json.loads(carries)
    assert (read["channel"], read["ts"]) == ("C0SUPPORT00", "1772441100.000100")
    if read["text"] != text:
        assert text.startswith(read["text"].removesuffix("…"))
        assert len(carries) > 2990


@given(lines=st.lists(st.text(max_size=900), max_size=8))
def test_lines_that_do_not_fit_are_left_out_whole(lines: list[str]) -> None:
    shown = fitting(lines)
    assert len(shown) <= 3000
    assert shown == "\n".join(lines) or "\n".join(lines).startswith(shown.removesuffix("…"))


@given(text=WILD, most=st.integers(1, 200))
def test_a_clipped_label_fits_and_shows_that_it_was_clipped(text: str, most: int) -> None:
    label = clip(text, most)
    assert len(label) <= most
    assert label == text if len(text) <= most else (label[-1] == "…" and text.startswith(label[:-1]))


@given(text=WILD)
def test_typed_words_come_through_slack_and_back_as_they_were(text: str) -> None:
    assert as_read(escaped(text), {}) == text


def test_a_row_of_names_has_an_end() -> None:
    people = [f"U{number:09}" for number in range(400)]
    assert names(people[:3]) == "<@U000000000>, <@U000000001> and <@U000000002>"
    assert names(people[:12]).endswith("and 2 others")
    assert names(people).endswith(", <@U000000009> and 390 others")


# --- the cards and forms that carry them


@given(text=TYPED, customer=SHORT)
@example(text=WORST[:2500], customer=WORST[:120])
@example(text="\n" * 2400 + "end", customer="<!here>")
@example(text="x\n" * 1250, customer="<!here>")
def test_a_story_pings_nobody_and_fits(text: str, customer: str) -> None:
    told = a_story(text, customer, said=customer)
    checked(stories.story_card(told, CATALOG))
    checked(stories.thanks_ask_card(told, CATALOG))
    checked(nominations.why_card(told, CATALOG))
    checked(nominations.author_card(told, CATALOG, LINK))
    checked(stories.credit_card(told, CATALOG, LINK))
    checked(stories.report_card(a_report(text[:500], told), CATALOG))
    checked(Message("In App Home", stories.story_lines(told, CATALOG)))


@given(text=TYPED, line=TYPED)
@example(text=WORST[:2500], line=WORST[:500])
@example(text="x\n" * 1250, line="\n" * 499 + "x")
def test_the_forms_about_a_story_ping_nobody_and_fit(text: str, line: str) -> None:
    told = a_story(text, line[:120], said=line[:500])
    checked(story_menu.line_form(told, CATALOG, line))
    checked(story_menu.thanks_form(told, CATALOG))
    checked(story_menu.down_form(told, CATALOG))
    checked(story_menu.report_form(told, CATALOG))
    checked(story_form.same_moment_form(told, CATALOG, text))
    written = WrittenStory.of_story(told.telling)
    choices = StoryChoices(touchpoints=[line.strip()[:60]])
    checked(story_form.story_form(CATALOG, written, StoryMemory(more=True, edit=1), choices))


@given(words=SHORT)
@example(words=WORST)
def test_a_search_for_whatever_pings_nobody_and_fits(words: str) -> None:
    wanted = Filter(kind=Kind.PROACTIVE_SAVE, mindset=words[:40], touchpoint=words[:60], words=words[:150])
    shelf = a_shelf((a_save(),) * 5, wanted, touchpoints=(words[:60],))
    spot = Spot(HomePage.STORIES, wanted, 2)
    checked(feed.list_card(shelf.page, spot, CATALOG, KUDOS))
    checked(feed.list_card(a_shelf(()).page, spot.but(before=None), CATALOG, None))
    assert read_spot(spot.written()) == spot


@given(line=SHORT)
@example(line=WORST)
def test_settings_with_odd_touchpoints_fit(line: str) -> None:
    checked(settings_blocks.settings_form(Settings(touchpoints=(line[:60],) * 25)))


def test_a_story_that_the_whole_company_has_a_part_in_still_fits() -> None:
    everybody = tuple(Credited(person) for person in CROWD)
    told = a_story("All of us.", nominated=True, nominated_by=CROWD, cheered_by=CROWD)
    checked(stories.story_card(replace(told, telling=replace(told.telling, credits=everybody)), CATALOG))
    wishes = replace(an_ask("").wishes, credits=everybody)
    checked(nominations.consent_card(an_ask("All of us.", nominated_by=CROWD, wishes=wishes), CATALOG))


@given(words=WILD.filter(str.strip))
@example(words=WORST)
@example(words="& " * 20_000)
def test_the_question_to_an_author_pings_nobody_and_fits(words: str) -> None:
    for consent in Consent:
        checked(nominations.consent_card(an_ask(words, consent), CATALOG))
    checked(nominations.whom_card(an_ask(words)))
    checked(nominations.whom_form(1, words))
    form = nominations.moment_form(CATALOG, [], SeenMessage(ANA, words, None, open=False), "{}", hears=False)
    checked(form)


@given(question=SHORT)
@example(question=WORST)
def test_a_poll_pings_nobody_and_fits(question: str) -> None:
    for closed in (False, True):
        for votes in (0, 3):
            poll = a_poll(question, closed, votes)
            checked(polls.poll_card(replace(poll, quote=question[:200], link="https://slack/1"), CATALOG))
    checked(poll_notes.reminder_card(a_poll(question), CATALOG))
    checked(poll_form.preview(a_poll(question).setup, CATALOG))
    for form in POLL_FORMS.values():
        checked(form(a_poll(question)))


@given(label=LABELS, question=SHORT)
@example(label="&" * 70, question=WORST)
def test_a_poll_of_own_options_pings_nobody_and_fits(label: str, question: str) -> None:
    labels = [f"{number}{label}"[:70] for number in range(10)]
    for closed in (False, True):
        checked(polls.poll_card(a_poll(question, closed, 3, labels), CATALOG))
    checked(poll_menu.edit_form(a_poll(question, labels=labels)))
    checked(poll_notes.reminder_card(a_poll(question, labels=labels), CATALOG))


@given(text=WILD)
@example(text=WORST)
@example(text="")
def test_forms_take_whatever_was_typed_with_the_command(text: str) -> None:
    checked(story_form.story_form(CATALOG, WrittenStory(text), StoryMemory(), StoryChoices(text[:300])))
    written = WrittenPoll(text, text, "own", SUPPORT)
    memory = PollMemory(more=True, quote=text[:200])
    checked(poll_form.poll_form(CATALOG, written, memory, now=NOW, zone=LISBON, touchpoints=["Billing"]))


@given(text=SHORT)
@example(text=WORST)
@example(text="`" * 60)
def test_a_trend_pings_nobody_and_fits(text: str) -> None:
    wanted = Wanted(channel=SUPPORT, touchpoint=text[:60])
    for trend in (a_trend(wanted=wanted, others=(Subject("head_first", True),)), a_trend(weeks=104)):
        checked(trends.trend_card(trend, CATALOG, text))
        checked(Message("App Home", trends.trend_lines(trend, CATALOG)))
    checked(trends.trend_card(a_trend(lines=(), subject=None, wanted=wanted), CATALOG, text))
    assert len(trends.alt_text(a_trend(wanted=wanted), CATALOG)) <= 1000


@given(text=TYPED, touchpoint=SHORT)
@example(text=WORST[:2500], touchpoint=WORST[:60])
@example(text="```", touchpoint="```")
@example(text="\n" * 2400 + "end", touchpoint="`" * 60)
def test_a_digest_pings_nobody_and_fits(text: str, touchpoint: str) -> None:
    save = a_save(owner=BRUNO, due_on=NOW.date())
    save = replace(save, telling=replace(save.telling, text=text))
    told = a_story(text, touchpoint[:60], said=text[:500])
    for digest in (a_digest(told, save, save, touchpoint=touchpoint[:60]), a_digest()):
        checked(digests.digest_card(digest, CATALOG))
        checked(Message("In a preview", digests.digest_preview(digest, CATALOG)))
        # It can't be changed once it is sent, so it quotes nobody.
        assert digests.digest_card(digest, CATALOG).text == "Digest: what happened, and what we learned"


@given(text=SHORT)
@example(text=WORST)
@example(text="`" * 60)
def test_a_journey_pings_nobody_and_its_table_stays_one(text: str) -> None:
    card = journey.journey_card(a_journey(text[:60]), 12, text)
    checked(card)
    [table] = [block["text"]["text"] for block in card.blocks if "```" in str(block.get("text"))][:1]
    assert table.count("```") == 2
    assert len(table.splitlines()) == 6
    checked(journey.journey_card(a_journey(text[:60], told=(), untold=(text[:60],) * 25), 1))
    checked(journey.journey_card(a_journey(text[:60], untold=(), nowhere=0), 1))


@given(text=WILD)
@example(text=WORST)
def test_help_repeats_what_it_did_not_understand_without_pinging(text: str) -> None:
    checked(help.help_card(text))
    checked(help.meant_card(f"/mindset poll {text}"))


@given(pieces=st.lists(st.tuples(WILD, st.booleans()), min_size=1, max_size=6))
@example(pieces=[(WORST, True), ("x", False)])
@example(pieces=[("a\n\n<!here>", False), ("*", True)])
def test_a_line_comes_back_without_pinging(pieces: list[tuple[str, bool]]) -> None:
    checked(help.back_card("I did not understand it.", [("/mindset poll ", False), *pieces], ["poll"]))


@given(zone=SHORT, framework=SHORT)
@example(zone="America/Argentina/ComodRivadavia", framework="head_first")
@example(zone="<!channel>" * 6, framework="<!here>")
@example(zone="&" * 200, framework="&" * 200)
def test_rituals_with_odd_names_ping_nobody_and_fit(zone: str, framework: str) -> None:
    rituals = [a_ritual(framework, zone)] * 3
    checked(list_card.list_card([], CATALOG))
    checked(Message("One ritual", list_card.ritual_rows(rituals[:1], CATALOG)))
    filled = replace(Filled.proposed("thought_experiment", framework, zone, KUDOS), region=zone)
    checked(ritual_form(CATALOG, filled, FormMemory("||", filled, more=True, warned=True)))
    checked(first_day.set_up_form(CATALOG, first_day.FirstChoices(), zone, "Because."))
    checked(schedules.set_up_note(rituals[0], CATALOG, rituals))
    checked(practice.practice_form(CATALOG, rituals[0]))


@given(text=TYPED)
@settings(max_examples=30)
@example(text=WORST[:2500])
@example(text="👩‍👩‍👧" * 800)
def test_app_home_full_of_wild_words_is_a_view_that_slack_takes(text: str) -> None:
    framework = CATALOG.default
    today = Drawn(framework, Draws.THOUGHT_EXPERIMENT, framework.experiments[0])
    rows = [a_ritual(text[:60], text[:60])]
    told = a_story(text, text[:120], said=text[:500])
    shelf = a_shelf((told,) * 5, Filter(words=text[:150]))
    for page in home_pages(today, shelf, rows):
        checked(page)
    full = replace(shelf, unheard=[KUDOS] * 20)
    suggested = [a_wild_suggestion(text)] * 20
    many = [replace(rows[0], id=ScheduleId(number)) for number in range(20)]
    for page in home_pages(today, full, many, suggested, [a_report(text[:500], told)] * 20):
        checked(page)


def test_every_experiment_of_the_packs_is_a_card_and_a_form_that_slack_takes() -> None:
    for framework in CATALOG:
        for experiment in framework.experiments:
            drawn = Drawn(framework, Draws.THOUGHT_EXPERIMENT, experiment, id=DrawId(1))
            for card in (experiments.own_card(drawn), experiments.channel_card(drawn, Standing(7))):
                checked(said_late(card, NOW, NOW + timedelta(hours=1)))
            checked(answer_form.answer_form(Asked(drawn, Standing(2, 3, NOW), None)))


def a_wild_suggestion(text: str) -> Suggested:
    """As long as the form lets it be."""
    words = {"title": text[:60], "scene": text[:600], "question": text[:200]}
    return replace(a_suggestion(), experiment=replace(a_suggestion().experiment, **words))


@given(text=WILD, error=SHORT, channel=st.sampled_from([KUDOS, ANA]), state=st.sampled_from(PostState))
@example(text=WORST, error=WORST, channel=KUDOS, state=PostState.GAVE_UP)
def test_a_note_about_what_did_not_come_pings_nobody_and_fits(
    text: str, error: str, channel: str, state: PostState
) -> None:
    for kind in ("story", "poll", "no_kind"):
        for wanted, there in ((True, True), (True, False), (False, True)):
            failed = Failed(
                *(1, HARBOUR, kind, 1, ChannelId(channel), "key", state, error),
                *(wanted, there, BRUNO, None, True, False),
            )
            checked(bounces.bounce_card(failed, text))
            checked(bounces.admin_bounce_card(failed))


@given(title=SHORT, scene=TYPED, question=SHORT)
@example(title=WORST, scene=WORST, question=WORST)
@example(title="<!here>", scene="<@U0VICTIM00>", question="<!channel>")
def test_a_suggested_experiment_pings_nobody_and_fits_wherever_it_is_shown(
    title: str, scene: str, question: str
) -> None:
    # As long as the form lets them be.
    words = {"title": title[:60], "scene": scene[:600], "question": question[:200]}
    suggested = replace(a_suggestion(), experiment=replace(a_suggestion().experiment, **words))
    checked(suggestions.waiting_card([suggested], CATALOG))
    checked(suggestions.ask_card(suggested, CATALOG))
    checked(suggestions.ask_card(replace(suggested, state=SuggestionState.APPROVED, decided_by=ANA), CATALOG))
    checked(suggestions.decision_card(suggested, CATALOG))
    drawn = Drawn(CATALOG.default, Draws.THOUGHT_EXPERIMENT, suggested.experiment, id=DrawId(1))
    checked(experiments.own_card(drawn))
    for standing in some_standings():
        checked(experiments.channel_card(replace(drawn, suggested_by=ANA, by=BRUNO), standing))
        checked(answer_form.answer_form(Asked(drawn, standing, MyAnswer(scene[:300], True))))
    checked(Message("In a preview", experiments.preview_card(drawn)))


@given(text=TYPED)
@example(text=WORST)
@example(text="<!here> <@U0VICTIM00>")
def test_answers_ping_nobody_and_fit_however_many_share_a_reply(text: str) -> None:
    line = text[:300]
    for many in (1, 15):
        checked(answers.reply_card([an_answer(line, number, 9, True) for number in range(many)]))
    checked(answer_form.removed_note(MyAnswer(line, False)))


@given(text=TYPED)
@example(text=WORST[:2500])
@example(text="<!here> <@U0VICTIM00>")
def test_a_save_pings_nobody_and_fits_and_neither_does_a_look_ahead_full_of_them(text: str) -> None:
    save = a_save(planned=True, standing=False, owner=BRUNO, due_on=NOW.date())
    save = replace(save, telling=replace(save.telling, text=text[:2500] or "&", remedy=text[:500]))
    for each in (save, replace(save, owner=None), replace(save, done=True), replace(save, dropped=True)):
        for card in (saves.reply_card, saves.owner_card, saves.nudge_card, saves.left_card):
            checked(card(each))
        checked(save_form.carry_form(each, NOW.date()))
        for form in (save_form.edit_form, save_form.share_form, save_form.assign_form, save_form.remove_form):
            checked(form(each))
    ahead = Drawn(CATALOG.default, Draws.LOOK_AHEAD, id=DrawId(1))
    many = LookedAhead([save] * 20, [save] * 40)
    checked(experiments.channel_card(ahead, Standing(), many))


# --- all the way, from somebody's keyboard to what Slack shows

KEYBOARD = (
    "@here @channel @dora <!here> <@U0DORAOKAFOR> &lt;!here&gt; <!subteam^S0VICTIM0> ```*_ #escalations"
)


async def test_whoever_types_whatever_wherever_nobody_is_pinged(world: World) -> None:
    await steps.feed(world)
    await world.types("ana", "#support", f"/mindset {KEYBOARD}")
    await world.types("ana", "#support", f"/mindset feed {KEYBOARD}")
    await world.types("ana", "#support", f"/mindset poll {KEYBOARD}")
    assert (await world.sends("ana")).ok
    await world.types("ana", "#support", f"/mindset story {KEYBOARD}")
    await world.presses("ana", world.form("ana"), story_form.MORE)
    assert (await world.sends("ana", customer=KEYBOARD, taught=KEYBOARD, thanked=KEYBOARD)).ok
    moment = await world.slack.hands.say("bruno", "#support", KEYBOARD)
    await world.slack.hands.react("carla", moment, "star2")
    secret = await world.slack.hands.say("bruno", "#escalations", KEYBOARD)
    await world.slack.hands.react("carla", secret, "star2")
    await world.beat()
    await world.slack.hands.open_home("ana")
    assert len(world.posts("#kudos")) == 2
    assert len(world.posts("#support")) == 1
    assert len(world.letters("bruno")) == 2
    # What the cards themselves say of who told, and who pointed at it. Dora is in none of them.
    assert {ping.target for ping in world.slack.workspace.pings} <= {ANA, BRUNO, CARLA}


def test_who_wants_answers_together_is_offered_three_people_first() -> None:
    [together, _] = thread_fields(0, 0)
    offered = [option["value"] for option in together["element"]["options"]]
    assert offered == ["0", "3", "2", "5", "10"]


def test_two_minutes_are_not_late_and_more_are() -> None:
    card = Message("It is nine.")
    on_time, late = (said_late(card, NOW, NOW + timedelta(seconds=seconds)) for seconds in (120, 121))
    assert on_time == card
    assert "A little late" in words({"blocks": late.blocks})


@given(draft=TYPED, stiff=SHORT, plain=SHORT)
@example(draft=WORST, stiff=WORST, plain=WORST)
@example(draft="utilise <!channel> " * 150, stiff="<!here>", plain="<@U0VICTIM00>")
def test_what_the_plain_words_check_says_pings_nobody_and_fits(draft: str, stiff: str, plain: str) -> None:
    ours = Glossary([*glossary(), Term("here", (f"{plain}.",), source=Source.RETIRED)])
    for text in (draft, f"utilise {draft} in order to say here"[:3000]):
        found = check(text[:3000], ours)
        checked(plain_words.checked_card(found))
        checked(plain_form.checked_form(found))
    words = [a_word(stiff[:80], (plain[:80],), waits=waits) for waits in (True, False)] * 60
    checked(plain_form.words_panel(words, may=True))
    checked(plain_words.ask_card(words[0]))
    checked(plain_form.word_form(Adding(stiff[:80], (plain[:80],)), may=True))


@given(phrase=SHORT, instead=SHORT)
@example(phrase=WORST, instead=WORST)
@example(phrase="<!channel>~*", instead="<@U0VICTIM00>")
def test_a_phrase_for_the_bonfire_pings_nobody_and_fits_wherever_it_is_shown(
    phrase: str, instead: str
) -> None:
    some = [a_phrase(phrase[:150], instead[:200], state) for state in PhraseState]
    for each in some:
        checked(bonfire.phrase_card(each))
        checked(bonfire.result_card(each))
        checked(bonfire_form.nominated_note(each, fresh=True))
    checked(bonfire.retired_panel(some * 40, admin=True))
    checked(bonfire_form.nominate_form(phrase, instead, SUPPORT))
    rows = [*bonfire.home_rows(some * 40), *bonfire.burned_lines(some[0])]
    checked(replace(bonfire.result_card(some[0]), blocks=rows))


def test_forms_without_days_or_a_time_are_forms_that_slack_takes() -> None:
    empty = replace(FirstChoices(school="be_human"), days=(), at="")
    checked(set_up_form(CATALOG, empty, "Europe/Lisbon"))
    assert "initial_options" not in week(frozenset())
    assert "initial_time" not in clock(None)
