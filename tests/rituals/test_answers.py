"""Answers: one line a person, in the card's thread; together where nobody should have to be first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select

from rituals import answers, digests, erasure, experiments, posts, schedules
from rituals.answers import Standing
from rituals.answers.records import AnswerRow
from rituals.answers.rules import enough, gathered
from rituals.catalog import Catalog
from rituals.db import transaction
from rituals.errors import Gone, NotYours, TooShort
from rituals.ids import AnswerId, DrawId, PersonId
from rituals.posts.records import Post
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, SUPPORT, scene
from tests.databases import Act
from tests.rituals.answering import FIVE, MINUTE, NINE, SECOND, beat, drawn, replies, says, send, version
from tests.wishes import wishes

CARD = "schedule:1:2026-03-02"


@pytest.fixture
def draw(act: Act, catalog: Catalog) -> DrawId:
    """A card whose answers appear one by one."""
    return drawn(act, catalog)


@pytest.fixture
def sealed(act: Act, catalog: Catalog) -> DrawId:
    """A card whose answers appear together, after three people."""
    return drawn(act, catalog, together=3)


def ids(act: Act) -> list[AnswerId]:
    return act(
        lambda db: [AnswerId(each) for each in db.scalars(select(AnswerRow.id).order_by(AnswerRow.id))]
    )


def kinds(act: Act) -> list[str]:
    """What is wanted in the channel, in its order."""
    there = Post.channel == SUPPORT, Post.wanted
    return act(lambda db: list(db.scalars(select(Post.kind).where(*there).order_by(Post.id))))


# --- one by one


def test_each_answer_has_a_reply_of_its_own_and_the_card_counts(act: Act, draw: DrawId) -> None:
    before = version(act, CARD)
    for person, text in ((ANA, "Tea."), (BRUNO, "The ticket.")):
        says(act, draw, person, text)
        send(act)
    assert replies(act) == [[(ANA, "Tea.")], [(BRUNO, "The ticket.")]]
    assert act(answers.standing, HARBOUR, draw) == Standing(count=2)
    assert version(act, CARD) == before + 2


def test_an_answer_stands_in_the_thread_of_its_card(act: Act, draw: DrawId) -> None:
    says(act, draw, ANA)
    [reply] = act(posts.claim, NINE + MINUTE, by="courier", resting=(), limit=9, calm=None)
    assert (reply.kind, reply.channel) == ("answers", SUPPORT)
    assert reply.thread is not None


def test_it_is_one_line_of_three_hundred_characters_at_most(act: Act, draw: DrawId) -> None:
    says(act, draw, ANA, "  one\n\ntwo " + "x" * 400)
    [[(_, text)]] = replies(act)
    assert text.startswith("one two xxx")
    assert len(text) == 300


@pytest.mark.parametrize("text", ["", "  ", "\n", "\u200b"])
def test_nothing_is_no_answer(act: Act, draw: DrawId, text: str) -> None:
    with pytest.raises(TooShort):
        says(act, draw, ANA, text)
    assert replies(act) == []


def test_sent_twice_it_is_one_answer_and_the_second_changes_nothing(act: Act, draw: DrawId) -> None:
    says(act, draw, ANA)
    send(act)
    says(act, draw, ANA)
    assert replies(act) == [[(ANA, "Tea.")]]
    assert send(act) == []
    assert not act(answers.own, scene(ANA), ids(act)[0]).edited


def test_answering_again_changes_what_one_has_said_where_it_stands(act: Act, draw: DrawId) -> None:
    for person in (ANA, BRUNO):
        says(act, draw, person)
        send(act)
    says(act, draw, ANA, "Coffee, on reflection.")
    assert replies(act) == [[(ANA, "Coffee, on reflection.")], [(BRUNO, "Tea.")]]
    assert act(answers.own, scene(ANA), ids(act)[0]).edited
    assert len(send(act)) == 1
    assert act(answers.mine, scene(ANA), draw) == answers.MyAnswer("Coffee, on reflection.", False)
    assert act(answers.mine, scene(CARLA), draw) is None


def test_removed_it_is_gone_with_its_message_and_the_card_counts_one_less(act: Act, draw: DrawId) -> None:
    for person in (ANA, BRUNO):
        says(act, draw, person)
        send(act)
    for _ in range(2):
        act(answers.remove, scene(ANA, NINE + MINUTE), draw)
    assert replies(act) == [[(BRUNO, "Tea.")]]
    assert act(answers.standing, HARBOUR, draw).count == 1
    assert len(send(act)) == 2


def test_whoever_has_removed_an_answer_may_give_another(act: Act, draw: DrawId) -> None:
    says(act, draw, ANA)
    send(act)
    act(answers.remove, scene(ANA, NINE + MINUTE), draw)
    send(act)
    says(act, draw, ANA, "Coffee.")
    send(act)
    assert replies(act) == [[(ANA, "Coffee.")]]


def test_a_head_check_a_story_call_and_a_practice_take_no_answers(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog, kind="story_call")
    with pytest.raises(Gone):
        says(act, draw, ANA)
    private = drawn(act, catalog, channel=ANA, personal=True)
    with pytest.raises(Gone):
        says(act, private, ANA)


@pytest.mark.parametrize("kind", ["hero", "case_study", "thought_experiment"])
def test_heroes_and_case_studies_are_answered_too(act: Act, catalog: Catalog, kind: str) -> None:
    says(act, drawn(act, catalog, kind=kind), ANA)
    assert replies(act) == [[(ANA, "Tea.")]]


# --- a crowd


def test_answers_that_come_while_one_waits_to_be_sent_share_its_reply(act: Act, draw: DrawId) -> None:
    for person in (ANA, BRUNO, CARLA):
        says(act, draw, person)
    assert replies(act) == [[(ANA, "Tea."), (BRUNO, "Tea."), (CARLA, "Tea.")]]
    send(act)
    says(act, draw, DORA)
    assert len(replies(act)) == 2


def test_an_answer_joins_no_reply_that_is_being_sent(act: Act, draw: DrawId) -> None:
    says(act, draw, ANA)
    claimed = act(posts.claim, NINE + MINUTE, by="courier", resting=(), limit=9, calm=None)
    assert [each.kind for each in claimed] == ["answers"]
    says(act, draw, BRUNO)
    assert replies(act) == [[(ANA, "Tea.")], [(BRUNO, "Tea.")]]


def test_two_hundred_answers_are_all_there_in_few_messages(act: Act, draw: DrawId) -> None:
    crowd = [PersonId(f"U0CROWD{number:03}") for number in range(200)]
    for person in crowd:
        says(act, draw, person, f"From {person}")
    shown = replies(act)
    assert [person for reply in shown for person, _ in reply] == crowd
    assert [len(reply) for reply in shown] == [15] * 13 + [5]
    assert act(answers.standing, HARBOUR, draw).count == 200


def test_people_who_answer_at_the_same_moment_all_have_their_answer(
    act: Act, engine: Engine, catalog: Catalog
) -> None:
    draw = drawn(act, catalog, together=3, game_plan_after=2)
    crowd = [PersonId(f"U0CROWD{number:03}") for number in range(12)]

    def one(person: PersonId) -> None:
        with transaction(engine) as db:
            answers.answer(db, scene(person, NINE + MINUTE), draw, "Tea.")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(one, crowd + crowd))
    assert sorted(person for reply in replies(act) for person, _ in reply) == crowd
    assert kinds(act).count("game_plan") == 1


@pytest.mark.parametrize(
    ("many", "shares"), [(0, []), (1, [1]), (15, [15]), (16, [15, 1]), (31, [15, 15, 1])]
)
def test_many_answers_share_as_few_messages_as_slack_takes(many: int, shares: list[int]) -> None:
    assert [len(some) for some in gathered(range(many))] == shares


# --- together


def test_three_is_how_many_it_takes_unless_a_ritual_says_something_else() -> None:
    assert [enough(count, None) for count in (2, 3)] == [False, True]
    assert [enough(count, 5) for count in (4, 5)] == [False, True]


def test_together_nothing_is_shown_until_enough_have_answered(act: Act, sealed: DrawId) -> None:
    for person in (ANA, BRUNO):
        says(act, sealed, person)
    assert replies(act) == []
    assert act(answers.standing, HARBOUR, sealed) == Standing(2, 3, FIVE)
    says(act, sealed, CARLA)
    assert replies(act) == [[(ANA, "Tea."), (BRUNO, "Tea."), (CARLA, "Tea.")]]
    assert act(answers.standing, HARBOUR, sealed) == Standing(3, 3, None)


def test_after_that_new_answers_appear_at_once(act: Act, sealed: DrawId) -> None:
    for person in (ANA, BRUNO, CARLA):
        says(act, sealed, person)
    send(act)
    says(act, sealed, DORA, "Late.")
    assert replies(act)[1:] == [[(DORA, "Late.")]]


def test_at_the_end_of_the_window_they_appear_however_few(act: Act, catalog: Catalog, sealed: DrawId) -> None:
    says(act, sealed, ANA)
    beat(act, catalog, FIVE - SECOND)
    assert replies(act) == []
    before = version(act, CARD)
    beat(act, catalog, FIVE)
    beat(act, catalog, FIVE)
    assert replies(act) == [[(ANA, "Tea.")]]
    assert version(act, CARD) == before + 1
    says(act, sealed, BRUNO)
    assert [person for reply in replies(act) for person, _ in reply] == [ANA, BRUNO]


def test_a_sealed_answer_can_be_changed_and_removed_and_seen_by_its_author_alone(
    act: Act, sealed: DrawId
) -> None:
    says(act, sealed, ANA)
    says(act, sealed, ANA, "Coffee.")
    says(act, sealed, BRUNO)
    assert act(answers.standing, HARBOUR, sealed).count == 2
    assert act(answers.mine, scene(ANA), sealed) == answers.MyAnswer("Coffee.", False)
    with pytest.raises(Gone):
        act(answers.cheer, scene(CARLA), ids(act)[0])
    act(answers.remove, scene(ANA), sealed)
    assert act(answers.standing, HARBOUR, sealed) == Standing(1, 3, FIVE)
    for person in (CARLA, DORA):
        says(act, sealed, person)
    assert [person for reply in replies(act) for person, _ in reply] == [BRUNO, CARLA, DORA]


def test_the_answers_stand_above_the_game_plan_that_they_bring(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog, together=3, game_plan_after=3)
    for person in (ANA, BRUNO, CARLA):
        says(act, draw, person)
    assert kinds(act) == ["experiment", "answers", "game_plan"]


def test_so_they_do_when_the_day_ends(act: Act, catalog: Catalog) -> None:
    draw = drawn(act, catalog, together=3, game_plan_after=3)
    says(act, draw, ANA)
    beat(act, catalog, FIVE)
    assert kinds(act) == ["experiment", "answers", "game_plan"]


def test_only_what_is_answered_can_be_sealed(act: Act, catalog: Catalog) -> None:
    call = drawn(act, catalog, kind="story_call", together=3)
    assert act(answers.standing, HARBOUR, call).sealed is None


# --- cheers


def test_everybody_may_cheer_an_answer_once_and_undo_it(act: Act, draw: DrawId) -> None:
    says(act, draw, ANA)
    send(act)
    [answer] = ids(act)
    assert act(answers.cheer, scene(BRUNO), answer, NOW)
    assert act(answers.cheer, scene(BRUNO), answer, NOW + SECOND)
    assert act(answers.cheer, scene(CARLA), answer, NOW)
    assert len(send(act)) == 1
    assert not act(answers.cheer, scene(BRUNO), answer, NOW + MINUTE)
    [shown] = act(lambda db: answers.reply(db, HARBOUR, db.scalars(select(AnswerRow.reply)).one()))
    assert shown.cheers == 1


def test_an_answer_is_its_authors(act: Act, draw: DrawId) -> None:
    says(act, draw, ANA)
    with pytest.raises(NotYours):
        act(answers.own, scene(BRUNO), ids(act)[0])


# --- digests


def quoted(act: Act, catalog: Catalog) -> list[str]:
    named = act(answers.most_cheered, HARBOUR, NINE, FIVE, 2)
    return [each.text for each in act(answers.quoted, HARBOUR, catalog, named)]


def test_the_most_cheered_may_be_shown_if_their_authors_allow(
    act: Act, catalog: Catalog, draw: DrawId
) -> None:
    people = {ANA: True, BRUNO: True, CARLA: False, DORA: True}
    for person, allowed in people.items():
        says(act, draw, person, f"By {person}", quotable=allowed)
    first, second, third, _ = ids(act)
    for answer, cheering in {first: [BRUNO], second: [ANA, CARLA], third: [ANA, BRUNO, DORA]}.items():
        for person in cheering:
            act(answers.cheer, scene(person), answer)
    # Carla didn't allow it, and nobody cheers Dora's.
    assert quoted(act, catalog) == [f"By {BRUNO}", f"By {ANA}"]
    says(act, draw, BRUNO, f"By {BRUNO}", quotable=False)
    assert quoted(act, catalog) == [f"By {ANA}"]


def test_a_digest_shows_two_of_them(act: Act, catalog: Catalog, draw: DrawId) -> None:
    for person in (ANA, BRUNO, CARLA):
        says(act, draw, person, f"By {person}", quotable=True)
    for answer in ids(act):
        act(answers.cheer, scene(DORA), answer)
    ritual = act(schedules.set_up, scene(ANA), wishes(kind="digest"), "form-2")
    assert len(act(digests.peek, scene(now=FIVE), catalog, ritual).answers) == 2


def test_a_digest_is_brought_up_to_date_when_an_answer_of_it_changes(
    act: Act, catalog: Catalog, draw: DrawId
) -> None:
    act(posts.want, scene(), "digest:1", kind="digest", subject=1, channel=SUPPORT)
    says(act, draw, ANA, quotable=True)
    act(answers.keep_fresh, scene(), "digest:1", ids(act))
    says(act, draw, ANA, quotable=False)
    assert version(act, "digest:1") == 2
    act(answers.remove, scene(ANA), draw)
    assert version(act, "digest:1") == 3
    assert act(answers.quoted, HARBOUR, catalog, [AnswerId(1)]) == ()


# --- being forgotten


def test_the_answers_and_cheers_of_who_is_forgotten_are_erased(act: Act, draw: DrawId) -> None:
    for person in (ANA, BRUNO):
        says(act, draw, person, f"Bruno taught me that, says {person}.")
    send(act)
    for answer, person in zip(ids(act), (BRUNO, ANA), strict=True):
        act(answers.cheer, scene(person), answer)
    act(erasure.forget_me, scene(BRUNO), ["Bruno"])
    assert replies(act) == [[(ANA, f"a teammate taught me that, says {ANA}.")]]
    assert act(answers.standing, HARBOUR, draw).count == 1
    [shown] = act(lambda db: answers.reply(db, HARBOUR, db.scalars(select(AnswerRow.reply)).one()))
    assert shown.cheers == 0


def test_a_sealed_answer_of_theirs_is_erased_as_well(act: Act, catalog: Catalog, sealed: DrawId) -> None:
    says(act, sealed, ANA)
    says(act, sealed, BRUNO)
    act(erasure.forget_me, scene(BRUNO), [])
    assert act(answers.standing, HARBOUR, sealed).count == 1
    beat(act, catalog, FIVE)
    assert replies(act) == [[(ANA, "Tea.")]]


def test_a_message_goes_with_the_last_answer_in_it(act: Act, draw: DrawId) -> None:
    says(act, draw, BRUNO)
    send(act)
    act(erasure.forget_me, scene(BRUNO), [])
    assert kinds(act) == ["experiment"]


# --- replies typed in the thread


@pytest.fixture
def planned(act: Act, catalog: Catalog) -> DrawId:
    """A card whose game plan waits for two people."""
    return drawn(act, catalog, game_plan_after=2)


def threads(act: Act, at: object = FIVE) -> list[experiments.Thread]:
    return act(experiments.threads_to_read, at, 9)


def test_a_thread_is_read_once_when_the_day_is_over_and_nobody_has_answered(
    act: Act, catalog: Catalog, planned: DrawId
) -> None:
    assert threads(act) == []
    beat(act, catalog, FIVE)
    [thread] = threads(act)
    assert (thread.draw, thread.channel) == (planned, SUPPORT)
    assert threads(act) == []
    act(experiments.thread_read, scene(now=FIVE), planned, [BRUNO])
    assert kinds(act) == ["experiment", "game_plan"]
    assert threads(act, FIVE + 10 * MINUTE) == []


def test_it_is_not_read_where_somebody_has_answered(act: Act, catalog: Catalog, planned: DrawId) -> None:
    says(act, planned, ANA)
    beat(act, catalog, FIVE)
    assert kinds(act) == ["experiment", "answers", "game_plan"]
    assert threads(act) == []


def test_one_that_cannot_be_read_comes_again_for_a_day(act: Act, catalog: Catalog, planned: DrawId) -> None:
    beat(act, catalog, FIVE)
    assert len(threads(act)) == 1
    assert len(threads(act, FIVE + 6 * MINUTE)) == 1
    assert threads(act, NINE + 24 * 60 * MINUTE) == []
    assert threads(act, NINE + 25 * 60 * MINUTE) == []


def test_without_replies_no_game_plan_comes(act: Act, catalog: Catalog, planned: DrawId) -> None:
    beat(act, catalog, FIVE)
    threads(act)
    act(experiments.thread_read, scene(now=FIVE), planned, [])
    assert kinds(act) == ["experiment"]
