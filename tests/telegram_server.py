"""A Bot API server of our own on a free loopback port, as strict as Telegram's, and people to play.

    async with TelegramServer() as telegram:
        anna = telegram.person("Anna", language_code="uk")
        ...  # start the bot with `telegram.url` and `telegram.token`
        anna.types("Deutschkurs")
        await telegram.settled()
        assert anna.answers() == [...]

Updates are confirmed only by the offset of a later getUpdates, and delivered again until then.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.telegram_faults import Call, Fault, Faults, reply
from tests.telegram_html import ApiError
from tests.telegram_methods import Methods, parsed, whole
from tests.telegram_people import Chat, Json, NoSuchButtonError, Person

__all__ = ["TOKEN", "Call", "Chat", "Fault", "NoSuchButtonError", "Person", "TelegramServer"]

TOKEN = "123456:AA-test-token"
PATIENCE_S = 60.0
"""How long tests wait for the bot; generous, because test machines are busy."""


class TelegramServer:
    """The emulator; an async context manager.

    Attributes:
        url: Address for the bot's settings.
        calls: Every call but getUpdates, in the order of arrival.
        polls: Parameters of every getUpdates, in order.
        queue: The updates that the bot has not confirmed, by id.
        webhook: Address of a webhook set before, or empty.
        methods: The methods of the API, with the state they change (menus of commands, descriptions).
    """

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.url = ""
        self.webhook = ""
        self.calls: list[Call] = []
        self.polls: list[Json] = []
        self.queue: dict[int, Json] = {}
        self.methods = Methods({"id": 123456, "is_bot": True, "first_name": "Lotse", "username": "lotse_bot"})
        self._update_ids = itertools.count(1001)
        self._chat_ids = itertools.count(7_000_001)
        self._faults = Faults()
        self._allowed: list[str] = []
        self._changed = asyncio.Event()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._answer)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    # --- people ------------------------------------------------------------------------------------------------

    def person(self, name: str = "Anna", *, language_code: str | None = "de") -> Person:
        """Make a person who has opened a chat with the bot."""
        number = next(self._chat_ids)
        user: Json = {"id": number, "is_bot": False, "first_name": name}
        if language_code is not None:
            user["language_code"] = language_code
        chat = Chat({"id": number, "type": "private", "first_name": name}, self.methods.bot, self._push)
        self.methods.chats[number] = chat
        return Person(user, chat, self._push)

    def group(self, title: str = "Haus", *, threads: tuple[int, ...] = ()) -> Chat:
        """Make a group with the bot in it, where persons act by `group.types(anna.user, "...")`.

        Args:
            title: Its name.
            threads: The topics of a forum; none for an ordinary group.
        """
        number = -1_000_000_000_000 - next(self._chat_ids)
        chat = Chat({"id": number, "type": "supergroup", "title": title}, self.methods.bot, self._push)
        chat.threads = set(threads)
        self.methods.chats[number] = chat
        return chat

    def _push(self, kind: str, content: Json) -> int:
        number = next(self._update_ids)
        if kind == "callback_query":
            content["id"] = f"9{number}"
            self.methods.presses[content["id"]] = (time.monotonic(), None)
        if not self._allowed or kind in self._allowed:
            self.queue[number] = json.loads(json.dumps({"update_id": number, kind: content}))
            self._ring()
        return number

    def push_raw(self, update: Json) -> None:
        """Queue an update as it is: one delivered before, or one of a form that no library knows."""
        self.queue = dict(sorted({**self.queue, update["update_id"]: update}.items()))
        self._ring()

    def age_presses(self) -> None:
        """Make all presses of buttons so old that they cannot be answered any more."""
        self.methods.presses = {query: (0.0, answer) for query, (_, answer) in self.methods.presses.items()}

    # --- what tests wait for and look at -----------------------------------------------------------------------

    async def settled(self) -> None:
        """Wait until the bot has confirmed every update."""
        await self.until(lambda: not self.queue)

    async def until(self, met: Callable[[], bool]) -> None:
        """Wait until something is true that a call of the bot brings about; TimeoutError after `PATIENCE_S`."""
        async with asyncio.timeout(PATIENCE_S):
            while not met():
                await self._changed.wait()

    def called(self, method: str) -> list[Json]:
        """List the parameters of the successful calls of a method, in order."""
        return [call.params for call in self.calls if call.method == method and not call.error]

    def toasts(self) -> list[str]:
        """List the answers to pressed buttons, empty ones too, in the order of pressing."""
        return [answer for _, answer in self.methods.presses.values() if answer is not None]

    def fail(
        self, fault: Fault, method: str = "*", *, times: int = 1, chat_id: int | None = None, retry_after: int = 1
    ) -> None:
        """Let the next calls of a method (`*` is any), perhaps only those for a chat, fail."""
        self._faults.plan(fault, method, times=times, chat_id=chat_id, retry_after=retry_after)

    def heal(self) -> None:
        """Forget the faults that have not happened yet."""
        self._faults.clear()

    # --- HTTP --------------------------------------------------------------------------------------------------

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return reply(ApiError(401, "Unauthorized"))
        method, params = request.match_info["method"], await _parameters(request)
        fault, refusal = self._faults.next(method, params)
        outcome = refusal or await self._outcome(method, params)
        if method != "getUpdates":
            self.calls.append(Call(method, params, outcome.description if isinstance(outcome, ApiError) else ""))
        self._ring()
        if fault is Fault.SILENT:
            await asyncio.sleep(3600)
        if fault in (Fault.DROPPED, Fault.DROPPED_AFTER) and request.transport is not None:
            request.transport.abort()
        if fault is Fault.BROKEN:
            return web.Response(status=502, text="<html><h1>Bad Gateway</h1></html>", content_type="text/html")
        return reply(outcome)

    async def _outcome(self, method: str, params: Json) -> Any:
        try:
            match method:
                case "getUpdates":
                    return await self._get_updates(params)
                case "deleteWebhook":
                    return self._delete_webhook(params)
                case "getWebhookInfo":
                    return {
                        "url": self.webhook,
                        "has_custom_certificate": False,
                        "pending_update_count": len(self.queue),
                    }
            name = re.sub("([A-Z])", r"_\1", method).lower()
            if name.startswith("_") or not callable(function := getattr(self.methods, name, None)):
                raise ApiError(404, "Not Found: method not found")
            return function(params)
        except ApiError as error:
            return error

    async def _get_updates(self, params: Json) -> list[Json]:
        if self.webhook:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active; delete it first")
        self.polls.append(params)
        offset, limit, timeout_s = (whole(params, key) for key in ("offset", "limit", "timeout"))
        if "allowed_updates" in params:
            self._allowed = parsed(params, "allowed_updates") or []
        self.queue = {number: update for number, update in self.queue.items() if number >= offset}
        self._ring()
        try:
            async with asyncio.timeout(min(timeout_s, 50)):
                while not self.queue:
                    await self._changed.wait()
                    if self.polls[-1] is not params:
                        raise ApiError(409, "Conflict: terminated by other getUpdates request; run only one instance")
        except TimeoutError:
            pass
        return list(self.queue.values())[: min(limit or 100, 100)]

    def _delete_webhook(self, params: Json) -> bool:
        self.webhook = ""
        if parsed(params, "drop_pending_updates"):
            self.queue.clear()
        return True

    def _ring(self) -> None:
        """Wake everybody who waits for a change."""
        self._changed.set()
        self._changed = asyncio.Event()


async def _parameters(request: web.Request) -> Json:
    if request.content_type == "application/json":
        return {**request.query, **(await request.json())}
    sent = await request.post()
    return {
        **request.query,
        **{key: v if isinstance(v, str) else getattr(v, "filename", "") for key, v in sent.items()},
    }
