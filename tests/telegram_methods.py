"""The methods of the Bot API emulator, apart from those that fetch updates.

A method is a function named like the API's; it gets the parameters of a call, and returns the result or raises
`ApiError`.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any

from tests.telegram_html import ApiError, check_inline_keyboard, read_text, refuse
from tests.telegram_people import Chat, Json

STALE_AFTER_S = 15.0
STALE = "query is too old and response timeout expired or query ID is invalid"
ACTIONS = ("typing", "find_location", "upload_document")
CHANGEABLE = ("text", "entities", "reply_markup")


def parsed(params: Json, key: str) -> Any:
    """Read a parameter that is JSON, or None."""
    value = params.get(key)
    try:
        return json.loads(value) if isinstance(value, str) and value else value
    except ValueError:
        raise refuse(f"can't parse {key} JSON object") from None


def whole(params: Json, key: str) -> int:
    """Read a parameter that is a whole number, 0 when it is missing."""
    try:
        return int(params.get(key) or 0)
    except ValueError:
        raise refuse(f"invalid {key} specified") from None


class Methods:
    """What a bot can do, and the chats it does it in.

    Attributes:
        bot: The bot's own user.
        chats: The chats by id.
        presses: Time and answer of every pressed button by callback query id; the answer is None until it is given.
        commands: The command menus by scope and language.
        descriptions: The descriptions by kind and language.
    """

    def __init__(self, bot: Json) -> None:
        self.bot = bot
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, tuple[float, str | None]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}

    def _chat(self, params: Json) -> Chat:
        chat = self.chats.get(whole(params, "chat_id"))
        if chat is None:
            raise refuse("chat not found")
        if chat.moved_to:
            moved = "Bad Request: group chat was upgraded to a supergroup chat"
            raise ApiError(400, moved, migrate_to_chat_id=chat.moved_to)
        if chat.closed:
            raise ApiError(403, f"Forbidden: {chat.closed}")
        return chat

    def _send(self, chat: Chat, params: Json, **content: Any) -> Json:
        thread = whole(params, "message_thread_id")
        if thread and thread not in chat.threads:
            raise refuse("message thread not found")
        replied = (parsed(params, "reply_parameters") or {}).get("message_id")
        if replied and replied not in chat.messages:
            if not parsed(params, "reply_parameters").get("allow_sending_without_reply"):
                raise refuse("message to be replied not found")
            replied = None
        if replied:
            content["reply_to_message"] = {k: v for k, v in chat.messages[replied].items() if k != "reply_to_message"}
        if thread:
            content |= {"message_thread_id": thread, "is_topic_message": True}
        markup = self._markup(chat, params)
        return dict(chat.add(self.bot, **content, reply_markup=markup))

    def _markup(self, chat: Chat, params: Json, *, inline_only: bool = False) -> Json | None:
        markup = parsed(params, "reply_markup")
        if not markup:
            return None
        if "inline_keyboard" in markup:
            check_inline_keyboard(markup["inline_keyboard"])
            return {"inline_keyboard": rows} if (rows := markup["inline_keyboard"]) else None
        if inline_only:
            raise refuse("inline keyboard expected")
        if "keyboard" in markup:
            keys = [key for row in markup["keyboard"] for key in row]
            if not keys or any(not key.get("text") for key in keys):
                raise refuse("keyboard button text must be non-empty")
            if chat.chat["type"] != "private" and any(key.get("request_location") for key in keys):
                raise refuse("location can be requested in private chats only")
            chat.keyboard = markup
        elif markup.get("remove_keyboard"):
            chat.keyboard = None
        else:
            raise refuse("can't parse reply markup")
        return None

    def get_me(self, params: Json) -> Json:
        return {**self.bot, "can_join_groups": True, "can_read_all_group_messages": False}

    def send_message(self, params: Json) -> Json:
        chat = self._chat(params)
        text, entities = read_text(str(params.get("text", "")), str(params.get("parse_mode", "")))
        return self._send(chat, params, text=text, entities=entities or None)

    def edit_message_text(self, params: Json) -> Json:
        text, entities = read_text(str(params.get("text", "")), str(params.get("parse_mode", "")))
        return self._edit(params, text=text, entities=entities or None)

    def edit_message_reply_markup(self, params: Json) -> Json:
        return self._edit(params)

    def _edit(self, params: Json, **changes: Any) -> Json:
        chat = self._chat(params)
        number = whole(params, "message_id")
        message = chat.messages.get(number)
        if message is None or number in chat.lost:
            raise refuse("message to edit not found")
        if message["from"]["id"] != self.bot["id"]:
            raise refuse("message can't be edited")
        if "text" in changes and "text" not in message:
            raise refuse("there is no text in the message to edit")
        changes["reply_markup"] = self._markup(chat, params, inline_only=True)
        if all(message.get(key) == value for key, value in changes.items()):
            raise refuse(
                "message is not modified: specified new message content and reply markup are exactly the same as a "
                "current content and reply markup of the message"
            )
        message |= {**changes, "edit_date": int(time.time())}
        for key in CHANGEABLE:
            if key in message and message[key] is None:
                del message[key]
        return dict(message)

    def delete_message(self, params: Json) -> bool:
        if self._chat(params).messages.pop(whole(params, "message_id"), None) is None:
            raise refuse("message to delete not found")
        return True

    def answer_callback_query(self, params: Json) -> bool:
        query = str(params.get("callback_query_id"))
        pressed, answer = self.presses.get(query, (0.0, None))
        if answer is not None or time.monotonic() - pressed > STALE_AFTER_S:
            raise refuse(STALE)
        if len(text := str(params.get("text", ""))) > 200:
            raise refuse("MESSAGE_TOO_LONG")
        self.presses[query] = (pressed, text)
        return True

    def _place(self, params: Json) -> Json:
        try:
            place = {key: float(params[key]) for key in ("latitude", "longitude")}
        except (KeyError, ValueError):
            raise refuse("invalid location specified") from None
        if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
            raise refuse("invalid location specified")
        return place

    def send_location(self, params: Json) -> Json:
        return self._send(self._chat(params), params, location=self._place(params))

    def send_venue(self, params: Json) -> Json:
        place, title, address = self._place(params), params.get("title"), params.get("address")
        if not title or not address:
            raise refuse("venue title and address must be non-empty")
        venue = {"location": place, "title": title, "address": address}
        return self._send(self._chat(params), params, location=place, venue=venue)

    def send_document(self, params: Json) -> Json:
        chat, name = self._chat(params), params.get("document")
        if not name:
            raise refuse("there is no document in the request")
        return self._send(chat, params, document={"file_id": "d", "file_unique_id": "d", "file_name": name})

    def send_chat_action(self, params: Json) -> bool:
        if params.get("action") not in ACTIONS:
            raise refuse("wrong parameter action in request")
        self._chat(params).typing += 1
        return True

    def _menu(self, params: Json) -> tuple[str, str]:
        scope = json.dumps(parsed(params, "scope") or {"type": "default"}, sort_keys=True)
        return scope, self._language(params)

    def _language(self, params: Json) -> str:
        language = str(params.get("language_code") or "")
        if language and not re.fullmatch("[a-z]{2}", language):
            raise refuse("invalid language code specified")
        return language

    def get_my_commands(self, params: Json) -> list[Json]:
        return self.commands.get(self._menu(params), [])

    def delete_my_commands(self, params: Json) -> bool:
        self.commands.pop(self._menu(params), None)
        return True

    def set_my_commands(self, params: Json) -> bool:
        commands = parsed(params, "commands") or []
        if len(commands) > 100:
            raise refuse("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
                raise refuse("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise refuse("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[self._menu(params)] = commands
        return True

    def _describe(self, kind: str, limit: int, params: Json) -> bool:
        text = str(params.get(kind) or "")
        if len(text) > limit:
            raise refuse(f"BOT_{kind.upper()}_TOO_LONG")
        self.descriptions[kind, self._language(params)] = text
        return True

    def set_my_description(self, params: Json) -> bool:
        return self._describe("description", 512, params)

    def set_my_short_description(self, params: Json) -> bool:
        return self._describe("short_description", 120, params)

    def get_my_description(self, params: Json) -> Json:
        return {"description": self.descriptions.get(("description", self._language(params)), "")}

    def get_my_short_description(self, params: Json) -> Json:
        return {"short_description": self.descriptions.get(("short_description", self._language(params)), "")}
