"""Messages keep Telegram's pace, chat by chat, and urgent ones do not wait.

Only lower bounds of time are tested: a busy machine may take longer, never shorter.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.surfaces.telegram.pacing import MOST_CHATS, MOST_FLOOD_WAITS, Pace, Pacing, seconds


class Wire:
    """Takes calls and refuses the first ones."""

    def __init__(self, *, refusals: int = 0) -> None:
        self.calls: list[int] = []
        self.refusals = refusals

    async def send(self, chat_id: int) -> bool:
        self.calls.append(chat_id)
        if self.refusals:
            self.refusals -= 1
            raise flood_wait(0.01)
        return True


def flood_wait(wait_s: float) -> RetryAfter:
    with pytest.warns(DeprecationWarning, match="retry_after"):
        return RetryAfter(wait_s)  # type: ignore[arg-type]  # Telegram's are whole; a test has no time for that


async def sent(pacing: BaseRateLimiter[Pace], wire: Wire, chat_id: int, pace: Pace | None = None) -> Any:
    return await pacing.process_request(wire.send, (chat_id,), {}, "sendMessage", {"chat_id": chat_id}, pace)


async def passed(*work: Any) -> float:
    started = time.monotonic()
    await asyncio.gather(*work)
    return time.monotonic() - started


async def test_a_chat_gets_a_burst_and_then_its_pace() -> None:
    pacing, wire = Pacing(per_chat=(2, 0.4)), Wire()

    assert await passed(*(sent(pacing, wire, 1) for _ in range(4))) >= 0.35
    assert wire.calls == [1, 1, 1, 1]


async def test_chats_do_not_wait_for_each_other() -> None:
    pacing, wire = Pacing(per_chat=(1, 3600), per_group=(1, 3600)), Wire()

    await passed(sent(pacing, wire, 1), sent(pacing, wire, 2), sent(pacing, wire, -3))

    assert wire.calls == [1, 2, -3]


async def test_all_chats_together_keep_the_overall_pace() -> None:
    pacing, wire = Pacing(overall=5), Wire()

    assert await passed(*(sent(pacing, wire, chat) for chat in range(1, 8))) >= 0.35


async def test_urgent_messages_do_not_wait() -> None:
    pacing, wire = Pacing(overall=1, per_chat=(1, 3600)), Wire()

    await passed(*(sent(pacing, wire, 1, Pace.URGENT) for _ in range(20)))

    assert len(wire.calls) == 20


async def test_a_refused_call_is_made_again_after_the_wait() -> None:
    pacing, wire = Pacing(), Wire(refusals=2)

    assert await sent(pacing, wire, 1) is True
    assert len(wire.calls) == 3


async def test_a_call_refused_for_ever_is_given_up() -> None:
    pacing, wire = Pacing(), Wire(refusals=100)

    with pytest.raises(RetryAfter):
        await sent(pacing, wire, 1)

    assert len(wire.calls) == MOST_FLOOD_WAITS + 1


async def test_the_memory_for_chats_is_bounded() -> None:
    pacing, wire = Pacing(overall=1e9), Wire()

    for chat in range(1, MOST_CHATS + 10):
        await sent(pacing, wire, chat)

    assert len(pacing._chats) == MOST_CHATS


def test_the_wait_is_read_as_a_number_or_as_a_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    error = flood_wait(7)
    assert seconds(error) == 7.0

    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    assert seconds(error) == 7.0
