"""What stands beside a poll: private lines about one's vote, reminders, and the way to the trend."""

from __future__ import annotations

import json

from bot.features.polls.card import VOTE, Offered, bars, bars_later, is_head_check, offered, promises
from bot.slack.block_kit import Message, actions, button, context, moment, place, said, section
from rituals.catalog import Catalog
from rituals.polls import Mine, Results, Shown, Tally

TREND = "trends:show"


def vote_answer(mine: Mine, catalog: Catalog, tally: Tally | None, minimum: int) -> str:
    """The private line after a vote."""
    if not mine.choices:
        return "Your vote is taken back."
    votes = " and ".join(f"*{each.label}*" for each in _chosen(mine, catalog))
    one = len(mine.choices) == 1
    change = "Press it again to take it back" if one else "Press one again to take it back"
    more = "" if mine.setup.several else ", or another one to change"
    answer = f"Your {'vote' if one else 'votes'}: {votes}. {change}{more}."
    if mine.setup.results is not Results.AFTER_VOTE:
        return answer
    seen = bars(tally, offered(mine.setup, catalog)) if tally else [bars_later(mine.setup, minimum)]
    return "\n".join([answer, *seen])


def my_vote_answer(mine: Mine | None, catalog: Catalog, tally: Tally | None, minimum: int) -> str:
    """What *My vote* says."""
    if mine is None:
        return "This poll is closed, and only its counts are left. Not even I can tell what your vote was."
    if not mine.choices:
        return "You have no vote in this poll."
    worn = f"\nThe disguise you saw: {said(mine.disguise)}." if mine.disguise else ""
    return vote_answer(mine, catalog, tally, minimum) + worn


def trend_line_card(poll: Shown) -> Message:
    """A line in the thread of a closed poll: this was one moment, and there are others."""
    ask = (
        "How do our heads do over the weeks?" if is_head_check(poll) else "How does this move over the weeks?"
    )
    wanted = {"framework": poll.setup.framework, "head_checks": is_head_check(poll)}
    # Only in the trend of its own channel does the poll of a private one count.
    where = {} if poll.open else {"channel": poll.channel}
    see = button("See the trend", TREND, json.dumps(wanted | where))
    text = f":chart_with_upwards_trend: {ask}"
    return Message(text, [section(text), actions(see)])


def reminder_card(poll: Shown, catalog: Catalog) -> Message:
    """A letter to somebody who has not voted: the poll itself, to be answered right there."""
    ask = f":ballot_box_with_ballot: A poll in {place(poll.channel)} still has room for your vote."
    until = f" · closes {moment(poll.closes_at)}" if poll.closes_at else ""
    buttons = [button(each.label, f"{VOTE}{each.key}", str(poll.id)) for each in offered(poll.setup, catalog)]
    blocks = [section(ask), section(f"*{said(poll.setup.question, 900)}*"), actions(*buttons)]
    return Message(ask, [*blocks, context(f"You are reminded once{until}", *promises(poll.setup))])


def reminder_for_all_card(poll: Shown) -> Message:
    """A line in the poll's thread, for everybody: it picks nobody out."""
    until = f" until {moment(poll.closes_at)}" if poll.closes_at else ""
    text = f":ballot_box_with_ballot: There is still time to vote{until}, for whoever has not yet."
    return Message(text, [section(text)])


def _chosen(mine: Mine, catalog: Catalog) -> list[Offered]:
    known = {each.key: each for each in offered(mine.setup, catalog)}
    return [known[key] for key in mine.choices if key in known]
