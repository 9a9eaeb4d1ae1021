"""The emulator refuses what Telegram refuses, and keeps updates until they are confirmed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from tests.telegram_html import ApiError, parse_html, units
from tests.telegram_server import Fault, NoSuchButtonError, TelegramServer

Call = Callable[..., Awaitable[Any]]


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
async def call(telegram: TelegramServer) -> AsyncIterator[Call]:
    """Call a method; gives the result, or the description of the error."""
    async with aiohttp.ClientSession() as session:

        async def called(method: str, **params: Any) -> Any:
            async with session.post(f"{telegram.url}/bot{telegram.token}/{method}", json=params) as response:
                answer = await response.json()
            return answer["result"] if answer["ok"] else answer["description"]

        yield called


async def test_a_message_appears_in_the_chat(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person("Anna")
    anna.types("Hallo")

    await call("sendMessage", chat_id=anna.id, text="<b>Guten</b> Tag &amp; mehr", parse_mode="HTML")

    assert anna.transcript() == ["Anna: Hallo", "Lotse: Guten Tag & mehr"]
    assert anna.chat.sent()[0]["entities"] == [{"type": "bold", "offset": 0, "length": 5}]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "Bad Request: message text is empty"),
        ({"text": "x" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"text": "x", "chat_id": 1}, "Bad Request: chat not found"),
        ({"text": "x", "parse_mode": "Markup"}, "Bad Request: unsupported parse_mode"),
        ({"text": "x", "message_thread_id": 5}, "Bad Request: message thread not found"),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "ä" * 33}]]}},
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "", "callback_data": "a"}]]}},
            "Bad Request: inline keyboard button text must be non-empty",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "url": "ftp://a.b"}]]}},
            "Bad Request: inline keyboard button URL 'ftp://a.b' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a", "url": "tel:110"}]]}},
            "Bad Request: inline keyboard button URL 'tel:110' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_messages_that_telegram_refuses_are_refused(
    telegram: TelegramServer, call: Call, params: dict[str, Any], reason: str
) -> None:
    anna = telegram.person()

    assert await call("sendMessage", **{"chat_id": anna.id, **params}) == reason
    assert anna.transcript() == []


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("ä<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", "Unclosed start tag at byte offset 2"),
        ("<a href=x>y</a>", "Unexpected end of name token at byte offset 0"),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)

    assert refusal.value.description == f"Bad Request: can't parse entities: {reason}"


def test_offsets_are_counted_in_utf_16_units() -> None:
    text, entities = parse_html('👨‍👩‍👧 <a href="https://example.org/?a&amp;b">hier</a>')

    assert (text, units("👨‍👩‍👧")) == ("👨‍👩‍👧 hier", 8)
    assert entities == [{"type": "text_link", "offset": 9, "length": 4, "url": "https://example.org/?a&b"}]


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    first, second = anna.types("eins"), anna.types("zwei")

    assert [u["update_id"] for u in await call("getUpdates")] == [first, second]
    assert [u["update_id"] for u in await call("getUpdates", offset=first, limit=1)] == [first]
    assert [u["update_id"] for u in await call("getUpdates", offset=second)] == [second]
    assert await call("getUpdates", offset=second + 1) == []


async def test_a_poll_waits_until_something_happens(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    poll = asyncio.ensure_future(call("getUpdates", timeout=50))
    await telegram.until(lambda: bool(telegram.polls))
    assert not poll.done()

    anna.types("Hallo")

    assert (await poll)[0]["message"]["text"] == "Hallo"


async def test_a_second_poll_ends_the_first(telegram: TelegramServer, call: Call) -> None:
    first = asyncio.ensure_future(call("getUpdates", timeout=50))
    await telegram.until(lambda: bool(telegram.polls))

    assert await call("getUpdates") == []
    assert (await first).startswith("Conflict: terminated by other getUpdates request")


async def test_a_webhook_forbids_polling_until_it_is_deleted(telegram: TelegramServer, call: Call) -> None:
    telegram.webhook = "https://example.org/"
    assert (await call("getUpdates")).startswith("Conflict: can't use getUpdates method while webhook is active")

    await call("deleteWebhook")

    assert await call("getUpdates") == []
    assert (await call("getWebhookInfo"))["url"] == ""


async def test_only_updates_that_are_asked_for_arrive(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    await call("getUpdates", allowed_updates=["message"])
    anna.types("a")

    anna.edits(1, "b")

    assert [list(update)[1] for update in await call("getUpdates")] == ["message"]


async def test_a_person_presses_only_buttons_that_are_there(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    with pytest.raises(NoSuchButtonError):
        anna.presses("Ja")

    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "yes"}, {"text": "Nein", "callback_data": "no"}]]}
    await call("sendMessage", chat_id=anna.id, text="Wirklich?", reply_markup=json.dumps(markup))
    anna.presses("Ja")
    anna.presses("no")

    assert anna.transcript() == ["Lotse: Wirklich?\n[Ja | Nein]"]
    assert [u["callback_query"]["data"] for u in await call("getUpdates")] == ["yes", "no"]


async def test_a_press_is_answered_once_and_in_time(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "yes"}]]}
    await call("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    anna.presses("Ja")
    query = (await call("getUpdates"))[0]["callback_query"]["id"]
    stale = "Bad Request: query is too old and response timeout expired or query ID is invalid"

    assert await call("answerCallbackQuery", callback_query_id=query, text="Danke") is True
    assert await call("answerCallbackQuery", callback_query_id=query) == stale
    assert telegram.toasts() == ["Danke"]

    anna.presses("Ja")
    telegram.age_presses()
    query = (await call("getUpdates"))[1]["callback_query"]["id"]

    assert await call("answerCallbackQuery", callback_query_id=query) == stale


async def test_an_edit_must_change_something_of_an_own_message(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    anna.types("Hallo")
    await call("sendMessage", chat_id=anna.id, text="eins")

    assert (await call("editMessageText", chat_id=anna.id, message_id=2, text="zwei"))["text"] == "zwei"
    assert "message is not modified" in await call("editMessageText", chat_id=anna.id, message_id=2, text="zwei")
    assert "message can't be edited" in await call("editMessageText", chat_id=anna.id, message_id=1, text="x")
    assert "message to edit not found" in await call("editMessageText", chat_id=anna.id, message_id=9, text="x")
    assert anna.transcript() == ["Anna: Hallo", "Lotse: zwei"]

    anna.chat.lose(2)

    assert "message to edit not found" in await call("editMessageText", chat_id=anna.id, message_id=2, text="x")


async def test_who_blocks_the_bot_gets_nothing(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    anna.blocks()
    assert await call("sendMessage", chat_id=anna.id, text="x") == "Forbidden: bot was blocked by the user"

    anna.unblocks()
    await call("sendMessage", chat_id=anna.id, text="y")

    assert anna.answers() == ["y"]


async def test_a_keyboard_for_a_location_is_shown_in_private_chats_alone(telegram: TelegramServer, call: Call) -> None:
    anna, group = telegram.person(), telegram.group()
    markup = {"keyboard": [[{"text": "Standort", "request_location": True}], [{"text": "Nein"}]]}

    assert "private chats only" in await call("sendMessage", chat_id=group.id, text="x", reply_markup=markup)
    await call("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)
    anna.taps("Nein")
    await call("sendMessage", chat_id=anna.id, text="y", reply_markup={"remove_keyboard": True})

    assert anna.transcript() == ["Lotse: x", "Anna: Nein", "Lotse: y"]
    assert anna.chat.keyboard is None


async def test_places_and_files_are_checked(telegram: TelegramServer, call: Call) -> None:
    anna = telegram.person()
    place = {"chat_id": anna.id, "latitude": 51.2, "longitude": 7.1}

    assert "must be non-empty" in await call("sendVenue", **place, title="Haus", address="")
    assert "invalid location" in await call("sendLocation", **{**place, "latitude": 91})
    assert "no document" in await call("sendDocument", chat_id=anna.id)
    await call("sendVenue", **place, title="Haus", address="Weg 1")
    await call("sendLocation", **place)
    await call("sendDocument", chat_id=anna.id, document="d")
    await call("deleteMessage", chat_id=anna.id, message_id=2)

    assert anna.transcript() == ["Lotse: (venue) Haus, Weg 1", "Lotse: (document)"]
    assert "not found" in await call("deleteMessage", chat_id=anna.id, message_id=2)
    assert "wrong parameter action" in await call("sendChatAction", chat_id=anna.id, action="dance")


async def test_menus_and_descriptions_are_kept_by_language(telegram: TelegramServer, call: Call) -> None:
    commands = [{"command": "help", "description": "Hilfe"}]

    assert await call("setMyCommands", commands=[{"command": "Hilfe", "description": "x"}]) == (
        "Bad Request: BOT_COMMAND_INVALID"
    )
    assert "invalid language code" in await call("setMyCommands", commands=commands, language_code="kmr")
    await call("setMyCommands", commands=commands, language_code="de")
    assert await call("getMyCommands", language_code="de") == commands
    assert await call("getMyCommands") == []
    await call("deleteMyCommands", language_code="de")
    assert await call("getMyCommands", language_code="de") == []
    assert "TOO_LONG" in await call("setMyShortDescription", short_description="x" * 121)
    await call("setMyDescription", description="Hilft", language_code="de")
    assert await call("getMyDescription", language_code="de") == {"description": "Hilft"}


async def test_a_wrong_token_or_method_is_refused(telegram: TelegramServer, call: Call) -> None:
    assert await call("getFriends") == "Not Found: method not found"
    assert (await call("getMe"))["username"] == "lotse_bot"

    telegram.token = "123456:other"
    async with aiohttp.request("GET", f"{telegram.url}/bot123456:wrong/getMe") as response:
        assert (response.status, (await response.json())["description"]) == (401, "Unauthorized")


async def test_calls_fail_on_demand(telegram: TelegramServer, call: Call) -> None:
    anna, emil = telegram.person(), telegram.person("Emil")
    telegram.fail(Fault.FLOOD, "sendMessage", chat_id=anna.id, retry_after=7)
    telegram.fail(Fault.REFUSED, "getMe")
    telegram.fail(Fault.BROKEN, "getMe")
    telegram.fail(Fault.DROPPED_AFTER, "sendMessage", chat_id=emil.id)

    assert await call("sendMessage", chat_id=anna.id, text="x") == "Too Many Requests: retry after 7"
    assert await call("getMe") == "Internal Server Error"
    with pytest.raises(aiohttp.ContentTypeError):
        await call("getMe")
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=emil.id, text="x")
    assert emil.answers() == ["x"]
    telegram.fail(Fault.DROPPED, "sendMessage", times=5)
    with pytest.raises(aiohttp.ClientError):
        await call("sendMessage", chat_id=emil.id, text="y")
    telegram.heal()
    await call("sendMessage", chat_id=emil.id, text="z")

    assert emil.answers() == ["x", "z"]
    assert [c.error for c in telegram.calls if c.method == "getMe"] == ["Internal Server Error", "502"]


async def test_silence_lasts_until_the_caller_gives_up(telegram: TelegramServer, call: Call) -> None:
    telegram.fail(Fault.SILENT, "getMe")

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await call("getMe")
