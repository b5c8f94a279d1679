"""Every file format says what GeoJSON says: the same rows in the same order, values and places."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from tests.reckoning import draws, systems
from tests.reckoning.files import READERS, UNORDERED, WITHOUT_POLYGONS, Feature
from tests.reckoning.holdings import Holding, Row, Service

FINE = 1e-7
"""Degrees: pages tell places to so many decimals, files may tell them finer."""


def read(service: Service, path: Path, name: str, f: str, **asked: Any) -> list[Feature]:
    answer = service.answer(name, f=f, **asked)
    assert answer.status_code == 200, answer.text[:500]
    file = path / f"{name}.{f}"
    file.write_bytes(answer.content)
    kinds = {field: kind for field, kind in service.holdings[name].kinds.items() if kind != "geometry"}
    return READERS[f](file, kinds)


def key_of(holding: Holding) -> str:
    return holding.roles["id"]


def same_place(said: Any, due: Any) -> bool:
    if said is None or due is None:
        return said is due
    one, other = (_many(place) for place in (said, due))
    return bool(shapely.equals_exact(one, other, tolerance=FINE))


def _many(place: BaseGeometry) -> BaseGeometry:
    """A polygon as the one of many that it is elsewhere, its parts in a fixed order."""
    polygons = shapely.multipolygons([place]) if place.geom_type == "Polygon" else place
    return shapely.normalize(polygons)


def check(f: str, holding: Holding, found: list[Feature], due: list[Row]) -> None:
    if f in UNORDERED:
        found = sorted(found, key=lambda feature: feature[0][key_of(holding)])
        due = sorted(due, key=lambda row: row.id)
    assert [values for values, _ in found] == [row.values for row in due]
    for (_, place), row in zip(found, due, strict=True):
        if f not in WITHOUT_POLYGONS or "Point" in str(row.said["geometry"]):
            assert same_place(place, row.shape), row.id


@pytest.mark.parametrize("f", READERS)
def test_files_hold_whole_layers(service, tmp_path, f):
    for name, holding in service.holdings.items():
        check(f, holding, read(service, tmp_path, name, f, limit=10_000), list(holding.rows))


@pytest.mark.parametrize("f", READERS)
def test_files_hold_what_was_asked_for(service, tmp_path, f):
    """A filter, an order and a limit mean the same of a file as of a page."""
    for name, holding in service.holdings.items():
        chance = Random(f"file {name}")
        formula = draws.any_formula(chance, holding)
        order = chance.choice(sorted(holding.sortable))
        asked = {"filter": formula.text, "sortby": f"-{order}", "limit": chance.choice([1, 5, 1000])}
        by_id = {row.id: row for row in holding.rows}
        due = [by_id[key] for key in service.ids(name, **asked | {"limit": 10_000})][: asked["limit"]]
        check(f, holding, read(service, tmp_path, name, f, **asked), due)


@pytest.mark.parametrize("f", ["gpkg", "fgb", "parquet"])
def test_files_in_metres(service, tmp_path, f):
    """Easting comes first in a file, as in a page of this system."""
    uri = systems.EPSG + "32749"
    for name in ("wisata", "desa"):
        holding = service.holdings[name]
        by_id = {row.id: row for row in holding.rows}
        for values, place in read(service, tmp_path, name, f, crs=uri, limit=30):
            due = systems.moved(by_id[values[key_of(holding)]].shape, uri)
            assert shapely.hausdorff_distance(place, due) < 0.02


@pytest.mark.parametrize("f", ["gpkg", "fgb", "parquet"])
def test_degrees_in_files_are_longitude_first(service, tmp_path, f):
    """GeoPackage, FlatGeobuf and GeoParquet have their own order, whatever the system's is."""
    holding = service.holdings["wisata"]
    found = read(service, tmp_path, "wisata", f, crs=systems.EPSG + "4326")
    check(f, holding, found, list(holding.rows))


def test_a_file_may_be_of_any_length(service, tmp_path):
    holding = service.holdings["wisata"]
    found = read(service, tmp_path, "wisata", "csv", limit=10**30)
    check("csv", holding, found, list(holding.rows))


def test_kml_knows_one_system(service):
    answer = service.answer("wisata", f="kml", crs=systems.EPSG + "4326")
    assert answer.status_code == 400
    assert systems.CRS84 in answer.json()["detail"]


def test_json_fg_tells_places_in_other_systems_beside_degrees(service):
    """`place` is in the system that `coordRefSys` names, `geometry` is in WGS 84 or null (OGC 21-045)."""
    uri = systems.EPSG + "32749"
    page = service.answer("wisata", f="jsonfg", crs=uri).json()
    assert page["coordRefSys"] == uri
    for feature, row in zip(page["features"], service.holdings["wisata"].rows, strict=True):
        place = shapely.geometry.shape(feature["place"])
        assert shapely.equals_exact(place, systems.moved(row.shape, uri), tolerance=0.02)
        assert feature["geometry"] in (None, row.said["geometry"])
