"""Loads the knowledge folder in one step: read, check, build."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.core.model import Knowledge
from bot.errors import KnowledgeError, Problem
from bot.knowledge.building import build
from bot.knowledge.building_texts import Translations
from bot.knowledge.checking import check, errors
from bot.knowledge.reading import read_folder


def load(path: Path, translations: Translations, today: date) -> tuple[Knowledge, list[Problem]]:
    """Load the knowledge folder.

    Returns:
        The knowledge, and warnings worth a look.

    Raises:
        KnowledgeError: With every problem found, if one of them is an error.
    """
    files = read_folder(path)
    problems = check(files, today)
    if errors(problems):
        raise KnowledgeError(problems)
    return build(files, translations), problems
