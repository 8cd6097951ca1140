"""What App Home says of a person, and of what an admin has to see to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.features.polls.form import GO_ON
from bot.features.polls.written import WrittenPoll
from bot.features.saves import card as saves
from bot.features.stories import card as stories
from bot.features.suggestions import card as suggestions
from bot.features.unheard import unheard_line
from bot.features.ways_in import OPEN_SCHEDULE, OPEN_STORY, THANK
from bot.slack.block_kit import (
    Block,
    Element,
    actions,
    button,
    clip,
    context,
    divider,
    header,
    mention,
    message_link,
    place,
    said,
    section,
)
from bot.slack.wording import coming, several, turnout
from rituals.catalog import Catalog
from rituals.ids import ChannelId
from rituals.polls import Draft, Running
from rituals.saves import Save
from rituals.stories import Reported, Told
from rituals.suggestions import Suggested

WHOSE = "home:whose:"
MORE_RITUALS = "home:rituals:more"
FIRST_RITUALS = "home:rituals:first"
FEW = 3
SHORT = 140
MOST_COUNTED = 20


@dataclass(frozen=True, slots=True)
class Mine:
    """What is a person's own: stories that thank them, their saves, whom they may thank, polls, drafts."""

    thanked: Sequence[Told]
    told: Sequence[Told]
    saves: Sequence[Save]
    unthanked: Sequence[Told]
    polls: Sequence[Running]
    drafts: Sequence[Draft]
    story_draft: bool
    address: str


@dataclass(frozen=True, slots=True)
class Steps:
    """How far the workspace has been set up. `deaf`: channels in which reactions don't reach the bot."""

    feed: ChannelId | None
    rituals: int
    deaf: Sequence[ChannelId] = ()


def for_you(mine: Mine) -> list[Block]:
    """What is waiting for the person, and what they were thanked for; nothing where there's nothing."""
    blocks = [
        *_thanked(mine.thanked),
        *(saves.home_row(save, mine.address) for save in mine.saves),
        *(block for told in mine.unthanked for block in _unthanked(told)),
        *(_running(poll, mine.address) for poll in mine.polls),
        *(_draft(draft) for draft in mine.drafts),
        *([_story_draft()] if mine.story_draft else []),
    ]
    return [header("For you"), *blocks, divider()] if blocks else []


def my_stories(mine: Mine) -> list[Block]:
    """The newest of the person's own stories, to edit or take down."""
    if not mine.told:
        return []
    rows = [section(_line(told), accessory=stories.own_menu(told)) for told in mine.told]
    return [header("My stories"), *rows, divider()]


def checklist(so_far: Steps) -> list[Block]:
    """What is still to be set up, with the way to the next step; nothing once all is."""
    steps = {
        "Choose a channel for stories": so_far.feed is not None,
        "Set up the first ritual": so_far.rituals > 0,
        "Invite me to those channels": bool(so_far.feed and so_far.rituals and not so_far.deaf),
    }
    if all(steps.values()):
        return []
    marks = {True: ":white_check_mark:", False: ":white_large_square:"}
    lines = [f"{marks[done]} {step}" for step, done in steps.items()]
    hint = [context(unheard_line(so_far.deaf))] if so_far.deaf else []
    ways: list[Element] = [] if so_far.feed else [stories.choose_feed()]
    ways += [] if so_far.rituals else [button("New ritual", OPEN_SCHEDULE)]
    next_step = [actions(*ways)] if ways else []
    return [header("Getting started"), section("\n".join(lines)), *hint, *next_step, divider()]


def waiting(suggested: Sequence[Suggested], reported: Sequence[Reported], catalog: Catalog) -> list[Block]:
    """What an admin is to decide on."""
    blocks: list[Block] = []
    if rows := suggestions.home_rows(suggested, catalog):
        blocks += [header("Suggestions for you to decide"), *rows, divider()]
    if reported:
        rows = [row for each in reported for row in stories.report_rows(each)]
        blocks += [header("Reported stories"), *rows, divider()]
    return blocks


def waiting_line(suggested: int, reported: int) -> list[Block]:
    """The same in a line."""
    parts = [several(suggested, "suggestion")] if suggested else []
    parts += [several(reported, "reported story", "reported stories")] if reported else []
    if not parts:
        return []
    return [section(f":inbox_tray: *Waiting for an admin:* {' and '.join(parts)}."), divider()]


def packs(catalog: Catalog) -> list[Block]:
    """The schools of thought that are there."""
    lines = [
        f"{each.emoji} *{said(each.name)}* · {several(len(each.experiments), 'experiment')}"
        for each in catalog
    ]
    hint = "To add a pack of your own, ask the person who hosts me."
    return [header("Packs"), section("\n".join(lines)), context(hint), divider()]


def _thanked(told: Sequence[Told]) -> list[Block]:
    if not told:
        return []
    lines = [f":bouquet: {mention(each.teller)} thanked you: {_line(each)}" for each in told]
    return [section("\n".join(lines))]


def _unthanked(told: Told) -> list[Block]:
    thank = button("We thanked them", THANK, str(told.id))
    return [section(f":seedling: Did you thank this customer? {_line(told)}"), actions(thank)]


def _running(poll: Running, address: str) -> Block:
    ends = f" Closes {coming(poll.closes_at)}." if poll.closes_at else ""
    link = message_link(address, *poll.place, "See the poll") if poll.place and address else ""
    votes = turnout(poll.voters)
    line = f":bar_chart: Your poll in {place(poll.channel)}: *{said(clip(poll.question, SHORT))}*"
    return section(f"{line}\n{votes}.{ends} {link}".rstrip())


def _draft(draft: Draft) -> Block:
    question = WrittenPoll.of_draft(draft.written).question
    about = f" *{said(clip(question, SHORT))}*" if question else ""
    return section(
        f":pencil2: A poll you've begun.{about}", accessory=button("Continue", GO_ON, str(draft.id))
    )


def _story_draft() -> Block:
    return section(":pencil2: A story you've begun.", accessory=button("Continue", OPEN_STORY))


def _line(told: Told) -> str:
    """The beginning of a story, in a line."""
    return f"“{said(clip(' '.join(told.text.split()), SHORT))}”"
