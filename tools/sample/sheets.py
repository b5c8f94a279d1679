"""What a maker hands over, and how it is written: GeoJSON for polygons, CSV for points."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import shapely
from shapely.geometry import MultiPolygon, Point

from tools.sample.shapes import polygons

Value = str | int | float | bool | tuple[str, ...] | None

ANCHOR: Final = "2026-01-01"
"""The day on which files with relative dates were made, as it were."""


@dataclass(frozen=True, slots=True)
class Record:
    """One row: values by field, and its place in degrees on the grid (None: placed by code, or not known)."""

    values: Mapping[str, Value]
    place: Point | MultiPolygon | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A layer's sample: one file. `relative` says that its dates move with the day of loading."""

    layer: str
    records: Sequence[Record]
    polygons: bool
    relative: bool = False
    source: str = "Data contoh Peta Jepara"
    dated: str = ANCHOR

    @property
    def file(self) -> str:
        """The file's name, e.g. "desa.geojson"."""
        return f"{self.layer}.{'geojson' if self.polygons else 'csv'}"

    def text(self) -> str:
        """The file's content, ending in a line break."""
        return _geojson(self) if self.polygons else _csv(self)


def _whole(sheet: Sheet, record: Record) -> dict[str, Value]:
    """A row's values with those that every row of every layer carries."""
    common: dict[str, Value] = {
        "sumber": sheet.source,
        "tanggal_data": sheet.dated,
        "contoh": True,
        "catatan": None,
    }
    own = {name: value for name, value in record.values.items() if name not in common}
    return {**own, **{name: record.values.get(name, value) for name, value in common.items()}}


def _geojson(sheet: Sheet) -> str:
    features = [
        json.dumps(
            {"type": "Feature", "properties": _whole(sheet, record), "geometry": _outline(record)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for record in sheet.records
    ]
    head = f'{{"type":"FeatureCollection","name":"{sheet.layer}","features":[\n'
    return head + ",\n".join(features) + "\n]}\n"


def _outline(record: Record) -> dict[str, object]:
    """A MultiPolygon as RFC 7946 wants it: outer rings counter-clockwise."""
    outline = record.place or MultiPolygon()
    turned = polygons(shapely.orient_polygons(shapely.normalize(outline)))
    rings = [[_ring(part.exterior), *map(_ring, part.interiors)] for part in turned]
    return {"type": "MultiPolygon", "coordinates": rings}


def _ring(ring: shapely.LinearRing) -> list[tuple[float, float]]:
    return [(round(x, 6), round(y, 6)) for x, y in ring.coords]


def _csv(sheet: Sheet) -> str:
    placed = any(record.place is not None for record in sheet.records)
    columns = list(_whole(sheet, sheet.records[0])) + (["lon", "lat"] if placed else [])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for record in sheet.records:
        values = [_cell(value) for value in _whole(sheet, record).values()]
        writer.writerow(values + (_position(record) if placed else []))
    return text.getvalue()


def _position(record: Record) -> list[str]:
    place = record.place
    return [f"{place.x:.6f}", f"{place.y:.6f}"] if isinstance(place, Point) else ["", ""]


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return ";".join(value) if isinstance(value, tuple) else str(value)
