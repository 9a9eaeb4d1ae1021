"""The tables: what is remembered of persons, what is counted without them, and which updates are done.

A change here needs a migration in `migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import ClassVar

from sqlalchemy import BigInteger, DateTime, Dialect, MetaData
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

NOWHERE = ""
"""Stands for "no quarter" and "no concern" in keys of counters, where NULL would never be equal to itself."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time. It is kept in UTC, and comes back aware also from SQLite, which forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware time into UTC; a naive one is refused, since nobody knows what it means."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables. Constraints have names, so that migrations can change them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {datetime: UtcDateTime}


class PersonRow(Base):
    """What a person chose: the only personal data there is."""

    __tablename__ = "person"

    key: Mapped[str] = mapped_column(primary_key=True)  # keyed hash of the chat id
    language: Mapped[str | None]
    quarter: Mapped[str | None]
    expects: Mapped[str | None]
    updated_at: Mapped[datetime]


class JournalRow(Base):
    """How far an update got. Whose it is, and the person before it, are kept only until it is answered."""

    __tablename__ = "journal"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    begun_at: Mapped[datetime] = mapped_column(index=True)
    applied: Mapped[bool]  # the changes are stored
    finished: Mapped[bool]  # the replies are sent
    person: Mapped[str | None] = mapped_column(index=True)
    language: Mapped[str | None]
    quarter: Mapped[str | None]
    expects: Mapped[str | None]


class ThumbRow(Base):
    """Thumbs for a guide or an offer on a day."""

    __tablename__ = "thumb"

    subject: Mapped[str] = mapped_column(primary_key=True)
    up: Mapped[bool] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]


class AskedRow(Base):
    """Questions of a day, by what they were about and how they were answered."""

    __tablename__ = "asked"

    day: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    quarter: Mapped[str] = mapped_column(primary_key=True)
    concern: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class UnansweredRow(Base):
    """Questions of a day that found nothing. `text` is empty unless the operator keeps the words."""

    __tablename__ = "unanswered"

    day: Mapped[date] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    quarter: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
