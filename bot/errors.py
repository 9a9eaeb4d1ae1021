"""The errors this program raises itself, under one base class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class QuartierlotseError(Exception):
    """Base class; its text is for the operator or for staff, never for a person who chats."""


class Severity(StrEnum):
    """What a problem in a file means: with an error the file is not used, a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a file that people edit: where it is, what is wrong, and how to repair it."""

    file: str
    line: int
    """Counted from 1; 0 where the problem is the file or folder as a whole."""
    severity: Severity
    message: str
    repair: str = ""

    def __str__(self) -> str:
        """Say it in one line that editors turn into a link."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return f"{place}: {kind}{self.message}" + (f"; {self.repair}" if self.repair else "")


class KnowledgeError(QuartierlotseError):
    """The knowledge folder cannot be used. `problems` holds every problem found, the warnings too."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems if p.severity is Severity.ERROR))


class TokenRefusedError(QuartierlotseError):
    """Telegram does not know the token of the bot."""


class SettingsError(QuartierlotseError):
    """The environment or `.env` holds a wrong value: a line for each, with its name and where to get it."""


class StoreError(QuartierlotseError):
    """The database cannot be opened, read or written."""


class LocalesError(QuartierlotseError):
    """A catalogue of translations cannot be read."""
