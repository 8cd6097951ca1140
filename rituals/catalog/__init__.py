"""The frameworks that people practise: mindsets, thought experiments, poll questions, story prompts."""

from rituals.catalog.load import PackError, load
from rituals.catalog.schema import (
    Catalog,
    Experiment,
    Framework,
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
    "Mindset",
    "PackError",
    "Tone",
    "UnknownExperiment",
    "UnknownFramework",
    "UnknownMindset",
    "load",
]
