"""KML, GPX, Parquet and GeoPackage keep what they hold."""

from __future__ import annotations

import struct
from datetime import date, datetime, time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from gis.errors import SheetError
from gis.imports.files import geometries
from gis.imports.files.limits import Limits
from tests.unit.imports import samples
from tests.unit.imports.samples import cells, read, written

LAST_DAY = date(2024, 12, 31)
MORNING = datetime.combine(LAST_DAY, time(6, 30))


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
