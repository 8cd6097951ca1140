"""Lessons as people see them: on the story's card, as a list of their own, and in App Home."""

from __future__ import annotations

import json

from bot.features.ways_in import OPEN_STORY, THANK
from bot.slack.block_kit import (
    Block,
    Element,
    Message,
    View,
    actions,
    button,
    context,
    mention,
    message_link,
    note,
    panel,
    said,
    section,
)
from rituals.ids import StoryId
from rituals.lessons import COUNTED, LessonFilter, LessonPage, LessonState, state_of
from rituals.stories import Told

TAKE = "lesson:take"
DONE = "lesson:done"
HAND_BACK = "lesson:hand_back"
REOPEN = "lesson:reopen"
SHOW = "lesson:show:"
IN_HOME = 3


def lesson_block(told: Told, *, with_step: bool = False) -> list[Block]:
    """What the customer taught us and how far that is; empty if they taught nothing.

    `with_step` adds the button for what comes next.
    """
    if state_of(told) is None:
        return []
    text = f"*What they taught us:* {said(told.telling.taught or '', 1400)}\n{progress(told)}"
    step = _next_step(told, str(told.id)) if with_step else None
    return [section(text, accessory=step) if step else section(text)]


def progress(told: Told) -> str:
    """How far a lesson is, with whose it is and what came of it."""
    by = f" by {mention(told.owner)}" if told.owner else ""
    match state_of(told):
        case LessonState.DONE:
            came_of = f": {said(told.came_of, 1400)}" if told.came_of else ""
            return f":white_check_mark: *Done*{by}{came_of}"
        case LessonState.BEING_DONE:
            return f":large_yellow_circle: *Being done*{by}"
    return ":large_blue_circle: *Open*"


def list_card(page: LessonPage, reader: str, lost: str = "") -> Message:
    """A page of lessons, for one person alone. `lost` is what they typed in vain."""
    unread = [context(f"I didn't understand “{said(lost, 200)}”. I know *open* and *done*.")] if lost else []
    return Message("Lessons", [*unread, *_listed(page, reader)])


def list_panel(page: LessonPage, reader: str) -> View:
    """The same as a panel, for those who come from App Home."""
    return panel("Lessons", _listed(page, reader))


def lessons_section(page: LessonPage) -> list[Block]:
    """What customers taught us, for App Home: the newest that aren't done, and the way to the whole list."""
    blocks: list[Block] = [context(_counted(page))]
    for told in page.lessons[:IN_HOME]:
        step = _next_step(told, str(told.id))
        blocks.append(section(_line(told, page), **({"accessory": step} if step else {})))
    if not any(page.counts.values()):
        return [section(_nothing(page)), actions(_tell())]
    return [*blocks, actions(button("All lessons", f"{SHOW}all"))]


def finished_note(told: Told) -> View:
    """What somebody reads who has said what came of a lesson."""
    ways = [] if told.telling.thanked else [button("Say how we thanked them", THANK, str(told.id))]
    hint = [] if told.telling.thanked else ["Does the customer know? That makes a good thank-you."]
    return note("Done", ":white_check_mark: The story now says what came of it.", *hint, ways=ways)


def written(story: StoryId, shelf: LessonFilter) -> str:
    """A lesson and the list in which it stands, as a button carries them."""
    return json.dumps([story, shelf.done, shelf.before])


def read_value(value: str) -> tuple[StoryId, LessonFilter | None]:
    """What a button carried: the lesson, and the list if it stands in one."""
    read = json.loads(value)
    if isinstance(read, int):
        return StoryId(read), None
    story, done, before = read
    return StoryId(story), LessonFilter(done, before)


def _listed(page: LessonPage, reader: str) -> list[Block]:
    blocks: list[Block] = [context(_counted(page))]
    for told in page.lessons:
        value = written(told.id, page.shelf)
        blocks += [section(_line(told, page)), actions(*_steps(told, reader, value))]
    if not page.lessons:
        blocks.append(section(_nothing(page)))
    return [*blocks, actions(*_ways(page))]


def _line(told: Told, page: LessonPage) -> str:
    teller = f"From {mention(told.teller)}'s story" if told.teller else "From a story"
    place = page.places.get(told.id)
    link = f" · {message_link(page.address, *place, 'See the story')}" if page.address and place else ""
    return f"*{said(told.telling.taught or '', 1000)}*\n{progress(told)}\n{teller}{link}"


def _next_step(told: Told, value: str) -> Element | None:
    """The one button that takes a lesson further."""
    match state_of(told):
        case LessonState.OPEN:
            return button("I'll do it", TAKE, value)
        case LessonState.BEING_DONE:
            return button("Done", DONE, value)
    return None


def _steps(told: Told, reader: str, value: str) -> list[Element]:
    step = _next_step(told, value)
    if step is None:
        return [button("Reopen", REOPEN, value)]
    if not told.owner:
        return [step]
    mine = told.owner == reader
    return [step, button("Hand it back", HAND_BACK, value) if mine else button("I'll take over", TAKE, value)]


def _ways(page: LessonPage) -> list[Element]:
    done = page.shelf.done
    ways = [button("Show open" if done else "Show done", f"{SHOW}other", _shelf(LessonFilter(not done)))]
    if page.older is not None:
        ways.append(button("Older", f"{SHOW}older", _shelf(LessonFilter(done, page.older))))
    if page.shelf.before is not None:
        ways.append(button("Newest", f"{SHOW}newest", _shelf(LessonFilter(done))))
    return [*ways, _tell()]


def _tell() -> Element:
    return button("Share a story", OPEN_STORY, "kind:customer_helped_us")


def _shelf(shelf: LessonFilter) -> str:
    return written(StoryId(0), shelf)


def _counted(page: LessonPage) -> str:
    parts = [f"{_number(page.counts[state])} {state}" for state in LessonState if page.counts.get(state)]
    return " · ".join([":seedling: What customers taught us", *parts])


def _number(count: int) -> str:
    return f"{COUNTED}+" if count > COUNTED else str(count)


def _nothing(page: LessonPage) -> str:
    if page.shelf.before is not None:
        return "You've reached the first one."
    if page.shelf.done:
        return "Nothing is done yet. Once a lesson is, it appears here with what came of it."
    if any(page.counts.values()):
        return "Everything that customers taught us is done."
    return "No lessons yet. When a story says what a customer taught us, it appears here."
