"""Turn Telegram's updates into the events of a conversation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from bot.core.city import Point
from bot.core.conversation import Commanded, Event, Located, Pressed, Typed, Unreadable

COMMAND = re.compile(r"/(?P<name>\w{1,64})(?:@(?P<bot>\w+))?(?:\s+(?P<argument>.*))?", re.ASCII | re.DOTALL)
UNREADABLE = (
    *("voice", "audio", "photo", "video", "video_note", "sticker", "document", "animation"),
    *("contact", "poll", "dice", "story", "paid_media", "checklist"),
)
"""Fields of a message whose contents the bot cannot read; messages with none of them are Telegram's own notes."""


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is: its id, its username and the commands it knows."""

    id: int
    username: str
    commands: frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where replies go.

    Attributes:
        chat_id: The chat.
        thread_id: The topic of a forum, or None.
        group: Whether others read along, and no location can be asked for.
        edits: The message whose button was pressed, if it can be edited.
        answers: The message in a group that the reply belongs to.
    """

    chat_id: int
    thread_id: int | None = None
    group: bool = False
    edits: int | None = None
    answers: int | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """An update for us. `hint` is the language of the person's Telegram, `query` a pressed button to be answered."""

    update_id: int
    event: Event
    place: Place
    hint: str | None = None
    query: str | None = None


def read(update: Update, me: Me) -> Incoming | None:
    """Read an update; None when it is nothing that the bot answers to."""
    if update.callback_query is not None:
        return _read_press(update.update_id, update.callback_query)
    if update.message is not None:
        return _read_message(update.update_id, update.message, me)
    return None


def chat_of(update: Update) -> int:
    """Tell whose update it is: updates of one chat are handled in order. 0 when it is nobody's."""
    if update.callback_query is not None:
        message = update.callback_query.message
        return message.chat.id if message else update.callback_query.from_user.id
    return update.effective_chat.id if update.effective_chat else 0


def _read_press(update_id: int, query: CallbackQuery) -> Incoming:
    message = query.message
    if message is None:  # a button under a message of inline mode, which has no chat
        place = Place(query.from_user.id)
    else:
        group = message.chat.type != ChatType.PRIVATE
        # The library makes a Message of an inaccessible one, too; only the date tells them apart.
        known = message if isinstance(message, Message) and message.is_accessible else None
        place = Place(message.chat.id, _thread(known), group=group, edits=known.message_id if known else None)
    return Incoming(update_id, Pressed(query.data or ""), place, query.from_user.language_code, query.id)


def _read_message(update_id: int, message: Message, me: Me) -> Incoming | None:
    sender = message.from_user
    if message.chat.type == ChatType.CHANNEL or (sender is not None and sender.is_bot):
        return None
    group = message.chat.type != ChatType.PRIVATE
    event = _heard_in_group(message, me) if group else _said(message, me)
    if event is None:
        return None
    place = Place(message.chat.id, _thread(message), group=group, answers=message.message_id if group else None)
    return Incoming(update_id, event, place, sender.language_code if sender else None)


def _said(message: Message, me: Me) -> Event | None:
    """Read what a person says to the bot alone."""
    if message.text is not None:
        return _command(message.text) or Typed(message.text)
    if message.location is not None:
        return Located(Point(message.location.latitude, message.location.longitude))
    return Unreadable() if any(getattr(message, field, None) for field in UNREADABLE) else None


def _heard_in_group(message: Message, me: Me) -> Event | None:
    """Read what is meant for the bot among others: its commands, its name, replies to what it said."""
    if message.text is None:
        return None
    if (match := COMMAND.fullmatch(message.text)) is not None:
        addressed = (match["bot"] or "").lower() == me.username.lower()
        known = match["bot"] is None and match["name"].lower() in me.commands
        return _command(message.text) if addressed or known else None
    name = re.compile(rf"(?<!\w)@{re.escape(me.username)}(?!\w)", re.IGNORECASE)
    if not name.search(message.text) and not _replies_to(message, me):
        return None
    text = " ".join(name.sub(" ", message.text).split())
    # Called by name and nothing more: say what the bot can do.
    return (_command(text) or Typed(text)) if text else Commanded("help")


def _replies_to(message: Message, me: Me) -> bool:
    replied = message.reply_to_message
    # In a forum, every message of a topic "replies" to the note by which somebody, perhaps the bot, opened the topic.
    if replied is None or replied.forum_topic_created is not None:
        return False
    return replied.from_user is not None and replied.from_user.id == me.id


def _command(text: str) -> Commanded | None:
    match = COMMAND.fullmatch(text.strip())
    return Commanded(match["name"].lower(), (match["argument"] or "").strip()) if match else None


def _thread(message: Message | None) -> int | None:
    return message.message_thread_id if message is not None and message.is_topic_message else None
