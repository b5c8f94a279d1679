"""Exposure without a database: what may be asked, and the Select that is built."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from gis.database import statement
from gis.errors import BadValue, NotFound, UnknownName
from gis.exposure import Ask, Rule, exposure_query, inquiry, subject
from gis.layer import STAFF, Audience, resolve
from tests.unit.exposed import ASK, KINDS, LAYERS, THREAT, THREAT_FIELDS, WORLD, field


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
