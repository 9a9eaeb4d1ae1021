"""Read the settings from the environment and `.env`; nothing else in the program reads them."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
import secrets
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

SHORTEST_KEY = 16
"""Characters of SECRET_KEY; with less, chat ids could be found by trying keys."""

ASYNC_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
"""What operators write before `://`, and the driver that is used."""

MISSPELT = 0.88
"""Likeness from which an unknown name in `.env` is taken for one of ours misspelt.

It catches a letter too few, too many or swapped, and lets TELEGRAM_API_ID of the Bot API server pass (0.84).
"""


class Settings(BaseSettings):
    """All settings. The name of a field in capitals is its name in the environment; an empty value counts as not set.

    The description of a field says what it is for and where to get its value.
    """

    model_config = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, str_strip_whitespace=True, hide_input_in_errors=True
    )

    telegram_token: SecretStr | None = Field(
        default=None, description="the bot's token; open a chat with @BotFather on Telegram and send /newbot, or /token"
    )
    telegram_api_url: str = Field(
        default="https://api.telegram.org",
        description="address of the Bot API; leave it out unless you run a server of it",
    )
    database_url: str = Field(
        default="sqlite+aiosqlite:///data/quartierlotse.sqlite3",
        repr=False,  # it may hold a password
        validate_default=True,
        description="the database: sqlite:///path/to/file or postgresql+psycopg://user:password@host/name",
    )
    knowledge_dir: Path = Field(default=Path("knowledge"), description="folder of the knowledge that staff curate")
    locales_dir: Path = Field(default=Path("locales"), description="folder of the translations")
    cache_dir: Path = Field(default=Path("data/cache"), description="folder for what can be computed again at any time")
    secret_key: SecretStr | None = Field(
        default=None,
        description="turns chat ids into keys that nobody can turn back; make one with "
        '`python -c "import secrets; print(secrets.token_hex(32))"` and never change it, else everybody is forgotten',
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(default="INFO", description="how much is logged")
    log_format: Literal["text", "json"] = Field(default="text", description="how a line of the log looks")
    keep_unanswered_texts: bool = Field(
        default=False,
        description="whether the words of questions that found no answer are kept for staff: true or false",
    )
    keep_unanswered_days: int = Field(default=30, ge=1, le=365, description="days after which such words are deleted")
    handler_timeout_s: float = Field(default=30.0, gt=0, le=600, description="seconds that handling a message may take")
    poll_timeout_s: int = Field(
        default=30, ge=1, le=50, description="seconds that Telegram waits for a message before it answers; at most 50"
    )

    no_color: str = Field(default="", description="any value: no colours in the terminal, see https://no-color.org")

    @field_validator("telegram_token")
    @classmethod
    def _looks_like_a_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[\w-]+", value.get_secret_value().strip()):
            raise ValueError("must be digits, a colon, then letters and digits")
        return SecretStr(value.get_secret_value().strip()) if value is not None else None

    @field_validator("secret_key")
    @classmethod
    def _is_long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"must have at least {SHORTEST_KEY} characters")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _is_a_web_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[^\s/]\S*", value):
            raise ValueError("must start with https:// or http://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _uses_an_async_driver(cls, value: str) -> str:
        scheme, separator, rest = value.partition("://")
        driver = ASYNC_DRIVERS.get(scheme)
        if driver is None or not separator:
            raise ValueError("must start with sqlite:/// or postgresql+psycopg://")
        if driver == "sqlite+aiosqlite" and (not rest.startswith("/") or rest[1:] in ("", ":memory:")):
            raise ValueError("must name a file after sqlite:///, as a database in memory forgets everybody")
        return f"{driver}://{rest}"

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.strip().upper() if isinstance(value, str) else value

    @field_validator("log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None with PostgreSQL."""
        prefix = "sqlite+aiosqlite:///"
        return Path(self.database_url.removeprefix(prefix)) if self.database_url.startswith(prefix) else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """Values that must never be written anywhere."""
        given = [value.get_secret_value() for value in (self.telegram_token, self.secret_key) if value is not None]
        password = urlsplit(self.database_url).password if self.database_file is None else None
        return (*given, password, unquote(password)) if password else tuple(given)


def load(env_file: Path | None = Path(".env")) -> Settings:
    """Read the settings; a variable of the environment wins over the same in the file, which may be missing.

    Raises:
        SettingsError: Names every wrong variable, one a line, and where to get its value.
    """
    source: dict[str, Any] = {"_env_file": env_file, "_env_file_encoding": "utf-8"}
    try:
        problems = _misspelt(env_file)
        try:
            settings = Settings(**source)
        except ValidationError as error:
            raise SettingsError("\n".join(problems + _explained(error))) from None  # its text may hold the token
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{env_file} cannot be read: {error}") from error
    if settings.database_file is None and settings.secret_key is None:
        field = Settings.model_fields["secret_key"]
        problems.append(f"SECRET_KEY: must be set when DATABASE_URL is PostgreSQL; it {field.description}")
    if problems:
        raise SettingsError("\n".join(problems))
    return settings


def _explained(error: ValidationError) -> list[str]:
    lines = []
    for wrong in error.errors(include_url=False, include_input=False, include_context=False):
        name = str(wrong["loc"][0])
        description = Settings.model_fields[name].description
        lines.append(f"{name.upper()}: {wrong['msg'].removeprefix('Value error, ')}; it is {description}")
    return lines


def _misspelt(env_file: Path | None) -> list[str]:
    """Find names in the file that are nearly ours; others may belong to other programs."""
    if env_file is None or not env_file.is_file():
        return []
    ours = [name.upper() for name in Settings.model_fields]
    found = []
    for name in dotenv_values(env_file, encoding="utf-8"):
        if name.upper() not in ours and (near := difflib.get_close_matches(name.upper(), ours, 1, MISSPELT)):
            found.append(f"{name}: is unknown in {env_file}, did you mean {near[0]}?")
    return found


def person_secret(settings: Settings) -> bytes:
    """Give the key of the hash of chat ids: SECRET_KEY, or what is kept in `secret.key` beside the SQLite file.

    The file is made once, readable by its owner alone. Without it everybody is a stranger: keep it with the backup.

    Raises:
        SettingsError: There is neither a key nor a file to keep it in, or the file cannot be used.
    """
    if settings.secret_key is not None:
        return settings.secret_key.get_secret_value().encode()
    if settings.database_file is None:
        raise SettingsError(f"SECRET_KEY: must be set; it {Settings.model_fields['secret_key'].description}")
    path = settings.database_file.parent / "secret.key"
    try:
        if not path.exists():
            _make_key(path)
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"SECRET_KEY: is not set, and {path} cannot be used: {error}") from error
    if len(key) < SHORTEST_KEY:
        raise SettingsError(f"{path}: holds no key; bring it back from the backup, or delete it and forget everybody")
    return key.encode()


def _make_key(path: Path) -> None:
    """Make the file whole or not at all, also when two processes start at once: the first one's key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        with draft.open("w", encoding="ascii") as file:
            file.write(secrets.token_hex(32) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
