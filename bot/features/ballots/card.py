"""The story of the month: the vote, and what was chosen. Only the chosen story is named, and no numbers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.features.stories.card import line_of, story_lines
from bot.features.ways_in import OPEN_STORY
from bot.slack.block_kit import Block, Message, actions, button, context, section
from bot.slack.wording import coming, several, turnout
from rituals.ballots import FEWEST_STORIES, Ballot
from rituals.catalog import Catalog
from rituals.stories import Told

VOTE = "ballot:vote:"


def ballot_card(ballot: Ballot) -> Message:
    """The vote in its channel, open or closed."""
    head = context(f":star2: Story of the month · {ballot.month:%B}")
    # The same whatever becomes of it, so that Slack doesn't mark it as edited.
    text = f"Story of the month: {ballot.month:%B}"
    return Message(text, [head, *(_closed(ballot) if ballot.closed else _open(ballot))])


def ballot_preview(ballot_stories: Sequence[Told]) -> list[Block]:
    """What would be proposed if the vote began now, for the person who asked to see it."""
    hint = context(
        ":eyes: Only you see this. The vote is on last month's stories, at the start of each month."
    )
    if len(ballot_stories) < FEWEST_STORIES:
        return [hint, *_too_few_stories(ballot_stories)]
    return [hint, *(section(line_of(told, None, None)) for told in ballot_stories)]


def result_card(ballot: Ballot, catalog: Catalog) -> Message:
    """The story that the team chose, told again."""
    text = f"The story of {ballot.month:%B}"
    chosen = f"*{text}*, chosen by your votes."
    tied = f"*The stories of {ballot.month:%B}.* They're tied on votes, so here they all are."
    blocks: list[Block] = [section(f":star2: {chosen if len(ballot.chosen) == 1 else tied}")]
    for told in ballot.chosen:
        blocks += story_lines(told, catalog)
    return Message(text, blocks)


def _open(ballot: Ballot) -> list[Block]:
    blocks: list[Block] = [section("*Which of these should more people hear?* One vote each.")]
    for number, told in enumerate(ballot.stories):
        vote = button("Vote", f"{VOTE}{number}", f"{ballot.id}:{told.id}")
        blocks.append(section(_line(told, ballot), accessory=vote))
    voted = turnout(ballot.voters)
    rule = "I'll only name the story that gets most votes, and never how many it got."
    return [*blocks, context(f"{voted} · closes {coming(ballot.closes_at)}.", rule)]


def _closed(ballot: Ballot) -> list[Block]:
    if ballot.chosen:
        return [section(f"*You chose:*\n{_line(told, ballot)}") for told in ballot.chosen]
    if not ballot.voters and len(ballot.stories) < FEWEST_STORIES:
        return _too_few_stories(ballot.stories)
    if ballot.voters >= ballot.minimum:
        return [section("The story that you chose has been taken down.")]
    enough = several(ballot.minimum, "vote")
    return [section(f"There's no story of the month this time: that takes at least {enough}.")]


def _too_few_stories(stories: Sequence[Told]) -> list[Block]:
    ways = actions(button("Share a story", OPEN_STORY, style="primary"))
    if not stories:
        return [section("Nobody cheered a story last month, so there's nothing to vote on."), ways]
    return [
        section(f"One story got cheers last month, so it needs no vote:\n{line_of(stories[0], None, None)}"),
        ways,
    ]


def _line(told: Told, ballot: Ballot) -> str:
    return line_of(told, ballot.places.get(told.id), ballot.address)
