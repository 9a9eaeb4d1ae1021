"""The settings explain themselves: where they come from, and what to do when one is wrong."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.errors import SettingsError
from bot.settings import Settings, load, person_secret

TOKEN = "123456789:AAE-abcdefghijklmnopqrstuvwxyz_01234"
KEY = "a key of the operator"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in (*os.environ,):
        if name.lower() in Settings.model_fields:
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def wrong() -> str:
    with pytest.raises(SettingsError) as caught:
        load()
    return str(caught.value)


def test_without_anything_set_the_bot_can_run() -> None:
    settings = load()

    assert settings.telegram_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.database_url == "sqlite+aiosqlite:///data/quartierlotse.sqlite3"
    assert (settings.knowledge_dir, settings.locales_dir) == (Path("knowledge"), Path("locales"))
    assert (settings.log_level, settings.log_format) == ("INFO", "text")
    assert (settings.keep_unanswered_texts, settings.keep_unanswered_days) == (False, 30)


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"TELEGRAM_TOKEN={TOKEN}\nLOG_LEVEL=debug\nPOLL_TIMEOUT_S=20 # ends here\n", "utf-8")
    monkeypatch.setenv("LOG_LEVEL", "warning")

    settings = load()

    assert settings.telegram_token == SecretStr(TOKEN)
    assert (settings.log_level, settings.poll_timeout_s) == ("WARNING", 20)


def test_empty_values_count_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("TELEGRAM_TOKEN=\nKNOWLEDGE_DIR=\n", "utf-8")
    monkeypatch.setenv("LOG_LEVEL", "")

    assert load() == Settings()


def test_the_file_may_be_elsewhere_or_nowhere(tmp_path: Path) -> None:
    Path(".env").write_text("LOG_FORMAT=json", "utf-8")
    (tmp_path / "other").write_text("LOG_LEVEL=ERROR", "utf-8")

    assert load(tmp_path / "other").log_level == "ERROR"
    assert load(None).log_format == "text"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("TELEGRAM_TOKEN", "my token", "must be digits, a colon, then letters and digits; it is the bot's token; open"),
        ("TELEGRAM_API_URL", "api.telegram.org", "must start with https:// or http://"),
        ("DATABASE_URL", "mysql://host/name", "must start with sqlite:/// or postgresql+psycopg://"),
        ("DATABASE_URL", "data.sqlite3", "must start with sqlite:///"),
        ("DATABASE_URL", "sqlite://", "must name a file"),
        ("DATABASE_URL", "sqlite:///:memory:", "must name a file"),
        ("SECRET_KEY", "short", "must have at least 16 characters"),
        ("LOG_LEVEL", "chatty", "Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'; it is how much is logged"),
        ("LOG_FORMAT", "xml", "Input should be 'text' or 'json'"),
        ("KEEP_UNANSWERED_TEXTS", "perhaps", "true or false"),
        ("KEEP_UNANSWERED_DAYS", "0", "greater than or equal to 1"),
        ("HANDLER_TIMEOUT_S", "soon", "valid number"),
        ("POLL_TIMEOUT_S", "51", "less than or equal to 50"),
    ],
)
def test_a_wrong_value_is_one_line_with_its_name_and_what_it_should_be(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, message: str
) -> None:
    monkeypatch.setenv(name, value)

    assert wrong().startswith(f"{name}: ")
    assert message in wrong()
    assert "\n" not in wrong()


def test_all_wrong_values_are_named_at_once_and_secrets_are_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123456:half a token")
    monkeypatch.setenv("SECRET_KEY", "geheim")
    monkeypatch.setenv("LOG_LEVEL", "chatty")

    assert [line.split(":")[0] for line in wrong().splitlines()] == ["TELEGRAM_TOKEN", "SECRET_KEY", "LOG_LEVEL"]
    assert "half a" not in wrong()
    assert "geheim" not in wrong()


def test_a_misspelt_name_in_the_file_is_found_and_other_programs_names_are_left_alone() -> None:
    Path(".env").write_text("TELEGRAM_TOKN=1\nTELEGRAM_API_ID=2\nPOSTGRES_PASSWORD=3\nexport LOG_LEVLE=4\n", "utf-8")

    assert wrong().splitlines() == [
        "TELEGRAM_TOKN: is unknown in .env, did you mean TELEGRAM_TOKEN?",
        "LOG_LEVLE: is unknown in .env, did you mean LOG_LEVEL?",
    ]


def test_a_file_that_is_not_utf_8_is_named() -> None:
    Path(".env").write_bytes(b"LOG_LEVEL=\xff\xfe")

    assert ".env cannot be read" in wrong()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///x.sqlite3", "sqlite+aiosqlite:///x.sqlite3"),
        ("sqlite:////var/lib/x.sqlite3", "sqlite+aiosqlite:////var/lib/x.sqlite3"),
        ("sqlite+aiosqlite:///x.sqlite3", "sqlite+aiosqlite:///x.sqlite3"),
        ("postgres://u:p@host/x", "postgresql+psycopg://u:p@host/x"),
        ("postgresql://u:p@host/x", "postgresql+psycopg://u:p@host/x"),
        ("postgresql+psycopg://u:p@host/x", "postgresql+psycopg://u:p@host/x"),
    ],
)
def test_addresses_of_databases_get_their_driver(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    monkeypatch.setenv("DATABASE_URL", given)
    monkeypatch.setenv("SECRET_KEY", KEY)

    assert load().database_url == used


def test_the_address_of_the_bot_api_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:8081/")

    assert load().telegram_api_url == "http://127.0.0.1:8081"


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        load().log_level = "ERROR"


def test_secrets_hide_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("DATABASE_URL", "postgresql://u:p%40ss-word@host/x")

    settings = load()

    assert settings.secrets == (TOKEN, KEY, "p%40ss-word", "p@ss-word")
    assert not [secret for secret in settings.secrets if secret in f"{settings} {settings!r}"]


def test_postgresql_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://host/x")

    assert wrong().startswith("SECRET_KEY: must be set when DATABASE_URL is PostgreSQL")
    with pytest.raises(SettingsError, match="SECRET_KEY: must be set"):
        person_secret(Settings())


def test_a_given_key_is_used_and_no_file_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", KEY)

    assert person_secret(load()) == KEY.encode()
    assert not Path("data").exists()


def test_a_key_is_made_once_beside_the_database_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///place/x.sqlite3")

    key = person_secret(load())

    assert len(key) == 64
    assert person_secret(load()) == key
    assert [path.name for path in Path("place").iterdir()] == ["secret.key"]
    assert stat.S_IMODE(Path("place/secret.key").stat().st_mode) == 0o600


def test_a_damaged_key_is_not_replaced() -> None:
    Path("data").mkdir()
    Path("data/secret.key").touch()

    with pytest.raises(SettingsError, match=r"data/secret\.key: holds no key; bring it back from the backup"):
        person_secret(load())


def test_a_key_that_cannot_be_kept_is_explained() -> None:
    Path("data").touch()

    with pytest.raises(SettingsError, match=r"SECRET_KEY: is not set, and data/secret\.key cannot be used"):
        person_secret(load())


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
