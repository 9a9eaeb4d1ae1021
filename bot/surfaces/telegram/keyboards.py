"""Make the buttons under a message, and the keyboard by which a person shares a location.

Source of the limits: https://core.telegram.org/bots/api#inlinekeyboardbutton
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup

from bot.core.conversation import AskLocation, Button

logger = logging.getLogger(__name__)

LONGEST_LABEL = 60
"""Characters; telephones show about 40 in a row of its own."""
LONGEST_DATA = 64
LONGEST_COPY = 256
WIDEST_ROW = 8
MOST_BUTTONS = 100
INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction: needed where people read, wrong in what they copy or open."""


def inline_keyboard(rows: Iterable[Iterable[Button]]) -> InlineKeyboardMarkup | None:
    """Make the buttons under a message; None without any.

    A button that Telegram would refuse is left out, as it would take the whole message with it; the log says so.
    """
    made: list[list[InlineKeyboardButton]] = []
    left = MOST_BUTTONS
    for row in rows:
        buttons = [button for button in map(_inline_button, row) if button is not None][:left]
        left -= len(buttons)
        made += [buttons[start : start + WIDEST_ROW] for start in range(0, len(buttons), WIDEST_ROW)]
    return InlineKeyboardMarkup(made) if made else None


def location_keyboard(reply: AskLocation) -> ReplyKeyboardMarkup:
    """Make the keyboard with one key that shares the location and one that does not."""
    return ReplyKeyboardMarkup(
        [[KeyboardButton(reply.button, request_location=True)], [KeyboardButton(reply.cancel)]],
        resize_keyboard=True,
        one_time_keyboard=True,
    )


def _inline_button(button: Button) -> InlineKeyboardButton | None:
    label = button.label.strip()
    if len(label) > LONGEST_LABEL:
        label = label[: LONGEST_LABEL - 1].rstrip() + "…"
    url, copy = INVISIBLE.sub("", button.url).strip(), INVISIBLE.sub("", button.copy).strip()
    if label and button.data and len(button.data.encode()) <= LONGEST_DATA:
        return InlineKeyboardButton(label, callback_data=button.data)
    if label and url and _opens(url):
        return InlineKeyboardButton(label, url=url)
    if label and copy and len(copy) <= LONGEST_COPY:
        return InlineKeyboardButton(label, copy_text=CopyTextButton(copy))
    logger.error("left out a button with a label of %d characters that Telegram would refuse", len(label))
    return None


def _opens(url: str) -> bool:
    """Tell whether Telegram takes an address for a button; it refuses `tel:` and `mailto:`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "") and not re.search(r"\s", url)
