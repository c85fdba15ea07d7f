"""How the database keeps what ingest.schema names: a type for each dtype, and the columns of a Table."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, Date, DateTime, Double, ForeignKey, Integer, Text, TypeDecorator

from ingest import schema


class Instant(TypeDecorator):
    """A moment, kept in UTC: readable text in SQLite, a timestamp in PostgreSQL."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value, dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value, dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


TYPES = {
    schema.NUMBER: Double,
    schema.TEXT: Text,
    schema.INSTANT: Instant,
    schema.DAY: Date,
}

# SQLite numbers rows by itself only in a column that it calls INTEGER.
SERIAL = BigInteger().with_variant(Integer, "sqlite")


def kept_columns(table: schema.Table, key: str = "", required: tuple[str, ...] = ()) -> list[Column]:
    """The columns of a schema Table; the key and the required ones are never null."""
    filled = {key, *required}
    return [
        Column(c.name, TYPES[c.dtype](), primary_key=c.name == key, nullable=c.name not in filled)
        for c in table.columns
    ]


def runner_column(**more) -> Column:
    return Column("runner_id", Integer, ForeignKey("runners.runner_id"), nullable=False, **more)
