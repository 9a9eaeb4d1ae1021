"""Open the database, bring it up to date, and hand out transactions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import ArgumentError, DataError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker

from bot.errors import StoreError
from bot.store.engines import make_engine
from bot.store.migrating import migrate


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. A session belongs to one task and one short transaction.

    Attributes:
        engine: Closed by `open_database`.
        sessions: Make sessions that may write.
        readings: Make sessions that only read; on SQLite they do not wait for writers.
        turn: Held while writing on SQLite: within the process writers queue, as SQLite's own waiting is not fair.
    """

    engine: AsyncEngine
    sessions: async_sessionmaker[AsyncSession]
    readings: async_sessionmaker[AsyncSession]
    turn: AbstractAsyncContextManager[Any]

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Read in one transaction.

        Raises:
            StoreError: The database failed.
        """
        with explained(self.engine.url):
            async with self.readings.begin() as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Write in one transaction: all of it at the end, or nothing after an error.

        Raises:
            StoreError: The database failed.
        """
        with explained(self.engine.url):
            async with self.turn, self.sessions.begin() as session:
                yield session

    async def scrub(self) -> None:
        """Take what was deleted out of SQLite's journal file, too, unless somebody reads at this moment.

        Raises:
            StoreError: The database failed.
        """
        if self.engine.dialect.name != "sqlite":
            return
        outside = self.engine.execution_options(sqlite_begin="")  # not possible within a transaction
        with explained(self.engine.url):
            async with self.turn, outside.connect() as connection:
                await connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn errors of the database into a StoreError: one line, without values and without the password."""
    name = url.render_as_string(hide_password=True)
    try:
        yield
    except (IntegrityError, DataError) as error:  # PostgreSQL puts the row into these: it must not get into logs
        raise StoreError(f"the database {name} failed: {type(error.orig).__name__}") from None
    except (SQLAlchemyError, OSError) as error:
        cause = " ".join(str(getattr(error, "orig", None) or error).split())
        raise StoreError(f"the database {name} failed: {cause}") from error


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """Open a database, which is made or migrated first where that is due, and close it at the end.

    Args:
        url: With an asynchronous driver: `sqlite+aiosqlite:///file` or `postgresql+psycopg://...`.

    Raises:
        StoreError: It cannot be reached, is no database, or was written by a newer version of the program.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise StoreError("the address of the database cannot be read") from error
    on_sqlite = address.get_backend_name() == "sqlite"
    with explained(address):
        if on_sqlite and address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        await migrate(address)
    engine = make_engine(address)
    try:
        yield Database(
            engine,
            async_sessionmaker(engine, expire_on_commit=False),
            async_sessionmaker(engine.execution_options(sqlite_begin="BEGIN"), expire_on_commit=False),
            asyncio.Lock() if on_sqlite else nullcontext(),
        )
    finally:
        await engine.dispose()
