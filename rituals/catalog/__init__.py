"""The frameworks that people practise: mindsets, thought experiments, poll questions, story prompts."""

from rituals.catalog.load import Gathered, PackError, gather, load
from rituals.catalog.schema import (
    Catalog,
    Experiment,
    Framework,
    GamePlan,
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
    "Mindset",
    "PackError",
    "Tone",
    "UnknownExperiment",
    "UnknownFramework",
    "UnknownMindset",
    "gather",
    "load",
]
