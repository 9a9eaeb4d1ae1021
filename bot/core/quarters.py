"""Knows the quarters: which one a text or a location means, and how far offers are from where somebody lives.

The ladder sorts offers by how near they are: own quarter, neighbouring quarters (nearest first), district, whole city,
telephone and online. It sorts and never drops: a filter by quarter cannot leave anybody with nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from bot.core.city import Point, Quarter
from bot.core.hours import Calendar, Status, opening
from bot.core.model import Certainty, Knowledge, Offer, Reach

_EARTH_KM = 6371.0


class Rung(IntEnum):
    """A step of the ladder, nearest first."""

    QUARTER = 0
    NEIGHBOURS = 1
    DISTRICT = 2
    CITY = 3
    REMOTE = 4


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives or asks about: one quarter, or all quarters that an everyday name means.

    `name` is shown. `districts` are those meant as a whole.
    """

    name: str
    quarters: tuple[str, ...]
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """An offer on its rung; `quarter` is the neighbouring quarter it lies in, on the rung of neighbours."""

    offer: Offer
    rung: Rung
    quarter: str | None = None


def distance_km(one: Point, other: Point) -> float:
    """Distance between two points along the earth's surface (haversine), in kilometres."""
    lat1, lat2 = math.radians(one.latitude), math.radians(other.latitude)
    half = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def nearest_first(knowledge: Knowledge, point: Point) -> list[Quarter]:
    """List all quarters, the one whose centre is nearest to the point first."""
    return sorted(knowledge.quarters.values(), key=lambda q: (distance_km(q.centre, point), q.id))


def quarter_at(knowledge: Knowledge, point: Point) -> Quarter | None:
    """Find the quarter whose centre is nearest to a point; None when the point lies outside the city.

    Outside is what is further from every centre than twice the widest gap between a quarter and its nearest neighbour:
    the knowledge base holds centres, not boundaries.
    """
    if not knowledge.quarters:
        return None
    nearest = nearest_first(knowledge, point)[0]
    return nearest if distance_km(nearest.centre, point) <= 2 * _widest_gap(knowledge) else None


def _widest_gap(knowledge: Knowledge) -> float:
    centres = {q.id: q.centre for q in knowledge.quarters.values()}
    gaps = [
        min(distance_km(quarter.centre, centres[other]) for other in quarter.neighbours)
        for quarter in knowledge.quarters.values()
        if quarter.neighbours
    ]
    return max(gaps, default=5.0)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides the order of offers: the person's language, where they live or ask about, and the moment."""

    language: str
    home: Home | None
    now: datetime
    calendar: Calendar

    @property
    def today(self) -> date:
        """The local date."""
        return self.calendar.local(self.now).date()


def available(offer: Offer, today: date) -> bool:
    """Tell whether an offer may be shown: running on that day, and if doubtful then with somebody to ask first."""
    running = (offer.starts is None or offer.starts <= today) and (offer.until is None or today <= offer.until)
    return running and (offer.certainty is not Certainty.LOW or offer.reachable)


def home_of(knowledge: Knowledge, quarter: str | None) -> Home | None:
    """The home of somebody who lives in a quarter; None without one, or when it no longer exists."""
    found = knowledge.quarters.get(quarter or "")
    return Home(found.name, (found.id,)) if found else None


def ladder(
    knowledge: Knowledge, offers: Iterable[Offer], circumstances: Circumstances, *, concern: str | None = None
) -> tuple[Placed, ...]:
    """Sort offers by the ladder, nearest rung first.

    Args:
        knowledge: For quarters and their neighbours.
        offers: Any offers; those that are not available on the day are left out.
        circumstances: Whose ladder it is. Without a home everything local is on the rung of the whole city.
        concern: What was asked for: an offer that serves it first and foremost precedes one that also does.

    Returns:
        Within a rung (for neighbours: within the same quarter) those first that are there for this concern, before
        those that also help with it; then those that speak the person's language, those open now or next, by certainty,
        offers for the whole city, by distance and id.
    """
    near = _neighbours(knowledge, circumstances.home) if circumstances.home else []
    placed = [
        _place(knowledge, offer, circumstances.home, near) for offer in offers if available(offer, circumstances.today)
    ]
    order = {p.offer.id: _order(knowledge, p, circumstances, near, concern) for p in placed}
    return tuple(sorted(placed, key=lambda p: order[p.offer.id]))


def _place(knowledge: Knowledge, offer: Offer, home: Home | None, near: list[str]) -> Placed:
    if offer.reach is Reach.COUNTRY:
        return Placed(offer, Rung.REMOTE)
    if home is None or offer.reach is Reach.CITY:
        return Placed(offer, Rung.CITY)
    if set(home.quarters) & set(offer.quarters) or set(home.districts) & set(offer.districts):
        return Placed(offer, Rung.QUARTER)
    for neighbour in near:
        if neighbour in offer.quarters:
            return Placed(offer, Rung.NEIGHBOURS, neighbour)
    districts = {knowledge.quarters[q].district for q in home.quarters}
    lies_in = {knowledge.quarters[q].district for q in offer.quarters if q in knowledge.quarters} | set(offer.districts)
    return Placed(offer, Rung.DISTRICT if districts & lies_in else Rung.CITY)


def _neighbours(knowledge: Knowledge, home: Home) -> list[str]:
    """The quarters next to a home, nearest centre first."""
    own = [knowledge.quarters[q] for q in home.quarters]
    beside = {n for quarter in own for n in quarter.neighbours} - set(home.quarters)
    return sorted(beside, key=lambda n: (min(distance_km(q.centre, knowledge.quarters[n].centre) for q in own), n))


_Order = tuple[int, int, int, bool, int, float, int, bool, float, str]


def _order(
    knowledge: Knowledge, placed: Placed, circumstances: Circumstances, near: list[str], concern: str | None
) -> _Order:
    offer = placed.offer
    wait, opens = _wait(offer, circumstances)
    return (
        placed.rung,
        near.index(placed.quarter) if placed.quarter else 0,
        _importance(offer, concern),
        circumstances.language not in offer.languages,
        wait,
        opens,
        list(Certainty).index(offer.certainty),
        offer.reach is Reach.LOCAL and offer.kind != "authority",
        _distance_to(knowledge, circumstances.home, offer),
        offer.id,
    )


def _importance(offer: Offer, concern: str | None) -> int:
    """0 where the concern is the first or second thing an offer is for, else 1.

    A women's refuge that also teaches German is no language school, however near it is.
    """
    return 0 if concern is None or concern in offer.serves[:2] else 1


def _wait(offer: Offer, circumstances: Circumstances) -> tuple[int, float]:
    """Rank by opening: open, opens within a day, not known or by appointment, later; then by the time it opens."""
    moment = circumstances.calendar.local(circumstances.now)
    state = opening(offer.hours, circumstances.calendar, circumstances.now)
    if state.status is Status.OPEN:
        return 0, 0.0
    if state.status is Status.CLOSED:
        hours = (state.opens - moment).total_seconds() / 3600 if state.opens else math.inf
        return (1, hours) if hours <= 24 else (3, hours)
    return 2, 0.0


def _distance_to(knowledge: Knowledge, home: Home | None, offer: Offer) -> float:
    """Distance from a home's first quarter to the nearest of an offer's places, in kilometres; 0 when it has none."""
    if home is None or not home.quarters:
        return 0.0
    here = knowledge.quarters[home.quarters[0]].centre
    places = [knowledge.quarters[q].centre for q in offer.quarters if q in knowledge.quarters]
    places += [knowledge.districts[d].centre for d in offer.districts if d in knowledge.districts]
    places += [offer.point] if offer.point else []
    return min((distance_km(here, place) for place in places), default=0.0)
