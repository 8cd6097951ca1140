"""Being forgotten: nothing in the database names the person any more, and Slack follows."""

from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from rituals import (
    agenda,
    answers,
    erasure,
    experiments,
    links,
    nominations,
    polls,
    posts,
    saves,
    schedules,
    stories,
    suggestions,
    tips,
    workspaces,
)
from rituals.catalog import Catalog
from rituals.db import Base
from rituals.errors import Gone
from rituals.ids import DrawId, NominatedId, PersonId, PollId, TipId
from rituals.links import LinkKind
from rituals.nominations import Consent, Reaction, SeenMessage
from rituals.nominations.records import Nomination
from rituals.posts import Outcome, Verdict
from rituals.stories import Credited, Filter, Kind, Stage, Told
from tests.cast import (
    ANA,
    BRUNO,
    CARLA,
    DORA,
    HARBOUR,
    KUDOS,
    NOW,
    SUMMIT,
    SUPPORT,
    elsewhere,
    scene,
)
from tests.databases import Act
from tests.rituals.telling import DAY, MINUTE, posts_of, tell, told, wanted
from tests.wishes import wishes

NAMES = ("Bruno Costa", "bruno", "Bruno")
WORDS = "I stayed on the line until her mother picked up."


def forget(act: Act, person: PersonId = BRUNO, names: tuple[str, ...] = NAMES) -> None:
    act(erasure.forget_me, scene(person, NOW + MINUTE), names)


def everything(act: Act) -> str:
    """All that the database holds, the words of the search among them."""

    def rows(db: Any) -> list[tuple[Any, ...]]:
        found = [
            tuple(row) for table in Base.metadata.sorted_tables for row in db.execute(select(table)).all()
        ]
        query = "SELECT * FROM story_search_content" if is_sqlite(act) else "SELECT * FROM story_search"
        return found + [tuple(row) for row in db.execute(text(query))]

    return repr(act(rows))


def is_sqlite(act: Act) -> bool:
    return act.engine.dialect.name == "sqlite"


def star(by: PersonId, ts: str = "1772440000.000100", second: int = 1) -> Reaction:
    return Reaction(SUPPORT, ts, by, "star2", at=f"17724410{second:02}.000000")


def message(author: PersonId = BRUNO, *, open: bool = True, words: str = WORDS) -> SeenMessage:
    return SeenMessage(author, words, "https://slack/1", open=open)


def one(act: Act) -> Told:
    [story] = told(act)
    return story


# --- their own words


def test_their_stories_are_erased_everywhere_and_the_rows_stay_empty(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    tell(act, by=BRUNO, customer="a bakery", taught="Patience.", kind=Kind.CUSTOMER_HELPED_US)
    forget(act)
    assert told(act) == []
    assert told(act, Filter(words="shortcut")) == []
    assert wanted(act, stories.CARD) == []
    kept = everything(act)
    for gone in (BRUNO, "shortcut", "bakery", "Patience", CARLA):
        assert gone not in kept, gone


def test_their_words_that_became_a_story_go_and_do_not_come_back_by_another_star(act: Act) -> None:
    act(nominations.nominate, scene(CARLA), star(CARLA), message())
    forget(act)
    act(nominations.nominate, scene(DORA), star(DORA, second=2), message())
    assert told(act) == []
    assert WORDS not in everything(act)


def test_a_question_to_them_is_taken_back_with_the_words_in_it(act: Act) -> None:
    act(nominations.nominate, scene(CARLA), star(CARLA), message(open=False))
    forget(act)
    assert wanted(act, nominations.CONSENT_ASK) == []
    assert WORDS not in everything(act)


def test_their_lines_cheers_drafts_reports_and_choices_are_gone(act: Act) -> None:
    story = tell(act, credits=()).id
    act(stories.second, scene(BRUNO), story, "I was there, too.")
    act(stories.cheer, scene(BRUNO), story)
    act(stories.keep_draft, scene(BRUNO), {"text": "Once"}, "form-9")
    act(stories.report, scene(BRUNO), story, "It was not like that.", [DORA])
    act(workspaces.want_notes, scene(BRUNO), False)
    act(stories.cheer, scene(DORA), story)
    forget(act)
    assert (one(act).lines, one(act).cheered_by) == ((), (DORA,))
    assert act(stories.draft, scene(BRUNO)) is None
    assert wanted(act, stories.REPORT_NOTE) == []
    kept = everything(act)
    assert "I was there" not in kept
    assert "not like that" not in kept
    assert BRUNO not in kept


# --- their name in what others wrote


def test_credits_and_owners_lose_them_and_the_others_stay(act: Act) -> None:
    credits = (Credited(BRUNO), Credited(CARLA, Stage.BACK))
    save = tell(act, kind=Kind.PROACTIVE_SAVE, credits=credits).id
    act(saves.take, scene(BRUNO), save)
    forget(act)
    assert one(act).telling.credits == (Credited(CARLA, Stage.BACK),)
    assert one(act).owner is None


@pytest.mark.parametrize(
    ("told_as", "stays_as"),
    [
        ("Bruno Costa stayed with her, and she wept.", "a teammate stayed with her, and she wept."),
        ("We asked @bruno, and BRUNO knew.", "We asked a teammate, and a teammate knew."),
        ("Bruno's soup; Brunonia is a flower.", "a teammate's soup; Brunonia is a flower."),
    ],
)
def test_their_name_in_the_words_of_others_becomes_a_teammate(act: Act, told_as: str, stays_as: str) -> None:
    story = tell(act, text=told_as, credits=()).id
    act(stories.second, scene(CARLA), story, told_as)
    act(stories.report, scene(CARLA), story, told_as, [DORA])
    forget(act)
    assert one(act).text == stays_as
    assert [line.text for line in one(act).lines] == [stays_as]
    [note] = wanted(act, stories.REPORT_NOTE)
    assert act(stories.reported, HARBOUR, note.subject).reason == stays_as
    assert note.wanted_version > 1
    assert told(act, Filter(words="Bruno")) == []
    assert [story.id for story in told(act, Filter(words="teammate"))] == [1]


def test_what_they_pointed_at_stays_pointed_at_by_somebody(act: Act) -> None:
    act(stories.set_feed, scene(), KUDOS)
    act(nominations.nominate, scene(BRUNO), star(BRUNO), message(ANA))
    forget(act)
    assert one(act).nominated_by == ()
    # The star is still there, and Slack may tell of it again; another person's coming and going is theirs.
    act(nominations.nominate, scene(CARLA), star(CARLA, second=2), message(ANA))
    act(nominations.withdraw, scene(CARLA), star(CARLA, second=3))
    assert one(act).text == WORDS
    assert act(lambda db: list(db.scalars(select(Nomination.by).order_by(Nomination.by)))) == ["", CARLA]


def test_others_are_no_longer_asked_in_their_name(act: Act) -> None:
    act(nominations.nominate, scene(BRUNO), star(BRUNO), message(ANA, open=False))
    [before] = wanted(act, nominations.CONSENT_ASK)
    forget(act)
    [after] = wanted(act, nominations.CONSENT_ASK)
    assert after.wanted_version > before.wanted_version
    ask = act(nominations.ask, HARBOUR, NominatedId(after.subject))
    assert (ask.consent, ask.nominated_by) == (Consent.ASKED, ("",))


# --- polls, rituals, experiments


def ask(
    act: Act, catalog: Catalog, maker: PersonId = ANA, request: str = "form-1", lasts: timedelta = DAY
) -> PollId:
    setup = polls.of_framework(catalog.framework("be_human"), "Which was it?")
    when = {"closes_at": NOW + lasts, "key": b"key", "request": request}
    return act(polls.open_poll, scene(maker), setup, polls.Place(SUPPORT), **when)


def voters(act: Act, poll: PollId) -> int:
    return act(polls.shown, HARBOUR, poll).voters


def test_their_vote_is_taken_out_of_an_open_poll_and_stays_counted_in_a_closed_one(
    act: Act, catalog: Catalog
) -> None:
    both = ask(act, catalog, request="form-1", lasts=MINUTE), ask(act, catalog, request="form-2")
    for poll in both:
        for person in (BRUNO, CARLA, DORA):
            act(polls.vote, scene(person), poll, "human")
    act(agenda.run_due, NOW + MINUTE, catalog, b"chance")
    forget(act)
    assert [voters(act, poll) for poll in both] == [3, 2]


def test_polls_and_rituals_that_they_started_go_on_without_a_name(act: Act, catalog: Catalog) -> None:
    ask(act, catalog, BRUNO)
    act(schedules.set_up, scene(BRUNO), wishes(), "form-1")
    act(schedules.take_off, scene(BRUNO), SUPPORT, NOW.date(), NOW.date())
    key = catalog.framework("be_human").experiments[0].key
    act(experiments.share, scene(BRUNO), catalog, SUPPORT, "be_human", key, NOW.date())
    before = {post.kind: post.wanted_version for post in wanted(act, polls.CARD, experiments.CARD)}
    forget(act)
    after = {post.kind: post.wanted_version for post in wanted(act, polls.CARD, experiments.CARD)}
    assert after == {kind: version + 1 for kind, version in before.items()}
    assert len(act(schedules.rituals, scene())) == 1
    assert len(act(schedules.days_off, HARBOUR, SUPPORT)) == 1
    assert BRUNO not in everything(act)


def test_their_practice_suggestions_and_presses_are_gone(act: Act, catalog: Catalog) -> None:
    ritual = act(schedules.set_up, scene(ANA), wishes(game_plan_after=3), "form-1")
    act(agenda.post_now, scene(ANA), catalog, ritual.id, b"chance")
    act(answers.answer, scene(BRUNO), DrawId(1), "Tea.")
    act(schedules.practise, scene(BRUNO), "be_human", time(9), "Europe/Lisbon")
    words = {"title": "The long way home", "text": "It rains, and the last bus is gone.", "question": "Who?"}
    idea = {"framework": "be_human", "mindset": "human", "request": "form-1"} | words
    mine, yours = (act(suggestions.suggest, scene(by), **idea | {"request": by}).id for by in (BRUNO, CARLA))
    act(suggestions.decide, scene(BRUNO), yours, True)
    forget(act)
    assert act(schedules.practice, scene(BRUNO)) is None
    assert mine not in [each.id for each in act(suggestions.waiting, scene())]
    assert BRUNO not in everything(act)


def test_what_they_were_asked_to_tell_is_gone_and_others_are_asked_without_their_name(act: Act) -> None:
    act(tips.suggest, scene(), "You were so patient.", None, BRUNO, request="step:1")
    act(tips.suggest, scene(), "Bruno found the parcel.", "a bakery", CARLA, request="step:2")
    act(tips.suggest, scene(), "He called me back.", None, PersonId(""), request="step:3")
    act(tips.decline, scene(BRUNO), TipId(3))
    forget(act)
    with pytest.raises(Gone):
        act(tips.tip, HARBOUR, TipId(1))
    assert "patient" not in everything(act)
    assert act(tips.tip, HARBOUR, TipId(2)).text == "a teammate found the parcel."
    assert act(tips.tip, HARBOUR, TipId(3)).decided_by is None


def test_their_calendar_links_lead_nowhere_and_the_wall_stays_up_without_their_name(act: Act) -> None:
    act(links.make, scene(BRUNO), LinkKind.WALL, "wall")
    act(links.make, scene(BRUNO), LinkKind.CALENDAR, "bruno's", SUPPORT)
    act(links.make, scene(ANA), LinkKind.CALENDAR, "ana's", SUPPORT)
    forget(act)
    assert act(links.find, HARBOUR, LinkKind.CALENDAR, "bruno's") is None
    assert act(links.find, HARBOUR, LinkKind.CALENDAR, "ana's") is not None
    assert act(links.find, HARBOUR, LinkKind.WALL, "wall") is not None
    assert BRUNO not in everything(act)


def test_others_suggestions_lose_their_name_where_they_are_posted_too(act: Act, catalog: Catalog) -> None:
    words = {"title": "Bruno's bus", "text": "It rains. @bruno has missed the bus.", "question": "Who waits?"}
    idea = {"framework": "be_human", "mindset": "human", "request": "form-1"} | words
    known = act(suggestions.suggest, scene(CARLA), **idea).id
    act(suggestions.decide, scene(ANA), known, True)
    [experiment] = act(suggestions.approved, HARBOUR)
    act(experiments.share, scene(ANA), catalog, SUPPORT, "be_human", experiment.key, NOW.date())
    [before] = [post.wanted_version for post in wanted(act, experiments.CARD)]
    forget(act)
    [experiment] = act(suggestions.approved, HARBOUR)
    assert (experiment.title, experiment.scene) == (
        "a teammate's bus",
        "It rains. a teammate has missed the bus.",
    )
    assert [post.wanted_version for post in wanted(act, experiments.CARD)] == [before + 1]


def test_the_bot_s_messages_to_them_go(act: Act) -> None:
    act(posts.want, scene(), "note", kind="author_note", subject=1, channel=BRUNO)
    act(posts.want, scene(), "other", kind="author_note", subject=1, channel=CARLA)
    forget(act)
    assert [post.channel for post in wanted(act)] == [CARLA]


def test_nothing_of_anybody_else_changes(act: Act) -> None:
    tell(act, credits=(Credited(CARLA),))
    tell(act, "form-2", by=CARLA, credits=(Credited(ANA),), after=MINUTE)
    act(stories.cheer, scene(DORA), told(act)[0].id)
    before = told(act)
    forget(act)
    assert told(act) == before


def test_forgotten_twice_is_forgotten(act: Act) -> None:
    tell(act, by=BRUNO)
    act(nominations.nominate, scene(BRUNO), star(BRUNO), message(ANA))
    forget(act)
    before = everything(act)
    forget(act)
    assert everything(act) == before


# --- workspaces that have left


def test_a_workspace_that_left_is_erased_after_thirty_days_and_no_other(act: Act, catalog: Catalog) -> None:
    tell(act)
    ask(act, catalog)
    act(stories.tell, elsewhere(), stories.Telling("Zoe's story is another one."), request="form-1")
    act(workspaces.leave, scene())
    assert act(erasure.erase_left, NOW + timedelta(days=30) - MINUTE) == []
    assert len(told(act)) == 1
    assert act(erasure.erase_left, NOW + timedelta(days=30)) == [HARBOUR]
    kept = everything(act)
    assert HARBOUR not in kept
    assert "shortcut" not in kept
    assert SUMMIT in kept
    assert "another" in kept


def test_one_that_comes_back_in_time_loses_nothing(act: Act) -> None:
    tell(act)
    act(workspaces.leave, scene())
    act(workspaces.come_back, scene(now=NOW + 29 * DAY))
    assert act(erasure.erase_left, NOW + 90 * DAY) == []
    assert len(told(act)) == 1


def test_the_thirty_days_begin_when_the_app_was_taken_out_and_not_when_slack_says_so_again(act: Act) -> None:
    act(workspaces.leave, scene())
    act(workspaces.leave, scene(now=NOW + 29 * DAY))
    assert act(erasure.erase_left, NOW + 30 * DAY) == [HARBOUR]


def test_rows_of_messages_that_were_taken_down_are_purged_after_thirty_days(act: Act) -> None:
    act(posts.want, scene(), "note", kind="author_note", subject=1, channel=BRUNO)
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    act(posts.settle, NOW, [Outcome(claimed.id, Verdict.SHOWN, claimed.version, "1.1", "D1")])
    act(posts.unwant, scene(), "note")
    [claimed] = act(posts.claim, NOW, by="courier", resting=(), limit=5)
    act(posts.settle, NOW, [Outcome(claimed.id, Verdict.DELETED)])
    act(posts.want, scene(), "never sent", kind="author_note", subject=2, channel=BRUNO)
    act(posts.unwant, scene(), "never sent")
    act(erasure.purge, NOW + 30 * DAY)
    assert len(posts_of(act)) == 2
    act(erasure.purge, NOW + 30 * DAY + MINUTE)
    assert posts_of(act) == []
