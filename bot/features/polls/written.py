"""What stands in the form of a poll: from its fields, or from a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.submitted import Answers

# In place of a framework: options of people's own.
OWN = "own"


@dataclass(frozen=True, slots=True)
class WrittenPoll:
    """What a person has filled in, field by field: texts, and values of options.

    `options` are one per line. `ticks` is None where nobody was asked for them.
    """

    question: str = ""
    options: str = ""
    framework: str | None = None
    channel: str | None = None
    closes: str | None = None
    at: str | None = None
    results: str | None = None
    touchpoint: str | None = None
    ticks: tuple[str, ...] | None = None

    @property
    def own(self) -> bool:
        """Whether it has options of people's own."""
        return self.framework == OWN

    def has_tick(self, name: str) -> bool:
        """Whether that was ticked."""
        return name in (self.ticks or ())

    @classmethod
    def of(cls, answers: Answers) -> WrittenPoll:
        """What stands in the form. Fields that aren't there, being folded away, say nothing."""
        framework = answers.choice("framework")
        ticks = "ticks_own" if framework == OWN else "ticks"
        return cls(
            question=answers.text("question"),
            options=answers.text("options"),
            framework=framework,
            channel=answers.choice("channel"),
            closes=answers.choice("closes"),
            at=answers.choice("at"),
            results=answers.choice("results"),
            touchpoint=answers.choice("touchpoint"),
            ticks=tuple(answers.choices(ticks)) if answers.asks(ticks) else None,
        )

    @classmethod
    def of_draft(cls, draft: Mapping[str, Any]) -> WrittenPoll:
        """What was kept of a poll that somebody began."""
        known = {name: value for name, value in draft.items() if name in cls.__slots__}
        ticks = known.get("ticks")
        return cls(**{**known, "ticks": None if ticks is None else tuple(ticks)})
