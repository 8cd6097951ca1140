"""The page draws every emoji that the bot's cards use."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CARDS = [path for room in ("features", "slack", "delivery") for path in (ROOT / "bot" / room).rglob("*.py")]
SOURCES = [*CARDS, *(ROOT / "rituals" / "catalog" / "packs").glob("*.yaml")]
DRAWN = yaml.safe_load((ROOT / "bot" / "playground" / "emoji.yaml").read_text())


def test_all_cards_are_looked_at() -> None:
    names = {path.name for path in CARDS}
    assert {"card.py", "form.py", "menu.py", "notes.py", "sections.py"} <= names


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_card_shows_the_name_of_an_emoji_instead_of_it(source: Path) -> None:
    # An action's id has colons too, but words on both sides of them.
    used = set(re.findall(r"(?<!\w):([a-z][a-z0-9_+-]*):(?!\w)", source.read_text()))
    assert used <= set(DRAWN)
