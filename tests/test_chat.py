"""Conversations as a person sees them: real dialogue, real database, Telegram by the emulator."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.conversation import Person as Known
from tests.factories import little_resources, real_resources
from tests.house import open_house
from tests.telegram_server import Fault, TelegramServer


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


async def test_from_start_to_an_offer_on_the_map(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person(language_code="de")

    async with open_house(tmp_path, telegram, little_resources()) as store:
        anna.types("/start")
        await telegram.settled()
        anna.presses("Deutsch")
        await telegram.settled()
        anna.presses("locate")
        await telegram.settled()
        anna.shares_location(47.561, 7.588)
        await telegram.settled()
        anna.types("Wo kann ich Deutsch lernen?")
        await telegram.settled()
        anna.presses("offer:sprachhaus:german-course")
        await telegram.settled()
        anna.presses("map:sprachhaus")
        await telegram.settled()
        person = await store.find(anna.id)

    transcript = anna.transcript()
    assert person == Known("de", "alter-hafen")
    assert "Sprachhaus am Hafen" in transcript[-2]
    assert "Molenweg 3, 9991 Musterhafen" in transcript[-2]
    assert "Deutsch für Eltern" in transcript[-2]
    assert transcript[-1].startswith("Lotse: (venue) Sprachhaus am Hafen, Molenweg 3")
    assert not [call for call in telegram.calls if call.error]


async def test_the_answer_says_how_near_the_offers_are(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person(language_code="de")

    async with open_house(tmp_path, telegram, little_resources()):
        anna.types("deutschkurs in bergheim")
        await telegram.settled()

    answer = anna.transcript()[-1]
    assert "Deutsch lernen" in answer
    assert "Gleich nebenan in Alter Hafen" in answer


async def test_a_question_before_any_choice_is_answered_and_asks_for_the_quarter(
    telegram: TelegramServer, tmp_path: Path
) -> None:
    anna = telegram.person(language_code=None)

    async with open_house(tmp_path, telegram, little_resources()) as store:
        anna.types("deutschkurs")
        await telegram.settled()
        anna.presses("quarters:german-course")
        await telegram.settled()
        anna.types("seeblik")
        await telegram.settled()
        person = await store.find(anna.id)

    assert person.quarter == "seeblick"
    assert "Deutsch lernen" in anna.transcript()[-1]


async def test_danger_is_answered_first_whatever_was_asked(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()

    async with open_house(tmp_path, telegram, little_resources()) as store:
        anna.types("/quarter")
        await telegram.settled()
        anna.types("hilfe es brennt")
        await telegram.settled()
        tallies = await store.tallies()

    assert "🆘" in anna.transcript()[-1]
    assert tallies.asked == ()


async def test_danger_is_answered_even_with_a_dead_database(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()

    async with open_house(tmp_path, telegram, little_resources()) as store:
        anna.types("/start")
        await telegram.settled()
        await store.database.engine.dispose()
        for file in tmp_path.glob("bot.sqlite3*"):
            file.write_bytes(b"this is no database any more")
        anna.types("es brennt")
        await telegram.until(lambda: "🆘" in anna.transcript()[-1] and "Feuer" in "".join(anna.transcript()))

    assert "🆘" in anna.transcript()[-1]


async def test_forget_deletes_language_and_quarter(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()

    async with open_house(tmp_path, telegram, little_resources()) as store:
        anna.types("/start")
        await telegram.settled()
        anna.presses("Deutsch")
        await telegram.settled()
        anna.types("bergheim")
        await telegram.settled()
        anna.types("/forget")
        await telegram.settled()
        anna.presses("forget-yes")
        await telegram.settled()
        person = await store.find(anna.id)

    assert person == Known()
    assert "Gelöscht" in anna.transcript()[-1]


async def test_nothing_found_is_no_dead_end(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()

    async with open_house(tmp_path, telegram, little_resources()) as store:
        anna.types("xylophon zwölftonmusik")
        await telegram.settled()
        unanswered = await store.unanswered()

    answer = anna.transcript()[-1]
    assert "Wohnbüro" in answer
    assert "🗂 Themen" in answer
    assert [u.text for u in unanswered] == [None]


async def test_a_sticker_gets_a_kind_answer(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()

    async with open_house(tmp_path, telegram, little_resources()):
        anna.sends_sticker()
        await telegram.settled()

    assert "nur Text und Standorte" in anna.transcript()[-1]


async def test_an_old_button_is_answered_kindly(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()

    async with open_house(tmp_path, telegram, little_resources()):
        anna.chat.add(
            telegram.methods.bot,
            text="old",
            reply_markup={"inline_keyboard": [[{"text": "old", "callback_data": "offer:gone-long-ago"}]]},
        )
        anna.presses("old")
        await telegram.settled()

    assert "gibt es nicht mehr" in anna.transcript()[-1]


async def test_in_a_group_only_what_is_meant_for_the_bot_is_answered(telegram: TelegramServer, tmp_path: Path) -> None:
    group, anna = telegram.group(), telegram.person()
    name = telegram.methods.bot["username"]

    async with open_house(tmp_path, telegram, little_resources()):
        group.types(anna.user, "wer kommt heute zum deutschkurs?")
        group.types(anna.user, f"@{name} deutschkurs")
        await telegram.settled()

    assert len(group.sent()) == 1
    assert "Deutsch lernen" in group.transcript()[-1]


async def test_a_thumb_is_counted_once(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()

    async with open_house(tmp_path, telegram, little_resources()) as store:
        anna.types("deutschkurs")
        await telegram.settled()
        number = anna.presses("up:german-course")
        update = dict(telegram.queue[number])
        await telegram.settled()
        telegram.push_raw(update)
        await telegram.settled()
        tallies = await store.tallies()

    assert [(t.subject, t.up, t.down) for t in tallies.thumbs] == [("guide:german-course", 1, 0)]


async def test_a_flood_limit_delays_an_answer_and_loses_none(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person()
    telegram.fail(Fault.FLOOD, "sendMessage", retry_after=1)

    async with open_house(tmp_path, telegram, little_resources()):
        anna.types("deutschkurs")
        await telegram.settled()

    assert "Deutsch lernen" in anna.transcript()[-1]


async def test_another_language_than_the_chosen_one_is_understood(telegram: TelegramServer, tmp_path: Path) -> None:
    anna = telegram.person(language_code="de")

    async with open_house(tmp_path, telegram, real_resources()) as store:
        anna.types("/start")
        await telegram.settled()
        anna.presses("Deutsch")
        await telegram.settled()
        anna.types("I would like to learn the German language")
        await telegram.settled()
        anna.presses("🌍 Auf English")
        await telegram.settled()
        person = await store.find(anna.id)

    assert person.language == "en"
    assert "German" in anna.transcript()[-1]
