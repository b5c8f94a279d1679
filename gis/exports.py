"""A layer -> a file: GeoPackage, GeoJSON, FlatGeobuf, GeoParquet or CSV, as one audience sees it.

What is written can be loaded again: columns bear the fields' names, places are in EPSG:4326 with the
longitude first, lists stand in one cell with semicolons where the format has no lists.

Errors: `NotFound` for a layer the audience may not know, `BadRequest` for a format that is not known or a
file that is there already.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import geopandas
import numpy as np
import pandas as pd
import shapely
import sqlalchemy as sa

from gis import crs, database
from gis.address import Address
from gis.database import Row
from gis.errors import BadRequest
from gis.layer import Audience, Field, Kind, Layer, Shape
from gis.privacy import WITHHELD, View, visible
from gis.versions import by_layer, versions_query


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: so many rows of a layer at this version, as this audience sees it."""

    layer: str
    audience: Audience
    file: Path
    rows: int
    version: str

    def as_json(self) -> dict[str, Any]:
        """The outcome for machines."""
        return {
            "layer": self.layer,
            "audience": str(self.audience),
            "file": str(self.file),
            "rows": self.rows,
            "version": self.version,
        }


def export(
    layer: Layer, audience: Audience, file: Path, address: Address, *, overwrite: bool = False
) -> Exported:
    """Writes the layer into a file, whole or not at all. Rows and version are of the same moment."""
    view = visible(layer, audience)
    write = _WRITERS.get(file.suffix.lower())
    if write is None:
        raise BadRequest(f"Akhiran '{file.suffix}' tidak dikenal. Yang dapat ditulis: {', '.join(_WRITERS)}.")
    if not file.absolute().parent.is_dir():
        raise BadRequest(f"Folder '{file.absolute().parent}' tidak ada.")
    if file.exists() and not overwrite:
        raise BadRequest(f"Berkas '{file}' sudah ada; pakai nama lain atau --overwrite.")
    with database.reading(address, audience) as session:
        rows = session.rows(export_query(view))
        version = by_layer(session.rows(versions_query([view])))[layer.name]
    _replaced(file, lambda path: write(path, view, rows), private=audience is not Audience.PUBLIC)
    return Exported(layer.name, audience, file, len(rows), version)


def export_query(view: View) -> sa.Select[Any]:
    """Every visible row with its fields and its place, by key."""
    columns = [column for column in view.table.c if column.name not in ("geom", "geom_tile")]
    return sa.select(*columns, sa.func.ST_AsBinary(view.geom).label("geom")).order_by(view.key)


def frame(view: View, rows: Sequence[Row], *, lists: bool = True) -> geopandas.GeoDataFrame:
    """The rows as a GeoDataFrame whose columns are there even if no row is.

    A whole number stays one beside empty cells. Without `lists`, what has no form of its own in plain files
    (lists, dates, times) is text.
    """
    columns = {f.name: _column(f, [row[f.name] for row in rows], lists=lists) for f in view.fields}
    if view.withholds:
        columns[WITHHELD] = pd.array([row[WITHHELD] for row in rows], dtype="boolean")
    wkb = np.array([None if row["geom"] is None else bytes(row["geom"]) for row in rows], dtype=object)
    return geopandas.GeoDataFrame(columns, geometry=shapely.from_wkb(wkb), crs=crs.STORED)


def _column(field: Field, cells: Sequence[Any], *, lists: bool) -> Any:  # noqa: ANN401 -- pandas' own arrays.
    if not lists and field.kind in _TEXTUAL:
        cells = [_text(cell) for cell in cells]
    kept: Any = _NULLABLE.get(field.kind, "object")
    return pd.Series(list(cells), dtype=kept)


def _replaced(file: Path, write: Callable[[Path], None], *, private: bool) -> None:
    """The file appears when it is complete; a reader never meets half of it, nor one that is not for all."""
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".gis-export-") as folder:
        made = Path(folder) / file.name
        write(made)
        if private:
            made.chmod(0o600)
        made.replace(file)


def _vector(driver: str) -> _Writer:
    def write(path: Path, view: View, rows: Sequence[Row]) -> None:
        found = frame(view, rows, lists=False)
        options = {"geometry_type": _SHAPES[view.layer.shape], **_OPTIONS[driver]}
        if driver == "FlatGeobuf" and found.geometry.isna().any():
            options["SPATIAL_INDEX"] = "NO"  # Its index holds no row without a place.
        found.to_file(path, driver=driver, layer=view.layer.name, engine="pyogrio", **options)

    return write


def _parquet(path: Path, view: View, rows: Sequence[Row]) -> None:
    frame(view, rows).to_parquet(path, index=False)


def _csv(path: Path, view: View, rows: Sequence[Row]) -> None:
    found = frame(view, rows, lists=False)
    flat = pd.DataFrame(found.drop(columns="geometry"))
    if view.layer.shape is Shape.POINT:
        flat["lon"], flat["lat"] = found.geometry.x, found.geometry.y
    else:
        flat["wkt"] = shapely.to_wkt(found.geometry.array, rounding_precision=-1)
    # The mark at the start tells spreadsheets that the text is UTF-8.
    flat.to_csv(path, index=False, encoding="utf-8-sig")


def _text(cell: Any) -> str | None:  # noqa: ANN401 -- a date, a time, a list of texts or nothing.
    if isinstance(cell, list):
        return "; ".join(cell)
    return cell.isoformat() if isinstance(cell, date) else None


_Writer = Callable[[Path, View, Sequence[Row]], None]

_NULLABLE: Final = {Kind.INTEGER: "Int64", Kind.NUMBER: "Float64", Kind.BOOLEAN: "boolean"}
_TEXTUAL: Final = frozenset({Kind.LIST, Kind.DATE, Kind.TIME})
_OPTIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "GPKG": {},
    "FlatGeobuf": {},
    # All digits, so that a file loaded again changes nothing.
    "GeoJSON": {"RFC7946": "YES", "COORDINATE_PRECISION": "15"},
}
_SHAPES: Final = {Shape.POINT: "Point", Shape.LINE: "MultiLineString", Shape.POLYGON: "MultiPolygon"}

_WRITERS: Final[Mapping[str, _Writer]] = {
    ".gpkg": _vector("GPKG"),
    ".geojson": _vector("GeoJSON"),
    ".fgb": _vector("FlatGeobuf"),
    ".parquet": _parquet,
    ".csv": _csv,
}
