"""The pain diary: entries, one a day, checked when made; what contradicts itself; CSV in and out.

A score of 0 is an entry that says "no pain"; a day without an entry says nothing. How an entry is laid onto
what stands on its day is in `merge`, how a file comes into a log in `ingest.diary_file`.
"""

from ingest.diary.clashes import mended
from ingest.diary.entry import EARLIEST, Entry
from ingest.diary.fields import LISTS, NAME, SAYING, SCORES
from ingest.diary.table import Problem, read_csv, read_rows, write_csv

__all__ = [
    "EARLIEST",
    "LISTS",
    "NAME",
    "SAYING",
    "SCORES",
    "Entry",
    "Problem",
    "mended",
    "read_csv",
    "read_rows",
    "write_csv",
]
