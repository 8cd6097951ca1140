"""Saves: when their owners are reminded, who sees them, and how they count."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from rituals import agenda, digests, directory, erasure, experiments, exports, saves, stories, workspaces
from rituals.catalog import Catalog
from rituals.directory import About
from rituals.errors import AlreadyPast, Gone, NotYours, NotYourSave, SettledAlready, TooShort
from rituals.experiments.records import Draw
from rituals.exports import Sheet
from rituals.ids import ChannelId, DrawId, PersonId, StoryId
from rituals.posts.records import Post
from rituals.saves import Planned
from rituals.saves.rules import last_nudge, moments, next_moment, proposed, put_off
from rituals.stories import Kind, Nudge, SaveState
from rituals.stories.records.tables import Story
from tests.cast import ANA, BRUNO, CARLA, ESCALATIONS, HARBOUR, KUDOS, LISBON, NOW, SUPPORT, scene
from tests.databases import Act
from tests.rituals.telling import DAY, posts_of, tell, wanted
from tests.wishes import wishes

FRIDAY = date(2026, 3, 6)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)
MONDAY = date(2026, 3, 2)
ZONES = st.sampled_from(["Europe/Lisbon", "America/New_York", "Asia/Kathmandu", "Pacific/Apia", "UTC"])


def look_ahead(act: Act, catalog: Catalog, channel: ChannelId = SUPPORT, on: date = MONDAY) -> DrawId:
    """A look-ahead in that channel, at nine."""
    key = f"schedule:{channel}:{on.isoformat()}"
    now = datetime.combine(on, NINE.time(), UTC)
    asked = wishes(kind="look_ahead", channel=channel)
    act(experiments.post_due, scene(now=now), catalog, asked, key, on, now)
    act(saves.recall, scene(now=now), key)
    return DrawId(act(lambda db: db.scalars(select(Draw.id).where(Draw.once_key == key)).one()))


def plan(
    act: Act,
    draw: DrawId,
    risk: str = "The van is late.",
    owner: PersonId | None = BRUNO,
    due_on: date = FRIDAY,
    now: datetime = NINE,
) -> StoryId:
    """Ana plans a save."""
    save = Planned(risk, "Call the bakery.", owner, due_on)
    act(saves.plan, scene(ANA, now), draw, save, request=f"form-{risk}")
    return StoryId(act(lambda db: db.scalars(select(Story.id).order_by(Story.id.desc())).first()))


def nudged(act: Act, now: datetime) -> list[tuple[str, str]]:
    """Whom the bot has reminded by then, and how."""
    act(saves.remind_due, now, 100)
    return [(post.channel, post.once_key.rpartition(":")[2]) for post in wanted(act, saves.NUDGE)]


# --- when


def test_the_mornings_are_those_of_the_owner_through_clock_changes() -> None:
    # In Lisbon the clocks go forward in the night to 29 March.
    told = [(moment.isoformat(), nudge) for moment, nudge in moments(date(2026, 3, 29), LISBON)]
    assert told == [
        ("2026-03-28T09:00:00+00:00", Nudge.EVE),
        ("2026-03-29T08:00:00+00:00", Nudge.DAY),
        ("2026-03-30T08:00:00+00:00", Nudge.LATE),
    ]


@given(
    due_on=st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    zone=ZONES.map(ZoneInfo),
    days=st.integers(-5, 5),
    minutes=st.integers(0, 1439),
)
def test_each_reminder_has_one_moment_and_none_is_made_up_for(
    due_on: date, zone: ZoneInfo, days: int, minutes: int
) -> None:
    now = datetime(due_on.year, due_on.month, due_on.day, tzinfo=UTC) + timedelta(days=days, minutes=minutes)
    coming, last = next_moment(due_on, zone, now), last_nudge(due_on, zone, now)
    order = [None, Nudge.EVE, Nudge.DAY, Nudge.LATE]
    if coming is None:
        assert last is Nudge.LATE
        return
    assert coming > now
    # The next one says the next thing.
    assert order.index(last_nudge(due_on, zone, coming)) == order.index(last) + 1


@pytest.mark.parametrize(
    ("today", "day"),
    [("2026-03-02", "2026-03-06"), ("2026-03-03", "2026-03-09"), ("2026-03-04", "2026-03-09")],
)
def test_the_proposed_day_is_in_a_few_days_and_on_no_weekend(today: str, day: str) -> None:
    assert proposed(date.fromisoformat(today)).isoformat() == day


def test_what_is_carried_over_is_put_off_by_a_week_from_today_at_least() -> None:
    assert put_off(FRIDAY, date(2026, 3, 5)) == date(2026, 3, 13)
    assert put_off(FRIDAY, date(2026, 3, 20)) == date(2026, 3, 27)
    assert put_off(None, date(2026, 3, 20)) == date(2026, 3, 27)


def test_a_beat_that_comes_twice_reminds_once(act: Act, catalog: Catalog) -> None:
    plan(act, look_ahead(act, catalog))
    thursday = datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert nudged(act, thursday - timedelta(seconds=1)) == []
    for _ in range(2):
        act(agenda.run_due, thursday, catalog, b"chance")
    [note] = posts_of(act, saves.NUDGE)
    assert (note.channel, note.once_key) == (BRUNO, f"save_nudge:1:{BRUNO}:2026-03-06:eve")
    assert note.wanted_version == 1


def test_what_was_missed_is_not_said_only_the_latest(act: Act, catalog: Catalog) -> None:
    plan(act, look_ahead(act, catalog))
    assert nudged(act, NINE + 30 * DAY) == [(BRUNO, "late")]
    assert nudged(act, NINE + 60 * DAY) == [(BRUNO, "late")]


def test_whoever_plans_on_the_eve_itself_is_not_reminded_at_once(act: Act, catalog: Catalog) -> None:
    plan(act, look_ahead(act, catalog), due_on=date(2026, 3, 3))
    assert nudged(act, NINE) == []
    assert nudged(act, NINE + DAY) == [(BRUNO, "day")]


def test_a_save_of_the_feed_reminds_its_owner_too(act: Act) -> None:
    save = tell(act, kind=Kind.PROACTIVE_SAVE, credits=()).id
    act(saves.assign, scene(CARLA), save, BRUNO, FRIDAY)
    assert [post.channel for post in wanted(act, saves.OWNER_NOTE)] == [BRUNO]
    assert nudged(act, datetime(2026, 3, 6, 9, tzinfo=UTC)) == [(BRUNO, "day")]


def test_an_owner_found_to_have_left_is_let_go_when_their_reminder_is_due(act: Act, catalog: Catalog) -> None:
    save = plan(act, look_ahead(act, catalog))
    act(directory.learn, HARBOUR, About.PERSON, BRUNO, {"gone": True, "zone": "Europe/Lisbon"}, NOW)
    assert nudged(act, datetime(2026, 3, 5, 9, tzinfo=UTC)) == []
    assert act(saves.told, HARBOUR, save).owner is None
    assert [post.channel for post in wanted(act, saves.LEFT_NOTE)] == [ANA]
    assert nudged(act, datetime(2026, 3, 6, 9, tzinfo=UTC)) == [(ANA, "day")]


# --- who may, and what is refused


def test_only_its_owner_and_author_settle_it_and_nobody_settles_it_twice(act: Act, catalog: Catalog) -> None:
    save = plan(act, look_ahead(act, catalog))
    others: list[Callable[[], object]] = [
        lambda: act(saves.finish, scene(CARLA), save),
        lambda: act(saves.drop, scene(CARLA), save),
        lambda: act(saves.carry_over, scene(CARLA), save, date(2026, 3, 9)),
        lambda: act(saves.assign, scene(CARLA), save, CARLA, FRIDAY),
    ]
    for attempt in others:
        with pytest.raises(NotYourSave):
            attempt()
    act(saves.drop, scene(BRUNO), save)
    with pytest.raises(SettledAlready):
        act(saves.carry_over, scene(ANA), save, date(2026, 3, 9))
    with pytest.raises(SettledAlready):
        act(saves.finish, scene(ANA), save)
    assert act(saves.told, HARBOUR, save).state is SaveState.DROPPED
    for act_of_the_author in (saves.edit, saves.share):
        with pytest.raises(NotYours):
            act(act_of_the_author, scene(BRUNO), save, "Other words.", "Other words.")


def test_a_day_is_over_where_the_owner_lives(act: Act, catalog: Catalog) -> None:
    draw = look_ahead(act, catalog)
    act(directory.learn, HARBOUR, About.PERSON, CARLA, {"zone": "Pacific/Apia"}, NOW)
    evening = datetime(2026, 3, 2, 20, tzinfo=UTC)
    with pytest.raises(AlreadyPast):
        plan(act, draw, owner=CARLA, due_on=date(2026, 3, 2), now=evening)
    assert plan(act, draw, owner=BRUNO, due_on=date(2026, 3, 2), now=evening)
    with pytest.raises(TooShort):
        plan(act, draw, risk=" \u200b ")


def test_only_a_look_ahead_takes_saves(act: Act, catalog: Catalog) -> None:
    act(experiments.post_due, scene(), catalog, wishes(), "schedule:1:2026-03-02", NINE.date(), NOW)
    with pytest.raises(Gone):
        plan(act, DrawId(1))


# --- who sees them, and how they count


def test_what_is_planned_is_in_no_list_no_search_and_no_export(act: Act, catalog: Catalog) -> None:
    save = plan(act, look_ahead(act, catalog, ESCALATIONS))
    assert act(stories.page, scene(), stories.EVERYTHING).stories == ()
    assert act(stories.page, scene(), stories.Filter(words="van")).stories == ()
    assert act(exports.batch, scene(), Sheet.STORIES).rows == []
    for outside in (
        lambda: act(stories.told, HARBOUR, save),
        lambda: act(stories.cheer, scene(CARLA), save),
        lambda: act(stories.second, scene(CARLA), save, "Me too."),
    ):
        with pytest.raises(Gone):
            outside()
    assert wanted(act, stories.CARD) == []
    act(stories.set_feed, scene(ANA), KUDOS)
    assert wanted(act, stories.CARD) == [], "the feed that comes later gets none of it either"
    act(saves.share, scene(ANA), save, "The van was late.", "We called.")
    assert [told.id for told in act(stories.page, scene(), stories.Filter(words="van")).stories] == [save]
    [post] = wanted(act, stories.CARD)
    assert post.channel == KUDOS


def test_mine_are_the_open_ones_that_i_own_those_due_first(act: Act, catalog: Catalog) -> None:
    draw = look_ahead(act, catalog)
    later, soon = plan(act, draw, "Later."), plan(act, draw, "Soon.", due_on=date(2026, 3, 4))
    done, _ = plan(act, draw, "Done."), plan(act, draw, "Somebody else's.", owner=CARLA)
    act(saves.finish, scene(BRUNO), done)
    act(_shown, soon)
    mine = act(saves.mine, scene(BRUNO))
    assert [(each.story.id, each.place) for each in mine] == [(soon, (SUPPORT, "1.1")), (later, None)]


def test_a_workspace_s_saves_by_state_with_those_of_a_private_channel_for_its_people(
    act: Act, catalog: Catalog
) -> None:
    act(directory.learn, HARBOUR, About.CHANNEL, SUPPORT, {"open": True}, NOW)
    act(directory.learn, HARBOUR, About.CHANNEL, ESCALATIONS, {"open": False}, NOW)
    public, private = look_ahead(act, catalog), look_ahead(act, catalog, ESCALATIONS)
    here, hidden = plan(act, public, "Here."), plan(act, private, "Hidden.")
    told = tell(act, "form-1", kind=Kind.PROACTIVE_SAVE).id
    act(saves.finish, scene(ANA), here)
    during = NINE - DAY, NINE + DAY
    assert act(saves.counted, HARBOUR, *during) == {SaveState.DONE: 1, SaveState.OPEN: 1}
    assert act(saves.counted, HARBOUR, *during, [ESCALATIONS]) == {SaveState.DONE: 1, SaveState.OPEN: 2}
    assert act(saves.counted, HARBOUR, *during, shared=False) == {SaveState.DONE: 1}

    def listed(state: SaveState, *inside: ChannelId) -> list[StoryId]:
        return [each.story.id for each in act(saves.in_state, HARBOUR, state, inside)]

    assert listed(SaveState.OPEN) == [told]
    assert listed(SaveState.OPEN, ESCALATIONS) == [hidden, told]
    assert listed(SaveState.DONE) == []
    assert listed(SaveState.DONE, SUPPORT) == [here]
    act(saves.carry_over, scene(ANA), hidden, date(2026, 3, 9))
    assert listed(SaveState.CARRIED_OVER, ESCALATIONS) == [hidden]
    assert listed(SaveState.OPEN, ESCALATIONS) == [told]


def test_the_digest_counts_a_save_before_the_customer_noticed_though_nobody_told_it(
    act: Act, catalog: Catalog
) -> None:
    act(directory.learn, HARBOUR, About.CHANNEL, SUPPORT, {"open": True}, NOW)
    draw = look_ahead(act, catalog)
    done, dropped = plan(act, draw, "Done."), plan(act, draw, "Dropped.")
    plan(act, look_ahead(act, catalog, ESCALATIONS), "Hidden.")
    act(saves.finish, scene(BRUNO), done)
    act(saves.drop, scene(BRUNO), dropped)
    tell(act, "form-1")
    digest = _digest(act, catalog)
    assert (digest.before, digest.done, digest.after, digest.stories) == (1, 1, 1, 1)
    # Told as well, it counts once.
    act(stories.set_feed, scene(ANA), KUDOS)
    act(saves.share, scene(ANA, NINE), done, "Done, and told.", "We called.")
    digest = _digest(act, catalog)
    assert (digest.before, digest.done, digest.after, digest.stories) == (1, 1, 1, 2)


def _digest(act: Act, catalog: Catalog) -> digests.Digest:
    weekly = wishes(kind="digest", channel=KUDOS)
    key = f"digest-{len(posts_of(act))}"
    act(digests.post_due, scene(now=NINE + DAY), 1, weekly, key, planned=False)
    subject = act(lambda db: db.scalars(select(Post.subject).where(Post.once_key == key)).one())
    return act(digests.digest, catalog, HARBOUR, subject)


def _shown(db: object, save: StoryId) -> None:
    post = db.scalars(select(Post).where(Post.once_key == f"save:{save}")).one()  # type: ignore[attr-defined]
    post.ts, post.shown_in, post.state = "1.1", SUPPORT, "shown"


def test_notes_that_are_off_stay_off(act: Act, catalog: Catalog) -> None:
    act(workspaces.want_notes, scene(BRUNO), False)
    plan(act, look_ahead(act, catalog))
    assert wanted(act, saves.OWNER_NOTE) == []
    assert nudged(act, datetime(2026, 3, 5, 9, tzinfo=UTC)) == []


def test_whoever_is_forgotten_is_named_in_no_save_of_others(act: Act, catalog: Catalog) -> None:
    draw = look_ahead(act, catalog)
    asked = Planned("Bruno Costa is away.", "Ask Bruno Costa before he goes.", BRUNO, FRIDAY)
    act(saves.plan, scene(ANA, NINE), draw, asked, request="form-1")
    act(erasure.forget_me, scene(BRUNO, NINE), ["Bruno Costa"])
    [save] = act(saves.looked_ahead, HARBOUR, draw).planned
    assert (save.text, save.telling.remedy) == ("a teammate is away.", "Ask a teammate before he goes.")
    assert save.owner is None
    assert [post.channel for post in wanted(act, saves.LEFT_NOTE)] == [ANA]
    assert wanted(act, saves.OWNER_NOTE) == []
