"""Make the first tables: people, the journal of updates, and counters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "person",
        sa.Column("key", sa.String, nullable=False),
        sa.Column("language", sa.String),
        sa.Column("quarter", sa.String),
        sa.Column("expects", sa.String),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_person"),
    )
    op.create_table(
        "journal",
        sa.Column("update_id", sa.BigInteger, autoincrement=False, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied", sa.Boolean, nullable=False),
        sa.Column("finished", sa.Boolean, nullable=False),
        sa.Column("person", sa.String),
        sa.Column("language", sa.String),
        sa.Column("quarter", sa.String),
        sa.Column("expects", sa.String),
        sa.PrimaryKeyConstraint("update_id", name="pk_journal"),
    )
    op.create_index("ix_journal_begun_at", "journal", ["begun_at"])
    op.create_index("ix_journal_person", "journal", ["person"])
    _create_counters()


def _create_counters() -> None:
    op.create_table(
        "thumb",
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("up", sa.Boolean, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("subject", "up", "language", "day", name="pk_thumb"),
    )
    op.create_table(
        "asked",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("quarter", sa.String, nullable=False),
        sa.Column("concern", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "language", "quarter", "concern", "outcome", name="pk_asked"),
    )
    op.create_table(
        "unanswered",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("quarter", sa.String, nullable=False),
        sa.Column("text", sa.String, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "language", "quarter", "text", name="pk_unanswered"),
    )
