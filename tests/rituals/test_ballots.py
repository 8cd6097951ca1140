"""The story of the month: proposed by how widely it was cheered, chosen by votes that nobody can read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals import ballots, erasure, posts, stories
from rituals.ballots import Ballot, month_before
from rituals.ballots.records import BallotVote
from rituals.ballots.rules import Candidate, most_voted, proposed, span_of
from rituals.errors import Gone, PollClosed
from rituals.ids import BallotId, PersonId, ScheduleId, StoryId
from rituals.posts import Outcome, Verdict
from rituals.stories import Credited, Kind
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, KUDOS, NOW, scene
from tests.databases import Act
from tests.rituals.telling import posts_of, tell
from tests.wishes import wishes

APRIL = datetime(2026, 4, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
ONE, TWO, THREE = StoryId(1), StoryId(2), StoryId(3)
PEOPLE = st.frozensets(st.sampled_from([PersonId(f"U{n}") for n in range(8)]))


def candidate(story: int, people: str, cheered_by: str) -> Candidate:
    """People are letters, so that who they are is seen at once."""
    return Candidate(
        StoryId(story), story, frozenset(map(PersonId, people)), frozenset(map(PersonId, cheered_by))
    )


# --- which are proposed


def test_one_new_reader_of_each_counts_more_than_four_who_cheer_all_stories_of_one_person() -> None:
    circle = [candidate(n, "a", "bcde") for n in range(1, 6)]
    others = [
        candidate(10 + n, people, by)
        for n, (people, by) in enumerate((("v", "k"), ("w", "l"), ("x", "m"), ("y", "n"), ("z", "o")))
    ]
    assert proposed([*circle, *others]) == [10, 11, 12, 13, 14]


def test_many_different_people_count_more_than_few() -> None:
    told = [
        candidate(n, people, by)
        for n, (people, by) in enumerate(zip("abcdef", ["k", "l", "m", "n", "o", "pq"], strict=True))
    ]
    assert proposed(told)[-1] == 5
    assert len(proposed(told)) == 5


def test_who_is_in_a_story_does_not_count_and_without_a_cheer_none_is_proposed() -> None:
    assert proposed([candidate(1, "ab", "ab"), candidate(2, "a", "")]) == []


@given(st.lists(st.tuples(PEOPLE, PEOPLE), max_size=9))
def test_five_at_most_in_the_order_of_their_telling(told: list[tuple[frozenset[PersonId], ...]]) -> None:
    found = proposed([Candidate(StoryId(n), n, *each) for n, each in enumerate(told)])
    assert len(found) <= 5
    assert found == sorted(found)


# --- which is chosen


def test_most_votes_win_a_tie_is_shared_and_too_few_choose_nothing() -> None:
    assert most_voted([ONE, TWO, TWO], [ONE, TWO], 3) == [TWO]
    assert most_voted([ONE, TWO, ONE, TWO], [ONE, TWO, THREE], 3) == [ONE, TWO]
    assert most_voted([TWO, TWO], [ONE, TWO], 3) == []
    assert most_voted([], [ONE], 0) == []


def test_votes_for_what_was_taken_down_do_not_count() -> None:
    assert most_voted([ONE, ONE, ONE, TWO, TWO, TWO], [TWO], 3) == [TWO]
    assert most_voted([ONE, ONE, ONE, TWO], [TWO], 3) == []


def test_the_month_is_the_one_before() -> None:
    assert month_before(date(2026, 3, 2)) == date(2026, 2, 1)
    assert month_before(date(2026, 1, 31)) == date(2025, 12, 1)
    begin, end = span_of(date(2026, 3, 1), ZoneInfo("Europe/Lisbon"))
    assert (begin.isoformat(), end.isoformat()) == ("2026-03-01T00:00:00+00:00", "2026-04-01T00:00:00+01:00")


# --- from the tables


def told(act: Act, number: int, *cheered_by: PersonId, shown: bool = True, **changes: object) -> StoryId:
    """A story of March that these people cheer; it stands in the feed unless it isn't `shown`."""
    story = tell(act, f"form-{number}", after=timedelta(minutes=number), credits=(), **changes)
    for person in cheered_by:
        act(stories.cheer, scene(person), story.id)
    if shown:
        [post] = [each for each in posts_of(act, stories.CARD) if each.subject == story.id]
        outcome = Outcome(post.id, Verdict.SHOWN, 1, f"1772440000.00{number:04}", KUDOS)
        act(posts.settle, NOW, [outcome])
    return story.id


@pytest.fixture
def march(act: Act) -> list[StoryId]:
    """Three stories of March that were cheered, in the feed."""
    act(stories.set_feed, scene(ANA), KUDOS)
    return [told(act, 1, BRUNO, CARLA), told(act, 2, DORA), told(act, 3, BRUNO)]


def opened(act: Act, now: datetime = APRIL) -> Ballot:
    """The vote of that day."""
    about = {"channel": KUDOS, "kind": ballots.KIND}
    key = f"schedule:1:{now.date()}"
    act(ballots.post_due, scene(now=now), ScheduleId(1), wishes(**about), key, now.date(), planned=True)
    return shown(act)


def shown(act: Act) -> Ballot:
    return act(ballots.ballot, HARBOUR, BallotId(1))


def votes(act: Act, **choices: StoryId) -> None:
    for name, story in choices.items():
        person = {"ana": ANA, "bruno": BRUNO, "carla": CARLA, "dora": DORA}[name]
        act(ballots.vote, scene(person, APRIL + DAY), BallotId(1), story)


def closed(act: Act) -> Ballot:
    act(ballots.close_due, APRIL + 5 * DAY, 9)
    return shown(act)


def test_only_stories_of_the_public_feed_that_were_cheered_are_proposed(
    act: Act, march: list[StoryId]
) -> None:
    told(act, 4, BRUNO, shown=False)
    told(act, 5)
    act(stories.bring_in, scene(ANA), stories.Telling("From a file."), ANA, NOW, "row-1")
    assert [each.id for each in opened(act).stories] == march


def test_there_is_one_planned_vote_on_a_month_however_often_the_ritual_comes(
    act: Act, march: list[StoryId]
) -> None:
    opened(act)
    opened(act, APRIL + 7 * DAY)
    assert len(posts_of(act, ballots.CARD)) == 1


def test_each_has_one_vote_the_last_counts_and_afterwards_nobody_knows_whose(
    act: Act, march: list[StoryId]
) -> None:
    first, second, _ = march
    opened(act)
    votes(act, ana=first, bruno=first, carla=second, dora=second)
    votes(act, ana=second)
    assert shown(act).voters == 4
    assert shown(act).chosen == ()
    after = closed(act)
    assert [each.id for each in after.chosen] == [second]
    assert act(lambda db: db.query(BallotVote).count()) == 0
    with pytest.raises(PollClosed):
        votes(act, ana=first)


def test_a_story_that_is_taken_down_while_the_vote_runs_is_out_with_its_votes(
    act: Act, march: list[StoryId]
) -> None:
    first, second, _ = march
    opened(act)
    votes(act, bruno=first, carla=first, dora=first)
    [card] = posts_of(act, ballots.CARD)
    act(stories.take_down, scene(ANA), first)
    assert [each.id for each in shown(act).stories] == march[1:]
    assert posts_of(act, ballots.CARD)[0].wanted_version > card.wanted_version
    assert shown(act).voters == 0
    with pytest.raises(Gone):
        votes(act, ana=first)
    votes(act, ana=second, bruno=second, carla=second)
    assert [each.id for each in closed(act).chosen] == [second]


def test_too_few_votes_choose_nothing_and_nothing_is_announced(act: Act, march: list[StoryId]) -> None:
    opened(act)
    votes(act, ana=march[0], bruno=march[0])
    assert closed(act).chosen == ()
    assert posts_of(act, ballots.RESULT) == []


def test_one_story_alone_needs_no_vote(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    told(act, 1, BRUNO)
    ballot = opened(act)
    assert (ballot.closed, len(ballot.stories)) == (True, 1)


def test_who_is_forgotten_has_no_vote_any_more(act: Act, march: list[StoryId]) -> None:
    opened(act)
    votes(act, carla=march[0], dora=march[0], bruno=march[0])
    act(erasure.forget_me, scene(CARLA, APRIL + DAY), ["Carla Meyer"])
    assert shown(act).voters == 2
    assert closed(act).chosen == ()


def test_kinds_of_story_do_not_matter_and_credits_are_people_of_it(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    story = tell(act, kind=Kind.GREAT_HUMAN_MOMENT, credits=(Credited(BRUNO),))
    act(stories.cheer, scene(BRUNO), story.id)
    assert act(ballots.propose, HARBOUR, date(2026, 3, 1), "UTC") == []
