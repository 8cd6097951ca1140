"""What stands in a form outlives the form, and the version of the bot that opened it."""

import json
from dataclasses import asdict

from bot.features.polls.written import WrittenPoll
from bot.features.stories.written import WrittenStory
from tests.cast import ANA, BRUNO


def test_a_draft_comes_back_as_it_was_begun() -> None:
    begun = WrittenStory(
        "He stayed late.",
        "great_human_moment",
        front=(ANA,),
        back=(BRUNO,),
        took=("courage",),
        beyond=True,
        tip=3,
    )
    assert WrittenStory.of_draft(json.loads(json.dumps(asdict(begun)))) == begun


def test_a_draft_that_an_earlier_version_kept_comes_back_too() -> None:
    kept = {"text": "He stayed late.", "customer": None, "front": [ANA], "beyond": ["yes"], "long_gone": 1}
    assert WrittenStory.of_draft(kept) == WrittenStory("He stayed late.", front=(ANA,), beyond=True)
    assert WrittenStory.of_draft(kept | {"beyond": []}).beyond is False


def test_only_what_stands_below_more_details_unfolds_the_form() -> None:
    assert not WrittenStory(
        "He stayed late.", "proactive_save", "curious", front=(ANA,), taught="x"
    ).has_details
    assert WrittenStory(customer="A bakery").has_details and WrittenStory(back=(BRUNO,)).has_details


def test_the_draft_of_a_poll_comes_back_as_it_was_begun() -> None:
    begun = WrittenPoll("Who?", "a\nb", "own", closes="at", at="1772440000", ticks=("several",))
    assert WrittenPoll.of_draft(json.loads(json.dumps(asdict(begun)))) == begun
    # Nobody was asked for ticks: not the same as nothing ticked.
    assert WrittenPoll.of_draft({"question": "Who?"}).ticks is None
    assert WrittenPoll.of_draft({"question": "Who?", "ticks": []}).ticks == ()
