"""Open, closed, by appointment, unknown; weekends, nights and the public holidays of the region."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.core.hours import Calendar, Opening, Status, opening, week
from bot.core.model import Hours

BERLIN = ZoneInfo("Europe/Berlin")
NRW = Calendar(BERLIN, "DE", "NW")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def state(rule: str, moment: str, calendar: Calendar = NRW) -> Opening:
    return opening(Hours(rule=rule), calendar, at(moment))


def test_an_open_office_says_until_when() -> None:
    assert state("Mo-Fr 09:00-17:00", "2026-11-18 12:00").until == datetime(2026, 11, 18, 17)


def test_a_closed_office_says_when_it_opens() -> None:
    assert state("Mo-Fr 09:00-17:00", "2026-11-20 18:00").opens == datetime(2026, 11, 23, 9)


def test_a_break_at_noon_is_closed() -> None:
    found = state("Mo-Fr 09:00-12:00,14:00-16:00", "2026-11-18 13:00")

    assert (found.status, found.opens) == (Status.CLOSED, datetime(2026, 11, 18, 14))


def test_a_night_shelter_is_open_past_midnight() -> None:
    assert state("Mo-Su 18:00-08:00", "2026-11-19 02:00").until == datetime(2026, 11, 19, 8)


def test_what_never_closes_has_no_end() -> None:
    assert state("24/7", "2026-12-25 03:00") == Opening(Status.OPEN, holiday=True)


def test_hours_that_are_not_known_are_not_closed() -> None:
    assert opening(Hours(), NRW, at("2026-11-18 12:00")).status is Status.UNKNOWN


def test_by_appointment_is_its_own_answer() -> None:
    assert opening(Hours(by_appointment=True), NRW, at("2026-11-18 12:00")).status is Status.APPOINTMENT


def test_a_holiday_of_the_region_closes_offices() -> None:
    """Corpus Christi 2026-06-04 is a holiday in North Rhine-Westphalia, not in all of Germany."""
    found = state("Mo-Fr 09:00-17:00; PH off", "2026-06-04 10:00")

    assert found == Opening(Status.CLOSED, opens=datetime(2026, 6, 5, 9), holiday=True)


def test_the_same_day_is_no_holiday_in_another_region() -> None:
    assert state("Mo-Fr 09:00-17:00", "2026-06-04 10:00", Calendar(BERLIN, "DE", "BE")).status is Status.OPEN


def test_hours_that_do_not_name_holidays_are_closed_on_them() -> None:
    assert state("Mo-Fr 09:00-17:00", "2026-06-04 10:00").status is Status.CLOSED


def test_what_is_open_every_day_is_open_on_holidays() -> None:
    assert state("Mo-Su 18:00-08:00", "2026-12-25 20:00").status is Status.OPEN


@pytest.mark.parametrize("rule", ["Su,PH 10:00-12:00", "PH,Su 10:00-12:00", "Mo-Fr 08:00-18:00; PH 10:00-12:00"])
def test_holidays_may_have_hours_of_their_own(rule: str) -> None:
    assert state(rule, "2026-06-04 11:00").until == datetime(2026, 6, 4, 12)


def test_the_next_opening_skips_holidays() -> None:
    """25 December 2026 is a Friday, 28 December a Monday."""
    assert state("Mo-Fr 09:00-12:00; PH off", "2026-12-24 13:00").opens == datetime(2026, 12, 28, 9)


def test_summer_time_is_local_time() -> None:
    assert state("Mo-Su 09:00-17:00", "2026-03-29 16:30").until == datetime(2026, 3, 29, 17)


def clocks(rule: str) -> list[tuple[tuple[int, ...], list[tuple[time, time]]]]:
    return [(days, [(a.time(), b.time()) for a, b in spans]) for days, spans in week(Hours(rule=rule))]


def test_a_week_puts_equal_days_together() -> None:
    assert clocks("Mo-Th 09:00-15:00; Fr 09:00-12:30") == [
        ((0, 1, 2, 3), [(time(9), time(15))]),
        ((4,), [(time(9), time(12, 30))]),
    ]


def test_an_evening_belongs_to_the_day_it_begins_on() -> None:
    assert clocks("Mo-Su 18:00-08:00") == [((0, 1, 2, 3, 4, 5, 6), [(time(18), time(8))])]


def test_what_never_closes_needs_no_week() -> None:
    assert clocks("24/7") == []
