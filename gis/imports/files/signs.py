"""What a file is by its content: names lie, and people rename files.

Only what is found here decides who reads a file; nothing is handed to a reader that would make something else
of it.
"""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import Final

from gis.imports.files.encodings import MARKS

_HEAD: Final = 65536


class Kind(StrEnum):
    """A kind of file, by what it is called in sentences."""

    TEXT = "teks dengan kolom (CSV)"
    JSON = "GeoJSON"
    KML = "KML"
    KMZ = "KMZ"
    GPX = "GPX"
    GEOPACKAGE = "GeoPackage"
    SHAPEFILE = "shapefile"
    SHAPEFILES = "zip berisi shapefile"
    FLATGEOBUF = "FlatGeobuf"
    PARQUET = "Parquet"
    XLSX = "lembar kerja Excel (XLSX)"
    XLS = "lembar kerja Excel lama (XLS)"
    ODS = "lembar kerja LibreOffice (ODS)"
    EMPTY = "berkas kosong"
    LOCKED = "lembar kerja yang terkunci kata sandi"
    XLSB = "lembar kerja Excel biner (XLSB)"
    WORD = "dokumen atau presentasi Office"
    ZIP = "arsip zip tanpa shapefile"
    BROKEN_ZIP = "arsip zip (juga XLSX, ODS, KMZ) yang rusak atau terpotong"
    PACKED = "arsip RAR, 7z atau gzip"
    PDF = "PDF"
    IMAGE = "gambar"
    HTML = "halaman web (HTML)"
    XML = "XML"
    DATABASE = "basis data Access"
    BESIDE = "pelengkap shapefile"
    DRAWING = "gambar CAD"
    BINARY = "data biner yang tidak dikenal"


_STARTS: Final = (
    (b"SQLite format 3\x00", Kind.GEOPACKAGE),
    (b"fgb\x03fgb", Kind.FLATGEOBUF),
    (b"PAR1", Kind.PARQUET),
    (b"%PDF", Kind.PDF),
    (b"\x89PNG", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"Rar!", Kind.PACKED),
    (b"7z\xbc\xaf", Kind.PACKED),
    (b"\x1f\x8b", Kind.PACKED),
    (b"AC10", Kind.DRAWING),
    (b"\x00\x01\x00\x00Standard ", Kind.DATABASE),
)

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHP: Final = b"\x00\x00\x27\x0a"
_PROLOG: Final = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_ROOT: Final = re.compile(r"<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_LAYING: Final = frozenset({9, 10, 12, 13, 27, 30})
"""Control characters that texts have: tabs, ends of lines, pages and records."""
_ROOTS: Final = {"kml": Kind.KML, "gpx": Kind.GPX, "html": Kind.HTML, "table": Kind.HTML}
_OFFICE: Final = {
    "xl/workbook.xml": Kind.XLSX,
    "xl/workbook.bin": Kind.XLSB,
    "word/document.xml": Kind.WORD,
    "ppt/presentation.xml": Kind.WORD,
}


def kind(file: Path) -> Kind:
    """What a file is. Only its beginning is read, or the directory of a zip file.

    Errors: `OSError` where it cannot be read.
    """
    with file.open("rb") as content:
        head = content.read(_HEAD)
    if not head.strip():
        return Kind.EMPTY
    if head.startswith(b"PK"):
        return _zipped(file)
    if head.startswith(_OLE):
        return _compound(file)
    if head.startswith(_SHP):
        return Kind.BESIDE if file.suffix.lower() == ".shx" else Kind.SHAPEFILE
    found = next((kind for start, kind in _STARTS if head.startswith(start)), None)
    return found or _written(head, file.suffix.lower())


def _zipped(file: Path) -> Kind:
    try:
        with zipfile.ZipFile(file) as opened:
            names = set(opened.namelist())
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError):
        return Kind.BROKEN_ZIP
    found = next((kind for name, kind in _OFFICE.items() if name in names), None)
    if found is not None:
        return found
    endings = {PurePosixPath(name).suffix.lower() for name in names if not name.startswith("__MACOSX/")}
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return Kind.ODS
    return Kind.SHAPEFILES if ".shp" in endings else Kind.KMZ if ".kml" in endings else Kind.ZIP


def _compound(file: Path) -> Kind:
    """An OLE file by the names of its streams, which stand in it in UTF-16."""
    content = file.read_bytes()

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return Kind.LOCKED
    return Kind.XLS if holds("Workbook") or holds("Book") else Kind.WORD


def _written(head: bytes, ending: str) -> Kind:
    """A file of text by its first words."""
    text = _text(head)
    if text is None:
        return Kind.BESIDE if ending in {".dbf", ".shx"} else Kind.BINARY
    begins = text.lstrip("\ufeff\x1e \t\r\n")
    if begins.startswith("<"):
        prolog = _PROLOG.match(begins)
        root = _ROOT.match(begins, prolog.end() if prolog else 0)
        return _ROOTS.get(root[1].lower() if root else "", Kind.XML)
    if begins.startswith("{") or re.match(r"\[\s*[\]{]", begins):
        return Kind.JSON
    return Kind.TEXT


def _text(head: bytes) -> str | None:
    """The beginning as text, roughly; None where it is none."""
    for mark, encoding, _ in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "ignore")
    zeros = head.count(0)
    even = head[0::2].count(0)
    if zeros and (zeros < len(head) // 5 or 0 < even < zeros):
        return None
    text = head.decode(("utf-16-be" if even else "utf-16-le") if zeros else "utf-8", "replace")
    strange = sum(text.count(chr(code)) for code in range(32) if code not in _LAYING)
    return text if strange * 100 < len(text) else None
