"""The glossary that ships with the product: stiff words and phrases, with what a person would say instead."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from rituals.catalog.rules.inflecting import WordClass
from rituals.catalog.rules.stiffness import Glossary, Term

FILE = Path(__file__).parents[1] / "glossary.yaml"


@cache
def glossary() -> Glossary:
    """It is read once. For English."""
    kinds = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    terms = ((stiff, about, WordClass(kind)) for kind in kinds for stiff, about in kinds[kind].items())
    return Glossary(_term(*each) for each in terms)


def _term(stiff: str, about: Any, kind: WordClass) -> Term:
    if isinstance(about, dict):
        return Term(stiff, tuple(about["plain"]), about.get("note"), kind)
    return Term(stiff, tuple(about), kind=kind)
