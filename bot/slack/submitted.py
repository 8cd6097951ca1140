"""What a form says when it's sent."""

from __future__ import annotations

from datetime import date
from typing import Any

from rituals.words import is_blank

# Where Slack puts what was picked, by the kind of picker.
PICKED = (
    "selected_conversation",
    "selected_user",
    "selected_date",
    "selected_time",
    "selected_date_time",
)


class Answers:
    """What a sent form says, by block: the form's fields have one element each."""

    def __init__(self, view: dict[str, Any]) -> None:
        values = (view.get("state") or {}).get("values") or {}
        self._values: dict[str, dict[str, Any]] = {
            block: next(iter(fields.values()), {}) for block, fields in values.items()
        }
        self._by_action: dict[str, dict[str, Any]] = {
            action: value for fields in values.values() for action, value in fields.items()
        }

    def asks(self, block: str) -> bool:
        """Whether the form has that field."""
        return block in self._values

    def text(self, block: str) -> str:
        """What was typed, without the white space around it; nothing if none of it can be seen."""
        text = str(self._values.get(block, {}).get("value") or "").strip()
        return "" if is_blank(text) else text

    def choice(self, block: str) -> str | None:
        """The chosen option's value; or the channel, person, date, time or moment (in seconds)."""
        return _picked(self._values.get(block, {}))

    def chosen(self, block: str) -> str:
        """Like choice, for a field that Slack doesn't let people leave empty."""
        return self.choice(block) or ""

    def choices(self, block: str) -> list[str]:
        """The values of the chosen options, or the chosen people."""
        value = self._values.get(block, {})
        people = [str(person) for person in value.get("selected_users") or ()]
        return people or [str(option["value"]) for option in value.get("selected_options") or ()]

    def day(self, block: str) -> date | None:
        """The date that was picked, if any."""
        chosen = self.choice(block)
        return date.fromisoformat(chosen) if chosen else None

    def at(self, prefix: str) -> dict[str, str]:
        """What was chosen or typed in the elements whose action begins with `prefix`, by the name's rest."""
        return {
            action.removeprefix(prefix): _picked(value) or str(value.get("value") or "")
            for action, value in self._by_action.items()
            if action.startswith(prefix)
        }

    def raw(self, block: str) -> dict[str, Any]:
        """One field as Slack tells of it: only to show the same again."""
        return self._values.get(block, {})


def _picked(value: dict[str, Any]) -> str | None:
    option = value.get("selected_option")
    picked = option["value"] if option else next((value[key] for key in PICKED if value.get(key)), None)
    return str(picked) if picked else None
