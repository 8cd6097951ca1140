"""One of each thing that the cards show."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.features.home.pages import (
    Desk,
    StoryShelf,
    Today,
    home_view,
    rituals_page,
    setup_page,
    stories_page,
    team_page,
    today_page,
)
from bot.features.home.sections import Mine, Steps
from bot.slack.block_kit import View
from bot.slack.home import HomePage, Spot
from rituals.answers import Answer as Answered
from rituals.answers import Quoted, Standing
from rituals.bonfire import Phrase, PhraseState
from rituals.catalog import Framework, load
from rituals.digests import Digest, Moment, Seen
from rituals.experiments import Drawn
from rituals.ids import (
    AnswerId,
    DrawId,
    NominatedId,
    PersonId,
    PhraseId,
    PollDraftId,
    PollId,
    ReportId,
    ScheduleId,
    StoryId,
    SuggestionId,
    TeamWordId,
)
from rituals.lessons import LessonFilter, LessonPage, LessonState
from rituals.links import LinkKind
from rituals.nominations import Ask, Consent, NominationWishes
from rituals.plain_words import TeamWord
from rituals.polls import Draft, Running, Shown, Tally, of_framework, of_own_options
from rituals.saves import Save
from rituals.schedules import Ritual
from rituals.stories import (
    EVERYTHING,
    Credited,
    Filter,
    Judgement,
    Kind,
    Noticed,
    Page,
    Reported,
    Stage,
    Telling,
    Told,
    Took,
    Voice,
)
from rituals.suggestions import Suggested, SuggestionState
from rituals.trends import Journey, MindsetLine, Subject, Trend, Wanted, point
from rituals.workspaces import Settings
from tests.cast import ANA, BRUNO, CARLA, KUDOS, NOW, SUPPORT
from tests.wishes import wishes

CATALOG = load()
LINK = "<https://harbour.slack.com/archives/C0KUDOSFEED/p1772440000000100|See the story>"
# A whole company; cards name no more than a few of them.
CROWD = tuple(PersonId(f"U{number:09}") for number in range(400))


def a_story(text: str, customer: str | None = None, *, said: str = "", **more: object) -> Told:
    """Told by Ana of Bruno and Carla; `said` stands in every further field that a person types."""
    telling = Telling(
        text=text,
        kind=Kind.CUSTOMER_HELPED_US,
        credits=(Credited(BRUNO), Credited(CARLA, Stage.BACK)),
        mindset="let_them_help",
        touchpoint=said[:60] or None,
        customer=customer,
        took=tuple(Took),
        beyond_job=True,
        taught=said or None,
        thanked=said or None,
    )
    values: dict[str, Any] = {
        "id": StoryId(1),
        "place": 1,
        "telling": telling,
        "teller": ANA,
        "link": None,
        "nominated": False,
        "nominated_by": (),
        "cheered_by": (BRUNO, CARLA, ANA, *CROWD[:9]),
        "lines": (Voice(BRUNO, said),) * 12 if said else (),
        "owner": None,
        "due_on": None,
        "done": False,
        "told_at": NOW,
        "edited_at": None,
    }
    return Told(**(values | more))  # type: ignore[arg-type]


def a_save(**more: object) -> Told:
    """A save that is open."""
    told = a_story("We called before the outage.", **more)
    return replace(told, telling=replace(told.telling, kind=Kind.PROACTIVE_SAVE))


def a_report(reason: str, story: Told | None, answer: Judgement | None = None) -> Reported:
    return Reported(ReportId(1), reason, answer, story)


def an_ask(words: str, consent: Consent = Consent.ASKED, **more: object) -> Ask:
    """What Bruno and Carla pointed at, in words of Ana's from a private place."""
    values: dict[str, Any] = {
        "id": NominatedId(1),
        "author": ANA,
        "words": words,
        "consent": consent,
        "wishes": NominationWishes(
            credits=(Credited(CARLA, name=words[:80]),), lines=(Voice(BRUNO, words[:500]),)
        ),
        "nominated_by": (BRUNO, CARLA),
        "feed": KUDOS,
        "story": StoryId(1) if consent is Consent.GIVEN else None,
    }
    return Ask(**(values | more))  # type: ignore[arg-type]


def a_shelf(stories: tuple[Told, ...], wanted: Filter = EVERYTHING, **more: object) -> StoryShelf:
    """What App Home shows of the feed, in the middle of it."""
    values: dict[str, Any] = {
        "page": Page(stories, older=1),
        "spot": Spot(HomePage.STORIES, wanted, 2),
        "touchpoints": Settings().touchpoints,
        "noticed": [Noticed(CARLA, 3)],
        "feed": KUDOS,
        "reader": ANA,
    }
    return StoryShelf(**(values | more))  # type: ignore[arg-type]


def home_pages(
    drawn: Drawn,
    shelf: StoryShelf,
    rituals: Sequence[Ritual],
    suggested: Sequence[Suggested] = (),
    reported: Sequence[Reported] = (),
) -> list[View]:
    """Every page of App Home, as an admin sees it."""
    told, words = list(shelf.page.stories[:3]), shelf.page.stories[0].text
    poll = Running(PollId(1), words[:300], KUDOS, NOW, 3, (KUDOS, "1.1"))
    draft = Draft(PollDraftId(1), ANA, {"question": words[:300]})
    mine = Mine(
        told,
        told,
        [Save(a_save(), (KUDOS, "1.1"))] * 3,
        told,
        [poll] * 3,
        [draft] * 3,
        True,
        "https://harbour.slack.com/",
    )
    lessons = LessonPage(LessonFilter(), shelf.page.stories, 1, dict.fromkeys(LessonState, 3), {})
    steps = Steps(None, 0, [KUDOS] * 20)
    today = Today(drawn, shelf, mine, rituals, [a_trend()], rituals[0], True, steps, 3, 2)
    desk = Desk(steps, Settings(), dict.fromkeys(LinkKind), suggested, reported[:3])
    pages = {
        HomePage.TODAY: today_page(today, CATALOG),
        HomePage.STORIES: stories_page(shelf, CATALOG),
        HomePage.RITUALS: rituals_page(rituals, CATALOG, 0),
        HomePage.TEAM: team_page(lessons, [a_phrase("Kind regards", "Thanks")], [a_trend()] * 3, CATALOG),
        HomePage.SETUP: setup_page(desk, CATALOG),
    }
    return [home_view(shelf.spot.but(page=page), blocks, admin=True) for page, blocks in pages.items()]


def a_poll(
    question: str, closed: bool = False, votes: int = 0, labels: Sequence[str] = (), **more: Any
) -> Shown:
    """A poll of mindsets; `labels` make it one of a team's own options. `votes` are shown as the tally."""
    setup = (
        of_own_options(question, labels) if labels else of_framework(CATALOG.framework("be_human"), question)
    )
    keys = [option.key for option in setup.options]
    tally = Tally(dict.fromkeys(keys, votes), votes * len(keys)) if votes else None
    return Shown(
        id=PollId(1),
        setup=replace(setup, **more),
        maker=ANA,
        channel=SUPPORT,
        link=None,
        quote=None,
        open=True,
        people=None,
        minimum=3,
        closes_at=NOW,
        closed=closed,
        closed_at=NOW if closed else None,
        voters=2 * votes,
        tally=tally,
        names={} if setup.anonymous else dict.fromkeys(keys, (BRUNO, CARLA, ANA) * 3),
        disguises={"A long hold": 2} if closed else {},
    )


def a_trend(
    framework: str = "head_first", *, weeks: int = 12, gaps: Container[int] = (), **more: object
) -> Trend:
    """So many weeks up to NOW's, each with one voter more than the last, and none in those of `gaps`."""
    mondays = tuple(date(2026, 3, 2) - timedelta(weeks=n) for n in reversed(range(weeks)))
    seen = [(week, 9 + n) for n, week in enumerate(mondays) if n not in gaps]
    mindsets = CATALOG.framework(framework).mindsets
    values: dict[str, Any] = {
        "wanted": Wanted(weeks=weeks),
        "subject": Subject(framework),
        "weeks": mondays,
        "lines": tuple(
            MindsetLine(mindset.key, tuple(point(week, (2 + 3 * n + of) % 10, of) for week, of in seen))
            for n, mindset in enumerate(mindsets)
        ),
        "others": (),
        "minimum": 3,
    }
    return Trend(**(values | more))  # type: ignore[arg-type]


def a_digest(*told: Told, touchpoint: str = "Saying goodbye", **more: object) -> Digest:
    """One that names the stories; those that are open saves as something to do, too."""
    moments = tuple(Moment(each, (KUDOS, "1772440000.000100")) for each in told)
    values: dict[str, Any] = {
        "since": NOW - timedelta(days=7),
        "until": NOW,
        "told": {kind: len(told) for kind in Kind},
        "thanked": 1,
        "done": 1,
        "moments": moments,
        "saves": tuple(each for each in moments if each.story.open),
        "journey": a_journey(touchpoint),
        "seen": tuple(Seen(Subject(each.key), _votes(each), 9, 2) for each in CATALOG),
        "answers": tuple(Quoted(each.text[:300], each.text[:200], ANA, (SUPPORT, "1.2")) for each in told),
        "address": "https://harbour.slack.com/",
    }
    return Digest(**(values | more))  # type: ignore[arg-type]


def an_answer(text: str, number: int = 1, cheers: int = 0, edited: bool = False) -> Answered:
    """By Ana, Bruno or Carla."""
    person = (ANA, BRUNO, CARLA)[number % 3]
    return Answered(AnswerId(number), DrawId(1), person, text, cheers, edited)


def some_standings() -> list[Standing]:
    """Nobody has answered, or one, or many; and the same where answers are sealed."""
    return [Standing(n, 3 if until else None, until) for n in (0, 1, 7) for until in (None, NOW)]


def _votes(framework: Framework) -> tuple[tuple[str, int], ...]:
    return tuple((mindset.key, 3) for mindset in framework.mindsets)


def a_journey(touchpoint: str, **more: object) -> Journey:
    """Most was told of that touchpoint, and nothing of a few others."""
    values: dict[str, Any] = {
        "told": ((touchpoint, 12), ("Signing up", 1)),
        "untold": (touchpoint, "First contact", "Getting started", "When it breaks"),
        "nowhere": 2,
    }
    return Journey(**(values | more))  # type: ignore[arg-type]


def a_ritual(framework: str, zone: str, paused: bool = False) -> Ritual:
    coming = () if paused else (NOW + timedelta(days=1), NOW + timedelta(days=2))
    return Ritual(
        id=ScheduleId(1),
        wishes=wishes(framework=framework, zone=zone, holidays=(zone[:10], "DE-BY")),
        owner=ANA,
        paused=paused,
        paused_until=None,
        held=None,
        moved=False,
        next_on=None if paused else date(2026, 3, 2),
        next_at=coming[0] if coming else None,
        coming=coming,
        change="set up",
        changed_by=ANA,
        changed_at=NOW,
    )


def a_word(stiff: str = "ping back", plain: tuple[str, ...] = ("answer",), *, waits: bool = True) -> TeamWord:
    """That Bruno suggests."""
    return TeamWord(TeamWordId(1), stiff, plain, BRUNO, waits)


def a_phrase(words: str, instead: str, state: PhraseState = PhraseState.VOTING, **votes: int) -> Phrase:
    """That Bruno has nominated."""
    counts = {"retire": 3, "keep": 1} | votes
    return Phrase(PhraseId(1), words, instead, BRUNO, SUPPORT, state, NOW, **counts)


def a_suggestion() -> Suggested:
    experiment = CATALOG.default.experiments[0]
    return Suggested(SuggestionId(1), experiment, BRUNO, SuggestionState.WAITING, None)
