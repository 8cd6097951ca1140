"""The frameworks that people practise: mindsets, thought experiments, poll questions, story prompts."""

from rituals.catalog.acts.load import Gathered, PackError, gather, load
from rituals.catalog.records.glossary import Glossary, glossary
from rituals.catalog.records.heroes import hero_parts
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

__all__ = [
    "Catalog",
    "Experiment",
    "Framework",
    "GamePlan",
    "Gathered",
    "Glossary",
    "HeroParts",
    "Mindset",
    "PackError",
    "Tone",
    "UnknownExperiment",
    "UnknownFramework",
    "UnknownMindset",
    "gather",
    "glossary",
    "hero_parts",
    "load",
]
