"""Updates become events, and what is not meant for the bot becomes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.core.city import Point
from bot.core.conversation import Commanded, Event, Located, Pressed, Typed, Unreadable
from bot.surfaces.telegram.reading import Me, Place, chat_of, read
from tests.telegram_server import TelegramServer

ME = Me(id=123456, username="lotse_bot", commands=frozenset({"start", "help"}))
MARKUP = {"inline_keyboard": [[{"text": "Ja", "callback_data": "yes"}]]}


def update(telegram: TelegramServer) -> Update:
    """Read the newest update as the library does."""
    newest = telegram.queue[max(telegram.queue)]
    made = Update.de_json(newest, None)
    assert made.update_id == newest["update_id"]
    return made


def event(telegram: TelegramServer) -> Event | None:
    incoming = read(update(telegram), ME)
    return incoming.event if incoming else None


@pytest.fixture
async def telegram() -> TelegramServer:
    return TelegramServer()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wo lerne ich Deutsch?", Typed("Wo lerne ich Deutsch?")),
        ("/start", Commanded("start")),
        ("/start q-mitte_l-uk", Commanded("start", "q-mitte_l-uk")),
        ("/Help@Lotse_Bot  bitte \n sehr ", Commanded("help", "bitte \n sehr")),
        ("/unknown", Commanded("unknown")),
        ("/", Typed("/")),
        ("/ help", Typed("/ help")),
        ("/hilfe-mir", Typed("/hilfe-mir")),
        ("@lotse_bot Hallo", Typed("@lotse_bot Hallo")),
    ],
)
async def test_a_text_in_private_is_typed_or_a_command(telegram: TelegramServer, text: str, expected: Event) -> None:
    telegram.person().types(text)

    assert event(telegram) == expected


async def test_who_and_where_is_told(telegram: TelegramServer) -> None:
    anna = telegram.person(language_code="pt-br")
    number = anna.types("Hallo")
    incoming = read(update(telegram), ME)

    assert incoming is not None
    assert (incoming.update_id, incoming.place, incoming.hint, incoming.query) == (
        number,
        Place(anna.id),
        "pt-br",
        None,
    )
    assert chat_of(update(telegram)) == anna.id


async def test_a_person_without_a_language_gives_no_hint(telegram: TelegramServer) -> None:
    telegram.person(language_code=None).types("Hallo")
    incoming = read(update(telegram), ME)

    assert incoming is not None
    assert incoming.hint is None


async def test_a_shared_location_is_located(telegram: TelegramServer) -> None:
    telegram.person().shares_location(51.25, 7.15)

    assert event(telegram) == Located(Point(51.25, 7.15))


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "Was ist das?"},
        {"document": {"file_id": "d", "file_unique_id": "d"}},
        {"contact": {"phone_number": "1", "first_name": "Emil"}},
        {"dice": {"emoji": "🎲", "value": 6}},
    ],
)
async def test_what_is_not_text_is_unreadable(telegram: TelegramServer, content: dict[str, Any]) -> None:
    anna, group = telegram.person(), telegram.group()
    anna.chat.says(anna.user, **content)
    assert event(telegram) == Unreadable()

    group.says(anna.user, **content)

    assert event(telegram) is None


async def test_a_sticker_and_a_voice_message_are_unreadable(telegram: TelegramServer) -> None:
    anna = telegram.person()
    anna.sends_sticker()
    assert event(telegram) == Unreadable()

    anna.sends_voice()

    assert event(telegram) == Unreadable()


async def test_edited_messages_and_notes_of_telegram_are_ignored(telegram: TelegramServer) -> None:
    anna = telegram.person()
    anna.types("Hallo")
    anna.edits(1, "Guten Tag")
    assert event(telegram) is None
    assert chat_of(update(telegram)) == anna.id

    anna.chat.says(anna.user, pinned_message=anna.chat.messages[1])
    assert event(telegram) is None

    telegram.push_raw({"update_id": 5000})
    assert event(telegram) is None
    assert chat_of(update(telegram)) == 0


async def test_a_press_names_the_message_to_be_replaced(telegram: TelegramServer) -> None:
    anna = telegram.person()
    message = anna.chat.add(telegram.methods.bot, text="?", reply_markup=MARKUP)
    anna.presses("Ja")
    incoming = read(update(telegram), ME)

    assert incoming is not None
    assert incoming.event == Pressed("yes")
    assert incoming.place == Place(anna.id, edits=message["message_id"])
    assert incoming.query in telegram.methods.presses
    assert chat_of(update(telegram)) == anna.id


async def test_a_press_under_an_inaccessible_message_is_still_a_press(telegram: TelegramServer) -> None:
    anna = telegram.person()
    message = anna.chat.add(telegram.methods.bot, text="?", reply_markup=MARKUP)
    anna.chat.lose(message["message_id"])
    anna.presses("Ja")
    incoming = read(update(telegram), ME)

    assert incoming is not None
    assert (incoming.event, incoming.place) == (Pressed("yes"), Place(anna.id))


async def test_a_press_without_a_message_belongs_to_the_person(telegram: TelegramServer) -> None:
    anna = telegram.person()
    query = {"id": "1", "from": anna.user, "chat_instance": "1", "data": "yes", "inline_message_id": "x"}
    telegram.push_raw({"update_id": 5000, "callback_query": query})
    incoming = read(update(telegram), ME)

    assert incoming is not None
    assert (incoming.event, incoming.place) == (Pressed("yes"), Place(anna.id))
    assert chat_of(update(telegram)) == anna.id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallo zusammen", None),
        ("/help", Commanded("help")),
        ("/help@lotse_bot mir", Commanded("help", "mir")),
        ("/anything@lotse_bot", Commanded("anything")),
        ("/help@other_bot", None),
        ("/ban", None),
        ("@Lotse_bot wo lerne ich Deutsch?", Typed("wo lerne ich Deutsch?")),
        ("Weiß das @lotse_bot vielleicht?", Typed("Weiß das vielleicht?")),
        ("@lotse_bot /help", Commanded("help")),
        ("@lotse_bot", Commanded("help")),
        ("@lotse_bot2 wo?", None),
        ("mail@lotse_bot", None),
    ],
)
async def test_in_a_group_the_bot_hears_what_is_meant_for_it(
    telegram: TelegramServer, text: str, expected: Event | None
) -> None:
    telegram.group().types(telegram.person().user, text)

    assert event(telegram) == expected


async def test_replies_to_the_bot_are_meant_for_it(telegram: TelegramServer) -> None:
    anna, group = telegram.person(), telegram.group()
    own = group.add(telegram.methods.bot, text="Wo wohnst du?")
    other = group.add(anna.user, text="Ich weiß nicht")

    group.types(anna.user, "Mitte", reply_to_message=own)
    incoming = read(update(telegram), ME)
    assert incoming is not None
    assert incoming.event == Typed("Mitte")
    assert incoming.place == Place(group.id, group=True, answers=3)

    group.types(anna.user, "Mitte", reply_to_message=other)
    assert event(telegram) is None


async def test_replies_stay_in_their_topic(telegram: TelegramServer) -> None:
    anna, forum = telegram.person(), telegram.group(threads=(7,))
    opening = forum.add(telegram.methods.bot, forum_topic_created={"name": "Fragen", "icon_color": 1})
    topic = {"message_thread_id": 7, "is_topic_message": True}

    forum.types(anna.user, "Hallo", reply_to_message=opening, **topic)
    assert event(telegram) is None

    forum.types(anna.user, "/help", reply_to_message=opening, **topic)
    incoming = read(update(telegram), ME)
    assert incoming is not None
    assert incoming.place == Place(forum.id, 7, group=True, answers=3)


async def test_bots_and_channels_are_not_answered(telegram: TelegramServer) -> None:
    group = telegram.group()
    group.types({"id": 5, "is_bot": True, "first_name": "Bot"}, "/help")
    assert event(telegram) is None

    channel = {"id": -5, "type": "channel", "title": "News"}
    telegram.push_raw({"update_id": 5000, "message": {"message_id": 1, "date": 1, "chat": channel, "text": "/help"}})
    assert event(telegram) is None
