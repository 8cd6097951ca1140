"""The parts from which the hero of the day is composed."""

from functools import cache
from pathlib import Path

import yaml

from rituals.catalog.rules.schema import Customer, HeroParts, Need

FILE = Path(__file__).parents[1] / "hero.yaml"


@cache
def hero_parts() -> HeroParts:
    """The parts that ship with the product."""
    lists = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return HeroParts(
        customers=tuple(Customer(name, each) for each, names in lists["customers"].items() for name in names),
        deeds=tuple(lists["deeds"]),
        feats=tuple(lists["feats"]),
        habits=tuple(lists["habits"]),
        needs=tuple(Need(**each) for each in lists["needs"]),
    )
