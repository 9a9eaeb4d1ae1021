"""Run migrations on the connection that `bot.store.migrating` hands over; Alembic loads this file by its name."""

from __future__ import annotations

from alembic import context

from bot.store.tables import Base

# Batches: SQLite cannot change most of a table in place, so Alembic copies it.
context.configure(
    connection=context.config.attributes["connection"], target_metadata=Base.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
