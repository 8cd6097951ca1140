"""The parts from which the hero of the day is composed."""

from functools import cache
from pathlib import Path

import yaml

from rituals.catalog.schema import HeroParts

FILE = Path(__file__).with_name("hero.yaml")


@cache
def hero_parts() -> HeroParts:
    """The parts that ship with the product."""
    lists = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return HeroParts(**{name: tuple(entries) for name, entries in lists.items()})
