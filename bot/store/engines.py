"""Make engines, and set up SQLite so that nothing is lost and nobody waits in vain."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS = 5000
"""How long SQLite waits for the writers of other processes."""

PRAGMAS = (
    "journal_mode = WAL",  # readers and a writer do not block each other
    "synchronous = NORMAL",  # with WAL, killing the process loses nothing; a power cut may lose the last moments
    "foreign_keys = ON",  # off by default
    "secure_delete = ON",  # what is deleted is overwritten
)


def make_engine(url: URL, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS) -> AsyncEngine:
    """Make an engine; the caller disposes of it.

    On SQLite every transaction starts with BEGIN IMMEDIATE: one that reads first and writes later would fail at once
    when another has written in between, however long it may wait. The execution option `sqlite_begin` replaces that
    by another statement, or by none where it is empty.

    Source: https://docs.sqlalchemy.org/en/21/dialects/sqlite.html#sqlite-transactions
    """
    # Values stay out of error messages: they end in logs.
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url, hide_parameters=True, pool_pre_ping=True)
    # isolation_level None: Python's sqlite3 begins no transactions by itself
    engine = create_async_engine(url, hide_parameters=True, connect_args={"isolation_level": None})

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: Any, record: object) -> None:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {busy_timeout_ms}")  # first, as the next one may have to wait
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        if statement := connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE"):
            connection.exec_driver_sql(statement)

    return engine
