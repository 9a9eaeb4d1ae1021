"""The ways in which calls to the Bot API emulator can fail on demand."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import web

from tests.telegram_html import ApiError
from tests.telegram_people import Json


class Fault(StrEnum):
    """How a call can fail."""

    FLOOD = "429"
    """Too Many Requests, with `retry_after`."""
    BROKEN = "502"
    """A page of HTML in place of JSON."""
    REFUSED = "500"
    """Telegram's own internal error, as JSON."""
    UNREADABLE = "400"
    """Telegram cannot read the HTML of a message."""
    CONFLICT = "409"
    """Another process polls."""
    DROPPED = "dropped"
    """The connection ends before the call is handled."""
    DROPPED_AFTER = "dropped after"
    """The call is handled, and then the connection ends without an answer."""
    SILENT = "silent"
    """No answer at all."""


@dataclass(frozen=True)
class Call:
    """A call of the bot: what it asked, and what came of it (`error` is empty for a success)."""

    method: str
    params: Json = field(compare=False)
    error: str = ""


@dataclass
class _Planned:
    fault: Fault
    method: str
    times: int
    chat_id: int | None
    retry_after: int


class Faults:
    """The faults that are to happen, in the order in which they were planned."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def plan(self, fault: Fault, method: str, *, times: int, chat_id: int | None, retry_after: int) -> None:
        """Let the next calls of a method (`*` is any), perhaps only those for a chat, fail."""
        self._planned.append(_Planned(fault, method, times, chat_id, retry_after))

    def clear(self) -> None:
        """Forget the faults that have not happened yet."""
        self._planned.clear()

    def next(self, method: str, params: Json) -> tuple[Fault | None, ApiError | None]:
        """Take the fault for this call, and the refusal it means where the call is not handled at all."""
        for planned in self._planned:
            if planned.method in ("*", method) and planned.chat_id in (None, int(params.get("chat_id") or 0)):
                planned.times -= 1
                if planned.times <= 0:
                    self._planned.remove(planned)
                return planned.fault, _refusal(planned)
        return None, None


def _refusal(planned: _Planned) -> ApiError | None:
    match planned.fault:
        case Fault.DROPPED_AFTER:
            return None
        case Fault.FLOOD:
            after = planned.retry_after
            return ApiError(429, f"Too Many Requests: retry after {after}", retry_after=after)
        case Fault.CONFLICT:
            return ApiError(409, "Conflict: terminated by other getUpdates request")
        case Fault.UNREADABLE:
            return ApiError(400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 0")
        case Fault.REFUSED:
            return ApiError(500, "Internal Server Error")
        case fault:
            return ApiError(502, fault)


def reply(outcome: object) -> web.Response:
    """Make the JSON answer of the Bot API from a result or a refusal."""
    if not isinstance(outcome, ApiError):
        return web.json_response({"ok": True, "result": outcome})
    answer: Json = {"ok": False, "error_code": outcome.code, "description": outcome.description}
    if outcome.parameters:
        answer["parameters"] = outcome.parameters
    return web.json_response(answer, status=outcome.code)
