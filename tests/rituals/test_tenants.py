"""Somebody of another workspace, who knows every id of this one, sees and changes nothing of it."""

import inspect
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import ModuleType
from typing import Any, Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from rituals import (
    agenda,
    answers,
    ballots,
    bonfire,
    digests,
    directory,
    erasure,
    experiments,
    exports,
    imports,
    inbox,
    lessons,
    links,
    nominations,
    onboarding,
    plain_words,
    polls,
    posts,
    saves,
    schedules,
    steps,
    stories,
    suggestions,
    tips,
    trends,
    workspaces,
)
from rituals.ballots.records import BallotRow, BallotVote
from rituals.catalog import Catalog
from rituals.db import Base
from rituals.directory import About
from rituals.errors import Gone
from rituals.exports import Format, Sheet, Writer
from rituals.ids import (
    AnswerId,
    BallotId,
    ChannelId,
    DigestId,
    DrawId,
    FeedMoveId,
    NominatedId,
    PhraseId,
    PollDraftId,
    PollId,
    ReplyId,
    ReportId,
    ScheduleId,
    StoryId,
    SuggestionId,
    TeamWordId,
    TipId,
)
from rituals.imports import Expected, FileStory
from rituals.links import LinkKind
from rituals.nominations import Reaction, SeenMessage
from rituals.stories import Credited, Kind, Telling
from rituals.workspaces import Blend, Pressed, Settings
from rituals.workspaces.records import Preferences
from tests.cast import (
    ANA,
    BRUNO,
    CARLA,
    DORA,
    ESCALATIONS,
    HARBOUR,
    KUDOS,
    NOW,
    SUMMIT,
    SUPPORT,
    ZOE,
    elsewhere,
    scene,
)
from tests.databases import DATABASES, ENGINES, Act
from tests.wishes import wishes

P = ParamSpec("P")
T = TypeVar("T")
MONDAY, CHRISTMAS = date(2026, 3, 2), date(2026, 12, 25)
LATER = NOW + timedelta(hours=1)
LATELY = (NOW - timedelta(days=1), LATER)
TS = "1772440000.000100"
PRIVATE_TS = "1772440000.000200"
SAVED = Telling("We saved it on Friday, before it hurt.", Kind.PROACTIVE_SAVE)
CALL = "Your call is important to us"
HELPED = Telling(
    "She showed us where our form was upside down.", Kind.CUSTOMER_HELPED_US, taught="Number the boxes."
)
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Ids:
    """What Harbour Lane has, and Zoe has somehow learnt of."""

    schedule: ScheduleId
    story: StoryId
    poll: PollId
    suggestion: SuggestionId
    nominated: NominatedId
    draw: DrawId
    helped: StoryId
    report: ReportId
    draft: PollDraftId
    digest: DigestId


def star(ts: str, at: str = "1772441001.000000") -> Reaction:
    return Reaction(SUPPORT, ts, BRUNO, "star2", at)


def message(*, open: bool) -> SeenMessage:
    return SeenMessage(ANA, "I stayed on the line.", "https://slack/1", open=open)


class Undone(Act):
    """Runs acts within one transaction, which is rolled back when the test is over."""

    def __init__(self, all_of_it: Connection) -> None:
        self.all_of_it = all_of_it

    def __call__(self, act: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        in_it = {"join_transaction_mode": "create_savepoint", "expire_on_commit": False}
        with Session(self.all_of_it, **in_it) as db, db.begin():
            return act(db, *args, **kwargs)


@pytest.fixture(scope="module", params=DATABASES)
def lived_in(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, catalog: Catalog
) -> Iterator[tuple[Engine, Ids]]:
    """A database in which a workspace has been at work; made once for all that look at it."""
    with ExitStack() as stack:
        if request.param == "sqlite":
            template = request.getfixturevalue("_migrated_sqlite")
            path = shutil.copy(template, tmp_path_factory.mktemp("tenants") / "headfirst.db")
            url = f"sqlite:///{path}"
        else:
            url = stack.enter_context(request.getfixturevalue("postgres").database())
        engine = stack.enter_context(ENGINES.to(url))
        yield engine, something_of_everything(Act(engine), catalog)


@pytest.fixture
def act(lived_in: tuple[Engine, Ids]) -> Iterator[Act]:
    """Runs acts; after the test, all is as it was."""
    engine, _ = lived_in
    with engine.connect() as connection, connection.begin() as all_of_it:
        yield Undone(connection)
        all_of_it.rollback()


@pytest.fixture
def ids(lived_in: tuple[Engine, Ids]) -> Ids:
    _, ids = lived_in
    return ids


def something_of_everything(act: Act, catalog: Catalog) -> Ids:
    """A workspace where something of everything has happened."""
    act(onboarding.invited, scene(ANA), SUPPORT)
    for channel in (SUPPORT, KUDOS):
        act(stories.set_feed, scene(ANA), channel)
    act(workspaces.come_back, scene(), "https://harbour.slack.com/")
    act(workspaces.change_settings, scene(), Settings(answers_exported=True))
    ritual = act(schedules.set_up, scene(ANA), wishes(game_plan_after=3), "form-1")
    act(schedules.resume, scene(BRUNO), ritual.id)
    act(schedules.practise, scene(ANA), "be_human", time(9), "Europe/Lisbon")
    act(schedules.take_off, scene(ANA), SUPPORT, CHRISTMAS, CHRISTMAS)
    story = act(stories.tell, scene(ANA), SAVED, request="form-1")
    helped = act(stories.tell, scene(ANA), HELPED, request="form-2")
    act(stories.second, scene(BRUNO), story.id, "I saw it.")
    act(stories.report, scene(CARLA), story.id, "Names a customer.", [DORA])
    act(stories.keep_draft, scene(ANA), {"text": "Once"}, "form-3")
    act(workspaces.want_notes, scene(CARLA), False)
    poll = act(polls.open_poll, scene(ANA), *question(catalog), **WHEN)
    act(polls.vote, scene(BRUNO), poll, "human")
    act(polls.keep_draft, scene(ANA), {"question": "Mine?", "channel": SUPPORT}, "form-1")
    draft = PollDraftId(act(lambda db: db.scalars(select(Base.metadata.tables["poll_drafts"].c.id)).one()))
    act(stories.cheer, scene(BRUNO), story.id, NOW)
    act(nominations.nominate, scene(BRUNO), star(TS), message(open=True))
    act(nominations.nominate, scene(BRUNO), star(PRIVATE_TS), message(open=False))
    act(agenda.post_now, scene(ANA), catalog, ritual.id, b"chance")
    act(answers.answer, scene(BRUNO), DrawId(1), "Tea, on Friday.", quotable=True)
    act(answers.cheer, scene(CARLA), AnswerId(1))
    act(digests.post_due, scene(now=LATER), ritual.id, wishes(), "schedule:1:2026-03-02", planned=True)
    about = ScheduleId(ritual.id), wishes(kind=ballots.KIND), "schedule:9:2026-03-02", MONDAY
    act(ballots.post_due, scene(now=LATER), *about, planned=True)
    act(a_vote, helped.id)
    act(inbox.keep, scene(ANA), "event:1", {"event": {"channel": {"id": SUPPORT}, "ts": "1.0"}})
    act(directory.learn, HARBOUR, About.PERSON, ANA, {"names": ["Ana"]}, NOW)
    act(directory.learn, HARBOUR, About.CHANNEL, ESCALATIONS, {"name": "escalations", "open": False}, NOW)
    act(posts.want_for_admins, scene(), "report:1", kind="report_note", subject=1)
    act(links.make, scene(ANA), LinkKind.WALL, "harbour")
    act(links.make, scene(ANA), LinkKind.CALENDAR, "ana's", SUPPORT)
    suggestion = act(suggestions.suggest, scene(ANA), **idea())
    act(steps.end, scene(), "Fx1", None)
    act(tips.suggest, scene(), "Bruno found the parcel.", "a bakery", BRUNO, request="step:Fx1")
    act(bonfire.nominate, scene(ANA), CALL, "Thanks for waiting.", SUPPORT)
    act(plain_words.add, scene(ANA), "ping back", ["answer"], may=True)
    act(plain_words.add, scene(ANA), "level set", ["agree"], may=False)
    asks = select(posts_table().c.subject).where(posts_table().c.kind == nominations.CONSENT_ASK)
    nominated = NominatedId(act(lambda db: db.scalars(asks).one()))
    report = ReportId(act(lambda db: db.scalars(select(Base.metadata.tables["story_reports"].c.id)).one()))
    rest = helped.id, report, draft, DigestId(1)
    return Ids(ritual.id, story.id, poll, suggestion.id, nominated, DrawId(1), *rest)


def a_vote(db: Session, story: StoryId) -> None:
    """Bruno's vote on the story of the month, which is still open."""
    ballot = db.get_one(BallotRow, 1)
    ballot.closed_at, ballot.stories = None, [story]
    db.add(BallotVote(ballot=1, person=BRUNO, workspace=HARBOUR, story=story))


def question(catalog: Catalog) -> tuple[polls.Setup, polls.Place]:
    adding = {"adding": True, "anonymous": True}
    return polls.of_framework(catalog.framework("be_human"), **adding), polls.Place(SUPPORT)


WHEN: dict[str, Any] = {"closes_at": NOW + timedelta(hours=1), "key": b"key", "request": "form-1"}


def idea() -> dict[str, Any]:
    words = {"title": "The long way home", "text": "It rains, and the last bus is gone.", "question": "Who?"}
    return {"framework": "be_human", "mindset": "human", "request": "form-1"} | words


def exported(act: Act) -> list[FileStory]:
    """Harbour Lane's own stories, as its file brings them."""
    writer = Writer(Sheet.STORIES, Format.CSV)
    rows = act(exports.batch, scene(), Sheet.STORIES).rows
    content = writer.begin() + writer.rows(rows) + writer.end()
    found = imports.read_file(content.encode(), Expected(NOW, Settings().touchpoints, {}))
    entries, problems = found.entries, found.problems
    assert problems == []
    return entries


def posts_table() -> Any:
    return Base.metadata.tables["posts"]


Intrusion = Callable[[Act, Ids, Catalog], Any]

# What Zoe tries: to point at what is there. Each answers as if it had never been.
REFUSED: dict[str, Intrusion] = {
    "onboarding.hello": lambda act, ids, c: act(onboarding.hello, SUMMIT, 1),
    "schedules.unskip": lambda act, ids, c: act(schedules.unskip, elsewhere(), ids.schedule),
    "schedules.pass_over": lambda act, ids, c: act(schedules.pass_over, elsewhere(), ids.schedule, ["a/b"]),
    "experiments.draw_another": lambda act, ids, c: act(
        experiments.draw_another, elsewhere(), c, act(schedules.ritual, scene(), ids.schedule), MONDAY
    ),
    "agenda.try_again": lambda act, ids, c: act(agenda.try_again, elsewhere(), 1),
    "inbox.offered": lambda act, ids, c: act(inbox.offered, elsewhere(), 1),
    "posts.failure": lambda act, ids, c: act(posts.failure, SUMMIT, 1),
    "posts.retry": lambda act, ids, c: act(posts.retry, elsewhere(), 1, "bounce_note"),
    "agenda.post_now": lambda act, ids, c: act(agenda.post_now, elsewhere(), c, ids.schedule, b"chance"),
    "digests.digest": lambda act, ids, c: act(digests.digest, c, SUMMIT, ids.digest),
    "digests.discard": lambda act, ids, c: act(digests.discard, elsewhere(), ids.digest),
    "experiments.discard": lambda act, ids, c: act(experiments.discard, elsewhere(), ids.draw),
    "polls.discard": lambda act, ids, c: act(polls.discard, elsewhere(), ids.poll),
    "experiments.drawn": lambda act, ids, c: act(experiments.drawn, SUMMIT, ids.draw, c),
    "experiments.engage": lambda act, ids, c: act(experiments.engage, elsewhere(), ids.draw),
    "experiments.thread_read": lambda act, ids, c: act(experiments.thread_read, elsewhere(), ids.draw, [ZOE]),
    "answers.answer": lambda act, ids, c: act(answers.answer, elsewhere(), ids.draw, "Mine."),
    "answers.asked": lambda act, ids, c: act(answers.asked, elsewhere(), ids.draw, c),
    "answers.cheer": lambda act, ids, c: act(answers.cheer, elsewhere(), AnswerId(1)),
    "answers.keep_fresh": lambda act, ids, c: act(answers.keep_fresh, elsewhere(), "digest", [AnswerId(1)]),
    "answers.mine": lambda act, ids, c: act(answers.mine, elsewhere(), ids.draw),
    "answers.own": lambda act, ids, c: act(answers.own, elsewhere(), AnswerId(1)),
    "answers.remove": lambda act, ids, c: act(answers.remove, scene(BRUNO, workspace=SUMMIT), ids.draw),
    "answers.reply": lambda act, ids, c: act(answers.reply, SUMMIT, ReplyId(1)),
    "answers.standing": lambda act, ids, c: act(answers.standing, SUMMIT, ids.draw),
    "experiments.game_plan": lambda act, ids, c: act(experiments.game_plan, SUMMIT, ids.draw, c),
    "nominations.ask": lambda act, ids, c: act(nominations.ask, SUMMIT, ids.nominated),
    "nominations.credited": lambda act, ids, c: act(
        nominations.credited, elsewhere(), ids.nominated, [Credited(ZOE)], None
    ),
    "nominations.looked": lambda act, ids, c: act(nominations.looked, elsewhere(), ids.nominated, None),
    "nominations.missed": lambda act, ids, c: act(nominations.missed, elsewhere(), ids.nominated, True),
    "nominations.where": lambda act, ids, c: act(nominations.where, elsewhere(), ids.nominated),
    "nominations.keep_private": lambda act, ids, c: act(nominations.keep_private, elsewhere(), ids.nominated),
    "nominations.question_is_there": lambda act, ids, c: act(
        nominations.question_is_there, elsewhere(), ids.nominated, SUPPORT, "1.1"
    ),
    "schedules.hold_empty": lambda act, ids, c: act(schedules.hold_empty, elsewhere(), ids.schedule),
    "polls.add_option": lambda act, ids, c: act(polls.add_option, elsewhere(), ids.poll, "Mine"),
    "polls.after_vote": lambda act, ids, c: act(polls.after_vote, SUMMIT, ids.poll),
    "polls.close": lambda act, ids, c: act(polls.close, elsewhere(), ids.poll, admin=True),
    "polls.disguise": lambda act, ids, c: act(polls.disguise, elsewhere(), ids.poll, "A long hold"),
    "polls.draft": lambda act, ids, c: act(polls.draft, SUMMIT, ids.draft),
    "polls.drop_draft": lambda act, ids, c: act(polls.drop_draft, scene(ANA, workspace=SUMMIT), ids.draft),
    "polls.edit": lambda act, ids, c: act(
        polls.edit, elsewhere(), ids.poll, question="Mine?", labels={}, closes_at=None, admin=True
    ),
    "polls.my_vote": lambda act, ids, c: act(polls.my_vote, scene(BRUNO, workspace=SUMMIT), ids.poll),
    "polls.remind": lambda act, ids, c: act(polls.remind, elsewhere(), ids.poll, [ANA], admin=True),
    "polls.remove": lambda act, ids, c: act(polls.remove, elsewhere(), ids.poll, admin=True),
    "polls.reopen": lambda act, ids, c: act(polls.reopen, elsewhere(), ids.poll, None, admin=True),
    "nominations.share": lambda act, ids, c: act(nominations.share, elsewhere(), ids.nominated, None, ""),
    "polls.shown": lambda act, ids, c: act(polls.shown, SUMMIT, ids.poll),
    "polls.found": lambda act, ids, c: act(polls.found, elsewhere(), ids.poll),
    "polls.missed": lambda act, ids, c: act(polls.missed, elsewhere(), ids.poll, True),
    "polls.unquote": lambda act, ids, c: act(polls.unquote, elsewhere(), ids.poll),
    "polls.vote": lambda act, ids, c: act(polls.vote, elsewhere(), ids.poll, "human"),
    "schedules.change": lambda act, ids, c: act(schedules.change, elsewhere(), ids.schedule, wishes()),
    "schedules.change_note": lambda act, ids, c: act(schedules.change_note, SUMMIT, 1),
    "schedules.hand_over": lambda act, ids, c: act(schedules.hand_over, elsewhere(), ids.schedule, ZOE),
    "schedules.held_note": lambda act, ids, c: act(schedules.held_note, SUMMIT, ids.schedule),
    "schedules.move_next": lambda act, ids, c: act(
        schedules.move_next, elsewhere(), ids.schedule, NOW + timedelta(hours=1)
    ),
    "schedules.pause": lambda act, ids, c: act(schedules.pause, elsewhere(), ids.schedule),
    "schedules.remove": lambda act, ids, c: act(schedules.remove, elsewhere(), ids.schedule),
    "schedules.resume": lambda act, ids, c: act(schedules.resume, elsewhere(), ids.schedule),
    "schedules.ritual": lambda act, ids, c: act(schedules.ritual, elsewhere(), ids.schedule),
    "schedules.skip_next": lambda act, ids, c: act(schedules.skip_next, elsewhere(), ids.schedule),
    "stories.answer_report": lambda act, ids, c: act(
        stories.answer_report, elsewhere(), ids.report, stories.Judgement.TAKEN_DOWN
    ),
    "stories.cheer": lambda act, ids, c: act(stories.cheer, elsewhere(), ids.story),
    "stories.edit": lambda act, ids, c: act(stories.edit, elsewhere(), ids.story, SAVED),
    "stories.erase_words": lambda act, ids, c: act(stories.erase_words, elsewhere(), ids.story),
    "saves.assign": lambda act, ids, c: act(saves.assign, elsewhere(), ids.story, ZOE, CHRISTMAS),
    "saves.carry_over": lambda act, ids, c: act(saves.carry_over, elsewhere(), ids.story, CHRISTMAS),
    "saves.drop": lambda act, ids, c: act(saves.drop, elsewhere(), ids.story),
    "saves.edit": lambda act, ids, c: act(saves.edit, elsewhere(), ids.story, "Mine.", "Mine."),
    "saves.finish": lambda act, ids, c: act(saves.finish, elsewhere(), ids.story),
    "saves.looked_ahead": lambda act, ids, c: act(saves.looked_ahead, SUMMIT, ids.draw),
    "saves.plan": lambda act, ids, c: act(
        saves.plan, elsewhere(), ids.draw, saves.Planned("Mine?", "Mine.", ZOE, CHRISTMAS), request="form-1"
    ),
    "saves.recall": lambda act, ids, c: act(saves.recall, elsewhere(), "schedule:1:2026-03-02"),
    "saves.remove": lambda act, ids, c: act(saves.remove, elsewhere(), ids.story, admin=True),
    "saves.reopen": lambda act, ids, c: act(saves.reopen, elsewhere(), ids.story),
    "saves.share": lambda act, ids, c: act(saves.share, elsewhere(), ids.story, "Mine.", "Mine."),
    "saves.take": lambda act, ids, c: act(saves.take, elsewhere(), ids.story),
    "saves.told": lambda act, ids, c: act(saves.told, SUMMIT, ids.story),
    "stories.report": lambda act, ids, c: act(stories.report, elsewhere(), ids.story, "Why?", [ZOE]),
    "stories.reported": lambda act, ids, c: act(stories.reported, SUMMIT, ids.report),
    "stories.second": lambda act, ids, c: act(stories.second, elsewhere(), ids.story, "Me too"),
    "stories.take_down": lambda act, ids, c: act(stories.take_down, elsewhere(), ids.story, admin=True),
    "ballots.ballot": lambda act, ids, c: act(ballots.ballot, SUMMIT, BallotId(1)),
    "ballots.discard": lambda act, ids, c: act(ballots.discard, elsewhere(), BallotId(1)),
    "ballots.vote": lambda act, ids, c: act(ballots.vote, elsewhere(LATER), BallotId(1), ids.helped),
    "lessons.take": lambda act, ids, c: act(lessons.take, elsewhere(), ids.helped),
    "lessons.hand_back": lambda act, ids, c: act(lessons.hand_back, elsewhere(), ids.helped),
    "lessons.finish": lambda act, ids, c: act(lessons.finish, elsewhere(), ids.helped, "A form"),
    "lessons.reopen": lambda act, ids, c: act(lessons.reopen, elsewhere(), ids.helped),
    "stories.thank": lambda act, ids, c: act(stories.thank, elsewhere(), ids.helped, "Flowers"),
    "stories.keep_fresh": lambda act, ids, c: act(stories.keep_fresh, elsewhere(), "digest", [ids.story]),
    "stories.name_nominators": lambda act, ids, c: act(
        stories.name_nominators, elsewhere(), ids.story, [ZOE], True
    ),
    "stories.told": lambda act, ids, c: act(stories.told, SUMMIT, ids.story),
    "stories.moved": lambda act, ids, c: act(stories.moved, SUMMIT, FeedMoveId(1)),
    "suggestions.by_key": lambda act, ids, c: act(suggestions.by_key, SUMMIT, f"team:{ids.suggestion}"),
    "suggestions.decide": lambda act, ids, c: act(suggestions.decide, elsewhere(), ids.suggestion, True),
    "bonfire.phrase": lambda act, ids, c: act(bonfire.phrase, SUMMIT, PhraseId(1)),
    "bonfire.vote": lambda act, ids, c: act(bonfire.vote, elsewhere(), PhraseId(1), retire=True),
    "bonfire.withdraw": lambda act, ids, c: act(bonfire.withdraw, elsewhere(), PhraseId(1), admin=True),
    "bonfire.bring_back": lambda act, ids, c: act(bonfire.bring_back, elsewhere(), PhraseId(1)),
    "bonfire.burn": lambda act, ids, c: act(bonfire.burn, elsewhere(), PhraseId(1), "digest:1"),
    "plain_words.word": lambda act, ids, c: act(plain_words.word, SUMMIT, TeamWordId(1)),
    "plain_words.decide": lambda act, ids, c: act(plain_words.decide, elsewhere(), TeamWordId(2), True),
    "plain_words.drop": lambda act, ids, c: act(plain_words.drop, elsewhere(), TeamWordId(1)),
    "tips.decline": lambda act, ids, c: act(tips.decline, scene(BRUNO, workspace=SUMMIT), TipId(1)),
    "tips.tip": lambda act, ids, c: act(tips.tip, SUMMIT, TipId(1)),
    "suggestions.suggestion": lambda act, ids, c: act(suggestions.suggestion, SUMMIT, ids.suggestion),
}

# What Zoe may do at home, with names and places that Harbour Lane uses too.
AT_HOME: dict[str, Intrusion] = {
    "agenda.begin": lambda act, ids, c: act(
        agenda.begin, elsewhere(), c, wishes(), "form-1", feed=KUDOS, chance=b"chance"
    ),
    "onboarding.is_set_up": lambda act, ids, c: act(onboarding.is_set_up, elsewhere()),
    "onboarding.unmet": lambda act, ids, c: act(onboarding.unmet, elsewhere()),
    "answers.read_ahead": lambda act, ids, c: act(answers.read_ahead, SUMMIT, [ids.draw]),
    "experiments.read_ahead": lambda act, ids, c: act(experiments.read_ahead, SUMMIT, [ids.draw]),
    "onboarding.meet": lambda act, ids, c: act(onboarding.meet, elsewhere()),
    "onboarding.invited": lambda act, ids, c: act(onboarding.invited, elsewhere(), SUPPORT),
    "onboarding.refresh": lambda act, ids, c: act(onboarding.refresh, elsewhere(), SUPPORT),
    "onboarding.forget": lambda act, ids, c: act(onboarding.forget, elsewhere()),
    "schedules.twins": lambda act, ids, c: act(schedules.twins, elsewhere(), wishes()),
    "schedules.any_in": lambda act, ids, c: act(schedules.any_in, SUMMIT),
    "nominations.seen_before": lambda act, ids, c: act(
        nominations.seen_before, SUMMIT, SUPPORT, "9999999999.9"
    ),
    "posts.shown_before": lambda act, ids, c: act(posts.shown_before, SUMMIT, SUPPORT, "9999999999.9"),
    "digests.peek": lambda act, ids, c: (
        act(
            digests.peek, elsewhere(LATER), c, act(schedules.ritual, scene(), ids.schedule), inside=True
        ).quiet
    ),
    "digests.post_due": lambda act, ids, c: act(
        digests.post_due, elsewhere(LATER), ids.schedule, wishes(), "schedule:1:2026-03-02", planned=True
    ),
    "schedules.appointments": lambda act, ids, c: act(schedules.appointments, elsewhere(), SUPPORT),
    "schedules.beside": lambda act, ids, c: act(
        schedules.beside, elsewhere(), act(schedules.ritual, scene(), ids.schedule)
    ),
    "schedules.usual_zone": lambda act, ids, c: act(schedules.usual_zone, elsewhere()).key,
    "schedules.tell_late": lambda act, ids, c: act(schedules.tell_late, elsewhere(), ids.schedule, NOW),
    "stories.forget_showing": lambda act, ids, c: act(
        stories.forget_showing, elsewhere(), "schedule:1:2026-03-02"
    ),
    "digests.posted_since": lambda act, ids, c: act(
        digests.posted_since, elsewhere(), "schedule:1:", NOW - timedelta(days=1)
    ),
    "experiments.framework_for": lambda act, ids, c: act(experiments.framework_for, elsewhere(), c, SUPPORT),
    "experiments.hero_today": lambda act, ids, c: act(
        experiments.hero_today, elsewhere(), c, SUPPORT, MONDAY
    ),
    "experiments.of_the_workspace": lambda act, ids, c: act(
        experiments.of_the_workspace, elsewhere(), c, MONDAY
    ),
    "experiments.peek": lambda act, ids, c: act(
        experiments.peek, elsewhere(), act(schedules.ritual, scene(), ids.schedule), c, MONDAY
    ),
    "experiments.post_due": lambda act, ids, c: act(
        experiments.post_due, elsewhere(), c, wishes(), "schedule:1:2026-03-02", MONDAY, NOW
    ),
    "experiments.posted_since": lambda act, ids, c: act(
        experiments.posted_since, elsewhere(), "schedule:1:now:", NOW - timedelta(days=1)
    ),
    "experiments.share_hero": lambda act, ids, c: act(
        experiments.share_hero, elsewhere(), c, SUPPORT, MONDAY
    ),
    "experiments.share": lambda act, ids, c: act(
        experiments.share,
        elsewhere(),
        c,
        SUPPORT,
        "be_human",
        c.framework("be_human").experiments[0].key,
        MONDAY,
    ),
    "experiments.today": lambda act, ids, c: act(experiments.today, elsewhere(), c, SUPPORT, MONDAY),
    "experiments.refresh": lambda act, ids, c: act(experiments.refresh, elsewhere(), ["a"]),
    "experiments.forget": lambda act, ids, c: act(experiments.forget, scene(BRUNO, workspace=SUMMIT)),
    "exports.batch": lambda act, ids, c: [act(exports.batch, elsewhere(), each).rows for each in Sheet],
    "exports.channels": lambda act, ids, c: act(exports.channels, elsewhere(), Sheet.POLLS),
    "exports.may_export": lambda act, ids, c: act(exports.may_export, elsewhere(), Sheet.ANSWERS),
    "answers.forget": lambda act, ids, c: act(answers.forget, scene(BRUNO, workspace=SUMMIT), ["Friday"]),
    "answers.most_cheered": lambda act, ids, c: act(answers.most_cheered, SUMMIT, *LATELY, 9),
    "answers.quoted": lambda act, ids, c: act(answers.quoted, SUMMIT, c, [AnswerId(1)]),
    "posts.waits": lambda act, ids, c: act(posts.waits, elsewhere(), f"story:{ids.story}"),
    "posts.touch_each": lambda act, ids, c: act(posts.touch_each, elsewhere(), [f"story:{ids.story}"]),
    "saves.counted": lambda act, ids, c: sum(act(saves.counted, SUMMIT, *LATELY, [SUPPORT]).values()),
    "saves.in_state": lambda act, ids, c: act(saves.in_state, SUMMIT, stories.SaveState.OPEN, [SUPPORT]),
    "saves.mine": lambda act, ids, c: act(saves.mine, scene(BRUNO, workspace=SUMMIT)),
    "saves.release": lambda act, ids, c: act(saves.release, scene(BRUNO, workspace=SUMMIT)),
    "imports.bring_in": lambda act, ids, c: act(imports.bring_in, elsewhere(), exported(act)).new,
    "imports.look": lambda act, ids, c: act(imports.look, elsewhere(), exported(act)).new,
    "nominations.forget": lambda act, ids, c: act(nominations.forget, scene(ANA, workspace=SUMMIT)),
    "polls.forget": lambda act, ids, c: act(polls.forget, scene(BRUNO, workspace=SUMMIT)),
    "schedules.forget": lambda act, ids, c: act(schedules.forget, scene(ANA, workspace=SUMMIT)),
    "suggestions.forget": lambda act, ids, c: act(suggestions.forget, scene(ANA, workspace=SUMMIT)),
    "suggestions.keys_of": lambda act, ids, c: act(suggestions.keys_of, scene(ANA, workspace=SUMMIT)),
    "workspaces.toggle_each": lambda act, ids, c: act(
        workspaces.toggle_each,
        SUMMIT,
        Preferences,
        [(Pressed("mark:1", NOW), {"workspace": SUMMIT, "person": CARLA, "notes": True})],
    ),
    "workspaces.again": lambda act, ids, c: act(workspaces.again, SUMMIT, Pressed("cheer:1", NOW)),
    "workspaces.again_each": lambda act, ids, c: act(
        workspaces.again_each, SUMMIT, [Pressed("cheer:1", NOW)]
    ),
    "workspaces.come_back": lambda act, ids, c: act(
        workspaces.come_back, elsewhere(), "https://summit.slack.com/"
    ),
    "workspaces.has_left": lambda act, ids, c: act(workspaces.has_left, SUMMIT),
    "workspaces.forget": lambda act, ids, c: act(workspaces.forget, scene(CARLA, workspace=SUMMIT)),
    "workspaces.leave": lambda act, ids, c: act(workspaces.leave, elsewhere()),
    "workspaces.want_notes": lambda act, ids, c: act(
        workspaces.want_notes, scene(CARLA, workspace=SUMMIT), True
    ),
    "workspaces.wants_notes": lambda act, ids, c: act(workspaces.wants_notes, SUMMIT, CARLA),
    "erasure.forget_me": lambda act, ids, c: act(
        erasure.forget_me, scene(ANA, workspace=SUMMIT), ["Ana", "Friday"]
    ),
    "nominations.move_feed": lambda act, ids, c: act(nominations.move_feed, elsewhere(), SUPPORT),
    "nominations.nominate": lambda act, ids, c: act(
        nominations.nominate, elsewhere(), star(TS, "1772441002.000000"), message(open=True)
    ),
    "nominations.withdraw": lambda act, ids, c: act(
        nominations.withdraw, elsewhere(), star(TS, "1772441002.000000")
    ),
    "polls.keep_draft": lambda act, ids, c: act(
        polls.keep_draft, scene(ANA, workspace=SUMMIT), {"question": "Ours?"}, "form-1"
    ),
    "polls.open_once": lambda act, ids, c: act(
        polls.open_once, elsewhere(), *question(c), key=b"key", request="form-1"
    ),
    "polls.open_poll": lambda act, ids, c: act(polls.open_poll, elsewhere(), *question(c), **WHEN),
    "polls.drafts": lambda act, ids, c: act(polls.drafts, scene(ANA, workspace=SUMMIT), 3),
    "polls.running": lambda act, ids, c: act(polls.running, scene(ANA, workspace=SUMMIT), 3),
    "polls.results": lambda act, ids, c: act(polls.results, SUMMIT, NOW),
    "polls.start": lambda act, ids, c: act(
        polls.start, scene(ANA, workspace=SUMMIT), *question(c), **WHEN, known=ids.draft
    ),
    "polls.opened_since": lambda act, ids, c: act(
        polls.opened_since, elsewhere(), "form-1", NOW - timedelta(days=1)
    ),
    "posts.pressed": lambda act, ids, c: act(
        posts.pressed, elsewhere(), f"story:{ids.story}", SUPPORT, "1.1"
    ),
    "posts.touch": lambda act, ids, c: act(posts.touch, elsewhere(), f"story:{ids.story}"),
    "posts.renew": lambda act, ids, c: act(posts.renew, elsewhere(), f"story:{ids.story}"),
    "posts.unwant_each": lambda act, ids, c: act(posts.unwant_each, elsewhere(), [f"story:{ids.story}"]),
    "workspaces.want_no_notes": lambda act, ids, c: act(workspaces.want_no_notes, SUMMIT, [CARLA]),
    "posts.touch_about": lambda act, ids, c: act(posts.touch_about, elsewhere(), "story", ids.story),
    "posts.unwant": lambda act, ids, c: act(posts.unwant, elsewhere(), f"story:{ids.story}"),
    "posts.unwant_about": lambda act, ids, c: act(posts.unwant_about, elsewhere(), "story", ids.story),
    "posts.unwant_in": lambda act, ids, c: act(posts.unwant_in, elsewhere(), KUDOS),
    "posts.places": lambda act, ids, c: act(posts.places, SUMMIT, [f"story:{ids.story}"]),
    "posts.where": lambda act, ids, c: act(posts.where, elsewhere(), f"story:{ids.story}"),
    "posts.want": lambda act, ids, c: act(
        posts.want, elsewhere(), f"story:{ids.story}", kind="story", subject=ids.story, channel=KUDOS
    ),
    "directory.closed_names": lambda act, ids, c: act(directory.closed_names, SUMMIT),
    "directory.forget": lambda act, ids, c: act(directory.forget, SUMMIT, ANA),
    "directory.known": lambda act, ids, c: act(directory.known, SUMMIT, About.PERSON, ANA),
    "directory.known_of": lambda act, ids, c: act(directory.known_of, SUMMIT, About.PERSON, [ANA]),
    "directory.learn": lambda act, ids, c: act(directory.learn, SUMMIT, About.PERSON, ANA, {}, NOW),
    "directory.unlearn": lambda act, ids, c: act(directory.unlearn, SUMMIT, About.PERSON, ANA),
    "inbox.done_with": lambda act, ids, c: act(inbox.done_with, elsewhere(), "event:1"),
    "inbox.forget": lambda act, ids, c: act(inbox.forget, scene(ANA, workspace=SUMMIT)),
    "inbox.keep": lambda act, ids, c: act(inbox.keep, elsewhere(), "event:1", {}),
    "inbox.offer": lambda act, ids, c: act(inbox.offer, elsewhere(), "event:1", {}),
    "links.find": lambda act, ids, c: act(links.find, SUMMIT, LinkKind.WALL, "harbour"),
    "links.forget": lambda act, ids, c: act(links.forget, scene(ANA, workspace=SUMMIT)),
    "links.made": lambda act, ids, c: act(links.made, elsewhere(), LinkKind.WALL),
    "links.make": lambda act, ids, c: act(links.make, elsewhere(), LinkKind.WALL, "summit"),
    "links.of_workspace": lambda act, ids, c: list(act(links.of_workspace, elsewhere()).values()),
    "links.revoke": lambda act, ids, c: act(
        links.revoke, scene(ANA, workspace=SUMMIT), LinkKind.CALENDAR, SUPPORT
    ),
    "posts.for_admins": lambda act, ids, c: act(posts.for_admins, elsewhere(), 9),
    "posts.forget": lambda act, ids, c: act(posts.forget, scene(ANA, workspace=SUMMIT)),
    "posts.hand_out": lambda act, ids, c: act(
        posts.hand_out, elsewhere(), act(posts.for_admins, scene(), 9), [ZOE]
    ),
    "posts.want_for_admins": lambda act, ids, c: act(
        posts.want_for_admins, elsewhere(), "report:1", kind="report_note", subject=1
    ),
    "schedules.set_up_all": lambda act, ids, c: act(schedules.set_up_all, elsewhere(), [wishes()], "form-1"),
    "schedules.days_off": lambda act, ids, c: act(schedules.days_off, SUMMIT, SUPPORT),
    "schedules.framework_of": lambda act, ids, c: act(schedules.framework_of, SUMMIT, SUPPORT),
    "agenda.close_channel": lambda act, ids, c: act(agenda.close_channel, elsewhere(), SUPPORT),
    "agenda.move_channel": lambda act, ids, c: act(
        agenda.move_channel, elsewhere(), SUPPORT, ChannelId("C0MOVED")
    ),
    "directory.forget_channel": lambda act, ids, c: act(directory.forget_channel, SUMMIT, SUPPORT),
    "workspaces.drop_feed": lambda act, ids, c: act(workspaces.drop_feed, elsewhere()),
    "schedules.hold": lambda act, ids, c: act(schedules.hold, elsewhere(), SUPPORT, "is_archived"),
    # Ana's own id, from a scene of the other workspace: as if there were an Ana there, too.
    "schedules.practice": lambda act, ids, c: act(schedules.practice, scene(ANA, workspace=SUMMIT)),
    "schedules.practise": lambda act, ids, c: act(
        schedules.practise, scene(ANA, workspace=SUMMIT), "be_human", time(8), "Europe/Lisbon"
    ),
    "schedules.reopen": lambda act, ids, c: act(schedules.reopen, elsewhere(), SUPPORT),
    "schedules.rests": lambda act, ids, c: act(schedules.rests, elsewhere()),
    "schedules.rituals": lambda act, ids, c: act(schedules.rituals, elsewhere()),
    "schedules.set_up": lambda act, ids, c: act(schedules.set_up, elsewhere(), wishes(), "form-1"),
    "schedules.stop": lambda act, ids, c: act(schedules.stop, scene(ANA, workspace=SUMMIT)),
    "schedules.take_off": lambda act, ids, c: act(schedules.take_off, elsewhere(), SUPPORT, MONDAY, MONDAY),
    "schedules.take_on": lambda act, ids, c: act(
        schedules.take_on, elsewhere(), SUPPORT, CHRISTMAS, CHRISTMAS
    ),
    "schedules.travel": lambda act, ids, c: act(
        schedules.travel, scene(ANA, workspace=SUMMIT), ZoneInfo("Asia/Tokyo")
    ),
    "stories.bring_in": lambda act, ids, c: act(
        stories.bring_in, elsewhere(), SAVED, ZOE, NOW - timedelta(days=9), "row-1"
    ),
    "ballots.post_due": lambda act, ids, c: act(
        ballots.post_due,
        elsewhere(LATER),
        ids.schedule,
        wishes(),
        "schedule:9:2026-03-02",
        MONDAY,
        planned=True,
    ),
    "ballots.posted_since": lambda act, ids, c: act(
        ballots.posted_since, elsewhere(), "schedule:9:", NOW - timedelta(days=1)
    ),
    "ballots.propose": lambda act, ids, c: act(ballots.propose, SUMMIT, MONDAY.replace(day=1), "UTC"),
    "ballots.peek": lambda act, ids, c: act(ballots.peek, elsewhere(LATER), "UTC"),
    "ballots.forget": lambda act, ids, c: act(ballots.forget, scene(BRUNO, workspace=SUMMIT)),
    "lessons.page": lambda act, ids, c: act(lessons.page, elsewhere()).lessons,
    "lessons.new": lambda act, ids, c: act(lessons.new, SUMMIT, *LATELY),
    "lessons.done": lambda act, ids, c: act(lessons.done, SUMMIT, *LATELY),
    "lessons.let_go": lambda act, ids, c: act(lessons.let_go, scene(BRUNO, workspace=SUMMIT)),
    "stories.appeared": lambda act, ids, c: act(stories.appeared, elsewhere(), ids.story),
    "stories.by_touchpoint": lambda act, ids, c: act(stories.by_touchpoint, SUMMIT, *LATELY),
    "stories.counted": lambda act, ids, c: act(stories.counted, SUMMIT, *LATELY),
    "stories.most_cheered": lambda act, ids, c: act(stories.most_cheered, SUMMIT, *LATELY, 9),
    "stories.open_saves": lambda act, ids, c: act(stories.open_saves, SUMMIT, *LATELY, 9),
    "stories.standing": lambda act, ids, c: act(stories.standing, SUMMIT, [ids.story]),
    "stories.draft": lambda act, ids, c: act(stories.draft, scene(ANA, workspace=SUMMIT)),
    "stories.drop_draft": lambda act, ids, c: act(stories.drop_draft, scene(ANA, workspace=SUMMIT)),
    "stories.forget": lambda act, ids, c: act(stories.forget, scene(ANA, workspace=SUMMIT), ["Friday"]),
    "stories.keep_draft": lambda act, ids, c: act(
        stories.keep_draft, scene(ANA, workspace=SUMMIT), {"text": "Mine"}, "form-3"
    ),
    "stories.most_noticed": lambda act, ids, c: act(stories.most_noticed, elsewhere()),
    "stories.unthanked": lambda act, ids, c: act(stories.unthanked, scene(ANA, workspace=SUMMIT), 3),
    "stories.waiting": lambda act, ids, c: act(stories.waiting, elsewhere(), 3),
    "stories.near": lambda act, ids, c: act(stories.near, elsewhere(), SAVED.text),
    "stories.of_message": lambda act, ids, c: act(stories.of_message, elsewhere(), f"{SUPPORT}:{TS}"),
    "stories.on_show": lambda act, ids, c: act(stories.on_show, elsewhere(), 9),
    "stories.page": lambda act, ids, c: act(stories.page, elsewhere()),
    "stories.speakers": lambda act, ids, c: act(stories.speakers, SUMMIT, [ids.story]),
    "stories.unsearch": lambda act, ids, c: act(stories.unsearch, SUMMIT),
    "stories.set_feed": lambda act, ids, c: act(stories.set_feed, elsewhere(), SUPPORT),
    "stories.tell": lambda act, ids, c: act(stories.tell, elsewhere(), SAVED, request="form-1"),
    "bonfire.nominate": lambda act, ids, c: act(bonfire.nominate, elsewhere(), CALL, "Hello.", SUPPORT).fresh,
    "bonfire.unburn": lambda act, ids, c: act(bonfire.unburn, elsewhere(), "digest:1"),
    "bonfire.burned_by": lambda act, ids, c: act(bonfire.burned_by, SUMMIT, "digest:1"),
    "bonfire.to_burn": lambda act, ids, c: act(bonfire.to_burn, SUMMIT, LATER),
    "bonfire.retired": lambda act, ids, c: act(bonfire.retired, elsewhere()),
    "bonfire.terms": lambda act, ids, c: act(bonfire.terms, SUMMIT),
    "bonfire.forget": lambda act, ids, c: act(bonfire.forget, scene(ANA, workspace=SUMMIT), ["important"]),
    "directory.names": lambda act, ids, c: act(directory.names, SUMMIT),
    "plain_words.add": lambda act, ids, c: act(plain_words.add, elsewhere(), "ping back", ["x"], may=True),
    "plain_words.leave_alone": lambda act, ids, c: act(
        plain_words.leave_alone, elsewhere(), "utilise", may=True
    ),
    "plain_words.glossary": lambda act, ids, c: act(plain_words.glossary, elsewhere()).stiff_in(
        "Let's ping back."
    ),
    "plain_words.words": lambda act, ids, c: act(plain_words.words, elsewhere()),
    "plain_words.forget": lambda act, ids, c: act(plain_words.forget, scene(ANA, workspace=SUMMIT), ["back"]),
    "suggestions.approved": lambda act, ids, c: act(suggestions.approved, SUMMIT),
    "suggestions.suggest": lambda act, ids, c: act(suggestions.suggest, elsewhere(), **idea()),
    "steps.end": lambda act, ids, c: act(steps.end, elsewhere(), "Fx1", "Too long."),
    "steps.ended": lambda act, ids, c: act(steps.ended, elsewhere(), "Fx1"),
    "tips.forget": lambda act, ids, c: act(tips.forget, scene(BRUNO, workspace=SUMMIT), ["Bruno"]),
    "tips.suggest": lambda act, ids, c: act(
        tips.suggest, elsewhere(), "A tip.", None, ZOE, request="step:Fx1"
    ),
    "tips.tell": lambda act, ids, c: act(
        tips.tell, scene(BRUNO, workspace=SUMMIT), TipId(1), SAVED, request="form-9"
    ),
    "experiments.post_next": lambda act, ids, c: act(
        experiments.post_next, elsewhere(), c, SUPPORT, None, "step:Fx1", NOW.date()
    ),
    "suggestions.waiting": lambda act, ids, c: act(suggestions.waiting, elsewhere()),
    "trends.journey": lambda act, ids, c: (
        act(trends.journey, elsewhere(LATER), trends.Wanted(), ZoneInfo("Europe/Lisbon")).nowhere
    ),
    "trends.trend": lambda act, ids, c: (
        act(
            trends.trend,
            elsewhere(),
            c,
            trends.Wanted(channel=SUPPORT),
            ZoneInfo("Europe/Lisbon"),
            inside=True,
        ).latest
    ),
    "workspaces.charts_shown": lambda act, ids, c: act(workspaces.charts_shown, elsewhere()),
    "workspaces.charts_refused": lambda act, ids, c: act(workspaces.charts_refused, elsewhere()),
    "workspaces.shows_charts": lambda act, ids, c: act(workspaces.shows_charts, SUMMIT),
    "workspaces.files_taken": lambda act, ids, c: act(workspaces.files_taken, elsewhere(), False),
    "workspaces.picture_ways": lambda act, ids, c: act(workspaces.picture_ways, SUMMIT),
    "workspaces.address": lambda act, ids, c: act(workspaces.address, SUMMIT),
    "workspaces.change_settings": lambda act, ids, c: act(
        workspaces.change_settings, elsewhere(), Settings(admins_only=True, blend=Blend.HALF)
    ),
    "workspaces.feed": lambda act, ids, c: act(workspaces.feed, elsewhere()),
    "workspaces.held_feed": lambda act, ids, c: act(workspaces.held_feed, elsewhere()),
    "workspaces.settings": lambda act, ids, c: act(workspaces.settings, elsewhere()),
    "workspaces.set_feed": lambda act, ids, c: act(workspaces.set_feed, elsewhere(), SUPPORT),
}
# These answer with what there is at home: nothing.
NOTHING: dict[str, Any] = {
    "directory.closed_names": [],
    "links.find": None,
    "links.made": None,
    "links.of_workspace": [None, None],
    "schedules.appointments": [],
    "stories.on_show": [],
    "onboarding.is_set_up": False,
    "onboarding.unmet": True,
    "answers.read_ahead": None,
    "experiments.read_ahead": None,
    "schedules.any_in": False,
    "saves.counted": 0,
    "saves.in_state": [],
    "saves.mine": [],
    "schedules.twins": [],
    "directory.known": None,
    "directory.known_of": {},
    "inbox.keep": True,
    "posts.for_admins": [],
    "digests.peek": True,
    "digests.posted_since": False,
    "experiments.posted_since": False,
    "answers.most_cheered": [],
    "answers.quoted": (),
    "posts.waits": False,
    "exports.may_export": False,
    "exports.batch": [[], [], [], [], [], []],
    "lessons.done": [],
    "lessons.new": [],
    "lessons.page": (),
    "exports.channels": [],
    # What Harbour Lane has exported is new elsewhere.
    "imports.bring_in": 3,
    "imports.look": 3,
    "polls.opened_since": False,
    "workspaces.has_left": False,
    "polls.drafts": [],
    "polls.results": [],
    "polls.running": [],
    "schedules.days_off": [],
    "schedules.framework_of": None,
    "schedules.practice": None,
    "schedules.beside": [],
    "schedules.usual_zone": "UTC",
    "schedules.rests": [],
    "schedules.rituals": [],
    "schedules.take_on": [],
    "nominations.move_feed": 0,
    "posts.places": {},
    "posts.where": None,
    "stories.by_touchpoint": {},
    "stories.counted": stories.Counted({}, 0, 0),
    "stories.most_cheered": [],
    "stories.open_saves": [],
    "stories.standing": [],
    "stories.draft": None,
    "stories.most_noticed": [],
    "stories.near": None,
    "stories.unthanked": [],
    "stories.waiting": [],
    "stories.of_message": None,
    "stories.page": stories.Page((), None),
    "stories.speakers": set(),
    "stories.set_feed": 0,
    "bonfire.nominate": True,
    "bonfire.burned_by": None,
    "bonfire.to_burn": None,
    "bonfire.retired": [],
    "bonfire.terms": [],
    "directory.names": set(),
    "plain_words.glossary": [],
    "plain_words.words": [],
    "suggestions.approved": [],
    "suggestions.keys_of": [],
    "trends.journey": 0,
    "trends.trend": None,
    "workspaces.address": None,
    "ballots.propose": [],
    "ballots.peek": [],
    "workspaces.wants_notes": True,
    "workspaces.want_no_notes": set(),
    "posts.renew": False,
    "steps.ended": None,
    "suggestions.waiting": [],
    "workspaces.feed": None,
    "workspaces.held_feed": None,
    "workspaces.settings": Settings(),
}


def of_harbour_lane(act: Act) -> Rows:
    """Every row that is the workspace's."""
    return act(_of_harbour_lane)


def _of_harbour_lane(db: Session) -> Rows:
    found: Rows = {}
    for name, table in Base.metadata.tables.items():
        whose = table.c.id if name == "workspaces" else table.c.workspace
        query = select(table).where(whose == HARBOUR).order_by(*table.primary_key.columns)
        found[name] = [tuple(row) for row in db.execute(query)]
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_another_workspace_s_is_gone(name: str, act: Act, ids: Ids, catalog: Catalog) -> None:
    before = of_harbour_lane(act)
    with pytest.raises(Gone):
        REFUSED[name](act, ids, catalog)
    assert of_harbour_lane(act) == before


@pytest.mark.parametrize("name", AT_HOME)
def test_what_is_done_at_home_touches_nobody_else(name: str, act: Act, ids: Ids, catalog: Catalog) -> None:
    before = of_harbour_lane(act)
    answer = AT_HOME[name](act, ids, catalog)
    assert of_harbour_lane(act) == before
    if name in NOTHING:
        assert answer == NOTHING[name]


def test_the_other_workspace_has_had_something_of_everything(act: Act, ids: Ids) -> None:
    assert [name for name, rows in of_harbour_lane(act).items() if not rows] == []


def test_a_channel_takes_everything_along_to_its_new_id(act: Act, ids: Ids) -> None:
    before = of_harbour_lane(act)
    assert SUPPORT in str(before)
    act(agenda.move_channel, scene(), SUPPORT, ChannelId("C0MOVED"))
    after = of_harbour_lane(act)
    assert SUPPORT not in str(after)
    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    # Slack may tell twice, and once of nothing.
    act(agenda.move_channel, scene(), ChannelId("C0MOVED"), ChannelId("C0MOVED"))
    act(agenda.move_channel, scene(), SUPPORT, ChannelId("C0MOVED"))
    assert of_harbour_lane(act) == after


def test_every_act_that_works_for_a_workspace_is_tried_here() -> None:
    doors = (
        agenda,
        answers,
        ballots,
        bonfire,
        digests,
        directory,
        erasure,
        experiments,
        exports,
        imports,
        inbox,
        lessons,
        links,
        nominations,
        onboarding,
        plain_words,
        polls,
        posts,
        saves,
        schedules,
        steps,
        stories,
        suggestions,
        tips,
        trends,
        workspaces,
    )
    assert {act for door in doors for act in scoped_acts(door)} == REFUSED.keys() | AT_HOME.keys()


def scoped_acts(door: ModuleType) -> set[str]:
    """What a door offers that is told in which workspace to act."""
    name = door.__name__.removeprefix("rituals.")
    offered = {each: getattr(door, each) for each in door.__all__}
    functions = {each: it for each, it in offered.items() if inspect.isfunction(it)}
    return {
        f"{name}.{each}"
        for each, it in functions.items()
        if {"scene", "workspace"} & inspect.signature(it).parameters.keys()
    }
