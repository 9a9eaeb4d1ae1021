"""What surfaces ask of the database; each method is one transaction, and may be repeated without harm."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from bot.core.conversation import Change, Forget, Person
from bot.errors import StoreError
from bot.store import journal, people, reports
from bot.store.database import Database

logger = logging.getLogger(__name__)


def utc_now() -> datetime:
    """Tell the time, aware."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Store:
    """The state of all conversations. Every method raises StoreError when the database fails.

    Attributes:
        database: Open as long as this is used.
        secret: Turns chat ids into keys; with another one everybody is a stranger.
        keep_texts: Whether the words of questions without an answer are kept.
        keep_texts_for: After which time they are deleted.
        now: The clock.
    """

    database: Database
    secret: bytes = field(repr=False)
    keep_texts: bool = False
    keep_texts_for: timedelta = timedelta(days=30)
    now: Callable[[], datetime] = utc_now

    async def find(self, chat_id: int | str) -> Person:
        """Find what is remembered of a person; an empty Person for a stranger."""
        async with self.database.reading() as session:
            return await people.find(session, self._key(chat_id))

    async def begin(self, update_id: int, chat_id: int | str, before: Person) -> Person | None:
        """Start an update: None when it is done, else the person from whom its turn is to be computed."""
        async with self.database.writing() as session:
            return await journal.begin(session, update_id, self._key(chat_id), before, self.now())

    async def commit(self, update_id: int, chat_id: int | str, changes: Sequence[Change]) -> None:
        """Apply the changes of an update, unless they were applied before."""
        if not changes:
            return
        key, now = self._key(chat_id), self.now()
        async with self.database.writing() as session:
            if await journal.claim(session, update_id, now):
                await people.apply(session, key, changes, now, keep_texts=self.keep_texts)
        await self._scrub_after(changes)

    async def finish(self, update_id: int) -> None:
        """Mark an update as done: its replies are sent."""
        async with self.database.writing() as session:
            await journal.finish(session, update_id)

    async def apply(self, chat_id: int | str, changes: Sequence[Change]) -> None:
        """Apply changes where nothing comes twice, as in a terminal."""
        if not changes:
            return
        key, now = self._key(chat_id), self.now()
        async with self.database.writing() as session:
            await people.apply(session, key, changes, now, keep_texts=self.keep_texts)
        await self._scrub_after(changes)

    async def forget(self, chat_id: int | str) -> None:
        """Delete everything about a person, such as one who blocked the bot."""
        await self.apply(chat_id, (Forget(),))

    async def prune(self) -> None:
        """Delete what is no longer needed; once a day is enough. Words that may no longer be kept go at once."""
        kept_for = self.keep_texts_for if self.keep_texts else timedelta(days=-1)
        async with self.database.writing() as session:
            await journal.prune(session, self.now(), texts_for=kept_for)
        await self.database.scrub()

    async def unanswered(self, limit: int = 50) -> tuple[reports.Unanswered, ...]:
        """List what people asked and did not find, the most frequent first."""
        async with self.database.reading() as session:
            return await reports.unanswered(session, limit)

    async def tallies(self, since: date | None = None) -> reports.Tallies:
        """Read the counters of questions and thumbs, by day."""
        async with self.database.reading() as session:
            return await reports.tallies(session, since)

    async def _scrub_after(self, changes: Sequence[Change]) -> None:
        """Leave no trace of a forgotten person in the files; what was deleted stays deleted when that fails."""
        if any(isinstance(change, Forget) for change in changes):
            try:
                await self.database.scrub()
            except StoreError as error:
                logger.warning("a person is forgotten, but may stay in the database's journal for a while: %s", error)

    def _key(self, chat_id: int | str) -> str:
        return people.person_key(chat_id, self.secret)
