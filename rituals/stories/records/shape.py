"""From rows to what is seen of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from rituals.ids import ChannelId, PersonId, StoryId, WorkspaceId
from rituals.stories.records import tables as records
from rituals.stories.records.tables import Credit, Story, StoryLine
from rituals.stories.rules.story import Credited, Kind, Nudge, Stage, Telling, Told, Took, Voice


def seen(db: Session, workspace: WorkspaceId, stories: Sequence[Story], feed: ChannelId | None) -> list[Told]:
    """What the cards of the stories show."""
    if not stories:
        return []
    ids = [story.id for story in stories]
    credits = records.credits_of(db, workspace, ids)
    lines = records.lines_of(db, workspace, ids)
    cheers = records.cheers_of(db, workspace, ids)
    return [
        _seen(story, credits.get(story.id, []), lines.get(story.id, []), cheers.get(story.id, []), feed)
        for story in stories
    ]


def telling_of(story: Story, credits: Sequence[Credit]) -> Telling:
    """What the teller said."""
    return Telling(
        text=story.text,
        kind=Kind(story.kind),
        credits=tuple(Credited(PersonId(c.person), Stage(c.stage), c.name) for c in credits),
        mindset=story.mindset,
        touchpoint=story.touchpoint,
        customer=story.customer,
        took=tuple(Took(each) for each in story.took),
        beyond_job=story.beyond_job,
        taught=story.taught,
        thanked=story.thanked,
        remedy=story.remedy,
    )


def _seen(
    story: Story, credits: list[Credit], lines: list[StoryLine], cheers: list[str], feed: ChannelId | None
) -> Told:
    return Told(
        id=StoryId(story.id),
        place=story.place,
        telling=telling_of(story, credits),
        teller=PersonId(story.teller),
        link=story.link,
        nominated=story.source is not None,
        nominated_by=tuple(PersonId(person) for person in story.nominated_by),
        cheered_by=tuple(PersonId(person) for person in cheers),
        lines=tuple(Voice(PersonId(line.person), line.text) for line in lines),
        owner=PersonId(story.owner) if story.owner else None,
        due_on=story.due_on,
        done=story.done_at is not None,
        told_at=story.told_at,
        edited_at=story.edited_at,
        feed=feed,
        came_of=story.came_of,
        dropped=story.dropped_at is not None,
        carried_from=story.carried_from,
        nudged=Nudge(story.nudged) if story.nudged else None,
        planned=story.draw is not None,
        standing=story.standing,
    )
