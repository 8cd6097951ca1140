"""Personal practice: the experiment by direct message, at one's own local time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.steps import local, wall
from tests.journeys.world import World, words

BERLIN_NINE = datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("Europe/Berlin"))
MY_PRACTICE = "my_practice"


async def practise(world: World, person: str = "carla", **answers: object) -> str:
    """Somebody sets up their own practice; what is said back."""
    await world.types(person, "#support", "/mindset me")
    answered = await world.sends(person, **answers)
    assert answered.ok, answered
    said = words(world.form(person))
    await world.slack.hands.close(person)
    return said


async def test_it_comes_by_direct_message_at_the_persons_own_nine(world: World) -> None:
    said = await practise(world)
    assert "Monday to Friday at 09:00 (Europe/Berlin)" in said
    assert local(BERLIN_NINE) in said
    await world.at(BERLIN_NINE - timedelta(minutes=1))
    assert world.letters("carla") == []
    await world.at(BERLIN_NINE)
    [letter] = world.letters("carla")
    assert "Thought experiment" in words(letter)
    assert "Start a poll" not in words(letter)
    assert "Answer" not in words(letter)
    assert "No rituals yet" in await world.types("ana", "#support", "/mindset schedule list")


async def test_it_follows_them_when_they_travel(world: World) -> None:
    await practise(world)
    await world.slack.hands.travel("carla", "America/New_York")
    await world.at(BERLIN_NINE)
    assert world.letters("carla") == []
    await world.at(datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("America/New_York")))
    assert len(world.letters("carla")) == 1


async def test_the_travels_of_others_change_nothing(world: World) -> None:
    await practise(world)
    await world.slack.hands.travel("bruno", "Asia/Tokyo")
    await world.at(BERLIN_NINE)
    assert len(world.letters("carla")) == 1


async def test_it_can_be_snoozed_until_a_date_from_the_card_itself(world: World) -> None:
    await practise(world, "ana", at="10:00")
    await world.at(wall("2026-03-02 10:00"))
    [letter] = world.letters("ana")
    await world.presses("ana", letter, MY_PRACTICE)
    refused = await world.sends("ana", until="2026-03-01")
    assert list(refused.errors) == ["until"]
    assert (await world.sends("ana", until="2026-03-05")).ok
    assert "Paused until Thu 5 Mar" in words(world.form("ana"))
    await world.at(wall("2026-03-04 10:00"))
    assert len(world.letters("ana")) == 1
    await world.at(wall("2026-03-05 10:00"))
    assert len(world.letters("ana")) == 2


async def test_a_second_form_changes_the_one_practice(world: World) -> None:
    await practise(world, "ana", at="10:00")
    await practise(world, "ana", at="11:00", framework="be_human")
    await world.at(wall("2026-03-02 10:00"))
    assert world.letters("ana") == []
    await world.at(wall("2026-03-02 11:00"))
    [letter] = world.letters("ana")
    assert "Be human" in words(letter)


async def test_it_ends_with_a_word_or_with_a_button(world: World) -> None:
    await practise(world, "ana")
    await practise(world, "bruno")
    assert "has ended" in await world.types("ana", "#support", "/mindset me stop")
    await world.types("bruno", "#support", "/mindset me")
    await world.presses("bruno", world.form("bruno"), "practice:stop")
    assert "has ended" in words(world.form("bruno"))
    await world.at(wall("2026-03-02 09:00"))
    assert world.letters("ana") == world.letters("bruno") == []


async def test_home_shows_it_and_opens_its_form(world: World) -> None:
    await world.slack.hands.open_home("ana")
    await world.presses("ana", "home", MY_PRACTICE)
    assert (await world.sends("ana", at="07:15")).ok
    home = world.slack.workspace.home_of("ana")
    assert home is not None
    assert "Monday to Friday at 07:15 (Europe/Lisbon)" in words(home)
