"""Plans: typed or by form, said back with the next moments, and refused where they can't be."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from rituals.catalog.records import starter
from tests.journeys.steps import A_DAY, MONDAY_NINE, asks, listing, local, plan, settles, unfolds, wall
from tests.journeys.world import World, a_world, words

COMING = {
    "daily 09:00": (
        "Every day at 09:00 (Europe/Lisbon)",
        ["2026-03-02 09:00", "2026-03-03 09:00", "2026-03-04 09:00"],
    ),
    "weekdays 9am Europe/Berlin": (
        "Monday to Friday at 09:00 (Europe/Berlin)",
        ["2026-03-03 08:00", "2026-03-04 08:00", "2026-03-05 08:00"],
    ),
    "mon,thu 16:30": (
        "Monday and Thursday at 16:30 (Europe/Lisbon)",
        ["2026-03-02 16:30", "2026-03-05 16:30", "2026-03-09 16:30"],
    ),
    "every second tuesday 10:00": (
        "Every second Tuesday at 10:00",
        ["2026-03-03 10:00", "2026-03-17 10:00", "2026-03-31 10:00"],
    ),
    "first weekday of the month at noon": (
        "The first weekday of each month at 12:00",
        ["2026-03-02 12:00", "2026-04-01 12:00", "2026-05-01 12:00"],
    ),
}


async def test_a_typed_plan_is_said_back_with_its_zone_and_the_next_three_moments(world: World) -> None:
    for line, (said_back, coming) in COMING.items():
        answer = await world.types("ana", "#support", f"/mindset schedule {line}")
        assert said_back in answer
        first, second, third = (answer.find(local(wall(moment))) for moment in coming)
        assert 0 < first < second < third, line
        assert "in <#C0SUPPORT00>" in answer


async def test_the_form_says_the_same_back(world: World) -> None:
    said = await plan(world, days=["0"], rhythm="monthly")
    assert "The first Monday of each month at 09:00 (Europe/Lisbon)" in said
    assert said.count("<!date^") == 3


@pytest.mark.parametrize("line", ["whenever it rains", "daily", "09:00", "daily 25:00"])
async def test_a_plan_that_cannot_be_read_comes_back_with_examples(world: World, line: str) -> None:
    answer = await world.types("ana", "#support", f"/mindset schedule {line}")
    assert f"/mindset schedule {line}" in answer
    assert "haven't started anything" in answer
    assert "`mon,thu 16:30`" in answer
    assert "No rituals yet" in words(await listing(world))


async def test_a_zone_that_does_not_exist_gives_the_line_back(world: World) -> None:
    answer = await world.types("ana", "#support", "/mindset schedule daily 9am Middle/Earth")
    assert "don't know that time zone" in answer
    assert "/mindset schedule daily 9am *Middle/Earth*" in answer


async def test_a_typed_plan_for_a_channel_out_of_reach_says_how_to_invite(world: World) -> None:
    await world.slack.hands.new_channel("hush", private=True, members=["ana"])
    answer = await world.types("ana", "#hush", "/mindset schedule daily 09:00")
    assert "/invite @Headfirst" in answer


async def test_each_mistake_is_said_at_its_field_and_what_was_typed_stays(world: World) -> None:
    await world.types("ana", "#support", "/mindset schedule")
    await unfolds(world, "ana", ["zone"])
    for field, answers in {
        "zone": {"zone": "Middle/Earth"},
        "region": {"zone": "Europe/Lisbon", "country": ["PT"], "region": "DE-BY, Atlantis"},
        "days": {"region": "DE-BY", "days": []},
        "ends_on": {"days": ["1"], "starts_on": "2026-03-09", "ends_on": "2026-03-06"},
    }.items():
        refused = await world.sends("ana", **answers)
        assert list(refused.errors) == [field]
    kept = world.form("ana")["state"]["values"]
    assert kept["region"]["region"]["value"] == "DE-BY"
    assert (await world.sends("ana", ends_on="2026-03-10")).ok


async def test_holidays_first_and_last_day_hold(world: World) -> None:
    said = await plan(
        world, days=["2", "3", "4"], country=["PT"], starts_on="2026-04-02", ends_on="2026-04-09"
    )
    assert "until Thu 9 Apr 2026, except on public holidays in Portugal" in said
    # Good Friday lies between.
    for moment in ("2026-04-02 09:00", "2026-04-08 09:00", "2026-04-09 09:00"):
        assert local(wall(moment)) in said
    assert said.count("<!date^") == 3


async def test_a_team_in_four_countries_keeps_the_holidays_of_all_four(world: World) -> None:
    four = ["PT", "JP", "BR", "PL"]
    said = await plan(world, days=["1", "2", "3"], country=four, region="Germany-BY", starts_on="2026-04-21")
    assert "except on public holidays in Portugal, Japan, Brazil, Poland and Germany (BY)" in said
    # Brazil's Tiradentes on Tuesday, Japan's Showa Day on the Wednesday after.
    for moment in ("2026-04-22 09:00", "2026-04-23 09:00", "2026-04-28 09:00"):
        assert local(wall(moment)) in said
    assert "Portugal, Japan, Brazil" in words(await listing(world))


async def test_what_a_pack_of_the_teams_own_does_not_have_is_refused_until_it_has(
    sqlite_url: str, tmp_path: Path
) -> None:
    pack = tmp_path / "plums.yaml"
    pack.write_text(starter.text("plums", "Plums"), encoding="utf-8")
    async with a_world(sqlite_url, packs=tmp_path) as world:
        await world.types("ana", "#support", "/mindset schedule")
        refused = await world.sends("ana", kind="case_study", framework="plums")
        assert "This framework has nothing of that kind" in refused.errors["framework"]
        await world.slack.hands.close("ana")
        said = await world.types("ana", "#support", "/mindset schedule plums case study tue 8:15")
        assert "This framework has nothing of that kind" in said and "plums case study tue 8:15" in said
        assert "No rituals yet" in words(await listing(world))
    text = pack.read_text(encoding="utf-8")
    one = re.search(r"(?ms)^experiments:\n(  - key: .*?)(?=^\S|^$)", text)
    assert one is not None
    pack.write_text(f"{text}\ncase_studies:\n{one[1].replace('key: ', 'key: case_', 1)}", encoding="utf-8")
    async with a_world(sqlite_url, packs=tmp_path) as world:
        said = await world.types("ana", "#support", "/mindset schedule plums case study tue 8:15")
        assert "*Case study* in <#C0SUPPORT00>" in said and "Plums" in said


async def test_a_last_day_in_the_past_is_refused_at_its_field(world: World) -> None:
    await plan(world, ends_on="2026-03-02")
    await asks(world, "change")
    refused = await world.sends("ana", ends_on="2026-03-01")
    assert list(refused.errors or {}) == ["ends_on"]
    await world.slack.hands.close("ana", everything=True)
    await world.types("ana", "#support", "/mindset schedule")
    await unfolds(world, "ana", ["ends_on"])
    refused = await world.sends("ana", ends_on="2026-02-27")
    assert "later last day" in (refused.errors or {})["ends_on"]
    assert words(await listing(world)).count("Next:") == 1


async def test_a_change_keeps_the_fortnights_and_names_who_made_it(world: World) -> None:
    await plan(world, days=["0"], rhythm="fortnightly")
    await world.at(MONDAY_NINE + 8 * A_DAY)
    said = await settles(world, "change", "bruno", at="10:30")
    assert "Every second Monday at 10:30" in said
    assert local(wall("2026-03-16 10:30")) in said
    assert "Changed by <@U0BRUNOCOSTA>" in words(await listing(world))


async def test_a_change_begins_with_what_the_ritual_is_now(world: World) -> None:
    await plan(
        world,
        kind="hero",
        country=["PT", "JP"],
        region="de_by",
        game_plan="2",
        ends_on="2026-12-01",
        grace="480",
    )
    menu = world.slack.hands.press("ana", await listing(world), "ritual:more", selected="change:1")
    assert (await menu).ok
    form = world.form("ana")
    assert form["title"]["text"] == "Change the ritual"
    state = {block: next(iter(fields.values())) for block, fields in form["state"]["values"].items()}
    assert state["kind"]["selected_option"]["value"] == "hero"
    assert state["game_plan"]["selected_option"]["value"] == "2"
    assert state["grace"]["selected_option"]["value"] == "480"
    assert state["ends_on"]["selected_date"] == "2026-12-01"
    assert [each["value"] for each in state["country"]["selected_options"]] == ["PT", "JP"]
    assert state["region"]["value"] == "DE-BY"


async def test_nine_stays_nine_when_the_clocks_change(world: World) -> None:
    await plan(world)
    for day in ("2026-03-27", "2026-03-30"):
        posted = len(world.posts("#support"))
        await world.at(wall(f"{day} 08:59"))
        assert len(world.posts("#support")) == posted
        await world.later(timedelta(minutes=1))
        assert len(world.posts("#support")) == posted + 1


async def test_every_second_monday_begins_with_the_monday_that_comes(world: World) -> None:
    await world.at(MONDAY_NINE + timedelta(hours=6))
    await world.types("ana", "#support", "/mindset schedule every second monday 10:00")
    await world.at(MONDAY_NINE + 7 * A_DAY + timedelta(hours=1))
    assert len(world.posts("#support")) == 1
    await world.at(MONDAY_NINE + 14 * A_DAY + timedelta(hours=1))
    assert len(world.posts("#support")) == 1


async def test_a_ritual_may_have_all_schools_in_turn_and_says_so(world: World) -> None:
    said = await world.types("ana", "#support", "/mindset schedule daily 9:00 all schools")
    assert "All schools in turn · Every day at 09:00" in said
    await world.types("ana", "#support", "/mindset schedule")
    [offered] = [
        block["element"]["options"]
        for block in world.form("ana").blocks
        if block.get("block_id") == "framework"
    ]
    assert offered[0]["text"]["text"].endswith("All schools in turn")
    refused = await world.sends("ana", kind="poll", framework="all_schools")
    assert "Choose a framework" in refused.errors["framework"]
