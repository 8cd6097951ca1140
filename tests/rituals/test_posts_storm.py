"""Whatever Slack loses and wherever a process dies, a once_key never has two messages."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select

from rituals import posts
from rituals.posts import Claimed, Outcome
from rituals.posts.records import Post
from rituals.posts.rules import State
from tests.cast import KUDOS, NOW, scene
from tests.databases import Act
from tests.rituals.slack_town import Fate, SlackTown

STORIES = ("story:1", "story:2")
WAITS = (0, 11, 121)
CALM = 60


class Storm:
    """People want, change and withdraw; couriers claim, call, settle and die; Slack is unreliable."""

    def __init__(self, engine: Engine) -> None:
        self.act = Act(engine)
        self.act(lambda db: db.execute(delete(Post)))
        self.slack = SlackTown()
        self.now = NOW
        # What a slow courier has in hand, and what it hasn't written down yet.
        self.in_hand: list[Claimed] = []
        self.untold: list[Outcome] = []
        self.claimed_at = NOW

    def want(self, story: str) -> None:
        self.act(posts.want, scene(now=self.now), story, kind="story", subject=int(story[-1]), channel=KUDOS)

    def touch(self, story: str) -> None:
        self.act(posts.touch, scene(now=self.now), story)

    def unwant(self, story: str) -> None:
        self.act(posts.unwant, scene(now=self.now), story)

    def errand(self, wait: int, fate: Fate, dies: bool) -> None:
        """A courier's whole way, unless it dies before it has written down what came of it."""
        self.wait(wait)
        outcomes = [self.slack.call(errand, fate, self.now) for errand in self._claim("quick")]
        if not dies:
            self.act(posts.settle, self.now, outcomes)

    def slow_claim(self, wait: int) -> None:
        self.wait(wait)
        if not self.in_hand and not self.untold:
            self.in_hand, self.claimed_at = self._claim("slow"), self.now

    def slow_call(self, fate: Fate) -> None:
        self.untold += [self.slack.call(errand, fate, self.now) for errand in self.in_hand]
        self.in_hand = []

    def slow_settle(self) -> None:
        self.act(posts.settle, self.now, self.untold)
        self.untold = []

    def restart(self) -> None:
        """The only process of a SQLite file dies and comes back."""
        self.in_hand, self.untold = [], []
        self.act(posts.adopt_orphans, self.now)

    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        if self.now >= self.claimed_at + timedelta(seconds=120):
            # A call ends long before its lease does; what is still open now was a crash.
            self.in_hand, self.untold = [], []

    def pass_over(self) -> None:
        """The storm is over: in the end Slack shows what is wanted, but for what a person must look at."""
        self.in_hand, self.untold = [], []
        for _ in range(CALM):
            self.errand(121, Fate.WELL, dies=False)
            if not any(post.due_at for post in self._posts()):
                break
        for post in self._posts():
            settled = self.slack.showing(post.id) == post.wanted
            assert settled or post.state in (State.IN_DOUBT, State.GAVE_UP), post.once_key
            assert post.due_at is None, "work that never ends"

    def doubled(self) -> list[int]:
        """Posts with more than one message."""
        posts_shown = {message.post for message in self.slack.messages.values()}
        return [post for post in posts_shown if self.slack.showing(post) > 1]

    def _claim(self, courier: str) -> list[Claimed]:
        return self.act(posts.claim, self.now, by=courier, resting=(), limit=2)

    def _posts(self) -> list[Post]:
        return self.act(lambda db: list(db.scalars(select(Post))))


Move = tuple[Callable[..., None], tuple[object, ...]]

PEOPLE: list[Move] = [(move, (it,)) for move in (Storm.want, Storm.touch, Storm.unwant) for it in STORIES]
ERRANDS: list[Move] = [
    *((Storm.errand, (wait, fate, False)) for wait in WAITS for fate in Fate),
    *((Storm.errand, (wait, fate, True)) for wait in WAITS for fate in (Fate.WELL, Fate.NEVER_ARRIVED)),
]
SLOW: list[Move] = [
    *((Storm.slow_claim, (wait,)) for wait in WAITS),
    *((Storm.slow_call, (fate,)) for fate in Fate),
    *[(Storm.slow_settle, ())] * 3,
    (Storm.restart, ()),
]
# Most of what happens is what couriers do.
MOVES = st.one_of(*map(st.sampled_from, (PEOPLE, ERRANDS, ERRANDS, ERRANDS, SLOW)))
# The promise is the same on both; PostgreSQL is the slower one.
EXAMPLES = {"sqlite": 100, "postgresql": 12}


def test_no_once_key_ever_has_two_messages_whatever_slack_loses(engine: Engine) -> None:
    @settings(max_examples=EXAMPLES[engine.dialect.name])
    @given(st.lists(MOVES, min_size=20, max_size=30))
    def storm(moves: list[Move]) -> None:
        storm = Storm(engine)
        storm.want(STORIES[0])
        for move, words in moves:
            move(storm, *words)
            assert not storm.doubled()
        storm.pass_over()

    storm()
