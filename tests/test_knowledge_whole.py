"""Mistakes that show only when all files are seen together."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.little_city import copy_city, error, problems_of, replace

GUIDE = "guides/living/german-course.yaml"
OFFER = "offers/hafen/sprachhaus.yaml"


def move(knowledge: Path, old: str, new: str) -> None:
    """Move a file within the folder."""
    (knowledge / new).parent.mkdir(exist_ok=True)
    (knowledge / old).rename(knowledge / new)


def copy(knowledge: Path, old: str, new: str) -> None:
    """Copy a file within the folder."""
    (knowledge / new).parent.mkdir(exist_ok=True)
    (knowledge / new).write_bytes((knowledge / old).read_bytes())


def test_a_problem_reads_as_one_line_with_place_message_and_repair(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, OFFER, "[alter-hafen]", "[alter-haven]")

    (problem,) = problems_of(knowledge)

    assert str(problem) == (
        'knowledge/offers/hafen/sprachhaus.yaml:5: quarter "alter-haven" is unknown; did you mean "alter-hafen"?'
    )


def test_every_problem_of_all_files_is_named_at_once_by_file_and_line(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, "city.yaml", "human: wohnbuero", "human: wohnburo")
    replace(knowledge, OFFER, "[german-course]", "[german-curse]")
    replace(knowledge, OFFER, "languages: [de,", "languages: [gb,")
    replace(knowledge, "offers/city/wohnbuero.yaml", "kind: authority", "kind: autority")
    replace(knowledge, "glossary.yaml", "- word: Mietkaution", "- wort: Mietkaution")

    places = [(problem.file, problem.line) for problem in problems_of(knowledge)]

    assert places == [
        ("knowledge/city.yaml", 9),
        ("knowledge/glossary.yaml", 9),
        ("knowledge/offers/city/wohnbuero.yaml", 3),
        ("knowledge/offers/hafen/sprachhaus.yaml", 4),
        ("knowledge/offers/hafen/sprachhaus.yaml", 18),
    ]


def test_too_few_ways_to_ask_are_counted_without_repetitions(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, GUIDE, "  - deutsch für die arbeit\n", "  - Deutschkurs!\n  - A1-Kurs\n")
    replace(knowledge, GUIDE, "  - intensivkurs\n", "")

    message, repair = "14 different ways to ask, at least 15 are needed", "add lines as people type them"
    assert problems_of(knowledge) == [error(GUIDE, 3, message, repair)]


@pytest.mark.parametrize(("words", "repair"), [(39, "say what to do first and who decides"), (91, "shorten it")])
def test_an_answer_has_40_to_90_words(tmp_path: Path, words: int, repair: str) -> None:
    knowledge = copy_city(tmp_path)
    path = knowledge / GUIDE
    text = path.read_text(encoding="utf-8")
    start, end = text.index("answer:"), text.index("steps:")
    path.write_text(text[:start] + "answer: " + "Wort " * words + "\n" + text[end:], encoding="utf-8")

    found = problems_of(knowledge)

    assert found == [error(GUIDE, 20, f"answer has {words} words, it must have 40 to 90", repair)]


def test_a_guide_without_an_answer_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    path = knowledge / GUIDE
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("answer:")] + text[text.index("steps:") :], encoding="utf-8")

    assert problems_of(knowledge) == [error(GUIDE, 1, 'key "answer" is missing', 'add a line "answer: ..."')]


def test_an_urgent_guide_needs_numbers(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    path = knowledge / "guides/emergency/emergency-numbers.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("numbers:")] + text[text.index("signals:") :], encoding="utf-8")

    messages = [problem.message for problem in problems_of(knowledge)]

    assert messages == [
        "an urgent guide needs numbers",
        'no offer serves the concern "emergency-numbers"',
    ]


def test_a_guide_in_the_folder_of_another_topic_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    move(knowledge, GUIDE, "guides/emergency/german-course.yaml")

    message, repair = 'concern "german-course" belongs to topic "living"', "move the file to guides/living/"
    assert problems_of(knowledge) == [error("guides/emergency/german-course.yaml", 1, message, repair)]


def test_a_guide_in_a_folder_that_is_no_topic_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    move(knowledge, GUIDE, "guides/livin/german-course.yaml")

    message, repair = 'topic "livin" is unknown', 'did you mean "living"?'
    assert problems_of(knowledge) == [error("guides/livin/german-course.yaml", 1, message, repair)]


def test_a_guide_with_a_misspelt_name_is_named_in_both_files(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    move(knowledge, "guides/living/kita-place.yaml", "guides/living/kita-platz.yaml")

    repairs = {problem.message: problem.repair for problem in problems_of(knowledge)}

    assert repairs['concern "kita-platz" is unknown'] == 'did you mean "kita-place"?'
    assert repairs['concern "kita-place" has no guide'] == 'did you mean "kita-platz"?'


def test_an_id_that_is_given_twice_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    copy(knowledge, OFFER, "offers/berg/sprachhaus.yaml")

    message = 'offer "sprachhaus" exists already in knowledge/offers/berg/sprachhaus.yaml'
    assert problems_of(knowledge) == [error(OFFER, 1, message, "give one of the two files another name")]


def test_an_offer_in_a_folder_that_is_no_district_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    move(knowledge, OFFER, "offers/haven/sprachhaus.yaml")

    message, repair = 'folder "haven" is unknown', 'did you mean "hafen"?'
    assert problems_of(knowledge) == [error("offers/haven/sprachhaus.yaml", 1, message, repair)]


def test_a_concern_that_nobody_serves_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, "offers/city/wohnbuero.yaml", "[find-flat, quarter-manager]", "[quarter-manager]")

    message, repair = 'no offer serves the concern "find-flat"', "add find-flat to serves: of an offer that helps"
    assert problems_of(knowledge) == [error("topics.yaml", 13, message, repair)]


def test_an_offer_that_has_ended_serves_nobody(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, "offers/hafen/kita-moewe.yaml", "certainty: medium", "certainty: medium\nuntil: 2026-10-31")

    messages = [problem.message for problem in problems_of(knowledge)]

    assert messages == ["ended on 2026-10-31", 'no offer serves the concern "kita-place"']


def test_a_broken_offer_does_not_make_its_concern_look_unserved(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, "offers/hafen/kita-moewe.yaml", "certainty: medium", "certainty: midium")

    assert [problem.message for problem in problems_of(knowledge)] == ['certainty "midium" is unknown']


def test_a_broken_file_of_quarters_does_not_make_places_look_wrong(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, "quarters.yaml", "name: Hafen", "nmae: Hafen")

    assert [problem.message for problem in problems_of(knowledge)] == ['key "nmae" is unknown']


def test_ids_of_places_are_good_and_given_once(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    (knowledge / "quarters.yaml").write_text(
        (knowledge / "quarters.yaml").read_text(encoding="utf-8").replace("- id: bezirk-berg", "- id: bezirk-hafen"),
        encoding="utf-8",
    )
    line = replace(knowledge, "quarters.yaml", "      - id: seeblick\n", "      - id: See Blick\n")

    messages = {problem.message: problem.line for problem in problems_of(knowledge)}

    assert messages['"bezirk-hafen" exists already'] == 23
    assert messages['"See Blick" is not a good id'] == line


def test_ids_of_topics_are_good_and_given_once(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, "topics.yaml", "id: living", "id: emergency")
    replace(knowledge, "topics.yaml", "id: smalltalk", "id: Small Talk")

    messages = [problem.message for problem in problems_of(knowledge) if problem.file.endswith("topics.yaml")]

    assert 'topic "emergency" stands twice' in messages
    assert '"Small Talk" is not a good id' in messages


def test_a_card_too_long_for_a_message_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    courses = "".join(f"  - title: Kurs {number} {'x' * 60}\n" for number in range(50))
    replace(knowledge, OFFER, "courses:\n", f"courses:\n{courses}")

    (problem,) = problems_of(knowledge)

    assert problem.line == 1
    assert "one message takes 3000" in problem.message
