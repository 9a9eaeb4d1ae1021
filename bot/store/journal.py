"""Let each update have its effects once, though it may come twice and the program may end at any moment.

Telegram brings an update again that was not confirmed. Its way through the journal: `begin` keeps the person as they
were before it; `claim` and the changes themselves go into one transaction; the replies are sent; `finish` empties
the row. An update that comes again after `finish` is done; before, the same turn is computed again from the same
person and its replies are sent, but its changes are not applied again.

Functions take a session and never commit: the caller's transaction decides.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.conversation import Person
from bot.store.tables import JournalRow, UnansweredRow
from bot.store.upserts import insert_or_keep, insert_or_replace

KEPT_FOR = timedelta(days=3)
"""How long it is known that an update is done; Telegram brings updates for 24 hours at most.

Source: https://core.telegram.org/bots/api#getting-updates
"""


async def begin(session: AsyncSession, update_id: int, key: str, before: Person, now: datetime) -> Person | None:
    """Start or take up the handling of an update.

    Args:
        session: Of the caller's transaction.
        update_id: Telegram's number of the update.
        key: From `people.person_key`.
        before: The person as they are now.
        now: When the handling starts.

    Returns:
        The person as they were when the update was first begun, or None when it is done.
    """
    values = _row(update_id, now, key=key, before=before)
    await insert_or_keep(session, JournalRow, values)
    row = JournalRow
    columns = select(row.finished, row.language, row.quarter, row.expects).where(row.update_id == update_id)
    finished, language, quarter, expects = (await session.execute(columns)).one()
    return None if finished else Person(language, quarter, expects)


async def claim(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """Mark the changes of an update as applied, in the transaction that applies them.

    Returns:
        True when the caller is the first and applies them; False when they were applied before.
    """
    values = _row(update_id, now, applied=True)
    first = JournalRow.applied.is_(False)
    return await insert_or_replace(session, JournalRow, values, replace={"applied": True}, where=first)


async def finish(session: AsyncSession, update_id: int) -> None:
    """Mark an update as done, and keep nothing of its person."""
    done = {"finished": True, "person": None, "language": None, "quarter": None, "expects": None}
    await session.execute(update(JournalRow).where(JournalRow.update_id == update_id).values(done))


async def prune(session: AsyncSession, now: datetime, *, texts_for: timedelta) -> None:
    """Delete what is no longer needed: old rows of the journal, and words of questions older than `texts_for`."""
    await session.execute(delete(JournalRow).where(JournalRow.begun_at < now - KEPT_FOR))
    oldest = (now - texts_for).astimezone(UTC).date()
    await session.execute(delete(UnansweredRow).where(UnansweredRow.text != "", UnansweredRow.day < oldest))


def _row(
    update_id: int, now: datetime, *, key: str | None = None, before: Person | None = None, applied: bool = False
) -> dict[str, object]:
    person = before or Person()
    return {
        "update_id": update_id,
        "begun_at": now,
        "applied": applied,
        "finished": False,
        "person": key,
        "language": person.language,
        "quarter": person.quarter,
        "expects": person.expects,
    }
