"""Staff's own test questions: what used to be found stays found."""

from __future__ import annotations

from pathlib import Path

from bot.knowledge.questions import read_questions
from bot.surfaces.asking import unanswered_questions
from tests.factories import ROOT, little_resources, real_resources
from tests.little_city import copy_city

CONCERNS = frozenset(little_resources().knowledge.guides)


def write(knowledge: Path, text: str) -> None:
    (knowledge / "questions").mkdir()
    (knowledge / "questions" / "de.yaml").write_text(text, "utf-8")


def test_the_questions_of_this_city_find_their_concern() -> None:
    assert [str(p) for p in unanswered_questions(ROOT / "knowledge", real_resources())] == []


def test_a_question_that_finds_another_concern_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    write(knowledge, "find-flat:\n  - wohnung suchen\n  - wo kann ich deutsch lernen\n")

    (problem,) = unanswered_questions(knowledge, little_resources())

    assert (problem.file, problem.line) == ("knowledge/questions/de.yaml", 3)
    assert "finds german-course, not find-flat" in problem.message


def test_an_unknown_concern_is_named_with_the_nearest(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    write(knowledge, "kita-place:\n  - kita\ngerman-curse:\n  - deutsch\n")

    questions, (problem,) = read_questions(knowledge, CONCERNS)

    assert [q.text for q in questions] == ["kita"]
    assert (problem.line, problem.message) == (3, 'concern "german-curse" is unknown')
    assert "german-course" in problem.repair


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    write(knowledge, "- just a list\n")

    assert read_questions(knowledge, CONCERNS)[1][0].message == "this is no list of concerns"
