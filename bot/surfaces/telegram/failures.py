"""End tasks, and describe errors without what a person wrote."""

from __future__ import annotations

import asyncio
from typing import Any


async def cancelled(*tasks: asyncio.Task[Any]) -> None:
    """Cancel tasks, as far as they still run, and wait until they have ended; what they raise is theirs."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


def described(error: BaseException) -> str:
    """Say what error it is and where it arose; not its text, which may hold a message, a name or a token."""
    trace, place = error.__traceback__, "?"
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"
