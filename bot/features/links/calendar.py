"""A channel's rituals as a calendar (RFC 5545): when they come, and nothing of what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.features.schedules.wording import KIND_NAMES
from rituals.ids import WorkspaceId
from rituals.schedules import Appointment

if TYPE_CHECKING:
    from icalendar import Event

LASTS = timedelta(minutes=10)
EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Agenda:
    """A channel's appointments. `name` is the channel's, and empty where not everybody may know it."""

    name: str
    appointments: Sequence[Appointment]


def calendar_file(agenda: Agenda, workspace: WorkspaceId) -> bytes:
    """The file. Moments are in UTC, so that no reader needs our rules of time zones."""
    # Here and not above: few teams have a calendar, and a process without one saves four megabytes.
    from icalendar import Calendar, Timezone

    title = f"Rituals in #{agenda.name}" if agenda.name else "Headfirst rituals"
    calendar = Calendar()
    calendar.add("prodid", "-//Headfirst//Rituals//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for each in agenda.appointments:
        calendar.add_component(_event(each, workspace))
    if not agenda.appointments:
        # A calendar has one component at least, be it the zone of what will be in it.
        calendar.add_component(Timezone.from_tzinfo(UTC, "UTC", date(2026, 1, 1), date(2027, 1, 1)))
    content: bytes = calendar.to_ical()
    return content


def _event(each: Appointment, workspace: WorkspaceId) -> Event:
    from icalendar import Event

    _, name, _ = KIND_NAMES[each.kind]
    event = Event()
    # By its date, so that one that somebody moves stays the same event.
    mark = sha256(f"{workspace}/{each.ritual}/{each.on}".encode()).hexdigest()[:24]
    event.add("uid", f"{mark}@headfirst")
    event.add("dtstamp", each.changed_at)
    event.add("last-modified", each.changed_at)
    event.add("dtstart", each.at)
    event.add("duration", LASTS)
    event.add("summary", name)
    # Nobody is busy for it.
    event.add("transp", "TRANSPARENT")
    return event
