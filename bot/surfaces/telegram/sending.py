"""Send the replies of a turn, and meet in one place all that Telegram may answer to that."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from telegram import LinkPreviewOptions, ReplyKeyboardMarkup, ReplyKeyboardRemove, ReplyParameters
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, TelegramError

from bot.core.conversation import AskLocation, Card, Plain, Reply, Venue
from bot.surfaces.telegram.connection import Bot
from bot.surfaces.telegram.keyboards import location_keyboard
from bot.surfaces.telegram.pacing import Pace
from bot.surfaces.telegram.reading import Place
from bot.surfaces.telegram.rendering import Part, plain_parts, render

logger = logging.getLogger(__name__)

T = TypeVar("T")
Markup = ReplyKeyboardMarkup | ReplyKeyboardRemove

TRIES = 3
LONGEST_TOAST = 200
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Sender:
    """Sends replies and says whether the person can be reached.

    Args:
        bot: The client.
        backoff_s: Wait after the first network error; twice as long after the second.
    """

    def __init__(self, bot: Bot, *, backoff_s: float = 1.0) -> None:
        self._bot = bot
        self._backoff_s = backoff_s

    async def deliver(self, place: Place, replies: Iterable[Reply]) -> bool:
        """Send replies in their order, urgent cards first.

        Returns:
            False when the person has blocked the bot or the chat is gone; nobody can do anything about that.

        Raises:
            BadRequest: Telegram refuses a message; a mistake of ours.
            NetworkError: The network failed several times; some of the replies may have arrived.
        """
        delivery = _Delivery(self, self._bot, place)
        try:
            for reply in sorted(replies, key=lambda reply: not is_urgent(reply)):
                await delivery.send(reply)
        except Forbidden:
            return False
        except BadRequest as error:
            if "chat not found" in error.message.lower():
                return False
            raise
        return True

    async def answer_press(self, query: str, toast: str = "") -> None:
        """Stop the spinning of a pressed button, perhaps with a short word; too late is no matter."""
        try:
            await self._bot.answer_callback_query(callback_query_id=query, text=toast[:LONGEST_TOAST] or None)
        except TelegramError as error:
            logger.debug("a pressed button was not answered: %s", type(error).__name__)

    async def show_typing(self, place: Place) -> None:
        """Show that an answer is on its way; it does not matter when that fails."""
        try:
            await self._bot.send_chat_action(
                chat_id=place.chat_id, action=ChatAction.TYPING, message_thread_id=place.thread_id
            )
        except TelegramError as error:
            logger.debug("typing was not shown: %s", type(error).__name__)

    async def persist(self, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call, a few times when the network fails. A message may arrive twice then, but not never."""
        for tried in range(1, TRIES):
            try:
                return await call()
            except BadRequest:  # a child of NetworkError, and our own mistake
                raise
            except NetworkError as error:
                logger.warning("sending failed (%s), try %d of %d", type(error).__name__, tried, TRIES)
                await asyncio.sleep(self._backoff_s * 2 ** (tried - 1))
        return await call()


class _Delivery:
    """The replies of one turn on their way to one place."""

    def __init__(self, sender: Sender, bot: Bot, place: Place) -> None:
        self._sender = sender
        self._bot = bot
        self._place = place
        self._edits = place.edits
        self._answers = place.answers

    async def send(self, reply: Reply) -> None:
        match reply:
            case Card():
                await self._send_card(reply)
            case Venue():
                await self._send_venue(reply)
            case AskLocation():
                # Telegram refuses to ask for a location where others read along.
                markup = None if self._place.group else location_keyboard(reply)
                await self._send_parts(plain_parts(reply.text), markup=markup)
            case Plain():
                await self._send_parts(plain_parts(reply.text), markup=ReplyKeyboardRemove())

    async def _send_card(self, card: Card) -> None:
        parts = render(card)
        pace = Pace.URGENT if card.urgent else None
        if parts and card.replaces and self._edits is not None:
            edits, self._edits = self._edits, None
            if await self._edit(edits, parts[0], pace):
                parts = parts[1:]
        await self._send_parts(parts, pace=pace)

    async def _send_parts(
        self, parts: Sequence[Part], *, markup: Markup | None = None, pace: Pace | None = None
    ) -> None:
        for number, part in enumerate(parts, start=1):
            send = partial(
                self._call,
                self._bot.send_message,
                reply_markup=markup if markup and number == len(parts) else part.keyboard,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=pace,
            )
            await _marked_up(part, send)

    async def _send_venue(self, venue: Venue) -> None:
        await self._call(
            self._bot.send_venue,
            latitude=venue.point.latitude,
            longitude=venue.point.longitude,
            title=venue.title,
            address=venue.address or venue.title,
        )

    async def _edit(self, message_id: int, part: Part, pace: Pace | None) -> bool:
        """Put a part in the place of a message; False when that message cannot be edited any more."""
        edit = partial(
            self._bot.edit_message_text,
            chat_id=self._place.chat_id,
            message_id=message_id,
            reply_markup=part.keyboard,
            link_preview_options=NO_PREVIEW,
            rate_limit_args=pace,
        )
        try:
            await _marked_up(part, lambda **text: self._sender.persist(partial(edit, **text)))
        except BadRequest as error:
            if "message is not modified" in error.message.lower():
                return True
            logger.info("a message could not be edited, sending a new one")
            return False
        return True

    async def _call(self, method: Callable[..., Awaitable[object]], **params: object) -> None:
        """Send one message to the place, wherever that has moved."""
        if self._answers is not None:
            params["reply_parameters"] = ReplyParameters(self._answers, allow_sending_without_reply=True)
        try:
            await self._sender.persist(
                lambda: method(chat_id=self._place.chat_id, message_thread_id=self._place.thread_id, **params)
            )
        except ChatMigrated as error:
            self._place = replace(self._place, chat_id=error.new_chat_id)
            await self._call(method, **params)
        except BadRequest as error:
            if self._place.thread_id is None or "thread not found" not in error.message.lower():
                raise
            self._place = replace(self._place, thread_id=None)
            await self._call(method, **params)
        self._answers = None


async def _marked_up(part: Part, send: Callable[..., Awaitable[object]]) -> None:
    """Send a part as HTML, and without markup if Telegram cannot read ours."""
    try:
        await send(text=part.html, parse_mode=ParseMode.HTML)
    except BadRequest as error:
        if "can't parse entities" not in error.message.lower():
            raise
        logger.error("Telegram cannot read our HTML, sending it as plain text")
        await send(text=part.plain)


def is_urgent(reply: Reply) -> bool:
    """Tell whether a reply must go out whatever happens."""
    return isinstance(reply, Card) and reply.urgent
