"""Map files that GDAL reads: GeoPackage, Shapefile (bare or zipped), GeoJSON, FlatGeobuf."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pyogrio.raw
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from gis.errors import SheetError
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Cell, Column, Sheet
from gis.imports.files.wanted import Wanted

if TYPE_CHECKING:
    from gis.imports.files.sheet import Shapes


def tables(file: Path, _: Limits) -> Sequence[str]:
    """The names of the layers; of a zip file, of the shapefiles in it."""
    if file.suffix.lower() == ".zip":
        return [PurePosixPath(member).stem for member in _shapefiles(file)]
    with _explained(file):
        return [str(name) for name, _ in pyogrio.list_layers(file)]


def table(file: Path, name: str, wanted: Wanted) -> Sheet:
    """One layer, whole. A file that ends too soon is refused, never read in part."""
    with _explained(file), warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        path = _path(file, name)
        announced = pyogrio.read_info(path, layer=name)["features"]
        wanted.limits.check_table(announced, 1)
        meta, _, wkb, arrays = pyogrio.raw.read(path, layer=name, datetime_as_string=True)
    types = zip(meta["ogr_types"], meta["ogr_subtypes"], strict=True)
    columns = tuple(
        Column(str(heading), _cells(array, *kind))
        for heading, array, kind in zip(meta["fields"], arrays, types, strict=True)
    )
    count = len(arrays[0]) if arrays else len(wkb) if wkb is not None else 0
    if count < announced:
        raise SheetError(
            f"Berkas '{file.name}' tidak utuh: {count} dari {announced} baris yang dapat dibaca."
        )
    notes = tuple(f"Pesan pembaca berkas: {note.message}" for note in warned)
    return Sheet(name, columns, range(1, count + 1), _shapes(wkb, file), _crs(meta["crs"], file), notes)


def _shapefiles(file: Path) -> list[str]:
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.namelist()
    except zipfile.BadZipFile as error:
        raise SheetError(f"Berkas '{file.name}' bukan berkas zip yang utuh.") from error
    found = [name for name in members if name.lower().endswith(".shp") and not name.startswith("__MACOSX/")]
    if not found:
        raise SheetError(f"Tidak ada shapefile (.shp) di dalam '{file.name}'.")
    return found


def _path(file: Path, name: str) -> str | Path:
    if file.suffix.lower() != ".zip":
        return file
    member = next(member for member in _shapefiles(file) if PurePosixPath(member).stem == name)
    # The braces tell GDAL where the archive's own name ends, whatever it is called.
    return f"/vsizip/{{{file.absolute()}}}/{member}"


@contextmanager
def _explained(file: Path) -> Iterator[None]:
    try:
        yield
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        pyogrio.errors.FeatureError,
    ) as error:
        raise SheetError(
            f"Berkas '{file.name}' rusak, tidak utuh, atau bukan berkas peta: {error}"
        ) from error


def _cells(array: np.ndarray[Any, Any], kind: str, subkind: str) -> list[Cell]:
    """Python values; a missing number is None, and an integer that shares its column with one is whole."""
    if array.dtype.kind == "f":
        return [None if np.isnan(cell) else _whole(cell, kind, subkind) for cell in array.tolist()]
    if array.dtype == np.object_:
        return [cell.tolist() if isinstance(cell, np.ndarray) else cell for cell in array]
    return array.tolist()  # type: ignore[no-any-return]


def _whole(cell: float, kind: str, subkind: str) -> Cell:
    if subkind == "OFSTBoolean":
        return bool(cell)
    return int(cell) if kind.startswith("OFTInteger") else cell


def _shapes(wkb: np.ndarray[Any, Any] | None, file: Path) -> Shapes | None:
    if wkb is None:
        return None
    try:
        return np.asarray(shapely.from_wkb(wkb), dtype=object)
    except shapely.errors.GEOSException as error:
        raise SheetError(f"Berkas '{file.name}' berisi bentuk yang tidak dapat dibaca: {error}.") from error


def _crs(said: str | None, file: Path) -> CRS | None:
    if not said:
        return None
    try:
        return CRS.from_user_input(said).to_2d()
    except CRSError:
        raise SheetError(
            f"Sistem koordinat berkas '{file.name}' tidak dikenal. Sebutkan dengan --crs."
        ) from None
