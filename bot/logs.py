"""Write the log: ids, scores and durations; never a token, and nothing that libraries know of people.

python-telegram-bot, httpx and aiosqlite log at DEBUG what people write, and addresses with the token in them. So of
everything that is not ours only warnings and errors are logged, whatever the level, and every line is redacted.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import Literal, TextIO

OURS = ("bot", "__main__")
"""Loggers, with everything below them, that may write below WARNING."""

REDACTED = "<redacted>"
TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)
TOKEN_IN_ADDRESS = re.compile(r"(?<=/bot)\d+(?::|%3A)[^/\s\"'<>]+", re.IGNORECASE)
SHORTEST_SECRET = 5
"""Anything shorter would be found inside ordinary words."""

logger = logging.getLogger(__name__)


class Redaction(logging.Filter):
    """Takes secrets out of records, and drops what libraries say below WARNING.

    A record is changed in place: its message is finished here, with its arguments, its exception and its stack, so
    that nothing is left which a formatter or another handler could write.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        literal = sorted({secret for secret in secrets if len(secret) >= SHORTEST_SECRET}, key=len, reverse=True)
        self._literal = re.compile("|".join(map(re.escape, literal))) if literal else None

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact a record; False when it is not to be written."""
        if record.levelno < logging.WARNING and not _is_ours(record.name):
            return False
        try:
            message = record.getMessage()
        except Exception:  # a wrong number of arguments, or one that cannot be shown, must not stop a handler
            message = f"{record.msg} (its arguments do not fit)"
        record.msg, record.args = self.redact(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _traceback.formatException(record.exc_info)
        record.exc_info = None
        if record.exc_text:
            record.exc_text = self.redact(record.exc_text)
        if record.stack_info:
            record.stack_info = self.redact(record.stack_info)
        return True

    def redact(self, text: str) -> str:
        """Replace what must not be seen."""
        if self._literal is not None:
            text = self._literal.sub(REDACTED, text)
        return TOKEN_IN_ADDRESS.sub(REDACTED, TOKEN.sub(REDACTED, text))


class TextLines(logging.Formatter):
    """A line for people: time in UTC, level, logger, message."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self.converter = time.gmtime
        self.default_time_format = "%Y-%m-%dT%H:%M:%S"
        self.default_msec_format = "%s.%03dZ"


class JsonLines(TextLines):
    """An object a line for machines: time in UTC, level, logger, message, and exception where there is one.

    It writes records that went through `Redaction`, which has made text of their exceptions.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as JSON."""
        fields = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text:
            fields["exception"] = record.exc_text
        if record.stack_info:
            fields["stack"] = record.stack_info
        return json.dumps(fields, ensure_ascii=False)


class _Handler(logging.StreamHandler[TextIO]):
    """The handler that `configure` installs; a type of its own, so that a second call replaces it."""


_traceback = logging.Formatter()


def configure(level: str = "INFO", format: Literal["text", "json"] = "text", secrets: Iterable[str] = ()) -> None:
    """Send the log to standard error; may be called again.

    Args:
        level: Of our own records; those of libraries are written from WARNING on.
        format: Lines for people, or JSON.
        secrets: Values to take out wherever they appear, such as the token.
    """
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, _Handler)]:
        root.removeHandler(handler)
    handler = _Handler(sys.stderr)
    handler.addFilter(Redaction(secrets))
    handler.setFormatter(JsonLines() if format == "json" else TextLines())
    root.addHandler(handler)
    ours = logging.getLevelNamesMapping()[level.upper()]
    root.setLevel(max(ours, logging.WARNING))  # libraries need not even make records of less
    for name in OURS:
        logging.getLogger(name).setLevel(ours)
    sys.excepthook = _log_uncaught


def _is_ours(name: str) -> bool:
    return name.split(".", 1)[0] in OURS


def _log_uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Let the last words of a program go through the redaction, too: python-telegram-bot's may hold the token."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
    else:
        logger.critical("stopped by an error", exc_info=(kind, error, traceback))
