"""Readers of every file format, each to what GeoJSON would say, by no code of the service's."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet
import pyogrio
import python_calamine
import shapely
from shapely.geometry.base import BaseGeometry

from tests.reckoning.holdings import value_of
from tests.reckoning.times import WIB

Feature = tuple[Mapping[str, Any], BaseGeometry | None]
"""What a file says of a row: its values as Python knows them, and its place."""

KML = "{http://www.opengis.net/kml/2.2}"


def from_csv(path: Path, kinds: Mapping[str, str]) -> list[Feature]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(_texts(row, kinds), shapely.from_wkt(row["wkt"]) if row["wkt"] else None) for row in rows]


def from_sequence(path: Path, kinds: Mapping[str, str]) -> list[Feature]:
    """GeoJSON Text Sequences (RFC 8142): each text between a record separator and a line's end."""
    texts = path.read_text(encoding="utf-8").split("\x1e")
    assert texts[0] == ""
    assert all(text.endswith("\n") for text in texts[1:])
    return [_geojson(json.loads(text), kinds) for text in texts[1:]]


def from_json_fg(path: Path, kinds: Mapping[str, str]) -> list[Feature]:
    return [_geojson(feature, kinds) for feature in json.loads(path.read_text(encoding="utf-8"))["features"]]


def _geojson(feature: Mapping[str, Any], kinds: Mapping[str, str]) -> Feature:
    values = {name: value_of(feature["properties"][name], kind) for name, kind in kinds.items()}
    place = feature.get("place") or feature["geometry"]
    return values, shapely.geometry.shape(place) if place else None


def from_gdal(path: Path, kinds: Mapping[str, str]) -> list[Feature]:
    """GeoPackage and FlatGeobuf, by GDAL; what lies beside the layer in a GeoPackage is its style."""
    layer = str(pyogrio.list_layers(path)[0][0])
    meta, table = pyogrio.read_arrow(path, layer=layer)
    return _arrow(table.to_pylist(), meta["geometry_name"] or "wkb_geometry", kinds)


def from_parquet(path: Path, kinds: Mapping[str, str]) -> list[Feature]:
    table = pyarrow.parquet.read_table(path)
    geo = json.loads(table.schema.metadata[b"geo"])
    return _arrow(table.to_pylist(), geo["primary_column"], kinds)


def _arrow(rows: list[dict[str, Any]], place: str, kinds: Mapping[str, str]) -> list[Feature]:
    def place_of(row: Mapping[str, Any]) -> BaseGeometry | None:
        return None if row[place] is None else shapely.from_wkb(row[place])

    return [({name: _known(row[name], kind) for name, kind in kinds.items()}, place_of(row)) for row in rows]


def from_sheet(path: Path, kinds: Mapping[str, str]) -> list[Feature]:
    """The first sheet of a workbook, whose times are by the clock of here; places only of points."""
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    head, *body = workbook.get_sheet_by_index(0).to_python(skip_empty_area=False)
    rows = [dict(zip(head, cells, strict=True)) for cells in body]
    return [({name: _cell(row[name], kind) for name, kind in kinds.items()}, _lon_lat(row)) for row in rows]


def _lon_lat(row: Mapping[str, Any]) -> BaseGeometry | None:
    return shapely.Point(row["lon"], row["lat"]) if row.get("lon") not in (None, "") else None


def _cell(value: Any, kind: str) -> Any:
    if value == "":
        return None
    if kind == "time":
        # A sheet counts days: the last digit is less than a second.
        return (value + timedelta(milliseconds=500)).replace(microsecond=0, tzinfo=WIB)
    if kind in ("integer", "number"):
        return value
    return _known(value, kind)


def from_kml(path: Path, kinds: Mapping[str, str]) -> list[Feature]:
    root = ET.parse(path).getroot()  # noqa: S314 - what the service under test has just written
    return [_placemark(each, kinds) for each in root.iter(KML + "Placemark")]


def _placemark(element: ET.Element, kinds: Mapping[str, str]) -> Feature:
    said = {each.get("name", ""): each.text or "" for each in element.iter(KML + "SimpleData")}
    points = [_kml_points(each) for each in element.findall(KML + "Point")]
    polygons = [_kml_polygon(each) for each in element.iter(KML + "Polygon")]
    place = shapely.Point(points[0]) if points else shapely.MultiPolygon(polygons) if polygons else None
    return _texts({name: said.get(name, "") for name in kinds}, kinds), place


def _kml_points(element: ET.Element) -> list[list[float]]:
    text = element.findtext(f".//{KML}coordinates") or ""
    return [[float(number) for number in point.split(",")[:2]] for point in text.split()]


def _kml_polygon(element: ET.Element) -> shapely.Polygon:
    (outer,) = element.findall(KML + "outerBoundaryIs")
    return shapely.Polygon(
        _kml_points(outer), [_kml_points(hole) for hole in element.findall(KML + "innerBoundaryIs")]
    )


def _texts(row: Mapping[str, str], kinds: Mapping[str, str]) -> dict[str, Any]:
    return {name: _known(row[name], kind) if row[name] else None for name, kind in kinds.items()}


def _known(value: Any, kind: str) -> Any:
    """A value of a file as Python knows it, whether the format has its kind or writes it as text."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if kind == "list":
        return frozenset(value if isinstance(value, list) else value.split("; "))
    if not isinstance(value, str):
        return value.astimezone(WIB) if isinstance(value, datetime) and value.tzinfo else value
    read: dict[str, Callable[[str], Any]] = {
        "integer": int,
        "number": float,
        "boolean": lambda text: {"true": True, "false": False}[text],
        "date": date.fromisoformat,
        "time": datetime.fromisoformat,
    }
    return read.get(kind, str)(value)


READERS: dict[str, Callable[[Path, Mapping[str, str]], list[Feature]]] = {
    "geojsonseq": from_sequence,
    "csv": from_csv,
    "gpkg": from_gdal,
    "fgb": from_gdal,
    "parquet": from_parquet,
    "xlsx": from_sheet,
    "kml": from_kml,
    "jsonfg": from_json_fg,
}
UNORDERED = ("fgb",)
"""FlatGeobuf is sorted by where its features are, which is its index."""

WITHOUT_POLYGONS = ("xlsx",)
