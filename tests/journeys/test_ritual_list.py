"""The handles of a ritual: its buttons, its menu, the small forms, and days off."""

from tests.cast import ANA, BRUNO, CARLA, ESCALATIONS, SUPPORT
from tests.journeys.steps import (
    A_DAY,
    MONDAY_NINE,
    asks,
    handles,
    listing,
    local,
    next_line,
    plan,
    settles,
    wall,
)
from tests.journeys.world import World, words

TUESDAY_NINE = MONDAY_NINE + A_DAY


async def test_the_next_one_can_be_moved_and_the_ones_after_it_stay(world: World) -> None:
    await plan(world)
    to = wall("2026-03-02 14:00")
    said = await settles(world, "move", to=int(to.timestamp()))
    assert "(moved), then" in said
    assert local(to) in said
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []
    await world.at(to)
    await world.at(TUESDAY_NINE)
    assert len(world.posts("#support")) == 2


async def test_a_move_into_the_past_or_past_the_next_one_is_refused_at_the_field(world: World) -> None:
    await plan(world)
    await asks(world, "move")
    early = await world.sends("ana", to=int(wall("2026-03-02 08:00").timestamp()))
    late = await world.sends("ana", to=int(wall("2026-03-03 11:00").timestamp()))
    assert "already passed" in early.errors["to"]
    assert "later than the post after it" in late.errors["to"]


async def test_a_pause_until_a_date_ends_by_itself_or_earlier(world: World) -> None:
    await plan(world)
    await asks(world, "pause_until")
    assert "already passed" in (await world.sends("ana", until="2026-03-02")).errors["until"]
    assert (await world.sends("ana", until="2026-03-04")).ok
    assert "Paused until Wed 4 Mar. Next: " + local(wall("2026-03-04 09:00")) in await next_line(world)
    await world.at(TUESDAY_NINE)
    assert world.posts("#support") == []
    await world.at(wall("2026-03-04 09:00"))
    assert len(world.posts("#support")) == 1
    await settles(world, "pause_until", until="2026-03-20")
    assert "Resumed by <@U0ANADUARTE>" in await handles(world, "resume")
    assert local(wall("2026-03-05 09:00")) in await next_line(world)


async def test_a_ritual_is_handed_over_to_a_person_and_not_to_an_app(world: World) -> None:
    await plan(world)
    await asks(world, "hand_over")
    assert "an app" in (await world.sends("ana", to="U0DEPLOYBOT")).errors["to"]
    assert (await world.sends("ana", to=BRUNO)).ok
    history = words(await listing(world))
    assert f"Handed over by <@{ANA}>" in history
    assert f"Owner: <@{BRUNO}>" in history


async def test_every_change_names_who_made_it(world: World) -> None:
    await plan(world)
    assert f"Set up by <@{ANA}>" in words(await listing(world))
    assert f"Next post skipped by <@{BRUNO}>" in await handles(world, "skip", "bruno")
    assert f"Paused by <@{ANA}>" in await handles(world, "pause")
    assert f"Resumed by <@{BRUNO}>" in await handles(world, "resume", "bruno")
    await settles(world, "move", to=int(wall("2026-03-02 11:00").timestamp()))
    assert f"Next post moved by <@{ANA}>" in words(await listing(world))


async def test_who_changes_somebody_elses_ritual_is_named_to_its_owner(world: World) -> None:
    await plan(world)
    await handles(world, "pause", "bruno")
    await handles(world, "resume", "bruno")
    await settles(world, "change", "bruno", at="10:30")
    await settles(world, "remove", "carla")
    await world.beat()
    paused, resumed, changed, removed = (words(letter) for letter in world.letters("ana"))
    assert f"<@{BRUNO}> paused your ritual" in paused
    assert "Thought experiment* in <#C0SUPPORT00>" in paused and "at 09:00" in paused
    assert f"<@{BRUNO}> resumed your ritual" in resumed
    assert f"<@{BRUNO}> changed your ritual" in changed and "at 10:30" in changed
    assert f"<@{CARLA}> removed your ritual" in removed and "at 10:30" in removed


async def test_nobody_is_told_what_they_did_themselves(world: World) -> None:
    await plan(world)
    await handles(world, "pause")
    await settles(world, "remove")
    await world.beat()
    assert world.letters("ana") == []


async def test_both_hear_of_a_ritual_that_is_handed_over(world: World) -> None:
    await plan(world)
    await settles(world, "hand_over", "carla", to=BRUNO)
    await world.beat()
    [before], [now] = world.letters("ana"), world.letters("bruno")
    assert f"<@{CARLA}> handed your ritual over" in words(before)
    assert f"<@{CARLA}> handed this ritual over to you" in words(now)
    assert world.letters("carla") == []


async def test_who_is_forgotten_is_named_in_no_letter(world: World) -> None:
    await plan(world)
    await handles(world, "pause", "bruno")
    await world.beat()
    await world.types("bruno", "#support", "/mindset forget me")
    assert (await world.sends("bruno")).ok
    await world.beat()
    [letter] = world.letters("ana")
    assert "Somebody paused your ritual" in words(letter)
    assert BRUNO not in str(letter.blocks) + letter.text


async def test_the_list_behind_a_form_is_brought_up_to_date(world: World) -> None:
    await plan(world)
    shown = await listing(world)
    await world.chooses("ana", shown, "remove:1", "ritual:more")
    assert (await world.sends("ana")).ok
    assert "No rituals yet" in words(shown)
    await world.presses("ana", shown, "open_schedule")
    assert (await world.sends("ana")).ok
    assert "Thought experiment" in words(shown)


async def test_home_has_the_same_handles(world: World) -> None:
    await plan(world)
    await world.home("ana", "rituals")
    await world.presses("ana", "home", "ritual:manage")
    await world.chooses("ana", world.form("ana"), "pause_until:1", "ritual:more")
    assert (await world.sends("ana", until="2026-03-10")).ok
    home = world.slack.workspace.home_of("ana")
    assert home is not None
    assert "Paused until Tue 10 Mar" in words(home)


async def test_a_paused_ritual_has_nothing_to_skip_or_to_move(world: World) -> None:
    await plan(world)
    await handles(world, "pause")
    buttons = words(await listing(world))
    assert "Skip next" not in buttons
    assert "Move the next one" not in buttons
    assert "Resume" in buttons


async def test_days_off_are_kept_free_shown_and_taken_back(world: World) -> None:
    await plan(world)
    await world.presses("bruno", await listing(world, "bruno"), "days_off:open")
    refused = await world.sends("bruno", first="2026-03-03", last="2026-03-02")
    assert list(refused.errors) == ["last"]
    assert (await world.sends("bruno", first="2026-03-02", last="2026-03-04")).ok
    assert "Mon 2 Mar to Wed 4 Mar 2026" in words(world.form("bruno"))
    assert local(wall("2026-03-05 09:00")) in await next_line(world)
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []

    await world.presses("ana", await listing(world), "days_off:open")
    assert f"Set by <@{BRUNO}>" in words(world.form("ana"))
    await world.presses("ana", world.form("ana"), "days_off:take_back")
    assert "no days off" in words(world.form("ana"))
    await world.at(TUESDAY_NINE)
    assert len(world.posts("#support")) == 1


async def test_days_off_of_a_private_channel_are_for_those_in_it(world: World) -> None:
    await plan(world, channel="#escalations")
    await world.slack.hands.remove("#escalations", "dora")
    await world.presses("ana", await listing(world), "days_off:open")
    assert (await world.sends("ana", channel=ESCALATIONS, first="2026-03-03", last="2026-03-05")).ok
    assert "Tue 3 Mar to Thu 5 Mar 2026" in words(world.form("ana"))
    await world.presses("dora", await listing(world, "dora"), "days_off:open")
    assert "5 Mar" not in words(world.form("dora"))
    assert (await world.sends("dora", channel=SUPPORT, first="2026-03-09")).ok
    assert "Mon 9 Mar 2026" in words(world.form("dora"))
    assert "5 Mar" not in words(world.form("dora")) and ESCALATIONS not in words(world.form("dora"))
    await world.presses("bruno", await listing(world, "bruno"), "days_off:open")
    assert "Tue 3 Mar to Thu 5 Mar 2026" in words(world.form("bruno"))


async def test_days_off_can_be_set_from_home(world: World) -> None:
    await plan(world)
    await world.home("ana", "rituals")
    await world.presses("ana", "home", "days_off:open")
    assert (await world.sends("ana", channel=SUPPORT, first="2026-03-02")).ok
    home = world.slack.workspace.home_of("ana")
    assert home is not None
    assert f"Next: {local(TUESDAY_NINE)}" in words(home)


async def test_a_form_of_a_ritual_that_is_gone_says_so(world: World) -> None:
    await plan(world)
    await asks(world, "pause_until", "bruno")
    await settles(world, "remove")
    refused = await world.sends("bruno", until="2026-03-10")
    assert "I can't find that" in refused.errors["until"]
    await world.slack.hands.close("bruno")
