"""The knowledge that this repository brings along has no errors and is whole."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.core.model import Knowledge
from bot.errors import Problem, Severity
from bot.knowledge import build, check, read_folder

FOLDER = Path(__file__).parent.parent / "knowledge"
TODAY = date(2026, 11, 21)
"""The day the knowledge was checked; a later one would only add warnings."""


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return check(read_folder(FOLDER), TODAY)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return build(read_folder(FOLDER), {})


def test_no_file_has_an_error(problems: list[Problem]) -> None:
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []


def test_every_concern_has_its_guide(knowledge: Knowledge) -> None:
    listed = [concern for topic in knowledge.topics.values() for concern in topic.concerns]

    assert list(knowledge.guides) == listed


def test_every_quarter_can_be_reached_from_every_other(knowledge: Knowledge) -> None:
    reached: set[str] = set()
    waiting = [next(iter(knowledge.quarters))]
    while waiting:
        quarter = waiting.pop()
        reached.add(quarter)
        waiting += [other for other in knowledge.quarters[quarter].neighbours if other not in reached]

    assert reached == set(knowledge.quarters)


def test_every_urgent_guide_knows_signs_of_danger(knowledge: Knowledge) -> None:
    urgent = [guide for guide in knowledge.guides.values() if guide.urgent]

    assert urgent
    assert all(guide.numbers and guide.signals["de"] for guide in urgent)


def test_a_human_being_can_be_called(knowledge: Knowledge) -> None:
    assert knowledge.offers[knowledge.city.human].phones


def test_the_offer_in_the_staff_guide_is_a_good_one(tmp_path: Path) -> None:
    blocks = (FOLDER / "README.md").read_text(encoding="utf-8").split("```yaml\n")[1:]
    example = next(block.split("```")[0] for block in blocks if block.startswith("name:"))
    folder = Path(shutil.copytree(FOLDER, tmp_path / "knowledge"))
    (folder / "offers" / "elberfeld" / "cafe-am-markt.yaml").write_text(example, encoding="utf-8")

    found = [str(problem) for problem in check(read_folder(folder), TODAY) if "cafe-am-markt" in problem.file]

    assert found == []


def test_the_staff_guide_explains_every_key_and_command() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")

    for word in (
        "run_bot.py check",
        "run_bot.py ask",
        "hours",
        "checked",
        "until",
        "certainty",
        "ask",
        "serves",
        "area",
    ):
        assert word in text
    assert len(text.splitlines()) <= 160
