"""User groups: who is in them, and how they are mentioned."""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.conftest import Refuses
from tests.playground.small_bot import SmallBot

FIRST_LINE, NIGHT_OWLS = "S0FIRSTLINE", "S0NIGHTOWLS"


async def test_groups_are_listed_and_those_that_were_closed_only_when_asked_for(
    client: AsyncWebClient,
) -> None:
    [group] = (await client.usergroups_list())["usergroups"]
    assert (group["id"], group["handle"], group["name"]) == (FIRST_LINE, "first-line", "First line")
    assert not group.keys() & {"users", "user_count"}
    both = (await client.usergroups_list(include_disabled=True, include_count=True))["usergroups"]
    assert [(one["id"], one["user_count"]) for one in both] == [(FIRST_LINE, "3"), (NIGHT_OWLS, "1")]
    assert [one["date_delete"] > 0 for one in both] == [False, True]


async def test_the_people_of_a_group_are_told(client: AsyncWebClient, refuses: Refuses) -> None:
    people = ["U0ANADUARTE", "U0BRUNOCOSTA", "U0CARLAMEYER"]
    assert (await client.usergroups_users_list(usergroup=FIRST_LINE))["users"] == people
    [group] = (await client.usergroups_list(include_users=True))["usergroups"]
    assert group["users"] == people
    for gone in ("S0NOBODY", NIGHT_OWLS):
        call = client.usergroups_users_list(usergroup=gone)
        assert (await refuses(call))["error"] == "no_such_subteam"
    call = client.usergroups_users_list(usergroup=NIGHT_OWLS, include_disabled=True)
    assert (await call)["users"] == ["U0DORAOKAFOR"]


async def test_without_the_scope_no_group_is_told(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    slack.app.scopes -= {"usergroups:read"}
    for call in (client.usergroups_list(), client.usergroups_users_list(usergroup=FIRST_LINE)):
        body = await refuses(call)
        assert (body["error"], body["needed"]) == ("missing_scope", "usergroups:read")


async def test_a_group_is_mentioned_by_its_handle(slack: StandIn, bot: SmallBot) -> None:
    said = await slack.hands.say("dora", "#support", "Thank you, @first-line!")
    assert said.text == f"Thank you, <!subteam^{FIRST_LINE}>!"
    await slack.settled()
    [event] = bot.events("message")
    parts = event["blocks"][0]["elements"][0]["elements"]
    assert {"type": "usergroup", "usergroup_id": FIRST_LINE} in parts
    await slack.hands.command("dora", "#support", "/mindset thank @first-line")
    assert bot.last["text"] == f"thank <!subteam^{FIRST_LINE}|@first-line>"


async def test_everybody_is_listed_page_by_page(client: AsyncWebClient) -> None:
    names, cursor = [], ""
    while True:
        page = await client.users_list(limit=3, cursor=cursor)
        names += [(one["name"], one.get("is_admin")) for one in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert names[:3] == [("slackbot", False), ("ana", True), ("bruno", False)]
    assert len(names) == len(set(names)) == 8


async def test_the_bot_writes_to_people_from_elsewhere_only_where_they_meet(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    await slack.hands.remove("#bakery-partners", "headfirst")
    call = client.conversations_open(users="U0INESPRATA")
    assert (await refuses(call))["error"] == "invalid_user_combination"
    await slack.hands.invite("#bakery-partners", "headfirst")
    assert (await client.conversations_open(users="U0INESPRATA"))["ok"]
