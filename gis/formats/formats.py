"""The formats by the words that name them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from gis.formats import delimited, flatgeobuf, geojson, geopackage, jsonfg, kml, parquet, workbook
from gis.formats.content import Content
from gis.language import Words

Write = Callable[[Content], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format.

    word    what `f` calls it, e.g. "csv"
    suffix  how its files end, e.g. ".csv"
    write   content -> the file's bytes, a part at a time, in bounded memory
    paged   an answer for programs, which page through it; the others are files that hold all that matches
    family  other media types that ask for it
    """

    word: str
    media: str
    suffix: str
    title: Words
    write: Write
    paged: bool = False
    family: tuple[str, ...] = ()


def _same(name: str) -> Words:
    return Words(name, name)


_ALL: Final = (
    Format("geojson", "application/geo+json", ".geojson", _same("GeoJSON"), geojson.collection, paged=True),
    Format(
        "geojsonseq",
        "application/geo+json-seq",
        ".geojsonl",
        Words("GeoJSON per baris", "Newline GeoJSON"),
        geojson.sequence,
        family=("application/x-ndjson",),
    ),
    Format("csv", "text/csv", ".csv", _same("CSV"), delimited.write),
    Format("gpkg", "application/geopackage+sqlite3", ".gpkg", _same("GeoPackage"), geopackage.write),
    Format("fgb", "application/flatgeobuf", ".fgb", _same("FlatGeobuf"), flatgeobuf.write),
    Format("parquet", "application/vnd.apache.parquet", ".parquet", _same("GeoParquet"), parquet.write),
    Format(
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        Words("Excel", "Excel"),
        workbook.write,
    ),
    Format("kml", "application/vnd.google-earth.kml+xml", ".kml", _same("KML"), kml.write),
    Format(
        "jsonfg",
        "application/fg+json",
        ".fg.json",
        _same("JSON-FG"),
        jsonfg.write,
        paged=True,
        family=("application/vnd.ogc.fg+json",),
    ),
)

FORMATS: Final[Mapping[str, Format]] = MappingProxyType({each.word: each for each in _ALL})
"""Every format, in the order in which they are offered."""
