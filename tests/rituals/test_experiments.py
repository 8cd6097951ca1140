"""Thought experiments: which one comes up, in a channel and for a person."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rituals import experiments, posts
from rituals.catalog import Catalog, UnknownExperiment
from rituals.errors import Gone
from rituals.experiments import Drawn
from rituals.experiments.rules.choosing import Had, next_in_bag, of_the_day
from rituals.ids import DrawId
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, NOW, SUMMIT, SUPPORT, scene
from tests.databases import Act
from tests.wishes import wishes

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
LETTERS = "ABCDEFGHIJKLMNOP"


# --- the bag ---


def drawn(keys: str, count: int, had: Sequence[Had] = ()) -> list[Had]:
    """What the channel has had after so many draws more."""
    had = list(had)
    for _ in range(count):
        comes = next_in_bag(keys, had, f"seed-{len(had)}")
        had.append(Had(comes.key, bag=comes.bag))
    return had


def draws(keys: str, count: int, had: Sequence[Had] = ()) -> str:
    """So many letters, drawn one after the other."""
    return "".join(each.key for each in drawn(keys, count, had)[-count:])


def test_all_have_come_before_any_comes_again() -> None:
    rounds = draws("ABCDEFGH", 32)
    assert all(sorted(rounds[n : n + 8]) == list("ABCDEFGH") for n in range(0, 32, 8))


def test_one_round_is_not_like_the_next() -> None:
    rounds = draws("ABCDEFGH", 16)
    assert rounds[:8] != rounds[8:]


def test_a_key_that_is_new_joins_the_next_round_and_comes_once_in_it() -> None:
    old = drawn("ABCD", 10)
    assert "E" not in draws("ABCDE", 2, old)
    assert sorted(draws("ABCDE", 7, old)[2:]) == list("ABCDE")


def test_a_key_that_was_taken_out_of_the_pack_is_forgotten() -> None:
    old = drawn("ABCDE", 7)
    assert "E" not in draws("ABCD", 12, old)


def test_a_key_that_was_taken_out_ends_no_round_early() -> None:
    had = drawn("ABCDEF", 8)
    first, second = had[6].key, had[7].key
    left = "".join(sorted(set("ABCDEF") - {first, second}))
    # The very one with which the round began is taken out.
    kept = "".join(sorted(set("ABCDEF") - {first}))
    assert sorted(draws(kept, 4, had)) == list(left)


def test_what_a_person_shared_counts_for_the_round_and_does_not_end_it() -> None:
    had = drawn("ABCDEF", 2)
    left = sorted(set("ABCDEF") - {each.key for each in had})
    had += [Had(had[0].key), Had(left[0])]
    assert sorted(draws("ABCDEF", 3, had)) == left[1:]


def test_a_single_key_comes_every_time_and_two_take_turns() -> None:
    assert draws("A", 3) == "AAA"
    assert draws("AB", 6) in ("ABABAB", "BABABA")


STEPS = st.lists(st.one_of(st.just("draw"), st.just("draw"), st.just("draw"), st.just("grow")), max_size=60)


@given(STEPS, st.integers(1, 8), st.integers())
def test_nothing_repeats_early_nor_near_the_seam_while_the_pool_grows(
    steps: list[str], size: int, seed: int
) -> None:
    had: list[Had] = []
    bag: set[str] = set()
    near = 0
    for step in steps:
        if step == "grow":
            size = min(size + 1, len(LETTERS))
            continue
        if not bag:
            bag, near = set(LETTERS[:size]), min(3, size - 1)
        comes = next_in_bag(LETTERS[:size], had, f"{seed}/{len(had)}")
        assert comes.key not in [each.key for each in had[max(len(had) - near, 0) :]]
        # It raises where something comes that isn't in the bag any more.
        bag.remove(comes.key)
        had.append(Had(comes.key, bag=comes.bag))


@given(st.lists(st.sampled_from(["draw", "draw", *"ABCDEF"]), max_size=50), st.integers())
def test_shared_ones_never_bring_back_what_the_round_has_had(steps: list[str], seed: int) -> None:
    had: list[Had] = []
    left: set[str] = set()
    for step in steps:
        if step != "draw":
            had.append(Had(step))
            left.discard(step)
            continue
        left = left or set("ABCDEF")
        comes = next_in_bag("ABCDEF", had, f"{seed}/{len(had)}")
        left.remove(comes.key)
        had.append(Had(comes.key, bag=comes.bag))


@given(st.integers(1, 40), st.text(max_size=8))
def test_the_days_show_every_key_once_before_any_comes_again(size: int, seed: str) -> None:
    keys = [f"key-{n}" for n in range(size)]
    start = date.fromordinal(MONDAY.toordinal() // size * size)
    shown = [of_the_day(keys, seed, start + n * DAY) for n in range(size)]
    assert sorted(shown) == sorted(keys)
    assert of_the_day(list(reversed(keys)), seed, start) == shown[0]


# --- in a channel ---


Post = Callable[..., bool]


@pytest.fixture
def post_due(act: Act, catalog: Catalog) -> Post:
    def post(key: str, on: date = MONDAY, framework: str = "be_human") -> bool:
        return act(experiments.post_due, scene(), catalog, wishes(framework=framework), key, on, NOW)

    return post


def cards(act: Act, catalog: Catalog) -> list[Drawn]:
    """What the courier would post, in order."""
    found, now = [], NOW
    while claimed := act(posts.claim, now, by="courier", resting=(), limit=1):
        found.append(act(experiments.drawn, HARBOUR, DrawId(claimed[0].subject), catalog))
    return found


def test_one_occurrence_is_posted_once(act: Act, catalog: Catalog, post_due: Post) -> None:
    assert post_due("schedule:1:2026-03-02")
    assert not post_due("schedule:1:2026-03-02")
    [card] = cards(act, catalog)
    assert (card.framework.key, card.by) == ("be_human", None)


def test_a_channel_has_every_experiment_before_any_comes_again(
    act: Act, catalog: Catalog, post_due: Post
) -> None:
    size = len(catalog.framework("be_human").experiments)
    for n in range(size):
        post_due(f"schedule:1:{n}", MONDAY + n * DAY)
    shown = [card.experiment.key for card in cards(act, catalog)]
    assert sorted(shown) == sorted(each.key for each in catalog.framework("be_human").experiments)


def test_another_workspace_and_another_framework_leave_the_bag_alone(
    act: Act, catalog: Catalog, post_due: Post
) -> None:
    post_due("schedule:1:1")
    before = act(experiments.today, scene(BRUNO), catalog, SUPPORT, MONDAY)
    for n in range(5):
        act(experiments.post_due, scene(workspace=SUMMIT), catalog, wishes(), f"s:{n}", MONDAY, None)
    assert act(experiments.today, scene(BRUNO), catalog, SUPPORT, MONDAY) == before


def test_mindset_shows_what_the_channel_has_today(act: Act, catalog: Catalog, post_due: Post) -> None:
    post_due("schedule:1:2026-03-02")
    asked = act(experiments.today, scene(BRUNO), catalog, SUPPORT, MONDAY)
    assert asked == cards(act, catalog)[0]


def test_without_a_ritual_everybody_sees_the_same_one_all_day(act: Act, catalog: Catalog) -> None:
    first = act(experiments.today, scene(ANA), catalog, SUPPORT, MONDAY)
    later = act(experiments.today, scene(BRUNO, NOW + DAY / 3), catalog, KUDOS, MONDAY)
    home = act(experiments.of_the_workspace, scene(ANA), catalog, MONDAY)
    assert first == later == home
    assert first.framework == catalog.default


def test_a_shared_experiment_is_posted_once_a_day_under_the_sharer_s_name(act: Act, catalog: Catalog) -> None:
    today = act(experiments.today, scene(ANA), catalog, SUPPORT, MONDAY)
    what = (catalog, SUPPORT, today.framework.key, today.experiment.key)
    assert act(experiments.share, scene(BRUNO), *what, MONDAY)
    assert not act(experiments.share, scene(ANA), *what, MONDAY)
    assert act(experiments.share, scene(ANA), *what, MONDAY + DAY)
    assert [card.by for card in cards(act, catalog)] == [BRUNO, ANA]


def test_the_hero_of_the_day_is_posted_once_and_is_the_same_for_everybody(act: Act, catalog: Catalog) -> None:
    asked = act(experiments.hero_today, scene(ANA), catalog, SUPPORT, MONDAY)
    assert not asked.answerable
    assert act(experiments.share_hero, scene(BRUNO), catalog, SUPPORT, MONDAY)
    assert not act(experiments.share_hero, scene(ANA), catalog, SUPPORT, MONDAY)
    [posted] = cards(act, catalog)
    assert (posted.hero, posted.by, posted.answerable) == (asked.hero, BRUNO, True)
    assert act(experiments.hero_today, scene(ANA), catalog, SUPPORT, MONDAY) == posted
    assert act(experiments.hero_today, scene(ANA), catalog, KUDOS, MONDAY) == asked


def test_an_experiment_that_is_not_there_is_not_shared(act: Act, catalog: Catalog) -> None:
    with pytest.raises(UnknownExperiment):
        act(experiments.share, scene(ANA), catalog, SUPPORT, "be_human", "no_such", MONDAY)
    assert cards(act, catalog) == []


def test_a_card_of_another_workspace_is_gone(act: Act, catalog: Catalog, post_due: Post) -> None:
    post_due("schedule:1:2026-03-02")
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=1)
    with pytest.raises(Gone):
        act(experiments.drawn, SUMMIT, DrawId(claimed.subject), catalog)
