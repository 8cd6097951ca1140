"""What a ritual wants is said in time or not at all, and clocks that were put right leave nothing waiting."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from rituals import agenda, nominations, posts, schedules
from rituals.catalog import Catalog
from rituals.digests.records import DigestRow
from rituals.experiments.records import Draw
from rituals.polls.records import Poll
from rituals.posts import Claimed, Errand, Outcome, Verdict
from rituals.posts.records import Post
from rituals.schedules import Ritual
from rituals.schedules.records.tables import Schedule
from tests.cast import ANA, BRUNO, HARBOUR, KUDOS, NOW, SUPPORT, scene
from tests.databases import Act
from tests.wishes import EVERY_DAY, wishes

NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
DAY, YEAR = timedelta(days=1), timedelta(days=365)
KINDS = ("thought_experiment", "poll", "head_check", "digest")


def run(act: Act, catalog: Catalog, now: datetime) -> agenda.Served:
    return act(agenda.run_due, now, catalog, b"chance")


def claim(act: Act, now: datetime) -> list[Claimed]:
    return act(posts.claim, now, by="courier", resting=(), limit=9)


def set_up(act: Act, **wished: object) -> Ritual:
    return act(schedules.set_up, scene(ANA), wishes(weekdays=EVERY_DAY, **wished), "form")


def had(act: Act) -> int:
    """How much of what rituals show is in the books."""
    return act(lambda db: sum(len(list(db.scalars(select(each)))) for each in (Draw, Poll, DigestRow)))


def notes(act: Act) -> list[str]:
    """To whom it was said that something came too late."""
    return act(lambda db: list(db.scalars(select(Post.channel).where(Post.kind == "late_note"))))


# --- in time


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_sent_within_its_grace_is_not_sent_and_its_owner_hears(
    act: Act, catalog: Catalog, kind: str
) -> None:
    ritual = set_up(act, kind=kind, grace=HOUR)
    run(act, catalog, NINE)
    [errand] = claim(act, NINE)
    act(posts.settle, NINE, [Outcome(errand.id, Verdict.AGAIN, pause=MINUTE)])
    assert claim(act, NINE + HOUR + SECOND) == []
    [stale] = run(act, catalog, NINE + HOUR + SECOND).stale
    assert (stale.ritual, stale.planned) == (ritual.id, NINE)
    assert run(act, catalog, NINE + HOUR + SECOND).stale == ()
    [note] = claim(act, NINE + HOUR + SECOND)
    assert (note.kind, note.channel, note.subject) == ("late_note", ANA, ritual.id)
    assert act(schedules.held_note, HARBOUR, ritual.id).missed_at == NINE
    # It wasn't had, so that a digest's time is looked back on again, and no poll waits for votes.
    assert had(act) == 0
    assert act(posts.unsettled) == []


def test_who_asked_for_it_just_then_hears_too(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act, grace=HOUR)
    act(agenda.post_now, scene(BRUNO, NINE), catalog, ritual.id, b"chance")
    [errand] = claim(act, NINE)
    act(posts.settle, NINE, [Outcome(errand.id, Verdict.AGAIN, pause=MINUTE)])
    run(act, catalog, NINE + HOUR + SECOND)
    assert sorted(notes(act)) == [ANA, BRUNO]


@pytest.mark.parametrize("kind", KINDS)
def test_to_the_last_second_of_its_grace_it_is_sent(act: Act, catalog: Catalog, kind: str) -> None:
    set_up(act, kind=kind, grace=HOUR)
    run(act, catalog, NINE)
    assert run(act, catalog, NINE + HOUR).stale == ()
    [errand] = claim(act, NINE + HOUR)
    assert (errand.errand, errand.planned) == (Errand.POST, NINE)


def test_what_is_there_or_may_be_there_does_not_grow_stale(act: Act, catalog: Catalog) -> None:
    set_up(act)
    run(act, catalog, NINE)
    [errand] = claim(act, NINE)
    act(posts.settle, NINE, [Outcome(errand.id, Verdict.DOUBT)])
    assert run(act, catalog, NINE + 3 * HOUR).stale == ()
    [look] = claim(act, NINE + 3 * HOUR)
    assert look.errand is Errand.LOOK
    act(posts.settle, NINE + 3 * HOUR, [Outcome(look.id, Verdict.FOUND, ts="1.0", shown_in=SUPPORT)])
    assert run(act, catalog, NINE + 4 * HOUR).stale == ()
    assert [each.errand for each in claim(act, NINE + 4 * HOUR)] == [Errand.UPDATE]


def test_a_story_is_told_however_late(act: Act, catalog: Catalog) -> None:
    act(posts.want, scene(), "story:1", kind="story", subject=1, channel=KUDOS)
    run(act, catalog, NOW + 9 * DAY)
    assert [each.kind for each in claim(act, NOW + 9 * DAY)] == ["story"]


def test_an_occurrence_that_fell_due_while_nobody_looked_is_told_to_its_owner(
    act: Act, catalog: Catalog
) -> None:
    set_up(act)
    assert len(run(act, catalog, NINE + 3 * HOUR).missed) == 1
    assert notes(act) == [ANA]


def test_nobody_writes_to_people_about_their_own_practice(act: Act, catalog: Catalog) -> None:
    act(schedules.practise, scene(ANA), "be_human", time(9), "Europe/Lisbon")
    assert len(run(act, catalog, NINE + 3 * HOUR).missed) == 1
    assert notes(act) == []


def test_the_same_occasion_has_the_same_key_whenever_it_is_served(act: Act, catalog: Catalog) -> None:
    keys = []
    for late in (SECOND, HOUR):
        ritual = set_up(act, kind="poll")
        run(act, catalog, NINE + late)
        keys += [each.key for each in claim(act, NINE + late)]
        for table in (Post, Poll):
            act(lambda db, table=table: db.execute(delete(table)))  # type: ignore[misc]
        act(reset, ritual)
    assert len(keys) == 2
    assert len(set(keys)) == 1


def reset(db: Session, ritual: Ritual) -> None:
    """As a backup from before nine would have it."""
    row = db.get(Schedule, ritual.id)
    assert row is not None
    row.past_on, row.past_at, row.next_on, row.next_at = None, None, date(2026, 3, 2), NINE


# --- clocks that were put right


@pytest.mark.parametrize("ahead", [5 * MINUTE, HOUR, YEAR])
def test_what_was_wanted_by_a_clock_that_was_ahead_is_sent_once_it_is_right(
    act: Act, catalog: Catalog, ahead: timedelta
) -> None:
    act(posts.want, scene(now=NOW + ahead), "story:1", kind="story", subject=1, channel=KUDOS)
    assert claim(act, NOW) == []
    run(act, catalog, NOW)
    assert [each.errand for each in claim(act, NOW)] == [Errand.POST]


@pytest.mark.parametrize("ahead", [HOUR, YEAR])
def test_what_a_process_claimed_by_a_clock_that_was_ahead_is_looked_for_after_one_lease(
    act: Act, catalog: Catalog, ahead: timedelta
) -> None:
    act(posts.want, scene(), "story:1", kind="story", subject=1, channel=KUDOS)
    claim(act, NOW + ahead)
    run(act, catalog, NOW)
    assert claim(act, NOW + 119 * SECOND) == []
    assert [each.errand for each in claim(act, NOW + 120 * SECOND)] == [Errand.LOOK]


def test_what_waits_for_a_reason_goes_on_waiting(act: Act, catalog: Catalog) -> None:
    act(posts.want, scene(), "story:1", kind="story", subject=1, channel=KUDOS)
    [errand] = claim(act, NOW)
    act(posts.settle, NOW, [Outcome(errand.id, Verdict.AGAIN, pause=9 * MINUTE)])
    run(act, catalog, NOW)
    assert claim(act, NOW + 8 * MINUTE) == []
    assert len(claim(act, NOW + 9 * MINUTE)) == 1


@pytest.mark.parametrize("ahead", [DAY, YEAR])
def test_a_ritual_that_fell_due_by_a_clock_that_was_ahead_comes_again_when_it_is_right(
    act: Act, catalog: Catalog, ahead: timedelta
) -> None:
    set_up(act)
    run(act, catalog, NINE + ahead)
    for errand in claim(act, NINE + ahead):
        done = Outcome(errand.id, Verdict.SHOWN, errand.version, ts="1.0", shown_in=SUPPORT)
        act(posts.settle, NINE + ahead, [done])
    run(act, catalog, NOW)
    run(act, catalog, NINE)
    [errand] = claim(act, NINE)
    assert (errand.errand, errand.planned) == (Errand.POST, NINE)


def test_a_date_that_was_posted_by_a_clock_that_was_ahead_is_not_posted_again(
    act: Act, catalog: Catalog
) -> None:
    set_up(act)
    run(act, catalog, NINE)
    run(act, catalog, NOW)
    run(act, catalog, NINE)
    assert had(act) == 1


def test_one_that_was_skipped_stays_skipped_when_the_clock_is_put_right(act: Act, catalog: Catalog) -> None:
    ritual = set_up(act)
    act(schedules.skip_next, scene(ANA, NOW + HOUR), ritual.id)
    run(act, catalog, NOW)
    run(act, catalog, NINE)
    assert had(act) == 0


def test_a_double_tap_by_a_clock_that_was_ahead_keeps_nobody_from_posting_now(
    act: Act, catalog: Catalog
) -> None:
    for kind in KINDS:
        ritual = act(schedules.set_up, scene(ANA), wishes(kind=kind), f"form-{kind}")
        assert act(agenda.post_now, scene(ANA, NOW + DAY), catalog, ritual.id, b"chance")
        assert act(agenda.post_now, scene(ANA, NOW), catalog, ritual.id, b"chance")
        assert not act(agenda.post_now, scene(ANA, NOW + SECOND), catalog, ritual.id, b"chance")


def test_a_private_question_and_a_look_that_a_clock_put_far_ahead_come_in_their_time(act: Act) -> None:
    star = nominations.Reaction(SUPPORT, "1772441000.000100", BRUNO, "star2", "1772441001.000000")
    said = nominations.SeenMessage(ANA, "I stayed on the line.", "https://slack/1", open=False)
    act(nominations.nominate, scene(BRUNO, NOW + YEAR), star, said)
    assert len(act(nominations.to_look_at, NOW, 9)) == 1
    assert act(nominations.to_look_at, NOW, 9) == []
    assert act(nominations.close_asked, NOW, 9) == 0
    assert act(nominations.close_asked, NOW + 7 * DAY, 9) == 1
