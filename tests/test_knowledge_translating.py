"""Texts have stable keys; a language counts once all that is shown in it is there."""

from __future__ import annotations

from dataclasses import replace as changed

import pytest

from bot.core.model import CourseText, GuideText
from bot.knowledge import Files, build, read_folder, texts
from tests.little_city import CITY

GUIDE = "guides/living/german-course"


@pytest.fixture(scope="module")
def files() -> Files:
    return read_folder(CITY)


def english(**changes: str | None) -> dict[str, str]:
    """Translate the guide on German courses, with changes by the last part of the key."""
    parts: dict[str, str | None] = {
        "title": "Learn German",
        "button": "German course",
        "answer": "Go to a counselling first.",
        "ask": "german course\nlearn german",
        "steps": "Go there.\nApply.\nEnrol.",
        "papers": "Passport\nCertificates",
        "links": "Courses",
    }
    return {f"{GUIDE}#{part}": text for part, text in (parts | changes).items() if text is not None}


def test_a_guide_speaks_a_language_once_all_its_texts_are_there(files: Files) -> None:
    guide = build(files, {"en": english()}).guides["german-course"]

    assert guide.texts["en"] == GuideText(
        title="Learn German",
        button="German course",
        answer="Go to a counselling first.",
        steps=("Go there.", "Apply.", "Enrol."),
        papers=("Passport", "Certificates"),
        link_labels=("Courses",),
    )


@pytest.mark.parametrize(
    "gap",
    [
        {"title": None},
        {"button": ""},
        {"answer": None},
        {"steps": "Go there.\nApply."},
        {"papers": None},
        {"links": "Courses\nMore courses"},
    ],
)
def test_a_guide_with_a_gap_keeps_silent_in_that_language(files: Files, gap: dict[str, str | None]) -> None:
    guide = build(files, {"en": english(**gap)}).guides["german-course"]

    assert list(guide.texts) == ["de"]
    assert guide.ask["en"] == ("german course", "learn german")


def test_a_guide_may_speak_a_language_in_which_nobody_asks_yet(files: Files) -> None:
    guide = build(files, {"en": english(ask=None)}).guides["german-course"]

    assert list(guide.ask) == ["de"]


def test_word_groups_for_danger_have_as_many_lines_as_a_language_needs(files: Files) -> None:
    key = "guides/emergency/emergency-numbers"
    parts = {"title": "A", "button": "B", "answer": "C", "steps": "1\n2", "numbers": "Police\nAmbulance"}
    translation = {f"{key}#{part}": text for part, text in parts.items()} | {f"{key}#signals": "fire\nmy heart"}

    guide = build(files, {"en": translation}).guides["emergency-numbers"]

    assert guide.signals["en"] == ("fire", "my heart")
    assert "en" not in guide.harmless


def test_an_offer_speaks_a_language_once_all_its_texts_are_there(files: Files) -> None:
    translation = {
        "offers/sprachhaus#description": "German courses",
        "offers/sprachhaus#audience": "Adults",
        "offers/sprachhaus#cost": "Grant possible",
        "offers/sprachhaus#hours_note": "Mornings only in school holidays",
        "offers/sprachhaus#languages_note": "Ask for more",
        "offers/sprachhaus#phones": "Enrolment\n-",
        "offers/sprachhaus#courses": "German for parents | Tue and Thu 9-11 | any time\nEvening course | | January",
    }

    whole = build(files, {"en": translation}).offers["sprachhaus"]
    without_a_part = build(files, {"en": translation | {"offers/sprachhaus#phones": ""}}).offers["sprachhaus"]
    without_a_course = build(files, {"en": translation | {"offers/sprachhaus#courses": "One | | "}}).offers
    with_a_bad_course = build(files, {"en": translation | {"offers/sprachhaus#courses": "One\nTwo"}}).offers

    assert whole.texts["en"].phone_labels == ("Enrolment", "")
    assert whole.texts["en"].courses[1] == CourseText("Evening course", "", "January")
    assert list(without_a_part.texts) == ["de"]
    assert list(without_a_course["sprachhaus"].texts) == ["de"]
    assert list(with_a_bad_course["sprachhaus"].texts) == ["de"]


def test_topics_and_office_words_are_translated_one_by_one(files: Files) -> None:
    translation = {"topics#living": "Living here", "glossary#Mietkaution": "Money you get back", "topics#x": "?"}

    knowledge = build(files, {"en": translation})

    assert knowledge.topics["living"].titles == {"de": "Leben in der Stadt", "en": "Living here"}
    assert list(knowledge.topics["emergency"].titles) == ["de"]
    assert knowledge.glossary[2].meanings["en"] == "Money you get back"


def test_the_source_language_is_never_replaced(files: Files) -> None:
    knowledge = build(files, {"de": {f"{GUIDE}#title": "Anders"}})

    assert knowledge.guides["german-course"].texts["de"].title == "Deutsch lernen"


def test_every_text_has_a_key_a_place_and_a_comment(files: Files) -> None:
    found = {text.key: text for text in texts(files)}

    title = found[f"{GUIDE}#title"]
    assert (title.text, title.file, title.line, title.limit) == (
        "Deutsch lernen",
        "knowledge/guides/living/german-course.yaml",
        1,
        60,
    )
    assert found[f"{GUIDE}#steps"].text.count("\n") == 2
    assert found["guides/emergency/emergency-numbers#numbers"].text.startswith("Polizei\n")
    assert found["offers/sprachhaus#phones"].text == "Anmeldung\n-"
    assert found["offers/sprachhaus#courses"].text == (
        "Deutsch für Eltern | Di und Do 9-11 Uhr | laufend\nAbendkurs |  | Januar und August"
    )
    assert "offers/wohnbuero#phones" not in found
    assert found["topics#living"].text == "Leben in der Stadt"
    assert (found["glossary#Mietkaution"].line, found["glossary#Mietkaution"].file) == (10, "knowledge/glossary.yaml")
    assert all(text.comment and text.text for text in found.values())


def test_a_translation_of_every_text_by_itself_is_whole(files: Files) -> None:
    german = {text.key: text.text for text in texts(files)}

    knowledge = build(files, {"en": german})

    assert all(guide.texts["en"] == guide.texts["de"] for guide in knowledge.guides.values())
    assert all(offer.texts["en"] == offer.texts["de"] for offer in knowledge.offers.values())


def test_broken_files_are_not_built_and_have_no_texts(files: Files) -> None:
    broken = changed(files, topics=None)

    assert not [text for text in texts(broken) if text.key.startswith("topics#")]
    with pytest.raises(ValueError, match="missing"):
        build(broken, {})
