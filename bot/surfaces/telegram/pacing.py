"""Keep within the pace at which Telegram accepts messages, without letting one chat slow down another.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from datetime import timedelta
from enum import StrEnum
from typing import Any

from aiolimiter import AsyncLimiter
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

logger = logging.getLogger(__name__)

Json = dict[str, Any]
Result = bool | Json | list[Json]

MOST_CHATS = 5000
"""Chats whose pace is remembered; a chat forgotten too early only gets a new burst."""
MOST_FLOOD_WAITS = 5
"""After so many refusals of one call the person has long gone on; the error goes to the caller."""


class Pace(StrEnum):
    """What a call may ask of the pacing, as `rate_limit_args`."""

    URGENT = "urgent"
    """Never wait for limits of our own."""


class Pacing(BaseRateLimiter[Pace]):
    """Limits messages to all chats together and to each chat; a refusal by Telegram delays that one call.

    Args:
        overall: Messages a second to all chats together.
        per_chat: Messages to a private chat in a row, and seconds in which that many become free again.
        per_group: The same for a group.
    """

    def __init__(
        self,
        *,
        overall: float = 30.0,
        per_chat: tuple[float, float] = (5.0, 5.0),
        per_group: tuple[float, float] = (20.0, 60.0),
    ) -> None:
        self._overall = AsyncLimiter(overall, 1.0)
        self._per_chat = per_chat
        self._per_group = per_group
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Forget the chats."""
        self._chats.clear()

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: Json,
        rate_limit_args: Pace | None,
    ) -> Result:
        """Make a call when it is its turn, and again after the time that Telegram asks for."""
        chat_id = data.get("chat_id")
        if rate_limit_args is not Pace.URGENT and chat_id is not None and endpoint != "sendChatAction":
            await self._chat(int(chat_id)).acquire()
            await self._overall.acquire()
        for _ in range(MOST_FLOOD_WAITS):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                wait_s = seconds(error)
                logger.warning("Telegram asks %s to wait %.0f s", endpoint, wait_s)
                await asyncio.sleep(wait_s)
        return await callback(*args, **kwargs)

    def _chat(self, chat_id: int) -> AsyncLimiter:
        limiter = self._chats.pop(chat_id, None)
        if limiter is None:
            limiter = AsyncLimiter(*(self._per_chat if chat_id > 0 else self._per_group))
        self._chats[chat_id] = limiter
        if len(self._chats) > MOST_CHATS:
            self._chats.popitem(last=False)
        return limiter


def seconds(error: RetryAfter) -> float:
    """Read how long Telegram asks to wait, whether the library tells it as a number or as a timedelta."""
    with warnings.catch_warnings():  # nothing is awaited inside, so no other task sees the changed filter
        warnings.simplefilter("ignore", DeprecationWarning)
        wait: int | float | timedelta = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
