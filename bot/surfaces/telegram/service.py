"""Run the conversation on Telegram: an update in, one turn, its replies out."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import SecretStr
from telegram import Update
from telegram.error import TelegramError

from bot.core.conversation import Card, Change, Event, Person, Turn
from bot.surfaces.telegram.commands import Menu, Profile, set_commands, set_profiles
from bot.surfaces.telegram.connection import Timing, make_bot
from bot.surfaces.telegram.failures import cancelled, described
from bot.surfaces.telegram.polling import Poller
from bot.surfaces.telegram.reading import Incoming, Me, read
from bot.surfaces.telegram.sending import Sender, is_urgent
from bot.surfaces.telegram.waiting import Press, typing

logger = logging.getLogger(__name__)

MOST_BEHIND = 40
"""With more messages of one chat waiting than anybody types, only the last ones are answered: while the answers to a
flood crawl out at Telegram's pace, the hundred updates that it shows at a time would all be that chat's, and nobody
else would be heard. Effects and urgent answers are never left out."""


@dataclass(frozen=True, slots=True)
class Doorway:
    """What the surface needs of the rest of the program.

    Attributes:
        find: What is remembered of the person of a chat; an empty person when nothing is.
        begin: Notes that an update is being handled, given the person before it. Returns the person before the first
            attempt, which may differ after a crash; None when the update has been answered already.
        commit: Applies the changes and marks the update as committed in one transaction; does nothing when it is.
        finish: Marks the update as answered.
        turn: Takes one turn of the conversation; the text is the language of the person's Telegram, or None.
        apology: What is said after a failure, in a language or (None) in the bot's own.
    """

    find: Callable[[int], Awaitable[Person]]
    begin: Callable[[int, int, Person], Awaitable[Person | None]]
    commit: Callable[[int, int, Sequence[Change]], Awaitable[None]]
    finish: Callable[[int], Awaitable[None]]
    turn: Callable[[Event, Person, str | None], Turn]
    apology: Callable[[str | None], Card]


@dataclass(frozen=True, slots=True)
class Shown:
    """What Telegram shows of the bot outside of chats."""

    commands: Menu = field(default_factory=dict)
    profiles: Mapping[str | None, Profile] = field(default_factory=dict)


class TelegramService:
    """The bot on Telegram.

    Every update is handled at least once and its effects happen once: it is begun, its turn computed from the person
    before the first attempt, the changes committed, the replies sent, and only then it is finished. After a kill in
    between, the update comes again and leads to the same replies. Urgent replies go out first and need no database.

    Args:
        token: From @BotFather.
        api_url: Address of the Bot API server.
        doorway: The rest of the program.
        shown: Menus of commands and descriptions.
        timing: How long to wait.
    """

    def __init__(
        self,
        *,
        token: SecretStr,
        api_url: str,
        doorway: Doorway,
        shown: Shown | None = None,
        timing: Timing | None = None,
    ) -> None:
        self._doorway = doorway
        self._shown = shown or Shown()
        self._timing = timing or Timing()
        self._bot = make_bot(token, api_url, self._timing)
        self._sender = Sender(self._bot, backoff_s=self._timing.backoff_s)
        self._poller = Poller(self._bot, self._handle, self._apologise, timing=self._timing)
        self._languages: dict[int, str | None] = {}
        """The language of an apology, by the update in flight."""

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set, then finish what is in flight.

        Raises:
            TokenRefusedError: Telegram does not know the token.
        """
        try:
            await self._poller.connect(stop)
            if stop.is_set():
                return
            logger.info("connected to Telegram")
            showing = asyncio.create_task(self._show())
            try:
                await self._poller.run(stop)
            finally:
                await cancelled(showing)
        finally:
            await self._bot.shutdown()
        logger.info("left Telegram")

    async def _show(self) -> None:
        """Set menus and descriptions; the conversation does not wait for that and goes on without."""
        try:
            await self._sender.persist(lambda: set_commands(self._bot, self._shown.commands))
            await self._sender.persist(lambda: set_profiles(self._bot, self._shown.profiles))
        except TelegramError as error:
            logger.warning("menus and descriptions could not be set (%s)", type(error).__name__)

    def _me(self) -> Me:
        commands = {"start", "help"}.union(*self._shown.commands.values())
        return Me(self._bot.id, self._bot.username, frozenset(commands))

    # --- one update --------------------------------------------------------------------------------------------

    async def _handle(self, update: Update, behind: int) -> None:
        incoming = read(update, self._me())
        if incoming is None:
            return
        started = time.monotonic()
        self._languages[incoming.update_id] = incoming.hint
        press = Press(self._sender, incoming.query, timing=self._timing)
        async with typing(self._sender, incoming.place, timing=self._timing), press:
            await self._take_turn(incoming, press, behind)
        del self._languages[incoming.update_id]
        logger.info("handled update %d in %.0f ms", incoming.update_id, (time.monotonic() - started) * 1000)

    async def _take_turn(self, incoming: Incoming, press: Press, behind: int) -> None:
        try:
            before = await self._begin(incoming)
        except Exception as error:
            turn = self._turn(incoming, Person(), press)
            if not _urgent(turn):
                raise
            logger.error("update %d is urgent, answered without the store: %s", incoming.update_id, described(error))
            await self._send(incoming, turn)
            return
        if before is None:
            logger.info("update %d had been answered before", incoming.update_id)
            return
        turn = self._turn(incoming, before, press)
        if _urgent(turn):
            await self._send(incoming, turn)
            await self._note(incoming, turn.changes)
            return
        await self._doorway.commit(incoming.update_id, incoming.place.chat_id, turn.changes)
        await press.answered(self._timing.spinner_s)
        if behind <= MOST_BEHIND:
            await self._send(incoming, turn)
        else:
            logger.warning("update %d is part of a flood and not answered", incoming.update_id)
        await self._note(incoming)

    async def _begin(self, incoming: Incoming) -> Person | None:
        chat = incoming.place.chat_id
        async with asyncio.timeout(self._timing.store_s):
            return await self._doorway.begin(incoming.update_id, chat, await self._doorway.find(chat))

    async def _note(self, incoming: Incoming, changes: Sequence[Change] | None = None) -> None:
        """Note that an update was answered; that this fails is no reason to apologise for a good answer."""
        try:
            async with asyncio.timeout(self._timing.store_s):
                if changes is not None:
                    await self._doorway.commit(incoming.update_id, incoming.place.chat_id, changes)
                await self._doorway.finish(incoming.update_id)
        except Exception as error:
            logger.error("update %d was answered, but not noted: %s", incoming.update_id, described(error))

    def _turn(self, incoming: Incoming, person: Person, press: Press) -> Turn:
        self._languages[incoming.update_id] = person.language or incoming.hint
        turn = self._doorway.turn(incoming.event, person, incoming.hint)
        self._languages[incoming.update_id] = turn.language
        press.say(turn.toast)
        return turn

    async def _send(self, incoming: Incoming, turn: Turn) -> None:
        if not await self._sender.deliver(incoming.place, turn.replies):
            logger.info("update %d: the person cannot be reached any more", incoming.update_id)

    async def _apologise(self, update: Update) -> None:
        incoming = read(update, self._me())
        if incoming is not None:
            language = self._languages.pop(incoming.update_id, incoming.hint)
            await self._sender.deliver(incoming.place, [self._doorway.apology(language)])
            await self._note(incoming)  # it does not come again, so the journal need not keep its person


def _urgent(turn: Turn) -> bool:
    return any(is_urgent(reply) for reply in turn.replies)
