"""What is remembered of people, and what is counted without them; on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.core.conversation import Asked, Forget, Outcome, Person, Remember, Thumb
from bot.store import people
from bot.store.database import Database, open_database
from bot.store.reports import AskedTally, ThumbTally, Unanswered
from bot.store.store import Store
from bot.store.tables import JournalRow, PersonRow

pytest_plugins = ("tests.store_fixtures",)

ANNA = Person("uk", "nordstadt", "quarter")
DAY = date(2026, 3, 2)


async def test_a_stranger_is_an_empty_person(store: Store) -> None:
    assert await store.find(1) == Person()


async def test_what_was_chosen_is_remembered(store: Store) -> None:
    await store.apply(1, (Remember(ANNA),))

    assert await store.find(1) == ANNA
    assert await store.find(2) == Person()


async def test_the_last_choice_counts(store: Store) -> None:
    await store.apply(1, (Remember(ANNA), Remember(Person("tr", None))))
    await store.apply(1, (Remember(Person("tr", "nordstadt")),))

    assert await store.find(1) == Person("tr", "nordstadt")


async def test_what_is_read_in_a_transaction_includes_what_was_written_in_it(database: Database, store: Store) -> None:
    async with database.writing() as session:
        before = await people.find(session, "key")
        await people.apply(session, "key", (Remember(ANNA),), store.now())
        between = await people.find(session, "key")
        await people.apply(session, "key", (Remember(Person("de")),), store.now())
        after = await people.find(session, "key")

    assert [before, between, after] == [Person(), ANNA, Person("de")]


async def test_the_time_of_a_choice_comes_back_aware_and_in_utc(
    database: Database, make_store: Callable[..., Store]
) -> None:
    store = make_store()
    berlin = store.now().astimezone(timezone(timedelta(hours=1)))
    await make_store(now=berlin).apply(1, (Remember(ANNA),))

    async with database.reading() as session:
        found = (await session.scalars(select(PersonRow.updated_at))).one()
    assert found == store.now()
    assert found.utcoffset() == timedelta(0)


async def test_forgetting_deletes_the_person_and_nobody_else(store: Store) -> None:
    await store.apply(1, (Remember(ANNA),))
    await store.apply(2, (Remember(Person("de")),))
    await store.forget(1)

    assert await store.find(1) == Person()
    assert await store.find(2) == Person("de")


async def test_forgetting_empties_the_journal_of_the_person(database: Database, store: Store) -> None:
    await store.apply(1, (Remember(ANNA),))
    await store.begin(7, 1, ANNA)
    await store.begin(8, 2, Person("de"))
    await store.commit(7, 1, (Forget(),))

    async with database.reading() as session:
        columns = select(JournalRow.update_id, JournalRow.language, JournalRow.quarter, JournalRow.expects)
        rows = (await session.execute(columns.order_by(JournalRow.update_id))).all()
        owners = (await session.scalars(select(JournalRow.person).order_by(JournalRow.update_id))).all()
    assert [tuple(row) for row in rows] == [(7, None, None, None), (8, "de", None, None)]
    assert owners == [None, people.person_key(2, store.secret)]


async def test_nothing_of_a_forgotten_person_is_left_in_the_files(tmp_path: Path, sqlite_url: str) -> None:
    def left() -> list[bytes]:
        contents = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
        return [word for word in (b"quarter-of-hers", people.person_key(1, b"secret").encode()) if word in contents]

    person = Person("uk", "quarter-of-hers")
    async with open_database(sqlite_url) as database:
        store = Store(database, b"secret")
        for update_id in range(50):
            await store.begin(update_id, 1, person)
            await store.commit(update_id, 1, (Remember(person),))
        assert len(left()) == 2
        await store.forget(1)

        assert left() == []


async def test_remembering_nothing_leaves_no_row(database: Database, store: Store) -> None:
    await store.apply(1, (Remember(ANNA), Remember(Person())))

    async with database.reading() as session:
        assert (await session.scalars(select(PersonRow.key))).all() == []


async def test_thumbs_are_counted_without_the_person(store: Store) -> None:
    for chat_id, up in ((1, True), (2, True), (3, False)):
        await store.apply(chat_id, (Thumb("guide:kita-place", up, "tr"),))

    assert (await store.tallies()).thumbs == (ThumbTally("guide:kita-place", "tr", DAY, up=2, down=1),)


async def test_questions_are_counted_by_day_concern_and_outcome(store: Store) -> None:
    sure = Asked("kita-place", Outcome.SURE, "tr", "nordstadt", "text that nobody keeps")
    await store.apply(1, (sure, sure, Asked(None, Outcome.NONE, "tr", None)))

    assert (await store.tallies()).asked == (
        AskedTally(DAY, "tr", None, None, Outcome.NONE, 1),
        AskedTally(DAY, "tr", "nordstadt", "kita-place", Outcome.SURE, 2),
    )


async def test_tallies_can_start_at_a_day(store: Store) -> None:
    await store.apply(1, (Asked("kita-place", Outcome.SURE, "tr", None), Thumb("guide:kita-place", True, "tr")))

    assert len((await store.tallies(DAY)).asked) == 1
    later = await store.tallies(DAY + timedelta(days=1))
    assert (later.asked, later.thumbs) == ((), ())


async def test_emergencies_are_neither_counted_nor_kept(make_store: Callable[..., Store]) -> None:
    store = make_store(keep_texts=True)
    await store.apply(1, (Asked("violence", Outcome.URGENT, "tr", "nordstadt", "help"),))

    assert (await store.tallies()).asked == ()
    assert await store.unanswered() == ()


async def test_words_of_unanswered_questions_are_not_kept_unless_the_operator_wants_them(
    make_store: Callable[..., Store],
) -> None:
    question = Asked(None, Outcome.NONE, "tr", "nordstadt", "Where  is the ZOO?")
    await make_store().apply(1, (question,))
    await make_store(keep_texts=True).apply(1, (question, question))

    assert await make_store().unanswered() == (
        Unanswered("where is the zoo?", "tr", "nordstadt", 2, DAY),
        Unanswered(None, "tr", "nordstadt", 1, DAY),
    )


async def test_words_of_answered_questions_are_never_kept(make_store: Callable[..., Store]) -> None:
    store = make_store(keep_texts=True)
    await store.apply(1, (Asked("kita-place", Outcome.UNSURE, "tr", None, "kita"),))

    assert await store.unanswered() == ()


async def test_unanswered_questions_are_grouped_over_days_and_the_list_ends_where_asked(
    make_store: Callable[..., Store],
) -> None:
    tomorrow = make_store().now() + timedelta(days=1)
    zoo, sea = (Asked(None, Outcome.NONE, "tr", None, text) for text in ("zoo", "sea"))
    await make_store(keep_texts=True).apply(1, (zoo, sea))
    await make_store(keep_texts=True, now=tomorrow).apply(2, (zoo,))

    assert await make_store().unanswered(1) == (Unanswered("zoo", "tr", None, 2, tomorrow.date()),)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Call me: +49 (202) 563-1234 please", "call me: … please"),
        ("I am anna.b@example.org", "i am …"),
        ("Aktenzeichen 123456789", "aktenzeichen …"),
        ("born 01.02.1990 in Kyiv", "born … in kyiv"),
        ("42275 and A1 at 9:30", "42275 and a1 at 9:30"),
        ("a\0b \ud83d ً", "a b ً"),
        ("ü" * 4000, "ü" * 300),
    ],
)
def test_kept_words_hold_no_contacts_and_fit(typed: str, kept: str) -> None:
    assert people.storable(typed) == kept


async def test_the_longest_words_in_every_script_can_be_counted(make_store: Callable[..., Store]) -> None:
    store = make_store(keep_texts=True)
    emoji = "".join(chr(0x1F300 + number) for number in range(300))
    for text in (emoji * 10, "\0", "\ud800"):
        await store.apply(1, (Asked(None, Outcome.NONE, "tr", None, text),))

    assert sorted((found.text or "", found.count) for found in await store.unanswered()) == [("", 2), (emoji, 1)]


async def test_counters_raised_at_once_lose_nothing(store: Store) -> None:
    await asyncio.gather(*(store.apply(chat, (Thumb("guide:kita-place", True, "tr"),)) for chat in range(20)))

    assert [tally.up for tally in (await store.tallies()).thumbs] == [20]


async def test_an_old_telegram_id_of_a_group_and_a_name_are_persons_too(store: Store) -> None:
    await store.apply(-1001234567890123, (Remember(ANNA),))
    await store.apply("terminal", (Remember(Person("de")),))

    assert await store.find(-1001234567890123) == ANNA
    assert await store.find("terminal") == Person("de")


def test_a_key_tells_nothing_without_the_secret() -> None:
    key = people.person_key(123456789, b"one secret")

    assert len(key) == 32
    assert set(key) <= set("0123456789abcdef")
    assert key == people.person_key(123456789, b"one secret")
    assert key != people.person_key(123456789, b"another secret")
    assert key != people.person_key(123456780, b"one secret")


def test_a_store_does_not_show_its_secret() -> None:
    assert "hidden" not in repr(Store(None, b"hidden"))  # type: ignore[arg-type] # no database is needed to show it
