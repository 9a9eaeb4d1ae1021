"""Reads staff's own test questions: `questions/<language>.yaml`, concern to questions that must find it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.errors import Problem, Severity
from bot.knowledge.explaining import line_of
from bot.knowledge.parsing import parse
from bot.knowledge.suggesting import did_you_mean


@dataclass(frozen=True, slots=True)
class Question:
    """A question that must find its concern, and where it stands."""

    text: str
    language: str
    concern: str
    file: str
    line: int


def read_questions(knowledge: Path, concerns: frozenset[str]) -> tuple[list[Question], list[Problem]]:
    """Read all question files of a knowledge folder.

    Args:
        knowledge: The folder; `questions/` in it may be missing.
        concerns: The concerns there are.

    Returns:
        The questions, and every mistake in the files.

    """
    questions: list[Question] = []
    problems: list[Problem] = []
    for path in sorted((knowledge / "questions").glob("*.yaml")):
        name = f"{knowledge.resolve().name}/questions/{path.name}"
        parsed = parse(path.read_text("utf-8-sig"))
        problems += [Problem(name, m.line, Severity.ERROR, m.message, m.repair) for m in parsed.mistakes]
        value = parsed.value
        if not isinstance(value, dict):
            if not parsed.mistakes:
                repair = "write a concern and its questions: `kita-place:`, below it lines with `- kita platz`"
                problems.append(Problem(name, 1, Severity.ERROR, "this is no list of concerns", repair))
            continue
        for concern, asked in value.items():
            line = line_of(parsed, (concern,))
            if concern not in concerns:
                repair = did_you_mean(str(concern), sorted(concerns))
                problems.append(Problem(name, line, Severity.ERROR, f'concern "{concern}" is unknown', repair))
                continue
            for n, text in enumerate(asked if isinstance(asked, (list, tuple)) else [asked]):
                at = line_of(parsed, (concern, n)) if isinstance(asked, (list, tuple)) else line
                questions.append(Question(str(text), path.stem, str(concern), name, at))
    return questions, problems
