"""Steps that the tests of the edge share."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from rituals import posts, stories, workspaces
from rituals.ids import ChannelId
from rituals.posts.records import Post
from rituals.stories import Kind, Telling
from tests.cast import ANA, KUDOS, scene
from tests.journeys.world import World

POST = "chat.postMessage"
UPDATE = "chat.update"
LOOK = "conversations.history"
DOUBT_IS_OVER = timedelta(seconds=11)


async def feed(world: World, channel: ChannelId = KUDOS) -> None:
    """Stories go there from now on."""
    await world.bot.house.act(workspaces.set_feed, scene(ANA), channel)


async def told(world: World, text: str) -> int:
    """A story is kept and wanted in the feed; nothing is sent yet."""
    house = world.bot.house
    story = await house.act(
        stories.tell,
        scene(ANA, world.clock.now()),
        Telling(text=f"{text} She wrote to say so.", kind=Kind.GREAT_HUMAN_MOMENT),
        request=f"request {text}",
    )
    return story.id


async def wanted(world: World, once_key: str, *, kind: str, subject: int, channel: ChannelId) -> None:
    """A message is wanted without the act that would write what it shows."""
    now = scene(now=world.clock.now())
    await world.bot.house.act(posts.want, now, once_key, kind=kind, subject=subject, channel=channel)


def rows(world: World, kind: str | None = None) -> list[Post]:
    """The rows of `posts` (of one kind), as they are in the database now."""
    with Session(world.bot.house.engine) as db:
        found = list(db.scalars(select(Post).order_by(Post.id)))
    return [row for row in found if kind in (None, row.kind)]


def calls(world: World, *methods: str) -> list[str]:
    """Which of these Web API methods were called, in their order."""
    return [call.method for call in world.slack.calls if call.method in methods]


def sent_to(world: World, channel: ChannelId) -> int:
    """How often a message was sent to that channel, whatever came of it."""
    return sum(call.method == POST and call.args["channel"] == channel for call in world.slack.calls)


def feed_says(world: World, texts: Iterable[str]) -> list[str]:
    """Which of these texts stands in each message of the feed, in their order."""
    texts = list(texts)
    return [next(text for text in texts if text in str(post.blocks)) for post in world.posts("#kudos")]
