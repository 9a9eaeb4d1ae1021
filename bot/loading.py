"""Loads what the bot knows and can say, and keeps it fresh while the bot runs: the last good state always stays."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from watchfiles import awatch

from bot.caching import cached_build
from bot.core.answering import Understanding
from bot.core.dialogue import Resources
from bot.core.hours import Calendar
from bot.errors import QuartierlotseError
from bot.knowledge.loading import load
from bot.languages.catalogues import read, speakers
from bot.settings import Settings

logger = logging.getLogger(__name__)


def load_resources(settings: Settings) -> Resources:
    """Load knowledge and translations and build all indexes.

    Raises:
        KnowledgeError: With every problem of the knowledge folder.
        LocalesError: When a catalogue cannot be read.

    """
    catalogues = read(settings.locales_dir, cache=settings.cache_dir)
    knowledge, _ = load(settings.knowledge_dir, catalogues.knowledge, datetime.now(UTC).date())
    return Resources(
        understanding=Understanding.of(knowledge, cached_build(settings.cache_dir)),
        speakers=speakers(catalogues, knowledge.city.languages),
        calendar=Calendar(ZoneInfo(knowledge.city.timezone), knowledge.city.country, knowledge.city.holidays_region),
        keeps_texts_days=settings.keep_unanswered_days if settings.keep_unanswered_texts else 0,
    )


@dataclass(slots=True)
class Current:
    """The resources in use; replaced as a whole, so that a turn never sees half of a change."""

    resources: Resources

    async def keep_fresh(self, settings: Settings, stop: asyncio.Event) -> None:
        """Load anew whenever a file changes, until `stop` is set; a mistake leaves what was there in use."""
        folders = [folder for folder in (settings.knowledge_dir, settings.locales_dir) if folder.is_dir()]
        async for _ in awatch(*folders, stop_event=stop, debounce=800, step=200):
            try:
                self.resources = await asyncio.to_thread(load_resources, settings)
            except QuartierlotseError as error:
                logger.error("the changed files are not used, the last good ones stay:\n%s", error)
            else:
                logger.info("took in the changed files")
