"""GeoJSON in all its kinds: values as written, and a broken geometry takes only its row."""

from __future__ import annotations

import json

import pytest
import shapely

from gis.errors import SheetError
from tests.unit.imports import samples
from tests.unit.imports.samples import cells, read, written


def collection(*features, **more):
    return json.dumps({"type": "FeatureCollection", **more, "features": list(features)})


def feature(geometry=None, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


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
