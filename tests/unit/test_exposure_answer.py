"""How the rows of an exposure become a table: every area, every class, what is withheld, who says so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import Error
from gis.exposure import Rule, inquiry
from gis.layer import Audience, Published
from tests.unit.exposed import ASK, LAYERS

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
