"""The log holds no token, whatever is logged and by whom, and nothing that libraries know of people."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from bot import logs

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_01234"
ODD_TOKEN = "42:odd"
ours = logging.getLogger("bot.somewhere")
theirs = logging.getLogger("some_library.part")


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root, hook = logging.getLogger(), sys.excepthook
    levels = {name: logging.getLogger(name).level for name in ("", *logs.OURS)}
    yield
    root.handlers.clear()
    sys.excepthook = hook
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def configure(level: str = "INFO", format_: str = "text", secrets: Iterable[str] = ()) -> None:
    """Configure as the program does, without the handlers of pytest: they raise where others would not."""
    logging.getLogger().handlers.clear()
    logs.configure(level, "json" if format_ == "json" else "text", secrets)


def raise_with(text: str) -> None:
    raise ValueError(text)


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        (f"token {TOKEN}", ()),
        ("token %s", (TOKEN,)),
        ("GET %s", (f"https://api.telegram.org/bot{TOKEN}/getMe",)),
        ("GET %s", (f"https://api.telegram.org/file/bot{TOKEN}/photo.jpg",)),
        ("base %s", (f"https://api.telegram.org/bot{TOKEN}",)),
        ("GET %s", (f"https://api.telegram.org/bot{TOKEN.replace(':', '%3A')}/getMe",)),
        ("bot %r", ({"token": TOKEN},)),
        ("bytes %r", (TOKEN.encode(),)),
        ("wrong number of arguments %s", (TOKEN, TOKEN)),
    ],
)
@pytest.mark.parametrize("format_", ["text", "json"])
def test_a_token_is_never_written_even_when_nobody_named_it(
    capsys: pytest.CaptureFixture[str], message: str, arguments: tuple[object, ...], format_: str
) -> None:
    configure("DEBUG", format_)
    for logger in (ours, theirs):
        logger.warning(message, *arguments)
    written = capsys.readouterr().err

    assert len(written.splitlines()) == 2
    assert "abcdefghijklmnop" not in written


def test_named_secrets_are_taken_out_whatever_they_look_like(capsys: pytest.CaptureFixture[str]) -> None:
    configure("DEBUG", secrets=[ODD_TOKEN, 'pass"word', "ab"])
    ours.info("a %s, a %s and about", ODD_TOKEN, 'pass"word')

    assert capsys.readouterr().err.endswith("a <redacted>, a <redacted> and about\n")


@pytest.mark.parametrize("format_", ["text", "json"])
def test_exceptions_causes_and_stacks_are_redacted(capsys: pytest.CaptureFixture[str], format_: str) -> None:
    configure("INFO", format_, [ODD_TOKEN])
    try:
        try:
            raise_with(f"refused: {ODD_TOKEN}")
        except ValueError as error:
            raise RuntimeError(f"no connection to /bot{TOKEN}/getMe") from error
    except RuntimeError:
        theirs.exception("failed", stack_info=True)
    written = capsys.readouterr().err

    assert "refused: <redacted>" in written
    assert "no connection to /bot<redacted>/getMe" in written
    assert "test_exceptions_causes_and_stacks_are_redacted" in written
    assert ODD_TOKEN not in written
    assert "abcdefghijklmnop" not in written


def test_paths_and_times_are_no_tokens(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    ours.info("/opt/bot/store/x.py:12 at 2026-03-02T12:00:00 /bots/12 guide:kita-place 7:30")

    assert capsys.readouterr().err.endswith("at 2026-03-02T12:00:00 /bots/12 guide:kita-place 7:30\n")


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram.ext.Application", "asyncio", "aiosqlite", "x"])
def test_libraries_write_warnings_alone_also_at_debug(capsys: pytest.CaptureFixture[str], name: str) -> None:
    configure("DEBUG")
    library = logging.getLogger(name)
    before = library.level
    library.setLevel(logging.DEBUG)  # as a library may do itself
    for level in (logging.DEBUG, logging.INFO, logging.WARNING):
        library.log(level, "at %d", level)
    library.setLevel(before)

    assert [line.split(": ", 1)[1] for line in capsys.readouterr().err.splitlines()] == ["at 30"]


def test_libraries_need_not_make_records_that_nobody_writes() -> None:
    configure("DEBUG")

    assert not theirs.isEnabledFor(logging.INFO)
    assert ours.isEnabledFor(logging.DEBUG)


@pytest.mark.parametrize(("level", "written"), [("DEBUG", 4), ("INFO", 3), ("warning", 2), ("ERROR", 1)])
def test_the_level_counts_for_our_own_records(capsys: pytest.CaptureFixture[str], level: str, written: int) -> None:
    configure(level)
    for each in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR):
        ours.log(each, "here")

    assert len(capsys.readouterr().err.splitlines()) == written


def test_a_line_has_its_time_in_utc(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    record = logging.makeLogRecord({"name": "bot.x", "levelname": "INFO", "levelno": 20, "msg": "here", "created": 0.5})
    record.msecs = 500
    ours.handle(record)

    assert capsys.readouterr().err == "1970-01-01T00:00:00.500Z INFO    bot.x: here\n"


def test_json_has_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO", "json")
    ours.info('answered "%s" in %d ms', "kita-place", 12)
    try:
        raise_with("broken")
    except ValueError:
        ours.exception("failed")
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())

    assert (first["level"], first["logger"], first["message"]) == (
        "INFO",
        "bot.somewhere",
        'answered "kita-place" in 12 ms',
    )
    assert first["time"].endswith("Z")
    assert "exception" not in first
    assert second["exception"].endswith("ValueError: broken")


def test_configuring_again_does_not_double_the_lines(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    logs.configure()
    ours.info("once")

    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_traceback_that_was_written_before_is_redacted_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    record = logging.makeLogRecord({"name": "bot.x", "levelno": logging.ERROR, "msg": "failed", "exc_text": TOKEN})
    ours.handle(record)

    assert capsys.readouterr().err.endswith("failed\n<redacted>\n")


def test_an_argument_that_cannot_be_shown_stops_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    class Unshowable:
        def __str__(self) -> str:
            raise_with("no")
            return ""

    configure()
    ours.info("a %s", Unshowable())

    assert capsys.readouterr().err.endswith("a %s (its arguments do not fit)\n")


def test_the_last_words_of_a_program_are_redacted() -> None:
    program = f"from bot import logs\nlogs.configure()\ntoken = '12345678' + ':{'A' * 30}'\nraise SystemError(token)"
    command = [sys.executable, "-c", program]
    ended = subprocess.run(command, cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)

    assert ended.returncode == 1
    assert "SystemError: <redacted>" in ended.stderr
    assert "AAAA" not in ended.stderr
