"""Lets Alembic work inside the transaction that ingest.store.upgrade has begun.

It begins with BEGIN IMMEDIATE: a migration killed half-way leaves nothing behind and can be run again.
"""

from alembic import context

from ingest.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
