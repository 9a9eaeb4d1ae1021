"""Write settings to a database, one after the other, and say so after each: a process that tests kill.

Usage: python -m tests.store_child URL CHAT_ID HOW_MANY
"""

from __future__ import annotations

import asyncio
import sys

from bot.core.conversation import Asked, Outcome, Person, Remember
from bot.store.database import open_database
from bot.store.store import Store


async def write(url: str, chat_id: int, how_many: int) -> None:
    async with open_database(url) as database:
        store = Store(database, b"a secret of the tests")
        for number in range(1, how_many + 1):
            changes = (Remember(Person("de", f"quarter-{number}")), Asked("kita-place", Outcome.SURE, "de", None))
            await store.commit(chat_id * 1_000_000 + number, chat_id, changes)
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
