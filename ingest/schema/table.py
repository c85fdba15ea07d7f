"""What a table is: columns with dtype, unit and meaning, and frames held against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

NUMBER = "float64"
TEXT = "str"
INSTANT = "datetime64[us, UTC]"
DAY = "datetime64[us]"


class MissingColumns(ValueError):
    """A frame lacks columns of its Table. A bug of ours, not the runner's."""


@dataclass(frozen=True)
class Column:
    """One column. `unit` is empty for texts, instants and plain counts."""

    name: str
    dtype: str
    unit: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A named set of columns that a frame can be held against."""

    name: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    @property
    def dtypes(self) -> dict[str, str]:
        return {column.name: column.dtype for column in self.columns}

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    @cached_property
    def _empty(self) -> pd.DataFrame:
        """Built once, and what frames are held against: making it takes longer than a small frame."""
        return pd.DataFrame({n: pd.Series(dtype=d) for n, d in self.dtypes.items()})

    @cached_property
    def _wanted(self) -> list[tuple[str, object]]:
        """Names with dtypes as pandas compares them fastest."""
        return list(zip(self.names, self._empty.dtypes.tolist(), strict=True))

    def empty(self) -> pd.DataFrame:
        """No rows, every column, the right dtypes."""
        return self._empty.copy(deep=False)

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Exactly this table's columns, in order and dtype; the input is untouched.

        Raises MissingColumns, naming them, where any are absent.
        """
        if not frame.columns.equals(self._empty.columns):
            frame = self._chosen(frame)
        dtypes = zip(self._wanted, frame.dtypes.tolist(), strict=True)
        wrong = {name: wanted for (name, wanted), has in dtypes if has != wanted}
        frame = frame.astype(wrong) if wrong else frame.copy(deep=False)  # astype takes its time anyway
        frame.index = pd.RangeIndex(len(frame))
        return frame

    def _chosen(self, frame: pd.DataFrame) -> pd.DataFrame:
        missing = [name for name in self.names if name not in frame.columns]
        if missing:
            raise MissingColumns(f"{self.name}: no column {', '.join(missing)}")
        return frame[self.names]

    def frame(self, rows: list[Mapping]) -> pd.DataFrame:
        """A conforming frame from rows that may leave columns out (absent = NaN)."""
        return self.conform(pd.DataFrame(rows, columns=self.names)) if rows else self.empty()


def measures(*rows: tuple[str, str, str]) -> tuple[Column, ...]:
    """Columns of numbers, from (name, unit, meaning)."""
    return tuple(Column(name, NUMBER, unit, meaning) for name, unit, meaning in rows)


def listed(cell: object) -> tuple[str, ...]:
    """The words of a cell that holds several: `"night limp"` gives `("night", "limp")`, NaN gives `()`."""
    return tuple(cell.split()) if isinstance(cell, str) else ()
