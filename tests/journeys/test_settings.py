"""Settings of the workspace: who may change rituals, and how playful the experiments are."""

from rituals import workspaces
from tests.cast import scene
from tests.journeys.steps import A_DAY, MONDAY_NINE, listing, plan
from tests.journeys.world import World, words

ADMINS = "Only admins of this workspace can do that"


async def settle(world: World, **answers: object) -> None:
    """Ana, who is an admin, changes the settings."""
    await world.types("ana", "#support", "/mindset settings")
    answered = await world.sends("ana", **answers)
    assert answered.ok, answered
    assert "Saved" in words(world.form("ana"))
    await world.slack.hands.close("ana")


async def test_settings_are_for_admins_and_are_kept(world: World) -> None:
    assert ADMINS in await world.types("bruno", "#support", "/mindset settings")
    await settle(world, rituals="admins", blend="playful", tender="no")
    await world.types("ana", "#support", "/mindset settings")
    state = world.form("ana")["state"]["values"]
    assert state["rituals"]["rituals"]["selected_option"]["value"] == "admins"
    assert state["blend"]["blend"]["selected_option"]["value"] == "playful"
    assert state["tender"]["tender"]["selected_option"]["value"] == "no"


async def test_where_rituals_are_for_admins_others_may_look_but_not_change(world: World) -> None:
    await plan(world)
    await settle(world, rituals="admins")
    typed = await world.types("bruno", "#support", "/mindset schedule daily 09:00")
    assert ADMINS in typed
    assert "/mindset schedule daily 09:00" in typed
    assert ADMINS in await world.types("bruno", "#support", "/mindset schedule")
    for press in ("ritual:pause", "ritual:skip", "ritual:post", "open_schedule", "days_off:open"):
        await world.presses("bruno", await listing(world, "bruno"), press)
        assert ADMINS in words(world.whispers("bruno", "#support")[-1]), press
    for entry in ("change", "move", "pause_until", "hand_over", "remove"):
        await world.chooses("bruno", await listing(world, "bruno"), f"{entry}:1", "ritual:more")
        assert ADMINS in words(world.whispers("bruno", "#support")[-1]), entry
    await world.presses("bruno", await listing(world, "bruno"), "ritual:preview")
    assert world.form("bruno")["title"]["text"] == "Preview"
    await world.at(MONDAY_NINE)
    assert len(world.posts("#support")) == 1


async def test_home_refuses_with_a_word_and_changes_nothing(world: World) -> None:
    await plan(world)
    await settle(world, rituals="admins")
    await world.home("bruno", "rituals")
    await world.presses("bruno", "home", "ritual:manage")
    await world.presses("bruno", world.form("bruno"), "ritual:pause")
    assert ADMINS in words(world.form("bruno"))
    await world.at(MONDAY_NINE)
    assert len(world.posts("#support")) == 1


async def test_a_form_that_was_open_when_the_rule_came_is_refused_too(world: World) -> None:
    await plan(world)
    for entry, person in (("remove", "bruno"), ("pause_until", "carla")):
        await world.chooses(person, await listing(world, person), f"{entry}:1", "ritual:more")
    await world.types("dora", "#support", "/mindset schedule")
    await settle(world, rituals="admins")
    await world.sends("bruno")
    assert ADMINS in words(world.form("bruno"))
    assert ADMINS in (await world.sends("carla", until="2026-03-20")).errors["until"]
    assert ADMINS in (await world.sends("dora")).errors["kind"]
    await world.at(MONDAY_NINE)
    assert len(world.posts("#support")) == 1


async def test_anybody_has_their_own_practice_all_the_same(world: World) -> None:
    await settle(world, rituals="admins")
    await world.types("bruno", "#support", "/mindset me")
    assert (await world.sends("bruno")).ok


async def test_the_blend_decides_how_playful_a_ritual_is(world: World) -> None:
    default = world.bot.house.catalog.default
    playful = {each.title for each in default.experiments if each.playful}
    await world.types("ana", "#support", "/mindset schedule daily 09:00")
    await settle(world, blend="half")
    for day in range(6):
        await world.at(MONDAY_NINE + day * A_DAY)
    posts = [words(post) for post in world.posts("#support")]
    assert [any(title in post for title in playful) for post in posts].count(True) == 3
    await settle(world, blend="earnest")
    await world.at(MONDAY_NINE + 6 * A_DAY)
    assert not any(title in words(world.posts("#support")[-1]) for title in playful)


async def test_the_rituals_of_a_channel_are_for_the_people_in_it(world: World) -> None:
    await world.types("bruno", "#escalations", "/mindset schedule daily 09:00")
    await world.types("dora", "#support", "/mindset schedule list")
    await world.presses("dora", world.whispers("dora", "#support")[-1], "ritual:pause")
    assert "Only people in that channel" in words(world.whispers("dora", "#support")[-1])
    assert "Paused" not in await world.types("bruno", "#support", "/mindset schedule list")


async def test_a_ritual_cannot_be_set_up_in_a_channel_that_one_is_not_in(world: World) -> None:
    await world.slack.hands.remove("#general", "dora")
    await world.types("dora", "#support", "/mindset schedule")
    refused = await world.sends("dora", channel=world.slack.workspace.find_channel("#general").id)
    assert "Join the channel first" in refused.errors["channel"]


async def test_whatever_the_form_says_no_result_is_of_fewer_than_three(world: World) -> None:
    await world.types("ana", "#support", "/mindset settings")
    for block in world.form("ana").blocks:
        if block.get("block_id") == "minimum_voters":
            offered = [option["value"] for option in block["element"]["options"]]
            assert offered == ["3", "4", "5", "7", "10"]
            block["element"]["options"].append({"text": {"type": "plain_text", "text": "1"}, "value": "1"})
    assert (await world.sends("ana", minimum_voters="1")).ok
    settings = await world.bot.house.quietly(workspaces.settings, scene())
    assert settings.minimum_voters == 3
