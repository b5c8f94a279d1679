"""What of a layer lies in which class of a hazard, by area: by joins of geopandas.

The rules, from the design:
- touches-worst looks at the object, centroid at its centroid; a boundary counts as touched;
- of the areas touched the worst known class counts; class 0 beside an unknown class is no data, as is an
  unknown class alone;
- an object that no area touches, or only class 0, is "not exposed" inside a study of that kind and no data
  outside all of them; a class of 1 or more counts even there;
- the village is where the object's centroid lies, on an edge the smallest code; else there is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any, Literal

import geopandas as gpd
import pandas as pd

from tests.independent.world import World

Rule = Literal["touches-worst", "centroid"]

CLASSES = {1: "rendah", 2: "sedang", 3: "tinggi"}
NOT_EXPOSED = "tidak_terpapar"
NO_DATA = "tidak_ada_data"
PARTS = {"desa": 4, "kecamatan": 3, "kabupaten": 2}


def exposure(
    world: World, layer: str, jenis: str, by: str, rule: Rule
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows and the total of the exposure answer; medium and high count as affected."""
    return tabulated(world, findings(world, layer, jenis, rule), by)


def findings(world: World, layer: str, jenis: str, rule: Rule) -> pd.DataFrame:
    """For each object in force its village and its outcome; the tables of every level follow from these."""
    objects = in_force(world.exposed[layer], world.today).reset_index(drop=True)
    return pd.DataFrame(
        {"village": villages(world, objects), "outcome": outcomes(world, objects, jenis, rule)}
    )


def tabulated(
    world: World, found: pd.DataFrame, by: str, classes: Collection[str] = ("sedang", "tinggi")
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Findings as rows, one per area of the level, in the order of their codes, and the total."""
    code = found.village.map(lambda kode: ".".join(kode.split(".")[: PARTS[by]]), na_action="ignore")
    by_area = dict(list(found.outcome.groupby(code)))
    areas = world.levels[by].sort_values("kode")
    nothing = found.outcome.iloc[:0]
    rows = [
        _row(kode, nama, by_area.get(kode, nothing), classes)
        for kode, nama in zip(areas.kode, areas.nama, strict=True)
    ]
    nowhere = found.outcome[code.isna()]
    if len(nowhere):
        rows.append(_row(None, None, nowhere, classes))
    return rows, _row(None, None, found.outcome, classes)


def outcomes(world: World, objects: gpd.GeoDataFrame, jenis: str, rule: Rule) -> pd.Series:
    """For each object the name of its class, or `tidak_terpapar`, or `tidak_ada_data`."""
    places = objects.geometry if rule == "touches-worst" else objects.geometry.map(centre)
    hazards = in_force(world.hazards, world.today)
    studies = in_force(world.studies, world.today)
    touched = touching(places, hazards[hazards.jenis == jenis])
    level = pd.to_numeric(touched.kelas.astype(object))
    worst = level.groupby(touched.index).max().dropna()
    unknown = set(touched.index[level.isna()])
    studied = set(touching(places, studies[studies.jenis == jenis]).index)
    return pd.Series(
        [_outcome(worst.get(i), i in unknown, i in studied) for i in objects.index],
        index=objects.index,
        dtype=object,
    )


def _outcome(worst: float | None, unknown: bool, studied: bool) -> str:
    if worst is not None and worst >= 1:
        return CLASSES[int(worst)]
    return NO_DATA if unknown or not studied else NOT_EXPOSED


def villages(world: World, objects: gpd.GeoDataFrame) -> pd.Series:
    """For each object the code of the village it lies in, the smallest of several, or None."""
    held = touching(objects.geometry.map(centre), world.levels["desa"])
    return held.kode.groupby(held.index).min().reindex(objects.index)


def touching(places: gpd.GeoSeries, areas: gpd.GeoDataFrame) -> pd.DataFrame:
    """The areas each place meets, boundaries included: a row per pair, under the place's index."""
    return gpd.GeoDataFrame(geometry=places).sjoin(areas, predicate="intersects")


def centre(place: Any) -> Any:
    """The centroid; a point is its own, and what has no place has none."""
    return None if place is None else place.centroid


def in_force(rows: gpd.GeoDataFrame, today: date) -> gpd.GeoDataFrame:
    """The rows in force on that day, both bounds included; a missing bound holds for ever."""
    start = rows.get("berlaku_mulai", pd.Series(None, rows.index, dtype=object))
    end = rows.get("berlaku_sampai", pd.Series(None, rows.index, dtype=object))
    begun = [pd.isna(day) or day <= today for day in start]
    lasting = [pd.isna(day) or day >= today for day in end]
    return rows[pd.Series(begun, rows.index, dtype=bool) & pd.Series(lasting, rows.index, dtype=bool)]


def _row(kode: str | None, nama: str | None, found: pd.Series, classes: Collection[str]) -> dict[str, Any]:
    counted = Counter(found)
    return {
        "kode": kode,
        "nama": nama,
        "kelas": {name: counted[name] for name in CLASSES.values()},
        "terdampak": sum(counted[name] for name in classes),
        NOT_EXPOSED: counted[NOT_EXPOSED],
        NO_DATA: counted[NO_DATA],
        "total": len(found),
    }
