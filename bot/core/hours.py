"""Tells whether a place is open at a moment, and until when or from when.

Rules are OSM opening_hours; the `opening_hours` library evaluates them for ordinary days. It knows the public holidays
of whole countries only, so public holidays are ours: those of the region in `city.yaml`, by the `holidays` library.
On a public holiday a place keeps the hours that its rule gives for `PH`. A rule without `PH` means closed, unless it
names all seven days: what is open "daily" (a night shelter, a helpline) is not claimed to be closed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import holidays
from opening_hours import OpeningHours, State

from bot.core.city import City
from bot.core.model import Hours

_LOOK_AHEAD = timedelta(days=15)
"""Two weeks: every weekly rule has opened by then, even around Christmas."""
_HOLIDAY_SELECTOR = re.compile(r"^\s*[\w,\s\-\[\]]*?\bPH\b(?:\s*,\s*[A-Z][a-z](?:-[A-Z][a-z])?)*\s*(.*)$")


class Status(StrEnum):
    """What is known of a place at a moment."""

    OPEN = "open"
    CLOSED = "closed"
    APPOINTMENT = "appointment"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """The status at a moment. Times are local and naive.

    `until`: when an open place closes, None for "always open". `opens`: when a closed place opens next, None if not
    within two weeks. `holiday`: the moment lies on a public holiday.
    """

    status: Status
    until: datetime | None = None
    opens: datetime | None = None
    holiday: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Time zone and public holidays of a city."""

    timezone: ZoneInfo
    country: str
    region: str

    @classmethod
    def of(cls, city: City) -> Calendar:
        """Make the calendar of a city."""
        return cls(ZoneInfo(city.timezone), city.country, city.holidays_region)

    def local(self, moment: datetime) -> datetime:
        """Turn an aware moment into naive local time."""
        return moment.astimezone(self.timezone).replace(tzinfo=None)

    def is_holiday(self, day: date) -> bool:
        """Tell whether a day is a public holiday in the city's region."""
        return day in _holidays(self.country, self.region, day.year)


@lru_cache(maxsize=64)
def _holidays(country: str, region: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays(country, subdiv=region or None, years=year))


def opening(hours: Hours, calendar: Calendar, now: datetime) -> Opening:
    """Tell whether a place is open at `now` (aware).

    Returns:
        `UNKNOWN` without a rule, which is not `CLOSED`.
    """
    moment = calendar.local(now)
    holiday = calendar.is_holiday(moment.date())
    if hours.rule is None:
        return Opening(Status.APPOINTMENT if hours.by_appointment else Status.UNKNOWN, holiday=holiday)
    spans = _spans(hours.rule, calendar, moment)
    for start, end in spans:
        if start <= moment < end:
            until = None if end >= moment + _LOOK_AHEAD - timedelta(days=1) else end
            return Opening(Status.OPEN, until=until, holiday=holiday)
    opens = next((start for start, _ in spans if start > moment), None)
    return Opening(Status.CLOSED, opens=opens, holiday=holiday)


def _spans(rule: str, calendar: Calendar, moment: datetime) -> list[tuple[datetime, datetime]]:
    """List the open spans from yesterday to the end of the look-ahead; spans that touch are one."""
    ordinary, on_holidays = _parsed(rule)
    midnight = datetime.combine(moment.date(), time())
    days = [midnight + timedelta(days=n) for n in range(-1, _LOOK_AHEAD.days + 1)]
    spans: list[tuple[datetime, datetime]] = []
    for start, end in pairwise(days):
        parsed = on_holidays if calendar.is_holiday(start.date()) else ordinary
        for opened, closed, state, _ in parsed.intervals(start, end) if parsed else ():
            if state is not State.OPEN:
                continue
            begins, ends = max(opened, start), min(closed, end)
            if spans and spans[-1][1] == begins:
                spans[-1] = (spans[-1][0], ends)
            else:
                spans.append((begins, ends))
    return spans


@lru_cache(maxsize=4096)
def _parsed(rule: str) -> tuple[OpeningHours, OpeningHours | None]:
    """Parse a rule for ordinary days and for public holidays (None: closed)."""
    ordinary = OpeningHours(rule)
    on_holidays = ordinary if _is_daily(ordinary) else None
    for part in rule.split(";"):
        selected = _HOLIDAY_SELECTOR.match(part)
        if selected:
            times = selected[1].strip()
            on_holidays = None if times in {"off", "closed"} else OpeningHours(times or "24/7")
    return ordinary, on_holidays


def _is_daily(parsed: OpeningHours) -> bool:
    """Tell whether a rule opens on each day of a week (1 to 7 January 2029, Monday to Sunday)."""
    days = [datetime(2029, 1, 1) + timedelta(days=n) for n in range(8)]
    return all(
        any(state is State.OPEN for *_, state, _ in parsed.intervals(start, end)) for start, end in pairwise(days)
    )


def week(hours: Hours) -> list[tuple[tuple[int, ...], tuple[tuple[datetime, datetime], ...]]]:
    """List the hours of an ordinary week (1 to 7 January 2029), following days with the same hours together.

    Returns:
        Days (Monday is 0) and their spans, days without any left out; empty without a rule, or when always open.

    """
    if hours.rule is None or hours.rule.strip() == "24/7":
        return []
    ordinary, _ = _parsed(hours.rule)
    found: list[tuple[tuple[int, ...], tuple[tuple[datetime, datetime], ...]]] = []
    for number in range(7):
        start = datetime(2029, 1, 1) + timedelta(days=number)
        spans = _of_day(ordinary, start)
        if not spans:
            continue
        before = found[-1] if found else None
        if before and before[0][-1] == number - 1 and [_clocks(s) for s in before[1]] == [_clocks(s) for s in spans]:
            found[-1] = ((*before[0], number), before[1])
        else:
            found.append(((number,), tuple(spans)))
    return found


def _of_day(parsed: OpeningHours, start: datetime) -> list[tuple[datetime, datetime]]:
    """The spans of a day: an evening that goes on past midnight belongs to the day it begins on, until noon."""
    midnight, half_day = start + timedelta(days=1), timedelta(hours=12)
    found: list[tuple[datetime, datetime]] = []
    for begins, ends, state, _ in parsed.intervals(start, midnight + timedelta(days=1)):
        if state is not State.OPEN or begins >= midnight:
            continue
        if begins == start and _carried(start, parsed) and ends <= start + half_day:
            continue
        found.append((begins, ends if ends <= midnight + half_day else midnight))
    return found


def _carried(start: datetime, parsed: OpeningHours) -> bool:
    """Tell whether a span that seems to begin at midnight began the evening before."""
    return start.hour == start.minute == 0 and parsed.is_open(start - timedelta(minutes=1))


def _clocks(span: tuple[datetime, datetime]) -> tuple[time, time]:
    return span[0].time(), span[1].time()
