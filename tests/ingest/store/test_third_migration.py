"""A diary of the second version is brought to the third: every entry stays, all that is new is empty."""

from datetime import date

import pytest
from alembic import command

from ingest.schema import DIARY
from ingest.store import Store, engine
from ingest.store.upgrade import configured


@pytest.fixture
def second(tmp_path):
    made = engine.connecting(engine.url_of(str(tmp_path)))
    config = configured()
    with engine.writing(made) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.exec_driver_sql("INSERT INTO runners (runner_id, data_version) VALUES (1, 7)")
        connection.exec_driver_sql(
            "INSERT INTO diary (runner_id, day, version, worst_pain, run_pain, side, note, logged_at) "
            "VALUES (1, '2026-05-03', 1, 3.0, 5.0, 'left', 'old', '2026-05-03 19:30:00.000000')"
        )
    return tmp_path


def test_entries_stay_and_new_columns_are_empty(second):
    diary = Store(second).load().diary
    assert list(diary) == DIARY.names
    said = diary.iloc[0].dropna()
    assert said.drop(["day", "logged_at"]).to_dict() == {
        "worst_pain": 3.0,
        "run_pain": 5.0,  # more than the worst: older versions took that, and it must still open
        "side": "left",
        "note": "old",
    }


def test_an_old_entry_can_be_put_right(second):
    store = Store(second)
    store.amend_entries({date(2026, 5, 3): {"worst_pain": 5}}, {date(2026, 5, 3): {"worst_pain": 3}})
    assert store.load().diary["worst_pain"].tolist() == [5.0]
