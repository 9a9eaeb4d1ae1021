"""The city itself: its districts and quarters, and whom the bot names when it cannot help."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map, WGS84 degrees."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class District:
    """A Stadtbezirk, or whatever a city calls the level above its quarters."""

    id: str
    name: str
    aliases: tuple[str, ...]
    postal_codes: tuple[str, ...]
    centre: Point
    quarters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter: the level on which people live and offers lie. `neighbours` are ids, in the file's order."""

    id: str
    name: str
    district: str
    aliases: tuple[str, ...]
    postal_codes: tuple[str, ...]
    centre: Point
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AmbiguousName:
    """An everyday name that means several quarters or districts."""

    name: str
    quarters: tuple[str, ...]
    districts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class City:
    """The city the bot serves and whom it names when it cannot help."""

    name: str
    aliases: tuple[str, ...]
    timezone: str
    country: str
    """ISO 3166 code of the country, for public holidays and telephone numbers."""
    holidays_region: str
    """Subdivision whose public holidays count, as the `holidays` library names it; may be empty."""
    human: str
    """Id of the offer where a human being answers questions of every kind."""
    quarter_contact: str
    """Id of the concern whose offers are the contact persons in the quarters."""
    responsible: str
    """The office that answers for this bot."""
    report: str
    """Address (e-mail or web) to which people report mistakes."""
    languages: tuple[str, ...] = ()
    """Languages the city's bot offers, in the order of its menu."""
