"""The page on the architecture leads to files that are there."""

import re
from pathlib import Path

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs" / "architecture.md").read_text()
PATH = re.compile(r"`((?:bot|rituals|tests|docs)/[\w./*]+)`")


def test_every_file_that_the_page_names_is_there() -> None:
    named = {path for path in PATH.findall(PAGE) if "<" not in path}
    assert len(named) > 20
    assert sorted(path for path in named if not (HOUSE / path).exists()) == []


def test_the_page_says_early_where_things_are() -> None:
    lines = PAGE.splitlines()
    assert lines.index("## Where is it?") < 60
