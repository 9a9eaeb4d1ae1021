"""Show the commands and the description of the bot in the language of the person's Telegram."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass

from telegram import BotCommand
from telegram.error import BadRequest

from bot.surfaces.telegram.connection import Bot

logger = logging.getLogger(__name__)

Menu = Mapping[str | None, Mapping[str, str]]
"""Descriptions of commands by language; None is for all languages without a menu of their own."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What people read about the bot: `about` before they press start (512), `short` in its profile (120)."""

    about: str
    short: str


async def set_commands(bot: Bot, menu: Menu) -> int:
    """Make the menus of commands as given; only menus that differ are sent.

    Args:
        bot: The client.
        menu: An empty menu deletes the one of that language: Telegram keeps the menus of languages that are no longer
            offered, so name these, too. Languages without a code of two letters are left out, as Telegram has none.

    Returns:
        How many menus were changed.
    """
    changed = 0
    for language, commands in menu.items():
        if _known_to_telegram(language):
            wanted = [BotCommand(command, description) for command, description in commands.items()]
            changed += await _tried(language, _set_menu(bot, language, wanted))
    logger.info("%d menus of commands changed", changed)
    return changed


async def _set_menu(bot: Bot, language: str | None, wanted: list[BotCommand]) -> int:
    if list(await bot.get_my_commands(language_code=language)) == wanted:
        return 0
    if wanted:
        await bot.set_my_commands(commands=wanted, language_code=language)
    else:
        await bot.delete_my_commands(language_code=language)
    return 1


async def set_profiles(bot: Bot, profiles: Mapping[str | None, Profile]) -> int:
    """Make the descriptions of the bot as given; only those that differ are sent, as Telegram allows few a day.

    Returns:
        How many descriptions were changed.
    """
    changed = 0
    for language, profile in profiles.items():
        if _known_to_telegram(language):
            changed += await _tried(language, _set_profile(bot, language, profile))
    logger.info("%d descriptions of the bot changed", changed)
    return changed


async def _set_profile(bot: Bot, language: str | None, profile: Profile) -> int:
    changed = 0
    about = await bot.get_my_description(language_code=language)
    if about.description != profile.about:
        await bot.set_my_description(description=profile.about, language_code=language)
        changed += 1
    short = await bot.get_my_short_description(language_code=language)
    if short.short_description != profile.short:
        await bot.set_my_short_description(short_description=profile.short, language_code=language)
        changed += 1
    return changed


async def _tried(language: str | None, work: Awaitable[int]) -> int:
    """Do the work for one language; a text that Telegram refuses must not keep those of other languages back."""
    try:
        return await work
    except BadRequest as error:
        logger.error("Telegram refuses a text for the language %s: %s", language, error.message)
        return 0


def _known_to_telegram(language: str | None) -> bool:
    return language is None or re.fullmatch("[a-z]{2}", language) is not None
