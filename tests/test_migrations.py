"""Databases of every older version come up to date by themselves and keep what they hold."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, make_url, text

from bot.core.conversation import Person
from bot.errors import StoreError
from bot.store import people
from bot.store.database import Database, open_database
from bot.store.engines import make_engine
from bot.store.migrating import migrate, upgrade
from bot.store.store import Store
from bot.store.tables import Base

pytest_plugins = ("tests.store_fixtures",)

SECRET = b"a secret of the tests"
OLDEST = "0001"
VERSIONS = Path(__file__).parent.parent / "bot/store/migrations/versions"


async def revision_of(database: Database) -> str | None:
    async with database.reading() as session:
        revision: str | None = await session.scalar(text("SELECT version_num FROM alembic_version"))
        return revision


async def test_models_and_migrations_agree(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))

    async with database.engine.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_a_database_of_the_oldest_version_keeps_what_it_holds(database_url: str) -> None:
    engine = make_engine(make_url(database_url))
    Path(make_url(database_url).database or "").parent.mkdir(parents=True, exist_ok=True)
    async with engine.begin() as connection:
        await connection.run_sync(upgrade, OLDEST)
        at = "2026-03-02 12:00:00.000000" if engine.dialect.name == "sqlite" else "2026-03-02 12:00:00+00"
        columns = "(key, language, quarter, updated_at)"
        statement = text(f"INSERT INTO person {columns} VALUES (:key, 'tr', 'nordstadt', '{at}')")  # noqa: S608
        await connection.execute(statement, {"key": people.person_key(1, SECRET)})
    await engine.dispose()

    async with open_database(database_url) as database:
        assert await Store(database, SECRET).find(1) == Person("tr", "nordstadt")


async def test_migrating_twice_changes_nothing(database_url: str) -> None:
    async with open_database(database_url) as database:
        first = await revision_of(database)
    await migrate(make_url(database_url))

    async with open_database(database_url) as database:
        assert await revision_of(database) == first


async def test_a_database_of_a_newer_version_is_refused(database: Database, database_url: str) -> None:
    async with database.writing() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match=r"newer version of the program \(revision 9999\)"):
        async with open_database(database_url):
            pass
    assert await revision_of(database) == "9999"


async def test_a_migration_that_fails_leaves_the_database_as_it_was(database_url: str) -> None:
    Path(make_url(database_url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(make_url(database_url))
    async with engine.begin() as connection:
        await connection.execute(text("CREATE TABLE unanswered (of_another_program INTEGER)"))

    with pytest.raises(StoreError, match="already exists"):
        async with open_database(database_url):
            pass
    async with engine.connect() as connection:
        tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    await engine.dispose()
    assert tables == ["unanswered"]


def test_migrations_do_not_depend_on_the_tables_of_today() -> None:
    for path in VERSIONS.glob("*.py"):
        imported = [node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
        assert not [module for module in imported if module and module.startswith("bot")], path.name


def test_every_constraint_has_a_name() -> None:
    nameless = [
        f"{table.name}: {constraint}"
        for table in Base.metadata.tables.values()
        for constraint in [*table.constraints, *table.indexes]
        if getattr(constraint, "name", None) is None
    ]

    assert nameless == []
