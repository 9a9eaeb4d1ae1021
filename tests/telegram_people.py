"""The people of the Bot API emulator: chats, and what persons do in them."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from tests.telegram_html import units

Json = dict[str, Any]
Push = Callable[[str, Json], int]
"""Queues an update for the bot: kind and content in, update id out."""

COMMAND = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?")
MENTION = re.compile(r"(?<!\w)@\w{3,32}")


class NoSuchButtonError(AssertionError):
    """A test presses a button that the person does not see."""


class Chat:
    """A chat as its people see it, and the ways to act in it.

    Attributes:
        messages: All messages that are there now, edits applied, by id.
        keyboard: The reply keyboard that is shown, or None.
        answered: What the bot answered to presses of buttons, in order (an empty text shows nothing).
    """

    def __init__(self, chat: Json, bot: Json, push: Push) -> None:
        self.chat = chat
        self.id: int = chat["id"]
        self.bot = bot
        self.messages: dict[int, Json] = {}
        self.lost: set[int] = set()
        self.keyboard: Json | None = None
        self.typing = 0
        self.threads: set[int] = set()
        self.closed = ""
        """Why the bot may not write here, or empty."""
        self.moved_to = 0
        """Id of the chat that this group has become, or 0."""
        self._push = push
        self._last = 0

    def add(self, sender: Mapping[str, Any], **content: Any) -> Json:
        """Put a message into the chat."""
        self._last += 1
        message = {"message_id": self._last, "from": dict(sender), "chat": self.chat, "date": int(time.time())}
        message |= {key: value for key, value in content.items() if value is not None}
        self.messages[self._last] = message
        return message

    def says(self, sender: Json, **content: Any) -> int:
        """Let a person send a message of any content; returns the update id."""
        return self._push("message", dict(self.add(sender, **content)))

    def types(self, sender: Json, text: str, **more: Any) -> int:
        """Let a person send a text."""
        found = [(match, "bot_command") for match in COMMAND.finditer(text)]
        found += [(match, "mention") for match in MENTION.finditer(text)]
        entities = [
            {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])} for match, kind in found
        ]
        return self.says(sender, text=text, entities=entities or None, **more)

    def presses(self, sender: Json, button: str, *, message_id: int | None = None) -> int:
        """Let a person press the newest button with this label or callback data."""
        for number in [message_id] if message_id else sorted(self.messages, reverse=True):
            for candidate in self.buttons(number):
                if "callback_data" in candidate and button in (candidate["text"], candidate["callback_data"]):
                    return self._press(sender, number, candidate["callback_data"])
        raise NoSuchButtonError(
            f"no button {button!r} among {[b['text'] for m in self.messages for b in self.buttons(m)]}"
        )

    def _press(self, sender: Json, number: int, data: str) -> int:
        message = self.messages[number]
        if number in self.lost:
            message = {"chat": self.chat, "message_id": number, "date": 0}
        return self._push("callback_query", {"from": sender, "chat_instance": "1", "data": data, "message": message})

    def edits(self, message_id: int, text: str) -> int:
        """Let the sender of a message change its text."""
        message = self.messages[message_id]
        message |= {"text": text, "edit_date": int(time.time())}
        return self._push("edited_message", dict(message))

    def lose(self, message_id: int) -> None:
        """Make a message inaccessible to the bot, as very old ones are; people still see it and its buttons."""
        self.lost.add(message_id)

    def buttons(self, message_id: int) -> list[Json]:
        """List the inline buttons under a message, row by row."""
        rows = self.messages[message_id].get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def sent(self) -> list[Json]:
        """List the messages of the bot that are there now, oldest first."""
        return [message for message in self.messages.values() if message["from"]["id"] == self.bot["id"]]

    def transcript(self) -> list[str]:
        """Tell the chat as a person sees it: a message an entry, its rows of buttons in brackets."""
        return [_told(message) for message in self.messages.values()]


def _told(message: Json) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = "".join("\n[" + " | ".join(button["text"] for button in row) + "]" for row in rows)
    if venue := message.get("venue"):
        said = f"(venue) {venue['title']}, {venue['address']}"
    elif "text" in message:
        said = message["text"]
    else:
        plain = ("message_id", "from", "chat", "date", "reply_markup", "reply_to_message", "message_thread_id")
        said = f"({next((key for key in message if key not in plain), 'message')})"
    return f"{message['from']['first_name']}: {said}{buttons}"


class Person:
    """Somebody in a private chat with the bot."""

    def __init__(self, user: Json, chat: Chat, push: Push) -> None:
        self.user = user
        self.chat = chat
        self._push = push

    @property
    def id(self) -> int:
        """The person's id, which is also that of the private chat."""
        return self.chat.id

    def types(self, text: str) -> int:
        """Send a text."""
        return self.chat.types(self.user, text)

    def presses(self, button: str, *, message_id: int | None = None) -> int:
        """Press the newest button with this label or callback data; it must exist."""
        return self.chat.presses(self.user, button, message_id=message_id)

    def taps(self, label: str) -> int:
        """Tap a button of the reply keyboard, which sends its label (not for buttons that share a location)."""
        rows = (self.chat.keyboard or {}).get("keyboard", [])
        if label not in [button["text"] for row in rows for button in row]:
            raise NoSuchButtonError(f"no key {label!r} on the keyboard")
        return self.types(label)

    def shares_location(self, latitude: float, longitude: float) -> int:
        """Share a location."""
        return self.chat.says(self.user, location={"latitude": latitude, "longitude": longitude})

    def sends_sticker(self) -> int:
        """Send a sticker."""
        sticker = {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 9, "height": 9}
        return self.chat.says(self.user, sticker={**sticker, "is_animated": False, "is_video": False})

    def sends_voice(self) -> int:
        """Send a voice message."""
        return self.chat.says(self.user, voice={"file_id": "v", "file_unique_id": "v", "duration": 3})

    def edits(self, message_id: int, text: str) -> int:
        """Change a text sent before."""
        return self.chat.edits(message_id, text)

    def blocks(self) -> None:
        """Block the bot."""
        self.chat.closed = "bot was blocked by the user"

    def unblocks(self) -> None:
        """Let the bot write again."""
        self.chat.closed = ""

    def transcript(self) -> list[str]:
        """Tell the chat as the person sees it."""
        return self.chat.transcript()

    def answers(self) -> list[str]:
        """List the texts of the bot's messages that are there now, oldest first."""
        return [message["text"] for message in self.chat.sent() if "text" in message]
