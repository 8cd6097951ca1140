"""What people type: understood as it was meant, or given back with the word marked, and nothing posted."""

import pytest

from tests.journeys.steps import MONDAY_NINE, listing, local, wall
from tests.journeys.world import World, words

TEA = '"Tea?" "Mint" "Black"'


async def test_a_typed_poll_keeps_every_wish(world: World) -> None:
    await world.types("ana", "#support", f"/mindset poll anonymous {TEA}")
    await world.types("ana", "#support", f"/mindset poll {TEA} multiple choice")
    said = await world.types("ana", "#support", f"/mindset poll {TEA} in #general")
    assert "on its way to <#C0GENERAL00>" in said
    await world.beat()
    first, second = (words(post) for post in world.posts("#support"))
    assert "Nobody can see who voted what" in first
    assert "Not anonymous" in second and "several" in second
    [elsewhere] = world.posts("#general")
    assert "Tea?" in words(elsewhere)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("schedule someday 08:15", "someday"),
        ("export pols", "pols"),
    ],
)
async def test_a_word_that_is_not_understood_is_marked_and_nothing_is_posted(
    world: World, line: str, word: str
) -> None:
    said = await world.types("ana", "#support", f"/mindset {line}")
    typed, below = said.split("```")[1].split("\n")
    assert typed == f"/mindset {line}"
    assert typed[len(below) - len(below.lstrip()) : len(below)] == word
    assert f"*{word}*" in said
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []
    assert "No rituals yet" in words(await listing(world))


async def test_a_mention_that_is_not_understood_comes_back_as_it_was_typed(world: World) -> None:
    said = await world.types("ana", "#support", f"/mindset poll {TEA} @bruno")
    assert "I didn't understand *@bruno*" in said
    assert "U0BRUNO" not in said


async def test_a_comma_a_full_stop_and_a_bare_name_are_no_riddle(world: World) -> None:
    await world.types("ana", "#support", '/mindset poll "Tea?", "Mint", "Black".')
    said = await world.types("ana", "#support", f"/mindset poll {TEA} in general")
    assert "Did you mean *#general*?" in said
    await world.beat()
    assert len(world.posts("#support")) == 1


@pytest.mark.parametrize(
    ("line", "word"),
    [
        (f"poll {TEA} annonymous", "annonymous"),
        (f"poll {TEA} limit 7", "limit"),
        (f"poll {TEA} in #nowhere", "#nowhere"),
        ('poll Anonymous tea "Mint" "Black"', "Anonymous"),
        ("schedule mon 8:15 and thu 17:00", "17:00"),
        ("schedule daily 8:15 Europe/Lisbon Asia/Tokyo", "Asia/Tokyo"),
    ],
)
async def test_in_a_line_that_a_phone_breaks_the_word_is_bold(world: World, line: str, word: str) -> None:
    said = await world.types("ana", "#support", f"/mindset {line}")
    before, found, after = line.rpartition(word)
    assert found
    assert f"> /mindset {before}*{word}*{after}" in said
    assert "^" not in said
    await world.at(MONDAY_NINE)
    assert world.posts("#support") == []


async def test_in_a_long_line_the_word_is_bold(world: World) -> None:
    question = f'"{"Which tea shall we have? " * 4}"'
    said = await world.types("ana", "#support", f'/mindset poll {question} "Mint" "Black" annonymous')
    assert f'> /mindset poll {question} "Mint" "Black" *annonymous*' in said
    assert "Did you mean *anonymous*?" in said


async def test_a_poll_is_not_sent_where_its_maker_is_not(world: World) -> None:
    await world.slack.hands.new_channel("hush", private=True, members=["bruno", "headfirst"])
    line = f"/mindset poll {TEA} in #hush"
    assert "can't see that channel" in await world.types("ana", "#support", line)
    assert "on its way to" in await world.types("bruno", "#support", line)
    await world.beat()
    assert len(world.posts("#hush")) == 1


async def test_channels_and_links_in_a_poll_read_as_they_were_typed(world: World) -> None:
    line = '/mindset poll "Where? https://tea.example/menu" "#general" "#kudos" "ana@tea.example"'
    await world.types("ana", "#support", line)
    await world.beat()
    [poll] = world.posts("#support")
    for text in ("Where? https://tea.example/menu", "#general", "#kudos", "ana@tea.example"):
        assert text in words(poll)
    assert "mailto" not in words(poll)


async def test_the_name_of_a_private_channel_is_not_asked_about(world: World) -> None:
    said = await world.types("ana", "#support", '/mindset poll "Where?" "#escalations" "#general"')
    assert "private channel's name" in said
    await world.beat()
    assert world.posts("#support") == []


async def test_what_the_form_is_opened_with_shows_what_was_wished(world: World) -> None:
    await world.types("ana", "#support", '/mindset poll "Tea?" anonymous several in #general')
    await world.slack.hands.press("ana", world.form("ana"), "poll:turned:framework", selected="own")
    assert (await world.sends("ana", options="Mint\nBlack")).ok
    await world.beat()
    [poll] = world.posts("#general")
    assert "Tea?" in words(poll)
    assert "Nobody can see who voted what" in words(poll) and "several" in words(poll)


async def test_lines_without_quotes_fill_the_form(world: World) -> None:
    await world.types("ana", "#support", "/mindset poll Tea?\nMint\nBlack")
    assert (await world.sends("ana")).ok
    await world.beat()
    assert "Mint" in words(world.posts("#support")[0])


async def test_a_question_that_nobody_can_see_is_none(world: World) -> None:
    for line in ('"\u200b" "Mint" "Black"', '"Tea?" "\u200b" "\u2060" "Mint"'):
        await world.types("ana", "#support", f"/mindset poll {line}")
    await world.beat()
    assert world.posts("#support") == []


@pytest.mark.parametrize("space", ["\u00a0", "\t", "\n"])
async def test_any_white_space_ends_the_first_word(world: World, space: str) -> None:
    await world.types("ana", "#support", f"/mindset story{space}she waited on hold with me")
    [field] = [block for block in world.form("ana").blocks if block["block_id"] == "text"]
    assert field["element"]["initial_value"] == "she waited on hold with me"


async def test_a_slip_in_the_first_word_is_asked_about(world: World) -> None:
    said = await world.types("ana", "#support", "/mindset shedule daily 08:15")
    assert "Did you mean" in said
    assert "/mindset schedule daily 08:15" in said
    assert "/mindset feed" not in said, "not the whole help"
    assert "No rituals yet" in words(await listing(world))


async def test_every_kind_of_ritual_can_be_typed(world: World) -> None:
    for line, name in {
        "head check tuesdays 8:15": "Head check",
        "digest tuesday 8:15": "Digest",
        "look-ahead tuesday 8:15": "Look-ahead",
        "be human case study tue 8:15": "Case study",
    }.items():
        said = await world.types("ana", "#support", f"/mindset schedule {line}")
        assert f"*{name}* in <#C0SUPPORT00>" in said
        assert local(wall("2026-03-03 08:15")) in said
    elsewhere = await world.types("ana", "#support", "/mindset schedule weekly tuesday in #general")
    assert "in <#C0GENERAL00>" in elsewhere and "Tuesday at 09:00" in elsewhere


async def test_two_times_are_two_rituals(world: World) -> None:
    said = await world.types("ana", "#support", "/mindset schedule daily 9:00 and 17:00")
    assert "Every day at 09:00" in said and "Every day at 17:00" in said
    await world.at(MONDAY_NINE)
    await world.at(wall("2026-03-02 17:00"))
    assert len(world.posts("#support")) == 2


async def test_a_clock_that_stands_still_comes_with_a_hint(world: World) -> None:
    said = await world.types("ana", "#support", "/mindset schedule daily 8:15 est")
    assert "Every day at 08:15 (EST)" in said
    assert "write America/New_York" in said
    assert "America/Los_Angeles" in await world.types("ana", "#support", "/mindset schedule daily 8:15 PST")
