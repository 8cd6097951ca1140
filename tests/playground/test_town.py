"""Harbour Lane, as a newcomer finds it."""

from __future__ import annotations

import pytest

from bot.playground import StandIn
from bot.service.clock import MovableClock
from tests.playground.conftest import NOW


def test_the_town_is_alive_and_everything_in_it_has_been_said_before_now() -> None:
    clock = MovableClock(NOW)
    workspace = StandIn(clock).workspace
    for name in ("#general", "#support", "#kudos", "#escalations"):
        messages = workspace.messages(name)
        assert len(messages) >= 2
        assert "U0HEADFIRST" in workspace.find_channel(name).members
        assert [m.ts for m in messages] == sorted({m.ts for m in messages})
        assert float(messages[-1].ts) < clock.now().timestamp()
    said = workspace.messages("#support")
    assert any(m.user == "U0DEPLOYBOT" for m in said)
    assert any(m.reactions for m in said)
    assert any(m.is_reply for m in said)


def test_the_quiet_town_has_the_same_people_and_nothing_said() -> None:
    loud, quiet = StandIn(MovableClock(NOW)).workspace, StandIn(MovableClock(NOW), town="quiet").workspace
    assert loud.users.keys() == quiet.users.keys()
    assert loud.channels.keys() == quiet.channels.keys()
    assert all(not channel.messages for channel in quiet.channels.values())


def test_there_are_no_other_towns() -> None:
    with pytest.raises(ValueError, match="There is no town 'atlantis'"):
        StandIn(MovableClock(NOW), town="atlantis")


def test_people_and_channels_are_found_by_name_and_by_id() -> None:
    workspace = StandIn(MovableClock(NOW), town="quiet").workspace
    assert workspace.find_user("ana") is workspace.find_user("U0ANADUARTE")
    assert workspace.find_channel("#support") is workspace.find_channel("C0SUPPORT00")
    with pytest.raises(KeyError, match="Nobody here is called 'zoe'"):
        workspace.find_user("zoe")
