"""How pages put values, dates and figures into words, and what they say of the interface."""

from __future__ import annotations

import datetime as dt

import pytest
from starlette.requests import Request

from api.errors import KINDS
from api.execution import example
from api.grid import grid
from api.negotiate import FEATURES, said
from api.pages import _dates, _moment, _span, cell, shown
from api.reference import STANDARDS, allowed, reference, standards
from gis import asking, errors
from gis.features import Feature
from gis.layer import Audience
from gis.privacy import visible
from tests.http.toys import TOYS

TREES = visible(TOYS["pohon"], Audience.PUBLIC)
COUNTS = visible(TOYS["jumlah_griya"], Audience.PUBLIC)


def asked(query: str = ""):
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/collections/pohon/items",
        "query_string": query.encode(),
        "headers": [(b"host", b"peta.test")],
        "scheme": "http",
        "server": ("peta.test", 80),
        "root_path": "",
    }
    return said(Request(scope), FEATURES)


def field(name, view=TREES):
    found = view.field(name)
    assert found
    return found


@pytest.mark.parametrize(
    ("name", "value", "indonesian", "english"),
    [
        ("jenis", "air", "Air", "Water"),
        ("jenis", "lain", "lain", "lain"),
        ("tinggi_m", 1234.5, "1.234,5 m", "1,234.5 m"),
        ("umur_th", 1200, "1.200 tahun", "1,200 tahun"),
        ("langka", True, "ya", "yes"),
        ("ditanam", dt.date(2026, 3, 1), "1 Maret 2026", "1 March 2026"),
        ("hama", ["api", "semut"], "Api, semut", "Fire, semut"),
        ("hama", [], "tidak diketahui", "not known"),
        ("nama", None, "tidak diketahui", "not known"),
    ],
)
def test_values_are_put_into_words(name, value, indonesian, english):
    values = {name: value}
    assert shown(values, field(name), "id") == indonesian
    assert shown(values, field(name), "en") == english


def test_a_withheld_figure_is_not_an_unknown_one():
    jumlah = field("jumlah", COUNTS)
    assert shown({"jumlah": None, "ditahan": True}, jumlah, "id") == "disamarkan"
    assert cell({"jumlah": None, "ditahan": True}, jumlah, "id") == "disamarkan"
    assert shown({"jumlah": None, "ditahan": False}, jumlah, "id") == "tidak diketahui"
    assert cell({"jumlah": None, "ditahan": False}, jumlah, "id") == "–"
    assert cell({"jumlah": 0, "ditahan": False}, jumlah, "id") == "0"
    assert shown({"jumlah": 0, "ditahan": False}, jumlah, "id") == "0 rumah"


def test_times_are_the_regency_s():
    assert _moment("2026-05-31T20:00:00Z", "id") == "1 Juni 2026 03.00 WIB"
    assert _moment("2026-05-31", "en") == "31 May 2026"
    assert _moment(None, "en") is None
    assert _span(["2026-05-31T17:00:00Z", None], "id") == "1 Juni 2026 – sekarang"
    assert _dates(["2026-01-01", "2026-01-01"], "en") == "1 January 2026"
    assert _dates(None, "en") is None


def test_a_table_leads_to_itself_in_another_order():
    question = asking.question(TREES, {"sortby": "nama", "limit": "5"})
    rows = (Feature("pohon-1", {"contoh": True}, None),)
    made = grid(TREES, question, rows, asked("sortby=nama&limit=5&after=x&f=html"))
    columns = {column.field.name: column for column in made.columns}
    assert (made.searched, made.sample) == (True, True)
    assert columns["nama"].order == "ascending"
    assert columns["nama"].sort == "http://peta.test/collections/pohon/items?sortby=-nama&limit=5&f=html"
    assert columns["umur_th"].sort == "http://peta.test/collections/pohon/items?sortby=umur_th&limit=5&f=html"
    assert columns["hama"].sort is None
    assert columns["tinggi_m"].title == "Tinggi (m)"
    assert not {"id", "contoh", "pemilik", "lupa"} & set(columns)


def test_a_table_has_the_columns_that_were_asked_for():
    question = asking.question(TREES, {"properties": "jenis,id"})
    made = grid(TREES, question, (), asked("properties=jenis,id"))
    assert [column.field.name for column in made.columns] == ["jenis"]


def test_a_table_of_no_fields_has_no_columns():
    assert grid(TREES, asking.question(TREES, {"properties": ""}), (), asked()).columns == ()


def test_an_example_of_a_process_holds_every_input_that_names_a_value():
    inputs = {
        "a": {"minOccurs": 1, "schema": {"type": "string", "enum": ["x", "y"]}},
        "b": {"minOccurs": 0, "schema": {"type": "string", "enum": ["p"]}},
        "c": {"minOccurs": 1, "schema": {"type": "number", "minimum": -1, "maximum": 1, "examples": [0.5]}},
        "d": {"minOccurs": 0, "schema": {"type": "array", "items": {"enum": ["k", "l"]}}},
    }
    assert example(inputs) == {"inputs": {"a": "x", "b": "p", "c": 0.5}}
    assert [allowed(one) for one in inputs.values()] == ["x, y", "p", "-1 … 1", "k, l"]


def test_the_interface_in_short_tells_of_every_collection_once():
    limit = {"name": "limit", "in": "query", "schema": {"minimum": 1, "maximum": 9}, "description": "many"}
    names = {"name": "nama", "in": "query", "schema": {"type": "string"}}
    fid = {"name": "fid", "in": "path", "schema": {"type": "string"}}
    items = {"get": {"tags": ["a"], "summary": "rows", "parameters": [{"$ref": "#/c/p/limit"}, names]}}
    document = {
        "tags": [{"name": "service", "description": "Service"}],
        "paths": {
            "/": {"get": {"tags": ["service"], "summary": "start"}, "head": {"tags": ["service"]}},
            "/collections/a/items": items,
            "/collections/b/items": items,
        },
        "components": {"parameters": {"limit": limit, "nama": names, "fid": fid}},
    }
    made = reference(document, {"nama"}, "Each")
    assert list(made.subjects) == ["Service", "Each"]
    (call,) = made.subjects["Each"]
    assert (call.method, call.path, call.parameters) == ("GET", "/collections/{collection}/items", ("limit",))
    assert [(one.name, one.about, one.allowed) for one in made.parameters] == [("limit", "many", "1 … 9")]


def test_an_unknown_standard_keeps_its_own_name():
    made = standards(["http://www.opengis.net/spec/odd-1/1.0/conf/a", "urn:odd"], "id")
    assert [(one.title, one.classes) for one in made] == [("odd-1", ("a",))]
    assert all(each.id and each.en for each in STANDARDS.values())


def test_every_kind_of_error_is_told_of():
    found = {vars(errors.Error)["kind"]}
    waiting: list[type[errors.Error]] = [errors.Error]
    while waiting:
        branch = waiting.pop()
        found.add(branch.kind)
        waiting += branch.__subclasses__()
    assert {kind for kind in found if kind and ":" not in kind} == set(KINDS)
