"""Bring a database up to date at start, also when several processes start at once."""

from __future__ import annotations

import asyncio
import logging
from typing import Final
from weakref import WeakKeyDictionary

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, func, select
from sqlalchemy.exc import OperationalError

from bot.errors import StoreError
from bot.store.engines import make_engine

logger = logging.getLogger(__name__)

LOCK: Final = 0x51_4C_6F_74_73_65  # "QLotse"
"""The advisory lock of PostgreSQL under which one process migrates and the others wait."""

BUSY_TIMEOUT_MS = 60_000
"""How long a process waits on SQLite while another one migrates."""

ATTEMPTS = 100
"""SQLite does not always wait for the lock under which a file is switched to WAL; so it is tried again, for 10 s."""

_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()
"""Alembic keeps the migration that runs in a global variable: one at a time in each event loop."""


async def migrate(url: URL) -> None:
    """Make or change the tables as this version of the program needs them.

    Raises:
        StoreError: A newer version of the program has written the database.
        SQLAlchemyError: The database cannot be reached, or is none.
    """
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        for _ in range(ATTEMPTS - 1):
            try:
                await _migrate(url)
            except OperationalError as error:
                if "database is locked" not in str(error.orig):
                    raise
                await asyncio.sleep(0.1)
            else:
                return
        await _migrate(url)


async def _migrate(url: URL) -> None:
    engine = make_engine(url, busy_timeout_ms=BUSY_TIMEOUT_MS)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(upgrade)
    finally:
        await engine.dispose()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Migrate within the transaction of a connection; other processes wait until it ends.

    Args:
        connection: In a transaction.
        revision: Where to go; tests stop earlier.

    Raises:
        StoreError: A newer version of the program has written the database.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_heads()
    unknown = set(current) - {known.revision for known in script.walk_revisions()}
    if unknown:
        raise StoreError(
            f"the database was written by a newer version of the program (revision {', '.join(sorted(unknown))}); "
            "update the program, or take another DATABASE_URL"
        )
    command.upgrade(config, revision)
    logger.info("the database is at revision %s", script.get_current_head() if revision == "head" else revision)
