"""What stands on a screen is whole, and reads as somebody would say it."""

from __future__ import annotations

import pytest

from bot.features.schedules.fields import schools
from bot.features.schedules.wording import when
from bot.slack.block_kit import brief, option
from bot.slack.wording import turnout
from rituals.catalog import Catalog
from rituals.schedules import Rhythm, countries, place_named
from tests.wishes import EVERY_DAY, WORKDAYS, wishes

LONG = "Good service is something you choose to give, and people can tell when you did."


@pytest.mark.parametrize(
    ("days", "rhythm", "said"),
    [
        ({0}, Rhythm.WEEKLY, "Monday"),
        ({0, 3}, Rhythm.WEEKLY, "Monday and Thursday"),
        ({0, 2, 4}, Rhythm.WEEKLY, "Mon, Wed and Fri"),
        (EVERY_DAY, Rhythm.WEEKLY, "Every day"),
        ({1}, Rhythm.FORTNIGHTLY, "Every second Tuesday"),
        (WORKDAYS, Rhythm.FORTNIGHTLY, "Monday to Friday, every second week,"),
        ({0}, Rhythm.MONTHLY, "The first Monday of each month"),
        ({0, 3}, Rhythm.MONTHLY, "The first Monday or Thursday of each month"),
        (WORKDAYS, Rhythm.MONTHLY, "The first weekday of each month"),
        (EVERY_DAY, Rhythm.MONTHLY, "The first day of each month"),
    ],
)
def test_a_plan_reads_as_somebody_would_say_it(days: set[int], rhythm: Rhythm, said: str) -> None:
    plan = when(wishes(weekdays=frozenset(days), rhythm=rhythm))
    assert plan == f"{said} at 09:00 (Europe/Lisbon)"


def test_the_last_of_several_holidays_has_its_and() -> None:
    plan = when(wishes(holidays=("PT", "JP", "DE-BY")))
    assert plan.endswith("except on public holidays in Portugal, Japan and Germany (BY)")


@pytest.mark.parametrize(
    ("code", "name", "typed"),
    [
        ("BQ", "Bonaire, Sint Eustatius and Saba", "bonaire sint eustatius and saba"),
        ("RE", "Réunion", "Reunion"),
        ("SY", "Syria", "Syrian Arab Republic"),
        ("KN", "Saint Kitts and Nevis", "saint kitts and nevis"),
    ],
)
def test_a_country_is_called_by_its_name_and_found_without_its_accents(
    code: str, name: str, typed: str
) -> None:
    assert countries()[code] == name
    assert place_named(name) == place_named(typed) == code


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Short enough.", "Short enough."),
        (f"One sentence fits. {LONG}", "One sentence fits."),
        (LONG, "Good service is something you choose to give…"),
        ("word " * 20, "word " * 14 + "word…"),
        ("x" * 80, "x" * 74 + "…"),
    ],
)
def test_what_is_too_long_for_a_menu_ends_where_one_would_pause(text: str, shown: str) -> None:
    assert brief(text, 75) == shown
    assert option("Choose", "it", text)["description"]["text"] == shown


def test_no_school_is_described_by_half_a_word(catalog: Catalog) -> None:
    described = [each["description"]["text"] for each in schools(catalog)]
    texts = [each.tagline for each in catalog]
    for shown in described[1:]:
        [whole] = [text for text in texts if text.startswith(shown.removesuffix("…"))]
        rest = whole[len(shown.removesuffix("…")) :]
        assert not rest[:1].isalnum(), shown


@pytest.mark.parametrize(
    ("voters", "words"),
    [(0, "No votes yet"), (1, "1 person has voted"), (1200, "1,200 people have voted")],
)
def test_nobody_is_not_zero_people(voters: int, words: str) -> None:
    assert turnout(voters) == words
