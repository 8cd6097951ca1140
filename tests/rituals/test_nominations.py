"""Nominations: a reaction makes a story, in whatever order and however often Slack tells of it."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from rituals import nominations, posts, stories, workspaces
from rituals.db import transaction
from rituals.errors import Gone, NotYours
from rituals.ids import NominatedId, PersonId
from rituals.nominations import Consent, NominationWishes, Reaction, SeenMessage, SeenReaction, names_a_moment
from rituals.nominations.records import Nominated
from rituals.nominations.rules import counts
from rituals.stories import Credited, Filter, Kind, Voice
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, DORA, ESCALATIONS, HARBOUR, KUDOS, NOW, SUPPORT, elsewhere, scene
from tests.databases import Act, someone_waits
from tests.rituals.telling import DAY, SHORTCUT, tell, told, wanted

TS = "1772440000.000100"
OPEN = SeenMessage(author=ANA, words="I stayed on the line.", link="https://slack/1", open=True)
PRIVATE = replace(OPEN, open=False)


def star(by: PersonId, second: int = 1, ts: str = TS) -> Reaction:
    return Reaction(SUPPORT, ts, by, "star2", at=f"17724410{second:02}.000000")


def nominate(act: Act, by: PersonId, second: int = 1, message: SeenMessage = OPEN, ts: str = TS) -> None:
    act(nominations.nominate, scene(by), star(by, second, ts), message)


def withdraw(act: Act, by: PersonId, second: int = 2) -> None:
    act(nominations.withdraw, scene(by), star(by, second))


def asked(act: Act) -> NominatedId:
    [post] = wanted(act, nominations.CONSENT_ASK)
    return NominatedId(post.subject)


def share(act: Act, message: NominatedId, by: PersonId = ANA, seen: SeenMessage = PRIVATE) -> bool:
    """Somebody presses *Share it* on the question as it is now."""
    shown = act(nominations.ask, HARBOUR, message).edition
    return act(nominations.share, scene(by), message, seen, shown)


def kept_words(act: Act) -> list[str]:
    return act(lambda db: list(db.scalars(select(Nominated.words))))


# --- rules ---


def test_one_s_own_words_and_no_words_do_not_count() -> None:
    assert counts(star(BRUNO), OPEN)
    assert not counts(star(ANA), OPEN)
    assert not counts(star(BRUNO), replace(OPEN, words=" \n"))


@pytest.mark.parametrize(("emoji", "names"), [("star2", True), ("star2::skin-tone-3", True), ("star", False)])
def test_only_what_a_team_has_chosen_names_a_moment(emoji: str, names: bool) -> None:
    assert names_a_moment(emoji, {"star2"}) is names


# --- words that everybody may read ---


def test_a_starred_message_becomes_a_story_of_its_author(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO)
    [story] = told(act)
    assert (story.kind, story.text, story.link) == (Kind.GREAT_HUMAN_MOMENT, OPEN.words, OPEN.link)
    assert (story.teller, story.telling.credits, story.nominated_by) == (ANA, (Credited(ANA),), (BRUNO,))
    assert [post.subject for post in wanted(act, stories.CARD)] == [story.id]


def test_three_stars_make_one_story_that_names_three_in_the_order_of_their_stars(act: Act) -> None:
    for second, person in ((3, DORA), (1, CARLA), (2, BRUNO)):
        nominate(act, person, second)
    [story] = told(act)
    assert story.nominated_by == (CARLA, BRUNO, DORA)


def test_the_same_star_delivered_twice_changes_nothing(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO)
    before = wanted(act, stories.CARD)[0].wanted_version
    nominate(act, BRUNO)
    assert wanted(act, stories.CARD)[0].wanted_version == before
    assert len(told(act)) == 1


def test_the_last_star_taken_off_takes_the_story_down(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO)
    nominate(act, CARLA)
    withdraw(act, BRUNO)
    assert [story.nominated_by for story in told(act)] == [(CARLA,)]
    withdraw(act, CARLA)
    assert told(act) == []
    assert wanted(act, stories.CARD) == []


def test_the_only_star_taken_off_keeps_a_story_that_somebody_cheered_or_wrote_on(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO)
    [story] = told(act)
    act(stories.second, scene(CARLA), story.id, "I heard that call, too.")
    withdraw(act, BRUNO)
    assert [each.id for each in told(act)] == [story.id]
    nominate(act, BRUNO, second=3)
    act(stories.second, scene(CARLA), story.id, "")
    act(stories.cheer, scene(DORA), story.id)
    withdraw(act, BRUNO, second=4)
    assert [each.id for each in told(act)] == [story.id]
    nominate(act, BRUNO, second=5)
    act(stories.cheer, scene(DORA), story.id)
    withdraw(act, BRUNO, second=6)
    assert told(act) == []


def test_a_star_put_back_brings_the_same_story_back(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO)
    [first] = told(act)
    withdraw(act, BRUNO)
    nominate(act, BRUNO, second=3)
    assert told(act) == [first]
    assert len(wanted(act, stories.CARD)) == 1


def test_a_star_taken_off_before_it_is_heard_of_makes_no_story(act: Act) -> None:
    withdraw(act, BRUNO, second=2)
    nominate(act, BRUNO, second=1)
    assert told(act) == []


def test_messages_are_told_apart_by_their_place(act: Act) -> None:
    nominate(act, BRUNO)
    nominate(act, BRUNO, ts="1772440000.000200")
    other = replace(star(BRUNO), channel=ESCALATIONS)
    act(nominations.nominate, scene(BRUNO), other, OPEN)
    assert len(told(act)) == 3


# --- words from a private place ---


def test_private_words_are_asked_for_and_shown_to_nobody_meanwhile(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO, message=PRIVATE)
    nominate(act, CARLA, 2, message=PRIVATE)
    assert told(act) == []
    assert [post.channel for post in wanted(act, nominations.CONSENT_ASK)] == [ANA]
    ask = act(nominations.ask, HARBOUR, asked(act))
    assert (ask.author, ask.words, ask.consent) == (ANA, PRIVATE.words, Consent.ASKED)
    assert ask.nominated_by == (BRUNO, CARLA)


def test_with_the_author_s_yes_they_are_told_without_a_link(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO, message=PRIVATE)
    share(act, asked(act))
    share(act, asked(act))
    [story] = told(act)
    assert (story.text, story.link, story.nominated_by) == (PRIVATE.words, None, (BRUNO,))
    assert len(wanted(act, stories.CARD)) == 1


def test_with_the_author_s_no_they_are_forgotten_for_good(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    nominate(act, BRUNO, message=PRIVATE)
    message = asked(act)
    act(nominations.keep_private, scene(ANA), message)
    assert kept_words(act) == [""]
    nominate(act, CARLA, 2, message=PRIVATE)
    share(act, message)
    assert told(act) == []
    assert kept_words(act) == [""]


def test_nobody_but_the_author_decides(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    for person in (BRUNO, CARLA):
        with pytest.raises(NotYours):
            share(act, asked(act), by=person)
        with pytest.raises(NotYours):
            act(nominations.keep_private, scene(person), asked(act))
    assert act(nominations.ask, HARBOUR, asked(act)).consent is Consent.ASKED


def test_a_question_that_was_taken_back_cannot_be_answered_with_yes(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    message = asked(act)
    withdraw(act, BRUNO)
    assert wanted(act, nominations.CONSENT_ASK) == []
    assert kept_words(act) == [""]
    with pytest.raises(Gone):
        share(act, message)
    nominate(act, BRUNO, 3, message=replace(PRIVATE, words="I stayed on the line, twice."))
    assert act(nominations.ask, HARBOUR, asked(act)).words == "I stayed on the line, twice."


def test_a_question_that_was_taken_back_is_not_answered_by_silence(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    withdraw(act, BRUNO)
    assert act(nominations.close_asked, NOW + timedelta(days=8), 10) == 0
    nominate(act, BRUNO, 3, message=PRIVATE)
    assert act(nominations.ask, HARBOUR, asked(act)).consent is Consent.ASKED


def test_a_yes_is_for_what_was_shown_and_for_nothing_that_came_since(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    message, edited = asked(act), replace(PRIVATE, words="I stayed on the line, and paid.")
    shown = act(nominations.ask, HARBOUR, message).edition
    for _ in range(2):
        assert not act(nominations.share, scene(ANA), message, edited, shown)
    assert told(act) == []
    shown = act(nominations.ask, HARBOUR, message).edition
    line = NominationWishes(lines=(Voice(CARLA, "She paid his taxi."),))
    act(nominations.nominate, scene(CARLA), replace(star(CARLA), emoji=""), edited, line)
    assert not act(nominations.share, scene(ANA), message, edited, shown)
    assert told(act) == []
    assert share(act, message, seen=edited)
    assert [story.text for story in told(act)] == [edited.words]


def test_who_has_not_answered_in_seven_days_has_said_no(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    message = asked(act)
    assert act(nominations.close_asked, NOW + timedelta(days=7, seconds=-1), 10) == 0
    assert act(nominations.close_asked, NOW + timedelta(days=7), 10) == 1
    assert act(nominations.ask, HARBOUR, message).consent is Consent.REFUSED
    assert kept_words(act) == [""]


def test_the_question_is_put_anew_when_something_is_added_to_it(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    [before] = wanted(act, nominations.CONSENT_ASK)
    line = NominationWishes(lines=(Voice(CARLA, "She paid his taxi."),))
    act(nominations.nominate, scene(CARLA), replace(star(CARLA), emoji=""), PRIVATE, line)
    [after] = wanted(act, nominations.CONSENT_ASK)
    assert after.wanted_version > before.wanted_version


def test_a_story_that_was_agreed_to_still_goes_with_its_last_star(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    share(act, asked(act))
    withdraw(act, BRUNO)
    assert told(act) == []


def test_a_question_of_another_workspace_is_gone(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    with pytest.raises(Gone):
        act(nominations.ask, elsewhere().workspace, asked(act))


def test_a_question_that_was_taken_back_does_not_end_with_a_no(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    withdraw(act, BRUNO)
    assert act(nominations.close_asked, NOW + 8 * DAY, 10) == 0
    nominate(act, BRUNO, 3, message=PRIVATE)
    assert act(nominations.ask, HARBOUR, asked(act)).consent is Consent.ASKED


def test_a_place_that_is_opened_meanwhile_needs_no_answer_any_more(act: Act) -> None:
    nominate(act, BRUNO, message=PRIVATE)
    nominate(act, CARLA, 2, message=OPEN)
    assert [story.text for story in told(act)] == [OPEN.words]
    assert wanted(act, nominations.CONSENT_ASK) == []
    assert act(nominations.close_asked, NOW + 8 * DAY, 10) == 0


# --- the question names the feed ---


def test_a_feed_that_is_moved_makes_open_questions_worth_showing_again_and_no_others(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    for number, ts in enumerate(("1772440000.000100", "1772440000.000200", "1772440000.000300")):
        nominate(act, BRUNO, number, PRIVATE, ts)
    given, refused, _ = (NominatedId(post.subject) for post in wanted(act, nominations.CONSENT_ASK))
    share(act, given)
    act(nominations.keep_private, scene(ANA), refused)
    before = [post.wanted_version for post in wanted(act, nominations.CONSENT_ASK)]
    act(nominations.move_feed, scene(), SUPPORT)
    after = [post.wanted_version for post in wanted(act, nominations.CONSENT_ASK)]
    assert [new - old for old, new in zip(before, after, strict=True)] == [0, 0, 1]


@pytest.mark.parametrize("answered", [False, True], ids=["asked", "shared"])
def test_a_question_and_a_feed_that_is_moved_at_the_same_time_wait_for_each_other(
    postgres_engine: Engine, answered: bool
) -> None:
    act = Act(postgres_engine)
    act(stories.set_feed, scene(), KUDOS)
    if answered:
        nominate(act, BRUNO, message=PRIVATE)
        question = asked(act)
    with ThreadPoolExecutor(1) as pool:
        with transaction(postgres_engine) as slow:
            if answered:
                shown = nominations.ask(slow, HARBOUR, question).edition
                nominations.share(slow, scene(ANA), question, PRIVATE, shown)
            else:
                nominations.nominate(slow, scene(BRUNO), star(BRUNO), PRIVATE)
            moved = pool.submit(act, nominations.move_feed, scene(), SUPPORT)
            while not moved.done() and not someone_waits(postgres_engine):
                pass
        assert moved.result() == 0
    [post] = wanted(act, nominations.CONSENT_ASK)
    assert post.wanted_version == 2


# --- at once ---


@pytest.mark.parametrize("message", [OPEN, PRIVATE], ids=["open", "private"])
def test_stars_put_on_at_once_all_count_and_make_one_story(act: Act, message: SeenMessage) -> None:
    act(stories.set_feed, scene(), KUDOS)
    crowd = [PersonId(f"U{n}") for n in range(10)] * 2
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda who: nominate(act, who, message=message), crowd))
    if not message.open:
        share(act, asked(act))
    [story] = told(act)
    assert set(story.nominated_by) == set(crowd)
    later = NOW + timedelta(minutes=1)
    claimed = act(posts.claim, later, by="courier", resting=(), limit=99)
    notes = {"author_note" if message.open else "consent_ask", "why_ask", "story"}
    assert {each.kind for each in claimed} == notes


def test_whoever_points_at_a_story_that_stands_again_is_asked_why_once_it_does(act: Act) -> None:
    act(workspaces.change_settings, scene(), Settings(threshold=2))
    nominate(act, BRUNO)
    nominate(act, CARLA)
    withdraw(act, BRUNO)
    withdraw(act, CARLA)
    nominate(act, DORA, 3)
    assert wanted(act, stories.WHY_ASK) == []
    nominate(act, BRUNO, 4)
    assert {post.channel for post in wanted(act, stories.WHY_ASK)} == {DORA, BRUNO}


# --- words that Slack can't find ---


def message_row(act: Act) -> NominatedId:
    return NominatedId(act(lambda db: db.scalars(select(Nominated.id)).one()))


def missed(act: Act, after: timedelta, older_is_there: bool = False) -> list[str]:
    """The bot looks in vain, so long after the message was said; the words of the stories that stand."""
    said = datetime.fromtimestamp(float(TS), UTC)
    act(nominations.missed, scene(now=said + after), message_row(act), older_is_there)
    return [story.text for story in told(act)]


@pytest.mark.parametrize(
    ("first", "then", "older_is_there", "stays"),
    [
        (timedelta(hours=2), timedelta(hours=20), False, True),
        (timedelta(hours=2), timedelta(hours=26), False, False),
        (timedelta(days=29), timedelta(days=31), False, False),
        (timedelta(days=30), timedelta(days=400), False, True),
        (timedelta(days=30), timedelta(days=31), True, False),
        (timedelta(days=30), timedelta(days=30, hours=9), True, True),
    ],
)
def test_a_story_goes_when_another_day_says_so_too_and_no_plan_explains_it(
    act: Act, first: timedelta, then: timedelta, older_is_there: bool, stays: bool
) -> None:
    nominate(act, BRUNO)
    assert missed(act, first, older_is_there) == [OPEN.words]
    assert missed(act, then, older_is_there) == ([OPEN.words] if stays else [])


def test_what_was_found_in_between_begins_anew(act: Act) -> None:
    nominate(act, BRUNO)
    missed(act, timedelta(days=1))
    act(nominations.looked, scene(), message_row(act), OPEN)
    assert missed(act, timedelta(days=5)) == [OPEN.words]
    assert missed(act, timedelta(days=6)) == []


def test_an_older_message_of_the_channel_is_known_unless_it_is_missing_too(act: Act) -> None:
    def before() -> str | None:
        return act(nominations.seen_before, HARBOUR, SUPPORT, "1772440009.000100")

    assert before() is None
    nominate(act, BRUNO)
    assert before() == TS
    assert act(nominations.seen_before, HARBOUR, ESCALATIONS, "1772440009.000100") is None
    assert act(nominations.seen_before, HARBOUR, SUPPORT, TS) is None
    missed(act, timedelta(days=1))
    assert before() is None


# --- several at once ---


def seen(by: PersonId, second: int = 1, message: SeenMessage = OPEN, **where: str) -> SeenReaction:
    return SeenReaction(scene(by), star(by, second, **where), message)


def test_reactions_that_come_together_make_one_story_with_all_who_pointed_at_it(act: Act) -> None:
    act(workspaces.change_settings, scene(), replace(Settings(), threshold=3))
    act(workspaces.set_feed, scene(), KUDOS)
    crowd = [seen(CARLA, 3), seen(BRUNO, 1), seen(DORA, 2), seen(BRUNO, 1)]
    act(nominations.nominate_each, crowd)
    act(nominations.nominate_each, crowd)
    [story] = told(act)
    assert story.nominated_by == (BRUNO, DORA, CARLA)
    assert {post.channel for post in wanted(act, stories.WHY_ASK)} == {BRUNO, CARLA, DORA}
    assert [post.channel for post in wanted(act, stories.AUTHOR_NOTE)] == [ANA]
    assert [post.channel for post in wanted(act, stories.CARD)] == [KUDOS]


def test_messages_nominated_at_one_moment_are_as_many_stories_even_beside_one_told_then(act: Act) -> None:
    act(workspaces.change_settings, scene(), replace(Settings(), threshold=1))
    act(workspaces.set_feed, scene(), KUDOS)
    tell(act)
    words = ("She waited with him.", "He sang for her.", "They stayed until four.")
    spoken = [(f"177244120{n}.000100", replace(OPEN, words=said)) for n, said in enumerate(words)]
    act(nominations.nominate_each, [seen(BRUNO, 1, message, ts=ts) for ts, message in spoken[:1]])
    act(nominations.nominate_each, [seen(BRUNO, 2, message, ts=ts) for ts, message in spoken])
    act(nominations.nominate_each, [seen(CARLA, 3, message, ts=ts) for ts, message in spoken])
    assert [story.text for story in reversed(told(act))] == [SHORTCUT, *words]
    assert [len(told(act, Filter(words=said))) for said in ("waited", "sang", "stayed")] == [1, 1, 1]
    assert [story.nominated_by for story in told(act)][:3] == [(BRUNO, CARLA)] * 3
    assert len(wanted(act, stories.CARD)) == 4


def test_of_reactions_that_come_together_private_words_are_only_asked_about(act: Act) -> None:
    other = "1772440000.000200"
    act(nominations.nominate_each, [seen(who, n, PRIVATE) for n, who in enumerate((BRUNO, CARLA, DORA))])
    act(nominations.nominate_each, [seen(who, n, ts=other) for n, who in enumerate((BRUNO, CARLA, DORA))])
    [story] = told(act)
    assert act(stories.of_message, scene(), f"{SUPPORT}:{other}") == story
    assert [post.channel for post in wanted(act, nominations.CONSENT_ASK)] == [ANA]


def test_reactions_of_two_workspaces_that_come_together_are_counted_apart(act: Act) -> None:
    for where in (scene(), elsewhere()):
        act(workspaces.change_settings, where, replace(Settings(), threshold=2))
    abroad = replace(seen(CARLA, 2), scene=elsewhere())
    act(nominations.nominate_each, [seen(BRUNO, 1), abroad])
    assert told(act) == []


def test_who_nominates_while_writing_a_story_keeps_what_they_have_written(act: Act) -> None:
    act(workspaces.change_settings, scene(), replace(Settings(), threshold=1))
    act(stories.keep_draft, scene(BRUNO), {"text": "Once upon a Friday"}, "form-1")
    nominate(act, BRUNO)
    assert len(told(act)) == 1
    assert act(stories.draft, scene(BRUNO)) is not None
