"""Menus and descriptions are sent where they differ, and stale ones vanish."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.surfaces.telegram.commands import Profile, set_commands, set_profiles
from bot.surfaces.telegram.connection import Bot, make_bot
from tests.telegram_doorway import QUICK
from tests.telegram_server import TelegramServer


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def bot(telegram: TelegramServer) -> AsyncIterator[Bot]:
    async with make_bot(SecretStr(telegram.token), f"{telegram.url}/", QUICK) as made:
        yield made


def menus(telegram: TelegramServer) -> dict[str, dict[str, str]]:
    return {
        language: {command["command"]: command["description"] for command in commands}
        for (_, language), commands in telegram.methods.commands.items()
    }


async def test_only_menus_that_differ_are_sent_and_empty_ones_deleted(telegram: TelegramServer, bot: Bot) -> None:
    for language, description in {"de": "Hilfe", "fr": "Aide"}.items():
        commands = json.dumps([{"command": "help", "description": description}])
        telegram.methods.set_my_commands({"commands": commands, "language_code": language})
    menu = {None: {"help": "Help"}, "de": {"help": "Hilfe"}, "fr": {}, "it": {}, "kmr": {"help": "Alîkarî"}}

    assert await set_commands(bot, menu) == 2
    assert menus(telegram) == {"": {"help": "Help"}, "de": {"help": "Hilfe"}}
    assert await set_commands(bot, menu) == 0


async def test_a_menu_that_telegram_refuses_does_not_stop_the_others(
    telegram: TelegramServer, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    assert await set_commands(bot, {"de": {"Hilfe": "Hilfe"}, "it": {"help": "Aiuto"}}) == 1
    assert menus(telegram) == {"it": {"help": "Aiuto"}}
    assert "Telegram refuses a text for the language de" in caplog.text


async def test_only_descriptions_that_differ_are_sent(telegram: TelegramServer, bot: Bot) -> None:
    profiles = {None: Profile("Answers questions", "Guide"), "de": Profile("Hilft", ""), "kmr": Profile("x", "y")}

    assert await set_profiles(bot, profiles) == 3
    assert telegram.methods.descriptions == {
        ("description", ""): "Answers questions",
        ("short_description", ""): "Guide",
        ("description", "de"): "Hilft",
    }
    assert await set_profiles(bot, profiles) == 0
    assert await set_profiles(bot, {None: Profile("Answers questions", "x" * 121)}) == 0
