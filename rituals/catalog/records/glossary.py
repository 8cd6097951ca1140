"""The glossary that ships with the product: stiff words and phrases, with what a person would say instead."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rituals.catalog.rules.inflecting import Kind
from rituals.catalog.rules.stiffness import Glossary, Term

FILE = Path(__file__).parents[1] / "glossary.yaml"


@cache
def glossary() -> Glossary:
    """It is read once. For English."""
    kinds = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return Glossary(
        _term(stiff, about, Kind(kind)) for kind, terms in kinds.items() for stiff, about in terms.items()
    )


def _term(stiff: str, about: Any, kind: Kind) -> Term:
    if isinstance(about, dict):
        return Term(stiff, tuple(about["plain"]), about.get("note"), kind)
    return Term(stiff, tuple(about), kind=kind)
