"""What stands beside a poll: private lines about one's vote, reminders, and the way to the trend."""

from __future__ import annotations

import json
from dataclasses import dataclass

from bot.features.polls.card import (
    VOTE,
    Offered,
    bars,
    bars_later,
    is_head_check,
    left_out,
    offered,
    packed,
    promises,
    result_line,
    too_few,
)
from bot.slack.block_kit import Block, Message, actions, button, context, place, said, section
from bot.slack.wording import coming, listed, turnout
from rituals.catalog import Catalog
from rituals.polls import MyVote, Results, Shown, Tally

TREND = "trends:show"


@dataclass(frozen=True, slots=True)
class SoFar:
    """The count that somebody who has voted may see; no `tally` while fewer than `minimum` people have."""

    tally: Tally | None = None
    minimum: int = 0
    people: int | None = None


def vote_answer(mine: MyVote, catalog: Catalog, so_far: SoFar) -> str:
    """The private line after a vote."""
    if not mine.choices:
        return "Your vote was removed."
    votes = listed([f"*{each.label}*" for each in _chosen(mine, catalog)])
    if len(mine.choices) > 1:
        answer = f"Your votes: {votes}. Press one again to remove it."
    elif mine.setup.several:
        answer = f"Your vote: {votes}. Press it again to remove it."
    else:
        answer = f"Your vote: {votes}. Press another one to change it, or the same one to remove it."
    if mine.setup.results is not Results.AFTER_VOTE:
        return answer
    if so_far.tally:
        return "\n".join([answer, *bars(so_far.tally, offered(mine.setup, catalog))])
    return "\n".join([answer, bars_later(mine.setup, so_far.minimum, so_far.people)])


def my_vote_answer(mine: MyVote | None, catalog: Catalog, so_far: SoFar) -> str:
    """What *My vote* says."""
    if mine is None:
        return "This poll is closed, and only its counts are left. Even I can't tell what you voted."
    if not mine.choices:
        return "You haven't voted in this poll."
    worn = f"\nThe disguise you saw: {said(mine.disguise)}." if mine.disguise else ""
    return vote_answer(mine, catalog, so_far) + worn


def result_card(poll: Shown, catalog: Catalog) -> Message:
    """The result in the thread of a closed poll, with the way to the trend: this was one moment of many."""
    # The card of a head check shows its result in its one line.
    told = [] if is_head_check(poll) else _result(poll, catalog)
    trend = _to_the_trend(poll) if poll.setup.framework and poll.tally else []
    return Message(":bar_chart: The poll is closed.", [*told, *trend])


def result_note_card(poll: Shown, catalog: Catalog) -> Message:
    """The result for the poll's author. Words from a private channel stay there, and so does its name."""
    if not poll.open:
        told = "Nobody voted." if not poll.voters else "Its card has the result."
        return Message(f":bar_chart: Your poll in a private channel is closed. {told}")
    asked = f"Your poll in {place(poll.channel)} is closed: *{said(poll.setup.question, 900)}*"
    return Message(
        ":bar_chart: Your poll is closed.", [section(f":bar_chart: {asked}"), *_result(poll, catalog)]
    )


def _result(poll: Shown, catalog: Catalog) -> list[Block]:
    options = offered(poll.setup, catalog)
    if poll.tally is None:
        return [section(too_few(poll))]
    counted = packed([f":bar_chart: {turnout(poll.voters)}.", *bars(poll.tally, options)])
    return [*counted, section(result_line(poll.tally, options)), *(context(line) for line in left_out(poll))]


def _to_the_trend(poll: Shown) -> list[Block]:
    ask = (
        "How have our head checks changed?" if is_head_check(poll) else "How has this changed over the weeks?"
    )
    wanted = {"framework": poll.setup.framework, "head_checks": is_head_check(poll)}
    # Only in the trend of its own channel does the poll of a private one count.
    where = {} if poll.open else {"channel": poll.channel}
    see = button("See the trend", TREND, json.dumps(wanted | where))
    return [section(f":chart_with_upwards_trend: {ask}"), actions(see)]


def reminder_card(poll: Shown, catalog: Catalog) -> Message:
    """A letter to somebody who hasn't voted: the poll itself, to be answered right there."""
    ask = f":ballot_box_with_ballot: You haven't voted yet in a poll in {place(poll.channel)}."
    until = f" The poll closes {coming(poll.closes_at)}." if poll.closes_at else ""
    buttons = [button(each.label, f"{VOTE}{each.key}", str(poll.id)) for each in offered(poll.setup, catalog)]
    blocks = [section(ask), section(f"*{said(poll.setup.question, 900)}*"), actions(*buttons)]
    return Message(ask, [*blocks, context(f"This is your only reminder.{until}", *promises(poll.setup))])


def reminder_for_all_card(poll: Shown) -> Message:
    """A line in the poll's thread, for everybody: it picks nobody out."""
    text = ":ballot_box_with_ballot: Haven't voted yet? There's still time."
    if poll.closes_at:
        text = f":ballot_box_with_ballot: Haven't voted yet? You can until {coming(poll.closes_at)}."
    return Message(text, [section(text)])


def _chosen(mine: MyVote, catalog: Catalog) -> list[Offered]:
    known = {each.key: each for each in offered(mine.setup, catalog)}
    return [known[key] for key in mine.choices if key in known]
