"""What stands in the form of a story outlives the form, and the version of the bot that opened it."""

import json
from dataclasses import asdict

from bot.features.stories.written import Written
from tests.cast import ANA, BRUNO


def test_a_draft_comes_back_as_it_was_begun() -> None:
    begun = Written(
        "He stayed late.",
        "great_human_moment",
        front=(ANA,),
        back=(BRUNO,),
        took=("courage",),
        beyond=True,
        tip=3,
    )
    assert Written.of_draft(json.loads(json.dumps(asdict(begun)))) == begun


def test_a_draft_that_an_earlier_version_kept_comes_back_too() -> None:
    kept = {"text": "He stayed late.", "customer": None, "front": [ANA], "beyond": ["yes"], "long_gone": 1}
    assert Written.of_draft(kept) == Written("He stayed late.", front=(ANA,), beyond=True)
    assert Written.of_draft(kept | {"beyond": []}).beyond is False


def test_only_what_stands_below_more_details_unfolds_the_form() -> None:
    assert not Written("He stayed late.", "proactive_save", "curious", front=(ANA,), taught="x").has_details
    assert Written(customer="A bakery").has_details and Written(back=(BRUNO,)).has_details
