"""Polls: opened, voted on, shown in steps that give nobody away, closed without a trace of who voted."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from rituals import polls, posts, workspaces
from rituals.catalog import Catalog, Framework, Tone
from rituals.errors import AlreadyPast, Gone, NotYourPoll, NotYours, OnceOnly, PollClosed, StaysClosed
from rituals.polls import BadOptions, Results, Setup, UnknownOption, of_framework, of_own_options
from rituals.polls.records import Poll, Vote
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, SUPPORT, elsewhere, scene
from tests.databases import Act
from tests.rituals.polling import (
    CROWD,
    EMIL,
    FAY,
    GUS,
    HOUR,
    HUGO,
    HUMAN,
    IN_ROLE,
    OPEN_PLACE,
    all_vote,
    close,
    counts,
    open_poll,
    shown,
    vote,
)


@pytest.fixture
def human(catalog: Catalog) -> Framework:
    """A framework with a stance that nobody would own up to."""
    return catalog.framework("be_human")


@pytest.fixture
def shadowy(human: Framework) -> Setup:
    """A poll that is anonymous."""
    return of_framework(human)


@pytest.fixture
def lunch() -> Setup:
    """A poll on options of a team's own, with names."""
    return of_own_options("Lunch debrief?", ["Learned", "Taught", "Ate"])


# --- opening ---


def test_a_form_sent_twice_opens_one_poll(act: Act, shadowy: Setup) -> None:
    assert open_poll(act, shadowy) == open_poll(act, shadowy)
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert (claimed.kind, claimed.channel) == (polls.CARD, SUPPORT)


def test_a_poll_with_a_shadow_is_anonymous_and_one_without_is_not(human: Framework) -> None:
    bright = replace(human, mindsets=tuple(replace(m, tone=Tone.ASPIRE) for m in human.mindsets))
    assert of_framework(human).anonymous
    assert not of_framework(bright).anonymous
    assert not of_framework(human, anonymous=False).anonymous


def test_a_poll_can_stand_in_the_thread_of_somebodys_message(act: Act, lunch: Setup) -> None:
    place = replace(OPEN_PLACE, thread_ts="1.0")
    open_poll(act, lunch, place=place)
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert claimed.thread == "1.0"


def test_a_poll_that_would_be_over_already_is_refused(act: Act, lunch: Setup) -> None:
    with pytest.raises(AlreadyPast):
        open_poll(act, lunch, closes_at=NOW)


def test_a_setup_comes_back_from_the_database_as_it_was(act: Act, lunch: Setup) -> None:
    wish = replace(lunch, several=True, adding=True, results=Results.AFTER_VOTE, touchpoint="Billing")
    wish = replace(wish, anonymous=True, lasts=timedelta(minutes=90))
    assert shown(act, open_poll(act, wish)).setup == wish


# --- voting ---


def test_where_names_are_no_secret_every_vote_shows_at_once_with_its_name(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    assert counts(act, poll) is None
    vote(act, poll, BRUNO, "own-1")
    found = shown(act, poll)
    assert found.tally is not None
    assert dict(found.tally.votes) == {"own-1": 1, "own-2": 0, "own-3": 0}
    assert found.names["own-1"] == (BRUNO,)


def test_a_vote_can_be_changed_and_withdrawn(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    assert vote(act, poll, BRUNO, "own-1") == ("own-1",)
    assert vote(act, poll, BRUNO, "own-2") == ("own-2",)
    assert counts(act, poll) == {"own-1": 0, "own-2": 1, "own-3": 0}
    assert vote(act, poll, BRUNO, "own-2") == ()
    assert (counts(act, poll), shown(act, poll).voters) == (None, 0)


def test_of_several_choices_each_counts_and_the_voter_counts_once(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, several=True))
    assert vote(act, poll, BRUNO, "own-1") == ("own-1",)
    assert vote(act, poll, BRUNO, "own-3") == ("own-1", "own-3")
    vote(act, poll, CARLA, "own-3")
    found = shown(act, poll)
    assert found.tally is not None
    assert (dict(found.tally.votes), found.tally.voters) == ({"own-1": 1, "own-2": 0, "own-3": 2}, 2)
    assert vote(act, poll, BRUNO, "own-1") == ("own-3",)


def test_a_vote_for_what_is_not_offered_is_refused(act: Act, lunch: Setup) -> None:
    with pytest.raises(UnknownOption):
        vote(act, open_poll(act, lunch), BRUNO, "own-9")


def test_a_poll_of_another_workspace_is_gone(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    for press in (
        lambda: act(polls.shown, elsewhere().workspace, poll),
        lambda: act(polls.vote, elsewhere(), poll, HUMAN),
        lambda: act(polls.my_vote, elsewhere(), poll),
        lambda: act(polls.close, elsewhere(), poll, admin=True),
        lambda: act(polls.remove, elsewhere(), poll, admin=True),
    ):
        with pytest.raises(Gone):
            press()


def test_my_vote_is_known_to_me_until_an_anonymous_poll_closes(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    vote(act, poll, BRUNO, IN_ROLE)
    mine, others = (act(polls.my_vote, scene(person), poll) for person in (BRUNO, CARLA))
    assert mine is not None and mine.choices == (IN_ROLE,)
    assert others is not None and others.choices == ()
    close(act, poll)
    assert act(polls.my_vote, scene(BRUNO), poll) is None


def test_anybody_may_add_an_option_where_the_maker_lets_them(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, adding=True))
    vote(act, poll, BRUNO, "own-1")
    act(polls.add_option, scene(DORA), poll, "  Slept  ")
    vote(act, poll, CARLA, "own-4")
    assert counts(act, poll) == {"own-1": 1, "own-2": 0, "own-3": 0, "own-4": 1}
    assert shown(act, poll).setup.options[-1].label == "Slept"
    for label in ("slept", "", "x" * 71):
        with pytest.raises(BadOptions):
            act(polls.add_option, scene(DORA), poll, label)
    with pytest.raises(NotYours):
        act(polls.add_option, scene(DORA), open_poll(act, lunch, "form-2"), "Slept")


# --- what may be seen meanwhile ---


def test_an_anonymous_count_is_shown_once_a_second_step_is_full(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, IN_ROLE, HUMAN, IN_ROLE, IN_ROLE)
    assert (counts(act, poll), shown(act, poll).voters) == (None, 5)
    vote(act, poll, GUS, IN_ROLE)
    assert counts(act, poll) == {HUMAN: 2, IN_ROLE: 1}


def test_one_person_who_changes_their_mind_again_and_again_moves_nothing(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 6)
    before = counts(act, poll)
    for _ in range(9):
        vote(act, poll, BRUNO, IN_ROLE)
        assert counts(act, poll) == before


def test_those_who_took_their_first_vote_back_hide_nobody(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE)
    for person in (GUS, HUGO, GUS, HUGO):
        vote(act, poll, person)
    for person in (ANA, *CROWD[:2]):
        vote(act, poll, person)
    assert counts(act, poll) == {HUMAN: 3, IN_ROLE: 0}, "the next picture would be of Fay alone"
    for person in CROWD[2:5]:
        vote(act, poll, person)
    assert counts(act, poll) == {HUMAN: 6, IN_ROLE: 1}


def test_nothing_is_shown_before_the_end_if_the_maker_wants_it_so(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, results=Results.CLOSED))
    all_vote(act, poll, "own-1", "own-1")
    assert shown(act, poll).tally is None
    assert shown(act, poll).names == {}
    assert act(polls.after_vote, HARBOUR, poll)[0] is None
    assert close(act, poll).tally is not None


def test_after_one_s_own_vote_one_sees_what_the_channel_does_not(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, replace(lunch, results=Results.AFTER_VOTE))
    vote(act, poll, BRUNO, "own-1")
    assert shown(act, poll).tally is None
    seen, _ = act(polls.after_vote, HARBOUR, poll)
    assert seen is not None and seen.votes["own-1"] == 1


def test_a_shadow_with_names_still_needs_enough_voters(act: Act, human: Framework) -> None:
    poll = open_poll(act, of_framework(human, anonymous=False))
    all_vote(act, poll, HUMAN, HUMAN)
    assert (shown(act, poll).tally, shown(act, poll).names) == (None, {})
    vote(act, poll, DORA, IN_ROLE)
    assert counts(act, poll) == {HUMAN: 2, IN_ROLE: 1}


def test_the_minimum_is_that_of_the_moment_when_the_poll_was_opened(act: Act, shadowy: Setup) -> None:
    five = replace(workspaces.Settings(), minimum_voters=5)
    act(workspaces.change_settings, scene(ANA), five)
    poll = open_poll(act, shadowy)
    act(workspaces.change_settings, scene(ANA), workspaces.Settings())
    all_vote(act, poll, *[HUMAN] * 4)
    assert close(act, poll).tally is None


# --- closing ---


def test_when_its_time_is_over_a_vote_is_refused_whoever_closes_it(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    with pytest.raises(PollClosed):
        act(polls.vote, scene(BRUNO, NOW + HOUR), poll, HUMAN)
    assert not shown(act, poll).closed
    assert act(polls.close_due, NOW + HOUR, 10) == 1
    assert act(polls.close_due, NOW + HOUR, 10) == 0
    with pytest.raises(PollClosed):
        act(polls.vote, scene(BRUNO, NOW), poll, HUMAN)


def test_the_result_counts_every_vote_of_an_anonymous_poll(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE, IN_ROLE, IN_ROLE, IN_ROLE)
    result = close(act, poll)
    assert result.tally is not None
    assert (dict(result.tally.votes), result.tally.voters) == ({HUMAN: 3, IN_ROLE: 4}, 7)


def test_at_the_close_a_vote_that_no_other_hides_is_left_out(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE)
    for person in (GUS, HUGO, GUS, HUGO):
        vote(act, poll, person)
    result = close(act, poll)
    assert result.tally is not None
    assert (dict(result.tally.votes), result.tally.voters) == ({HUMAN: 3, IN_ROLE: 0}, 3)
    assert result.voters == 4


def test_what_nobody_has_seen_before_is_never_left_out(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, replace(shadowy, results=Results.CLOSED))
    all_vote(act, poll, HUMAN, HUMAN, HUMAN, IN_ROLE)
    for person in (GUS, HUGO, GUS, HUGO):
        vote(act, poll, person)
    result = close(act, poll)
    assert result.tally is not None
    assert dict(result.tally.votes) == {HUMAN: 3, IN_ROLE: 1}


def test_after_closing_an_anonymous_poll_only_the_counts_are_left(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 4)
    close(act, poll)
    assert act(lambda db: list(db.scalars(select(Vote)))) == []
    assert act(lambda db: db.scalars(select(Poll.key)).one()) is None


def test_of_a_result_that_is_too_small_not_even_the_counts_are_left(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, IN_ROLE)
    result = close(act, poll)
    assert (result.tally, result.voters) == (None, 2)
    assert act(lambda db: db.scalars(select(Poll.shown)).one()) == {}
    assert act(polls.results, HARBOUR, NOW) == []


def test_a_poll_without_a_time_stays_open_until_its_maker_closes_it(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch, closes_at=None)
    assert act(polls.close_due, NOW + timedelta(days=365), 10) == 0
    with pytest.raises(NotYourPoll):
        act(polls.close, scene(BRUNO), poll)
    act(polls.close, scene(ANA), poll)
    with pytest.raises(PollClosed):
        vote(act, poll, BRUNO, "own-1")
    assert act(polls.close_due, NOW, 10) == 1


def test_a_poll_with_names_can_be_opened_again_within_a_day(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    close(act, poll)
    later = NOW + HOUR + timedelta(days=1)
    with pytest.raises(NotYourPoll):
        act(polls.reopen, scene(BRUNO, later), poll, None)
    with pytest.raises(StaysClosed):
        act(polls.reopen, scene(ANA, later + timedelta(seconds=1)), poll, None)
    act(polls.reopen, scene(ANA, later), poll, later + HOUR)
    assert act(polls.vote, scene(CARLA, later), poll, "own-1").choices == ("own-1",)
    assert counts(act, poll) == {"own-1": 2, "own-2": 0, "own-3": 0}


def test_what_was_of_too_few_counts_when_the_poll_is_open_again(act: Act, human: Framework) -> None:
    poll = open_poll(act, of_framework(human, anonymous=False))
    all_vote(act, poll, HUMAN, HUMAN)
    assert close(act, poll).tally is None
    act(polls.reopen, scene(ANA, NOW + HOUR), poll, None)
    vote(act, poll, DORA, IN_ROLE)
    assert counts(act, poll) == {HUMAN: 2, IN_ROLE: 1}


def test_an_anonymous_poll_stays_closed(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    close(act, poll)
    with pytest.raises(StaysClosed):
        act(polls.reopen, scene(ANA, NOW + HOUR), poll, None)


def test_a_closed_poll_on_mindsets_has_a_line_that_leads_to_the_trend(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 3)
    close(act, poll)
    kinds = act(lambda db: [(p.kind, p.thread_of) for p in db.scalars(select(posts.records.Post))])
    assert (polls.TREND_LINE, f"poll:{poll}") in kinds


def test_disguises_are_counted_with_the_result_and_not_before(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("learn_teach_getlost")))
    for person in (BRUNO, CARLA, DORA):
        vote(act, poll, person, "get_lost")
    act(polls.disguise, scene(BRUNO), poll, "A long hold")
    act(polls.disguise, scene(CARLA), poll, "A long hold")
    assert shown(act, poll).disguises == {}
    with pytest.raises(NotYours):
        act(polls.disguise, scene(EMIL), poll, "A long hold")
    assert close(act, poll).disguises == {"A long hold": 2}


def test_a_disguise_goes_with_the_vote_that_it_was_of(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("learn_teach_getlost")))
    for person in (BRUNO, CARLA, DORA):
        vote(act, poll, person, "get_lost")
    act(polls.disguise, scene(BRUNO), poll, "A long hold")
    vote(act, poll, BRUNO, "teach")
    assert close(act, poll).disguises == {}


# --- changing, removing, reminding ---


def test_a_typo_is_mended_without_losing_a_vote(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    about = {"question": "Lunch?", "labels": {"own-1": "Learnt"}, "closes_at": None}
    act(polls.edit, scene(ANA), poll, **about)
    found = shown(act, poll)
    assert (found.setup.question, found.setup.options[0].label) == ("Lunch?", "Learnt")
    assert (found.closes_at, found.voters) == (None, 1)
    with pytest.raises(NotYourPoll):
        act(polls.edit, scene(BRUNO), poll, **about)
    act(polls.edit, scene(BRUNO), poll, **about, admin=True)
    with pytest.raises(BadOptions):
        act(polls.edit, scene(ANA), poll, **about | {"labels": {"own-1": "Ate"}})


def test_a_removed_poll_is_gone_with_its_votes_and_its_message(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    with pytest.raises(NotYourPoll):
        act(polls.remove, scene(BRUNO), poll)
    act(polls.remove, scene(ANA), poll)
    assert act(lambda db: list(db.scalars(select(Vote)))) == []
    assert not act(lambda db: db.scalars(select(posts.records.Post.wanted)).one())
    with pytest.raises(Gone):
        shown(act, poll)


def reminders(act: Act) -> list[tuple[str, str]]:
    wanted = select(posts.records.Post).where(posts.records.Post.kind != polls.CARD)
    return act(lambda db: [(post.kind, post.channel) for post in db.scalars(wanted)])


def test_who_has_not_voted_is_reminded_once(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    vote(act, poll, BRUNO, "own-1")
    assert act(polls.remind, scene(ANA), poll, [ANA, BRUNO, CARLA]) == 2
    assert reminders(act) == [(polls.REMINDER, ANA), (polls.REMINDER, CARLA)]
    with pytest.raises(OnceOnly):
        act(polls.remind, scene(ANA), poll, [DORA])


def test_a_reminder_of_an_anonymous_poll_picks_nobody_out(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    vote(act, poll, BRUNO)
    assert act(polls.remind, scene(ANA), poll, [ANA, BRUNO, CARLA]) == 0
    assert reminders(act) == [(polls.REMINDER_FOR_ALL, SUPPORT)]


# --- forgetting ---


@pytest.mark.parametrize("anonymous", [True, False])
def test_who_is_forgotten_has_no_vote_any_more(act: Act, lunch: Setup, anonymous: bool) -> None:
    poll = open_poll(act, replace(lunch, anonymous=anonymous))
    all_vote(act, poll, "own-1", "own-1", "own-1", "own-2")
    act(polls.forget, scene(BRUNO))
    act(polls.forget, scene(CARLA))
    assert shown(act, poll).voters == 2
    everybody = act(lambda db: list(db.scalars(select(Vote.voter))))
    key = act(lambda db: db.scalars(select(Poll.key)).one())
    assert not {polls.rules.voter_mark(person, key) for person in (BRUNO, CARLA)} & set(everybody)


def test_who_is_forgotten_leaves_closed_polls_with_names_too(act: Act, lunch: Setup) -> None:
    poll = open_poll(act, lunch)
    all_vote(act, poll, "own-1", "own-1")
    close(act, poll)
    act(polls.forget, scene(BRUNO))
    assert shown(act, poll).names["own-1"] == (CARLA,)
    assert counts(act, poll) == {"own-1": 1, "own-2": 0, "own-3": 0}


def test_forgetting_somebody_makes_no_step_smaller(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, HUMAN, HUMAN)
    act(polls.forget, scene(BRUNO))
    for person in (DORA, EMIL, FAY, GUS):
        vote(act, poll, person)
    assert counts(act, poll) is None, "the first picture would be of two people"
    vote(act, poll, HUGO)
    assert counts(act, poll) == {HUMAN: 3, IN_ROLE: 0}


def test_who_is_forgotten_and_votes_again_fills_no_step_alone(act: Act, shadowy: Setup) -> None:
    poll = open_poll(act, shadowy)
    all_vote(act, poll, *[HUMAN] * 6)
    before = counts(act, poll)
    vote(act, poll, HUGO, IN_ROLE)
    for _ in range(6):
        act(polls.forget, scene(BRUNO))
        vote(act, poll, BRUNO, HUMAN)
        assert counts(act, poll) == before


def test_a_disguise_is_forgotten_with_the_person(act: Act, catalog: Catalog) -> None:
    poll = open_poll(act, of_framework(catalog.framework("learn_teach_getlost"), anonymous=False))
    for person in (BRUNO, CARLA, DORA, EMIL):
        vote(act, poll, person, "get_lost")
    act(polls.disguise, scene(BRUNO), poll, "A long hold")
    assert close(act, poll).disguises == {"A long hold": 1}
    act(polls.forget, scene(BRUNO))
    assert shown(act, poll).disguises == {}


def test_who_is_forgotten_is_in_no_poll_s_words(act: Act) -> None:
    setup = of_own_options("Was José right, or Ana?", ["José was", "ana-maria was", "Neither"])
    place = replace(OPEN_PLACE, quote="Ask josé about it.", quoted=CARLA)
    poll = open_poll(act, setup, place=place)
    about_it = open_poll(act, setup, "form-2", place=replace(place, quoted=BRUNO))
    act(polls.forget, scene(BRUNO), ["José", "José da Silva"])
    found = shown(act, poll)
    assert found.setup.question == "Was a teammate right, or Ana?"
    assert [each.label for each in found.setup.options] == ["a teammate was", "ana-maria was", "Neither"]
    assert found.quote == "Ask a teammate about it."
    assert shown(act, about_it).quote is None


# --- drafts ---


def test_a_draft_waits_in_a_direct_message_until_it_is_started_or_dropped(act: Act, lunch: Setup) -> None:
    written = {"question": "Lunch?", "framework": "own", "options": "a\nb"}
    act(polls.keep_draft, scene(ANA), written, "form-1")
    act(polls.keep_draft, scene(ANA), written, "form-1")
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert (claimed.kind, claimed.channel) == (polls.DRAFT_CARD, ANA)
    draft = act(polls.draft, HARBOUR, claimed.subject)
    act(polls.keep_draft, scene(ANA), written | {"question": "Dinner?"}, "form-2", draft.id)
    assert act(polls.draft, HARBOUR, draft.id).written["question"] == "Dinner?"
    with pytest.raises(NotYourPoll):
        act(polls.drop_draft, scene(BRUNO), draft.id)
    about = {"closes_at": None, "key": b"key", "request": "form-3", "known": draft.id}
    act(polls.start, scene(ANA), lunch, OPEN_PLACE, **about)
    with pytest.raises(Gone):
        act(polls.draft, HARBOUR, draft.id)


def test_a_draft_is_forgotten_after_a_month(act: Act) -> None:
    act(polls.keep_draft, scene(ANA), {"question": "Lunch?"}, "form-1")
    month = timedelta(days=30)
    act(polls.purge_drafts, NOW + month)
    assert act(lambda db: db.scalars(select(polls.records.PollDraft)).one())
    act(polls.purge_drafts, NOW + month + timedelta(seconds=1))
    assert act(lambda db: list(db.scalars(select(polls.records.PollDraft)))) == []
    assert not act(lambda db: db.scalars(select(posts.records.Post.wanted)).one())


# --- results, for trends ---


def test_results_are_those_that_were_shown(act: Act, shadowy: Setup, lunch: Setup) -> None:
    for number, votes in enumerate([4, 2]):
        poll = open_poll(act, replace(shadowy, touchpoint="Billing"), f"form-{number}")
        all_vote(act, poll, *[HUMAN] * votes)
    all_vote(act, open_poll(act, lunch, "own"), *["own-1"] * 4)
    close(act, poll)
    [result] = act(polls.results, HARBOUR, NOW)
    assert (result.framework, result.touchpoint, result.open) == ("be_human", "Billing", True)
    assert (result.voters, dict(result.votes)) == (4, {HUMAN: 4, IN_ROLE: 0})
    assert act(polls.results, HARBOUR, NOW + 2 * HOUR) == []
    assert act(polls.results, elsewhere().workspace, NOW) == []


def test_a_poll_s_options_are_two_to_ten_short_and_each_another_one() -> None:
    for labels in (["one"], [str(n) for n in range(11)], ["a", "A"], ["x" * 71, "b"], ["", "a"]):
        with pytest.raises(BadOptions):
            of_own_options("?", labels)
    assert [o.label for o in of_own_options("?", [" a  b ", "", "c"]).options] == ["a b", "c"]
