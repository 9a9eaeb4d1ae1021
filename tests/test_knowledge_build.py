"""Records become the knowledge that the core answers from."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.core.city import Point
from bot.core.model import Certainty, Course, CourseText, Hours, Knowledge, OfferText, Phone, Reach, Source, Term
from bot.knowledge import Files, build, read_folder
from tests.little_city import CITY, copy_city, replace


@pytest.fixture(scope="module")
def files() -> Files:
    return read_folder(CITY)


@pytest.fixture(scope="module")
def knowledge(files: Files) -> Knowledge:
    return build(files, {})


def test_the_city_names_its_languages_and_whom_to_ask(knowledge: Knowledge) -> None:
    assert knowledge.city.languages == ("de", "en")
    assert knowledge.city.human == "wohnbuero"
    assert knowledge.city.holidays_region == "BS"


def test_districts_have_the_quarters_and_postal_codes_of_the_file(knowledge: Knowledge) -> None:
    assert knowledge.districts["bezirk-hafen"].quarters == ("alter-hafen", "werft")
    assert knowledge.districts["bezirk-hafen"].postal_codes == ("9991", "9992")
    assert knowledge.quarters["werft"].district == "bezirk-hafen"
    assert knowledge.quarters["werft"].neighbours == ("alter-hafen", "seeblick")
    assert knowledge.quarters["werft"].centre == Point(47.565, 7.596)


def test_names_that_mean_several_places_or_are_everyday_words_are_kept(knowledge: Knowledge) -> None:
    assert [name.name for name in knowledge.ambiguous] == ["Ufer", "Berg"]
    assert knowledge.ambiguous[1].districts == ("bezirk-berg",)
    assert knowledge.common_words == {"Mole", "Werft", "Strandbad"}


def test_topics_and_guides_are_in_the_order_of_the_menu(knowledge: Knowledge) -> None:
    assert list(knowledge.topics) == ["emergency", "living", "smalltalk"]
    assert [topic.hidden for topic in knowledge.topics.values()] == [False, False, True]
    assert list(knowledge.guides) == [
        "emergency-numbers",
        "german-course",
        "kita-place",
        "find-flat",
        "quarter-manager",
        "greeting",
    ]


def test_an_urgent_guide_has_numbers_and_word_groups(knowledge: Knowledge) -> None:
    guide = knowledge.guides["emergency-numbers"]

    assert guide.urgent
    assert guide.numbers == ("117", "144")
    assert guide.texts["de"].number_labels[0] == "Polizei"
    assert "es brennt" in guide.signals["de"]
    assert guide.harmless["de"] == ("handy tot", "feuerwehr beruf")


def test_an_offer_has_all_that_its_file_says(knowledge: Knowledge) -> None:
    offer = knowledge.offers["sprachhaus"]

    assert offer.reach is Reach.LOCAL
    assert (offer.quarters, offer.districts) == (("alter-hafen",), ())
    assert offer.address == "Molenweg 3, 9991 Musterhafen"
    assert offer.point == Point(47.5612, 7.5883)
    assert offer.phones == (Phone("061 555 01 00", "+41615550100"), Phone("061 555 01 01", "+41615550101"))
    assert offer.hours == Hours("Mo-Th 08:30-12:00,14:00-17:00; Fr 08:30-12:00")
    assert offer.phone_hours == Hours("Mo-Fr 09:00-11:00")
    assert offer.courses == (Course(("A1", "A2"), True), Course(("B1",), False))
    assert offer.sources == (Source("https://example.org/sprachhaus", "2026-02", "Kurse, Zeiten, Sprachen"),)
    assert (offer.certainty, offer.checked) == (Certainty.HIGH, date(2026, 11, 1))
    assert offer.texts["de"] == OfferText(
        description="Deutschkurse für Anfängerinnen und Anfänger bis zur Stufe B1, mit Beratung und Test vor dem "
        "ersten Kurs.",
        audience="Erwachsene",
        cost="Zuschuss der Stadt möglich",
        hours_note="In den Schulferien nur am Vormittag",
        languages_note="Weitere Sprachen auf Anfrage",
        phone_labels=("Anmeldung", ""),
        courses=(
            CourseText("Deutsch für Eltern", "Di und Do 9-11 Uhr", "laufend"),
            CourseText("Abendkurs", "", "Januar und August"),
        ),
    )


def test_an_area_is_quarters_districts_the_city_or_the_country(knowledge: Knowledge) -> None:
    offers = knowledge.offers

    assert offers["kita-moewe"].quarters == ("werft", "alter-hafen")
    assert offers["quartierbuero-berg"].districts == ("bezirk-berg",)
    assert (offers["wohnbuero"].reach, offers["wohnbuero"].quarters) == (Reach.CITY, ())
    assert offers["deutsch-am-telefon"].reach is Reach.COUNTRY


def test_hours_by_appointment_unknown_or_old_say_so(knowledge: Knowledge) -> None:
    assert knowledge.offers["quartierbuero-berg"].hours == Hours(by_appointment=True)
    assert knowledge.offers["alte-muehle"].hours == Hours()
    assert knowledge.offers["wohnbuero"].hours.as_of == "2024"


def test_offers_that_begin_or_end_keep_their_days(knowledge: Knowledge) -> None:
    assert knowledge.offers["quartierbuero-berg"].starts == date(2024, 1, 1)
    assert knowledge.offers["alte-muehle"].until == date(2027, 6, 30)


def test_an_address_names_another_town(tmp_path: Path) -> None:
    folder = copy_city(tmp_path)
    replace(folder, "offers/hafen/sprachhaus.yaml", "postal_code: '9991'", "postal_code: '1234'\ntown: Nachbarstadt")

    offer = build(read_folder(folder), {}).offers["sprachhaus"]

    assert offer.address == "Molenweg 3, 1234 Nachbarstadt"


def test_an_offer_without_a_street_has_no_address(knowledge: Knowledge) -> None:
    assert knowledge.offers["deutsch-am-telefon"].address == ""


def test_each_concern_knows_its_offers(knowledge: Knowledge) -> None:
    assert knowledge.serving["german-course"] == ("quartierbuero-berg", "deutsch-am-telefon", "sprachhaus")
    assert "emergency-numbers" not in knowledge.serving


def test_office_words_lead_to_concerns(knowledge: Knowledge) -> None:
    assert knowledge.glossary[2] == Term(
        "Mietkaution",
        (),
        {"de": "Geld, das Sie beim Einzug hinterlegen und beim Auszug zurückbekommen, wenn nichts kaputt ist."},
        "find-flat",
    )
