"""Gives Babel the German texts of the knowledge files: its extraction method, named in `pyproject.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from bot.knowledge.reading import read_file
from bot.knowledge.translating import texts


def extract(
    file: IO[bytes], keywords: Mapping[str, object], comment_tags: Sequence[str], options: Mapping[str, str]
) -> Iterator[tuple[int, str, tuple[str, str], list[str]]]:
    """Extract the texts of one knowledge file, each with its key as context.

    Source: https://babel.pocoo.org/en/latest/messages.html#writing-extraction-methods
    """
    for text in texts(read_file(Path(file.name))):
        yield text.line, "pgettext", (text.key, text.text), [text.comment]
