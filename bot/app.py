"""Puts the parts together; the only file that knows them all."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

from bot.core import messages as m
from bot.core.conversation import Block, Card, Event, Person, Turn
from bot.core.dialogue import Resources, turn
from bot.core.dialogue.commands import DESCRIPTIONS
from bot.languages.table import LANGUAGES, client_codes, from_client
from bot.loading import Current, load_resources
from bot.settings import Settings, person_secret
from bot.store.database import open_database
from bot.store.store import Store
from bot.surfaces.telegram.commands import Profile
from bot.surfaces.telegram.connection import Timing
from bot.surfaces.telegram.service import Doorway, Shown, TelegramService
from bot.surfaces.terminal import Painter, Terminal

logger = logging.getLogger(__name__)

TERMINAL_CHAT = "terminal"
"""The person at the terminal, where there are no chat ids."""
_PRUNE_EVERY = timedelta(hours=6)


def now() -> datetime:
    """The moment, aware."""
    return datetime.now(UTC)


@contextlib.asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[Store]:
    """Open the database, brought up to date, as long as the block runs."""
    secret = person_secret(settings)
    async with open_database(settings.database_url) as database:
        yield Store(
            database,
            secret,
            keep_texts=settings.keep_unanswered_texts,
            keep_texts_for=timedelta(days=settings.keep_unanswered_days),
        )


async def serve(settings: Settings) -> None:
    """Run the bot on Telegram until SIGTERM or SIGINT.

    Raises:
        QuartierlotseError: The knowledge, the database or the token cannot be used.

    """
    current = Current(load_resources(settings))
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with open_store(settings) as store:
        service = telegram_service(settings, current, store)
        chores = [
            asyncio.create_task(current.keep_fresh(settings, stop)),
            asyncio.create_task(_prune(store, stop)),
        ]
        try:
            await service.run(stop)
        finally:
            stop.set()
            await asyncio.gather(*chores, return_exceptions=True)


def telegram_service(settings: Settings, current: Current, store: Store) -> TelegramService:
    """Make the service for Telegram.

    Raises:
        ValueError: No token is set.

    """
    if settings.telegram_token is None:
        raise ValueError("no token")

    def take(event: Event, person: Person, hint: str | None) -> Turn:
        code = from_client(hint)
        known = code if code in current.resources.speakers else None
        return turn(event, person, current.resources, now=now(), hint=known)

    doorway = Doorway(
        find=store.find,
        begin=store.begin,
        commit=store.commit,
        finish=store.finish,
        turn=take,
        apology=lambda language: apology(current.resources, language),
    )
    return TelegramService(
        token=settings.telegram_token,
        api_url=settings.telegram_api_url,
        doorway=doorway,
        shown=shown(current.resources),
        timing=Timing(poll_s=settings.poll_timeout_s, handling_s=settings.handler_timeout_s),
    )


def apology(resources: Resources, language: str | None) -> Card:
    """What a person is told when the program failed, with whom to turn to."""
    speaker = resources.speaker(from_client(language))
    human = resources.knowledge.offers.get(resources.knowledge.city.human)
    lines = [speaker.say(m.SORRY)]
    if human and human.phones:
        lines.append(f"🙋 {speaker.isolate(human.name)}: {speaker.latin(human.phones[0].shown)}")
    return Card("", (Block(tuple(lines)),))


def shown(resources: Resources) -> Shown:
    """The command menu and the descriptions, in each language; English, else German, for all others."""
    menus: dict[str | None, dict[str, str]] = {client: {} for code in LANGUAGES for client in client_codes(code)}
    profiles: dict[str | None, Profile] = {}
    for code, speaker in resources.speakers.items():
        welcome = speaker.say(m.WELCOME, city=resources.knowledge.city.name)
        for client in client_codes(code):
            menus[client] = {name: speaker.say(message) for name, message in DESCRIPTIONS.items()}
            profiles[client] = Profile(welcome[:512], speaker.say(m.READY)[:120])
    default = "en" if menus.get("en") else "de"
    menus[None], profiles[None] = menus[default], profiles[default]
    return Shown(menus, profiles)


async def _prune(store: Store, stop: asyncio.Event) -> None:
    """Delete what is no longer needed, now and every few hours."""
    while not stop.is_set():
        try:
            await store.prune()
        except Exception as error:  # a chore must not end; the next one may succeed
            logger.warning("old entries could not be deleted: %s", type(error).__name__)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _PRUNE_EVERY.total_seconds())


async def chat(settings: Settings) -> None:
    """Talk in the terminal until the input ends."""
    resources = load_resources(settings)
    colours = sys.stdout.isatty() and not settings.no_color
    async with open_store(settings) as store:
        terminal = Terminal(
            turn=lambda event, person: turn(event, person, resources, now=now()),
            find=lambda: store.find(TERMINAL_CHAT),
            apply=lambda changes: store.apply(TERMINAL_CHAT, changes),
            speaker=resources.speaker,
            painter=Painter(colours),
        )
        await terminal.run(lambda: input("> "))
