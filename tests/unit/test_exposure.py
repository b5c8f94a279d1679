"""Exposure without a database: what may be asked, the Select that is built, and how rows become a table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.database import statement
from gis.errors import BadValue, Error, NotFound, UnknownName
from gis.exposure import Ask, Rule, exposure_query, inquiry, subject
from gis.layer import (
    PUBLIC,
    STAFF,
    Area,
    Audience,
    Choice,
    Dot,
    Field,
    Fill,
    Hazard,
    Kind,
    Layer,
    Published,
    Shape,
    Study,
    Words,
    resolve,
)


def words(text):
    return Words(text, f"{text} (en)")


def field(name, kind=Kind.TEXT, **more):
    return Field(name, kind, words(name), access=PUBLIC, **more)


def layer(name, shape=Shape.POLYGON, **more):
    style = Dot("#112233") if shape is Shape.POINT else Fill("#112233")
    said = {
        "system": "base",
        "owner": "Uji",
        "title": words(name),
        "description": words(name),
        "shape": shape,
        "access": PUBLIC,
        "fields": (field("nama"),),
        "style": style,
        "label": "nama",
    }
    return Layer(name=name, **(said | more))


LEVELS = (
    Choice(0, words("kosong")),
    Choice(1, words("ringan")),
    Choice(2, words("berat")),
    Choice(3, words("parah")),
)
KINDS = (Choice("api", words("Api")), Choice("air", words("Air")))
THREAT_FIELDS = (
    field("macam", choices=KINDS),
    field("derajat", Kind.INTEGER, choices=LEVELS),
    field("telaah", refers="telaah"),
)
THREAT = layer(
    "ancaman",
    fields=THREAT_FIELDS,
    label=None,
    hazard=Hazard(kind="macam", level="derajat", studies="telaah"),
)
WORLD = (
    layer("provinsi", area=Area(1), key="nama"),
    layer("kota", area=Area(2), key="nama"),
    THREAT,
    layer(
        "telaah", fields=(field("macam", choices_of="ancaman.macam"),), label=None, study=Study(kind="macam")
    ),
    layer("sekolah", Shape.POINT),
    layer("rumah", Shape.POINT, access=STAFF),
    layer("gedung"),
    layer("jalan", Shape.LINE),
)
LAYERS = {one.name: one for one in resolve(WORLD)}
ASK = Ask(hazard="ancaman", exposed="sekolah", kind="api")


def asked(**more):
    return subject(LAYERS, Audience.PUBLIC, replace(ASK, **more))


# What may be asked


def test_inputs_become_an_ask_and_what_is_left_out_or_null_has_its_default():
    least = {"hazard": "ancaman", "exposed": "sekolah"}
    assert Ask.from_inputs(least) == Ask("ancaman", "sekolah")
    assert Ask.from_inputs(least | dict.fromkeys(("jenis", "classes", "by", "rule"))) == Ask(
        "ancaman", "sekolah"
    )
    everything = least | {"jenis": "api", "classes": ["berat", "berat"], "by": "kota", "rule": "centroid"}
    assert Ask.from_inputs(everything) == Ask("ancaman", "sekolah", "api", ("berat",), "kota", Rule.CENTROID)


WRONG = {
    "an unknown input": ({"buffer": 3}, "There is no input 'buffer' here. Allowed: by, classes, exposed"),
    "no hazard": ({"hazard": None}, "hazard: '' does not fit. Expected the id of a hazard layer"),
    "no exposed layer": ({"exposed": None}, "exposed: '' does not fit"),
    "an empty name": ({"exposed": ""}, "exposed: '' does not fit. Expected a text"),
    "a number for a name": ({"by": 4}, "by: '4' does not fit. Expected a text"),
    "one class as text": ({"classes": "berat"}, "classes: 'berat' does not fit. Expected a list"),
    "no class": ({"classes": []}, "at least one class name"),
    "classes by number": ({"classes": [2]}, "a list of at least one class name"),
    "an unknown rule": (
        {"rule": "near"},
        "There is no rule 'near' here. Allowed: centroid, touches-worst.",
    ),
    "a drawn area": (
        {"hazard": {"type": "Point", "coordinates": [110, -6]}},
        "drawing an area is for officers who have signed in",
    ),
    "a long value": ({"by": ["x" * 500]}, r"by: '\['x{58}…' does not fit"),
}


@pytest.mark.parametrize(("inputs", "said"), WRONG.values(), ids=WRONG)
def test_inputs_that_do_not_fit_say_what_would(inputs, said):
    with pytest.raises((BadValue, UnknownName), match=said if "\\" in said else re.escape(said)):
        Ask.from_inputs({"hazard": "ancaman", "exposed": "sekolah"} | inputs)


def test_names_are_found_and_defaults_come_from_the_declarations():
    found = asked()
    assert [view.layer.name for view in found.views] == ["ancaman", "telaah", "sekolah", "kota"]
    assert [choice.title.id for choice in found.counted] == ["berat", "parah"]
    assert found.by.layer.name == "kota"


@pytest.mark.parametrize(
    ("wrong", "error", "said"),
    [
        ({"exposed": "rumah"}, NotFound, "There is no layer 'rumah' here."),
        ({"exposed": "istana"}, NotFound, "There is no layer 'istana' here."),
        ({"exposed": "jalan"}, BadValue, "a layer of points or areas"),
        ({"hazard": "istana"}, NotFound, "There is no layer 'istana' here."),
        ({"hazard": "sekolah"}, UnknownName, "There is no hazard layer 'sekolah' here. Allowed: ancaman."),
        ({"kind": None}, BadValue, "kinds are never merged: api, air"),
        ({"kind": "angin"}, UnknownName, "There is no jenis 'angin' here. Allowed: air, api."),
        ({"by": "sekolah"}, UnknownName, "There is no area level 'sekolah' here. Allowed: kota, provinsi."),
        (
            {"classes": ("kosong",)},
            UnknownName,
            "There is no class 'kosong' here. Allowed: berat, parah, ringan.",
        ),
    ],
)
def test_names_that_are_not_there_say_which_are(wrong, error, said):
    with pytest.raises(error, match=re.escape(said)):
        asked(**wrong)


def test_a_hidden_layer_answers_like_a_missing_one_and_exists_for_those_who_may_see_it():
    assert subject(LAYERS, Audience.STAFF, replace(ASK, exposed="rumah")).exposed.layer.name == "rumah"


def test_one_kind_need_not_be_named():
    only = replace(THREAT, fields=(field("macam", choices=KINDS[:1]), *THREAT_FIELDS[1:]))
    world = {one.name: one for one in resolve([only if one is THREAT else one for one in WORLD])}
    assert subject(world, Audience.PUBLIC, Ask("ancaman", "sekolah")).kind == "api"


@pytest.mark.parametrize("hidden", ["macam", "derajat"])
def test_a_hazard_layer_that_hides_its_kind_or_class_cannot_be_asked(hidden):
    sealed = tuple(replace(f, access=STAFF) if f.name == hidden else f for f in THREAT_FIELDS)
    world = {
        one.name: one
        for one in resolve([replace(THREAT, fields=sealed) if one is THREAT else one for one in WORLD])
    }
    with pytest.raises(UnknownName, match=r"There is no hazard layer 'ancaman' here\. Allowed: nothing"):
        subject(world, Audience.PUBLIC, ASK)


# The Select

POINTS = """
SELECT placed.kode, placed.kelas, count(*) AS jumlah
FROM (SELECT array_to_string((string_to_array(found.kode, '.'))[1:2], '.') AS kode, found.kelas AS kelas
FROM (SELECT min(pile.kode COLLATE "C") AS kode,
CASE WHEN (max(pile.rank) = 0) THEN 0 WHEN (max(pile.rank) > 1) THEN max(pile.rank) - 1 END AS kelas
FROM (SELECT e.id AS key,
CAST(CASE WHEN (h.derajat IS NULL) THEN 1 ELSE h.derajat + 1 END AS BIGINT) AS rank,
CAST(NULL AS TEXT) AS kode
FROM public_.ancaman AS h JOIN ST_Dump(h.geom) AS part ON true
JOIN public_.sekolah AS e ON ST_Intersects(part.geom, e.geom)
WHERE true AND h.macam = 'api' AND true AND h.derajat IS DISTINCT FROM 0
UNION ALL SELECT e.id AS key, CAST(0 AS BIGINT) AS rank, CAST(NULL AS TEXT) AS kode
FROM public_.telaah AS s JOIN ST_Dump(s.geom) AS part ON true
JOIN public_.sekolah AS e ON ST_Intersects(part.geom, e.geom)
WHERE true AND s.macam = 'api' AND true
UNION ALL SELECT e.id AS key, CAST(NULL AS BIGINT) AS rank, CAST(a.nama AS TEXT) AS kode
FROM public_.kota AS a JOIN ST_Dump(a.geom) AS part ON true
JOIN public_.sekolah AS e ON ST_Intersects(part.geom, e.geom)
WHERE true AND true
UNION ALL SELECT e.id AS key, CAST(NULL AS BIGINT) AS rank, CAST(NULL AS TEXT) AS kode
FROM public_.sekolah AS e WHERE true) AS pile
GROUP BY pile.key) AS found) AS placed
GROUP BY placed.kode, placed.kelas
"""


def text(query):
    """The query as one line, its values written in place of the parameters."""
    said = statement(query)
    flat = " ".join(said.text.split())
    for name, value in said.values.items():
        flat = re.sub(rf"%\({name}\)s(::\w+)?", repr(value), flat)
    return flat


def test_points_are_counted_by_one_select():
    assert text(exposure_query(asked())) == " ".join(POINTS.split())


def test_points_are_their_own_centroids():
    assert text(exposure_query(asked(rule=Rule.CENTROID))) == " ".join(POINTS.split())


MIDDLE = "(part.geom && e.geom) AND ST_Intersects(part.geom, ST_Centroid(e.geom))"


def test_areas_touch_with_all_they_are_and_lie_in_the_village_of_their_centroid():
    said = text(exposure_query(asked(exposed="gedung")))
    assert said.count("JOIN public_.gedung AS e ON ST_Intersects(part.geom, e.geom)") == 2
    assert (
        f"public_.kota AS a JOIN ST_Dump(a.geom) AS part ON true JOIN public_.gedung AS e ON {MIDDLE}" in said
    )


def test_by_centroid_areas_meet_everything_with_their_centroid():
    said = text(exposure_query(asked(exposed="gedung", rule=Rule.CENTROID)))
    assert said.count(f"JOIN public_.gedung AS e ON {MIDDLE}") == 3
    assert "ST_Intersects(part.geom, e.geom)" not in said


def test_no_value_is_ever_in_the_text():
    assert "api" not in statement(exposure_query(asked())).text


def test_a_wider_level_trims_the_code():
    assert "[1:1]" in text(exposure_query(asked(by="provinsi")))


def test_the_classes_that_count_change_nothing_that_is_asked_of_the_database():
    few, many = (
        inquiry(LAYERS, Audience.PUBLIC, replace(ASK, classes=c)) for c in (("parah",), ("ringan", "berat"))
    )
    assert {name: text(query) for name, query in few.parts.items()} == {
        name: text(query) for name, query in many.parts.items()
    }


# From rows to a table

AREAS = [{"kode": "1.2", "nama": "Dua"}, {"kode": "1.1", "nama": "Satu"}]


def row(kode, kelas, jumlah):
    return {"kode": kode, "kelas": kelas, "jumlah": jumlah}


def shaped(counts, total, *, ditahan=0, language="id", **more):
    asks = inquiry(LAYERS, Audience.PUBLIC, replace(ASK, **more), language)
    nothing = {name: [] for name in asks.parts}
    totals = [{"jumlah": total, "ditahan": ditahan}]
    return asks.shape(nothing | {"counts": counts, "total": totals, "areas": AREAS})


def test_every_area_has_a_row_and_objects_in_none_have_one_of_their_own():
    found = shaped([row("1.1", 3, 2), row("1.1", None, 1), row("1.1", 0, 4), row(None, 1, 5)], 12).as_json()
    nothing = {"ringan": 0, "berat": 0, "parah": 0}
    assert found["rows"] == [
        {
            "kode": "1.1",
            "nama": "Satu",
            "kelas": nothing | {"parah": 2},
            "terdampak": 2,
            "tidak_terpapar": 4,
            "tidak_ada_data": 1,
            "total": 7,
        },
        {
            "kode": "1.2",
            "nama": "Dua",
            "kelas": nothing,
            "terdampak": 0,
            "tidak_terpapar": 0,
            "tidak_ada_data": 0,
            "total": 0,
        },
        {
            "kode": None,
            "nama": "Tanpa wilayah atau tanpa letak",
            "kelas": nothing | {"ringan": 5},
            "terdampak": 0,
            "tidak_terpapar": 0,
            "tidak_ada_data": 0,
            "total": 5,
        },
    ]
    assert found["total"] == {
        "kode": None,
        "nama": "Jumlah",
        "kelas": {"ringan": 5, "berat": 0, "parah": 2},
        "terdampak": 2,
        "tidak_terpapar": 4,
        "tidak_ada_data": 1,
        "total": 12,
    }


def test_an_area_that_its_level_does_not_list_is_counted_all_the_same():
    assert [(one.code, one.name) for one in shaped([row("9.9", 1, 1)], 1).rows] == [
        ("1.1", "Satu"),
        ("1.2", "Dua"),
        ("9.9", None),
    ]


def test_classes_only_say_what_counts_as_affected():
    counts = [row("1.1", 1, 1), row("1.1", 2, 10), row("1.1", 3, 100)]
    few, many = (
        shaped(counts, 111, classes=names).total.counts for names in (("parah",), ("ringan", "berat"))
    )
    assert (few.affected, many.affected) == (100, 11)
    assert replace(few, affected=0) == replace(many, affected=0)


@pytest.mark.parametrize("total", [0, 4, 6])
def test_parts_that_do_not_add_up_to_the_total_give_no_figure_at_all(total):
    with pytest.raises(Error, match="do not add up"):
        shaped([row("1.1", 3, 5)], total)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["1.1", "1.2", "9.9", None]), st.sampled_from([None, 0, 1, 2, 3])),
        st.integers(1, 10**6),
    )
)
def test_rows_and_classes_add_up(counts):
    total = sum(counts.values())
    found = shaped([row(kode, kelas, n) for (kode, kelas), n in counts.items()], total)
    for one in (*found.rows, found.total):
        parts = sum(one.counts.by_class.values()) + one.counts.not_exposed + one.counts.no_data
        assert parts == one.counts.total
    assert sum(one.counts.total for one in found.rows) == total
    assert found.total.counts.no_data == sum(n for (_, kelas), n in counts.items() if kelas is None)


def test_the_rule_the_question_and_what_is_withheld_are_told():
    found = shaped([], 0, ditahan=3, rule=Rule.CENTROID, language="en").as_json()
    assert found["ditahan"] == 3
    assert found["rule"]["name"] == "centroid"
    assert found["rule"]["classes"] == ["berat", "parah"]
    assert found["rule"]["text"]["id"].startswith("Tiap objek dihitung sekali")
    assert "it does not mean safe" in found["rule"]["text"]["en"]
    assert found["total"]["nama"] == "Total"
    assert found["asked"] == {
        "hazard": "ancaman",
        "jenis": "api",
        "classes": ["berat", "parah"],
        "exposed": "sekolah",
        "by": "kota",
        "rule": "centroid",
    }
    assert "contoh" not in found


def test_objects_that_are_shown_elsewhere_than_they_are_say_so():
    placed = replace(LAYERS["sekolah"], published=Published(at="kota", code="nama"))
    world = LAYERS | {"sekolah": placed}
    texts = {}
    for audience in (Audience.PUBLIC, Audience.STAFF):
        asks = inquiry(world, audience, ASK)
        rows = {name: [] for name in asks.parts} | {"total": [{"jumlah": 0, "ditahan": 0}]}
        texts[audience] = asks.shape(rows).as_json()["rule"]["text"]["en"]
    assert "middle of their village" in texts[Audience.PUBLIC]
    assert "middle of their village" not in texts[Audience.STAFF]


def test_sources_carry_their_layer_and_sample_rows_are_told():
    asks = inquiry(LAYERS, Audience.PUBLIC, ASK, "en")
    rows = {name: [] for name in asks.parts} | {"total": [{"jumlah": 0, "ditahan": 0}]}
    source = {"sumber": None, "tanggal_data": None, "tanggal_data_tertua": None, "contoh": True}
    found = asks.shape(rows | {"of_exposed": [source]}).as_json()
    assert found["sources"] == [
        source | {"layer": "sekolah", "title": "sekolah (en)", "sumber": "Uji", "licence": None}
    ]
    assert found["contoh"] is True
