"""Files made to do harm, or by a program gone wrong: a plain sentence each, and nothing left behind."""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import zipfile
from pathlib import Path

import pytest

from gis.errors import BadRequest, SheetError
from gis.imports.files import formats, geometries
from gis.imports.files.limits import Limits
from gis.imports.files.wanted import Wanted
from layers import LAYERS
from tests.unit.imports import samples

SMALL = Limits(unpacked_mb=1, held_mb=1, members=20)
ENTITIES = '<!DOCTYPE {} [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
WIDE = (
    "<table:table-cell table:number-columns-repeated='1000000000' office:value-type='string'>"
    "<text:p>a</text:p></table:table-cell>"
)


def read(path, limits=None):
    return formats.read(path, Wanted(LAYERS["desa"], limits=limits or Limits()))


def written(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def packed(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def replaced(path, source, changes):
    """A copy of a zip file with some of its parts changed."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return packed(
        path, {name: changes.get(name, lambda given: given)(given) for name, given in parts.items()}
    )


@pytest.fixture(autouse=True)
def nothing_left(tmp_path):
    """No file appears beside those that are read."""
    yield
    assert not [path for path in tmp_path.rglob("*") if path.name.endswith(("-wal", "-shm", ".shx~", ".tmp"))]


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "baik.xlsx"
    samples.MAKERS[".xlsx"](path)
    return path


def test_what_is_no_ordinary_file_is_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipa.csv")
    with pytest.raises(BadRequest, match="folder"):
        read(tmp_path)
    for path in (tmp_path / "pipa.csv", Path("/dev/zero")):
        with pytest.raises(BadRequest, match="bukan berkas biasa"):
            read(path)
    with pytest.raises(BadRequest, match="tidak ada"):
        read(tmp_path / "a\x00b.csv")
    with pytest.raises(BadRequest, match="tidak ada"):
        read(tmp_path / ("a" * 5000))


def test_too_large_a_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as content:
        content.truncate(2 * 1024**2)
    with pytest.raises(SheetError, match="batasnya 1 MB"):
        read(path, Limits(file_mb=1))


@pytest.mark.parametrize("name", ["a.kmz", "a.zip", "a.xlsx", "a.ods"])
def test_what_grows_beyond_the_limit_is_refused_while_it_grows(tmp_path, name):
    filler = b"<x>" + b" " * (3 * 1024**2)
    members = {
        "a.kmz": {"doc.kml": filler},
        "a.zip": {"a.shp": filler},
        "a.xlsx": {"xl/workbook.xml": "<workbook/>", "xl/styles.xml": filler},
        "a.ods": {"META-INF/manifest.xml": "<x/>", "content.xml": filler},
    }
    with pytest.raises(SheetError, match="MB"):
        read(packed(tmp_path / name, members[name]), SMALL)


def test_a_directory_that_lies_about_sizes_does_not_help(tmp_path):
    path = packed(tmp_path / "a.kmz", {"doc.kml": b"<kml>" + b" " * (3 * 1024**2) + b"</kml>"})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(SheetError):
        read(written(path, bytes(content)), SMALL)


def test_too_many_members_and_two_of_one_name(tmp_path):
    members = {f"{at}.kml": "<kml/>" for at in range(30)}
    with pytest.raises(SheetError, match="batasnya 20"):
        read(packed(tmp_path / "a.kmz", members), SMALL)
    path = tmp_path / "b.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("doc.kml", "<kml/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("doc.kml", samples.kml_text())
    with pytest.raises(SheetError, match="bernama sama"):
        read(path)


def test_nothing_is_ever_extracted_whatever_its_name(tmp_path):
    samples.MAKERS[".zip"](tmp_path / "baik.zip")
    with zipfile.ZipFile(tmp_path / "baik.zip") as archive:
        parts = {Path(name).suffix: archive.read(name) for name in archive.namelist()}
    names = {f"../../../keluar{ending}": content for ending, content in parts.items()}
    path = packed(tmp_path / "a.zip", {**names, "/mutlak.txt": "x", "dalam.zip": b"PK\x03\x04"})
    before = sorted(tmp_path.rglob("*"))
    found = read(path)
    assert (found.name, len(found.numbers)) == ("keluar", samples.ROWS)
    assert sorted(tmp_path.rglob("*")) == before
    assert not Path("/mutlak.txt").exists()
    assert not list(tmp_path.parent.glob("keluar*"))


def test_a_link_in_an_archive_leads_nowhere(tmp_path):
    link = zipfile.ZipInfo("rahasia.shp")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(SheetError, match="rusak"):
        read(tmp_path / "a.zip")


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "ZZZ9", "A9999999999"])
def test_a_cell_far_away_takes_no_memory(tmp_path, book, cell):
    def far(given):
        row = "".join(letter for letter in cell if letter.isdigit())
        return given.replace(
            b"</sheetData>", f'<row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
        )

    path = replaced(tmp_path / "jauh.xlsx", book, {"xl/worksheets/sheet1.xml": far})
    with pytest.raises(SheetError):
        read(path, Limits(rows=100_000))


def test_formats_without_cells_far_away_are_no_reason_to_refuse(tmp_path, book):
    styled = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    path = replaced(
        tmp_path / "gaya.xlsx",
        book,
        {"xl/worksheets/sheet1.xml": lambda given: given.replace(b"</sheetData>", styled)},
    )
    assert len(read(path).numbers) == samples.ROWS


@pytest.mark.parametrize(
    "rows",
    [
        f"<table:table-row table:number-rows-repeated='999999999'>{samples.text_cell('a')}</table:table-row>",
        f"<table:table-row>{WIDE}</table:table-row>",
        f"<table:table-row table:number-rows-repeated='-5'>{samples.text_cell('a')}</table:table-row>",
        "<table:table-row table:number-rows-repeated='1e9'/>",
    ],
)
def test_one_cell_that_stands_for_millions(tmp_path, rows):
    with pytest.raises(SheetError):
        read(samples.ods(tmp_path / "a.ods", rows))


def test_empty_cells_that_stand_for_millions_are_what_spreadsheets_write(tmp_path):
    rows = "".join(
        f"<table:table-row>{samples.text_cell(text)}"
        "<table:table-cell table:number-columns-repeated='16382'/></table:table-row>"
        for text in ("nama", "Bulu")
    )
    rest = (
        "<table:table-row table:number-rows-repeated='1048574'>"
        "<table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
    )
    assert list(read(samples.ods(tmp_path / "a.ods", rows + rest)).columns[0].cells) == ["Bulu"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["a.kml", "a.gpx", "a.kmz"])
def test_entities_are_refused_before_they_are_resolved(tmp_path, name, encoding):
    good = samples.gpx_text() if name.endswith("gpx") else samples.kml_text()
    defined = ENTITIES.replace("{}", "gpx" if name.endswith("gpx") else "kml")
    spoilt = good.replace("?>", f" encoding='{encoding}'?>{defined}", 1).replace("Sumur ke-1<", "&b;&c;<")
    content = spoilt.encode(encoding)
    path = tmp_path / name
    written(path, content) if name != "a.kmz" else packed(path, {"doc.kml": content})
    with pytest.raises(SheetError, match="DOCTYPE"):
        read(path)


@pytest.mark.parametrize(
    "part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]
)
def test_entities_in_a_workbook_are_refused(tmp_path, book, part):
    spoilt = {part: lambda given: given.replace(b"?>", b"?>" + ENTITIES.replace("{}", "x").encode(), 1)}
    with pytest.raises(SheetError, match="DOCTYPE"):
        read(replaced(tmp_path / "a.xlsx", book, spoilt))
    wide = {part: lambda given: given.decode().replace("UTF-8", "UTF-16").encode("utf-16")}
    with pytest.raises(SheetError):
        read(replaced(tmp_path / "b.xlsx", book, wide))


def test_entities_in_an_open_document_are_refused(tmp_path):
    samples.MAKERS[".ods"](tmp_path / "baik.ods")
    spoilt = {
        "content.xml": lambda given: given.replace(b"?>", b"?>" + ENTITIES.replace("{}", "x").encode(), 1)
    }
    with pytest.raises(SheetError, match="DOCTYPE"):
        read(replaced(tmp_path / "a.ods", tmp_path / "baik.ods", spoilt))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.geojson", '{"a":' * 100_000),
        ("b.geojson", "[" * 100_000 + "{"),
        ("c.geojson", '{"type":"FeatureCollection","features":[NaN,' + "[" * 100_000),
        ("d.kml", "<kml>" + "<Folder>" * 100_000),
        ("e.kml", "<kml><Placemark>" + "<MultiGeometry>" * 100_000),
    ],
)
def test_what_is_nested_without_end(tmp_path, name, content):
    with pytest.raises(SheetError):
        read(written(tmp_path / name, content))


def test_a_geometry_nested_without_end_takes_only_its_row(tmp_path):
    deep = {"type": "Point", "coordinates": [110.6, -6.6]}
    for _ in range(50):
        deep = {"type": "GeometryCollection", "geometries": [deep]}
    features = [{"type": "Feature", "properties": {}, "geometry": deep}, samples.feature(0)]
    path = written(tmp_path / "a.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    found = read(path)
    assert "terlalu dalam" in found.unread[0]
    assert found.shapes[1] is not None


@pytest.mark.parametrize(
    "head",
    [
        b"\x01" + struct.pack("<II", 7, 1),
        b"\x00" + struct.pack(">II", 5, 1),
        b"\x01" + struct.pack("<II", 1012, 1),
        b"\x01" + struct.pack("<III", 0x20000007, 4326, 1),
        b"\x01" + struct.pack("<II", 0x00FF0007, 1),
        b"\x01" + struct.pack("<II", 9007, 1),
        b"\x02" + struct.pack("<II", 7, 1),
        # After a long first part of the same collection.
        b"\x01" + struct.pack("<II", 7, 2) + geometries.line(struct.pack("<4d", 0, 0, 1, 1), 2),
    ],
)
def test_a_geometry_that_would_end_the_process_is_not_followed(head):
    unread = geometries.read([head * 100_000 + geometries.point(1, 2)], Limits()).unread
    assert "terlalu dalam" in unread[0] or "rusak" in unread[0]


def test_large_geometries_are_no_reason_to_refuse():
    square = [struct.pack("<2d", *point) for point in ((0, 0), (0, 1), (1, 1), (0, 0))]
    part = geometries.polygon([(b"".join(square), 4)])
    found = geometries.read([geometries.several(6, [part] * 500)], Limits())
    assert not found.unread
    assert len(found.shapes[0].geoms) == 500


def test_a_geometry_with_too_many_points_takes_only_its_row(tmp_path):
    line = {"type": "LineString", "coordinates": [[110 + at / 1e4, -6] for at in range(200)]}
    features = [{"type": "Feature", "properties": {}, "geometry": line}, samples.feature(0)]
    path = written(tmp_path / "a.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    found = read(path, Limits(points=100))
    assert "100 titik" in found.unread[0]
    assert found.shapes[0] is None


def test_one_object_too_large_to_be_held(tmp_path):
    path = written(tmp_path / "a.geojson", '{"type":"FeatureCollection","features":[' + " " * 2**20 + "]}")
    with pytest.raises(SheetError, match="geojsonl"):
        read(path, SMALL)


@pytest.mark.parametrize(
    "content", [b"nama,kode\nB\x00ulu,1\n", b"\x00" * 100, b"nama,kode\n" * 500 + b"\x00"]
)
def test_zero_bytes_are_no_text(tmp_path, content):
    with pytest.raises(SheetError):
        read(written(tmp_path / "a.csv", content))


def test_more_rows_columns_or_cells_than_the_limit(tmp_path):
    with pytest.raises(SheetError, match="baris; batasnya 10"):
        read(written(tmp_path / "a.csv", "nama,kode\n" + "x,1\n" * 50), Limits(rows=10))
    with pytest.raises(SheetError, match="kolom; batasnya 10"):
        read(written(tmp_path / "b.csv", ",".join(f"k{at}" for at in range(20)) + "\n"), Limits(columns=10))
    with pytest.raises(SheetError, match="sel"):
        read(written(tmp_path / "c.csv", "nama,kode\n" + "x,1\n" * 50), Limits(cells=20))


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.csv", "a.fgb", "a.shp", "a.kml"])
def test_a_file_that_would_make_a_library_open_others(tmp_path, name):
    secret = written(tmp_path / "rahasia.csv", "nama\nrahasia\n")
    vrt = (
        f"<OGRVRTDataSource><OGRVRTLayer name='rahasia'><SrcDataSource>{secret}</SrcDataSource>"
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    with pytest.raises(SheetError):
        read(written(tmp_path / name, vrt))
    command = json.dumps(
        {"type": "gdal_streamed_alg", "command_line": f"gdal vector pipeline ! read {secret}"}
    )
    with pytest.raises(SheetError):
        read(written(tmp_path / name, command))


def test_a_view_without_end_is_not_asked(tmp_path):
    path = tmp_path / "a.gpkg"
    samples.MAKERS[".gpkg"](path)
    with sqlite3.connect(path) as store:
        store.execute(
            "CREATE VIEW tanpa_akhir AS WITH RECURSIVE n(x) AS "
            "(SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
        )
        store.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
            "VALUES ('tanpa_akhir', 'attributes', 'x')"
        )
    store.close()
    with pytest.raises(SheetError, match="tampilan"):
        read(path)


def test_a_geopackage_whose_latest_rows_lie_elsewhere_is_not_read(tmp_path):
    path = tmp_path / "a.gpkg"
    samples.MAKERS[".gpkg"](path)
    journal = written(tmp_path / "a.gpkg-wal", b"x" * 100)
    with pytest.raises(SheetError, match="program lain"):
        read(path)
    journal.unlink()


def test_merged_cells_over_everything_are_cut_to_the_table(tmp_path, book):
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A90:XFD1048576"/></mergeCells>'
    spoilt = {"xl/worksheets/sheet1.xml": lambda given: given.replace(b"</sheetData>", merged)}
    assert read(replaced(tmp_path / "a.xlsx", book, spoilt)).grid.merged == ()
    merged = merged.replace(b"A90", b"B61")
    spoilt = {"xl/worksheets/sheet1.xml": lambda given: given.replace(b"</sheetData>", merged)}
    found = read(replaced(tmp_path / "b.xlsx", book, spoilt)).grid.merged
    assert [(one.bottom, one.right) for one in found] == [(60, 1)]
