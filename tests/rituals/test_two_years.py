"""Two years of forty rituals: exactly the moments of the diaries, nothing doubled, nothing missing."""

from collections import defaultdict
from itertools import pairwise

from sqlalchemy import Engine, select

from rituals import experiments, polls, schedules
from rituals.catalog import Catalog
from rituals.digests.records import DigestRow
from rituals.experiments.records import Draw
from rituals.polls.records import Poll
from rituals.posts.records import Post
from tests.rituals.two_years import DAY, Town

SEED = 20260302


def test_two_years_of_forty_rituals_post_what_the_diaries_say(
    sqlite_engine: Engine, catalog: Catalog
) -> None:
    print(f"seed {SEED}")
    town = Town(sqlite_engine, catalog, SEED)
    town.set_up()
    town.live()
    print(f"{len(town.posted)} posted, {len(town.missed)} missed, {town.outages} outages, {town.kills} kills")
    check(town)
    assert len(town.diaries) == 40
    assert len(town.posted) > 1500
    assert len(town.missed) > 20
    assert town.kills > 100


def check(town: Town) -> None:
    draws = town.act(lambda db: list(db.scalars(select(Draw).order_by(Draw.id))))
    opened = town.act(lambda db: list(db.scalars(select(Poll).order_by(Poll.id))))
    looked_back = town.act(lambda db: list(db.scalars(select(DigestRow).order_by(DigestRow.id))))
    posts = town.act(lambda db: list(db.scalars(select(Post))))
    planned = [draw for draw in draws if ":now:" not in draw.once_key]
    polled = {poll.request: poll.opened_at for poll in opened if ":now:" not in poll.request}
    digested = {digest.once_key: digest.until for digest in looked_back if digest.planned}

    assert {draw.once_key: (draw.planned, draw.drawn_at) for draw in planned} == {
        key: moments for key, moments in town.posted.items() if key not in polled | digested
    }
    assert digested == {key: town.posted[key][1] for key in digested}
    assert polled == {key: town.posted[key][1] for key in polled}
    assert sorted(town.reported) == sorted(town.missed)
    # One message for each, and nothing else but the game plans of those with which somebody engaged,
    # a note about each that came too late, those about what others did to somebody's ritual, and the results
    # of polls that somebody posted by hand.
    plans = {draw.id for draw in draws if draw.game_plan and draw.id in town.engaged}
    assert sorted(post.subject for post in posts if post.kind == experiments.GAME_PLAN) == sorted(plans)
    missed = [schedule for schedule, _ in town.missed if not town.diaries[schedule].wishes.personal]
    assert sorted(post.subject for post in posts if post.kind == schedules.LATE_NOTE) == sorted(missed)
    told = [post for post in posts if post.kind == schedules.CHANGE_NOTE]
    results = [post for post in posts if post.kind == polls.RESULT_NOTE]
    assert {post.subject for post in results} <= {poll.id for poll in opened if poll.maker}
    notes = len(missed) + len(told) + len(results)
    assert len(posts) == len(draws) + len(opened) + len(looked_back) + len(plans) + notes
    check_rounds(town.catalog, draws)
    check_periods([digest for digest in looked_back if digest.planned])


def check_rounds(catalog: Catalog, draws: list[Draw]) -> None:
    """In a bag's round nothing comes twice, and what came last doesn't come first."""
    bags: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for draw in draws:
        bags[draw.channel, draw.kind, draw.framework].append(draw.experiment)
    for (_, kind, framework), keys in bags.items():
        size = pool(catalog, kind, framework)
        for begin in range(0, len(keys), size):
            assert len(set(keys[begin : begin + size])) == len(keys[begin : begin + size])
        near = min(3, size - 1)
        assert all(key not in keys[max(n - near, 0) : n] for n, key in enumerate(keys))


def check_periods(digested: list[DigestRow]) -> None:
    """The digests of a ritual never overlap, and leave a gap only after a rest longer than they look back."""
    by_ritual: dict[int, list[DigestRow]] = defaultdict(list)
    for digest in digested:
        by_ritual[digest.schedule].append(digest)
    pairs = [pair for row in by_ritual.values() for pair in pairwise(row)]
    assert len(pairs) > 100
    for earlier, later in pairs:
        assert earlier.until <= later.since < later.until
        assert later.since == earlier.until or later.since - earlier.until > DAY


def pool(catalog: Catalog, kind: str, framework: str) -> int:
    pack = catalog.framework(framework)
    pools = {
        "thought_experiment": pack.experiments,
        "case_study": pack.case_studies,
        "story_call": pack.story_prompts,
    }
    return len(pools.get(kind, "1"))
