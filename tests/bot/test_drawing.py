"""Many posts are drawn in one go: what they show is read together, and each shows what it would alone."""

from __future__ import annotations

from sqlalchemy import Engine, event

from bot.delivery.drawing import drawings
from bot.features.features import FEATURES
from bot.slack.routes import Routes
from rituals import experiments, posts
from rituals.catalog import Catalog
from rituals.db import read_only
from rituals.ids import ChannelId
from rituals.posts import Claimed
from tests.cast import NOW, scene
from tests.databases import Act

ROUTES = Routes(FEATURES)


def cards(act: Act, catalog: Catalog, count: int) -> list[Claimed]:
    """So many cards, each in a channel of its own, about to be sent."""
    for number, experiment in zip(range(count), catalog.framework("be_human").experiments, strict=False):
        channel = ChannelId(f"C0TEAM{number}")
        act(experiments.share, scene(), catalog, channel, "be_human", experiment.key, NOW.date())
    return act(posts.claim, NOW, by="courier", resting=[], limit=count)


def test_a_dozen_cards_take_no_more_statements_than_two(act: Act, engine: Engine, catalog: Catalog) -> None:
    errands, asked = cards(act, catalog, 12), list[str]()
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    counts = []
    for some in (errands[:2], errands):
        asked.clear()
        with read_only(engine) as db:
            drawings(db, catalog, ROUTES, some)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_each_of_a_dozen_shows_what_it_shows_alone(act: Act, engine: Engine, catalog: Catalog) -> None:
    errands = cards(act, catalog, 12)
    with read_only(engine) as db:
        together = drawings(db, catalog, ROUTES, errands)
    alone = []
    for each in errands:
        with read_only(engine) as db:
            alone += drawings(db, catalog, ROUTES, [each])
    assert together == alone
    assert len({str(each) for each in together}) == 12
