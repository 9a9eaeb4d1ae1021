"""Render cards as Telegram messages: HTML within the limits of the Bot API, and keyboards.

Source of the limits: https://core.telegram.org/bots/api#sendmessage and https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import html
import itertools
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.core.conversation import Block, Card, Style
from bot.surfaces.telegram.keyboards import inline_keyboard

MOST_UNITS = 4096
"""UTF-16 units of a message, after its tags are read."""
LONGEST_LINE = 3600
"""UTF-16 units of a line that is not cut; leaves room for the title and heading above it."""
MOST_TAGS = 80
"""Telegram drops entities after the hundredth; it makes some itself, of telephone numbers and web addresses."""


@dataclass(frozen=True, slots=True)
class Part:
    """A message: its text as HTML, the same without markup, and the buttons of the last part."""

    html: str
    plain: str
    keyboard: InlineKeyboardMarkup | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a message; `tag` is the HTML tag around it, or empty."""

    text: str
    tag: str = ""


def render(card: Card) -> tuple[Part, ...]:
    """Render a card as one message, or as several when it is too long; empty for an empty card."""
    keyboard = inline_keyboard(card.buttons)
    messages = _messages(_paragraphs(card))
    if not messages and keyboard is not None:
        messages = [[[_Line("…")]]]  # Telegram shows no buttons without a text
    parts = [Part(_html(message), _plain(message)) for message in messages]
    if parts and keyboard is not None:
        parts[-1] = Part(parts[-1].html, parts[-1].plain, keyboard)
    return tuple(parts)


def plain_parts(text: str) -> tuple[Part, ...]:
    """Render a text without title and buttons."""
    return render(Card(blocks=(Block(lines=tuple(text.split("\n"))),)))


def units(text: str) -> int:
    """Count UTF-16 units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def _paragraphs(card: Card) -> Iterator[list[_Line]]:
    """List the lines of a card by paragraph, each line short enough for a message."""
    yield list(_lines(card.title, "b"))
    for block in card.blocks:
        lines = list(_lines(block.heading, "b"))
        tag = _note_tag(block) if block.style is Style.NOTE else ""
        for number, line in enumerate(block.lines, start=1):
            match block.style:
                case Style.BULLETS:
                    lines += _lines(line, tag, before="• ")
                case Style.NUMBERED:
                    lines += _lines(line, tag, before=f"{number}. ")
                case _:
                    lines += _lines(line, tag)
        yield lines


def _note_tag(block: Block) -> str:
    """Choose how small print is set: in italics, but as a quotation in scripts that do not slant."""
    for character in "".join(block.lines):
        match unicodedata.bidirectional(character):
            case "L":
                return "i"
            case "R" | "AL":
                return "blockquote"
    return "i"


def _lines(text: str, tag: str, *, before: str = "") -> Iterator[_Line]:
    text = text.encode("utf-8", "replace").decode().strip()  # half a surrogate pair cannot be sent
    rest = before + text if text else ""
    while rest:
        line, rest = _cut(rest)
        if line:
            yield _Line(line, tag)


def _cut(text: str) -> tuple[str, str]:
    """Cut what fits from the start of a text, between words if it has any."""
    if units(text) <= LONGEST_LINE:
        return text, ""
    fits = LONGEST_LINE
    while units(text[:fits]) > LONGEST_LINE:
        fits -= max(1, (units(text[:fits]) - LONGEST_LINE) // 2)
    gap = max(text.rfind(" ", 0, fits), text.rfind("\n", 0, fits))
    if gap > fits // 2:
        fits = gap
    return text[:fits].rstrip(), text[fits:].lstrip()


def _messages(paragraphs: Iterable[list[_Line]]) -> list[list[list[_Line]]]:
    """Pack paragraphs into messages; one is divided only where it does not fit into a message of its own."""
    messages: list[list[list[_Line]]] = []
    for paragraph in paragraphs:
        if not paragraph:
            continue
        if messages and _fits([*messages[-1], paragraph]):
            messages[-1].append(paragraph)
        elif _fits([paragraph]):
            messages.append([paragraph])
        else:
            first, *others = _divided(paragraph)
            if messages and _fits([*messages[-1], first]):
                messages[-1].append(first)
            else:
                messages.append([first])
            messages += [[piece] for piece in others]
    return messages


def _divided(paragraph: list[_Line]) -> list[list[_Line]]:
    pieces: list[list[_Line]] = [[]]
    for line in paragraph:
        if pieces[-1] and not _fits([[*pieces[-1], line]]):
            pieces.append([])
        pieces[-1].append(line)
    return pieces


def _fits(message: list[list[_Line]]) -> bool:
    tags = sum(1 for paragraph in message for line in paragraph if line.tag)
    return tags <= MOST_TAGS and units(_plain(message)) <= MOST_UNITS


def _plain(message: list[list[_Line]]) -> str:
    return "\n\n".join("\n".join(line.text for line in paragraph) for paragraph in message)


def _html(message: list[list[_Line]]) -> str:
    return "\n\n".join("\n".join(_tagged(paragraph)) for paragraph in message)


def _tagged(paragraph: list[_Line]) -> Iterator[str]:
    """Put one pair of tags around lines of the same kind."""
    for tag, lines in itertools.groupby(paragraph, key=lambda line: line.tag):
        text = html.escape("\n".join(line.text for line in lines), quote=False)
        yield f"<{tag}>{text}</{tag}>" if tag else text
