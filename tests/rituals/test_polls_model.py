"""Polls against a model that counts by hand, in any order in which people may do things."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from hypothesis.stateful import run_state_machine_as_test as run
from sqlalchemy import Engine

from rituals import polls, workspaces
from rituals.errors import PollClosed, StaysClosed
from rituals.ids import PersonId, WorkspaceId
from rituals.polls import Results, Tally, of_own_options
from rituals.polls.rules.tallying import pressed
from rituals.scene import Scene
from tests.cast import ANA, NOW, SUPPORT, scene
from tests.databases import Act, hurried
from tests.rituals.poll_steps import Steps, ghost
from tests.rituals.polling import CROWD, KEY, VOTERS

EVERYBODY = (*VOTERS, *CROWD)
PEOPLE = st.sampled_from(EVERYBODY)
# More often than not somebody votes for the first time, as in life.
EXAMPLES = {"sqlite": 60, "postgresql": 5}
STEPS = 30
numbers = count()


class Life(RuleBasedStateMachine):
    """One poll, whatever people do to it.

    `votes` is what everybody wants. An anonymous poll has `seen`, which is what everybody had in the last
    picture, and `steps`, which hold those who did something since.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self.act = Act(engine)
        self.workspace = WorkspaceId(f"T{next(numbers)}")
        self.votes: dict[PersonId, list[str]] = {}
        self.seen: dict[PersonId, list[str]] = {}
        self.closed = False

    @initialize(
        anonymous=st.sampled_from([True, True, False]),
        shadow=st.booleans(),
        several=st.booleans(),
        results=st.sampled_from(Results),
        minimum=st.sampled_from([3, 3, 5]),
    )
    def open(self, anonymous: bool, shadow: bool, several: bool, results: Results, minimum: int) -> None:
        about = {"anonymous": anonymous, "shadow": shadow, "several": several, "results": results}
        self.setup = of_own_options("Lunch?", ["Learned", "Taught", "Ate"], adding=True, **about)
        self.minimum = minimum if anonymous or shadow else 1
        self.steps = Steps(self.minimum)
        wanted = replace(workspaces.Settings(), minimum_voters=minimum)
        self.act(workspaces.change_settings, self.scene(ANA), wanted)
        where, about = polls.Place(SUPPORT), {"closes_at": None, "key": KEY, "request": "form"}
        self.poll = self.act(polls.open_poll, self.scene(ANA), self.setup, where, **about)
        # What offers a shadow is anonymous, whatever was wished.
        self.setup = replace(self.setup, anonymous=anonymous or shadow)
        self.options = [option.key for option in self.setup.options]

    def scene(self, person: PersonId) -> Scene:
        return scene(person, workspace=self.workspace)

    @rule(person=PEOPLE, number=st.integers(0, 9))
    def press(self, person: PersonId, number: int) -> None:
        option = self.options[number % len(self.options)]
        if self.closed:
            with pytest.raises(PollClosed):
                self.act(polls.vote, self.scene(person), self.poll, option)
            return
        mine = self.act(polls.vote, self.scene(person), self.poll, option)
        self.votes[person] = pressed(self.votes.get(person, []), option, self.setup.several)
        assert list(mine.choices) == self.votes[person]
        self._show(self.steps.stir(person, self._voted))

    @rule(number=st.integers(0, 9), several=st.integers(3, 8))
    def many_press(self, number: int, several: int) -> None:
        """Those who have no vote yet, one after the other: else a step would seldom be full."""
        waiting = [person for person in EVERYBODY if not self.votes.get(person)]
        for person in waiting[:several] * (not self.closed):
            self.press(person, number + EVERYBODY.index(person))
            self.what_is_seen_is_what_may_be_seen()

    @precondition(lambda self: not self.closed)
    @rule(people=st.lists(PEOPLE, min_size=2, max_size=9), number=st.integers(0, 9))
    def press_at_the_same_time(self, people: list[PersonId], number: int) -> None:
        """They share a transaction; each counts as if they had come one by one."""
        chosen = [self.options[(number + turn) % len(self.options)] for turn in range(len(people))]
        presses = [
            polls.VotePress(self.scene(person), self.poll, option)
            for person, option in zip(people, chosen, strict=True)
        ]
        for person, option, mine in zip(people, chosen, self.act(polls.vote_each, presses), strict=True):
            self.votes[person] = pressed(self.votes.get(person, []), option, self.setup.several)
            assert list(mine.choices) == self.votes[person]
            self._show(self.steps.stir(person, self._voted))

    @precondition(lambda self: not self.closed and len(self.options) < polls.MOST_OPTIONS)
    @rule(person=PEOPLE)
    def add_an_option(self, person: PersonId) -> None:
        self.act(polls.add_option, self.scene(person), self.poll, f"Option {len(self.options)}")
        self.options.append(f"own-{len(self.options) + 1}")

    @precondition(lambda self: not self.closed)
    @rule(word=st.sampled_from(["Learnt", "Listened"]))
    def mend_a_typo(self, word: str) -> None:
        about = {"question": f"{word}?", "labels": {"own-1": word}, "closes_at": None}
        self.act(polls.edit, self.scene(ANA), self.poll, **about, admin=True)

    @rule(person=PEOPLE)
    def forget(self, person: PersonId) -> None:
        self.act(polls.forget, replace(self.scene(person), person=person))
        if self.closed and self.setup.anonymous:
            return  # nobody knows any more which vote was theirs
        self.votes.pop(person, None)
        left = None
        if seen := self.seen.pop(person, None):
            left = ghost(next(numbers))
            self.seen[left] = seen
        self.steps.forget(person, left)

    @precondition(lambda self: not self.closed and len(self.votes) > 6)
    @rule()
    def close(self) -> None:
        self.act(polls.close, self.scene(ANA), self.poll, admin=True)
        self.act(polls.close_due, NOW, 99)
        rest, unseen = self.steps.waiting, self.setup.results is Results.CLOSED
        if unseen or not self.tally(self.seen) or self.steps.hide_each_other(rest, self._voted):
            self._show(rest)
        self.closed = True

    @precondition(lambda self: self.closed)
    @rule()
    def reopen(self) -> None:
        def again() -> None:
            self.act(polls.reopen, self.scene(ANA), self.poll, None, admin=True)

        if self.setup.anonymous:
            with pytest.raises(StaysClosed):
                again()
            return
        again()
        self.closed = False

    @invariant()
    def what_is_seen_is_what_may_be_seen(self) -> None:
        shown = self.act(polls.shown, self.workspace, self.poll)
        seen, *_ = self.act(polls.after_vote, self.workspace, self.poll)
        assert (shown.closed, shown.voters) == (self.closed, self.voters())
        assert shown.tally in (None, seen), "the card shows more than a voter sees"
        if not self.closed and self.setup.results is Results.CLOSED:
            assert (seen, shown.tally, shown.names) == (None, None, {})
        else:
            assert seen == self.tally(self.seen if self.setup.anonymous else self.votes)
        if self.closed or self.setup.results is Results.LIVE:
            assert shown.tally == seen

    @invariant()
    def everybody_knows_their_own_vote_until_nobody_does(self) -> None:
        for person in (EVERYBODY[0], EVERYBODY[5]):
            mine = self.act(polls.my_vote, self.scene(person), self.poll)
            if self.closed and self.setup.anonymous:
                assert mine is None
            else:
                assert mine is not None
                assert list(mine.choices) == self.votes.get(person, [])

    def _voted(self, person: PersonId) -> bool:
        return bool(self.votes.get(person) or self.seen.get(person))

    def _show(self, crowd: set[PersonId]) -> None:
        self.seen |= {person: self.votes.get(person, []) for person in crowd}

    def voters(self) -> int:
        return sum(bool(choices) for choices in self.votes.values())

    def tally(self, votes: dict[PersonId, list[str]]) -> Tally | None:
        """Every vote, one by one."""
        voters = sum(bool(choices) for choices in votes.values())
        if voters < self.minimum:
            return None
        found = Counter(choice for choices in votes.values() for choice in choices)
        return Tally({option: found[option] for option in self.options}, voters)


def test_whatever_people_do_a_poll_is_what_a_model_counts_by_hand(engine: Engine) -> None:
    hurried(engine)
    examples = EXAMPLES[engine.dialect.name]
    # Without shrinking: it takes minutes, and the steps that failed are readable as they are.
    wanted = settings(max_examples=examples, stateful_step_count=STEPS, phases=[Phase.generate])
    run(lambda: Life(engine), settings=wanted)  # type: ignore[no-untyped-call]
