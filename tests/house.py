"""The whole bot in one process for tests: the real dialogue, a real SQLite file, Telegram by the emulator."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bot.app import open_store, telegram_service
from bot.core.dialogue import Resources
from bot.loading import Current
from bot.settings import Settings
from bot.store.store import Store
from tests.telegram_doorway import running
from tests.telegram_server import TelegramServer


def make_settings(folder: Path, telegram: TelegramServer, **more: object) -> Settings:
    """Make the settings of a bot that keeps everything in a folder and talks to the emulator."""
    given: dict[str, object] = {
        "_env_file": None,
        "telegram_token": SecretStr(telegram.token),
        "telegram_api_url": telegram.url,
        "database_url": f"sqlite+aiosqlite:///{folder}/bot.sqlite3",
        "cache_dir": folder / "cache",
        "secret_key": SecretStr("a secret key of the tests"),
    }
    return Settings(**given | more)  # type: ignore[arg-type]  # fields of several types


@asynccontextmanager
async def open_house(folder: Path, telegram: TelegramServer, resources: Resources) -> AsyncIterator[Store]:
    """Serve on the emulator as long as the block runs; gives the store to look into."""
    settings = make_settings(folder, telegram)
    async with open_store(settings) as store, running(telegram_service(settings, Current(resources), store)):
        yield store
