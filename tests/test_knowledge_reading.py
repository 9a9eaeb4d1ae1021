"""Files become values with lines, or problems with lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.parsing import parse
from bot.knowledge.reading import read_folder
from bot.knowledge.suggesting import did_you_mean, nearest
from tests.little_city import CITY, copy_city, error, problems_of, replace


def test_texts_that_other_yaml_readers_change_stay_texts() -> None:
    parsed = parse("a: NO\nb: on\nc: 10:30\nd: '042'\n")

    assert parsed.value == {"a": "NO", "b": "on", "c": "10:30", "d": "042"}


def test_numbers_days_truth_and_nothing_are_read() -> None:
    parsed = parse("a: 51.26\nb: 7\nc: true\nd: 2026-11-21\ne:\n")

    assert parsed.value == {"a": 51.26, "b": 7, "c": True, "d": date(2026, 11, 21), "e": None}


def test_every_value_knows_its_line() -> None:
    parsed = parse("a: 1\nb:\n  - x\n  - c: y\n    d: z\n")

    assert parsed.lines["a",] == 1
    assert parsed.lines["b", 0] == 3
    assert parsed.lines["b", 1, "d"] == 5


def test_letters_made_of_two_characters_become_one() -> None:
    assert parse("a: Tu\u0308r").value == {"a": "Tür"}


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("a: 1\nb: x: y\n", 2, 'put a text that contains ": " in quotes'),
        ("a: 1\n\tb: 2\n", 2, "use spaces instead of the tab key"),
        ("a: 1\nb: 'open\nc: 3\n", 2, "close the quotation mark"),
        ("a: [1, 2\n", 1, "close the bracket"),
        ("a: @home\n", 1, "special character in quotes"),
        ("a: 1\n---\nb: 2\n", 2, 'delete the line that consists of "---"'),
        (" a: 1\nb: 2\n", 2, "left margin"),
        ("a: 1\na: 2\n", 2, "delete one of the two"),
        ("a:\n  b: 1\n  b: 2\n", 3, "delete one of the two"),
        ("a: 1\nb: &Kaffee und Tee\n", 2, "put the text in quotes"),
        ("a: 1\nb: *Stern\n", 2, "begins with * in quotes"),
        ("a: 1\nb: !wichtig ja\n", 2, "begins with ! in quotes"),
        ("a: 1\n? [x]\n: 2\n", 2, "write a word and a colon"),
        ("a: \x07\n", 1, "delete the unusual character"),
        ("", 1, "fill it in, or delete the file"),
    ],
)
def test_a_mistake_in_yaml_names_its_line_and_the_repair(text: str, line: int, part: str) -> None:
    (mistake,) = parse(text).mistakes

    assert mistake.line == line
    assert part in mistake.repair


def test_every_key_that_stands_twice_is_named_at_once() -> None:
    mistakes = parse("a: 1\nb: 1\na: 2\nb: 2\n").mistakes

    assert [(mistake.line, mistake.message) for mistake in mistakes] == [
        (3, '"a" stands twice, first in line 1'),
        (4, '"b" stands twice, first in line 2'),
    ]


def test_the_little_city_is_read_without_problems() -> None:
    files = read_folder(CITY)

    assert files.problems == ()
    assert [guide.id for guide in files.guides] == [
        "emergency-numbers",
        "find-flat",
        "german-course",
        "kita-place",
        "quarter-manager",
        "greeting",
    ]
    assert len(files.offers) == 6


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path / "nowhere")

    assert "does not exist" in problem.message
    assert "KNOWLEDGE_DIR" in problem.repair


def test_an_empty_folder_is_one_problem(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path)

    assert "is empty" in problem.message


def test_a_file_instead_of_the_folder_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "knowledge").write_text("", encoding="utf-8")

    (problem,) = problems_of(tmp_path / "knowledge")

    assert "is not a folder" in problem.message


@pytest.mark.parametrize("name", ["city.yaml", "quarters.yaml", "topics.yaml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    knowledge = copy_city(tmp_path)
    (knowledge / name).unlink()

    (problem,) = problems_of(knowledge)

    assert str(problem).startswith(f"knowledge/{name}: the file is missing")


def test_the_glossary_may_be_missing(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    (knowledge / "glossary.yaml").unlink()

    assert problems_of(knowledge) == []


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    (knowledge / "glossary.yaml").write_bytes("- word: Amt\n  meaning: Behörde\n".encode("latin-1"))

    assert problems_of(knowledge) == [error("glossary.yaml", 2, "this is not UTF-8", "save the file as UTF-8")]


def test_windows_editors_are_welcome(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    path = knowledge / "glossary.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert problems_of(knowledge) == []


def test_files_in_the_wrong_place_or_with_a_wrong_name_are_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    offer = knowledge / "offers/city/wohnbuero.yaml"
    (knowledge / "offers/lost.yaml").write_bytes(offer.read_bytes())
    (knowledge / "offers/city/Café Süd.yaml").write_bytes(offer.read_bytes())
    (knowledge / "offers/city/other.yml").write_bytes(offer.read_bytes())
    (knowledge / "citty.yaml").write_text("name: X\n", encoding="utf-8")
    (knowledge / "guide").mkdir()

    found = problems_of(knowledge)

    assert [str(problem) for problem in found] == [
        'knowledge/citty.yaml: file "citty.yaml" is unknown; did you mean "city.yaml"?',
        'knowledge/guide: folder "guide" is unknown; did you mean "guides"?',
        'knowledge/offers/city/Café Süd.yaml: "Café Süd" is not a good id; '
        "name it cafe-sued.yaml: small letters a-z, digits, hyphens",
        "knowledge/offers/city/other.yml: the file's name ends in .yml; name it other.yaml",
        "knowledge/offers/lost.yaml: the file lies in the wrong folder; move it to offers/<folder>/lost.yaml",
    ]


def test_what_editors_hide_is_not_read(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    (knowledge / "offers/city/.wohnbuero.yaml").write_text("{", encoding="utf-8")
    (knowledge / ".git").mkdir()

    assert problems_of(knowledge) == []


def test_a_broken_file_leaves_the_others_readable(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    line = replace(knowledge, "offers/hafen/sprachhaus.yaml", "kind: course-provider", "kind: course: provider")

    files = read_folder(knowledge)

    assert [(problem.line, problem.message) for problem in files.problems] == [
        (line, "this is not YAML: mapping values are not allowed here")
    ]
    assert len([offer for offer in files.offers if offer.record]) == 5


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("obrbarmen", "oberbarmen-schwarzbach"),
        ("OSTERSBAUM", "ostersbaum"),
        ("ostersbaumm", "ostersbaum"),
        ("xyz", None),
    ],
)
def test_the_nearest_right_value_is_found(word: str, expected: str | None) -> None:
    assert nearest(word, ["ostersbaum", "oberbarmen-schwarzbach", "loh"]) == expected


def test_without_a_near_value_a_few_are_listed() -> None:
    assert did_you_mean("xyz", ["high", "low"]) == "known are: high, low"
    assert did_you_mean("xyz", map(str, range(100))) == ""
