"""Time zones as people type them. Pure, but for the list of zones."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

# Names of a clock that never changes, where people mostly mean that of a place.
STANDS_STILL = {"GMT": "Europe/London", "EST": "America/New_York", "MST": "America/Denver"}
# Letters that are no zone's name, with the place that most people mean by them.
SHORT = {
    **dict.fromkeys(("et", "edt"), "America/New_York"),
    **dict.fromkeys(("ct", "cst", "cdt"), "America/Chicago"),
    **dict.fromkeys(("mt", "mdt"), "America/Denver"),
    **dict.fromkeys(("pt", "pst", "pdt"), "America/Los_Angeles"),
    **dict.fromkeys(("akst", "akdt"), "America/Anchorage"),
    **dict.fromkeys(("ast", "adt"), "America/Halifax"),
    **dict.fromkeys(("aest", "aedt", "aet"), "Australia/Sydney"),
    **dict.fromkeys(("nzst", "nzdt", "nzt"), "Pacific/Auckland"),
    **dict.fromkeys(("cest", "mez", "mesz"), "Europe/Berlin"),
    **dict.fromkeys(("eest",), "Europe/Athens"),
    **dict.fromkeys(("west",), "Europe/Lisbon"),
    "acst": "Australia/Adelaide",
    "awst": "Australia/Perth",
    "brt": "America/Sao_Paulo",
    "bst": "Europe/London",
    "hkt": "Asia/Hong_Kong",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "msk": "Europe/Moscow",
    "pht": "Asia/Manila",
    "sast": "Africa/Johannesburg",
    "sgt": "Asia/Singapore",
    "wat": "Africa/Lagos",
}
CONTINENTS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
_OFFSET = re.compile(r"^(?:utc|gmt)\s?[+\-−–]\s?\d{1,2}(?::?\d{2})?$")


def zone_called(text: str) -> str | None:
    """The zone of that name, in any case, such as `europe/lisbon`; or of that city, if it is the only one."""
    return _zones().get(_key(text))


def is_offset(text: str) -> bool:
    """Whether it is hours from Greenwich, such as `UTC+2`."""
    return _OFFSET.match(text.strip().casefold()) is not None


def _key(name: str) -> str:
    return name.strip().casefold().replace(" ", "_").replace("-", "_")


@cache
def _zones() -> dict[str, str]:
    names = sorted(available_timezones())
    cities: dict[str, list[str]] = {}
    for name in names:
        continent, _, city = name.partition("/")
        if continent in CONTINENTS and "/" not in city:
            cities.setdefault(_key(city), []).append(name)
    known = {city: found[0] for city, found in cities.items() if len(found) == 1}
    # The whole name goes before a city of that name.
    return known | {_key(name): name for name in names if name not in ("Factory", "localtime")}
