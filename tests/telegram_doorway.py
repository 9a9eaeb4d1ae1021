"""A house behind the Telegram surface for its own tests: people in memory, and a conversation of a few words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from pydantic import SecretStr

from bot.core.city import Point
from bot.core.conversation import (
    AskLocation,
    Block,
    Button,
    Card,
    Change,
    Commanded,
    Event,
    Located,
    Person,
    Plain,
    Pressed,
    Remember,
    Reply,
    Turn,
    Typed,
    Venue,
)
from bot.surfaces.telegram.connection import Timing
from bot.surfaces.telegram.service import Doorway, Shown, TelegramService
from tests.telegram_server import TelegramServer

QUICK = Timing(poll_s=25, reply_s=20.0, handling_s=60.0, grace_s=20.0, backoff_s=0.05, longest_backoff_s=0.2)
"""Patient with a slow machine, but quick to try again."""


@dataclass
class Memory:
    """What a store would keep, and how it fails on demand.

    Attributes:
        people: By chat.
        begun: The person before the first attempt, by update.
        committed: Updates whose changes have been applied.
        finished: Updates that have been answered, in order.
        broken: Names of the functions that raise.
        gate: The commit for a text that starts with "wait" is done, but does not return, until it is set.
        waiting: How many commits have come to the gate.
    """

    people: dict[int, Person] = field(default_factory=dict)
    begun: dict[int, Person] = field(default_factory=dict)
    committed: set[int] = field(default_factory=set)
    finished: list[int] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0

    def _check(self, name: str) -> None:
        if name in self.broken:
            raise OSError(f"{name} is broken")

    def survives(self) -> Memory:
        """Copy what outlives the process."""
        return Memory(dict(self.people), dict(self.begun), set(self.committed), list(self.finished))

    async def find(self, chat_id: int) -> Person:
        self._check("find")
        return self.people.get(chat_id, Person())

    async def begin(self, update_id: int, chat_id: int, before: Person) -> Person | None:
        self._check("begin")
        return None if update_id in self.finished else self.begun.setdefault(update_id, before)

    async def commit(self, update_id: int, chat_id: int, changes: Sequence[Change]) -> None:
        self._check("commit")
        if update_id in self.committed:
            return
        self.committed.add(update_id)
        for change in changes:
            if isinstance(change, Remember):
                self.people[chat_id] = change.person
                if change.person.expects == "wait":
                    self.waiting += 1
                    await self.gate.wait()

    async def finish(self, update_id: int) -> None:
        self._check("finish")
        self.finished.append(update_id)

    def doorway(self) -> Doorway:
        return Doorway(self.find, self.begin, self.commit, self.finish, turn, apology)


def turn(event: Event, person: Person, hint: str | None) -> Turn:
    """Count the turns of a person in `quarter`, echo what is typed, and say something of every kind on demand."""
    language = person.language or hint or "de"
    count = int(person.quarter or 0) + 1
    expects = "wait" if isinstance(event, Typed) and event.text.startswith("wait") else None
    changes = (Remember(Person(language, str(count), expects)),)
    replies: tuple[Reply, ...] = (say("?"),)
    match event:
        case Typed("crash"):
            raise RuntimeError("a secret that was typed")
        case Typed("nothing") | Pressed("toast"):
            replies = ()
        case Typed("danger"):
            replies = (Card(title="112", urgent=True),)
        case Typed(text):
            replies = (say(f"{count} {text}"),)
        case Pressed(data):
            replies = (Card(title=f"{data} pressed", replaces=True),)
        case Commanded(name):
            replies = SAID.get(name, (say(name),))
        case Located(point):
            replies = (Plain(f"{point.latitude} {point.longitude}"),)
    return Turn(language, replies, changes, toast="Danke" if event == Pressed("toast") else "")


def say(text: str) -> Card:
    return Card(blocks=(Block((text,)),))


SAID: dict[str, tuple[Reply, ...]] = {
    "menu": (Card(title="Menu", buttons=((Button("One", data="one"), Button("Toast", data="toast")),)),),
    "long": (Card(title="Long", blocks=(Block(("word " * 2000,)),), buttons=((Button("One", data="one"),),)),),
    "location": (AskLocation("Where?", "Share", "Cancel"),),
    "place": (say("before"), Venue("House", "", Point(51.2, 7.1))),
    "mixed": (say("before"), Card(title="112", urgent=True)),
}


def apology(language: str | None) -> Card:
    return say(f"sorry ({language})")


def make_service(
    telegram: TelegramServer, memory: Memory, *, timing: Timing = QUICK, shown: Shown | None = None
) -> TelegramService:
    """Make a service that has not started yet."""
    return TelegramService(
        token=SecretStr(telegram.token), api_url=telegram.url, doorway=memory.doorway(), shown=shown, timing=timing
    )


@asynccontextmanager
async def running(service: TelegramService) -> AsyncIterator[asyncio.Task[None]]:
    """Run a service, and stop it cleanly at the end."""
    stop = asyncio.Event()
    task = asyncio.create_task(service.run(stop))
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait({task})
        if not task.cancelled():
            task.result()


async def kill(telegram: TelegramServer, task: asyncio.Task[None]) -> None:
    """End a running service like a killed process: from now on nothing of it reaches the server."""
    telegram.token += "0"
    task.cancel()
    await asyncio.wait({task})
