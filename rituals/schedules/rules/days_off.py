"""Days without rituals: public holidays, and a channel's own days off."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

from rituals.errors import RitualError

# What the library's names, which have neither commas nor accents, can't say.
CALLED = {
    "BL": "Saint Barthélemy",
    "BQ": "Bonaire, Sint Eustatius and Saba",
    "CW": "Curaçao",
    "GW": "Guinea-Bissau",
    "RE": "Réunion",
    "SH": "Saint Helena, Ascension and Tristan da Cunha",
    "ST": "São Tomé and Príncipe",
    "SY": "Syria",
    "TL": "Timor-Leste",
}
# What people call a place that has another name here.
ALSO = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB-ENG",
    "scotland": "GB-SCT",
    "wales": "GB-WLS",
    "northern ireland": "GB-NIR",
    "usa": "US",
    "america": "US",
    "holland": "NL",
    "the netherlands": "NL",
    "czech republic": "CZ",
    "syria": "SY",
    "türkiye": "TR",
    "united states of america": "US",
}


# Any will do to find out whether a place is known.
A_YEAR = 2026


class UnknownCountry(RitualError):
    """The holidays library knows no such country, or no such region of it."""


class DaysOff:
    """Answers `day in days_off`: on a holiday of any of the `places`, or in one of the `ranges`.

    Places are countries and regions (`PT`, `DE-BY`), ranges are pairs of first and last date, both included.
    """

    def __init__(self, places: Iterable[str], ranges: Iterable[tuple[date, date]]) -> None:
        self._places = list(places)
        self._ranges = list(ranges)

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        return any(day in public_holidays(place, day.year) for place in self._places) or any(
            first <= day <= last for first, last in self._ranges
        )


@lru_cache(maxsize=1000)
def public_holidays(place: str, year: int) -> frozenset[date]:
    """Those of a country (ISO 3166, such as PT), or of a region of it (DE-BY); UnknownCountry."""
    # Here and not above: a team that goes by no country's holidays saves four megabytes.
    import holidays

    country, _, region = place.upper().partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))
    except NotImplementedError:
        raise UnknownCountry(place) from None


def place_named(text: str) -> str:
    """The country or region that somebody means who types `PT`, `Portugal` or `de_by`; UnknownCountry."""
    plain = " ".join(text.casefold().replace("_", "-").split())
    if found := ALSO.get(plain) or _codes().get(plain):
        return found
    country, _, region = plain.partition("-")
    place = f"{_codes().get(country.strip(), country)}-{region.strip()}".upper().strip("-")
    check_known(place)
    return place


def check_known(place: str) -> None:
    """UnknownCountry."""
    public_holidays(place, A_YEAR)


@cache
def countries() -> Mapping[str, str]:
    """The names of all countries whose holidays are known, by their codes, in the order of their names."""
    named = {code: CALLED.get(code) or _spelled(name) for name, code, *_ in _registered()}
    return dict(sorted(named.items(), key=lambda each: each[1]))


@cache
def _codes() -> Mapping[str, str]:
    long = {three.casefold(): two for _, two, three, *_ in _registered()}
    plain = {_spelled(name).casefold(): code for name, code, *_ in _registered()}
    return long | plain | {name.casefold(): code for code, name in countries().items()} | _short()


def _registered() -> Collection[tuple[str, ...]]:
    from holidays.registry import COUNTRIES

    return COUNTRIES.values()


def _short() -> dict[str, str]:
    return {code.casefold(): code for code in countries()}


def _spelled(name: str) -> str:
    # "SaintKittsAndNevis" is what the library calls it.
    words = re.sub(r"(?<=[a-z])(?<!Mc)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return words.replace(" And ", " and ").replace(" The ", " the ").replace(" Of ", " of ")
