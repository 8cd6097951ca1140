"""What stands in the form of a story: from its fields, from a story that was told, or from a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.submitted import Answers
from rituals.stories import Stage, Telling


@dataclass(frozen=True, slots=True)
class WrittenStory:
    """What a person has filled in, field by field: texts, values of options, people, user groups.

    `tip` is where the words come from, if a workflow suggested them.
    """

    text: str = ""
    kind: str | None = None
    mindset: str | None = None
    touchpoint: str | None = None
    customer: str | None = None
    taught: str | None = None
    thanked: str | None = None
    remedy: str | None = None
    front: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    took: tuple[str, ...] = ()
    beyond: bool = False
    tip: int | None = None

    @property
    def has_details(self) -> bool:
        """Whether something is filled in that stands in the unfolded form only."""
        people = self.back or self.groups or self.took
        return bool(people or self.beyond or self.touchpoint or self.customer or self.thanked)

    @classmethod
    def of(cls, answers: Answers) -> WrittenStory:
        """What stands in the form."""
        return cls(
            text=answers.text("text"),
            kind=answers.choice("kind"),
            mindset=answers.choice("mindset"),
            touchpoint=answers.choice("touchpoint"),
            customer=answers.text("customer"),
            taught=answers.text("taught"),
            thanked=answers.text("thanked"),
            remedy=answers.text("remedy"),
            front=tuple(answers.choices("front")),
            back=tuple(answers.choices("back")),
            groups=tuple(answers.choices("groups")),
            took=tuple(answers.choices("took")),
            beyond=bool(answers.choices("beyond")),
        )

    @classmethod
    def of_story(cls, telling: Telling) -> WrittenStory:
        """What a story says, as its form holds it."""
        return cls(
            text=telling.text,
            kind=telling.kind,
            mindset=telling.mindset,
            touchpoint=telling.touchpoint,
            customer=telling.customer,
            taught=telling.taught,
            thanked=telling.thanked,
            remedy=telling.remedy,
            front=_chosen(telling, Stage.FRONT),
            back=_chosen(telling, Stage.BACK),
            took=telling.took,
            beyond=telling.beyond_job,
        )

    @classmethod
    def of_draft(cls, draft: Mapping[str, Any]) -> WrittenStory:
        """What was kept of a story that somebody began."""
        known = {name: value for name, value in draft.items() if name in cls.__slots__}
        lists = {name: tuple(value) for name, value in known.items() if isinstance(value, list)}
        return cls(**{**known, **lists, "beyond": bool(known.get("beyond"))})


def _chosen(telling: Telling, stage: Stage) -> tuple[str, ...]:
    # Who has no account here can't be chosen in a form, and stays credited without.
    there = (each for each in telling.credits if each.stage is stage and each.person != each.name)
    return tuple(each.person for each in there)
