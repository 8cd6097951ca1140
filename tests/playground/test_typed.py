"""What people type, and what Slack stores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.town import settle
from bot.playground.typed import as_stored, escaped, rich_text, unescaped
from bot.playground.workspace import Workspace
from bot.service.clock import WallClock


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    workspace = Workspace(WallClock())
    settle(workspace, "quiet")
    return workspace


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("R & D <now>", "R &amp; D &lt;now&gt;"),
        ("Thanks @bruno!", "Thanks <@U0BRUNOCOSTA>!"),
        ("Thanks @bruno.", "Thanks <@U0BRUNOCOSTA>."),
        ("@Bruno and @nobody", "<@U0BRUNOCOSTA> and @nobody"),
        ("see #support", "see <#C0SUPPORT00|support>"),
        ("see #escalations", "see <#C0ESCALATES|>"),
        ("see #nowhere, item #1", "see #nowhere, item #1"),
        ("@here @channel @everyone", "<!here> <!channel> <!everyone>"),
        ("https://x.test/a?b=1&c=2.", "<https://x.test/a?b=1&amp;c=2>."),
        ("(https://x.test/#support)", "(<https://x.test/#support>)"),
        ("ana@bruno.test", "<mailto:ana@bruno.test|ana@bruno.test>"),
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U0BRUNOCOSTA>", "&lt;@U0BRUNOCOSTA&gt;"),
    ],
)
def test_typed_text_is_stored_as_slack_stores_it(workspace: Workspace, typed: str, stored: str) -> None:
    assert as_stored(typed, workspace) == stored


def test_commands_carry_names_beside_ids(workspace: Workspace) -> None:
    assert (
        as_stored("@bruno in #support", workspace, labels=True)
        == "<@U0BRUNOCOSTA|bruno> in <#C0SUPPORT00|support>"
    )


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not set(escaped(text)) & {"<", ">"}


def test_stored_text_has_its_rich_twin() -> None:
    [block] = rich_text("Hi <@U1>, <#C1|x> &amp; <!here> :wave: <https://x.test|x>", "b1")
    assert block["elements"][0]["elements"] == [
        {"type": "text", "text": "Hi "},
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": ", "},
        {"type": "channel", "channel_id": "C1"},
        {"type": "text", "text": " & "},
        {"type": "broadcast", "range": "here"},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "wave"},
        {"type": "text", "text": " "},
        {"type": "link", "url": "https://x.test", "text": "x"},
    ]
