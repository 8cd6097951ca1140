"""Polls: one vote each, shown in steps that give nobody away, and closed without a trace of who voted."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from rituals import polls, posts
from rituals.catalog import Catalog, Framework, Tone
from rituals.errors import Gone, PollClosed
from rituals.ids import PersonId, PollId
from rituals.polls import MINIMUM, Closing, Shown, Tally, closes_at
from rituals.polls.records import Poll, Vote
from rituals.polls.rules import may_step, tally, voter_mark
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, LISBON, NOW, SUPPORT, elsewhere, scene
from tests.databases import Act

HOUR = timedelta(hours=1)
KEY = b"known to nobody"
EMIL, FAY = PersonId("U0EMIL"), PersonId("U0FAY")
VOTERS = (ANA, BRUNO, CARLA, DORA, EMIL, FAY)
HUMAN, IN_ROLE = "human", "in_role"


@pytest.fixture
def shadowy(catalog: Catalog) -> Framework:
    """A framework with a stance that nobody would own up to."""
    framework = catalog.framework("be_human")
    assert [mindset.key for mindset in framework.mindsets] == [HUMAN, IN_ROLE]
    return framework


@pytest.fixture
def bright(shadowy: Framework) -> Framework:
    """The same without its shadow."""
    aspire = [replace(mindset, tone=Tone.ASPIRE) for mindset in shadowy.mindsets]
    return replace(shadowy, mindsets=tuple(aspire))


def open_poll(act: Act, framework: Framework, request: str = "form-1") -> PollId:
    return act(
        polls.open_poll,
        scene(ANA),
        channel=SUPPORT,
        framework=framework,
        question="Which mindset was this?",
        closes_at=NOW + HOUR,
        key=KEY,
        request=request,
    )


def vote(act: Act, poll: PollId, person: PersonId, choice: str = HUMAN) -> str | None:
    return act(polls.vote, scene(person), poll, choice)


def shown(act: Act, poll: PollId) -> Shown:
    return act(polls.shown, HARBOUR, poll)


def counts(act: Act, poll: PollId) -> dict[str, int] | None:
    found = shown(act, poll).tally
    return None if found is None else dict(found.votes)


# --- rules ---


@pytest.mark.parametrize(
    ("closing", "now", "moment"),
    [
        (Closing.ONE_HOUR, "2026-03-02 08:45", "2026-03-02 09:45"),
        (Closing.FOUR_HOURS, "2026-03-02 08:45", "2026-03-02 12:45"),
        (Closing.TOMORROW, "2026-03-02 08:45", "2026-03-03 08:45"),
        (Closing.ONE_WEEK, "2026-03-02 08:45", "2026-03-09 08:45"),
        (Closing.END_OF_DAY, "2026-03-02 08:45", "2026-03-02 17:00"),
        (Closing.END_OF_DAY, "2026-03-02 17:00", "2026-03-03 17:00"),
        # Lisbon's clocks go ahead on the 29th: five in the afternoon there is then four in UTC.
        (Closing.END_OF_DAY, "2026-03-28 18:00", "2026-03-29 16:00"),
    ],
)
def test_a_poll_closes_when_its_maker_chose(closing: Closing, now: str, moment: str) -> None:
    started, expected = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (now, moment))
    assert closes_at(closing, started, LISBON) == expected


def test_the_end_of_the_day_is_the_maker_s_own() -> None:
    assert closes_at(Closing.END_OF_DAY, NOW, ZoneInfo("Asia/Tokyo")).astimezone(UTC).day == 3


def test_every_option_has_a_count_even_if_nobody_chose_it() -> None:
    assert tally([HUMAN, IN_ROLE], [HUMAN, HUMAN]).votes == {HUMAN: 2, IN_ROLE: 0}


@pytest.mark.parametrize(("voters", "fresh", "may"), [(2, 3, False), (3, 2, False), (3, 3, True)])
def test_an_anonymous_count_moves_in_steps_of_three_people(voters: int, fresh: int, may: bool) -> None:
    assert may_step(Tally({HUMAN: voters}), fresh) is may


def test_a_voter_s_mark_says_nothing_without_the_key() -> None:
    marks = {voter_mark(person, key) for person in VOTERS for key in (KEY, b"another poll's")}
    assert len(marks) == 12
    assert not any(person in mark for person in VOTERS for mark in marks)
    assert voter_mark(BRUNO, None) == BRUNO


# --- opening and voting ---


def test_a_form_sent_twice_opens_one_poll(act: Act, shadowy: Framework) -> None:
    assert open_poll(act, shadowy) == open_poll(act, shadowy)
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert (claimed.kind, claimed.channel) == (polls.CARD, SUPPORT)


def test_a_poll_with_a_shadow_is_anonymous_and_one_without_is_not(
    act: Act, shadowy: Framework, bright: Framework
) -> None:
    assert shown(act, open_poll(act, shadowy)).anonymous
    assert not shown(act, open_poll(act, bright, "form-2")).anonymous


def test_where_names_are_no_secret_every_vote_shows_at_once(act: Act, bright: Framework) -> None:
    poll = open_poll(act, bright)
    assert counts(act, poll) is None
    vote(act, poll, BRUNO)
    assert counts(act, poll) == {HUMAN: 1, IN_ROLE: 0}


def test_a_vote_can_be_changed_and_withdrawn(act: Act, bright: Framework) -> None:
    poll = open_poll(act, bright)
    assert vote(act, poll, BRUNO, HUMAN) == HUMAN
    assert vote(act, poll, BRUNO, IN_ROLE) == IN_ROLE
    assert counts(act, poll) == {HUMAN: 0, IN_ROLE: 1}
    assert vote(act, poll, BRUNO, IN_ROLE) is None
    assert (counts(act, poll), shown(act, poll).voters) == ({HUMAN: 0, IN_ROLE: 0}, 0)


def test_fewer_than_three_votes_are_shown_to_nobody(act: Act, shadowy: Framework) -> None:
    poll = open_poll(act, shadowy)
    vote(act, poll, BRUNO)
    vote(act, poll, CARLA, IN_ROLE)
    assert (counts(act, poll), shown(act, poll).voters) == (None, 2)
    vote(act, poll, DORA)
    assert counts(act, poll) == {HUMAN: 2, IN_ROLE: 1}


def test_one_person_who_changes_their_mind_three_times_gives_nothing_away(
    act: Act, shadowy: Framework
) -> None:
    poll = open_poll(act, shadowy)
    for person in (BRUNO, CARLA, DORA):
        vote(act, poll, person)
    for choice in (IN_ROLE, HUMAN, IN_ROLE):
        vote(act, poll, BRUNO, choice)
        assert counts(act, poll) == {HUMAN: 3, IN_ROLE: 0}


def test_a_poll_of_another_workspace_is_gone(act: Act, shadowy: Framework) -> None:
    poll = open_poll(act, shadowy)
    for press in (
        lambda: act(polls.shown, elsewhere().workspace, poll),
        lambda: act(polls.vote, elsewhere(), poll, HUMAN),
    ):
        with pytest.raises(Gone):
            press()


# --- closing ---


def test_when_its_time_is_over_a_vote_is_refused_whoever_closes_it(act: Act, shadowy: Framework) -> None:
    poll = open_poll(act, shadowy)
    with pytest.raises(PollClosed):
        act(polls.vote, scene(BRUNO, NOW + HOUR), poll, HUMAN)
    assert not shown(act, poll).closed
    assert act(polls.close_due, NOW + HOUR, 10) == 1
    assert act(polls.close_due, NOW + HOUR, 10) == 0
    with pytest.raises(PollClosed):
        act(polls.vote, scene(BRUNO, NOW), poll, HUMAN)


@pytest.mark.parametrize("kind", ["shadowy", "bright"])
def test_after_closing_only_the_counts_are_left(act: Act, kind: str, request: pytest.FixtureRequest) -> None:
    poll = open_poll(act, request.getfixturevalue(kind))
    for person in VOTERS[:4]:
        vote(act, poll, person)
    act(polls.close_due, NOW + HOUR, 10)
    assert act(lambda db: list(db.scalars(select(Vote)))) == []
    assert act(lambda db: db.scalars(select(Poll.key)).one()) is None
    assert shown(act, poll).closed


def test_what_came_after_the_last_step_stays_out_of_the_result(act: Act, shadowy: Framework) -> None:
    poll = open_poll(act, shadowy)
    for person in (BRUNO, CARLA, DORA):
        vote(act, poll, person)
    vote(act, poll, EMIL, IN_ROLE)
    act(polls.close_due, NOW + HOUR, 10)
    result = shown(act, poll)
    assert result.tally is not None
    assert (dict(result.tally.votes), result.kept_back) == ({HUMAN: 3, IN_ROLE: 0}, 1)


def test_no_file_of_the_database_names_a_voter_of_an_anonymous_poll(
    tmp_path: Path, sqlite_engine: Engine, shadowy: Framework
) -> None:
    act = Act(sqlite_engine)
    poll = open_poll(act, shadowy)
    for person in (BRUNO, CARLA, DORA):
        vote(act, poll, person)
    written = b"".join(path.read_bytes() for path in tmp_path.glob("headfirst.db*"))
    assert ANA.encode() in written  # who asked is no secret
    assert not any(person.encode() in written for person in (BRUNO, CARLA, DORA))


# --- many at once, and in any order ---


@pytest.mark.parametrize("kind", ["shadowy", "bright"])
def test_votes_cast_at_once_all_count_once(act: Act, kind: str, request: pytest.FixtureRequest) -> None:
    poll = open_poll(act, request.getfixturevalue(kind))
    crowd = [PersonId(f"U{n}") for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda who: vote(act, poll, who, HUMAN if who < "U5" else IN_ROLE), crowd))
    expected = Counter(HUMAN if who < "U5" else IN_ROLE for who in crowd)
    assert (counts(act, poll), shown(act, poll).voters) == (dict(expected), 12)


def test_processes_that_close_at_once_close_each_poll_once(act: Act, shadowy: Framework) -> None:
    for number in range(12):
        open_poll(act, shadowy, f"form-{number}")
    with ThreadPoolExecutor(4) as pool:
        closed = list(pool.map(lambda _: act(polls.close_due, NOW + HOUR, 12), range(4)))
    assert sum(closed) + act(polls.close_due, NOW + HOUR, 12) == 12


PRESSES = st.lists(st.tuples(st.sampled_from(VOTERS), st.sampled_from([HUMAN, IN_ROLE])), max_size=40)
EXAMPLES = {"sqlite": 40, "postgresql": 10}


def test_what_is_shown_was_true_and_no_step_tells_on_fewer_than_three(
    engine: Engine, shadowy: Framework
) -> None:
    act = Act(engine)
    requests = iter(range(10_000))

    @settings(max_examples=EXAMPLES[engine.dialect.name])
    @given(PRESSES)
    def pressed(presses: list[tuple[PersonId, str]]) -> None:
        poll = open_poll(act, shadowy, f"form-{next(requests)}")
        choices: dict[PersonId, str] = {}
        seen, since = None, set()
        for who, choice in presses:
            if choices.get(who) == choice:
                del choices[who]
            else:
                choices[who] = choice
            assert vote(act, poll, who, choice) == choices.get(who)
            since.add(who)
            now = shown(act, poll)
            assert now.voters == len(choices)
            true = {option: list(choices.values()).count(option) for option in (HUMAN, IN_ROLE)}
            if len(since) >= MINIMUM and len(choices) >= MINIMUM:
                assert now.tally == Tally(true), "a step that may be shown is shown"
                seen, since = now.tally, set()
            assert now.tally == seen, "nothing moves between the steps"
        act(polls.close_due, NOW + HOUR, 99)
        result = shown(act, poll)
        assert (result.tally, result.kept_back, result.voters) == (seen, len(since), len(choices))

    pressed()
