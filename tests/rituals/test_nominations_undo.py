"""Reactions put on and taken off: told of in any order, again and again, and some of them never."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from rituals import nominations, stories, workspaces
from rituals.ids import NominatedId, PersonId
from rituals.nominations import Ask, Reaction, SeenMessage
from rituals.nominations.records import Nominated
from rituals.stories import Kind, Told
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, SUPPORT, scene
from tests.databases import Act
from tests.rituals.telling import wanted

EXAMPLES = {"sqlite": 50, "postgresql": 10}
NOMINATING = {"star2": "", "umbrella": Kind.PROACTIVE_SAVE, "handshake": "partner"}
EMOJI = ("star2", "star2::skin-tone-3", "umbrella", "umbrella::skin-tone-6", "handshake")
TS = "1772440000.000100"
OTHERS = (BRUNO, CARLA, DORA)


class Change(NamedTuple):
    """Somebody put an emoji on, or took it off, in that second."""

    who: PersonId
    emoji: str
    second: int
    on: bool


# Somebody, and the emoji that they put on, or take off if it is there; none for a cheer. How much later than
# the others that comes to be known, and how often.
GESTURE = st.tuples(
    st.one_of(
        st.tuples(st.sampled_from(OTHERS), st.just("star2")),
        st.tuples(st.sampled_from(OTHERS), st.sampled_from(EMOJI)),
        st.tuples(st.sampled_from((ANA, BRUNO)), st.sampled_from(("star2", "heart"))),
        st.tuples(st.sampled_from(OTHERS), st.none()),
    ),
    st.sampled_from((0, 0, 0, 2, 9)),
    st.sampled_from((1, 1, 1, 2, 0)),
)


@st.composite
def tidings(draw: st.DrawFn) -> list[Change | PersonId]:
    """What is told of: changes in any order, some of them twice, some never; and people who cheer."""
    there: set[tuple[PersonId, str]] = set()
    told: list[tuple[int, Change | PersonId]] = []
    for second, ((who, emoji), late, times) in enumerate(draw(st.lists(GESTURE, min_size=8, max_size=24))):
        if emoji is None:
            told.append((second, who))
            continue
        there ^= {(who, emoji)}
        change = Change(who, emoji, second, (who, emoji) in there)
        told += [(second + late * copy, change) for copy in range(1, times + 1)]
    return [each for _, each in sorted(told, key=itemgetter(0))]


@dataclass
class Diary:
    """What somebody knows who writes down the newest that they hear of each person's emoji.

    Ana wrote the message, and her own reactions don't count; nor do hearts.
    """

    threshold: int
    newest: dict[tuple[PersonId, str], Change] = field(default_factory=dict)
    cheering: set[PersonId] = field(default_factory=set)
    told: bool = False
    meaning: str = ""

    def hear(self, change: Change) -> None:
        """Somebody tells of a change."""
        known = self.newest.get((change.who, change.emoji))
        if change.who == ANA or change.emoji == "heart" or (known and known.second >= change.second):
            return
        self.newest[change.who, change.emoji] = change
        self.told = self.enough or (self.told and bool(self.cheering))
        if self.standing:
            self.meaning = NOMINATING[self.standing[0].emoji.split("::")[0]]

    def cheer(self, who: PersonId) -> None:
        """Somebody cheers, or stops cheering."""
        self.cheering ^= {who}

    @property
    def standing(self) -> list[Change]:
        """The emoji that are there, the earliest first."""
        return sorted((each for each in self.newest.values() if each.on), key=attrgetter("second"))

    @property
    def people(self) -> tuple[PersonId, ...]:
        """Whose emoji stand, the earliest first, each person once."""
        return tuple(dict.fromkeys(each.who for each in self.standing))

    @property
    def enough(self) -> bool:
        return len(self.people) >= self.threshold

    @property
    def means(self) -> tuple[Kind, str | None]:
        """The kind and the mindset of the story, by the earliest emoji."""
        kind = Kind(self.meaning) if self.meaning in set(Kind) else Kind.GREAT_HUMAN_MOMENT
        return kind, "partner" if self.meaning == "partner" else None


@dataclass
class Heard:
    """One message of Ana's, and what the product makes of the changes it hears of."""

    act: Act
    message: SeenMessage

    def hear(self, change: Change) -> None:
        event = Reaction(SUPPORT, TS, change.who, change.emoji, f"17724410{change.second:02}.000000")
        if change.on:
            self.act(nominations.nominate, scene(change.who), event, self.message)
        else:
            self.act(nominations.withdraw, scene(change.who), event)

    def story(self) -> Told | None:
        """The story in the feed, if there is one."""
        return self.act(stories.of_message, scene(), f"{SUPPORT}:{TS}")

    def asked_why(self) -> set[str]:
        """Who is asked to say why they pointed at it."""
        row = self._row()
        asks = wanted(self.act, stories.WHY_ASK)
        return {post.channel for post in asks if row and post.subject == row.story}

    def asked(self) -> Ask | None:
        """The question that Ana is asked, if she is."""
        row = self._row()
        asks = {post.subject for post in wanted(self.act, nominations.CONSENT_ASK)}
        return self.act(nominations.ask, HARBOUR, NominatedId(row.id)) if row and row.id in asks else None

    def _row(self) -> Nominated | None:
        return self.act(lambda db: db.scalars(select(Nominated).where(Nominated.ts == TS)).first())


class Rehearsal(Act):
    """Runs acts in a transaction that comes to nothing: quicker than a commit for each of them."""

    def __init__(self, db: Session) -> None:
        self.db = db

    def __call__(self, act: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        done = act(self.db, *args, **kwargs)
        self.db.flush()
        # The next act reads what is written, not what this one remembers.
        self.db.expunge_all()
        return done


def after_each(
    engine: Engine, message: SeenMessage, happened: Sequence[Change | PersonId], threshold: int
) -> Iterator[tuple[Heard, Diary]]:
    """What the product and the diary say after each of the changes and cheers."""
    with Session(engine) as db:
        act = Rehearsal(db)
        act(workspaces.change_settings, scene(), Settings(emoji=NOMINATING, threshold=threshold))
        heard, diary = Heard(act, message), Diary(threshold)
        for each in happened:
            if isinstance(each, Change):
                heard.hear(each)
                diary.hear(each)
            elif story := heard.story():
                act(stories.cheer, scene(each), story.id)
                diary.cheer(each)
            yield heard, diary
        db.rollback()


def test_the_feed_says_what_the_newest_known_reactions_say(engine: Engine) -> None:
    @settings(max_examples=EXAMPLES[engine.dialect.name])
    @given(tidings(), st.integers(1, 3))
    def undone(happened: list[Change | PersonId], threshold: int) -> None:
        message = SeenMessage(ANA, "I stayed on the line.", "https://slack/1", open=True)
        for heard, diary in after_each(engine, message, happened, threshold):
            story = heard.story()
            assert (story is not None) == diary.told
            assert story is None or story.nominated_by == diary.people
            assert story is None or (story.kind, story.telling.mindset) == diary.means
            assert heard.asked_why() == (set(diary.people) if diary.told else set())

    undone()


def test_the_author_is_asked_what_the_newest_known_reactions_say(engine: Engine) -> None:
    @settings(max_examples=EXAMPLES[engine.dialect.name])
    @given(tidings(), st.integers(1, 3))
    def undone(happened: list[Change | PersonId], threshold: int) -> None:
        message = SeenMessage(ANA, "Between us: I paid her taxi.", "https://slack/1", open=False)
        for heard, diary in after_each(engine, message, happened, threshold):
            ask = heard.asked()
            assert heard.story() is None
            assert (ask is not None) == diary.enough
            assert ask is None or ask.nominated_by == diary.people
            assert (
                ask is None or (ask.wishes.kind or Kind.GREAT_HUMAN_MOMENT, ask.wishes.mindset) == diary.means
            )

    undone()
