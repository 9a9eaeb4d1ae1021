"""What is remembered of people, and what is counted without them.

Functions take a session and never commit: the caller's transaction decides.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.conversation import Asked, Change, Forget, Outcome, Person, Remember, Thumb
from bot.store.tables import NOWHERE, AskedRow, JournalRow, PersonRow, ThumbRow, UnansweredRow
from bot.store.upserts import count_one_more, insert_or_replace

LONGEST_TEXT = 300
"""Characters kept of an unanswered question: enough to see what it is about, and it fits a key of PostgreSQL."""

CONTACT = re.compile(r"\S+@\S+|\+?\d(?:[\s/().-]*\d){5,}")
"""An e-mail address, or six digits and more: telephone numbers, file numbers, accounts, dates of birth."""


def person_key(chat_id: int | str, secret: bytes) -> str:
    """Turn a chat id into a key that nobody without the secret can turn back: 32 hexadecimal digits."""
    return hmac.new(secret, str(chat_id).encode(), hashlib.sha256).hexdigest()[:32]


async def find(session: AsyncSession, key: str) -> Person:
    """Find what is remembered of a person; nothing is known of a stranger."""
    columns = select(PersonRow.language, PersonRow.quarter, PersonRow.expects).where(PersonRow.key == key)
    row = (await session.execute(columns)).one_or_none()
    return Person() if row is None else Person(*row)


async def apply(
    session: AsyncSession, key: str, changes: Sequence[Change], now: datetime, *, keep_texts: bool = False
) -> None:
    """Store the changes of a turn in their order.

    Args:
        session: Of the caller's transaction.
        key: From `person_key`.
        changes: Of the turn.
        now: The time of the turn; counters are kept by its day in UTC.
        keep_texts: Whether the words of questions without an answer are kept.
    """
    for change in changes:
        match change:
            case Remember(person):
                await _remember(session, key, person, now)
            case Forget():
                await forget(session, key)
            case Thumb(subject, up, language):
                counter = {"subject": subject, "up": up, "language": language, "day": _day(now)}
                await count_one_more(session, ThumbRow, counter)
            case Asked():
                await _count_question(session, change, now, keep_texts=keep_texts)


async def forget(session: AsyncSession, key: str) -> None:
    """Delete everything about a person, also what the journal holds of them."""
    await session.execute(delete(PersonRow).where(PersonRow.key == key))
    nobody = {"person": None, "language": None, "quarter": None, "expects": None}
    await session.execute(update(JournalRow).where(JournalRow.person == key).values(nobody))


async def _remember(session: AsyncSession, key: str, person: Person, now: datetime) -> None:
    if person == Person():  # nothing to remember: then not even that there was somebody
        await session.execute(delete(PersonRow).where(PersonRow.key == key))
        return
    chosen = {"language": person.language, "quarter": person.quarter, "expects": person.expects}
    await insert_or_replace(session, PersonRow, {"key": key, **chosen, "updated_at": now})


async def _count_question(session: AsyncSession, asked: Asked, now: datetime, *, keep_texts: bool) -> None:
    if asked.outcome is Outcome.URGENT:
        return
    counter = {"day": _day(now), "language": asked.language, "quarter": asked.quarter or NOWHERE}
    about = {"concern": asked.concern or NOWHERE, "outcome": asked.outcome.value}
    await count_one_more(session, AskedRow, {**counter, **about})
    if asked.outcome is Outcome.NONE:
        text = storable(asked.text) if keep_texts else ""
        await count_one_more(session, UnansweredRow, {**counter, "text": text})


def storable(text: str) -> str:
    """Make a question countable with others like it: in small letters, without contacts, not too long.

    Also without characters that databases refuse: zeros, and halves of surrogate pairs.
    """
    words = text.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ").lower()
    return " ".join(CONTACT.sub("…", words).split())[:LONGEST_TEXT].strip()


def _day(now: datetime) -> date:
    return now.astimezone(UTC).date()
