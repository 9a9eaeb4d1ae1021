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

from bot.core.hours import Calendar, Status, opening
from bot.core.model import Certainty, Knowledge, Offer, Point, Quarter, Reach

_EARTH_KM = 6371.0


class Rung(IntEnum):
    """A step of the ladder, nearest first."""

    QUARTER = 0
    NEIGHBOURS = 1
    DISTRICT = 2
    CITY = 3
    REMOTE = 4


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
    """What decides the order of offers besides distance: the person's language, their quarter, and the moment."""

    language: str
    quarter: str | None
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


def ladder(
    knowledge: Knowledge, offers: Iterable[Offer], circumstances: Circumstances, *, concern: str | None = None
) -> tuple[Placed, ...]:
    """Sort offers by the ladder, nearest rung first.

    Args:
        knowledge: For quarters and their neighbours.
        offers: Any offers; those that are not available on the day are left out.
        circumstances: Whose ladder it is. Without a quarter everything local is on the rung of the whole city.
        concern: What was asked for: an offer that serves it first and foremost precedes one that also does.

    Returns:
        Within a rung (for neighbours: within the same quarter) those first that speak the person's language, then
        those open now or next, then by certainty; ties by importance, distance and id.
    """
    placed = [
        _place(knowledge, offer, circumstances.quarter) for offer in offers if available(offer, circumstances.today)
    ]
    order = {p.offer.id: _order(knowledge, p, circumstances, concern) for p in placed}
    return tuple(sorted(placed, key=lambda p: order[p.offer.id]))


def _place(knowledge: Knowledge, offer: Offer, quarter: str | None) -> Placed:
    if offer.reach is Reach.COUNTRY:
        return Placed(offer, Rung.REMOTE)
    home = knowledge.quarters.get(quarter) if quarter else None
    if home is None or offer.reach is Reach.CITY:
        return Placed(offer, Rung.CITY)
    if home.id in offer.quarters:
        return Placed(offer, Rung.QUARTER)
    for neighbour in _neighbours(knowledge, home):
        if neighbour in offer.quarters:
            return Placed(offer, Rung.NEIGHBOURS, neighbour)
    if home.district in offer.districts or any(
        knowledge.quarters[q].district == home.district for q in offer.quarters if q in knowledge.quarters
    ):
        return Placed(offer, Rung.DISTRICT)
    return Placed(offer, Rung.CITY)


def _neighbours(knowledge: Knowledge, home: Quarter) -> list[str]:
    """The neighbours of a quarter, nearest centre first."""
    return sorted(home.neighbours, key=lambda q: (distance_km(home.centre, knowledge.quarters[q].centre), q))


_Order = tuple[int, float, bool, int, float, int, bool, int, float, str]


def _order(knowledge: Knowledge, placed: Placed, circumstances: Circumstances, concern: str | None) -> _Order:
    offer = placed.offer
    home = knowledge.quarters.get(circumstances.quarter or "")
    neighbour = knowledge.quarters.get(placed.quarter or "")
    away = distance_km(home.centre, neighbour.centre) if home and neighbour else 0.0
    wait, opens = _wait(offer, circumstances)
    return (
        placed.rung,
        away,
        circumstances.language not in offer.languages,
        wait,
        opens,
        list(Certainty).index(offer.certainty),
        offer.reach is Reach.LOCAL and offer.kind != "authority",
        offer.serves.index(concern) if concern in offer.serves else len(offer.serves),
        _distance_to(knowledge, home, offer),
        offer.id,
    )


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


def _distance_to(knowledge: Knowledge, home: Quarter | None, offer: Offer) -> float:
    """Distance from a quarter's centre to the nearest of an offer's places, in kilometres; 0 when it has none."""
    if home is None:
        return 0.0
    places = [knowledge.quarters[q].centre for q in offer.quarters if q in knowledge.quarters]
    places += [knowledge.districts[d].centre for d in offer.districts if d in knowledge.districts]
    places += [offer.point] if offer.point else []
    return min((distance_km(home.centre, place) for place in places), default=0.0)
