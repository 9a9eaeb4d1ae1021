"""The conversation in a terminal: the same turns as on Telegram, with numbered buttons.

It needs no set-up, so it is what the program starts without a token, and what staff try their changes with.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from bot.core import messages as m
from bot.core.conversation import (
    AskLocation,
    Block,
    Button,
    Card,
    Change,
    Commanded,
    Event,
    Person,
    Plain,
    Pressed,
    Reply,
    Style,
    Turn,
    Typed,
    Venue,
)
from bot.core.speech import Speaker

BOLD, DIM, CYAN, PLAIN = "\033[1m", "\033[2m", "\033[36m", "\033[0m"


@dataclass(frozen=True, slots=True)
class Painter:
    """Renders replies as text. `colours` only where the terminal has them."""

    colours: bool = False

    def paint(self, text: str, code: str) -> str:
        """Colour a text, if colours are on."""
        return f"{code}{text}{PLAIN}" if self.colours and text else text

    def reply(self, reply: Reply, first_number: int = 1) -> str:
        """Render a reply; its buttons are numbered from `first_number` on."""
        match reply:
            case Card():
                return self._card(reply, first_number)
            case Venue(title, address, point):
                where = f"{point.latitude:.5f}, {point.longitude:.5f}"
                return f"🗺  {self.paint(title, BOLD)}\n   {address}\n   {where}"
            case AskLocation(text):
                return text
            case Plain(text):
                return text

    def _card(self, card: Card, first_number: int) -> str:
        parts = [self.paint(card.title, BOLD)] if card.title else []
        parts += [self._block(block) for block in card.blocks if block.lines or block.heading]
        buttons = [button for row in card.buttons for button in row]
        rows = []
        number = first_number
        for row in card.buttons:
            labels = []
            for button in row:
                labels.append(f"{self.paint(f'[{number}]', CYAN)} {button.label}")
                number += 1
            rows.append("   ".join(labels))
        return "\n\n".join(parts + (["\n".join(rows)] if buttons else []))

    def _block(self, block: Block) -> str:
        lines = [line for text in block.lines for line in text.split("\n")]
        match block.style:
            case Style.BULLETS:
                lines = [f"  • {line}" for line in lines]
            case Style.NUMBERED:
                lines = [f"  {n}. {line}" for n, line in enumerate(lines, 1)]
            case Style.NOTE:
                lines = [self.paint(line, DIM) for line in lines]
            case _:
                pass
        return "\n".join([self.paint(block.heading, BOLD), *lines] if block.heading else lines)


@dataclass(slots=True)
class Terminal:
    """One conversation on a terminal.

    Attributes:
        turn: Takes a turn of the conversation.
        find: What is remembered of the person at this terminal.
        apply: Remembers the changes of a turn.
        speaker: Says the terminal's own lines in a language.
        out: Where to write.
        painter: How to write.

    """

    turn: Callable[[Event, Person], Turn]
    find: Callable[[], Awaitable[Person]]
    apply: Callable[[Sequence[Change]], Awaitable[None]]
    speaker: Callable[[str], Speaker]
    out: TextIO = field(default_factory=lambda: sys.stdout)
    painter: Painter = field(default_factory=Painter)
    _buttons: list[Button] = field(default_factory=list)

    async def run(self, lines: Callable[[], str]) -> None:
        """Talk until the input ends or somebody types /quit. `lines` reads one line and raises EOFError at the end."""
        person = await self.find()
        first = await self._take(Commanded("start"), person)
        self._write(self.painter.paint(self.speaker(first.language).say(m.TERMINAL_HINT), DIM))
        language = first.language
        while True:
            try:
                line = (await asyncio.to_thread(lines)).strip()
            except EOFError:
                break
            if line in {"/quit", "/exit"}:
                break
            if not line:
                continue
            done = await self._line(line)
            language = done.language if done else language
        self._write(self.speaker(language).say(m.TERMINAL_BYE))

    async def _line(self, line: str) -> Turn | None:
        """Handle a line: a button's number, a command, or a question."""
        if line.isdecimal() and 1 <= int(line) <= len(self._buttons):
            return await self._press(self._buttons[int(line) - 1])
        if line.startswith("/"):
            name, _, argument = line[1:].partition(" ")
            return await self._take(Commanded(name.lower(), argument.strip()), await self.find())
        return await self._take(Typed(line), await self.find())

    async def _press(self, button: Button) -> Turn | None:
        person = await self.find()
        speaker = self.speaker(person.language or "")
        if button.url:
            self._write(speaker.say(m.TERMINAL_OPEN, url=button.url))
            return None
        if button.copy:
            self._write(speaker.say(m.TERMINAL_COPY, number=button.copy))
            return None
        return await self._take(Pressed(button.data), person)

    async def _take(self, event: Event, person: Person) -> Turn:
        done = self.turn(event, person)
        await self.apply(done.changes)
        if done.toast and not done.replies:
            self._write(self.painter.paint(done.toast, DIM))
        cards = [reply for reply in done.replies if isinstance(reply, Card)]
        if cards:
            self._buttons = []
        for reply in done.replies:
            if isinstance(reply, AskLocation):
                self._write(self.speaker(done.language).say(m.TERMINAL_LOCATION))
                continue
            self._write(self.painter.reply(reply, len(self._buttons) + 1))
            if isinstance(reply, Card):
                self._buttons += [button for row in reply.buttons for button in row]
        return done

    def _write(self, text: str) -> None:
        self.out.write(f"{text}\n\n")
        self.out.flush()
