"""Collects all German texts into templates, by Babel, with the methods that `pyproject.toml` names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file

from bot.languages.catalogues import BOT, KNOWLEDGE

MESSAGE_KEYWORDS: dict[str, Any] = {
    "Message": {None: ((1, "c"), 2), 3: ((1, "c"), 2, 3), 4: ((1, "c"), 2, 3)},
}
"""`Message(key, text)` and `Message(key, text, plural)`: the key is the context. Babel counts a trailing comma as one
argument more."""
METHOD = "bot.knowledge.extraction:extract"
PATTERNS = ("topics.yaml", "glossary.yaml", "guides/**.yaml", "offers/**.yaml")


def templates(messages: Path, knowledge: Path) -> dict[str, Catalog]:
    """Extract both domains anew.

    Args:
        messages: The file with the bot's own words.
        knowledge: The knowledge folder.

    Returns:
        A catalogue without translations for each domain, in a stable order.

    """
    return {BOT: _of_messages(messages), KNOWLEDGE: _of_knowledge(knowledge)}


def _of_messages(path: Path) -> Catalog:
    template = Catalog()
    found = extract_from_file("python", path, keywords=MESSAGE_KEYWORDS, comment_tags=("Translators:",))
    for line, message, comments, context in found:
        template.add(message, locations=[(f"bot/core/{path.name}", line)], auto_comments=comments, context=context)
    return template


def _of_knowledge(folder: Path) -> Catalog:
    template = Catalog()
    methods = [(pattern, METHOD) for pattern in PATTERNS]
    for file, line, message, comments, context in extract_from_dir(folder, methods):
        place = (f"{folder.name}/{Path(file).as_posix()}", line)
        template.add(message, locations=[place], auto_comments=comments, context=context)
    return template
