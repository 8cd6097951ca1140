"""Slack's own writing reads as a person would write it."""

import pytest

from bot.slack import markup
from bot.slack.directory import Directory
from tests.cast import HARBOUR
from tests.journeys.world import World


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<!subteam^S1|@night-desk> knows", "@night-desk knows"),
        ("<!subteam^S1|night-desk> knows", "@night-desk knows"),
        ("<!subteam^S1> knows", "@owls knows"),
        ("<!subteam^S2> knows", "@a-group knows"),
        ("<!here|here> and <!channel>", "@here and @channel"),
        ("<@U1> and <@U2|bo> and <@U3>", "@Ana and @bo and @a teammate"),
        ("in <#C1|hush>", "in #a-channel"),
        ("<http://tea.example|tea.example>", "tea.example"),
        ("<https://tea.example/|https://tea.example>", "https://tea.example"),
        ("<https://tea.example/menu>", "https://tea.example/menu"),
        ("<https://tea.example|our menu>", "our menu (https://tea.example)"),
        ("<mailto:bo@tea.example|bo@tea.example>", "bo@tea.example"),
        ("<tel:+351123|+351123>", "+351123"),
        ("<!date^1772441100^{date}|2 March>", "2 March"),
        ("&lt;!here&gt; &amp; more", "<!here> & more"),
    ],
)
def test_every_mark_is_read(written: str, read: str) -> None:
    assert markup.read_mrkdwn(written, {"S1": "owls", "U1": "Ana"}) == read


async def test_a_group_without_its_name_is_looked_up(world: World) -> None:
    workspace = world.slack.workspace
    group = next(iter(workspace.groups.values()))
    directory = Directory(world.bot.house, world.bot.slack)
    assert await directory.plain_words(HARBOUR, f"<!subteam^{group.id}> knows") == f"@{group.handle} knows"


async def test_of_channels_only_what_the_author_wrote_or_everybody_knows_is_named(world: World) -> None:
    text = "<#C0GENERAL00|> <#C0ESCALATES|> <#C0ELSEWHERE> <#C777|exec>"
    directory = Directory(world.bot.house, world.bot.slack)
    assert await directory.own_words(HARBOUR, text) == "#general #a-channel #a-channel #exec"
    assert await directory.plain_words(HARBOUR, text) == "#a-channel #a-channel #a-channel #a-channel"
