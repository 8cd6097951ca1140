"""What is due is done once: over outages, double taps, and clocks that jump."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update

from rituals import agenda, experiments, polls, posts, schedules
from rituals.catalog import Catalog
from rituals.experiments.records import Draw
from rituals.ids import DrawId
from rituals.polls import Closing
from rituals.posts.records import Post
from rituals.schedules import Ritual
from rituals.schedules.records.tables import Schedule
from tests.cast import ANA, HARBOUR, KUDOS, LISBON, NOW, SUPPORT, scene
from tests.databases import Act
from tests.wishes import EVERY_DAY, wishes

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHANCE = b"chance"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def set_up(
    act: Act, request: str = "form-1", framework: str = "be_human", zone: str = "Europe/Lisbon"
) -> Ritual:
    wished = wishes(weekdays=EVERY_DAY, framework=framework, zone=zone)
    return act(schedules.set_up, scene(ANA), wished, request)


def post_now(act: Act, catalog: Catalog, ritual: Ritual, now: datetime = NOW) -> bool:
    return act(agenda.post_now, scene(ANA, now), catalog, ritual.id, CHANCE)


def run(act: Act, catalog: Catalog, now: datetime) -> int:
    """One beat of the heart, as the bot makes it: until nothing is due."""
    total = 0
    while done := act(agenda.run_due, now, catalog, CHANCE).count:
        total += done
    return total


def drawn(act: Act) -> list[Draw]:
    return act(lambda db: list(db.scalars(select(Draw).order_by(Draw.id))))


def wanted(act: Act) -> list[Post]:
    return act(lambda db: list(db.scalars(select(Post).order_by(Post.id))))


def test_at_nine_the_card_is_wanted_in_the_channel_once(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    assert run(act, catalog, NINE - MINUTE) == 0
    assert run(act, catalog, NINE) == 1
    assert run(act, catalog, NINE + MINUTE) == 0
    [post] = wanted(act)
    assert (post.channel, post.kind) == (SUPPORT, experiments.CARD)
    assert post.once_key == f"schedule:{ritual.id}:2026-03-02"


def test_a_ritual_that_is_broken_stops_no_other_one(act: Act, catalog: Catalog) -> None:
    broken, sound = set_up(act), set_up(act, "form-2")
    act(lambda db: db.execute(update(Schedule).where(Schedule.id == broken.id).values(kind="riddle")))
    served = act(agenda.run_due, NINE, catalog, CHANCE)
    assert [(each.schedule, why) for each, why in served.broken] == [(broken.id, "KeyError")]
    posted = [post for post in wanted(act) if post.kind != "late_note"]
    assert [post.once_key for post in posted] == [f"schedule:{sound.id}:2026-03-02"]
    [note] = [post for post in wanted(act) if post.kind == "late_note"]
    assert (note.subject, note.channel) == (broken.id, ANA)
    assert run(act, catalog, NINE + MINUTE) == 0


def test_a_ritual_whose_framework_was_taken_away_pauses_and_tells_its_owner(
    act: Act, catalog: Catalog
) -> None:
    bare, sound = set_up(act), set_up(act, "form-2")
    act(lambda db: db.execute(update(Schedule).where(Schedule.id == bare.id).values(framework="of_old")))
    assert [each.schedule for each in act(agenda.run_due, NINE, catalog, CHANCE).empty] == [bare.id]
    assert act(agenda.run_due, NINE + DAY, catalog, CHANCE).empty == ()
    [note] = [post for post in wanted(act) if post.kind == "held_note"]
    assert (note.subject, note.channel) == (bare.id, ANA)
    held = act(schedules.ritual, scene(), bare.id)
    assert (held.held, held.next_at) == ("nothing_to_post", None)
    # That posts come through in its channel has nothing to do with it.
    act(schedules.reopen, scene(now=NINE + DAY), SUPPORT)
    assert act(schedules.ritual, scene(), bare.id).held == "nothing_to_post"
    assert act(schedules.ritual, scene(), sound.id).held is None


def test_a_practice_without_a_framework_goes_on_once_it_is_back(act: Act, catalog: Catalog) -> None:
    mine = act(schedules.practise, scene(ANA), "of_old", time(9), "Europe/Lisbon")
    assert [each.schedule for each in act(agenda.run_due, NINE, catalog, CHANCE).empty] == [mine.id]
    act(lambda db: db.execute(update(Schedule).values(framework="be_human")))
    assert run(act, catalog, NINE + DAY) == 1
    assert [(post.kind, post.channel) for post in wanted(act)] == [(experiments.CARD, ANA)]


def test_what_the_preview_shows_is_what_is_posted(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    run(act, catalog, NINE)
    foretold = act(experiments.peek, scene(ANA), ritual, catalog, date(2026, 3, 3))
    run(act, catalog, NINE + DAY)
    posted = act(experiments.drawn, HARBOUR, DrawId(drawn(act)[-1].id), catalog)
    assert posted.experiment == foretold.experiment


def test_posting_now_takes_nothing_from_the_plan(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    assert post_now(act, catalog, ritual)
    assert act(schedules.ritual, scene(), ritual.id) == ritual
    run(act, catalog, NINE)
    first, second = drawn(act)
    assert first.experiment != second.experiment


def test_a_double_tap_posts_once(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    assert post_now(act, catalog, ritual)
    assert not post_now(act, catalog, ritual, NOW + timedelta(seconds=1))
    assert not post_now(act, catalog, ritual, NOW + timedelta(seconds=59))
    assert post_now(act, catalog, ritual, NOW + timedelta(seconds=61))
    assert len(wanted(act)) == 2


def test_a_double_tap_across_the_turn_of_a_minute_posts_once(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    turn = NOW + MINUTE
    assert post_now(act, catalog, ritual, turn - timedelta(seconds=0.2))
    assert not post_now(act, catalog, ritual, turn + timedelta(seconds=0.2))


def test_two_rituals_of_one_channel_may_both_be_posted_now(act: Act, catalog: Catalog) -> None:
    for request in ("form-1", "form-2"):
        assert post_now(act, catalog, set_up(act, request))


def test_what_is_posted_now_is_today_s_where_the_team_is(act: Act, catalog: Catalog) -> None:
    # A quarter to nine on Monday in Lisbon is a quarter to ten in the evening in Auckland, and later it is
    # Tuesday there while UTC still has Monday.
    ritual = set_up(act, zone="Pacific/Auckland")
    post_now(act, catalog, ritual, NOW + 4 * HOUR)
    assert [draw.on for draw in drawn(act)] == [date(2026, 3, 3)]


def test_a_ritual_that_cannot_be_served_holds_up_no_other(act: Act, catalog: Catalog) -> None:
    set_up(act, "form-1", framework="a_pack_that_was_removed")
    set_up(act, "form-2")
    assert run(act, catalog, NINE) == 2
    assert [draw.framework for draw in drawn(act)] == ["be_human"]
    assert run(act, catalog, NINE) == 0


def test_a_beat_closes_the_polls_whose_time_has_come(act: Act, catalog: Catalog) -> None:
    setup = polls.of_framework(catalog.framework("be_human"))
    when = {"closes_at": polls.closes_at(Closing.ONE_HOUR, NOW, LISBON), "key": b"key", "request": "form-1"}
    poll = act(polls.open_poll, scene(ANA), setup, polls.Place(SUPPORT), **when)
    assert run(act, catalog, NOW + HOUR - MINUTE) == 0
    assert run(act, catalog, NOW + HOUR) == 1
    assert act(polls.shown, HARBOUR, poll).closed


def test_beats_of_several_processes_at_once_post_each_occurrence_once(act: Act, catalog: Catalog) -> None:
    for number in range(12):
        set_up(act, f"form-{number}")
    with ThreadPoolExecutor(3) as pool:
        served = list(pool.map(lambda _: run(act, catalog, NINE), range(3)))
    assert sum(served) == 12
    keys = [post.once_key for post in wanted(act)]
    assert len(keys) == len(set(keys)) == 12


# --- time misbehaves ---


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["beat", "beat", "beat", "pause", "resume", "skip", "now"]),
        st.sampled_from([MINUTE, HOUR, 9 * HOUR, DAY - MINUTE, DAY, 3 * DAY, -MINUTE, -HOUR, -DAY]),
    ),
    max_size=25,
)
MOVES = {"pause": schedules.pause, "resume": schedules.resume, "skip": schedules.skip_next}
EXAMPLES = {"sqlite": 60, "postgresql": 12}


@pytest.mark.hypothesis
def test_no_outage_and_no_clock_posts_a_date_twice_or_too_late(engine: Engine, catalog: Catalog) -> None:
    act = Act(engine)

    @settings(max_examples=min(EXAMPLES[engine.dialect.name], settings.default.max_examples))
    @given(STEPS)
    def lives_through(steps: list[tuple[str, timedelta]]) -> None:
        for table in (Draw, Post, Schedule):
            act(lambda db, table=table: db.execute(delete(table)))  # type: ignore[misc]
        ritual, now = set_up(act), NOW
        for step, passes in steps:
            now += passes
            if step in MOVES:
                act(MOVES[step], scene(ANA, now), ritual.id)
            if step == "now":
                post_now(act, catalog, ritual, now)
            newest = max((draw.id for draw in drawn(act)), default=0)
            run(act, catalog, now)
            assert sum(draw.id > newest for draw in drawn(act)) <= 1
        planned = [draw for draw in drawn(act) if draw.planned is not None]
        assert len({draw.on for draw in planned}) == len(planned)
        for draw in planned:
            assert draw.planned is not None
            assert draw.planned.astimezone(LISBON).time() == time(9)
            assert timedelta() <= draw.drawn_at - draw.planned <= timedelta(hours=2)

    lives_through()


def test_a_paused_ritual_that_is_resumed_by_a_clock_set_back_posts_no_date_twice(
    act: Act, catalog: Catalog
) -> None:
    ritual = set_up(act)
    run(act, catalog, NINE)
    act(schedules.pause, scene(ANA, NINE), ritual.id)
    act(schedules.resume, scene(ANA, NINE - HOUR), ritual.id)
    run(act, catalog, NINE)
    assert len(wanted(act)) == len(drawn(act)) == 1
    assert act(posts.claim, NINE, by="courier", resting=(KUDOS,), limit=9)
