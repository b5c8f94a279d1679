"""Columns, pairs, links and geometries in cells -> points; what was read otherwise than written is told."""

from __future__ import annotations

import struct

import pytest
import shapely
from shapely.geometry import mapping

from gis.errors import HeadingError
from gis.imports.files import formats
from gis.imports.files.sheet import Column, Sheet
from gis.imports.files.wanted import Wanted
from gis.imports.headings import match
from gis.imports.mending import Mending
from gis.imports.places import links, positions, roles
from gis.imports.places import locate as places
from gis.imports.places.locate import Ground
from gis.imports.places.said import Said
from gis.imports.rows import Terms, clean
from gis.imports.values.cells import Fault
from gis.layer import PUBLIC, STAFF, Dot, Fill, Layer, Shape, Words
from tests.unit.imports.toys import NOW, WELL, field, sheet

BULU = (110.6464, -6.5894)


def placed(metric=False, shown=True, **columns):
    count = len(next(iter(columns.values())))
    given = {heading.replace("_", " "): cells for heading, cells in columns.items()}
    headed = match(WELL, sheet({"nama": ["a"] * count, "kode": ["x"] * count, **given}), {})
    return positions.given(headed, range(count), positions.Manner(metric, shown))


def points(found):
    return [None if point is None else (round(point.x, 7), round(point.y, 7)) for point in found.shapes]


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Lintang", "lat"),
        ("Koordinat X", "lon"),
        ("koordinat_y", "lat"),
        ("LS", "lat"),
        ("BT", "lon"),
        ("Longitude (DD)", "lon"),
        ("Garis Lintang", "lat"),
        ("Titik Koordinat Bujur", "lon"),
        ("X (UTM)", "lon"),
        ("Titik Koordinat", "koordinat"),
        ("Lat/Long", "koordinat"),
        ("Koordinat", "koordinat"),
        ("Link Google Maps", "tautan"),
        ("the_geom", "wkt"),
        ("GeoJSON", "geojson"),
        ("Lintang (°)", "lat"),
        ("Lintang '", "lat_menit"),
        ('Bujur "', "lon_detik"),
        ("Website", None),
        ("Alamat", None),
        ("Lokasi", None),
    ],
)
def test_headings_of_places_as_they_are_seen(heading, role):
    assert roles.spelled(heading) == role


def test_a_heading_under_another_is_known_by_its_lower_line():
    columns = (
        Column("nama", ["a"]),
        Column("kode", ["x"]),
        Column("Titik Koordinat X", [110.6464], ("Titik Koordinat", "X")),
        Column("Titik Koordinat Y", [-6.5894], ("Titik Koordinat", "Y")),
    )
    headed = match(WELL, Sheet("s", columns, [3]), {})
    assert points(positions.given(headed, [0])) == [BULU]


def test_parts_of_coordinates_are_put_together():
    found = placed(dl=[6], ml=[35], sl=["21,84"], l=["LS"], db=[110.0], mb=["38"], sb=[47.04], b=["BT"])
    assert points(found) == [BULU]
    assert any("derajat, menit, dan detik pada 1 baris" in note for note in found.notes)


@pytest.mark.parametrize(
    ("changed", "column", "says"),
    [
        ({"ml": [60]}, "dl", "menit 60"),
        ({"sb": [60.0]}, "db", "detik 60"),
        ({"dl": [None]}, "dl", "tanpa derajat"),
        ({"ml": [None]}, "dl", "tanpa menit"),
        ({"l": ["?"]}, "dl", "arah"),
        ({"dl": ["6.5"]}, "dl", "pecahan"),
        ({"l": ["BT"]}, "dl", "bukan untuk kolomnya"),
    ],
)
def test_parts_that_do_not_fit_are_told_at_their_column(changed, column, says):
    whole = {"dl": [6], "ml": [35], "sl": [21], "l": ["LS"], "db": [110], "mb": [38], "sb": [47], "b": ["BT"]}
    found = placed(**whole | changed)
    assert [(p.row, p.column, p.rule) for p in found.problems] == [(2, column, "place")]
    assert says in found.problems[0].message
    assert points(found) == [None]


def test_short_headings_mean_parts_in_each_other_s_company_only():
    given = sheet(
        {"nama": ["a"], "kode": ["x"], "b": ["?"], "l": [3], "db": [1], "lon": [110.6], "lat": [-6.6]}
    )
    assert {role: c.heading for role, c in match(WELL, given, {}).places.items()} == {
        "lon": "lon",
        "lat": "lat",
    }


def test_a_column_of_letters_gives_the_sign():
    found = placed(lat=[6.5894, "6.5894"], LS_LU=["LS", "S"], lon=[110.6464] * 2, BT_BB=["BT", None])
    assert points(found) == [BULU, BULU]


def test_a_heading_that_names_the_south_gives_the_sign_and_is_told():
    found = placed(LS=[6.5894, -6.5894, "6°35'21.84\" LS"], BT=[110.6464] * 3)
    assert points(found) == [BULU] * 3
    assert found.notes[-1].startswith("Kolom 'LS' dibaca sebagai lintang selatan: 1 angka")
    contrary = placed(LS=["6.5894 LU"], BT=[110.6464])
    assert "arah" in contrary.problems[0].message


def test_coordinates_in_each_other_s_columns_are_left_for_the_slips():
    found = placed(lon=["6°35'21.84\" LS"], lat=["110°38'47.04\" BT"])
    assert points(found) == [(BULU[1], BULU[0])]
    assert found.problems == ()


@pytest.mark.parametrize(
    "cell",
    [
        "-6.5894, 110.6464",
        "https://www.google.com/maps/@-6.5894,110.6464,17z",
        "https://maps.google.com/?q=-6.5894,110.6464",
        "https://www.google.com/maps/place/X/@-6.6,110.7,17z/data=!4m6!3m5!8m2!3d-6.5894!4d110.6464!16s",
        "https://www.google.com/maps/place/6%C2%B035'21.84%22S+110%C2%B038'47.04%22E/@-6.6,110.7,17z",
        "https://www.google.com/maps/search/?api=1&query=-6.5894%2C110.6464",
        "geo:-6.5894,110.6464",
        "geo:0,0?q=-6.5894,110.6464(Pantai)",
        "https://www.openstreetmap.org/#map=17/-6.5894/110.6464",
        "https://www.openstreetmap.org/?mlat=-6.5894&mlon=110.6464#map=17/-6.6/110.7",
    ],
)
def test_a_cell_that_holds_a_pair_or_a_link(cell):
    for heading in ("Koordinat", "Link_Maps"):
        found = placed(**{heading: [cell]})
        assert found.problems == ()
        assert points(found) == [BULU]


def test_a_link_that_tells_only_what_was_looked_at_is_told():
    found = placed(Maps=["https://www.google.com/maps/@-6.5894,110.6464,17z"])
    assert "tengah peta" in found.notes[0]


@pytest.mark.parametrize(
    ("link", "says"),
    [
        ("https://maps.app.goo.gl/6yPihLYov784sLwu5", "pendek"),
        ("https://goo.gl/maps/abc", "pendek"),
        ("https://www.google.com/maps?q=Pantai+Kartini", "tanpa titik"),
        ("https://jepara.go.id/profil/12", "tanpa titik"),
        ("https://www.google.com/maps/dir/-6.58,110.67/-6.6,110.7", "beberapa titik"),
        ("https://x/?q=" + "1" * 3000, "tanpa titik"),
    ],
)
def test_a_link_that_names_no_single_point_says_what_to_do(link, says):
    found = links.read(link)
    assert isinstance(found, Fault)
    assert says in found.message


def test_geometries_in_cells_in_every_writing():
    square = shapely.box(110.6, -6.6, 110.7, -6.5)
    cells = [square.wkt, f"SRID=4326;{square.wkt}", square.wkb_hex, str(mapping(square)).replace("'", '"')]
    cells[3] = cells[3].replace("(", "[").replace(")", "]").replace(",]", "]")
    found = placed(geom=[*cells, None, "POINT EMPTY", "titik"])
    assert all(shape.equals(square) for shape in found.shapes[:4])
    assert [shape is None for shape in found.shapes[4:]] == [True] * 3
    assert [(p.row, p.rule) for p in found.problems] == [(7, "place"), (8, "place")]


def test_a_geometry_of_another_reference_system_is_not_taken_for_degrees():
    moved = shapely.to_wkb(
        shapely.set_srid(shapely.Point(463519, 9272668), 32749), hex=True, include_srid=True
    )
    assert placed(geom=[moved]).shapes[0] is None


def test_collections_nested_beyond_measure_are_refused_and_not_followed():
    deep = '{"type":"GeometryCollection","geometries":[' * 50_000
    curves = ["COMPOUNDCURVE(" * 50_000, "MULTISURFACE(CURVEPOLYGON(" * 50_000]
    binary = (b"\x01" + struct.pack("<II", 7, 1)).hex() * 50_000
    found = placed(geojson=[deep, "GEOMETRYCOLLECTION(" * 50_000, *curves, binary])
    assert [p.rule for p in found.problems] == ["place"] * 5


def test_one_way_of_saying_the_place_is_taken_and_the_others_are_named():
    columns = {
        "nama": ["a"],
        "kode": ["x"],
        "Link Maps": ["?"],
        "lon": [110.6],
        "lat": [-6.6],
        "Koordinat": ["?"],
    }
    headed = match(WELL, sheet(columns), {})
    assert set(headed.places) == {"lon", "lat"}
    assert headed.ignored == ("Link Maps", "Koordinat")
    chosen = match(
        WELL, sheet({**columns, "titik": ["-6.6, 110.6"]}), {"titik": "koordinat", "Koordinat": ""}
    )
    assert {role: c.heading for role, c in chosen.places.items()} == {"koordinat": "titik"}


def test_half_a_place_is_refused_whatever_else_is_there():
    with pytest.raises(HeadingError, match="tidak ada kolom 'lon'"):
        match(WELL, sheet({"nama": ["a"], "kode": ["x"], "Lintang": [1], "menit bujur": [2]}), {})


def test_a_cell_is_repeated_only_where_everyone_may_know_the_place():
    for shown in (True, False):
        (problem,) = placed(shown=shown, lon=["rahasia"], lat=[-6.6]).problems
        assert ("rahasia" in problem.message) is shown


def test_what_only_says_that_nothing_is_known_is_no_position_and_is_told():
    found = placed(lon=["-", "110.6464", None], lat=["n/a", "-", "tidak ada"])
    assert points(found) == [None, None, None]
    assert [(p.row, p.column) for p in found.problems] == [(3, "lat")]
    assert found.notes == (
        "Kolom 'lon': 1 sel ('-') dianggap kosong.",
        "Kolom 'lat': 3 sel ('n/a', '-', 'tidak ada') dianggap kosong.",
    )
    assert points(placed(Koordinat=["-", "-6.5894, 110.6464"])) == [None, BULU]


def test_metres_with_indonesian_marks():
    found = placed(metric=True, X=["463.519,25"], Y=["9.272.668"])
    assert points(found) == [(463519.25, 9272668.0)]


def scratch(shape, **more) -> Layer:
    """A layer for files of other regions, or of shapes that no layer of ours has."""
    named = more.pop("fields")
    return Layer(
        name="coba",
        system="base",
        owner="Uji",
        title=Words("Coba", "Trial"),
        description=Words("Coba.", "Trial."),
        shape=shape,
        access=more.pop("access", PUBLIC),
        natural_key=(named[0].name,),
        fields=named,
        style=Dot("#1f78b4") if shape is Shape.POINT else Fill("#1f78b4"),
        **more,
    )


def loaded(path, layer, ground=None, **said):
    headed = match(layer, formats.read(path, Wanted(layer)), {})
    draft = clean(headed, layer, Terms(now=NOW))
    return places.locate(draft, headed, ground or Ground(), Said(**said))


def test_the_nodes_of_a_fishery_area_come_from_degrees_minutes_and_seconds(shared):
    layer = scratch(Shape.POINT, anywhere=True, fields=(field("no", required=True),))
    found = loaded(shared / "data" / "real" / "raw" / "wppnri-712_titik_dms.csv", layer)
    assert found.problems == ()
    assert len(found) == 17
    first = found.shapes[0]
    assert (first.x, first.y) == pytest.approx(
        (105 + 49 / 60 + 58 / 3600, -(4 + 9 / 60 + 54 / 3600)), abs=1e-12
    )
    assert all(-9 < point.y < -3 and 105 < point.x < 117 for point in found.shapes)


def test_the_islands_get_the_minus_that_they_lost_once_that_is_accepted(shared):
    layer = scratch(Shape.POINT, fields=(field("kode", required=True), field("nama")))
    ground = Ground((110.163, -6.796, 110.977, -5.725))
    path = shared / "data" / "real" / "raw" / "pulau_jepara_raw.csv"
    refused = loaded(path, layer, ground)
    assert {(p.column, p.rule, p.accept) for p in refused.problems} == {("lat", "minus", "minus")}
    assert len(refused.bad) == len(refused) == 32
    found = loaded(path, layer, ground, accept=frozenset({Mending.MINUS}))
    assert found.problems == ()
    assert [one.rule for one in found.mended] == [Mending.MINUS] * 32
    assert (found.shapes[0].x, found.shapes[0].y) == (110.4553, -5.8730)


def test_a_layer_without_public_place_tells_no_coordinates(shared):
    layer = scratch(Shape.POINT, access=STAFF, fields=(field("kode", required=True),))
    path = shared / "data" / "real" / "raw" / "pulau_jepara_raw.csv"
    ground = Ground((110.163, -6.796, 110.977, -5.725))
    for accept in (frozenset(), frozenset({Mending.MINUS})):
        found = loaded(path, layer, ground, accept=accept)
        told = " ".join(one.message for one in (*found.problems, *found.mended))
        assert "5.87" not in told
        assert "110." not in told
