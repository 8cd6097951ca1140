"""Where somebody is in App Home: its page, and which stories they want to see there."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from rituals.stories import EVERYTHING, Filter, Kind


class HomePage(StrEnum):
    """The pages of App Home. A view holds a hundred blocks, and a phone shows ten of them."""

    TODAY = "today"
    STORIES = "stories"
    RITUALS = "rituals"
    TEAM = "team"
    SETUP = "setup"


@dataclass(frozen=True, slots=True)
class Spot:
    """A page of App Home, and what is shown there.

    The stories that are `wanted`, told `before` a place in the feed; the rituals, without the first `skip`.
    """

    page: HomePage = HomePage.TODAY
    wanted: Filter = EVERYTHING
    before: int | None = None
    skip: int = 0

    def but(self, **changes: Any) -> Spot:
        """The same spot with something changed."""
        return replace(self, **changes)

    def written(self) -> str:
        """As a button or App Home itself remembers it."""
        parts = {name: getattr(self.wanted, name) for name in Filter.__slots__ if getattr(self.wanted, name)}
        parts |= {} if self.before is None else {"before": self.before}
        parts |= {"skip": self.skip} if self.skip else {}
        parts |= {} if self.page is HomePage.TODAY else {"page": self.page}
        return json.dumps(parts, ensure_ascii=False)


def read_spot(memory: str) -> Spot:
    """What `written` wrote down; today's page where there is nothing to read."""
    parts: dict[str, Any] = json.loads(memory or "{}")
    page, before = HomePage(parts.pop("page", HomePage.TODAY)), parts.pop("before", None)
    skip = parts.pop("skip", 0)
    if "kind" in parts:
        parts["kind"] = Kind(parts["kind"])
    return Spot(page, Filter(**parts), before, skip)
