"""Imports point inwards: each room may import only the rooms and libraries that it may know."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BOT = ROOT / "bot"

PURE = {"anyascii", "rapidfuzz", "numpy", "babel", "opening_hours", "holidays"}
"""Libraries of the core: they compute, and touch no file, network or database."""

ROOMS: dict[str, tuple[set[str], set[str]]] = {
    # room: (rooms of ours that it may import, libraries that it may import)
    "core": ({"core"}, PURE),
    "knowledge": ({"knowledge", "core", "errors"}, {"ruamel", "pydantic", "pydantic_core", "phonenumbers"} | PURE),
    "languages": ({"languages", "core", "errors"}, {"babel"}),
    "store": ({"store", "core", "errors"}, {"sqlalchemy", "alembic", "aiosqlite", "psycopg"}),
    "surfaces": (
        {"surfaces", "core", "errors", "knowledge", "languages", "store"},
        {"telegram", "aiolimiter", "httpx", "pydantic"},
    ),
}
ONLY_IN = {"telegram": "surfaces/telegram", "sqlalchemy": "store", "alembic": "store", "ruamel": "knowledge"}


def modules() -> list[Path]:
    return sorted(BOT.rglob("*.py"))


def imported(path: Path) -> set[str]:
    """All modules that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(node.module or "")
    return names


def room_of(path: Path) -> str:
    return path.relative_to(BOT).parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BOT)))
def test_a_room_imports_only_what_it_may_know(path: Path) -> None:
    room = room_of(path)
    if room not in ROOMS:
        return
    ours, libraries = ROOMS[room]

    for name in imported(path):
        top, _, rest = name.partition(".")
        if top == "bot":
            assert rest.split(".")[0] in ours, f"{path} imports {name}"
        else:
            assert top in libraries or top in sys.stdlib_module_names, f"{path} imports {name}"


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_stays_in_its_room(library: str) -> None:
    users = {str(p.relative_to(BOT)) for p in modules() if any(n.split(".")[0] == library for n in imported(p))}

    assert {user for user in users if not user.startswith(ONLY_IN[library])} == set()


def test_only_the_command_line_and_tests_import_the_app() -> None:
    assert [str(p.relative_to(BOT)) for p in modules() if "bot.app" in imported(p)] == ["cli.py"]


def test_only_the_settings_read_the_environment() -> None:
    readers = [
        str(p.relative_to(BOT)) for p in modules() if "environ" in p.read_text("utf-8").replace("environment", "")
    ]

    assert readers == []


def test_nothing_of_a_city_stands_in_the_code() -> None:
    words = ("wuppertal", "elberfeld", "barmen", "vohwinkel", "ronsdorf", "schwebebahn", "ostersbaum")
    found = [f"{p.relative_to(ROOT)}: {w}" for p in modules() for w in words if w in p.read_text("utf-8").lower()]

    assert found == []


def test_files_stay_small() -> None:
    assert [str(p.relative_to(ROOT)) for p in modules() if len(p.read_text("utf-8").splitlines()) > 250] == []


def test_every_module_says_in_its_first_line_what_it_does() -> None:
    silent = [str(p.relative_to(ROOT)) for p in modules() if not ast.get_docstring(ast.parse(p.read_text("utf-8")))]

    assert silent == []
