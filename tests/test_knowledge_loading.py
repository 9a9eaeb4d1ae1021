"""Warnings, and what loading does with them and with errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.errors import KnowledgeError, Problem, Severity
from bot.knowledge import load
from tests.little_city import CITY, TODAY, copy_city, problems_of, replace, warning

GUIDE = "guides/living/german-course.yaml"
OFFER = "offers/hafen/sprachhaus.yaml"

WARNINGS = [
    (OFFER, "checked: 2026-11-01", "checked: 2026-05-24", 0, "not checked for 181 days",
     "look whether it is still true, then write the day of today"),
    (GUIDE, "checked: 2026-11-01", "checked: 2026-05-24", 0, "not checked for 181 days",
     "look whether it is still true, then write the day of today"),
    (OFFER, "date: '2026-02'", "date: undated", -2, "no source has a date", "look for a page with a date"),
    ("offers/berg/alte-muehle.yaml", "until: 2027-06-30", "until: 2026-11-20", 0, "ended on 2026-11-20",
     "leave it if the offer has ended, or write the new end"),
    ("offers/berg/alte-muehle.yaml", "website: https://example.org/muehle\n", "", 8,
     "certainty is low and nobody can be asked", "look for a phone, email or website, so that people can ask first"),
]  # fmt: skip


@pytest.mark.parametrize("case", WARNINGS, ids=lambda case: case[4])
def test_what_is_worth_a_look_is_a_warning(tmp_path: Path, case: tuple[str, str, str, int, str, str]) -> None:
    file, old, new, below, message, repair = case
    knowledge = copy_city(tmp_path)
    line = replace(knowledge, file, old, new) + below

    found = problems_of(knowledge)

    assert found == [warning(file, line, message, repair)]


def test_an_entry_is_not_old_on_the_180th_day(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, OFFER, "checked: 2026-11-01", "checked: 2026-05-25")

    assert problems_of(knowledge) == []


def test_a_warning_says_that_it_is_one() -> None:
    problem = Problem("knowledge/a.yaml", 3, Severity.WARNING, "not checked", "look")

    assert str(problem) == "knowledge/a.yaml:3: warning: not checked; look"


def test_loading_gives_knowledge_and_warnings(tmp_path: Path) -> None:
    knowledge, warnings = load(CITY, {}, date(2028, 1, 1))

    assert len(knowledge.guides) == 6
    assert {problem.severity for problem in warnings} == {Severity.WARNING}


def test_loading_refuses_errors_and_names_them_all(tmp_path: Path) -> None:
    knowledge = copy_city(tmp_path)
    replace(knowledge, OFFER, "[german-course]", "[german-curse]")
    replace(knowledge, OFFER, "[alter-hafen]", "[alter-haven]")

    with pytest.raises(KnowledgeError, match=r"german-curse[\s\S]*alter-haven") as caught:
        load(knowledge, {}, TODAY)

    assert len(caught.value.problems) == 2
