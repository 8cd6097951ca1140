"""People of another organisation, people who have left, and rooms that the bot isn't in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.playground import StandIn
from tests.playground.conftest import Refuses
from tests.playground.shapes import words
from tests.playground.small_bot import SmallBot

BAKERY, INES, PADARIA = "C0BAKERYEXT", "U0INESPRATA", "T0PADARIASO"


async def test_a_shared_channel_looks_public_and_says_that_it_is_shared(client: AsyncWebClient) -> None:
    found = (await client.conversations_info(channel=BAKERY))["channel"]
    assert (found["is_channel"], found["is_private"]) == (True, False)
    assert (found["is_shared"], found["is_ext_shared"], found["is_org_shared"]) == (True, True, False)
    assert found["shared_team_ids"] == ["T0HARBOUR", PADARIA]
    own = (await client.conversations_info(channel="C0SUPPORT00"))["channel"]
    assert (own["is_shared"], own["is_ext_shared"]) == (False, False)


async def test_a_person_from_elsewhere_can_be_looked_up_but_is_not_listed(client: AsyncWebClient) -> None:
    ines = (await client.users_info(user=INES, include_locale=True))["user"]
    assert (ines["team_id"], ines["profile"]["team"]) == (PADARIA, PADARIA)
    assert "locale" not in ines
    ana = (await client.users_info(user="U0ANADUARTE"))["user"]
    assert (ana["team_id"], "is_stranger" in ana) == ("T0HARBOUR", False)
    assert INES not in [one["id"] for one in (await client.users_list())["members"]]


async def test_a_stranger_is_only_who_shares_no_channel_with_the_app(
    slack: StandIn, client: AsyncWebClient
) -> None:
    assert "is_stranger" not in (await client.users_info(user=INES))["user"]
    await slack.hands.unshare("#bakery-partners")
    assert (await client.users_info(user=INES))["user"]["is_stranger"] is True


async def test_on_grid_a_colleague_says_all_their_workspaces(slack: StandIn, client: AsyncWebClient) -> None:
    bruno = slack.workspace.find_user("bruno")
    bruno.team_id, bruno.teams = "T0HARBOURUS", ("T0HARBOURUS", "T0HARBOUR")
    found = (await client.users_info(user=bruno.id))["user"]
    assert (found["team_id"], "is_stranger" in found) == ("T0HARBOURUS", False)
    assert found["enterprise_user"]["teams"] == ["T0HARBOURUS", "T0HARBOUR"]


async def test_what_somebody_from_elsewhere_does_comes_with_their_team(
    slack: StandIn, either_bot: SmallBot
) -> None:
    said = await slack.hands.say("ines", "#bakery-partners", "Fresh bread at six")
    await slack.hands.react("dora", said, "bread")
    await slack.settled()
    by_ines, by_dora = either_bot.heard
    assert (by_ines["team_id"], by_dora["team_id"]) == (PADARIA, "T0HARBOUR")
    assert by_ines["event"]["user_team"] == by_ines["event"]["team"] == PADARIA
    for body in (by_ines, by_dora):
        assert body["is_ext_shared_channel"] is True
        assert body["context_team_id"] == body["authorizations"][0]["team_id"] == "T0HARBOUR"


async def test_people_from_elsewhere_press_buttons_but_have_no_commands_and_no_shortcuts(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    button = {"type": "button", "action_id": "cheer", "text": words("Cheer")}
    blocks = [{"type": "actions", "elements": [button]}]
    posted = await client.chat_postMessage(channel=BAKERY, text="A story", blocks=blocks)
    card = slack.workspace.message(BAKERY, posted["ts"])
    assert card is not None
    assert (await slack.hands.press("ines", card, "cheer")).ok
    assert bot.last["user"]["team_id"] == PADARIA
    assert bot.last["team"]["id"] == "T0HARBOUR"
    assert (await slack.hands.command("ines", BAKERY, "/mindset")).error == "unknown_command"
    with pytest.raises(PermissionError, match="another organisation"):
        await slack.hands.shortcut("ines", "which_mindset", card)
    assert len(bot.heard) == 1


async def test_a_channel_is_shared_and_taken_back(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    await slack.hands.share("#escalations")
    await slack.hands.invite("#escalations", "ines")
    # A private one has another id then.
    there = slack.workspace.find_channel("#escalations").id
    found = (await client.conversations_info(channel=there))["channel"]
    assert (found["is_ext_shared"], found["is_private"]) == (True, True)
    await slack.hands.unshare("#escalations")
    await slack.settled()
    [moved] = bot.events("channel_id_changed")
    assert moved.keys() == {"type", "old_channel_id", "new_channel_id", "event_ts"}
    assert (moved["old_channel_id"], moved["new_channel_id"]) == ("C0ESCALATES", there)
    [shared], [taken_back] = bot.events("channel_shared"), bot.events("channel_unshared")
    assert (shared["channel"], shared["connected_team_id"]) == (there, PADARIA)
    assert (taken_back["previously_connected_team_id"], taken_back["is_ext_shared"]) == (PADARIA, False)
    assert INES not in slack.workspace.find_channel("#escalations").members


async def test_the_app_writes_to_people_from_elsewhere_but_has_no_home_with_them(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    assert (await client.chat_postMessage(channel=INES, text="Somebody thanked you"))["ok"]
    view = {"type": "home", "blocks": [{"type": "divider"}]}
    call = client.views_publish(user_id=INES, view=view)
    assert (await refuses(call))["error"] == "invalid_arguments"
    with pytest.raises(PermissionError, match="no Home"):
        await slack.hands.open_home("ines")


async def test_people_from_elsewhere_see_only_what_they_were_asked_into(slack: StandIn) -> None:
    assert [channel.id for channel in slack.workspace.visible_to(INES)] == [BAKERY]


async def test_somebody_who_has_left_is_listed_with_little_to_see(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    emil = (await client.users_info(user="U0EMILFROST"))["user"]
    assert emil["deleted"] is True
    assert not emil.keys() & {"tz", "is_admin", "real_name"}
    await slack.hands.deactivate("carla")
    await slack.settled()
    [changed] = bot.events("user_change")
    assert (changed["user"]["id"], changed["user"]["deleted"]) == ("U0CARLAMEYER", True)
    assert "U0CARLAMEYER" not in slack.workspace.find_channel("#support").members


async def test_a_room_without_the_bot_is_not_there_for_it(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient, refuses: Refuses
) -> None:
    for people in (["ana", "bruno"], ["ana", "bruno", "carla"]):
        room = slack.hands.direct(people)
        said = await slack.hands.say("ana", room, "Between us")
        await slack.hands.react("bruno", said, "star2")
        await slack.settled()
        assert bot.heard == []
        info = client.conversations_info(channel=room.id)
        assert (await refuses(info))["error"] == "channel_not_found"


async def test_a_message_shortcut_works_where_the_bot_is_not(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    said = await slack.hands.say("ana", slack.hands.direct(["ana", "bruno"]), "I stayed on the line")
    assert (await slack.hands.shortcut("bruno", "tell_this", said)).ok
    assert bot.last["message"]["text"] == "I stayed on the line"
    assert bot.last["channel"] == {"id": said.channel, "name": "directmessage"}


async def test_in_a_group_with_the_bot_it_hears_and_sees(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    room = slack.hands.direct(["ana", "bruno", "headfirst"])
    assert slack.hands.direct(["headfirst", "bruno", "ana"]) is room
    said = await slack.hands.say("ana", room, "Good morning, all three")
    await slack.hands.react("bruno", said, "star2")
    await slack.settled()
    [message], [reaction] = bot.events("message"), bot.events("reaction_added")
    assert (message["channel_type"], reaction["item"]["channel"]) == ("mpim", room.id)
    found = (await client.conversations_info(channel=room.id))["channel"]
    assert (found["is_mpim"], found["is_private"], found["is_channel"]) == (True, True, False)
    assert found["name"] == "mpdm-ana--bruno--headfirst-1"


async def test_words_of_an_app_under_another_name_have_no_user(
    slack: StandIn, bot: SmallBot, client: AsyncWebClient
) -> None:
    said = await slack.hands.relay("deploys", "#support", "A customer wrote: thank you!", "Ana's inbox")
    await slack.hands.react("bruno", said, "star2")
    await slack.hands.shortcut("bruno", "which_mindset", said)
    await slack.settled()
    [told] = bot.events("message")
    found = (await client.reactions_get(channel=said.channel, timestamp=said.ts))["message"]
    for message in (told, found, bot.last["message"]):
        assert (message["subtype"], message["bot_id"]) == ("bot_message", "B0DEPLOYBOT")
        assert message["username"] == "Ana's inbox"
        assert "user" not in message
    assert "item_user" not in bot.events("reaction_added")[0]


async def test_a_deleted_message_is_not_found_or_is_a_stone_where_its_thread_stays(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    alone = await slack.hands.say("ana", "#support", "Alone")
    head = await slack.hands.say("ana", "#support", "Head")
    await slack.hands.say("bruno", "#support", "Reply", thread=head)
    for said in (alone, head):
        await slack.hands.delete("ana", said)
    call = client.reactions_get(channel=alone.channel, timestamp=alone.ts)
    assert (await refuses(call))["error"] == "message_not_found"
    stone = (await client.reactions_get(channel=head.channel, timestamp=head.ts))["message"]
    assert (stone["subtype"], stone["user"], stone["hidden"]) == ("tombstone", "USLACKBOT", True)
    assert stone["text"] == "This message was deleted."
    assert "Head" not in str(stone)


async def test_what_is_older_than_the_plan_shows_is_not_found_until_it_shows_more(
    slack: StandIn, client: AsyncWebClient, refuses: Refuses
) -> None:
    said = await slack.hands.say("ana", "#support", "Long ago")
    slack.hands.show_only(timedelta(0))
    call = client.reactions_get(channel=said.channel, timestamp=said.ts)
    assert (await refuses(call))["error"] == "message_not_found"
    assert (await client.conversations_history(channel=said.channel))["messages"] == []
    slack.hands.show_only(None)
    found = await client.reactions_get(channel=said.channel, timestamp=said.ts)
    assert found["message"]["text"] == "Long ago"
