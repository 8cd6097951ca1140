"""What the reading grade promises: it tells easy words from hard ones."""

import pytest

from rituals.catalog.rules.readability import grade, syllables


def test_the_reading_grade_tells_a_child_from_a_lawyer() -> None:
    assert grade("The cat sat on the mat. It was warm.") < 2
    assert grade("Notwithstanding prior considerations, remediation remains discretionary.") > 16


@pytest.mark.parametrize(
    ("word", "count"),
    [("cake", 1), ("table", 2), ("walked", 1), ("wanted", 2), ("boxes", 2), ("times", 1), ("piano", 3)],
)
def test_syllables_are_counted_by_ear(word: str, count: int) -> None:
    assert syllables(word) == count
