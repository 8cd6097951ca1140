"""Who acts, in which workspace, and when: what every act is told first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rituals.ids import PersonId, WorkspaceId

NOBODY = PersonId("")
UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment in one workspace. `person` is NOBODY when the clock acts and no human does."""

    workspace: WorkspaceId
    now: datetime
    person: PersonId = NOBODY

    def as_person(self, person: PersonId) -> Scene:
        """The same moment, with somebody else acting."""
        return Scene(self.workspace, self.now, person)

    def as_long_after(self, moment: datetime) -> datetime:
        """As long after now as `moment` lies before: what is later is of a clock that was put right since."""
        return self.now + (self.now - moment)

    def today(self, zone: ZoneInfo) -> date:
        """The local date in `zone`."""
        return self.now.astimezone(zone).date()


def zone_named(name: object) -> ZoneInfo | None:
    """The zone of that name; None if the zone rules of this Python don't know it."""
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
