"""Every format read back by other people's software: what was written is what is read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import orjson
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from lxml import etree
from python_calamine import CalamineWorkbook

from gis import crs
from gis.errors import BadRequest, BadValue
from gis.formats import FORMATS, workbook
from tests.http.toys import TOYS
from tests.unit.formats.making import LONGEST, ROWS, TAKEN, TEXTS, content, point, row, written

UTM = crs.OFFERED["http://www.opengis.net/def/crs/EPSG/0/32749"]
LAT_LON = crs.OFFERED["http://www.opengis.net/def/crs/EPSG/0/4326"]
KML = "{http://www.opengis.net/kml/2.2}"
KEYS = [one["id"] for one in ROWS]
NAMED = [one["nama"] for one in ROWS]


@pytest.fixture
def file(tmp_path: Path):
    """Writes content as a file of a format."""

    def make(word: str, what=None, name: str = "pohon") -> Path:
        path = tmp_path / f"{name}{FORMATS[word].suffix}"
        path.write_bytes(written(word, what))
        return path

    return make


def test_each_format_has_one_word_one_medium_and_one_suffix():
    forms = list(FORMATS.values())
    assert len({form.media for form in forms}) == len({form.suffix for form in forms}) == len(forms)
    assert set(FORMATS) == {
        "geojson", "geojsonseq", "csv", "gpkg", "fgb", "parquet", "xlsx", "kml", "jsonfg",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["geojson", "geojsonseq", "csv", "gpkg", "fgb", "kml", "jsonfg"])
def test_gdal_reads_every_row_with_its_place(file, word):
    options = {"X_POSSIBLE_NAMES": "lon", "Y_POSSIBLE_NAMES": "lat"} if word == "csv" else {}
    found = pyogrio.read_dataframe(file(word), layer=0, use_arrow=False, **options)
    assert len(found) == len(ROWS)
    # KML has an id of its own, so GDAL calls the column otherwise.
    by_key = found.set_index("id2" if word == "kml" else "id")
    assert by_key.loc["penuh"].geometry == shapely.Point(110.66666666666667, -6.583333333333333)
    assert by_key.loc["kosong"].geometry is None
    assert list(by_key.loc[KEYS]["nama"].fillna("").str.strip()) == [name or "" for name in NAMED]


def test_a_csv_file_has_a_mark_names_positions_and_texts_that_are_no_formulas():
    data = written("csv")
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert list(lines[0])[-3:] == ["lon", "lat", "wkt"]
    full, empty = lines[0], lines[1]
    assert (full["lon"], full["lat"]) == ("110.66666666666667", "-6.583333333333333")
    assert shapely.from_wkt(full["wkt"]) == shapely.Point(110.66666666666667, -6.583333333333333)
    assert (full["umur_th"], full["langka"], full["hama"]) == (str(LONGEST), "true", "api; air")
    assert full["dilihat"] == "2026-03-01T23:30:15.250000+07:00"
    assert (empty["lon"], empty["wkt"], empty["nama"]) == ("", "", "")
    assert [line["nama"].removeprefix("\t") for line in lines[2:]] == list(TEXTS)
    for line in lines:
        assert line["nama"][:1] not in set("=@")
    assert lines[2 + TEXTS.index("+62 812 000")]["nama"] == "+62 812 000"


FORMULAS = {
    "equals sign": "=1+1",
    "at sign": "@SUM(A1)",
    "plus": "+SUM(A1)",
    "minus": "-cmd|' /C calc'!A0",
    "tabulator": "\t=1+1",
    "line feed": "\n=1+1",
    "carriage return": "\r=1+1",
    "blank": " =1+1",
    "wide equals sign": "\uff1d1+1",
    "wide at sign": "\uff20SUM(A1)",
    "wide plus": "\uff0bSUM(A1)",
    "wide minus": "\uff0dSUM(A1)",
    "behind a semicolon": "x;=1+1",
    "behind a semicolon and a quote": 'x;"@SUM(A1)"',
    "behind a tabulator": "x\t+SUM(A1)",
}
"""What a spreadsheet might work out, by what it begins with or stands behind."""

SIGNS = tuple("=@+-\uff1d\uff20\uff0b\uff0d")


@pytest.mark.parametrize("begin", FORMULAS)
def test_no_spreadsheet_finds_a_formula_in_csv(begin):
    text = FORMULAS[begin]
    data = written("csv", content([row("a", nama=text)], fields=["nama"], geometry=False))
    lines = data.decode("utf-8-sig")
    ((_,), (cell,)) = csv.reader(io.StringIO(lines, newline=""))
    assert cell.replace("\t", "").strip() == text.replace("\t", "").strip()
    # A line is parted at its commas, or as Indonesian settings and open-handed programs do it.
    for parting in ",;\t":
        for cells in csv.reader(io.StringIO(lines, newline=""), delimiter=parting):
            assert not any(each.lstrip('"').startswith(SIGNS) for each in cells), (parting, cells)


@pytest.mark.parametrize("begin", FORMULAS)
def test_no_formula_is_in_a_workbook(tmp_path, begin):
    path = tmp_path / "a.xlsx"
    path.write_bytes(written("xlsx", content([row("a", nama=FORMULAS[begin])], fields=["nama"])))
    with zipfile.ZipFile(path) as book:
        parts = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(parts) == 2
    assert not any(b"<f" in part for part in parts)
    assert any(b't="inlineStr"' in part or b't="s"' in part for part in parts)


def test_a_csv_file_in_metres_names_no_degrees():
    where = [row("a", geom=point(462_000.5, 9_270_000.25))]
    heading, line = (
        written("csv", content(where, system=UTM, fields=["id"])).decode("utf-8-sig").split("\r\n")[:2]
    )
    assert (heading, line) == ("id,x,y,wkt", "a,462000.5,9270000.25,POINT (462000.5 9270000.25)")


def test_a_sequence_is_one_feature_a_record():
    records = written("geojsonseq").split(b"\x1e")
    assert records[0] == b""
    assert all(record.endswith(b"\n") for record in records[1:])
    features = [json.loads(record) for record in records[1:]]
    assert [feature["id"] for feature in features] == KEYS
    assert features[0]["properties"]["hama"] == ["api", "air"]
    assert features[0]["properties"]["umur_th"] == LONGEST
    assert features[1]["geometry"] is None


def test_another_systems_axes_keep_their_order_in_geojson():
    where = [row("a", geom=point(110.5, -6.5))]
    feature = orjson.loads(written("geojsonseq", content(where, system=LAT_LON))[1:])
    assert feature["geometry"]["coordinates"] == [-6.5, 110.5]


def test_json_fg_says_its_system_its_type_and_when():
    found = orjson.loads(written("jsonfg"))
    assert "http://www.opengis.net/spec/json-fg-1/1.0/conf/core" in found["conformsTo"]
    assert (found["featureType"], found["geometryDimension"]) == ("pohon", 0)
    assert found["coordRefSys"] == crs.CRS84
    first = found["features"][0]
    assert first["time"] == {"timestamp": "2026-03-01T16:30:15.250000Z"}
    assert (first["place"], first["geometry"]["type"]) == (None, "Point")


def test_json_fg_in_another_system_has_its_places_apart():
    where = [row("a", geom=point(462_000.5, 9_270_000.25))]
    found = orjson.loads(written("jsonfg", content(where, system=UTM)))
    assert found["coordRefSys"] == UTM.uri
    assert found["features"][0]["place"] == {"type": "Point", "coordinates": [462000.5, 9270000.25]}
    assert found["features"][0]["geometry"] is None


def test_a_geopackage_has_types_titles_code_lists_and_words_of_its_own(file):
    path = file("gpkg")
    info = pyogrio.read_info(path, layer="pohon")
    kinds = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert (kinds["ditanam"], kinds["dilihat"], kinds["umur_th"]) == (
        "OFTDate",
        "OFTDateTime",
        "OFTInteger64",
    )
    assert info["crs"] == "EPSG:4326"
    store = sqlite3.connect(path)
    titles = dict(store.execute("SELECT column_name, title FROM gpkg_data_columns").fetchall())
    assert titles["tinggi_m"] == "Tinggi (m)"
    listed = store.execute(
        "SELECT value, c.description FROM gpkg_data_columns JOIN gpkg_data_column_constraints c"
        " USING (constraint_name) WHERE column_name = 'jenis'"
    ).fetchall()
    assert ("jati", "Jati") in listed
    ((told,),) = store.execute("SELECT metadata FROM gpkg_metadata").fetchall()
    assert "data contoh" in told
    assert "Kebun <uji>" in told
    ((changed,),) = store.execute("SELECT last_change FROM gpkg_contents WHERE table_name='pohon'").fetchall()
    assert changed == "2026-01-02T00:00:00.000Z"
    assert store.execute("SELECT count(*) FROM rtree_pohon_geom").fetchone() == (len(ROWS) - 1,)
    assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert store.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_geopackage_carries_its_style(file):
    ((qml,),) = sqlite3.connect(file("gpkg")).execute(
        "SELECT styleQML FROM layer_styles WHERE useAsDefault AND f_table_name = 'pohon'"
    )
    style = etree.fromstring(qml.encode())
    renderer = style.find("renderer-v2")
    assert (renderer.get("type"), renderer.get("attr")) == ("categorizedSymbol", "jenis")
    labels = {each.get("value"): each.get("label") for each in renderer.iter("category")}
    assert labels["jati"] == "Jati"
    symbols = {each.get("name"): each for each in renderer.iter("symbol")}
    first = next(each for each in renderer.iter("category") if each.get("value") == "jati")
    color = symbols[first.get("symbol")].find(".//Option[@name='color']").get("value")
    assert color == "17,17,17,255"
    aliases = {each.get("field"): each.get("name") for each in style.iter("alias")}
    assert aliases["tinggi_m"] == "Tinggi (m)"


@pytest.mark.parametrize("word", FORMATS)
def test_the_same_version_gives_the_same_file_whenever_it_is_taken(word):
    later = TAKEN + dt.timedelta(days=1)
    assert written(word, content(taken=later)) == written(word)


def test_a_parquet_file_says_its_places_and_itself(file):
    found = pq.read_table(file("parquet"))
    geo = orjson.loads(found.schema.metadata[b"geo"])
    column = geo["columns"]["geometry"]
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point"])
    assert column["bbox"] == pytest.approx([110.0, -6 - 11 / 7, 110 + 11 / 7, -6.0])
    assert b"data contoh" in found.schema.metadata[b"description"]
    lines = found.to_pylist()
    assert [line["nama"] for line in lines] == NAMED
    assert lines[0]["hama"] == ["api", "air"]
    assert lines[0]["dilihat"] == ROWS[0]["dilihat"]
    assert lines[0]["ditanam"] == dt.date(1945, 8, 17)
    assert lines[1]["geometry"] is None


def test_a_parquet_file_in_another_system_names_it(file):
    where = [row("a", geom=point(462_000.5, 9_270_000.25))]
    geo = orjson.loads(pq.read_schema(file("parquet", content(where, system=UTM))).metadata[b"geo"])
    assert geo["columns"]["geometry"]["crs"]["id"] == {"authority": "EPSG", "code": 32749}


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_a_workbook_keeps_texts_days_and_figures_what_they_are(file):
    rows = sheets(file("xlsx"))["pohon"]
    heading, full = rows[0], dict(zip(rows[0], rows[1], strict=True))
    assert heading[-2:] == ["lon", "lat"]
    assert (full["ditanam"], full["langka"], full["hama"]) == (dt.date(1945, 8, 17), True, "api; air")
    # In the time that the regency's clocks show; a number that would be rounded is text.
    assert full["dilihat"].isoformat() == "2026-03-01T23:30:15.250000"
    assert full["umur_th"] == str(LONGEST)
    assert full["lon"] == pytest.approx(110.66666666666667, abs=1e-12)
    assert [line[heading.index("nama")] for line in rows[3:]] == list(TEXTS)


def test_a_workbook_says_what_it_is_on_a_second_sheet(file):
    told = sheets(file("xlsx"))["Keterangan"]
    assert any("data contoh" in str(cell) for line in told for cell in line)
    height = next(line for line in told if line[0] == "tinggi_m")
    assert height[1:3] == ["Tinggi", "m"]
    english = sheets(file("xlsx", content(language="en", sample=False)))["About"]
    assert not any("sample data" in str(cell) for line in english for cell in line)


def test_a_workbook_refuses_what_a_sheet_cannot_hold(monkeypatch):
    with pytest.raises(BadRequest, match="nama"):
        written("xlsx", content([row("a", nama="x" * (workbook.LETTERS + 1))]))
    monkeypatch.setattr(workbook, "ROWS", 5)
    with pytest.raises(BadRequest, match="5 rows"):
        written("xlsx")


def test_kml_names_colours_and_describes(file):
    document = etree.parse(file("kml")).getroot().find(f"{KML}Document")
    assert "data contoh" in document.findtext(f"{KML}description")
    marks = document.findall(f"{KML}Placemark")
    assert [mark.findtext(f"{KML}name") for mark in marks][:2] == ["Jati tua", "kosong"]
    styles = {f"#{style.get('id')}" for style in document.findall(f"{KML}Style")}
    assert {mark.findtext(f"{KML}styleUrl") for mark in marks} <= styles
    assert marks[0].findtext(f"{KML}styleUrl") == "#warna-111111"
    cells = {cell.get("name"): cell.text for cell in marks[0].iter(f"{KML}SimpleData")}
    assert cells["umur_th"] == str(LONGEST)


def test_kml_is_degrees_only_and_holds_no_forbidden_character():
    with pytest.raises(BadValue, match="KML"):
        written("kml", content(system=UTM))
    assert etree.fromstring(written("kml", content([row("a", nama="a\x01b")]))) is not None


@pytest.mark.parametrize("word", FORMATS)
def test_no_rows_no_places_and_few_fields_are_a_file_too(file, word):
    assert written(word, content([])) or word == "geojsonseq"
    plain = file(word, content(fields=["nama"], geometry=False))
    if word not in ("parquet", "xlsx"):
        found = pyogrio.read_dataframe(plain, layer=0, use_arrow=False)
        assert len(found) == len(ROWS)
        assert "nama" in found
        assert "umur_th" not in found


@pytest.mark.parametrize("word", FORMATS)
def test_what_stops_the_rows_stops_the_file(word):
    class Stopped(Exception):
        pass

    def broken():
        yield ROWS[:5]
        raise Stopped

    with pytest.raises(Stopped):
        written(word, replace(content(), rows=broken()))


def test_areas_have_rings_and_styles(file):

    ring = shapely.MultiPolygon(
        [shapely.box(110, -7, 111, -6).difference(shapely.box(110.2, -6.8, 110.4, -6.6))]
    )
    risk = {"feature_key": "a", "id": "a", "ragam": "api", "tingkat": 3, "geom": shapely.to_wkb(ring)}
    names = [f.name for f in content([], TOYS["risiko"]).fields]
    rows = [dict.fromkeys(names) | risk, dict.fromkeys(names) | {**risk, "id": "b", "tingkat": None}]
    for word in ("geojson", "kml", "gpkg", "fgb", "jsonfg"):
        found = pyogrio.read_dataframe(file(word, content(rows, TOYS["risiko"]), "risiko"), layer=0)
        assert [shape.normalize() == ring.normalize() for shape in found.geometry] == [True, True], word


def style_of(path: Path, layer: str) -> etree._Element:
    asked = "SELECT styleQML FROM layer_styles WHERE f_table_name = ?"
    ((qml,),) = sqlite3.connect(path).execute(asked, [layer]).fetchall()
    return etree.fromstring(qml.encode())


def test_an_area_without_a_class_is_hatched_and_the_higher_class_lies_on_top(file):
    renderer = style_of(file("gpkg", content([], TOYS["risiko"])), "risiko").find("renderer-v2")
    (unknown,) = [each for each in renderer.iter("category") if each.get("value") == ""]
    (symbol,) = [each for each in renderer.iter("symbol") if each.get("name") == unknown.get("symbol")]
    assert unknown.get("label") == "tidak ada data"
    assert symbol.find(".//Option[@name='style']").get("value") == "b_diagonal"
    assert renderer.findtext("orderby/orderByClause") == '"tingkat"'


def test_figures_are_drawn_in_steps_and_withheld_ones_are_hatched(file):
    renderer = style_of(file("gpkg", content([], TOYS["jumlah_griya"])), "jumlah_griya").find("renderer-v2")
    assert renderer.get("type") == "RuleRenderer"
    rules = [each.get("filter") for each in renderer.iter("rule") if each.get("filter")]
    assert rules == ['"jumlah" >= 25', '"jumlah" >= 1 AND "jumlah" < 25', '"jumlah" IS NULL']


def test_without_the_field_that_colours_it_a_layer_is_of_one_colour(file):
    path = file("gpkg", content([], TOYS["risiko"], fields=["id"]))
    assert style_of(path, "risiko").find("renderer-v2").get("type") == "singleSymbol"
