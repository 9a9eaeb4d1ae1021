"""What the bot knows leaves it as JSON lines that other programs understand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from bot.core.model import Knowledge
from bot.knowledge import build, read_folder
from bot.knowledge.export import export_lines, phrases, services
from tests.little_city import CITY, TODAY


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    translations = {"en": {"guides/living/german-course#ask": "german course\nlearn german"}}
    return build(read_folder(CITY), translations)


def service(knowledge: Knowledge, offer: str) -> dict[str, Any]:
    """Find the exported service of an offer."""
    return next(dict(found) for found in services(knowledge, TODAY) if found["id"] == offer)


def test_every_way_to_ask_is_exported_with_language_and_concern(knowledge: Knowledge) -> None:
    exported = list(phrases(knowledge))

    assert {"type": "phrase", "language": "en", "concern": "german-course", "phrase": "learn german"} in exported
    assert {"type": "phrase", "language": "de", "concern": "find-flat", "phrase": "wg zimmer"} in exported
    assert len(exported) == 2 + sum(len(guide.ask["de"]) for guide in knowledge.guides.values())


def test_every_offer_is_a_service(knowledge: Knowledge) -> None:
    assert [found["id"] for found in services(knowledge, TODAY)] == list(knowledge.offers)
    assert {found["type"] for found in services(knowledge, TODAY)} == {"service"}


def test_a_service_has_the_fields_of_hsds(knowledge: Knowledge) -> None:
    found = service(knowledge, "sprachhaus")

    assert found["name"] == "Sprachhaus am Hafen"
    assert found["status"] == "active"
    assert found["organization"]["name"] == "Verein Sprachhaus (erfunden)"
    assert found["organization_id"] == found["organization"]["id"]
    assert found["eligibility_description"] == "Erwachsene"
    assert found["fees_description"] == "Zuschuss der Stadt möglich"
    assert found["assured_date"] == "2026-11-01"
    assert found["phones"][0] == {
        "id": "sprachhaus-phone-1",
        "number": "+41615550100",
        "type": "voice",
        "description": "Anmeldung",
    }
    assert [language["code"] for language in found["languages"]] == ["de", "en", "ar", "uk"]
    assert found["languages"][2]["name"] == "Arabic"
    assert found["required_documents"][0]["document"] == "Ausweis oder Pass"
    assert found["service_areas"] == [{"id": "sprachhaus-area-alter-hafen", "name": "Alter Hafen"}]


def test_an_offer_that_has_ended_or_not_begun_is_inactive(knowledge: Knowledge) -> None:
    later = {found["id"]: found["status"] for found in services(knowledge, date(2027, 7, 1))}
    earlier = {found["id"]: found["status"] for found in services(knowledge, date(2023, 1, 1))}

    assert (later["alte-muehle"], later["sprachhaus"]) == ("inactive", "active")
    assert earlier["quartierbuero-berg"] == "inactive"


def test_a_place_is_a_location_with_an_address(knowledge: Knowledge) -> None:
    location = service(knowledge, "sprachhaus")["service_at_locations"][0]["location"]

    assert (location["latitude"], location["longitude"]) == (47.5612, 7.5883)
    assert location["addresses"][0] == {
        "id": "sprachhaus-address",
        "address_1": "Molenweg 3",
        "city": "Musterhafen",
        "postal_code": "9991",
        "state_province": "BS",
        "country": "CH",
        "address_type": "physical",
    }


def test_a_plain_week_is_a_schedule_of_spans(knowledge: Knowledge) -> None:
    schedules = service(knowledge, "sprachhaus")["schedules"]

    assert [(span["byday"], span["opens_at"], span["closes_at"]) for span in schedules] == [
        ("MO,TU,WE,TH", "08:30", "12:00"),
        ("MO,TU,WE,TH", "14:00", "17:00"),
        ("FR", "08:30", "12:00"),
        ("MO,TU,WE,TH,FR", "09:00", "11:00"),
    ]
    assert schedules[3]["attending_type"] == "telephone"
    assert schedules[0]["notes"] == "In den Schulferien nur am Vormittag"


def test_hours_that_are_always_or_unknown_or_end_are_exported_too(knowledge: Knowledge) -> None:
    always = service(knowledge, "deutsch-am-telefon")["schedules"][0]
    ending = service(knowledge, "alte-muehle")["schedules"][0]

    assert always["byday"] == "MO,TU,WE,TH,FR,SA,SU"
    assert (ending["valid_to"], ending["notes"]) == ("2027-06-30", "an manchen Nachmittagen")
    assert service(knowledge, "quartierbuero-berg")["application_process"] == "by appointment"


def test_what_is_reached_by_telephone_has_no_location(knowledge: Knowledge) -> None:
    found = service(knowledge, "deutsch-am-telefon")

    assert "service_at_locations" not in found
    assert found["service_areas"][0]["name"] == "CH"


def test_a_service_is_classified_by_kind_concern_level_and_certainty(knowledge: Knowledge) -> None:
    terms = [term["taxonomy_term"] for term in service(knowledge, "sprachhaus")["attributes"]]

    assert [(term["taxonomy"], term["code"]) for term in terms] == [
        ("kind", "course-provider"),
        ("concern", "german-course"),
        ("course-level", "A1"),
        ("course-level", "A2"),
        ("course-level", "B1"),
        ("certainty", "high"),
    ]
    assert terms[1]["name"] == "Deutsch lernen"


def test_the_lines_are_json_in_readable_letters(knowledge: Knowledge) -> None:
    lines = list(export_lines(knowledge, TODAY))

    assert len(lines) == len(list(phrases(knowledge))) + len(knowledge.offers)
    assert all(json.loads(line)["type"] in {"phrase", "service"} for line in lines)
    assert any("Möwe" in line for line in lines)
