"""Stories: told once, kept until there is a feed, cheered once by each."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, func, select

from rituals import posts, stories
from rituals.db import transaction
from rituals.errors import Gone, TooShort
from rituals.ids import PersonId, StoryId
from rituals.stories import Told
from rituals.stories.records.tables import Cheer, Story
from tests.cast import ANA, BRUNO, CARLA, DORA, KUDOS, NOW, PEOPLE, SUPPORT, elsewhere, scene
from tests.databases import Act, someone_waits
from tests.rituals.telling import MINUTE, SHORTCUT, TELLING, posts_of, shown, tell, told

EXAMPLES = {"sqlite": 25, "postgresql": 8}


def cheers(act: Act, story: StoryId) -> int:
    return len(shown(act, story).cheered_by)


def test_a_story_says_who_told_it_of_whom_and_when(act: Act) -> None:
    story = tell(act)
    assert (story.teller, story.telling, story.told_at) == (ANA, TELLING, NOW)
    assert shown(act, story.id) == story


def test_a_form_sent_twice_tells_one_story(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    assert tell(act) == tell(act, text="The same form, delivered again, says this.")
    assert len(told(act)) == len(posts_of(act)) == 1


def test_a_story_waits_for_a_feed_and_is_told_when_there_is_one(act: Act) -> None:
    assert tell(act).feed is None
    tell(act, "form-2", after=MINUTE)
    assert posts_of(act) == []
    assert act(stories.set_feed, scene(BRUNO), KUDOS) == 2
    assert [(post.once_key, post.channel) for post in posts_of(act)] == [
        ("story:1", KUDOS),
        ("story:2", KUDOS),
    ]
    assert act(stories.set_feed, scene(BRUNO), SUPPORT) == 0
    assert tell(act, "form-3", after=2 * MINUTE).feed == SUPPORT
    told = [post.channel for post in posts_of(act) if post.once_key.startswith("story:")]
    assert told == [KUDOS, KUDOS, SUPPORT]


def test_a_story_told_while_the_feed_is_being_chosen_is_not_forgotten(postgres_engine: Engine) -> None:
    act = Act(postgres_engine)
    tell(act)
    with ThreadPoolExecutor(1) as pool:
        with transaction(postgres_engine) as slow:
            stories.tell(slow, scene(ANA), TELLING, request="form-2")
            chosen = pool.submit(act, stories.set_feed, scene(BRUNO), KUDOS)
            while not chosen.done() and not someone_waits(postgres_engine):
                pass
        assert chosen.result() == 2
    assert [post.channel for post in posts_of(act)] == [KUDOS, KUDOS]


def test_the_latest_come_first_and_withdrawn_ones_not_at_all(act: Act) -> None:
    first, second, third = (tell(act, f"form-{n}", after=n * MINUTE) for n in range(3))
    act(stories.name_nominators, scene(), second.id, [], False)
    assert [story.id for story in told(act)] == [third.id, first.id]
    with pytest.raises(Gone):
        shown(act, second.id)
    with pytest.raises(Gone):
        act(stories.cheer, scene(DORA), second.id)


def test_one_cheer_each_and_again_to_take_it_back(act: Act) -> None:
    story = tell(act).id
    assert act(stories.cheer, scene(BRUNO), story)
    assert act(stories.cheer, scene(CARLA), story)
    assert not act(stories.cheer, scene(BRUNO), story)
    assert cheers(act, story) == 1
    assert act(stories.cheer, scene(BRUNO), story)
    assert cheers(act, story) == 2


def test_a_cheer_makes_the_card_worth_showing_again(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    story = tell(act).id
    [before] = posts_of(act)
    act(stories.cheer, scene(BRUNO), story)
    [after] = posts_of(act)
    assert after.wanted_version == before.wanted_version + 1


def test_a_story_without_nominators_is_taken_down_and_comes_back_with_them(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    story = tell(act).id
    act(stories.name_nominators, scene(), story, [], False)
    assert [post.wanted for post in posts_of(act)] == [False]
    act(stories.name_nominators, scene(), story, [DORA], True)
    assert [post.wanted for post in posts_of(act)] == [True]
    assert shown(act, story).nominated_by == (DORA,)


def test_a_card_of_another_workspace_is_gone(act: Act) -> None:
    story = tell(act).id
    with pytest.raises(Gone):
        act(stories.told, elsewhere().workspace, story)


# --- many at once ---


@pytest.mark.parametrize("presses", [1, 2, 3])
def test_no_cheer_is_lost_and_none_counts_twice(act: Act, presses: int) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    story = tell(act).id
    crowd = [PersonId(f"U{n}") for n in range(12)] * presses
    with ThreadPoolExecutor(6) as pool:
        cheering = list(pool.map(lambda who: act(stories.cheer, scene(who), story), crowd))
    assert cheers(act, story) == (12 if presses % 2 else 0)
    assert Counter(cheering)[True] == 12 * ((presses + 1) // 2)
    assert posts_of(act)[0].wanted_version == 1 + len(crowd)


def test_what_is_taken_down_amid_a_rush_keeps_the_cheers_from_before_and_gets_no_more(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    story = tell(act).id

    def press(who: PersonId) -> bool:
        if who == ANA:
            act(stories.take_down, scene(ANA), story)
            return False
        with suppress(Gone):
            return act(stories.cheer, scene(who), story, NOW)
        return False

    crowd = [PersonId(f"U{n}") for n in range(24)]
    with ThreadPoolExecutor(6) as pool:
        cheered = sum(pool.map(press, [*crowd[:8], ANA, *crowd[8:]]))
    assert not press(BRUNO)
    assert act(lambda db: db.scalar(select(func.count()).select_from(Cheer))) == cheered
    assert not posts_of(act)[0].wanted


def test_a_form_sent_by_several_processes_at_once_tells_one_story(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(lambda _: tell(act).id, range(18)))
    assert len(ids) == len(posts_of(act)) == 1
    assert act(lambda db: db.scalar(select(func.count()).select_from(Story))) == 1


PRESSES = st.lists(st.tuples(st.sampled_from(PEOPLE), st.integers(0, 1)), max_size=24)


def test_cheers_are_what_the_people_pressed_last(engine: Engine) -> None:
    act = Act(engine)
    requests = iter(range(10_000))

    @settings(max_examples=EXAMPLES[engine.dialect.name])
    @given(PRESSES)
    def pressed(presses: list[tuple[PersonId, int]]) -> None:
        both = [tell(act, f"form-{next(requests)}").id for _ in range(2)]
        cheering: list[set[PersonId]] = [set(), set()]
        for who, which in presses:
            cheering[which] ^= {who}
            assert act(stories.cheer, scene(who), both[which]) == (who in cheering[which])
        assert [cheers(act, story) for story in both] == [len(each) for each in cheering]

    pressed()


def test_what_is_claimed_for_a_story_is_its_card(act: Act) -> None:
    act(stories.set_feed, scene(ANA), KUDOS)
    story = tell(act).id
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    assert (claimed.kind, claimed.subject, claimed.channel) == (stories.CARD, story, KUDOS)


# --- how long it counts, and may be


def test_a_page_of_the_feed_has_five(act: Act) -> None:
    for number in range(6):
        tell(act, f"form-{number}")
    newest = act(stories.page, scene())
    assert len(newest.stories) == 5
    assert len(act(stories.page, scene(), before=newest.older).stories) == 1


def test_a_story_has_twenty_letters_at_least_and_what_is_over_2500_is_cut(act: Act) -> None:
    with pytest.raises(TooShort):
        tell(act, text="She sang me to tea!")
    assert tell(act, "form-2", text="She sang me to lunch").id
    assert len(tell(act, "form-3", text="word " * 501).text) == 2500


def test_the_same_moment_is_recognised_for_two_weeks(act: Act) -> None:
    story = tell(act)

    def near(after: timedelta) -> Told | None:
        return act(stories.near, scene(BRUNO, NOW + after), f"{SHORTCUT} Twice.")

    known = near(timedelta(days=14))
    assert known is not None
    assert known.id == story.id
    assert near(timedelta(days=14, seconds=1)) is None


def test_who_was_noticed_in_the_last_thirty_days_by_two_colleagues_and_more(act: Act) -> None:
    story = tell(act).id

    def noticed(after: timedelta) -> list[tuple[str, int]]:
        return [(each.person, each.by) for each in act(stories.most_noticed, scene(now=NOW + after))]

    # Ana told it of Bruno and Carla: one colleague is no list yet.
    assert noticed(MINUTE) == []
    act(stories.cheer, scene(CARLA), story)
    assert noticed(timedelta(days=30) - MINUTE) == [(BRUNO, 2)]
    assert noticed(timedelta(days=30) + MINUTE) == []
