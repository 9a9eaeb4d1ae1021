"""An update becomes one turn, and its replies arrive as they should, whatever fails on the way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.core.conversation import Person as Known
from bot.surfaces.telegram.commands import Profile
from bot.surfaces.telegram.service import Shown
from tests.telegram_doorway import QUICK, Memory, kill, make_service, running
from tests.telegram_server import Fault, TelegramServer


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture(autouse=True)
def logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")


async def test_what_is_remembered_is_known_in_the_next_turn(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person(language_code="uk")

    async with running(make_service(telegram, memory)):
        anna.types("a")
        await telegram.settled()
        anna.types("b")
        await telegram.settled()

    assert anna.transcript() == ["Anna: a", "Lotse: 1 a", "Anna: b", "Lotse: 2 b"]
    assert memory.people == {anna.id: Known("uk", "2")}


async def test_a_pressed_button_replaces_its_message(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()

    async with running(make_service(telegram, memory)):
        anna.types("/menu")
        await telegram.settled()
        assert anna.transcript()[-1] == "Lotse: Menu\n[One | Toast]"
        anna.presses("One")
        await telegram.settled()

    assert anna.transcript() == ["Anna: /menu", "Lotse: one pressed"]
    assert telegram.toasts() == [""]
    order = [call.method for call in telegram.calls if call.method[:4] in ("send", "edit", "answ")]
    assert order == ["sendMessage", "answerCallbackQuery", "editMessageText"]


async def test_a_press_that_only_needs_a_short_word_gets_it(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()

    async with running(make_service(telegram, memory)):
        anna.types("/menu")
        await telegram.settled()
        anna.presses("Toast")
        await telegram.settled()

    assert telegram.toasts() == ["Danke"]
    assert anna.transcript() == ["Anna: /menu", "Lotse: Menu\n[One | Toast]"]


async def test_a_button_stops_spinning_although_the_store_is_slow(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    anna.chat.add(telegram.methods.bot, text="?", reply_markup=keyboard("one"))
    held, begin = asyncio.Event(), memory.begin

    async def slow_begin(update_id: int, chat_id: int, before: Known) -> Known | None:
        await held.wait()
        return await begin(update_id, chat_id, before)

    memory.begin = slow_begin  # type: ignore[method-assign]  # the test's own double
    async with running(make_service(telegram, memory, timing=replace(QUICK, store_s=60.0))):
        anna.presses("one")
        await telegram.until(lambda: telegram.toasts() == [""])
        held.set()
        await telegram.settled()

    assert anna.answers() == ["one pressed"]


async def test_a_message_that_would_not_change_is_left_in_silence(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person()
    anna.chat.add(telegram.methods.bot, text="?", reply_markup=keyboard("one"))

    async with running(make_service(telegram, memory)):
        anna.presses("one")
        anna.presses("one")
        await telegram.settled()

    assert anna.transcript() == ["Lotse: one pressed"]
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == []


@pytest.mark.parametrize("how", ["inaccessible", "deleted", "without text"])
async def test_a_message_that_cannot_be_edited_is_followed_by_a_new_one(
    telegram: TelegramServer, memory: Memory, how: str
) -> None:
    anna = telegram.person()
    content = {"venue": {"title": "a", "address": "b", "location": {"latitude": 1.0, "longitude": 1.0}}}
    anna.chat.add(
        telegram.methods.bot, **(content if how == "without text" else {"text": "?"}), reply_markup=keyboard("one")
    )
    if how == "inaccessible":
        anna.chat.lose(1)
    anna.presses("one")
    if how == "deleted":
        del anna.chat.messages[1]

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.transcript()[-1] == "Lotse: one pressed"
    assert len(anna.transcript()) == (1 if how == "deleted" else 2)


async def test_a_press_from_long_ago_is_still_handled(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    anna.chat.add(telegram.methods.bot, text="?", reply_markup=keyboard("one"))
    anna.presses("one")
    telegram.age_presses()

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["one pressed"]
    assert telegram.toasts() == []


async def test_a_long_card_arrives_in_parts(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()

    async with running(make_service(telegram, memory)):
        anna.types("/long")
        await telegram.settled()
        assert [answer[:4] for answer in anna.answers()] == ["Long", "word", "word"]
        assert [len(anna.chat.buttons(message["message_id"])) for message in anna.chat.sent()] == [0, 0, 1]


async def test_a_location_is_asked_for_and_the_keyboard_goes_away(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()

    async with running(make_service(telegram, memory)):
        anna.types("/location")
        await telegram.settled()
        assert anna.chat.keyboard is not None
        anna.shares_location(51.25, 7.5)
        await telegram.settled()

    assert anna.transcript() == ["Anna: /location", "Lotse: Where?", "Anna: (location)", "Lotse: 51.25 7.5"]
    assert anna.chat.keyboard is None


async def test_a_place_is_a_venue(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    anna.types("/place")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.transcript()[1:] == ["Lotse: before", "Lotse: (venue) House, House"]


async def test_html_that_telegram_cannot_read_is_sent_without(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    telegram.fail(Fault.UNREADABLE, "sendMessage")
    anna.types("1 < 2")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["1 1 < 2"]
    assert "parse_mode" not in telegram.called("sendMessage")[0]


async def test_links_have_no_preview(telegram: TelegramServer, memory: Memory) -> None:
    telegram.person().types("https://example.org")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert telegram.called("sendMessage")[0]["link_preview_options"] == '{"is_disabled": true}'


async def test_a_person_who_blocked_the_bot_is_left_alone(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person()
    anna.types("a")
    anna.blocks()

    async with running(make_service(telegram, memory)):
        await telegram.settled()
        anna.unblocks()
        anna.types("b")
        await telegram.settled()

    assert anna.answers() == ["2 b"]
    assert "cannot be reached" in caplog.text
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == []


async def test_a_chat_that_is_gone_is_left_alone(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person()
    anna.types("wait")

    async with running(make_service(telegram, memory)):
        await telegram.until(lambda: memory.waiting == 1)
        del telegram.methods.chats[anna.id]
        await telegram.until(lambda: any("chat not found" in call.error for call in telegram.calls))
        memory.gate.set()
        await telegram.settled()

    assert "cannot be reached" in caplog.text
    assert [record.levelname for record in caplog.records if record.levelno > logging.INFO] == []


async def test_a_flood_wait_of_one_chat_does_not_stop_another(telegram: TelegramServer, memory: Memory) -> None:
    anna, emil = telegram.person("Anna"), telegram.person("Emil")
    telegram.fail(Fault.FLOOD, "sendMessage", chat_id=anna.id, retry_after=4)
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.until(lambda: any(call.error for call in telegram.calls))
        emil.types("b")
        await telegram.settled()

    sent = [call.params["text"] for call in telegram.calls if call.method == "sendMessage" and not call.error]
    assert sent == ["1 b", "1 a"]


async def test_typing_is_shown_when_an_answer_takes_long(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()
        assert anna.chat.typing == 0
        anna.types("wait")
        await telegram.until(lambda: anna.chat.typing == 1)
        memory.gate.set()
        await telegram.settled()


@pytest.mark.parametrize("broken", ["find", "begin", "commit"])
async def test_a_broken_store_is_apologised_for(
    telegram: TelegramServer, memory: Memory, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person(language_code="ar")
    memory.broken.add(broken)
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()
        memory.broken.clear()
        anna.types("b")
        await telegram.settled()

    assert anna.answers() == ["sorry (ar)", "1 b"]
    assert len(memory.finished) == 2
    assert "OSError at " in caplog.text


async def test_an_answer_that_could_not_be_noted_needs_no_apology(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    memory.broken.add("finish")
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["1 a"]


@pytest.mark.parametrize("broken", ["find", "begin", "commit", "finish"])
async def test_an_urgent_answer_needs_no_store(
    telegram: TelegramServer, memory: Memory, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person()
    memory.broken.add(broken)
    anna.types("danger")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["112"]
    assert "OSError at " in caplog.text


async def test_an_urgent_answer_does_not_wait_for_a_store_that_hangs(telegram: TelegramServer, memory: Memory) -> None:
    async def hang(chat_id: int) -> Known:
        return await asyncio.Future()

    memory.find = hang  # type: ignore[method-assign]  # the test's own double
    anna = telegram.person()
    anna.types("danger")
    anna.types("a")

    async with running(make_service(telegram, memory, timing=replace(QUICK, store_s=0.2))):
        await telegram.settled()

    assert anna.answers() == ["112", "sorry (de)"]


async def test_urgent_cards_come_first_and_are_not_paced(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    anna.types("/mixed")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["112", "before"]


async def test_a_kill_after_sending_but_before_finishing_repeats_the_same_answer(
    telegram: TelegramServer, memory: Memory
) -> None:
    anna = telegram.person()
    anna.types("a")
    held = asyncio.Event()

    async def hang(update_id: int) -> None:
        await held.wait()

    memory.finish = hang  # type: ignore[method-assign]  # the test's own double
    async with running(make_service(telegram, memory, timing=replace(QUICK, grace_s=0.05))) as task:
        await telegram.until(lambda: anna.answers() == ["1 a"])
        survived = memory.survives()
        await kill(telegram, task)

    async with running(make_service(telegram, survived)):
        await telegram.settled()

    assert anna.answers() == ["1 a", "1 a"]
    assert survived.people[anna.id].quarter == "1"


async def test_in_a_group_the_bot_answers_where_it_was_asked(telegram: TelegramServer, memory: Memory) -> None:
    anna, forum = telegram.person(), telegram.group(threads=(7,))
    topic = {"message_thread_id": 7, "is_topic_message": True}

    async with running(make_service(telegram, memory)):
        forum.types(anna.user, "Guten Tag")
        forum.types(anna.user, "@lotse_bot wo?", **topic)
        await telegram.settled()
        forum.types(anna.user, "/location@lotse_bot", **topic)
        await telegram.settled()

    assert forum.transcript()[-3:] == ["Lotse: 1 wo?", "Anna: /location@lotse_bot", "Lotse: Where?"]
    answer, question = forum.sent()
    assert (answer["message_thread_id"], answer["reply_to_message"]["message_id"]) == (7, 2)
    assert question["message_thread_id"] == 7
    assert forum.keyboard is None


async def test_an_answer_follows_a_group_that_has_moved_and_a_topic_that_is_gone(
    telegram: TelegramServer, memory: Memory
) -> None:
    anna, old, new = telegram.person(), telegram.group("Alt"), telegram.group("Neu")
    old.types(anna.user, "/a@lotse_bot")
    old.moved_to = new.id
    new.types(anna.user, "/b@lotse_bot", message_thread_id=9, is_topic_message=True)

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert sorted(message["text"] for message in new.sent()) == ["a", "b"]


async def test_menus_and_descriptions_are_set_at_the_start(telegram: TelegramServer, memory: Memory) -> None:
    shown = Shown(commands={None: {"rooms": "Find a room"}}, profiles={None: Profile("Answers", "Guide")})
    anna, group = telegram.person(), telegram.group()
    group.types(anna.user, "/rooms")

    async with running(make_service(telegram, memory, shown=shown)):
        await telegram.until(lambda: len(telegram.methods.descriptions) == 2)
        await telegram.settled()

    assert list(telegram.methods.commands.values()) == [[{"command": "rooms", "description": "Find a room"}]]
    assert [message["text"] for message in group.sent()] == ["rooms"]


async def test_menus_that_cannot_be_set_do_not_stop_the_conversation(telegram: TelegramServer, memory: Memory) -> None:
    telegram.fail(Fault.REFUSED, "getMyCommands", times=3)
    anna = telegram.person()

    async with running(make_service(telegram, memory, shown=Shown(commands={None: {"help": "Help"}}))):
        await telegram.until(lambda: [call.method for call in telegram.calls].count("getMyCommands") == 3)
        anna.types("a")
        await telegram.settled()

    assert anna.answers() == ["1 a"]


def keyboard(*names: str) -> dict[str, list[list[dict[str, str]]]]:
    return {"inline_keyboard": [[{"text": name, "callback_data": name} for name in names]]}
