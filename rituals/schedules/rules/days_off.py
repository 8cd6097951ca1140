"""Days without rituals: public holidays, and a channel's own days off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

from rituals.errors import RitualError


class UnknownCountry(RitualError):
    """The holidays library knows no such country, or no such region of it."""


class DaysOff:
    """Answers `day in days_off`. `ranges` are pairs of first and last date, both included."""

    def __init__(self, country: str | None, region: str | None, ranges: Iterable[tuple[date, date]]) -> None:
        self._holidays = calendar(country, region) if country else ()
        self._ranges = list(ranges)

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return day in self._holidays or any(first <= day <= last for first, last in self._ranges)


def calendar(country: str, region: str | None) -> holidays.HolidayBase:
    """The public holidays of a country (ISO 3166, such as PT), or of a region of it; UnknownCountry."""
    try:
        return holidays.country_holidays(country.upper(), subdiv=region or None)
    except NotImplementedError:
        raise UnknownCountry(f"{country} {region or ''}".strip()) from None
