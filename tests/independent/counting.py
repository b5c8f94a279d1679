"""Counting by other means: what a file holds, told by programs that the importer has no part in."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import numpy as np
import pyogrio
import shapely

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PAGES: Final = re.compile(r"xl/worksheets/sheet(\d+)\.xml")

Cells = dict[int, str]
"""The cells of a row that hold something, by column from 0."""


def records(path: Path, *, encoding: str = "utf-8-sig", delimiter: str = ",") -> list[list[str]]:
    """The records of a CSV file that hold anything, the headings' too."""
    text = StringIO(path.read_bytes().decode(encoding), newline="")
    return [line for line in csv.reader(text, delimiter=delimiter) if any(cell.strip() for cell in line)]


def features(path: Path | str, layer: str | None = None) -> int:
    """How many features GDAL sees."""
    return int(pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"])


def invalid(path: Path | str, layer: str | None = None) -> list[int]:
    """Which features (from 0) have a geometry that is invalid for GEOS, empty or missing."""
    shapes = pyogrio.read_dataframe(path, layer=layer, columns=[]).geometry.to_numpy()
    bad = ~shapely.is_valid(shapes) | shapely.is_empty(shapes) | shapely.is_missing(shapes)
    return [int(at) for at in np.flatnonzero(bad)]


def pages(path: Path) -> list[dict[int, Cells]]:
    """The sheets of an XLSX workbook, read from its own XML: rows by number, cells as text."""
    with zipfile.ZipFile(path) as box:
        words = list(_words(box))
        found = sorted((int(m[1]), m[0]) for m in map(_PAGES.fullmatch, box.namelist()) if m)
        return [dict(_rows(box.read(name), words)) for _, name in found]


def merged(path: Path) -> list[tuple[int, int, int, int]]:
    """The merged ranges of the first sheet: first row, first column, last row, last column, from 0."""
    with zipfile.ZipFile(path) as box:
        page = ET.fromstring(box.read("xl/worksheets/sheet1.xml"))  # noqa: S314 -- as above.
    return [_range(each.get("ref", "")) for each in page.iter(f"{_MAIN}mergeCell")]


def _range(place: str) -> tuple[int, int, int, int]:
    first, last = place.split(":")
    return _row(first), _column(first), _row(last), _column(last)


def _row(place: str) -> int:
    return int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def _words(box: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" not in box.namelist():
        return
    root = ET.fromstring(box.read("xl/sharedStrings.xml"))  # noqa: S314 -- our own.
    for item in root.iter(f"{_MAIN}si"):
        yield "".join(part.text or "" for part in item.iter(f"{_MAIN}t"))


def _rows(page: bytes, words: list[str]) -> Iterator[tuple[int, Cells]]:
    for row in ET.fromstring(page).iter(f"{_MAIN}row"):  # noqa: S314 -- as above.
        cells = {_column(cell.get("r", "")): _text(cell, words) for cell in row.iter(f"{_MAIN}c")}
        filled = {at: text for at, text in cells.items() if text}
        if filled:
            yield int(row.get("r", "0")), filled


def _text(cell: ET.Element, words: list[str]) -> str:
    inline = "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
    value = cell.findtext(f"{_MAIN}v") or ""
    return words[int(value)] if cell.get("t") == "s" else inline or value


def _column(place: str) -> int:
    """The column of a place such as AB12, from 0."""
    letters = re.match(r"[A-Z]+", place)
    assert letters, place
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
