"""No kind of message is lost in silence, whatever Slack says to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features.features import FEATURES
from bot.slack.routes import Routes
from rituals import agenda, posts
from rituals.posts import Errand, Outcome, Verdict
from rituals.posts.records import AdminNote, Post
from tests.cast import ANA, BRUNO, CARLA, NOW, SUPPORT, scene
from tests.databases import Act

NOTES = ("bounce_note", "admin_bounce_note")
KINDS = sorted(set(Routes(FEATURES).draws) - set(NOTES))


def wanted(act: Act, kind: str, channel: str, asked_by: str) -> None:
    act(posts.want, scene(asked_by), f"{kind}:1", kind=kind, subject=1, channel=channel)


def ends(act: Act, verdict: Verdict, error: str, times: int = 1) -> None:
    """The post is claimed and ends like that, however often it is tried."""
    now = NOW
    for _ in range(times):
        now += timedelta(minutes=11)
        for errand in act(posts.claim, now, by="courier", resting=[], limit=1):
            doubt = verdict is Verdict.UNSEEABLE and errand.errand is Errand.POST
            so = Verdict.DOUBT if doubt else verdict
            outcome = Outcome(errand.id, so, version=errand.version, error=error)
            act(agenda.settle, now, [outcome])


def told(act: Act) -> set[str]:
    """Who hears of it; `admins` for all of them."""

    def read(db: Session) -> set[str]:
        people = set(db.scalars(select(Post.channel).where(Post.kind.in_(NOTES))))
        return people | ({"admins"} if db.scalars(select(AdminNote.id)).first() else set())

    return act(read)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("verdict", "times"),
    [(Verdict.REFUSED, 1), (Verdict.UNSEEABLE, 2), pytest.param(Verdict.AGAIN, 40, marks=pytest.mark.long)],
    ids=["refused", "in doubt where nobody may look", "tried forty times"],
)
def test_whoever_asked_hears_of_every_kind_that_ends_badly(
    act: Act, kind: str, verdict: Verdict, times: int
) -> None:
    wanted(act, kind, SUPPORT, BRUNO)
    ends(act, verdict, "of_some_kind", times)
    [row] = act(lambda db: db.scalars(select(Post).where(Post.kind == kind)).all())
    # Private notes that are rather sent twice are sent again, and so are still on their way.
    assert told(act) == ({BRUNO} if row.state in ("in_doubt", "gave_up") else set())
    assert row.state in ("in_doubt", "gave_up") or row.due_at is not None


@pytest.mark.parametrize("kind", KINDS)
def test_where_nobody_asked_the_admins_hear_of_it(act: Act, kind: str) -> None:
    wanted(act, kind, SUPPORT, "")
    ends(act, Verdict.REFUSED, "of_some_kind")
    assert told(act) == {"admins"}


@pytest.mark.parametrize(
    ("asked_by", "hears"), [(ANA, ANA), (CARLA, "admins")], ids=["by somebody else", "by themselves"]
)
def test_of_a_letter_that_cannot_be_delivered_somebody_else_hears(
    act: Act, asked_by: str, hears: str
) -> None:
    wanted(act, "poll_reminder", CARLA, asked_by)
    ends(act, Verdict.REFUSED, "channel_not_found")
    assert told(act) == {hears}


def test_what_has_nothing_to_say_any_more_is_no_trouble_to_anybody(act: Act) -> None:
    wanted(act, "story", SUPPORT, BRUNO)
    ends(act, Verdict.MOOT, "Gone")
    assert told(act) == set()
    assert act(posts.unsettled) == []


def test_it_is_said_once_however_often_a_message_that_cannot_be_changed_changes(act: Act) -> None:
    wanted(act, "story", SUPPORT, BRUNO)
    [errand] = act(posts.claim, NOW, by="courier", resting=[], limit=1)
    act(agenda.settle, NOW, [Outcome(errand.id, Verdict.SHOWN, version=1, ts="1.0", shown_in=SUPPORT)])
    for _ in range(5):
        act(posts.touch, scene(), "story:1")
        ends(act, Verdict.REFUSED, "edit_window_closed")
    [note] = act(lambda db: db.scalars(select(Post).where(Post.kind == "bounce_note")).all())
    assert note.channel == BRUNO


def test_what_could_not_be_taken_away_is_listed_and_told(act: Act) -> None:
    wanted(act, "story", SUPPORT, BRUNO)
    [errand] = act(posts.claim, NOW, by="courier", resting=[], limit=1)
    act(agenda.settle, NOW, [Outcome(errand.id, Verdict.SHOWN, version=1, ts="1.0", shown_in=SUPPORT)])
    act(posts.unwant, scene(), "story:1")
    ends(act, Verdict.REFUSED, "cant_delete_message")
    assert [post.once_key for post in act(posts.unsettled)] == ["story:1"]
    assert told(act) == {BRUNO}


def test_who_is_forgotten_asked_for_nothing(act: Act) -> None:
    wanted(act, "story", SUPPORT, BRUNO)
    act(posts.forget, scene(BRUNO))
    ends(act, Verdict.REFUSED, "of_some_kind")
    assert told(act) == {"admins"}
