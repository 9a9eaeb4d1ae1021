"""Opening hours as staff write them become OSM syntax; telephone numbers and addresses are usable."""

from __future__ import annotations

import pytest

from bot.core.model import Hours, Phone
from bot.knowledge.check_sources import unknown_language
from bot.knowledge.contacts import is_document, is_email, is_url, read_phone
from bot.knowledge.hours import read_hours, to_osm


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00"),
        ("24/7", "24/7"),
        ("Fr-Su,PH 00:00-24:00", "Fr-Su,PH 00:00-24:00"),
        ("Mo-Su 18:00-08:00", "Mo-Su 18:00-08:00"),
        ("Di 9-17", "Tu 09:00-17:00"),
        ("Mo-Fr 9-17 Uhr", "Mo-Fr 09:00-17:00"),
        ("Tu 9.30-12", "Tu 09:30-12:00"),
        ("Mo.-Fr. 9–17 Uhr", "Mo-Fr 09:00-17:00"),
        ("Montag bis Freitag von 9 bis 17 Uhr", "Mo-Fr 09:00-17:00"),
        ("montags und mittwochs 9.30 bis 12 Uhr", "Mo,We 09:30-12:00"),
        ("Mo, Di und Do 9-12 und 14-16 Uhr", "Mo,Tu,Th 09:00-12:00,14:00-16:00"),
        ("Mo-Do 9-15, Fr 9-12", "Mo-Th 09:00-15:00; Fr 09:00-12:00"),
        ("Mo: 9-12; Di: 14-18", "Mo 09:00-12:00; Tu 14:00-18:00"),
        ("Mo-Fr 9-17; So geschlossen", "Mo-Fr 09:00-17:00; Su off"),
        ("Sa, So 10-12", "Sa,Su 10:00-12:00"),
        ("täglich 8-20", "Mo-Su 08:00-20:00"),
        ("rund um die Uhr", "24/7"),
    ],
)
def test_hours_become_osm(written: str, rule: str) -> None:
    assert to_osm(written) == rule


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("vormittags", "cannot be read"),
        ("Mo 25-26", "cannot be read"),
        ("jeden 1. Montag 9-12", "cannot be read"),
        ("ab 9 Uhr", "cannot be read"),
        ("Mo-Fr", "names no times"),
        ("geschlossen", "names no times"),
        ("9-17", "names no days"),
        ("09:00-17:00", "names no days"),
    ],
)
def test_what_is_no_opening_hours_is_refused(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        to_osm(written)


@pytest.mark.parametrize("written", [None, "unknown", "Unbekannt"])
def test_unknown_hours_have_no_rule(written: str | None) -> None:
    assert read_hours(written) == Hours()


@pytest.mark.parametrize("written", ["by appointment", "nach Vereinbarung"])
def test_hours_by_appointment_have_no_rule(written: str) -> None:
    assert read_hours(written, "2024") == Hours(by_appointment=True, as_of="2024")


@pytest.mark.parametrize(
    ("number", "country", "phone"),
    [
        ("0202  563 4440", "DE", Phone("0202 563 4440", "+492025634440")),
        ("0202/563-4440", "DE", Phone("0202/563-4440", "+492025634440")),
        ("0800 111 0 111", "DE", Phone("0800 111 0 111", "+498001110111")),
        ("+41 61 555 01 00", "DE", Phone("+41 61 555 01 00", "+41615550100")),
        ("061 555 01 00", "CH", Phone("061 555 01 00", "+41615550100")),
        ("110", "DE", Phone("110", None)),
        ("112", "DE", Phone("112", None)),
        ("115", "DE", Phone("115", None)),
        ("116117", "DE", Phone("116117", None)),
        ("116 016", "DE", Phone("116 016", None)),
        ("144", "CH", Phone("144", None)),
    ],
)
def test_telephone_numbers_are_read_as_people_of_the_country_dial_them(number: str, country: str, phone: Phone) -> None:
    assert read_phone(number, country) == phone


@pytest.mark.parametrize("number", ["12345", "0202", "0202 5634440000000", "0202 12 oder 13", "0800 RUF AN", "++49 1"])
def test_numbers_that_nobody_can_dial_are_refused(number: str) -> None:
    with pytest.raises(ValueError, match="phone"):
        read_phone(number, "DE")


def test_web_addresses_need_a_scheme_and_a_host() -> None:
    good = ["https://example.org", "http://www.example.org/a?b=c", "https://example.org./x"]
    bad = ["www.example.org", "https://example", "https://exa mple.org", "ftp://example.org", "https://[", "x"]

    assert [url for url in [*good, *bad] if is_url(url)] == good


def test_email_addresses_are_single_and_whole() -> None:
    good = ["info@example.org", "a.b+c@mail.example.org"]
    bad = ["info", "info@example", "info@example.org, b@example.org", "info @example.org"]

    assert [address for address in [*good, *bad] if is_email(address)] == good


def test_a_source_may_be_a_document_without_address() -> None:
    assert is_document("Ratsdrucksache VO/0601/16")
    assert is_document("general knowledge")
    assert not is_document("www.example.org/a b")
    assert not is_document("https://exa mple.org")


def test_the_german_name_of_a_language_leads_to_its_code() -> None:
    assert unknown_language("Türkisch")[1] == 'did you mean "tr"?'
    assert "ISO 639" in unknown_language("xx")[1]
