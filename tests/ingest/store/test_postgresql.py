"""The same log in PostgreSQL; $HIPLOG_TEST_POSTGRES, a URL, makes every test of this folder run there too."""

from __future__ import annotations

import os

import pytest

from ingest.errors import StoreError
from ingest.store import Store

URL = os.environ.get("HIPLOG_TEST_POSTGRES")
pytestmark = pytest.mark.skipif(URL is None, reason="HIPLOG_TEST_POSTGRES names no PostgreSQL server")


def test_the_log_is_kept_in_postgresql(where, add, store):
    add("a", title="Läufe")
    if where.startswith("postgresql"):
        assert store._engine.dialect.name == "postgresql"
    assert Store(where).load().runs["title"].tolist() == ["Läufe"]


def test_a_server_that_is_not_there_is_told_without_the_password():
    with pytest.raises(StoreError, match="cannot be used") as caught:
        Store("postgresql+psycopg://runner:secret@127.0.0.1:1/log")
    assert "secret" not in str(caught.value)
