"""On what each metre was run, and who says so: the runner, the file, the shape of the way or the map.

Where several say something of the same metre, the first in the order of SOURCES counts. A watch's
"trail" or "street" comes after the map: it tells how the watch was set, not what lay underfoot [1]_.

.. [1] EVIDENCE 3, "Where surface can come from"; the map's place in the order is hiplog's own.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.limits import at_least
from ingest.schema import MAP_SURFACES, SURFACES, Log

SOURCES = {
    "run": "you",
    "route": "you, for the route",
    "file": "the kind of run in the file",
    "shape": "the shape of a track's oval",
    "map": "your map",
    "kind": "the kind of run in the file",
    "nobody": "nobody",
}
"""Who may say what a metre was run on, the most trusted first, in words that follow "by"."""

CERTAIN = ("treadmill", "track")
"""Surfaces that a file's kind of run tells for certain: a belt, and a track's own mode."""

UNKNOWN = "unknown"
COLUMNS = ["run_id", "day", "surface", "source", "distance_m"]
MAP_COLUMNS = [f"{name}_m" for name in MAP_SURFACES]


def laid(log: Log) -> pd.DataFrame:
    """The distance of every run by surface and source, a row each; what nobody knows is "unknown".

    Columns: run_id, day, surface (of SURFACES, or "unknown"), source (of SOURCES), distance_m [m]. The
    distances of a run add up to its own; runs of unknown distance are absent.
    """
    runs = _with_all_that_is_known(log)
    whole = runs["whole"].notna()
    parts = pd.concat([_whole(runs[whole]), _by_the_metre(runs[~whole])], ignore_index=True)
    return parts.sort_values(["day", "run_id"], kind="stable", ignore_index=True)[COLUMNS]


def _with_all_that_is_known(log: Log) -> pd.DataFrame:
    """The runs of known distance with their terrain, and where one says it all: the surface, its source."""
    told = ["run_id", "day", "distance_m", "surface", "surface_source"]
    runs = log.runs.loc[log.runs["distance_m"] > 0, told]
    runs = runs.merge(log.terrain[["run_id", "route_id", "oval_m", *MAP_COLUMNS]], on="run_id", how="left")
    of_route = log.routes.set_index("route_id")["surface"].dropna()
    route = runs["route_id"].map(of_route).astype("str")
    by_runner = runs["surface_source"] == "runner"
    by_file = ~by_runner & runs["surface"].isin(CERTAIN)
    source = np.select([by_runner, route.notna(), by_file], ["run", "route", "file"], "")
    whole = runs["surface"].where(source != "route", route).where(source != "")
    return runs.assign(whole=whole, source=source)


def _whole(runs: pd.DataFrame) -> pd.DataFrame:
    return runs.assign(surface=runs["whole"])[COLUMNS]


def _by_the_metre(runs: pd.DataFrame) -> pd.DataFrame:
    """Runs of which nobody says that they were all on one surface."""
    left_m = runs["distance_m"]
    oval_m = runs["oval_m"].fillna(0.0).clip(upper=left_m)
    left_m = left_m - oval_m
    on_map = _without_the_oval(runs[MAP_COLUMNS].fillna(0.0), oval_m)
    scale = (left_m / on_map.sum(axis=1).clip(lower=1e-9)).clip(upper=1.0)
    on_map = on_map.mul(scale, axis=0)
    rest_m = (left_m - on_map.sum(axis=1)).clip(lower=0.0)
    kind = runs["surface"].where(runs["surface"].isin(SURFACES), UNKNOWN)
    of_kind = np.where(kind == UNKNOWN, "nobody", "kind")
    parts = [
        _part(runs, "track", "shape", oval_m),
        *(
            _part(runs, name, "map", on_map[f"{name}_m"])
            for name in MAP_SURFACES
            if on_map[f"{name}_m"].any()
        ),
        _part(runs, kind, of_kind, rest_m),
    ]
    return pd.concat(parts, ignore_index=True)


def _without_the_oval(on_map: pd.DataFrame, oval_m: pd.Series) -> pd.DataFrame:
    """The map's metres beside the oval, which the map has as a track where it has it at all."""
    return on_map.assign(track_m=(on_map["track_m"] - oval_m).clip(lower=0.0))


def _part(runs: pd.DataFrame, surface, source, distance_m: pd.Series) -> pd.DataFrame:
    part = runs[["run_id", "day"]].assign(surface=surface, source=source, distance_m=distance_m)
    return part[part["distance_m"] > 1e-6]


def by_source(ground: pd.DataFrame) -> pd.Series:
    """Share of the distance by source, in the order of SOURCES, those that said something. [fraction]"""
    metres = ground.groupby("source")["distance_m"].sum()
    metres = metres.reindex([name for name in SOURCES if name in metres.index])
    return metres / metres.sum()


ALL_OF_IT, MOST_OF_IT = 0.9, 0.5
"""Shares of a run's distance from which one surface is "it", or "mostly" it. [fraction] Own convention."""


def most_of(ground: pd.DataFrame) -> pd.DataFrame:
    """The surface that takes most of each run, a row a run of `laid`, indexed by run_id.

    Columns: surface (NaN where nothing is known), share (its share of the run), known (how much of the run
    is of known surface) [fraction].
    """
    whole_m = ground.groupby("run_id")["distance_m"].sum()
    known = ground[ground["surface"] != UNKNOWN]
    metres = known.groupby(["run_id", "surface"])["distance_m"].sum().reset_index()
    top = metres.sort_values("distance_m", ascending=False, kind="stable").drop_duplicates("run_id")
    table = top.set_index("run_id").reindex(whole_m.index)
    share = (table["distance_m"] / whole_m).fillna(0.0)
    known_share = (known.groupby("run_id")["distance_m"].sum().reindex(whole_m.index) / whole_m).fillna(0.0)
    return pd.DataFrame({"surface": table["surface"].astype("str"), "share": share, "known": known_share})


def in_words(ground: pd.DataFrame) -> pd.Series:
    """What each run was on, in a word or two, indexed by run_id: "trail", "mostly asphalt", "mixed".

    NaN where less than half of the run is of known surface.
    """
    most = most_of(ground)
    name = most["surface"].map({key: words.partition(",")[0] for key, words in SURFACES.items()})
    by_share = [at_least(most["share"], ALL_OF_IT), at_least(most["share"], MOST_OF_IT)]
    said = np.select(by_share, [name, "mostly " + name], SURFACES["mixed"])
    said = pd.Series(said, index=most.index, dtype="str")
    return said.where(at_least(most["known"], MOST_OF_IT))
