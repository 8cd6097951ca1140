"""The frameworks that people practise: mindsets, thought experiments, poll questions, story prompts."""

from rituals.catalog.acts.load import Gathered, PackError, gather, load
from rituals.catalog.records.glossary import glossary
from rituals.catalog.records.heroes import hero_parts
from rituals.catalog.rules.inflecting import WordClass
from rituals.catalog.rules.readability import grade
from rituals.catalog.rules.schema import (
    Catalog,
    Experiment,
    Framework,
    GamePlan,
    HeroParts,
    Mindset,
    Tone,
    UnknownExperiment,
    UnknownFramework,
    UnknownMindset,
)
from rituals.catalog.rules.stiffness import FoundTerm, Glossary, Source, Term, plainer

__all__ = [
    "Catalog",
    "Experiment",
    "FoundTerm",
    "Framework",
    "GamePlan",
    "Gathered",
    "Glossary",
    "HeroParts",
    "Mindset",
    "PackError",
    "Source",
    "Term",
    "Tone",
    "UnknownExperiment",
    "UnknownFramework",
    "UnknownMindset",
    "WordClass",
    "gather",
    "glossary",
    "grade",
    "hero_parts",
    "load",
    "plainer",
]
