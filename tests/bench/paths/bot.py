"""The bot as a host runs it; and what is to be there before it is measured. It imports the product alone.

So it may be of another checkout, whose folder is first on PYTHONPATH.

`python bot.py run`, `bot.py prepare`, `bot.py cards FIRST COUNT`; settings come from the environment.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import time, timedelta

import uvloop
from sqlalchemy.orm import Session

from bot.app.run import run
from bot.service import logs
from bot.service.clock import WallClock
from bot.service.config import load
from rituals import catalog, experiments, polls, schedules, stories, workspaces
from rituals.db import connect, transaction, upgrade
from rituals.ids import ChannelId, PersonId, WorkspaceId
from rituals.polls import of_framework
from rituals.scene import Scene
from rituals.schedules import Wishes
from rituals.stories import Telling

HARBOUR, ANA, SUPPORT = WorkspaceId("T0HARBOUR"), PersonId("U0ANA"), ChannelId("C0SUPPORT")
STORIES = 200


def prepare(db: Session, scene: Scene) -> dict[str, int]:
    """A feed with stories, an open poll, a thought experiment to answer; their numbers."""
    packs = catalog.load()
    for number in range(STORIES):
        stories.tell(db, scene, Telling(f"Story {number} of a long and rainy Monday."), request=f"s{number}")
    # Those before it are in no channel, which would take one a second.
    workspaces.set_feed(db, scene, ChannelId("C0KUDOS"))
    told = stories.tell(db, scene, Telling("She rang again, and we were there."), request="last")
    setup, place = of_framework(packs.framework("be_human")), polls.Place(SUPPORT, open=True)
    poll = polls.open_poll(db, scene, setup, place, closes_at=None, key=b"k" * 32, request="bench")
    cards(db, scene, 0, 1)
    # A team that has set up nothing is greeted; this one is beyond that.
    schedules.set_up(db, scene, Wishes(SUPPORT, "be_human", frozenset(range(7)), time(9), "UTC"), "ritual")
    return {"story": told.id, "poll": poll, "draw": 1}


def cards(db: Session, scene: Scene, first: int, count: int) -> None:
    """Posts that are due now, each a card in a channel of its own."""
    framework = catalog.load().framework("be_human")
    key = framework.experiments[0].key
    for number in range(first, first + count):
        channel, today = ChannelId(f"C0TEAM{number}"), scene.now.date()
        experiments.share(db, scene, catalog.load(), channel, framework.key, key, today)


def nine(db: Session, scene: Scene, count: int, seconds: int) -> float:
    """Rituals that are all due in so many seconds, each in a channel of its own; the moment, in seconds."""
    due = scene.now + timedelta(seconds=seconds)
    for number in range(count):
        wishes = Wishes(ChannelId(f"C0NINE{number}"), "be_human", frozenset(range(7)), due.time(), "UTC")
        schedules.set_up(db, scene, wishes, f"nine-{number}")
    return due.timestamp()


def main() -> None:
    config = load()
    if sys.argv[1] == "run":
        logs.set_up()
        uvloop.run(run(config))
        return
    engine = connect(config.database)
    scene = Scene(HARBOUR, WallClock().now(), ANA)
    if sys.argv[1] == "prepare":
        upgrade(engine)
    with transaction(engine) as db:
        works: dict[str, Callable[..., object]] = {"prepare": prepare, "cards": cards, "nine": nine}
        print(json.dumps(works[sys.argv[1]](db, scene, *map(int, sys.argv[2:]))))


if __name__ == "__main__":
    main()
