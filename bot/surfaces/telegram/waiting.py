"""What a person sees while an answer is made: a button that spins no longer than it must, and "typing"."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.surfaces.telegram.connection import Timing
from bot.surfaces.telegram.failures import cancelled
from bot.surfaces.telegram.reading import Place
from bot.surfaces.telegram.sending import Sender

LONGEST_SPIN_S = 2.0
"""How long the end of an update may wait for the answer to its button."""
TYPING_LASTS_S = 4.5
"""Telegram shows "typing" for five seconds."""


class Press:
    """A pressed button, to be answered once: with a short word when that is known soon, else without.

    Use as an async context manager around the handling of an update; without a query it does nothing.
    """

    def __init__(self, sender: Sender, query: str | None, *, timing: Timing) -> None:
        self._sender = sender
        self._query = query
        self._timing = timing
        self._toast: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Press:
        if self._query is not None:
            self._task = asyncio.create_task(self._answer(self._query))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self.say("")
            await self.answered(LONGEST_SPIN_S)
            await cancelled(self._task)

    def say(self, toast: str) -> None:
        """Give the short word, which may be empty; only the first one counts."""
        if not self._toast.done():
            self._toast.set_result(toast)

    async def answered(self, limit_s: float) -> None:
        """Wait until the button has stopped spinning, but not long."""
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=limit_s)

    async def _answer(self, query: str) -> None:
        await asyncio.wait({self._toast}, timeout=self._timing.spinner_s)
        await self._sender.answer_press(query, self._toast.result() if self._toast.done() else "")


@asynccontextmanager
async def typing(sender: Sender, place: Place, *, timing: Timing) -> AsyncIterator[None]:
    """Show "typing" while an answer takes long."""

    async def keep_typing() -> None:
        await asyncio.sleep(timing.typing_after_s)
        while True:
            await sender.show_typing(place)
            await asyncio.sleep(TYPING_LASTS_S)

    task = asyncio.create_task(keep_typing())
    try:
        yield
    finally:
        await cancelled(task)
