"""Changed files are taken in while the bot runs; a mistake leaves the last good state in use."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.loading import Current, load_resources
from bot.settings import Settings
from tests.factories import ROOT

PATIENCE_S = 60


def settings_of(folder: Path) -> Settings:
    shutil.copytree(ROOT / "tests" / "city" / "knowledge", folder / "knowledge")
    (folder / "locales").mkdir()
    return Settings(
        knowledge_dir=folder / "knowledge",
        locales_dir=folder / "locales",
        cache_dir=folder / "cache",
        database_url=f"sqlite:///{folder}/bot.sqlite3",
    )


@asynccontextmanager
async def kept_fresh(current: Current, settings: Settings) -> AsyncIterator[None]:
    stop = asyncio.Event()
    task = asyncio.create_task(current.keep_fresh(settings, stop))
    await asyncio.sleep(1)  # until the watcher looks
    try:
        yield
    finally:
        stop.set()
        await task


async def until_changed(current: Current, before: object) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while current.resources is before:
            await asyncio.sleep(0.1)


async def test_a_changed_file_is_taken_in_and_a_broken_one_is_not(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_of(tmp_path)
    current = Current(load_resources(settings))
    guide = settings.knowledge_dir / "guides" / "living" / "german-course.yaml"
    good = guide.read_text("utf-8")

    async with kept_fresh(current, settings):
        before = current.resources
        guide.write_text(good.replace("title: Deutsch lernen", "title: Deutsch sprechen"), "utf-8")
        await until_changed(current, before)
        assert current.resources.knowledge.guides["german-course"].texts["de"].title == "Deutsch sprechen"

        before = current.resources
        guide.write_text("title: [broken", "utf-8")
        async with asyncio.timeout(PATIENCE_S):
            while "the last good ones stay" not in caplog.text:
                await asyncio.sleep(0.1)
        assert current.resources is before

        guide.write_text(good, "utf-8")
        await until_changed(current, before)
        assert current.resources.knowledge.guides["german-course"].texts["de"].title == "Deutsch lernen"


def test_a_broken_folder_does_not_start(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    (settings.knowledge_dir / "topics.yaml").write_text("topics: 3", "utf-8")

    with pytest.raises(KnowledgeError, match="topics.yaml"):
        load_resources(settings)
