"""No update is lost, each person's are handled in order, and no person waits for another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.errors import TokenRefusedError
from bot.surfaces.telegram.service import MOST_BEHIND
from tests.telegram_doorway import QUICK, Memory, kill, make_service, running
from tests.telegram_server import Fault, TelegramServer

IMPATIENT = replace(QUICK, grace_s=0.05)


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


@pytest.fixture
def memory() -> Memory:
    return Memory()


async def at_gate(telegram: TelegramServer, memory: Memory, count: int = 1) -> None:
    """Wait until so many commits wait; the poller goes on asking, so the server notices."""
    await telegram.until(lambda: memory.waiting == count)


async def test_updates_of_one_person_are_answered_in_order(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    for letter in "abcd":
        anna.types(letter)

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["1 a", "2 b", "3 c", "4 d"]


async def test_one_persons_slow_update_does_not_stop_others(telegram: TelegramServer, memory: Memory) -> None:
    anna, emil = telegram.person("Anna"), telegram.person("Emil")
    anna.types("wait")
    anna.types("then")

    async with running(make_service(telegram, memory)):
        await at_gate(telegram, memory)
        emil.types("now")
        await telegram.until(lambda: emil.answers() == ["1 now"])
        assert anna.answers() == []
        memory.gate.set()
        await telegram.settled()

    assert anna.answers() == ["1 wait", "2 then"]


async def test_many_people_are_handled_at_the_same_time(telegram: TelegramServer, memory: Memory) -> None:
    people = [telegram.person(f"P{number}") for number in range(40)]
    for person in people:
        person.types("wait")

    async with running(make_service(telegram, memory)):
        await at_gate(telegram, memory, 40)
        memory.gate.set()
        await telegram.settled()

    assert [person.answers() for person in people] == [["1 wait"]] * 40


async def test_more_updates_than_a_batch_holds_are_all_handled(telegram: TelegramServer, memory: Memory) -> None:
    people = [telegram.person(f"P{number}") for number in range(130)]
    for person in people:
        person.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert [person.answers() for person in people] == [["1 a"]] * 130


async def test_nothing_is_confirmed_before_it_is_finished(telegram: TelegramServer, memory: Memory) -> None:
    anna, emil = telegram.person("Anna"), telegram.person("Emil")
    first = anna.types("wait")

    async with running(make_service(telegram, memory)):
        await at_gate(telegram, memory)
        emil.types("a")
        await telegram.until(lambda: emil.answers() == ["1 a"])
        polls = len(telegram.polls)
        await telegram.until(lambda: len(telegram.polls) > polls + 2)

        assert min(telegram.queue) == first
        assert int(telegram.polls[-1]["offset"]) == first
        memory.gate.set()
        await telegram.settled()

    assert anna.answers() == ["1 wait"]


async def test_a_kill_between_commit_and_answer_costs_nobody_an_answer(
    telegram: TelegramServer, memory: Memory
) -> None:
    anna, emil = telegram.person("Anna"), telegram.person("Emil")
    anna.types("a")
    anna.types("wait")
    anna.types("b")
    emil.types("c")
    async with running(make_service(telegram, memory, timing=IMPATIENT)) as task:
        await at_gate(telegram, memory)
        await telegram.until(lambda: len(memory.finished) == 2)
        survived = memory.survives()
        await kill(telegram, task)
    assert anna.answers() == ["1 a"]

    survived.gate.set()
    async with running(make_service(telegram, survived)):
        await telegram.settled()

    assert anna.answers() == ["1 a", "2 wait", "3 b"]
    assert emil.answers() == ["1 c"]
    assert len(survived.finished) == len(set(survived.finished)) == 4


async def test_an_update_delivered_again_is_answered_once(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    number = anna.types("a")
    update = telegram.queue[number]

    async with running(make_service(telegram, memory)):
        await telegram.settled()
        telegram.push_raw(update)
        await telegram.settled()
        anna.types("b")
        await telegram.settled()

    assert anna.answers() == ["1 a", "2 b"]


async def test_ids_that_start_anew_are_handled(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    update = telegram.queue.pop(anna.types("a"))
    telegram.push_raw({**update, "update_id": 900_000})

    async with running(make_service(telegram, memory)):
        await telegram.until(lambda: anna.answers() == ["1 a"])
        await telegram.settled()

    assert memory.finished == [900_000]


async def test_a_handler_that_raises_is_followed_by_an_apology(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person(language_code="uk")
    anna.types("crash")
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["sorry (uk)", "1 a"]
    assert "RuntimeError at " in caplog.text
    assert "secret" not in caplog.text


async def test_a_handler_that_hangs_is_ended(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    anna.types("wait")
    anna.types("a")

    async with running(make_service(telegram, memory, timing=replace(QUICK, handling_s=0.5))):
        await telegram.settled()

    assert anna.answers()[0] == "sorry (de)"
    assert len(anna.answers()) == 2


async def test_an_update_that_nothing_understands_does_not_stop_the_polling(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person()
    telegram.push_raw({"update_id": 900, "message": {"message_id": "secret", "chat": 5}})
    telegram.push_raw({"update_id": 901, "something_new": {"secret": True}})
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["1 a"]
    assert "secret" not in caplog.text


@pytest.mark.parametrize("fault", [Fault.BROKEN, Fault.REFUSED, Fault.DROPPED, Fault.CONFLICT, Fault.FLOOD])
@pytest.mark.parametrize("method", ["getUpdates", "getMe", "deleteWebhook"])
async def test_a_flaky_network_at_the_start_or_later_only_delays(
    telegram: TelegramServer, memory: Memory, fault: Fault, method: str
) -> None:
    anna = telegram.person()
    telegram.fail(fault, method, times=3)
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()
        telegram.fail(fault, method, times=2)
        anna.types("b")
        await telegram.settled()

    assert anna.answers() == ["1 a", "2 b"]


async def test_a_server_that_does_not_answer_is_asked_again(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    telegram.fail(Fault.SILENT, "getUpdates")
    telegram.fail(Fault.SILENT, "sendMessage")
    anna.types("a")

    async with running(make_service(telegram, memory, timing=replace(QUICK, poll_s=1, reply_s=2.0))):
        await telegram.settled()

    assert anna.answers() == ["1 a"]


async def test_another_process_that_polls_is_warned_about(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.fail(Fault.CONFLICT, "getUpdates", times=2)
    anna = telegram.person()
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert caplog.text.count("another process fetches the updates") == 2
    assert anna.answers() == ["1 a"]


async def test_a_webhook_is_taken_down_and_its_updates_are_kept(telegram: TelegramServer, memory: Memory) -> None:
    telegram.webhook = "https://example.org/"
    anna = telegram.person()
    anna.types("a")

    async with running(make_service(telegram, memory)):
        await telegram.settled()
        telegram.webhook = "https://example.org/"  # set by somebody else meanwhile
        anna.types("b")
        await telegram.settled()

    assert anna.answers() == ["1 a", "2 b"]


async def test_a_wrong_token_ends_with_an_error_that_does_not_show_it(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    service = make_service(telegram, memory)
    telegram.token = "123456:another"

    with pytest.raises(TokenRefusedError, match="TELEGRAM_TOKEN") as error:
        await service.run(asyncio.Event())

    assert error.value.__suppress_context__
    assert "AA-test-token" not in caplog.text + str(error.value)


async def test_stopping_finishes_what_is_in_flight_and_confirms_it(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    anna.types("wait")
    stop = asyncio.Event()
    task = asyncio.create_task(make_service(telegram, memory).run(stop))
    await at_gate(telegram, memory)

    stop.set()
    await asyncio.sleep(0)
    memory.gate.set()
    await task

    assert anna.answers() == ["1 wait"]
    assert telegram.queue == {}


async def test_stopping_leaves_what_does_not_finish_to_the_next_process(
    telegram: TelegramServer, memory: Memory
) -> None:
    anna, emil = telegram.person("Anna"), telegram.person("Emil")
    emil.types("a")
    number = anna.types("wait")
    emil.types("b")
    async with running(make_service(telegram, memory, timing=IMPATIENT)):
        await at_gate(telegram, memory)
        await telegram.until(lambda: emil.answers() == ["1 a", "2 b"])
    assert min(telegram.queue) == number

    memory.gate.set()
    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["1 wait"]
    assert emil.answers() == ["1 a", "2 b"]


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_stopping_does_not_wait_for_the_network(telegram: TelegramServer, memory: Memory, method: str) -> None:
    telegram.fail(Fault.REFUSED, method, times=10_000)
    stop = asyncio.Event()
    task = asyncio.create_task(make_service(telegram, memory, timing=replace(QUICK, backoff_s=600.0)).run(stop))
    await telegram.until(lambda: bool(telegram.calls) if method == "getMe" else len(telegram.calls) > 1)

    stop.set()

    await asyncio.wait_for(task, 60)


async def test_an_answer_that_the_network_did_not_carry_is_sent_later(telegram: TelegramServer, memory: Memory) -> None:
    anna = telegram.person()
    telegram.fail(Fault.DROPPED, "sendMessage", times=7)
    anna.types("a")
    anna.types("b")

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["1 a", "2 b"]


async def test_a_network_that_never_carries_an_answer_ends_too(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person()
    telegram.fail(Fault.REFUSED, "sendMessage", times=10_000, chat_id=anna.id)
    anna.types("danger")  # urgent answers are not paced, so the test is quick

    async with running(make_service(telegram, memory, timing=replace(QUICK, backoff_s=0.01, longest_backoff_s=0.01))):
        await telegram.settled()

    assert "was never answered" in caplog.text


async def test_a_flood_of_one_person_is_answered_in_part(
    telegram: TelegramServer, memory: Memory, caplog: pytest.LogCaptureFixture
) -> None:
    anna = telegram.person()
    for text in ["x", "x", "danger", *["nothing"] * (MOST_BEHIND + 1), "last"]:
        anna.types(text)

    async with running(make_service(telegram, memory)):
        await telegram.settled()

    assert anna.answers() == ["112", f"{MOST_BEHIND + 5} last"]
    assert len(memory.finished) == MOST_BEHIND + 5


@pytest.fixture(autouse=True)
def logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "bot")
