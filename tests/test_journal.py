"""Each update has its effects once; on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select

from bot.core.conversation import Asked, Forget, Outcome, Person, Remember, Thumb
from bot.store.database import Database
from bot.store.reports import Unanswered
from bot.store.store import Store
from bot.store.tables import JournalRow

pytest_plugins = ("tests.store_fixtures",)

ANNA = Person("uk", "nordstadt", "quarter")
LIKED = Thumb("guide:kita-place", True, "uk")


async def likes(store: Store) -> int:
    return sum(thumb.up for thumb in (await store.tallies()).thumbs)


async def test_a_new_update_starts_from_the_person_as_they_are(store: Store) -> None:
    assert await store.begin(1, 10, ANNA) == ANNA


async def test_a_finished_update_is_not_begun_again(store: Store) -> None:
    await store.begin(1, 10, ANNA)
    await store.commit(1, 10, (LIKED,))
    await store.finish(1)

    assert await store.begin(1, 10, ANNA) is None
    assert await store.begin(2, 10, ANNA) == ANNA


async def test_after_a_crash_before_the_changes_the_update_is_begun_again(store: Store) -> None:
    await store.begin(1, 10, Person())

    assert await store.begin(1, 10, Person()) == Person()
    await store.commit(1, 10, (Remember(ANNA),))
    assert await store.find(10) == ANNA


async def test_after_a_crash_between_changes_and_replies_the_same_turn_is_computed_again(store: Store) -> None:
    before = Person("uk", None, "quarter")
    await store.begin(1, 10, before)
    await store.commit(1, 10, (Remember(Person("uk", "nordstadt")), LIKED))

    again = await store.begin(1, 10, await store.find(10))
    await store.commit(1, 10, (Remember(Person("uk", "nordstadt")), LIKED))
    await store.finish(1)

    assert again == before
    assert await store.find(10) == Person("uk", "nordstadt")
    assert await likes(store) == 1


async def test_changes_of_a_later_update_are_not_undone_by_an_older_one(store: Store) -> None:
    await store.begin(1, 10, Person())
    await store.commit(1, 10, (Remember(Person("uk")),))
    await store.begin(2, 10, Person("uk"))
    await store.commit(2, 10, (Remember(Person("tr")),))
    await store.finish(2)
    await store.commit(1, 10, (Remember(Person("uk")),))

    assert await store.find(10) == Person("tr")


async def test_changes_are_applied_once_also_without_a_beginning(store: Store) -> None:
    await store.commit(1, 10, (LIKED,))
    await store.commit(1, 10, (LIKED,))

    assert await likes(store) == 1


async def test_the_same_update_handled_twice_at_once_has_its_effects_once(store: Store) -> None:
    async def handle() -> None:
        await store.begin(1, 10, ANNA)
        await store.commit(1, 10, (LIKED,))

    await asyncio.gather(*(handle() for _ in range(10)))

    assert await likes(store) == 1


async def test_no_changes_write_nothing(database: Database, store: Store) -> None:
    await store.commit(1, 10, ())
    await store.apply(10, ())

    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(JournalRow)) == 0


async def test_a_finished_update_holds_nothing_of_its_person(database: Database, store: Store) -> None:
    await store.begin(1, 10, ANNA)
    await store.finish(1)

    async with database.reading() as session:
        columns = select(JournalRow.person, JournalRow.language, JournalRow.quarter, JournalRow.expects)
        assert tuple((await session.execute(columns)).one()) == (None, None, None, None)


async def test_a_forgotten_person_starts_anew_also_in_an_update_that_comes_again(store: Store) -> None:
    await store.apply(10, (Remember(ANNA),))
    await store.begin(1, 10, ANNA)
    await store.commit(1, 10, (Forget(),))

    assert await store.begin(1, 10, await store.find(10)) == Person()
    await store.commit(1, 10, (Forget(),))
    await store.finish(1)
    assert await store.begin(1, 10, Person()) is None


async def test_update_ids_may_be_large(store: Store) -> None:
    await store.begin(2**40, 2**52, ANNA)
    await store.finish(2**40)

    assert await store.begin(2**40, 2**52, ANNA) is None


async def test_twenty_people_at_once_each_get_their_own(store: Store) -> None:
    async def handle(number: int) -> None:
        before = await store.find(number)
        person = await store.begin(number, number, before)
        assert person == Person()
        await store.commit(number, number, (Remember(Person("uk", f"quarter-{number}")), LIKED))
        await store.finish(number)

    await asyncio.gather(*(handle(number) for number in range(20)))

    found = await asyncio.gather(*(store.find(number) for number in range(20)))
    assert [person.quarter for person in found] == [f"quarter-{number}" for number in range(20)]
    assert await likes(store) == 20


async def test_the_journal_keeps_three_days(make_store: Callable[..., Store]) -> None:
    old, young = make_store(), make_store(now=make_store().now() + timedelta(days=2))
    for update_id, store in ((1, old), (2, young)):
        await store.begin(update_id, 10, ANNA)
        await store.finish(update_id)
    await make_store(now=old.now() + timedelta(days=3, minutes=1)).prune()

    assert await old.begin(1, 10, ANNA) == ANNA
    assert await old.begin(2, 10, ANNA) is None


async def test_words_of_unanswered_questions_are_deleted_after_their_time(make_store: Callable[..., Store]) -> None:
    store = make_store(keep_texts=True)
    await store.apply(1, (Asked(None, Outcome.NONE, "tr", None, "zoo"),))
    await make_store().apply(1, (Asked(None, Outcome.NONE, "tr", None, "zoo"),))
    today = store.now().date()

    await make_store(keep_texts=True, now=store.now() + timedelta(days=30)).prune()
    assert len(await store.unanswered()) == 2
    await make_store(keep_texts=True, now=store.now() + timedelta(days=31)).prune()
    assert await store.unanswered() == (Unanswered(None, "tr", None, 1, today),)


async def test_words_are_deleted_at_once_when_the_operator_stops_keeping_them(make_store: Callable[..., Store]) -> None:
    await make_store(keep_texts=True).apply(1, (Asked(None, Outcome.NONE, "tr", None, "zoo"),))
    await make_store(keep_texts=False).prune()

    assert await make_store().unanswered() == ()
