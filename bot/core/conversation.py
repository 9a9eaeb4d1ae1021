"""The values a conversation is made of: what happened, what is said, what is remembered.

A surface turns its own updates into an `Event` and its person's row into a `Person`, calls `dialogue.turn`, and renders
the replies of the `Turn`. Texts in replies are finished words of the person's language without any markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.core.city import Point


@dataclass(frozen=True, slots=True)
class Person:
    """All that is remembered of a person. None is "not chosen yet"; `expects` says what a typed line answers."""

    language: str | None = None
    quarter: str | None = None
    expects: str | None = None


# --- what happened ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Commanded:
    """A slash command. `argument` is what follows it, such as the payload of a deep link for `start`."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed line, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button; `data` is what the button carried, perhaps from an older version of the bot."""

    data: str


@dataclass(frozen=True, slots=True)
class Located:
    """A shared location."""

    point: Point


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A voice message, photo, sticker or file: nothing the bot can read."""


Event = Commanded | Typed | Pressed | Located | Unreadable


# --- what is said ----------------------------------------------------------------------------------------------


class Style(StrEnum):
    """How a block of lines is set."""

    PARAGRAPH = "paragraph"
    BULLETS = "bullets"
    NUMBERED = "numbered"
    NOTE = "note"
    """Small print: sources, how sure, which language."""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (may be empty) over lines. A line may hold a telephone number or web address as plain text."""

    lines: tuple[str, ...]
    heading: str = ""
    style: Style = Style.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Button:
    """A button: exactly one of `data` (comes back as `Pressed`), `url` (opens) or `copy` (copies) is set."""

    label: str
    data: str = ""
    url: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A message: title, blocks, rows of buttons. `replaces`: takes the place of the message whose button was pressed.

    Urgent cards are sent before everything else and are never delayed by rate limits of our own.
    """

    title: str = ""
    blocks: tuple[Block, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    replaces: bool = False
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Venue:
    """A place to show on a map. Surfaces without maps show the address and the link."""

    title: str
    address: str
    point: Point


@dataclass(frozen=True, slots=True)
class AskLocation:
    """A line with a button by which the person shares their location; surfaces that cannot show the line alone."""

    text: str
    button: str
    cancel: str


@dataclass(frozen=True, slots=True)
class Plain:
    """A line that also takes away the keyboard for sharing a location."""

    text: str


Reply = Card | Venue | AskLocation | Plain


# --- what is remembered ----------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """How a question was answered; `URGENT` is never counted or stored."""

    SURE = "sure"
    UNSURE = "unsure"
    NONE = "none"
    URGENT = "urgent"


@dataclass(frozen=True, slots=True)
class Remember:
    """Store or replace what is remembered of the person."""

    person: Person


@dataclass(frozen=True, slots=True)
class Forget:
    """Delete everything about the person."""


@dataclass(frozen=True, slots=True)
class Thumb:
    """A thumb up or down for the answer to a concern, or an offer; without the person."""

    subject: str
    """`guide:<id>` or `offer:<id>`."""
    up: bool
    language: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A question was asked; counted by day without the person. `text` is kept for `NONE` alone, if at all."""

    concern: str | None
    outcome: Outcome
    language: str
    quarter: str | None
    text: str = ""


Change = Remember | Forget | Thumb | Asked


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event leads to: replies in the order to send, changes in the order to apply."""

    language: str
    replies: tuple[Reply, ...]
    changes: tuple[Change, ...] = ()
    toast: str = ""
    """A short word shown when a button was pressed and nothing else is."""
