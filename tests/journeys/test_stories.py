"""Stories: told, kept, posted, cheered."""

from datetime import timedelta

from bot.features.stories.card import CHEER, CHOOSE_FEED
from bot.features.stories.form import MORE, WRITTEN
from tests.cast import ANA, BRUNO, CARLA
from tests.journeys.world import World, words


async def tell(world: World, person: str, text: str, **answers: object) -> str:
    """Somebody tells a story; what they read then."""
    await world.types(person, "#support", "/mindset story")
    answered = await world.sends(person, text=text, **answers)
    assert answered.ok, answered
    said = words(world.form(person))
    await world.slack.hands.close(person)
    return said


async def test_a_story_goes_to_the_feed_with_all_that_was_told(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    thanks = await tell(
        world,
        "ana",
        "She showed me that our form was upside down.",
        kind="customer_helped_us",
        front=[BRUNO, CARLA],
        taught="Read it as they do.",
    )
    await world.beat()
    [post] = world.posts("#kudos")
    told = words(post)
    assert "<#C0KUDOSFEED>" in thanks
    assert "A customer helped us" in told
    assert "> She showed me that our form was upside down." in told
    assert f"Told by <@{ANA}> · thanks to <@{BRUNO}> and <@{CARLA}>" in told
    assert "*What they taught us:* Read it as they do." in told


async def test_the_unfolded_form_keeps_what_was_typed_and_asks_for_more(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.types("ana", "#support", "/mindset story")
    await world.slack.hands.press("ana", world.form("ana"), MORE, values={"text": "Once upon a Friday."})
    sent = await world.sends(
        "ana",
        text="Once upon a Friday, a baker called.",
        back=[CARLA],
        mindset="let_them_help",
        touchpoint="When it breaks",
        customer="a bakery in Porto",
        took=["time"],
        beyond=["yes"],
        thanked="With a cake.",
    )
    assert sent.ok, sent
    await world.beat()
    told = words(world.posts("#kudos")[0])
    assert f"behind the scenes <@{CARLA}>" in told
    for tag in ("Let the customer help you", "When it breaks", "Customer: a bakery in Porto", "It took time"):
        assert tag in told
    assert "Not in the job description" in told
    assert "*How we thanked them:* With a cake." in told


async def test_what_was_begun_comes_back_with_its_details(world: World) -> None:
    await world.types("ana", "#support", "/mindset story")
    await world.slack.hands.press("ana", world.form("ana"), MORE, values={"text": "Once upon a Friday."})
    typed = {"text": "Once upon a Friday, very late.", "customer": "a bakery"}
    await world.slack.hands.press("ana", world.form("ana"), WRITTEN, values=typed)
    await world.slack.hands.close("ana")
    await world.types("ana", "#support", "/mindset story")
    fields = {block["block_id"]: block for block in world.form("ana").blocks if block["type"] == "input"}
    assert fields["text"]["element"]["initial_value"] == typed["text"]
    assert fields["customer"]["element"]["initial_value"] == "a bakery"
    assert "the story you started earlier" in words(world.form("ana"))


async def test_without_a_feed_the_story_is_kept_and_posted_when_there_is_one(world: World) -> None:
    kept = await tell(world, "bruno", "The second caller brought the answer for the first one.")
    await world.beat()
    assert "I've kept your story" in kept
    assert "Choose the feed's channel" in kept
    answer = await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.beat()
    assert "One story was waiting" in answer
    [post] = world.posts("#kudos")
    assert "The second caller" in words(post)


async def test_text_typed_with_the_command_is_in_the_form(world: World) -> None:
    await world.types("ana", "#support", "/mindset story @bruno fixed <it> & smiled in #support")
    [field] = [block for block in world.form("ana").blocks if block["block_id"] == "text"]
    assert field["element"]["initial_value"] == "@bruno fixed <it> & smiled in #a-channel"


async def test_a_cheer_counts_once_a_person_and_can_be_taken_back(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await tell(world, "ana", "A long wait, and he thanked us for telling him the truth.")
    await world.beat()
    [post] = world.posts("#kudos")

    async def cheers(person: str) -> str:
        await world.presses(person, post, CHEER)
        await world.beat()
        return words(world.posts("#kudos")[0])

    assert "Cheer · 1" in await cheers("bruno")
    assert "Cheer · 2" in await cheers("carla")
    # A double click is one.
    assert "Cheer · 2" in await cheers("carla")
    await world.later(timedelta(seconds=3))
    assert "Cheer · 1" in await cheers("bruno")
    assert "Cheer ·" not in await cheers("carla")
    assert len(world.posts("#kudos")) == 1
    assert post.edited is None


async def test_a_form_sent_twice_tells_once(world: World) -> None:
    await world.types("ana", "#kudos", "/mindset feed #kudos")
    await world.types("ana", "#support", "/mindset story")
    await world.sends_twice("ana", text="Twice pressed, once told.")
    await world.beat()
    assert len(world.posts("#kudos")) == 1


async def test_where_there_is_no_feed_yet_the_teller_can_choose_one_at_once(world: World) -> None:
    await world.types("ana", "#support", "/mindset story")
    assert (await world.sends("ana", text="A baker taught us to read our own forms.")).ok
    assert "no feed channel yet" in words(world.form("ana"))
    await world.presses("ana", world.form("ana"), CHOOSE_FEED)
    assert (await world.sends("ana", channel="C0KUDOSFEED")).ok
    await world.beat()
    assert "A baker taught us" in words(world.posts("#kudos")[-1])


async def test_blanks_are_no_story(world: World) -> None:
    await world.types("ana", "#support", "/mindset story")
    answered = await world.sends("ana", text="   \n ")
    assert list(answered.errors) == ["text"]


async def test_the_feed_has_to_be_a_channel_that_everybody_may_read(world: World) -> None:
    answer = await world.types("ana", "#escalations", "/mindset feed #escalations")
    assert "public channel" in answer
    await world.types("ana", "#support", "/mindset feed")
    await world.presses("ana", world.whispers("ana", "#support")[-1], CHOOSE_FEED)
    refused = await world.sends("ana", channel="C0ESCALATES")
    assert "public channel" in refused.errors["channel"]
    chosen = await world.sends("ana", channel="C0KUDOSFEED")
    assert chosen.ok
    assert "Stories now go to <#C0KUDOSFEED>" in words(world.form("ana"))


async def test_words_after_feed_are_looked_for(world: World) -> None:
    await tell(world, "ana", "A baker taught us to read our own forms.")
    assert "A baker taught us" in await world.types("bruno", "#support", "/mindset feed bakers")
    assert "No story like that yet" in await world.types("bruno", "#support", "/mindset feed plumber")


async def test_the_button_on_a_card_brings_its_mindset_along(world: World) -> None:
    await world.types("ana", "#support", "/mindset")
    [card] = world.whispers("ana", "#support")
    await world.presses("ana", card, "open_story")
    [field] = [block for block in world.form("ana").blocks if block["block_id"] == "mindset"]
    assert field["element"]["initial_option"]["value"]
