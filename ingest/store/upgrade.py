"""Runs the migrations, in one transaction, one process at a time."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Engine, text

from ingest.errors import StoreError
from ingest.store.engine import writing

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 0x6869706C6F67  # "hiplog"; PostgreSQL's advisory locks are numbers


def configured() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(engine: Engine, stamp: str | None) -> None:
    """Brings the tables to the newest migration.

    Raises StoreError where they are newer than this hiplog.
    """
    config = configured()
    if stamp is not None and not _known(config, stamp):
        raise StoreError("This log was written by a newer hiplog. Update hiplog, then open it again.")
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _known(config: Config, stamp: str) -> bool:
    try:
        return ScriptDirectory.from_config(config).get_revision(stamp) is not None
    except CommandError:
        return False
