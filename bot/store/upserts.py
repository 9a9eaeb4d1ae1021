"""Insert a row or change the one that is there, in one statement that SQLite and PostgreSQL both understand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from bot.store.tables import Base


def _insert(session: AsyncSession, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    return sqlite.insert(table) if on_sqlite else postgresql.insert(table)


async def insert_or_keep(session: AsyncSession, table: type[Base], values: Mapping[str, Any]) -> None:
    """Insert a row; one with the same key stays as it is."""
    await session.execute(_insert(session, table).values(**values).on_conflict_do_nothing())


async def insert_or_replace(
    session: AsyncSession,
    table: type[Base],
    values: Mapping[str, Any],
    *,
    replace: Mapping[str, Any] | None = None,
    where: ColumnElement[bool] | None = None,
) -> bool:
    """Insert a row, or change the one with the same key.

    Args:
        session: Of the caller's transaction.
        table: With its primary key among the values.
        values: All columns of a new row.
        replace: Columns to set in a row that is there; by default all values that are not its key.
        where: Leave a row alone that does not meet this.

    Returns:
        Whether a row was inserted or changed.
    """
    key = [column.name for column in inspect(table).primary_key]
    changed = replace if replace is not None else {name: value for name, value in values.items() if name not in key}
    insert = _insert(session, table).values(**values)
    statement = insert.on_conflict_do_update(index_elements=key, set_=dict(changed), where=where)
    result = await session.execute(statement, execution_options={"preserve_rowcount": True})
    return isinstance(result, CursorResult) and result.rowcount > 0


async def count_one_more(session: AsyncSession, table: type[Base], key: Mapping[str, Any]) -> None:
    """Raise the counter with this key by one; the first one makes it."""
    count = inspect(table).columns["count"]
    await insert_or_replace(session, table, {**key, "count": 1}, replace={"count": count + 1})
