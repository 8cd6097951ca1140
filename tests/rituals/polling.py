"""Steps of tests about polls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from rituals import polls
from rituals.ids import PersonId, PollId
from rituals.polls import Place, Setup, Shown
from tests.cast import ANA, BRUNO, CARLA, DORA, HARBOUR, NOW, SUPPORT, scene
from tests.databases import Act

HOUR = timedelta(hours=1)
KEY = b"known to nobody"
EMIL, FAY, GUS, HUGO = PersonId("U0EMIL"), PersonId("U0FAY"), PersonId("U0GUS"), PersonId("U0HUGO")
VOTERS = (ANA, BRUNO, CARLA, DORA, EMIL, FAY, GUS, HUGO)
# Others, of whom one needs no names.
CROWD = tuple(PersonId(f"U0CROWD{number}") for number in range(6))
HUMAN, IN_ROLE = "human", "in_role"
OPEN_PLACE = Place(SUPPORT, open=True)


def open_poll(act: Act, setup: Setup, request: str = "form-1", **more: Any) -> PollId:
    """Ana starts it in #support; it closes in an hour."""
    about = {"closes_at": NOW + HOUR, "key": KEY, "request": request} | more
    place = about.pop("place", OPEN_PLACE)
    return act(polls.open_poll, scene(ANA), setup, place, **about)


def vote(act: Act, poll: PollId, person: PersonId, choice: str = HUMAN) -> tuple[str, ...]:
    """What the person votes for after pressing that option."""
    return act(polls.vote, scene(person), poll, choice).choices


def all_vote(act: Act, poll: PollId, *votes: str) -> None:
    """Bruno, Carla and so on, one vote each."""
    for person, choice in zip(VOTERS[1:], votes, strict=False):
        vote(act, poll, person, choice)


def shown(act: Act, poll: PollId) -> Shown:
    return act(polls.shown, HARBOUR, poll)


def counts(act: Act, poll: PollId) -> dict[str, int] | None:
    """What everybody sees."""
    found = shown(act, poll).tally
    return None if found is None else dict(found.votes)


def close(act: Act, poll: PollId) -> Shown:
    """An hour later."""
    act(polls.close_due, NOW + HOUR, 99)
    return shown(act, poll)
