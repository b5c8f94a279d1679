"""One good file of every format, all with the same rows: a name, a number and, in map files, a point."""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import geopandas
import shapely
import xlsxwriter

from gis.imports.files import formats
from gis.imports.files.sheet import Sheet
from gis.imports.files.wanted import Wanted
from layers import LAYERS

ROWS = 60

NAMES = [f"Sumur ke-{at}" for at in range(ROWS)]
POINTS = [(110.6 + at / 1000, -6.5 - at / 1000) for at in range(ROWS)]


def frame() -> geopandas.GeoDataFrame:
    return geopandas.GeoDataFrame(
        {"nama": NAMES, "n": list(range(ROWS))}, geometry=[shapely.Point(*one) for one in POINTS], crs=4326
    )


def feature(at: int) -> dict:
    return {
        "type": "Feature",
        "properties": {"nama": NAMES[at], "n": at},
        "geometry": {"type": "Point", "coordinates": POINTS[at]},
    }


def kml_text() -> str:
    marks = "".join(
        f"<Placemark><name>{NAMES[at]}</name><ExtendedData><Data name='n'><value>{at}</value></Data>"
        f"</ExtendedData><Point><coordinates>{x},{y},0</coordinates></Point></Placemark>\n"
        for at, (x, y) in enumerate(POINTS)
    )
    return f"<?xml version='1.0'?>\n<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{marks}</Document></kml>"


def gpx_text() -> str:
    marks = "".join(
        f"<wpt lat='{y}' lon='{x}'><name>{NAMES[at]}</name><n>{at}</n></wpt>"
        for at, (x, y) in enumerate(POINTS)
    )
    return f"<?xml version='1.0'?><gpx xmlns='http://www.topografix.com/GPX/1/1' version='1.1'>{marks}</gpx>"


ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = " ".join(
    f"xmlns:{prefix}='urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0'"
    for prefix in ("office", "table", "text")
)


def text_cell(text: str) -> str:
    return f"<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"


def number_cell(number: float) -> str:
    return f"<table:table-cell office:value-type='float' office:value='{number}'/>"


def ods(path: Path, rows: str) -> Path:
    """An .ods of one sheet, "Lembar1", with these rows of XML."""
    calcext = "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?><office:document-content {_SPACES} {calcext}><office:body>"
        f"<office:spreadsheet><table:table table:name='Lembar1'>{rows}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    manifest = (
        "<?xml version='1.0'?>"
        "<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'>"
        f"<manifest:file-entry manifest:full-path='/' manifest:media-type='{ODS}'/></manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return path


def _ods(path: Path) -> None:
    rows = [text_cell("nama") + text_cell("n")]
    rows += [text_cell(NAMES[at]) + number_cell(at) for at in range(ROWS)]
    ods(path, "".join(f"<table:table-row>{row}</table:table-row>" for row in rows))


def _xlsx(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Lembar1")
        page.write_row(0, 0, ["nama", "n"])
        for at in range(ROWS):
            page.write_row(at + 1, 0, [NAMES[at], at])


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def xls_label(row: int, column: int, text: str) -> bytes:
    given = text.encode("utf-16-le")
    return _record(0x204, struct.pack("<HHHHB", row, column, 0, len(text), 1) + given)


def xls_number(row: int, column: int, number: float) -> bytes:
    return _record(0x203, struct.pack("<HHHd", row, column, 0, number))


def xls_error(row: int, column: int, code: int) -> bytes:
    return _record(0x205, struct.pack("<HHHBB", row, column, 0, code, 1))


def xls_shared(row: int, column: int, number: int) -> bytes:
    """A cell with the text of this number among those that `xls_texts` writes."""
    return _record(0xFD, struct.pack("<HHHI", row, column, 0, number))


def xls_texts(count: int, *parts: bytes) -> bytes:
    """The texts that cells share, in a record and those that continue it."""
    first, *more = parts
    start = _record(0xFC, struct.pack("<II", count, count) + first)
    return start + b"".join(_record(0x3C, part) for part in more)


def xls_text(text: str, wide: bool = False) -> bytes:
    given = text.encode("utf-16-le" if wide else "latin-1")
    return struct.pack("<HB", len(text), int(wide)) + given


def xls(path: Path, cells: bytes, texts: bytes = b"") -> Path:
    """An .xls of one sheet, "Lembar1", with these records of cells and of the texts they share."""
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0)) + _record(0x42, b"\xb0\x04")
    name = b"\x07\x00Lembar1"
    end = texts + _record(0x0A, b"")
    where = len(start) + 4 + 6 + len(name) + len(end)
    book = start + _record(0x85, struct.pack("<IH", where, 0) + name) + end
    stream = (
        book + _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + _record(0x0A, b"")
    )
    # Streams below 4,096 bytes would have to lie in the small ones' store.
    stream += b"\x00" * max(0, 4096 - len(stream))
    stream += b"\x00" * (-len(stream) % 512)
    return compound(path, {"Workbook": stream})


def compound(path: Path, streams: Mapping[str, bytes]) -> Path:
    """An OLE file with these streams, each of whole sectors of 512 bytes."""
    sectors = [len(content) // 512 for content in streams.values()]
    tables = 1 + (sum(sectors) + 1) // 128
    following = [0xFFFFFFFD] * tables + [0xFFFFFFFE]
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)]
    for (name, content), count in zip(streams.items(), sectors, strict=True):
        first = len(following)
        entries.append(_entry(name, 2, first, len(content), 0xFFFFFFFF))
        following += [*range(first + 1, first + count), 0xFFFFFFFE]
    following += [0xFFFFFFFF] * (tables * 128 - len(following))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    head += bytes(10) + struct.pack("<IIIIIIII", tables, tables, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", *range(tables), *[0xFFFFFFFF] * (109 - tables))
    directory = b"".join(entries).ljust(512, b"\x00")
    path.write_bytes(
        head + struct.pack(f"<{tables * 128}I", *following) + directory + b"".join(streams.values())
    )
    return path


def _entry(name: str, kind: int, first: int, size: int, child: int) -> bytes:
    given = (name + "\x00").encode("utf-16-le")
    links = struct.pack("<III", 0xFFFFFFFF, 0xFFFFFFFF, child)
    return (
        given.ljust(64, b"\x00")
        + struct.pack("<HBB", len(given), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", first, size)
    )


def _xls(path: Path) -> None:
    cells = xls_label(0, 0, "nama") + xls_label(0, 1, "n")
    cells += b"".join(xls_label(at + 1, 0, NAMES[at]) + xls_number(at + 1, 1, at) for at in range(ROWS))
    xls(path, cells)


def _csv(path: Path) -> None:
    path.write_text("nama,n\n" + "".join(f"{name},{at}\n" for at, name in enumerate(NAMES)))


def _json(path: Path) -> None:
    collection = {"type": "FeatureCollection", "features": [feature(at) for at in range(ROWS)]}
    path.write_text(json.dumps(collection))


def _jsonl(path: Path) -> None:
    path.write_text("".join(json.dumps(feature(at)) + "\n" for at in range(ROWS)))


def _kmz(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("doc.kml", kml_text())


def _shapefile(path: Path) -> None:
    folder = path.parent / f"{path.stem}-bagian"
    folder.mkdir(exist_ok=True)
    frame().to_file(folder / "sumur.shp")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.iterdir()):
            archive.write(part, f"Data Sumur/{part.name}")


MAKERS: Mapping[str, Callable[[Path], None]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".xls": _xls,
    ".ods": _ods,
    ".geojson": _json,
    ".geojsonl": _jsonl,
    ".kml": lambda path: path.write_text(kml_text()) and None,
    ".kmz": _kmz,
    ".gpx": lambda path: path.write_text(gpx_text()) and None,
    ".gpkg": lambda path: frame().to_file(path, layer="sumur"),
    ".shp": lambda path: frame().to_file(path),
    ".zip": _shapefile,
    ".fgb": lambda path: frame().to_file(path),
    ".parquet": lambda path: frame().to_parquet(path),
}

MAPS = frozenset(MAKERS) - {".csv", ".xlsx", ".xls", ".ods"}


def read(path: Path, layer: str = "desa", sheet: str | None = None) -> Sheet:
    return formats.read(path, Wanted(LAYERS[layer], sheet))


def cells(found: Sheet) -> dict[str, list]:
    return {column.heading: list(column.cells) for column in found.columns}


def written(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path
