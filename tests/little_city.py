"""The made-up city of the tests, and copies of it to break."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from bot.errors import Problem, Severity
from bot.knowledge import check, read_folder

CITY = Path(__file__).parent / "city" / "knowledge"
TODAY = date(2026, 11, 21)


def copy_city(folder: Path) -> Path:
    """Copy the knowledge of the little city, to change it."""
    return Path(shutil.copytree(CITY, folder / "knowledge"))


def replace(knowledge: Path, file: str, old: str, new: str) -> int:
    """Replace a text that stands once in a file; return the line on which the new text begins."""
    path = knowledge / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def problems_of(knowledge: Path, today: date = TODAY) -> list[Problem]:
    """Read and check a folder."""
    return check(read_folder(knowledge), today)


def error(file: str, line: int, message: str, repair: str) -> Problem:
    """Make the error that is expected."""
    return Problem(f"knowledge/{file}", line, Severity.ERROR, message, repair)


def warning(file: str, line: int, message: str, repair: str) -> Problem:
    """Make the warning that is expected."""
    return Problem(f"knowledge/{file}", line, Severity.WARNING, message, repair)
