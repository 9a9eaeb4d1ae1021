"""From /start to an offer's map, in every language the city offers, whole in that language."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.core import messages as m
from bot.core.city import Point
from bot.store.store import Store
from tests.factories import real_resources
from tests.house import open_house
from tests.telegram_server import TelegramServer

RESOURCES = real_resources()
OFFER = "wuppertaler-tafel"
CONCERN = "food-bank"


@pytest.fixture
async def telegram() -> AsyncIterator[TelegramServer]:
    async with TelegramServer() as server:
        yield server


async def test_whole_conversations_in_every_language(telegram: TelegramServer, tmp_path: Path) -> None:
    """All at once: Telegram takes a message a second for a chat, and different chats do not wait for one another."""
    async with open_house(tmp_path, telegram, RESOURCES) as store:
        await asyncio.gather(*(converse(telegram, store, code) for code in RESOURCES.speakers))

    assert not [call for call in telegram.calls if call.error]


async def converse(telegram: TelegramServer, store: Store, code: str) -> None:
    speaker = RESOURCES.speakers[code]
    guide, offer = RESOURCES.knowledge.guides[CONCERN], RESOURCES.knowledge.offers[OFFER]
    anna = telegram.person(code, language_code=code if len(code) == 2 else None)

    async def act(do: Callable[[], int]) -> str:
        """Do something and wait for the answer; gives the newest message."""
        number = do()
        await telegram.until(lambda: number not in telegram.queue)
        return anna.transcript()[-1]

    await act(lambda: anna.types("/start"))
    await act(lambda: anna.presses(speaker.language.own_name))
    await act(lambda: anna.presses("locate"))
    await act(lambda: anna.shares_location(offer_centre().latitude, offer_centre().longitude))
    said = await act(lambda: anna.types(guide.ask[code][0]))
    await act(lambda: anna.types("/topics"))
    await act(lambda: anna.presses("topic:everyday"))
    await act(lambda: anna.presses(f"concern:{CONCERN}"))
    card = await act(lambda: anna.presses(f"offer:{OFFER}:{CONCERN}"))
    place = await act(lambda: anna.presses(f"map:{OFFER}"))
    person = await store.find(anna.id)

    shown = "\n".join(anna.transcript())
    assert (person.language, person.quarter) == (code, offer.quarters[0])
    assert guide.texts[code].button in said or guide.texts[code].title in said
    assert offer.texts[code].description in card
    assert "(venue)" in place
    assert speaker.say(m.FALLBACK_NOTE, language="")[:12] not in shown
    assert "%(" not in shown


def offer_centre() -> Point:
    quarter = RESOURCES.knowledge.offers[OFFER].quarters[0]
    return RESOURCES.knowledge.quarters[quarter].centre


@pytest.mark.parametrize("code", sorted(RESOURCES.speakers))
def test_everything_is_translated_into_every_language_that_is_offered(code: str) -> None:
    knowledge = RESOURCES.knowledge

    assert [g.id for g in knowledge.guides.values() if code not in g.texts] == []
    assert [o.id for o in knowledge.offers.values() if code not in o.texts] == []
    assert [t.id for t in knowledge.topics.values() if code not in t.titles] == []
    assert [t.word for t in knowledge.glossary if code not in t.meanings] == []
    assert [g.id for g in knowledge.guides.values() if len(g.ask.get(code, ())) < 12] == []
