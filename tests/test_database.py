"""The database loses nothing: not when many write, when tasks are cancelled, or when processes are killed."""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import traceback
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import func, select, text

from bot.core.conversation import Person, Remember
from bot.errors import StoreError
from bot.store.database import Database, open_database
from bot.store.store import Store
from bot.store.tables import PersonRow

pytest_plugins = ("tests.store_fixtures",)

ROOT = Path(__file__).parent.parent
SECRET = b"a secret of the tests"
PATIENCE_S = 120


def child(url: str, chat_id: int, how_many: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store_child", url, str(chat_id), str(how_many)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 5000), ("synchronous", 1), ("secure_delete", 1)],
)
async def test_sqlite_is_set_up_on_every_connection(sqlite_url: str, pragma: str, expected: object) -> None:
    async with open_database(sqlite_url) as database, database.reading() as first, database.reading() as second:
        values = [await session.scalar(text(f"PRAGMA {pragma}")) for session in (first, second)]

    assert values == [expected, expected]


async def test_tasks_that_read_and_then_write_do_not_overwrite_each_other(sqlite_url: str) -> None:
    async def one_more(database: Database) -> None:
        async with database.writing() as session:
            row = await session.get(PersonRow, "counter")
            await asyncio.sleep(0.001)
            number = int(row.quarter or 0) if row else 0
            await session.merge(
                PersonRow(key="counter", quarter=str(number + 1), updated_at=Store(database, b"").now())
            )

    async with open_database(sqlite_url) as database:
        await asyncio.gather(*(one_more(database) for _ in range(20)))
        async with database.reading() as session:
            assert await session.scalar(select(PersonRow.quarter)) == "20"


async def test_also_without_the_queue_of_this_process_nobody_is_refused(sqlite_url: str) -> None:
    async def one_more(database: Database) -> None:
        async with database.sessions.begin() as session:
            number = await session.scalar(select(func.count()).select_from(PersonRow))
            session.add(PersonRow(key=f"{number}", updated_at=Store(database, b"").now()))

    async with open_database(sqlite_url) as first, open_database(sqlite_url) as second:
        await asyncio.gather(*(one_more(database) for database in (first, second) for _ in range(10)))
        async with first.reading() as session:
            assert await session.scalar(select(func.count()).select_from(PersonRow)) == 20


async def test_readers_do_not_wait_for_a_writer(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as database:
        store = Store(database, SECRET)
        async with database.writing() as session:
            session.add(PersonRow(key="new", updated_at=store.now()))
            await session.flush()

            assert await store.find(1) == Person()


async def test_after_an_error_nothing_of_the_transaction_is_written(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.writing() as session:
            session.add(PersonRow(key="new", updated_at=Store(database, b"").now()))
            await session.flush()
            raise ZeroDivisionError

    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(PersonRow)) == 0


async def test_cancelled_tasks_leave_no_lock_behind(database: Database) -> None:
    store = Store(database, SECRET)
    for number in range(30):
        task = asyncio.create_task(store.commit(number, 1, (Remember(Person("de", f"quarter-{number}")),)))
        await asyncio.sleep(number * 0.0002)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    await asyncio.wait_for(store.commit(100, 1, (Remember(Person("tr")),)), PATIENCE_S)
    assert await store.find(1) == Person("tr")


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StoreError, match="without a zone"):
        async with database.writing() as session:
            session.add(PersonRow(key="new", updated_at=datetime(2026, 3, 2)))


async def test_a_killed_process_loses_no_setting_that_it_has_stored(sqlite_url: str) -> None:
    process = child(sqlite_url, 1, 1_000_000)
    assert process.stdout is not None
    try:
        for _ in range(25):
            assert await asyncio.to_thread(process.stdout.readline)
    finally:
        process.kill()  # SIGKILL: nothing is tidied up
    rest = process.stdout.read().split()
    process.stdout.close()
    process.wait()
    stored = int(rest[-1]) if rest else 25

    async with open_database(sqlite_url) as database:
        store = Store(database, SECRET)
        person, asked = await store.find(1), (await store.tallies()).asked
    number = int((person.quarter or "").removeprefix("quarter-"))
    assert number in (stored, stored + 1)  # the last one may be stored without having been said
    assert sum(tally.count for tally in asked) == number


async def test_processes_may_start_and_write_at_once(database_url: str) -> None:
    processes = [child(database_url, chat_id, 20) for chat_id in (1, 2, 3)]
    outputs = [await asyncio.to_thread(process.communicate, timeout=PATIENCE_S) for process in processes]

    assert [process.returncode for process in processes] == [0, 0, 0]
    assert [output.split()[-1] for output, _ in outputs] == ["20", "20", "20"]
    async with open_database(database_url) as database:
        asked = (await Store(database, SECRET).tallies()).asked
    assert sum(tally.count for tally in asked) == 60


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
async def test_a_start_waits_while_another_process_holds_the_new_file(
    sqlite_url: str, tmp_path: Path, lock: str
) -> None:
    (tmp_path / "data").mkdir()
    other = sqlite3.connect(tmp_path / "data/test.sqlite3", isolation_level=None)
    other.execute(f"BEGIN {lock}")

    async def open_and_close() -> None:
        async with open_database(sqlite_url):
            pass

    opening = asyncio.create_task(open_and_close())
    await asyncio.sleep(0.5)
    assert not opening.done()
    other.execute("COMMIT")
    other.close()
    await asyncio.wait_for(opening, PATIENCE_S)


async def test_two_databases_may_be_opened_at_once_in_one_process(tmp_path: Path) -> None:
    async def remember(number: int) -> Person:
        async with open_database(f"sqlite+aiosqlite:///{tmp_path}/{number}.sqlite3") as database:
            store = Store(database, SECRET)
            await store.apply(number, (Remember(Person("de")),))
            return await store.find(number)

    assert await asyncio.gather(*(remember(number) for number in range(4))) == [Person("de")] * 4


async def test_settings_outlive_the_process(database_url: str) -> None:
    async with open_database(database_url) as database:
        await Store(database, SECRET).apply(1, (Remember(Person("de", "nordstadt")),))

    async with open_database(database_url) as database:
        assert await Store(database, SECRET).find(1) == Person("de", "nordstadt")


async def test_a_lost_connection_to_postgresql_is_made_again(postgres_url: str) -> None:
    async with open_database(postgres_url) as database:
        store = Store(database, SECRET)
        await store.apply(1, (Remember(Person("de")),))
        server = postgres_url.replace("+psycopg", "")
        others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
        )
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(others, (connection.info.backend_pid,))

        assert await store.find(1) == Person("de")


async def test_a_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Sehr geehrte Damen und Herren, " * 100)

    with pytest.raises(StoreError, match=r"letter\.txt.*not a database"):
        async with open_database(f"sqlite+aiosqlite:///{path}"):
            pass
    assert path.read_text().startswith("Sehr geehrte")


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(StoreError, match=r"x\.sqlite3 failed"):
        async with open_database(f"sqlite+aiosqlite:///{tmp_path}/file/x.sqlite3"):
            pass


async def test_a_server_out_of_reach_is_named_without_the_password() -> None:
    with pytest.raises(StoreError, match="the database postgresql") as caught:
        async with open_database("postgresql+psycopg://user:geheim@127.0.0.1:1/none"):
            pass

    assert "geheim" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_an_address_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(StoreError, match="address of the database"):
        async with open_database("no address"):
            pass


async def test_errors_of_statements_hold_no_values(database: Database) -> None:
    with pytest.raises(StoreError, match="failed") as caught:
        async with database.writing() as session:
            session.add(PersonRow(key="-".join(["key", "of", "somebody"]), updated_at=None))

    assert "key-of-somebody" not in "".join(traceback.format_exception(caught.value))


async def test_a_full_disk_gives_a_store_error_and_nothing_is_half_written(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as database:
        store = Store(database, SECRET)
        await store.apply(1, (Remember(Person("de")),))
        async with database.engine.connect() as connection:
            await connection.execute(text("PRAGMA max_page_count = 1"))  # as full as it can be, on this connection
        with pytest.raises(StoreError, match="full"):
            await store.apply(1, (Remember(Person("tr", "x" * 100_000)),))

        assert await store.find(1) == Person("de")


async def test_the_file_can_be_copied_by_sqlites_own_backup_while_the_bot_runs(sqlite_url: str, tmp_path: Path) -> None:
    async with open_database(sqlite_url) as database:
        await Store(database, SECRET).apply(1, (Remember(Person("de", "nordstadt")),))
        source, target = sqlite3.connect(tmp_path / "data/test.sqlite3"), sqlite3.connect(tmp_path / "copy.sqlite3")
        source.backup(target)
        source.close()
        quarters = target.execute("SELECT quarter FROM person").fetchall()
        target.close()

    assert quarters == [("nordstadt",)]
