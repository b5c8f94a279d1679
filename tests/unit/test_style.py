"""Legends and the map's style, from the declarations."""

from __future__ import annotations

import itertools
import json

import pytest

from gis import tiles
from gis.facts import Facts
from gis.layer import Audience, Dot, Fill, Ramp
from gis.legend import NO_DATA_HATCH, color_of, legend, painted_by
from gis.style import Place, map_style
from layers import LAYERS
from tests.http.toys import TOYS

PUBLIC = Audience.PUBLIC
DRAWN = tiles.drawings(TOYS, PUBLIC)
FACTS = {name: Facts((110, -7, 112, -6), 3, sample=False, kinds=("air",)) for name in DRAWN}
FACTS["wilayah"] = Facts((109, -7, 112, -5), 1, sample=False)
STYLE = map_style(DRAWN, FACTS, Place("http://peta.test"))

REAL = tiles.drawings(LAYERS, PUBLIC)
REAL_STYLE = map_style(REAL, {}, Place("http://peta.test"), "en")


def strokes(style: dict, collection: str) -> list[dict]:
    return [x for x in style["layers"] if x.get("metadata", {}).get("gis:collection") == collection]


def test_a_legend_by_class_goes_from_the_highest_to_no_data():
    made = legend(TOYS["risiko"], "id")
    assert [(e.label, e.color, e.value) for e in made.entries] == [
        ("besar", "#a50021", 3),
        ("kecil", "#ffec8a", 1),
        ("nihil", "#a9b8c2", 0),
        ("tidak ada data", NO_DATA_HATCH, None),
    ]
    assert made.entries[-1].shape == "hatch"


def test_a_legend_of_counts_tells_ranges_and_withheld():
    made = legend(TOYS["jumlah_griya"], "en")
    assert made.title == "Jumlah (en) (rumah)"
    assert [e.label for e in made.entries] == ["≥ 25", "1–24", "withheld"]


def test_the_public_s_legend_lists_only_what_is_published():
    assert [e.label for e in legend(TOYS["peristiwa"]).entries] == ["Sah"]
    assert [e.label for e in legend(TOYS["peristiwa"], audience=Audience.STAFF).entries] == ["Baru", "Sah"]


def test_a_field_an_audience_may_not_see_colours_nothing():
    for layer in LAYERS.values():
        for audience in Audience:
            field = legend(layer, "id", audience).field
            assert field is None or layer.access_of(field).seen_by(audience) or isinstance(layer.style, Ramp)


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_layer_has_a_legend_in_words(layer, language):
    made = legend(layer, language)
    assert made.title
    assert made.entries
    assert all(
        entry.label and (entry.color.startswith("#") or entry.shape == "hatch") for entry in made.entries
    )
    sign = {Dot: "circle", Fill: "fill", Ramp: "fill"}[type(layer.style)]
    assert {entry.shape for entry in made.entries} <= {sign, "hatch", "line"}


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
def test_colours_of_values_are_those_of_the_legend(layer):
    for entry in legend(layer).entries:
        if entry.value is not None:
            assert color_of(layer, entry.value) == entry.color
    by = painted_by(layer)
    if by is None or not by.required:
        assert (color_of(layer, None) is None) == any(e.shape == "hatch" for e in legend(layer).entries)


def test_no_data_is_hatched_for_missing_classes_and_outside_of_studies():
    hatched = {
        x["id"]: x for x in strokes(STYLE, "risiko") if x["paint"].get("fill-pattern") == NO_DATA_HATCH
    }
    assert hatched["risiko:hatch"]["filter"] == ["!", ["has", "tingkat"]]
    assert (hatched["risiko:luar"]["source"], hatched["risiko:luar"]["source-layer"]) == (
        "telaah",
        "telaah:luar",
    )
    # What lies outside of studies reaches as far as the regency.
    assert STYLE["sources"]["telaah"]["bounds"] == [109, -7, 112, -5]
    assert STYLE["sources"]["risiko"]["bounds"] == [110, -7, 112, -6]


def test_from_below_sea_land_areas_borders_points_names():
    kinds = [x["id"] for x in STYLE["layers"]]
    order = [
        "laut",
        "latar",
        "wilayah:darat",
        "risiko",
        "blok:line",
        "wilayah:line",
        "pohon",
        "wilayah:label",
    ]
    assert [kinds.index(one) for one in order] == sorted(kinds.index(one) for one in order)
    first_name = next(n for n, x in enumerate(STYLE["layers"]) if x["id"].endswith(":label"))
    assert all(x["type"] == "symbol" for x in STYLE["layers"][first_name:])


def test_the_first_stroke_of_a_collection_carries_legend_and_choice():
    for name in DRAWN:
        said = [x["metadata"] for x in strokes(STYLE, name)]
        assert all("gis:legend" not in rest and "gis:choose" not in rest for rest in said[1:])
        assert ("gis:legend" in said[0]) == TOYS[name].pictured
        assert ("gis:choose" in said[0]) == (TOYS[name].choose is not None)
    assert strokes(STYLE, "risiko")[0]["metadata"]["gis:choose"]["value"] == "air"


@pytest.mark.parametrize("style", [STYLE, REAL_STYLE], ids=["toys", "layers"])
def test_a_style_is_whole(style):
    names = [x["id"] for x in style["layers"]]
    assert len(set(names)) == len(names)
    for stroke in style["layers"]:
        if stroke["type"] != "background":
            assert stroke["source"] in style["sources"]
            assert stroke["source-layer"]
    assert json.loads(json.dumps(style)) == style
    listed = list(itertools.chain.from_iterable(g["layers"] for g in style["metadata"]["gis:groups"]))
    assert len(set(listed)) == len(listed)


@pytest.mark.parametrize("style", [STYLE, REAL_STYLE], ids=["toys", "layers"])
def test_strokes_use_only_fields_and_sublayers_that_tiles_hold(style):
    drawn = DRAWN if style is STYLE else REAL
    held = {name: fields for each in drawn.values() for name, fields in tiles.sublayers(each).items()}
    for stroke in style["layers"]:
        if stroke["type"] == "background":
            continue
        fields = held[stroke["source-layer"]]
        assert set(_named(stroke.get("filter"))) <= set(fields)
        assert set(_named(stroke.get("paint"))) | set(_named(stroke.get("layout"))) <= set(fields)


def _named(expression: object) -> list[str]:
    """The fields that an expression reads."""
    if isinstance(expression, dict):
        return [name for part in expression.values() for name in _named(part)]
    if not isinstance(expression, list):
        return []
    if expression[:1] in (["get"], ["has"]):
        return [expression[1]]
    return [name for part in expression for name in _named(part)]


def test_an_outside_base_map_lies_between_sea_and_land_only_if_one_is_set():
    assert "basemap" not in STYLE["sources"]
    place = Place("http://peta.test", "https://tiles.example/{z}/{x}/{y}.png")
    style = map_style(DRAWN, FACTS, place)
    assert style["sources"]["basemap"]["tiles"] == ["https://tiles.example/{z}/{x}/{y}.png"]
    assert [x["id"] for x in style["layers"][:2]] == ["laut", "basemap"]


def test_sources_that_are_a_sample_mark_the_map():
    marked = {**FACTS, "pohon": Facts(None, 1, sample=True)}
    assert map_style(DRAWN, marked, Place(""))["metadata"]["gis:sample"] is True
    assert STYLE["metadata"]["gis:sample"] is False


def test_the_public_style_of_the_regency_names_nothing_hidden():
    text = json.dumps(REAL_STYLE)
    hidden = [layer.name for layer in LAYERS.values() if not layer.access.seen_by(PUBLIC)]
    assert hidden
    for name in hidden:
        assert f'"{name}"' not in text
