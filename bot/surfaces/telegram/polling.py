"""Fetch updates so that none is lost, each chat's in order and different chats' at the same time.

Telegram forgets an update as soon as getUpdates is called with a higher offset. The library's own Updater does that
when it fetches the next batch, before the last one is handled: a kill in between costs people their answers. Here the
offset is always the lowest update that is not finished; what comes again meanwhile is recognised and left alone.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, TypeVar

from telegram import Update
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import TokenRefusedError
from bot.surfaces.telegram.connection import Bot, Timing
from bot.surfaces.telegram.failures import cancelled, described
from bot.surfaces.telegram.pacing import seconds
from bot.surfaces.telegram.reading import chat_of

logger = logging.getLogger(__name__)

T = TypeVar("T")

ALLOWED = ("message", "callback_query")
AT_ONCE = 64
"""Chats whose updates are handled at the same time."""
RECHECK_S = 0.1
"""How long to wait when the server offers only what is in flight already."""
MOST_TRIES = 8
"""How often an update is handled anew whose answer the network did not carry: with the waits about two minutes."""

Handle = Callable[[Update, int], Awaitable[None]]
"""Handles an update; the number is how many of the same chat wait behind it. NetworkError: try again later."""
Fail = Callable[[Update], Awaitable[None]]
"""Tells the person that an update could not be handled."""


class Poller:
    """Hands updates to a handler until it is told to stop.

    Args:
        bot: The client, which need not be initialised.
        handle: See `Handle`. What it raises is logged without content, and the update counts as finished.
        fail: Called after `handle` raised or took too long.
        timing: How long to wait.
    """

    def __init__(self, bot: Bot, handle: Handle, fail: Fail, *, timing: Timing) -> None:
        self._bot = bot
        self._handle = handle
        self._fail = fail
        self._timing = timing
        self._room = asyncio.Semaphore(AT_ONCE)
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_flight: set[int] = set()
        self._finished: set[int] = set()
        """Finished updates that the server may still send, because an earlier one is in flight."""
        self._next: int | None = None
        self._progress = asyncio.Event()

    async def connect(self, stop: asyncio.Event) -> None:
        """Log in, however long the network takes, and take down a webhook set earlier.

        Raises:
            TokenRefusedError: Telegram does not know the token.
        """
        await self._persist(self._bot.initialize, "logging in", stop)
        await self._persist(self._take_down_webhook, "taking down the webhook", stop)

    async def run(self, stop: asyncio.Event) -> None:
        """Fetch and handle updates until `stop` is set; then finish what is in flight and confirm it."""
        try:
            while not stop.is_set():
                updates = await self._persist(self._fetch, "fetching updates", stop)
                if updates and not self._take(updates):
                    await self._wait(self._progress.wait(), RECHECK_S, stop)
        finally:
            await self._finish()

    # --- fetching ----------------------------------------------------------------------------------------------

    @property
    def _offset(self) -> int | None:
        """The lowest update that is not finished; None before the first."""
        return min(self._in_flight) if self._in_flight else self._next

    async def _fetch(self) -> Sequence[Update]:
        offset = self._offset
        if offset is not None:
            self._finished = {number for number in self._finished if number >= offset}
        self._progress.clear()
        return await self._bot.get_updates(
            offset=offset, limit=100, timeout=self._timing.poll_s, allowed_updates=ALLOWED
        )

    async def _take_down_webhook(self) -> None:
        await self._bot.delete_webhook(drop_pending_updates=False)

    async def _persist(self, call: Callable[[], Coroutine[Any, Any, T]], what: str, stop: asyncio.Event) -> T | None:
        """Make a call until it succeeds; None when it is time to stop."""
        wait_s = self._timing.backoff_s
        while not stop.is_set():
            try:
                return await self._wait(call(), None, stop)
            except InvalidToken:
                # The library's own error holds the token: nothing of it may reach a log.
                raise TokenRefusedError(
                    "Telegram does not know the token of the bot: compare TELEGRAM_TOKEN with what @BotFather shows"
                ) from None
            except Conflict as error:
                logger.warning("%s: another process fetches the updates of this bot", what)
                if "webhook" in error.message:
                    await self._persist(self._take_down_webhook, "taking down the webhook", stop)
            except RetryAfter as error:
                wait_s = max(wait_s, seconds(error))
                logger.warning("%s: Telegram asks to wait %.0f s", what, wait_s)
            except TelegramError as error:
                logger.warning("%s failed (%s), next try in %.0f s", what, type(error).__name__, wait_s)
            await self._wait(asyncio.sleep(wait_s), None, stop)
            wait_s = min(2 * wait_s, self._timing.longest_backoff_s)
        return None

    async def _wait(self, work: Coroutine[Any, Any, T], limit_s: float | None, stop: asyncio.Event) -> T | None:
        """Wait for something, but no longer than `limit_s` or until it is time to stop; its result or None."""
        task, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait({task, stopped}, timeout=limit_s, return_when=asyncio.FIRST_COMPLETED)
            return task.result() if task.done() else None
        finally:
            await cancelled(task, stopped)

    # --- handling ----------------------------------------------------------------------------------------------

    def _take(self, updates: Sequence[Update]) -> bool:
        """Put the new ones among the updates into their lanes; False when there are none."""
        fresh = [update for update in updates if update.update_id not in self._in_flight | self._finished]
        for update in fresh:
            self._in_flight.add(update.update_id)
            chat = chat_of(update)
            if chat in self._lanes:
                self._lanes[chat].append(update)
                continue
            self._lanes[chat] = deque([update])
            task = asyncio.create_task(self._work(chat))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        self._next = updates[-1].update_id + 1
        return bool(fresh)

    async def _work(self, chat: int) -> None:
        """Handle the updates of one chat, one after the other."""
        lane = self._lanes[chat]
        try:
            while lane:
                update = lane.popleft()
                await self._settle(update, lane)
                self._in_flight.discard(update.update_id)
                self._finished.add(update.update_id)
                self._progress.set()
        finally:
            del self._lanes[chat]

    async def _settle(self, update: Update, lane: deque[Update]) -> None:
        """Handle an update, again while the network does not carry the answer; whatever happens, it ends."""
        wait_s = self._timing.backoff_s
        for _ in range(MOST_TRIES):
            try:
                async with self._room, asyncio.timeout(self._timing.handling_s):
                    return await self._handle(update, len(lane))
            except Exception as error:
                if not isinstance(error, NetworkError) or isinstance(error, BadRequest):
                    logger.error("update %d failed: %s", update.update_id, described(error))
                    break
            logger.warning("update %d could not be answered, next try in %.0f s", update.update_id, wait_s)
            await asyncio.sleep(wait_s)
            wait_s = min(2 * wait_s, self._timing.longest_backoff_s)
        else:
            logger.error("update %d was never answered: the network failed too often", update.update_id)
        try:
            async with asyncio.timeout(self._timing.handling_s):
                await self._fail(update)
        except Exception as error:
            logger.error("update %d: not even an apology arrived: %s", update.update_id, described(error))

    async def _finish(self) -> None:
        """Let what is in flight end, and tell the server what is finished, so that it does not come again."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._timing.grace_s)
        await cancelled(*self._tasks)
        if self._offset is None:
            return
        try:
            await self._bot.get_updates(offset=self._offset, limit=1, timeout=0, allowed_updates=ALLOWED)
        except TelegramError as error:
            logger.warning("could not confirm the last updates (%s); they will come again", type(error).__name__)
