"""Reads the knowledge folder and reports every problem with file, line and repair."""

from bot.knowledge.building import build
from bot.knowledge.building_texts import Translations
from bot.knowledge.checking import check, errors
from bot.knowledge.loading import load
from bot.knowledge.reading import Files, read_folder
from bot.knowledge.translating import SourceText, texts

__all__ = ["Files", "SourceText", "Translations", "build", "check", "errors", "load", "read_folder", "texts"]
