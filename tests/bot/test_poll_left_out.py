"""The card says so where the last votes of a poll couldn't be counted in without telling whose they are."""

from __future__ import annotations

import json

import pytest

from bot.features.polls.draws import poll as drawn
from rituals.catalog import Catalog
from rituals.polls import PollKind, of_framework
from tests.cast import HARBOUR
from tests.databases import Act
from tests.rituals.polling import FAY, GUS, HUGO, HUMAN, IN_ROLE, all_vote, close, open_poll, vote

LEFT_OUT = "The last few votes are left out, because they could tell who chose what."


@pytest.mark.parametrize("kind", PollKind)
@pytest.mark.parametrize("taken_back", [True, False])
def test_a_result_says_whether_the_last_votes_are_left_out(
    act: Act, catalog: Catalog, kind: PollKind, taken_back: bool
) -> None:
    poll = open_poll(act, of_framework(catalog.framework("be_human"), kind=kind))
    all_vote(act, poll, HUMAN, HUMAN, HUMAN)
    for person in (FAY, GUS, HUGO) + ((GUS, HUGO) if taken_back else ()):
        vote(act, poll, person, IN_ROLE)
    close(act, poll)
    card = json.dumps(act(drawn, catalog, HARBOUR, poll).blocks)
    assert (LEFT_OUT in card) == taken_back
