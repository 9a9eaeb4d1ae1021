"""Names of places in questions, and as answers to "which quarter?"."""

from __future__ import annotations

import pytest

from bot.core.places import Gazetteer
from tests.factories import little_knowledge, real_resources

PLACES = Gazetteer.of(little_knowledge())
REAL = real_resources().understanding.places


def mentioned(question: str, *, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    found = PLACES.mention(question, known)
    return found.home.quarters if found else ()


@pytest.mark.parametrize(
    ("question", "quarters"),
    [
        ("deutschkurs bergheim", ("bergheim",)),
        ("Deutschkurs in Bergheim?", ("bergheim",)),
        ("deutschkurs im alten hafen alter hafen", ("alter-hafen",)),
        ("kita bergheimm", ("bergheim",)),
        ("kita 9994", ("seeblick",)),
        ("wohnung 9991", ("alter-hafen", "werft")),
        ("kurs am ufer", ("alter-hafen", "werft")),
        ("kita fischmarkt", ("alter-hafen",)),
        ("deutschkurs", ()),
        ("eine mole", ()),
    ],
)
def test_a_place_in_a_question(question: str, quarters: tuple[str, ...]) -> None:
    assert mentioned(question) == quarters


def test_an_everyday_word_is_a_place_when_it_stands_alone() -> None:
    assert mentioned("Werft") == ("werft",)
    assert mentioned("arbeit auf der werft") == ()


def test_a_word_of_the_knowledge_base_is_no_misspelt_place() -> None:
    assert mentioned("bergheime", known=frozenset({"bergheime"})) == ()


@pytest.mark.parametrize(
    ("typed", "quarters"),
    [
        ("Ostersbaum", ["ostersbaum"]),
        ("osterbaum", ["ostersbaum"]),
        ("nordstadt", ["nordstadt"]),
        ("nordstatd", ["nordstadt"]),
        ("ölberg", ["nordstadt"]),
        ("oelberg", ["nordstadt"]),
        ("elberfeld nordstadt", ["nordstadt"]),
    ],
)
def test_a_typed_quarter_is_found(typed: str, quarters: list[str]) -> None:
    homes = REAL.guesses(typed)

    assert homes
    assert set(quarters) <= set(homes[0].quarters)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("эльберфельд", "Elberfeld"),
        ("البرفلد", "Elberfeld"),
        ("Έλμπερφελντ", "Elberfeld"),
        ("ኤልበርፈልድ", "Elberfeld"),
        ("Бармен", "Barmen"),
        ("بارمن", "Barmen"),
        ("Фовинкель", "Vohwinkel"),
        ("остерсбаум", "Ostersbaum"),
        ("Оstersbaum", "Ostersbaum"),
        ("Кроненберг", "Cronenberg"),
        ("квартира", ""),
    ],
)
def test_names_are_understood_in_any_script(typed: str, name: str) -> None:
    homes = REAL.guesses(typed)

    assert (homes[0].name if homes else "") == name


def test_the_city_is_known_in_any_script() -> None:
    assert REAL.names_city("вупперталь")
    assert REAL.names_city("فوبرتال")
    assert not REAL.names_city("مدرسة")


def test_a_place_in_another_script_is_found_inside_a_question() -> None:
    found = REAL.mention("курсы немецкого эльберфельд", frozenset({"курсы", "немецкого"}))

    assert found is not None
    assert found.home.name == "Elberfeld"


def test_a_postal_code_leaves_a_choice() -> None:
    (home,) = REAL.guesses("42275 Wuppertal")

    assert len(home.quarters) > 1


def test_what_is_like_no_place_has_no_guess() -> None:
    assert REAL.guesses("xyzzy") == []
    assert REAL.guesses("!!!") == []


def test_every_quarter_and_district_is_found_by_its_own_name() -> None:
    knowledge = real_resources().knowledge

    for quarter in knowledge.quarters.values():
        homes = REAL.guesses(quarter.name)
        assert any(quarter.id in home.quarters for home in homes), quarter.name
    for district in knowledge.districts.values():
        assert REAL.guesses(district.name), district.name
