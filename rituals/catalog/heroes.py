"""The parts from which the hero of the day is composed."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("hero.yaml")


@dataclass(frozen=True, slots=True)
class HeroParts:
    """Five lists of parts. Each part goes with all of the other lists; hero.yaml says how it must look."""

    disguises: tuple[str, ...]
    deeds: tuple[str, ...]
    burdens: tuple[str, ...]
    kindnesses: tuple[str, ...]
    needs: tuple[str, ...]


@cache
def hero_parts() -> HeroParts:
    """The parts that ship with the product."""
    lists = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return HeroParts(**{name: tuple(entries) for name, entries in lists.items()})
