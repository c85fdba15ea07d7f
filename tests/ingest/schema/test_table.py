"""Tables hold every column's name, dtype, unit and meaning, and frames are held against them."""

import pandas as pd
import pytest

from ingest.schema import DIARY, LAPS, NUMBER, RUNS, SHOES, TABLES, TRACK, Log, MissingColumns, Table

UNIT_ENDINGS = {
    "_m": "m", "_s": "s", "_m_s": "m/s", "_bpm": "bpm", "_spm": "steps/min", "_deg": "°", "_c": "°C",
    "_w": "W", "_pct": "%", "_kg": "kg",
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_an_empty_table_has_every_column_and_dtype(table):
    empty = table.empty()
    assert list(empty.columns) == table.names
    assert [str(dtype) for dtype in empty.dtypes] == list(table.dtypes.values())
    assert len(empty) == 0


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_column_stands_twice_and_each_says_what_it_means(table):
    assert len(set(table.names)) == len(table.names)
    assert all(column.meaning for column in table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_number_with_a_unit_carries_it_in_its_name(table):
    for column in table.columns:
        ending = max((e for e in UNIT_ENDINGS if column.name.endswith(e)), key=len, default=None)
        if column.dtype == NUMBER and ending is not None:
            assert column.unit == UNIT_ENDINGS[ending], column.name


def test_conform_gives_exactly_the_columns_in_order():
    frame = pd.DataFrame({"extra": [1], **{name: [None] for name in reversed(LAPS.names)}}, index=[7])
    conformed = LAPS.conform(frame)
    assert list(conformed.columns) == LAPS.names
    assert conformed.index.tolist() == [0]


def test_conform_names_every_missing_column():
    with pytest.raises(MissingColumns, match="shoes: no column kind, watch_m"):
        SHOES.conform(SHOES.empty().drop(columns=["kind", "watch_m"]))


def test_conform_leaves_its_input_as_it_was():
    frame = DIARY.frame([{"day": pd.Timestamp("2026-05-03"), "worst_pain": 4}])
    before = frame.copy(deep=True)
    conformed = DIARY.conform(frame)
    conformed.loc[0, "worst_pain"] = 9.0
    pd.testing.assert_frame_equal(frame, before)


def test_conform_brings_whole_numbers_and_other_instants_to_the_tables_dtypes():
    started = pd.Timestamp("2026-05-03T09:00:00+02:00")
    runs = RUNS.frame([{"run_id": "a", "started_at": started, "distance_m": 5}])
    assert runs["started_at"].iloc[0] == pd.Timestamp("2026-05-03T07:00:00Z")
    assert str(runs["started_at"].dtype) == "datetime64[us, UTC]"
    assert runs["distance_m"].dtype == "float64"


def test_rows_that_leave_columns_out_are_absent_there_and_not_zero():
    runs = RUNS.frame([{"run_id": "a", "distance_m": 0.0}])
    assert runs["distance_m"].tolist() == [0.0]
    assert runs[["ascent_m", "shoe_id", "day"]].isna().all(axis=None)


def test_no_rows_are_an_empty_table():
    pd.testing.assert_frame_equal(TRACK.frame([]), TRACK.empty())


def test_an_empty_log_is_an_ordinary_log():
    log = Log()
    assert [len(frame) for frame in (log.runs, log.diary, log.shoes)] == [0, 0, 0]
    assert list(log.runs.columns) == RUNS.names


def test_a_table_knows_its_columns_by_name():
    assert RUNS.column("ascent_m").unit == "m"
    assert isinstance(RUNS, Table)
