"""Reading what is exported, batch by batch: no more than every colleague may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from rituals import workspaces
from rituals.answers.records import cheers_of as cheers_of_answers
from rituals.bonfire.records import PhraseRow
from rituals.exports import records
from rituals.exports.rules.sheets import Row, Sheet
from rituals.ids import ChannelId, WorkspaceId
from rituals.lessons import LessonState
from rituals.polls import Setup, Tally
from rituals.polls.acts.queries import public
from rituals.polls.records import Poll
from rituals.scene import Scene
from rituals.schedules import WEEKDAYS
from rituals.schedules.records.tables import Schedule
from rituals.stories import Stage
from rituals.stories.records.tables import Credit, Story, StoryLine, cheers_of, credits_of, lines_of

BATCH = 500


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, and the place after which the next ones begin; None at the end."""

    rows: list[Row]
    after: int | None


def batch(
    db: Session,
    scene: Scene,
    sheet: Sheet,
    since: datetime | None = None,
    after: int | None = None,
    hidden: Collection[ChannelId] = (),
) -> Batch:
    """The next rows of a sheet, as COLUMNS names them: those not older than `since`, the oldest first.

    Of polls and answers in the `hidden` channels the words are left out. There are no answers unless the
    workspace lets them be exported.
    """
    match sheet:
        case Sheet.STORIES:
            return _stories(db, scene, since, after)
        case Sheet.POLLS:
            return _polls(db, scene, since, after, hidden)
        case Sheet.RITUALS:
            found = records.rituals(db, scene.workspace, since, after, BATCH)
            return Batch([_ritual(row) for row in found], found[-1].id if len(found) == BATCH else None)
        case Sheet.ANSWERS:
            return _answers(db, scene, since, after, hidden)
        case Sheet.LESSONS:
            taught = records.lessons(db, scene.workspace, since, after, BATCH)
            return Batch([_lesson(row) for row in taught], taught[-1].place if len(taught) == BATCH else None)
        case Sheet.PHRASES:
            burned = records.phrases(db, scene.workspace, since, after, BATCH)
            return Batch([_phrase(row) for row in burned], burned[-1].id if len(burned) == BATCH else None)


def may_export(db: Session, scene: Scene, sheet: Sheet) -> bool:
    """Whether the workspace lets that be exported."""
    return sheet is not Sheet.ANSWERS or workspaces.settings(db, scene).answers_exported


def channels(db: Session, scene: Scene, sheet: Sheet, since: datetime | None = None) -> list[ChannelId]:
    """The channels that a sheet holds words from, which not everybody may read."""
    match sheet:
        case Sheet.POLLS:
            return records.poll_channels(db, scene.workspace, since)
        case Sheet.ANSWERS:
            return records.answer_channels(db, scene.workspace, since)
    return []


def whose(db: Session) -> list[WorkspaceId]:
    """The workspaces that this database knows."""
    return [WorkspaceId(each) for each in sorted(records.workspaces(db))]


def _stories(db: Session, scene: Scene, since: datetime | None, after: int | None) -> Batch:
    found = records.stories(db, scene.workspace, since, after, BATCH)
    ids = [story.id for story in found]
    credits, lines = credits_of(db, scene.workspace, ids), lines_of(db, scene.workspace, ids)
    cheers = cheers_of(db, scene.workspace, ids)
    rows = [
        _story(story, credits.get(story.id, []), lines.get(story.id, []), len(cheers.get(story.id, [])))
        for story in found
    ]
    return Batch(rows, found[-1].place if len(found) == BATCH else None)


def _story(story: Story, credits: list[Credit], lines: list[StoryLine], cheers: int) -> Row:
    return {
        "id": story.id,
        "told_at": story.told_at,
        "kind": story.kind,
        "text": story.text,
        "teller": story.teller,
        "credits_front": [each.name or each.person for each in credits if each.stage == Stage.FRONT],
        "credits_back": [each.name or each.person for each in credits if each.stage == Stage.BACK],
        "mindset": story.mindset,
        "touchpoint": story.touchpoint,
        "customer": story.customer,
        "took": list(story.took),
        "beyond_job": story.beyond_job,
        "taught": story.taught,
        "thanked": story.thanked,
        "owner": story.owner,
        "due_on": story.due_on,
        "done_at": story.done_at,
        "nominated_by": list(story.nominated_by),
        "cheers": cheers,
        "lines": [{"person": line.person, "text": line.text} for line in lines],
        "link": story.link,
        "edited_at": story.edited_at,
        "came_of": story.came_of,
        "remedy": story.remedy,
        "dropped_at": story.dropped_at,
    }


def _lesson(story: Story) -> Row:
    taken = LessonState.BEING_DONE if story.owner else LessonState.OPEN
    return {
        "story": story.id,
        "told_at": story.told_at,
        "teller": story.teller,
        "customer": story.customer,
        "touchpoint": story.touchpoint,
        "taught": story.taught,
        "state": LessonState.DONE if story.done_at else taken,
        "owner": story.owner,
        "done_at": story.done_at,
        "came_of": story.came_of,
        "thanked": story.thanked,
    }


def _polls(
    db: Session, scene: Scene, since: datetime | None, after: int | None, hidden: Collection[ChannelId]
) -> Batch:
    found = records.polls(db, scene.workspace, since, after, BATCH)
    minimum = workspaces.settings(db, scene).minimum_voters
    rows = [_poll(poll, minimum, poll.channel in hidden) for poll in found]
    return Batch(rows, found[-1].id if len(found) == BATCH else None)


def _poll(poll: Poll, minimum: int, hidden: bool) -> Row:
    # What the card shows to everybody, and nothing else; less, if the workspace has become more careful.
    setup, tally = poll.setup, public(poll)
    if tally and setup.anonymous and tally.voters < minimum:
        tally = None
    return {
        "id": poll.id,
        "opened_at": poll.opened_at,
        "closes_at": poll.closes_at,
        "closed": poll.closed,
        "channel": poll.channel,
        "maker": poll.maker,
        "framework": setup.framework,
        "question": "" if hidden else setup.question,
        "link": None if hidden else poll.link,
        "anonymous": setup.anonymous,
        "options": ["" if hidden and each.label else each.label or each.key for each in setup.options],
        "votes": tally.voters if tally else None,
        "results": _results(setup, tally, hidden) if tally else None,
        "kind": setup.kind,
        "touchpoint": setup.touchpoint,
        "several": setup.several,
        "closed_at": poll.closed_at,
    }


def _results(setup: Setup, tally: Tally, hidden: bool) -> dict[str, int]:
    # By its words where an option is the team's own; by its place where they aren't for everybody.
    named = {each.key: each.key if hidden or not each.label else each.label for each in setup.options}
    return {named[key]: count for key, count in tally.votes.items()}


def _answers(
    db: Session, scene: Scene, since: datetime | None, after: int | None, hidden: Collection[ChannelId]
) -> Batch:
    if not may_export(db, scene, Sheet.ANSWERS):
        return Batch([], None)
    found = records.answers(db, scene.workspace, since, after, BATCH)
    cheers = cheers_of_answers(db, [answer.id for answer, _ in found])
    rows = [
        {
            "id": answer.id,
            "given_at": answer.given_at,
            "channel": draw.channel,
            "kind": draw.kind,
            "framework": draw.framework,
            "experiment": draw.experiment,
            "person": answer.person,
            "text": "" if draw.channel in hidden else answer.text,
            "cheers": cheers.get(answer.id, 0),
            "edited_at": answer.edited_at,
        }
        for answer, draw in found
    ]
    return Batch(rows, found[-1][0].id if len(found) == BATCH else None)


def _phrase(row: PhraseRow) -> Row:
    return {
        "id": row.id,
        "retired_at": row.decided_at,
        "phrase": row.words,
        "instead": row.instead,
        "by": row.by,
        "retire": row.retire,
        "keep": row.keep,
    }


def _ritual(row: Schedule) -> Row:
    return {
        "id": row.id,
        "made_at": row.made_at,
        "channel": row.channel,
        "kind": row.kind,
        "framework": row.framework,
        "weekdays": [WEEKDAYS[int(day)].lower() for day in row.weekdays],
        "rhythm": row.rhythm,
        "at": row.at,
        "zone": row.zone,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "holidays": list(filter(None, row.holidays.split(","))),
        "grace_minutes": row.grace,
        "game_plan_after": row.game_plan_after,
        "owner": row.owner,
        "paused": row.paused,
        "paused_until": row.paused_until,
        "held": row.held,
        "next_at": row.next_at,
        "changed_by": row.changed_by,
        "changed_at": row.changed_at,
        "together": row.together,
    }
