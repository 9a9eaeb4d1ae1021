"""What the knowledge base and the matching achieve together on questions that neither has seen.

The bars are below what was measured (2026-11, see benchmarks/README.md), so that noise does not break them and a real
loss does. They are accuracies, never times.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from bot.surfaces.asking import Asking, as_json, ask_once
from tests.factories import real_resources

QUESTIONS = Path(__file__).parent / "questions"
NOW = datetime(2026, 11, 18, 11, 0, tzinfo=UTC)
FIRST, AMONG_THREE = 0.75, 0.88


@cache
def answered(file: str) -> list[tuple[dict[str, object], dict[str, object]]]:
    """Each question of a file with what the bot makes of it."""
    resources = real_resources()
    lines = [json.loads(line) for line in (QUESTIONS / f"{file}.jsonl").read_text("utf-8").splitlines()]
    return [(q, as_json(ask_once(Asking(q["text"], q["lang"]), resources, now=NOW), resources)) for q in lines]


def accepted(question: dict[str, object], answer: dict[str, object], among: int) -> bool:
    suggestions, right = answer["suggestions"], question["accept"]
    assert isinstance(suggestions, list)
    assert isinstance(right, list)
    return any(s["id"] in right for s in suggestions[:among])


def languages() -> list[str]:
    return [p.stem for p in sorted(QUESTIONS.glob("??.jsonl")) if p.stem in real_resources().speakers]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(("among", "bar"), [(1, FIRST), (3, AMONG_THREE)])
def test_the_right_concern_is_suggested(language: str, among: int, bar: float) -> None:
    found = answered(language)
    missed = [q["text"] for q, a in found if not accepted(q, a, among)]

    assert 1 - len(missed) / len(found) >= bar, missed


def test_out_of_scope_is_rarely_answered_surely() -> None:
    found = answered("out-of-scope")
    sure = [q["text"] for q, a in found if a["answered"] in {"sure", "urgent"}]

    assert len(sure) / len(found) <= 0.15, sure


@pytest.mark.parametrize("language", languages())
def test_danger_is_never_missed_quietly(language: str) -> None:
    """A question of the topic emergency that is not answered as urgent must at least offer the right guide."""
    urgent = {guide.id for guide in real_resources().knowledge.guides.values() if guide.urgent}
    missed = [
        q["text"]
        for q, a in answered(language)
        if isinstance(q["accept"], list) and set(q["accept"]) & urgent and not accepted(q, a, 5)
    ]

    assert len(missed) <= 1, missed
