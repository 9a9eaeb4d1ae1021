"""Databases for tests: SQLite files, and PostgreSQL where it is installed or TEST_DATABASE_URL names a server."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
import pytest_asyncio
from sqlalchemy import URL, make_url

from bot.store.database import Database, open_database
from bot.store.store import Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SECRET = b"a secret of the tests"
START_S = 120

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[URL]:
    """A PostgreSQL server on which databases may be made."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield make_url(given)
        return
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL: neither TEST_DATABASE_URL is set nor initdb and pg_ctl are found")
    user = _user()
    if user is None:
        pytest.skip("no PostgreSQL: its server refuses to run as root, and there is no other user to run it")
    with _throw_away_server(programs, user) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/data/test.sqlite3"


@pytest.fixture
def postgres_url(postgres: URL) -> Iterator[str]:
    """A new, empty database on the server."""
    name = f"quartierlotse_{os.getpid()}_{next(_numbers)}"
    server = postgres.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        yield postgres.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    fixture = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    return str(request.getfixturevalue(fixture))


@pytest_asyncio.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as opened:
        yield opened


@pytest.fixture
def make_store(database: Database) -> Callable[..., Store]:
    """Make a store whose clock stands still at noon of 2 March 2026, unless the test brings another."""

    def make(*, now: datetime = NOON, keep_texts: bool = False) -> Store:
        return Store(database, SECRET, keep_texts=keep_texts, now=lambda: now)

    return make


@pytest.fixture
def store(make_store: Callable[..., Store]) -> Store:
    return make_store()


def _programs() -> Path | None:
    """Find the folder of initdb and pg_ctl; Debian does not put it into the path."""
    found = shutil.which("pg_ctl")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    candidates = [Path(found).resolve().parent, *folders] if found else folders
    return next(
        (folder for folder in candidates if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None
    )


def _user() -> pwd.struct_passwd | None:
    """Choose who runs the server: us, or with root somebody else."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    return known.get("postgres") or known.get("nobody")


@contextmanager
def _throw_away_server(programs: Path, user: pwd.struct_passwd) -> Iterator[URL]:
    """Run a server that listens on a socket in a folder of its own, and delete both."""
    # not in pytest's folder, which the other user may not enter
    folder = Path(tempfile.mkdtemp(prefix="quartierlotse-"))
    os.chown(folder, user.pw_uid, user.pw_gid)
    data, log = folder / "data", folder / "log"
    other = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "--pgdata", str(data), *arguments]
        with log.open("ab") as output:  # not a pipe: the server would keep it open
            subprocess.run(command, check=True, cwd=folder, stdout=output, stderr=output, timeout=START_S, **other)  # type: ignore[call-overload]

    try:
        try:
            run("initdb", "--auth=trust", "--username=tester", "--encoding=UTF8", "--locale=C", "--no-sync")
            options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
            run("pg_ctl", "start", "--wait", f"--timeout={START_S}", "-o", options)
        except (subprocess.SubprocessError, OSError) as error:
            pytest.skip(f"no PostgreSQL: it does not start here: {error}\n{log.read_text()}")
        yield URL.create("postgresql", "tester", database="postgres", query={"host": str(folder)})
        run("pg_ctl", "stop", "--mode=immediate", "--wait")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
