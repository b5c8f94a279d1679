"""What each format holds comes out as it was written, and what cannot be read is told."""

from __future__ import annotations

import json
import struct
import zipfile
from datetime import date, datetime, time

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
import xlsxwriter

from gis.errors import SheetError
from gis.imports.files import dbase, formats, geometries
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Unread
from gis.imports.files.wanted import Wanted
from layers import LAYERS
from tests.unit.imports import samples

LAST_DAY = date(2024, 12, 31)
MORNING = datetime.combine(LAST_DAY, time(6, 30))


def read(path, layer="desa", sheet=None):
    return formats.read(path, Wanted(LAYERS[layer], sheet))


def cells(found):
    return {column.heading: list(column.cells) for column in found.columns}


def written(path, content, encoding="utf-8"):
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features)})


def feature(geometry=None, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


# Text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf16_with_and_without_its_mark(tmp_path, encoding):
    found = read(written(tmp_path / "a.csv", "nama;kode\nDésa Bulu;01\n", encoding))
    assert cells(found) == {"nama": ["Désa Bulu"], "kode": ["01"]}
    assert any("UTF-16" in note for note in found.notes)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("Data Desa, Tahun 2024\nkode;nama;luas\n01;Bulu;1,5\n02;Demaan;2,5\n", 3),
        ("kode;luas;lebar\n01;1,5;2,5\n02;1,5;2,5\n", 3),
        ("kode,nama,alamat\n01,Bulu,a; b\n02,Demaan,c; d\n", 3),
        ("kode\tnama\n01\tBulu, Jepara\n", 2),
        ("kode^nama\n01^Bulu\n", 2),
        ('kode,nama\n01,"Bulu; Jepara; Jawa"\n02,"a;b;c"\n', 2),
    ],
)
def test_the_mark_between_cells_is_found_by_all_first_lines(tmp_path, text, width):
    assert len(read(written(tmp_path / "a.csv", text)).columns) == width


def test_the_line_that_tells_excel_the_mark_is_no_row_but_is_counted(tmp_path):
    found = read(written(tmp_path / "a.csv", "sep=;\nkode;nama\n01;a,b\n"))
    assert cells(found) == {"kode": ["01"], "nama": ["a,b"]}
    assert list(found.numbers) == [3]


def test_text_without_columns_is_told_so(tmp_path):
    with pytest.raises(SheetError, match="pemisah kolom"):
        read(written(tmp_path / "a.txt", "Kepada Yth.\nBapak Camat\n"))


# Spreadsheets


def test_formulas_without_value_and_error_values_are_no_empty_cells(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["nama", "kode", "luas"])
        page.write_row(1, 0, ["Bulu", "01"])
        page.write_formula(1, 2, "=1+1", value=2)
        page.write_formula(2, 0, '=""', value="")
        page.write_formula(2, 1, "=NA()", value="#N/A")
        page.write_formula(3, 2, "=1/0", value="#DIV/0!")
        page.write_string(3, 0, "x")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    page = "xl/worksheets/sheet1.xml"
    parts[page] = parts[page].replace(b'<f>""</f><v></v>', b"<f>A1</f>")
    assert b"<f>A1</f></c>" in parts[page]
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    found = read(path)
    assert found.columns[2].cells[0] == 2
    wrong = [found.columns[at].cells[row] for at, row in ((0, 1), (1, 1), (2, 2))]
    assert all(isinstance(cell, Unread) for cell in wrong)
    assert "belum dihitung" in wrong[0].reason
    assert [str(cell) for cell in wrong[1:]] == ["#N/A", "#DIV/0!"]
    assert any("rumus" in note for note in found.notes)


def test_an_error_beyond_the_last_value_is_still_there(tmp_path):
    rows = (
        f"<table:table-row>{samples.text_cell('nama')}{samples.text_cell('kode')}</table:table-row>"
        f"<table:table-row>{samples.text_cell('Bulu')}"
        "<table:table-cell table:formula='of:=1+1'/></table:table-row>"
        "<table:table-row><table:table-cell table:formula='of:=NA()' office:value-type='string' "
        "calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell></table:table-row>"
    )
    found = cells(read(samples.ods(tmp_path / "a.ods", rows)))
    assert [str(cell) for cell in found["nama"]] == ["Bulu", "#N/A"]
    assert "belum dihitung" in found["kode"][0].reason


def test_an_old_workbook_with_an_error_value(tmp_path):
    records = samples.xls_label(0, 0, "nama") + samples.xls_label(0, 1, "kode")
    records += samples.xls_label(1, 0, "Bulu") + samples.xls_error(1, 1, 0x2A)
    found = cells(read(samples.xls(tmp_path / "a.xls", records)))
    assert found["nama"] == ["Bulu"]
    assert str(found["kode"][0]) == "#N/A"


@pytest.mark.parametrize("old", [False, True])
def test_dates_of_both_calendars(tmp_path, old):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": old}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["nama", "tanggal", "jam"])
        page.write_string(1, 0, "Bulu")
        page.write_datetime(1, 1, LAST_DAY, book.add_format({"num_format": "d mmmm yyyy"}))
        page.write_datetime(1, 2, MORNING, book.add_format({"num_format": "d/m/yy hh:mm"}))
    found = cells(read(path))
    assert found["tanggal"] == [LAST_DAY]
    assert found["jam"] == [MORNING]


def test_empty_sheets_are_not_asked_about_and_hidden_ones_are_said(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Data")
        page.write_row(0, 0, ["nama", "kode"])
        page.write_row(1, 0, ["Bulu", "01"])
        book.add_worksheet("Sheet2")
        hidden = book.add_worksheet("Kode")
        hidden.write_row(0, 0, ["nama"])
        hidden.hide()
    found = read(path)
    assert found.name == "Data"
    assert any("tersembunyi" in note and "Kode" in note for note in found.notes)
    assert read(path, sheet="kode").name == "Kode"


# GeoJSON


def test_geojson_keeps_every_value_as_it_was_written(tmp_path):
    bags = [
        {"n": 12345678901, "m": "a", "l": ["x", "y"], "o": {"a": [1]}},
        {"n": None, "m": 5, "l": [], "o": None, "z": True},
    ]
    path = written(tmp_path / "a.geojson", collection(*(feature(**bag) for bag in bags)))
    assert cells(read(path)) == {
        "n": [12345678901, None],
        "m": ["a", 5],
        "l": [["x", "y"], []],
        "o": ['{"a":[1]}', None],
        "z": [None, True],
    }


@pytest.mark.parametrize("ending", [".geojsonl", ".geojsons", ".ndjson", ".jsonl", ".geojson"])
@pytest.mark.parametrize("mark", ["", "\x1e"])
def test_one_feature_per_line(tmp_path, ending, mark):
    lines = "".join(f"{mark}{json.dumps(samples.feature(at))}\n" for at in range(3))
    found = read(written(tmp_path / f"a{ending}", lines))
    assert cells(found)["n"] == [0, 1, 2]
    assert found.crs.to_epsg() == 4326


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(samples.feature(0)),
        json.dumps(samples.feature(0)["geometry"]),
        json.dumps([samples.feature(0)]),
        "\ufeff" + collection(samples.feature(0)),
    ],
)
def test_a_feature_or_a_geometry_alone(tmp_path, content):
    found = read(written(tmp_path / "a.geojson", content))
    assert shapely.get_coordinates(found.shapes).tolist() == [list(samples.POINTS[0])]


def test_the_id_of_a_feature_is_a_column_unless_a_property_is_called_so(tmp_path):
    one, other = ({**samples.feature(at), "id": f"s.{at}"} for at in range(2))
    assert cells(read(written(tmp_path / "a.geojson", collection(one, other))))["id"] == ["s.0", "s.1"]
    other["properties"]["ID"] = 7
    found = read(written(tmp_path / "b.geojson", collection(one, other)))
    assert cells(found)["ID"] == [None, 7]
    assert "id" not in found.headings
    assert "'ID'" in found.notes[0]
    counted = [{**samples.feature(at), "id": at} for at in range(2)]
    assert "id" not in read(written(tmp_path / "c.geojson", collection(*counted))).headings


def test_a_list_of_plain_objects_is_a_table_without_places(tmp_path):
    found = read(written(tmp_path / "a.json", '[{"nama": "Bulu"}, {"nama": "Demaan", "kode": 7}]'))
    assert cells(found) == {"nama": ["Bulu", "Demaan"], "kode": [None, 7]}
    assert found.shapes is None


@pytest.mark.parametrize(
    ("member", "epsg"),
    [
        ({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32749"}}}, 32749),
        ({"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}}, 4326),
        ({}, 4326),
        ({"crs": None}, None),
    ],
)
def test_the_reference_system_that_an_older_geojson_names(tmp_path, member, epsg):
    found = read(written(tmp_path / "a.geojson", collection(samples.feature(0), **member)))
    assert (found.crs.to_epsg() if found.crs else None) == epsg


def test_a_reference_system_that_nobody_knows(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}
    with pytest.raises(SheetError, match="--crs"):
        read(written(tmp_path / "a.geojson", collection(samples.feature(0), crs=crs)))


RING = [[110.6, -6.6], [110.7, -6.6], [110.7, -6.5]]


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Polygon", "coordinates": [RING]}, "tertutup"),
        ({"type": "Polygon", "coordinates": [RING[:1] * 2]}, "sedikit"),
        ({"type": "LineString", "coordinates": [[110.6, -6.6]]}, "sedikit"),
        ({"type": "Point", "coordinates": ["110.6", "-6.6"]}, "bukan angka"),
        ({"type": "Point", "coordinates": [None, None]}, "bukan angka"),
        ({"type": "Point", "coordinates": [110.6]}, "sama bentuknya"),
        ({"type": "LineString", "coordinates": [[110.6, -6.6], [110.7]]}, "sama bentuknya"),
        ({"type": "Polygon", "coordinates": [110.6, -6.6]}, "bukan daftar"),
        ({"type": "Lingkaran", "coordinates": [110.6, -6.6]}, "jenisnya"),
        ({"type": "Point"}, "koordinatnya tidak ada"),
        ("POINT(1 2)", "bukan objek"),
    ],
)
def test_a_geometry_that_cannot_be_read_takes_only_its_row(tmp_path, geometry, said):
    content = collection(feature(geometry, nama="a"), samples.feature(0), feature(None, nama="kosong"))
    found = read(written(tmp_path / "a.geojson", content))
    assert list(found.unread) == [0]
    assert said in found.unread[0]
    assert shapely.is_missing(found.shapes).tolist() == [True, False, True]
    assert cells(found)["nama"][0] == "a"


def test_a_ring_that_lacks_its_last_point_is_kept_aside_closed(tmp_path):
    content = collection(feature({"type": "Polygon", "coordinates": [RING]}))
    found = read(written(tmp_path / "a.geojson", content))
    assert found.closable[0].equals(shapely.Polygon(RING))


def test_geojson_geometries_of_every_kind_come_back(tmp_path):
    made = [
        shapely.Point(1, 2),
        shapely.Point(1, 2, 3),
        shapely.LineString([(0, 0), (1, 1)]),
        shapely.Polygon([(0, 0), (4, 0), (4, 4)], [[(1, 0.5), (2, 0.5), (2, 1)]]),
        shapely.MultiPoint([(0, 0), (1, 1)]),
        shapely.MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]),
        shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 3, 3)]),
        shapely.GeometryCollection([shapely.Point(0, 0), shapely.box(0, 0, 1, 1)]),
        shapely.Polygon([(0, 0, 1), (4, 0, 1), (4, 4, 1)]),
    ]
    content = collection(*(feature(json.loads(shapely.to_geojson(one))) for one in made))
    found = read(written(tmp_path / "a.geojson", content))
    assert [one.wkt for one in found.shapes] == [one.wkt for one in made]
    assert not found.unread


# KML, GPX

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Survei</name>
<Folder><name>Sumur</name>
 <Placemark><name>Sumur 1</name><description><![CDATA[<b>dalam</b>]]></description>
  <TimeStamp><when>2024-12-31</when></TimeStamp>
  <ExtendedData><Data name="dalam_m"><value>12</value></Data>
   <SchemaData schemaUrl="#s"><SimpleData name="jenis">bor</SimpleData></SchemaData>
   <Data name="name"><value>lain</value></Data></ExtendedData>
  <Point><coordinates>110.6,-6.6,0</coordinates></Point></Placemark>
 <Placemark><name>Sumur 2</name><Point><coordinates>110.6;-6.6</coordinates></Point></Placemark>
</Folder>
<Folder><name>Jalan</name>
 <Placemark><name>Jalan 1</name><MultiGeometry>
  <LineString><coordinates>110.6,-6.6 110.7,-6.6</coordinates></LineString>
  <LineString><coordinates>110.6,-6.5 110.7,-6.5</coordinates></LineString></MultiGeometry></Placemark>
 <Placemark><gx:Track><when>2024-01-01T00:00:00Z</when><gx:coord>110.6 -6.6 0</gx:coord>
  <gx:coord>110.7 -6.6 0</gx:coord></gx:Track></Placemark>
</Folder><Folder><name>Kosong</name></Folder>
<NetworkLink><Link><href>http://127.0.0.1:9/x.kml</href></Link></NetworkLink></Document></kml>"""


def test_kml_keeps_its_data_and_its_folders_are_tables(tmp_path):
    path = written(tmp_path / "a.kml", KML)
    with pytest.raises(SheetError, match=r"Sumur \(2 baris\), Jalan \(2 baris\)\."):
        read(path)
    found = read(path, sheet="Sumur")
    assert cells(found) == {
        "name": ["Sumur 1", "Sumur 2"],
        "description": ["<b>dalam</b>", None],
        "when": ["2024-12-31", None],
        "dalam_m": ["12", None],
        "jenis": ["bor", None],
        "name (2)": ["lain", None],
    }
    assert found.shapes[0].wkt == "POINT (110.6 -6.6)"
    assert "bujur,lintang" in found.unread[1]
    assert any("NetworkLink" in note for note in found.notes)
    kinds = [one.geom_type for one in read(path, sheet="Jalan").shapes]
    assert kinds == ["MultiLineString", "LineString"]


GPX = """<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">
<wpt lat="-6.6" lon="110.6"><ele>12</ele><name>Pos 1</name>
<extensions><a:x><a:suhu>31</a:suhu></a:x></extensions></wpt>
<wpt lat="-6.7"><name>Pos 2</name></wpt>
<trk><name>Jalur</name><trkseg><trkpt lat="-6.6" lon="110.6"><time>2024-01-01T00:00:00Z</time></trkpt>
<trkpt lat="-6.7" lon="110.7"/></trkseg><trkseg><trkpt lat="-6.6" lon="110.6"/><trkpt lat="-6.7" lon="110.7"/>
</trkseg></trk></gpx>"""


def test_gpx_waypoints_and_tracks_are_tables_and_empty_ones_are_none(tmp_path):
    path = written(tmp_path / "a.gpx", GPX)
    with pytest.raises(SheetError, match=r"waypoints \(2 baris\), tracks \(1 baris\)\."):
        read(path)
    found = read(path, sheet="waypoints")
    assert cells(found) == {"ele": ["12", None], "name": ["Pos 1", "Pos 2"], "suhu": ["31", None]}
    assert "lon" in found.unread[1]
    track = read(path, sheet="tracks")
    assert track.shapes[0].geom_type == "MultiLineString"
    assert any("1 titik" in note for note in track.notes)


# Shapefiles


@pytest.fixture
def parts(tmp_path):
    """The parts of a good shapefile by their endings."""
    folder = tmp_path / "baik"
    folder.mkdir()
    samples.frame().to_file(folder / "sumur.shp")
    return {path.suffix: path.read_bytes() for path in folder.iterdir()}


def laid(folder, parts, *without):
    folder.mkdir()
    for ending, content in parts.items():
        if ending not in without:
            (folder / f"Sumur Desa{ending}").write_bytes(content)
    return folder / "Sumur Desa.shp"


def test_a_shapefile_without_some_of_its_parts(tmp_path, parts):
    whole = read(laid(tmp_path / "a", parts))
    assert (whole.crs.to_epsg(), cells(whole)["nama"]) == (4326, samples.NAMES)
    bare = laid(tmp_path / "b", parts, ".shx", ".prj", ".cpg", ".dbf")
    found = read(bare)
    assert found.crs is None
    assert len(found.numbers) == samples.ROWS
    assert [ending for ending in (".shx", ".prj", ".dbf") if ending in " ".join(found.notes)] == [
        ".shx",
        ".prj",
        ".dbf",
    ]
    assert [path.name for path in bare.parent.iterdir()] == ["Sumur Desa.shp"]
    assert np.array_equal(shapely.get_coordinates(found.shapes), shapely.get_coordinates(whole.shapes))


def test_parts_that_do_not_belong_together_are_refused(tmp_path, parts):
    shorter = struct.pack("<I", samples.ROWS - 1)
    parts[".dbf"] = parts[".dbf"][:4] + shorter + parts[".dbf"][8:]
    with pytest.raises(SheetError, match="tidak cocok"):
        read(laid(tmp_path / "a", parts))


def test_rows_deleted_in_a_shapefile_are_left_out_and_told(tmp_path, parts):
    table = bytearray(parts[".dbf"])
    head, width = struct.unpack_from("<HH", table, 8)
    table[head + 3 * width] = ord("*")
    found = read(laid(tmp_path / "a", {**parts, ".dbf": bytes(table)}))
    assert cells(found)["nama"] == samples.NAMES[:3] + samples.NAMES[4:]
    assert found.shapes[3].x == pytest.approx(samples.POINTS[4][0])
    assert any("1 baris" in note and "terhapus" in note for note in found.notes)


def table(*rows, kind="C", width=10, mark=0):
    """A .dbf with one field."""
    field = b"isi".ljust(11, b"\x00") + kind.encode() + bytes(4) + bytes([width, 0]) + bytes(14)
    head = struct.pack("<BBBBIHH", 3, 124, 1, 1, len(rows), 65, width + 1) + bytes(17) + bytes([mark, 0, 0])
    return head + field + b"\x0d" + b"".join(b" " + row.ljust(width) for row in rows)


@pytest.mark.parametrize(
    ("content", "codepage", "mark", "said"),
    [
        ("Désa".encode(), "UTF-8", 0, None),
        ("Désa".encode("cp1252"), "1252", 0, None),
        ("Désa".encode("cp1252"), "ANSI 1252", 0, None),
        ("Désa".encode("cp1252"), None, 0x57, None),
        ("Désa".encode("cp850"), None, 2, None),
        ("Désa".encode(), None, 0, "UTF-8"),
        ("Désa".encode("cp1252"), None, 0, "Windows-1252"),
        ("Désa".encode("cp1252"), "UTF-8", 0, "Windows-1252"),
        (b"Desa", None, 0, None),
    ],
)
def test_the_letters_of_a_shapefile(content, codepage, mark, said):
    found = dbase.read(table(content, mark=mark), codepage, "x")
    assert found.columns[0].cells[0] in {"Désa", "Desa"}
    assert bool(found.notes) is bool(said)
    assert not said or said in found.notes[0]


def test_the_numbers_of_a_shapefile_are_numbers_or_what_stands_there():
    rows = (b"        12", b"     1.500", b"**********", b"", b"  12 orang", b"1e3")
    found = dbase.read(table(*rows, kind="N"), None, "x")
    assert found.columns[0].cells == [12, 1.5, None, None, "12 orang", 1000.0]
    assert "1 angka" in found.notes[0]
    days = dbase.read(table(b"20241231", b"00000000", b"", b"20241301", kind="D", width=8), None, "x")
    assert days.columns[0].cells == [LAST_DAY, None, None, "20241301"]
    truths = dbase.read(table(b"T", b"n", b"?", b"", kind="L", width=1), None, "x")
    assert truths.columns[0].cells == [True, False, None, None]


def test_two_shapefiles_of_one_name_are_told_apart_by_their_folders(tmp_path, parts):
    path = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for folder in ("2023", "2024"):
            for ending, content in parts.items():
                archive.writestr(f"{folder}/Sumur Desa{ending.upper()}", content)
    with pytest.raises(SheetError, match="2023/Sumur Desa"):
        read(path)
    assert cells(read(path, sheet="2024/Sumur Desa"))["nama"] == samples.NAMES


# Parquet, GeoPackage


def test_parquet_values_of_every_kind(tmp_path):
    columns = {
        "t": pa.array([MORNING], pa.timestamp("ns")),
        "d": pa.array(["a"]).dictionary_encode(),
        "s": pa.array([{"a": 1}]),
        "b": pa.array([b"\x00\x01"]),
        "n": pa.array([["x", "y"]]),
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    found = cells(read(tmp_path / "a.parquet"))
    assert found["t"] == [MORNING]
    assert (found["d"], found["s"], found["n"]) == (["a"], ['{"a":1}'], [["x", "y"]])
    assert "biner" in found["b"][0].reason


def test_a_geopackage_keeps_its_kinds_and_its_reference_system(tmp_path):
    made = samples.frame().assign(ya=True, luas=[0.5, None] * (samples.ROWS // 2)).to_crs(32749)
    made.to_file(tmp_path / "a.gpkg", layer="desa")
    found = read(tmp_path / "a.gpkg")
    assert found.headings == ("nama", "n", "ya", "luas")
    assert [column.cells[1] for column in found.columns] == ["Sumur ke-1", 1, True, None]
    assert found.columns[2].cells[0] is True
    assert found.crs.to_epsg() == 32749


def test_well_known_binary_that_is_broken_takes_only_its_row():
    good = geometries.point(1, 2)
    found = geometries.read(
        [good, good[:10], None, b"\xff", struct.pack("<BII", 1, 2, 4_000_000_000)], Limits()
    )
    assert shapely.is_missing(found.shapes).tolist() == [False, True, True, True, True]
    assert sorted(found.unread) == [1, 3, 4]


# Names that lie


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        (".xlsx", "a.xls"),
        (".xls", "a.xlsx"),
        (".xlsx", "a.csv"),
        (".csv", "a.xls"),
        (".geojson", "a.gpkg"),
        (".gpkg", "a.zip"),
        (".kmz", "a.kml"),
        (".kml", "a.txt"),
        (".ods", "a.xlsx"),
        (".geojsonl", "a.csv"),
    ],
)
def test_a_file_is_read_by_its_content_and_that_is_said(tmp_path, kept, name):
    samples.MAKERS[kept](tmp_path / f"b{kept}")
    path = (tmp_path / f"b{kept}").rename(tmp_path / name)
    found = read(path)
    assert len(found.numbers) == samples.ROWS
    assert "dibaca menurut isinya" in found.notes[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", "<html><table><tr><td>nama</td></tr></table></html>", "HTML"),
        ("a.csv", "<!DOCTYPE html><html></html>", "HTML"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "gambar"),
        ("a.zip", b"Rar!\x1a\x07", "RAR"),
        ("a.shp", b"\x00\x01\x02", "biner"),
        ("a.xlsx", b"PK\x03\x04 terpotong", "terpotong"),
        ("a.xlsx", "surat biasa\ntanpa kolom", "teks biasa"),
        ("a.csv", "", "kosong"),
        ("a.kml", "<?xml version='1.0'?><gml:FeatureCollection/>", "XML"),
        ("a.data", "nama,kode\nBulu,01\n", r"menjadi \.csv"),
        ("tanpa-akhiran", '{"type":"FeatureCollection","features":[]}', r"menjadi \.geojson"),
    ],
)
def test_what_is_not_read_is_called_by_what_it_is(tmp_path, name, content, said):
    with pytest.raises(SheetError, match=said):
        read(written(tmp_path / name, content))


def test_a_locked_workbook_is_told_so(tmp_path):
    path = samples.compound(tmp_path / "a.xlsx", {"EncryptedPackage": b"\x00" * 4096})
    with pytest.raises(SheetError, match="kata sandi"):
        read(path)
    locked = samples.xls(tmp_path / "b.xls", b"")
    content = locked.read_bytes().replace(struct.pack("<HH", 0x42, 2), struct.pack("<HH", 0x2F, 2))
    with pytest.raises(SheetError, match="kata sandi"):
        read(written(locked, content))
