"""Steps of tests about stories and nominations: somebody tells one, and what is there afterwards."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from rituals import stories
from rituals.ids import PersonId, StoryId
from rituals.posts.records import Post
from rituals.stories import EVERYTHING, Credited, Filter, Stage, Telling, Told
from tests.cast import ANA, BRUNO, CARLA, NOW, scene
from tests.databases import Act

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SHORTCUT = "She taught us the shortcut that we had forgotten."
TELLING = Telling(
    text=SHORTCUT,
    credits=(Credited(BRUNO), Credited(CARLA, Stage.BACK)),
    mindset="partner",
    customer="Mrs. Almeida",
)


def telling(**changes: Any) -> Telling:
    """What Ana usually tells, but for `changes`."""
    return Telling(**{name: getattr(TELLING, name) for name in Telling.__slots__} | changes)


def tell(
    act: Act,
    request: str = "form-1",
    *,
    by: PersonId = ANA,
    after: timedelta = timedelta(),
    **changes: Any,
) -> Told:
    """Somebody tells a story in a form."""
    return act(stories.tell, scene(by, NOW + after), telling(**changes), request=request)


def told(act: Act, wanted: Filter = EVERYTHING) -> list[Told]:
    """What the feed has to show, the newest first."""
    return list(act(stories.page, scene(), wanted, count=1000).stories)


def shown(act: Act, story: StoryId) -> Told:
    """What a story's card shows."""
    return act(stories.told, scene().workspace, story)


def posts_of(act: Act, *kinds: str) -> list[Post]:
    """Every message that was ever wanted, of those kinds or of all."""
    some = Post.kind.in_(kinds) if kinds else True
    return act(lambda db: list(db.scalars(select(Post).where(some).order_by(Post.id))))


def wanted(act: Act, *kinds: str) -> list[Post]:
    """The messages that Slack should show now."""
    return [post for post in posts_of(act, *kinds) if post.wanted]
