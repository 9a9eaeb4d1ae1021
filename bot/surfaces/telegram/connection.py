"""Make the Telegram client: where it connects to, how long it waits, and what it must not write to logs."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from typing import Any

from pydantic import SecretStr
from telegram import Update
from telegram.error import NetworkError, RetryAfter
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.surfaces.telegram.pacing import Pace, Pacing

Bot = ExtBot[Pace]


@dataclass(frozen=True, slots=True)
class Timing:
    """How long the Telegram surface waits, in seconds; the defaults suit Telegram, tests wait less."""

    poll_s: int = 25
    """How long the server may hold a getUpdates open; Telegram allows 50."""
    reply_s: float = 15.0
    """How long a call may take, beyond `poll_s` for getUpdates."""
    handling_s: float = 90.0
    """How long an update may take in all; longer than two retried calls and a short flood wait."""
    store_s: float = 5.0
    """How long the store may take before an urgent answer goes out without it."""
    typing_after_s: float = 1.0
    """When a person is shown that an answer is on its way."""
    spinner_s: float = 0.3
    """How long a pressed button may wait for its short word before it stops spinning without one."""
    grace_s: float = 10.0
    """How long updates in flight may go on after the signal to stop."""
    backoff_s: float = 1.0
    """The first wait after a network error; it doubles up to `longest_backoff_s`."""
    longest_backoff_s: float = 30.0


class QuietRequest(HTTPXRequest):
    """HTTP as python-telegram-bot does it, without contents of answers in logs or warnings about durations."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Make a request; RetryAfter is made here, as the library's own warns about its coming type each time."""
        code, payload = await super().do_request(*args, **kwargs)
        if code == 429:
            parameters = self.parse_json_payload(payload).get("parameters") or {}
            with warnings.catch_warnings():  # nothing is awaited inside, so no other task sees the changed filter
                warnings.simplefilter("ignore", DeprecationWarning)
                raise RetryAfter(parameters.get("retry_after") or 1)
        return code, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; the library's own writes what it cannot read to the log."""
        try:
            answer = json.loads(payload)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise NetworkError("the server's answer is not of the Bot API")
        return answer


class UpdatesRequest(QuietRequest):
    """HTTP for getUpdates, of which no update can stop the polling."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer, and empty the updates that the library cannot read.

        The library reads a batch as a whole: one update it does not understand would come back for ever, and be
        written to the log each time. Emptied, it counts as an update of a kind we do not handle.
        """
        answer = QuietRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(update) for update in answer["result"]]
        return answer


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(update, None)
    except Exception:  # whatever the library stumbles over
        return {"update_id": update["update_id"]}
    return update


def make_bot(token: SecretStr, api_url: str, timing: Timing) -> Bot:
    """Make the client. It connects only when it is initialised.

    Args:
        token: From @BotFather.
        api_url: Address of the Bot API server, `https://api.telegram.org` or one's own, with or without a slash.
        timing: How long to wait.
    """
    root = api_url.rstrip("/")
    return ExtBot(
        token=token.get_secret_value(),
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        # More connections than updates handled at once: each may show "typing" and answer a button meanwhile.
        request=_request(QuietRequest, 200, timing),
        # Two, because a cancelled poll may still be closing when the last one confirms what is finished.
        get_updates_request=_request(UpdatesRequest, 2, timing),
        rate_limiter=Pacing(),
    )


def _request(kind: type[QuietRequest], connections: int, timing: Timing) -> QuietRequest:
    return kind(
        connection_pool_size=connections,
        connect_timeout=timing.reply_s,
        read_timeout=timing.reply_s,
        write_timeout=timing.reply_s,
        pool_timeout=timing.reply_s,
    )
