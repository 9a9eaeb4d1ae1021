"""What staff may see: how often something was asked, liked, or not found; never by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.core.conversation import Outcome
from bot.store.tables import AskedRow, ThumbRow, UnansweredRow


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Questions alike that found no answer. `text` is in small letters, None where words are not kept."""

    text: str | None
    language: str
    quarter: str | None
    count: int
    last: date


@dataclass(frozen=True, slots=True)
class AskedTally:
    """How often a concern was asked for on a day, and how that ended."""

    day: date
    language: str
    quarter: str | None
    concern: str | None
    outcome: Outcome
    count: int


@dataclass(frozen=True, slots=True)
class ThumbTally:
    """Thumbs that a guide or an offer got on a day in a language."""

    subject: str
    language: str
    day: date
    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Tallies:
    """All counters, by day."""

    asked: tuple[AskedTally, ...]
    thumbs: tuple[ThumbTally, ...]


async def unanswered(session: AsyncSession, limit: int) -> tuple[Unanswered, ...]:
    """Group the questions that found no answer by words, language and quarter; the most frequent first."""
    row, total = UnansweredRow, func.sum(UnansweredRow.count)
    group = (row.text, row.language, row.quarter)
    statement = select(*group, total, func.max(row.day)).group_by(*group).order_by(total.desc(), *group).limit(limit)
    found = await session.execute(statement)
    return tuple(Unanswered(text or None, lang, where or None, n, last) for text, lang, where, n, last in found)


async def tallies(session: AsyncSession, since: date | None = None) -> Tallies:
    """Read the counters of all days, or from a day on."""
    asked = select(AskedRow).order_by(
        AskedRow.day, AskedRow.language, AskedRow.quarter, AskedRow.concern, AskedRow.outcome
    )
    thumbs = select(ThumbRow).order_by(ThumbRow.day, ThumbRow.subject, ThumbRow.language)
    if since is not None:
        asked, thumbs = asked.where(AskedRow.day >= since), thumbs.where(ThumbRow.day >= since)
    questions = [
        AskedTally(row.day, row.language, row.quarter or None, row.concern or None, Outcome(row.outcome), row.count)
        for row in await session.scalars(asked)
    ]
    return Tallies(tuple(questions), _both_thumbs((await session.scalars(thumbs)).all()))


def _both_thumbs(rows: Sequence[ThumbRow]) -> tuple[ThumbTally, ...]:
    counts: dict[tuple[str, str, date], list[int]] = {}
    for row in rows:
        counts.setdefault((row.subject, row.language, row.day), [0, 0])[not row.up] += row.count
    return tuple(ThumbTally(*key, up=up, down=down) for key, (up, down) in counts.items())
