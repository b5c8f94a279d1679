"""The exposure answer against figures made by hand and against geopandas, by every rule at every level."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.database import Session
from gis.errors import NotFound
from gis.exposure import Ask, summary_now
from gis.layer import Audience
from layers import LAYERS
from tests.conftest import open_batch
from tests.independent import chance, handmade, real
from tests.independent.exposure import CLASSES, PARTS, exposure, findings, tabulated
from tests.independent.handmade import A, B, C, D, E, F
from tests.independent.world import frame, insert, put, today

RULES = ("touches-worst", "centroid")
LEVELS = tuple(PARTS)


def asked(connection, exposed, jenis="banjir", *, audience=Audience.PUBLIC, **inputs):
    """The service's answer, as a process gives it."""
    ask = Ask.from_inputs({"hazard": "bahaya", "jenis": jenis, "exposed": exposed, **inputs})
    return summary_now(Session(connection), LAYERS, audience, ask).as_json()


def figures(row):
    """rendah, sedang, tinggi, tidak_terpapar, tidak_ada_data, total, terdampak."""
    classes = (row["kelas"][name] for name in CLASSES.values())
    return (*classes, row["tidak_terpapar"], row["tidak_ada_data"], row["total"], row["terdampak"])


def by_code(rows):
    return {row["kode"]: figures(row) for row in rows}


def named(rows):
    """Code, name, figures of each row; what the row of objects in no village is called is left open."""
    return [(row["kode"], row["kode"] and row["nama"], figures(row)) for row in rows]


def assert_adds_up(answer):
    for row in [*answer["rows"], answer["total"]]:
        assert row["total"] == sum(row["kelas"].values()) + row["tidak_terpapar"] + row["tidak_ada_data"]
    columns = zip(*(figures(row) for row in answer["rows"]), strict=True)
    summed = tuple(sum(column) for column in columns) or (0,) * 7
    assert figures(answer["total"]) == summed


def assert_equal(connection, world, exposed, jenis):
    """By each rule and at each level."""
    for rule in RULES:
        found = findings(world, exposed, jenis, rule)
        for by in LEVELS:
            answer = asked(connection, exposed, jenis, by=by, rule=rule)
            rows, total = tabulated(world, found, by)
            assert named(answer["rows"]) == named(rows)
            assert figures(answer["total"]) == figures(total)
            assert_adds_up(answer)


@pytest.fixture
def made(owner):
    """The set made by hand, in the store, in a transaction that is rolled back."""
    world = handmade.world(today(owner))
    put(owner, world)
    return world


# By hand: rendah, sedang, tinggi, tidak_terpapar, tidak_ada_data, total, terdampak

POINTS = {
    "desa": {
        A: (1, 0, 2, 1, 0, 4, 2),
        B: (1, 0, 1, 0, 2, 4, 1),
        D: (0, 0, 0, 1, 1, 2, 0),
        C: (0, 0, 0, 2, 1, 3, 0),
        E: (0, 1, 0, 0, 1, 2, 1),
        F: (0, 0, 0, 0, 0, 0, 0),
        None: (0, 1, 0, 0, 3, 4, 1),
    },
    "kecamatan": {
        "33.20.01": (2, 0, 3, 1, 2, 8, 3),
        "33.20.02": (0, 1, 0, 3, 3, 7, 1),
        None: (0, 1, 0, 0, 3, 4, 1),
    },
    "kabupaten": {"33.20": (2, 1, 3, 4, 5, 15, 4), None: (0, 1, 0, 0, 3, 4, 1)},
}

POLYGONS_THAT_TOUCH = {
    "desa": {
        A: (1, 0, 0, 0, 0, 1, 0),
        B: (0, 0, 0, 1, 0, 1, 0),
        D: (0, 0, 0, 1, 1, 2, 0),
        C: (0, 0, 1, 0, 0, 1, 1),
        E: (0, 0, 0, 0, 0, 0, 0),
        F: (0, 0, 0, 0, 0, 0, 0),
        None: (0, 1, 0, 0, 1, 2, 1),
    },
    "kecamatan": {
        "33.20.01": (1, 0, 0, 1, 0, 2, 0),
        "33.20.02": (0, 0, 1, 1, 1, 3, 1),
        None: (0, 1, 0, 0, 1, 2, 1),
    },
    "kabupaten": {"33.20": (1, 0, 1, 2, 1, 5, 1), None: (0, 1, 0, 0, 1, 2, 1)},
}

POLYGONS_BY_CENTROID = {
    "desa": {
        A: (0, 0, 0, 1, 0, 1, 0),
        B: (0, 0, 1, 0, 0, 1, 1),
        D: (0, 0, 0, 0, 2, 2, 0),
        C: (0, 0, 0, 1, 0, 1, 0),
        E: (0, 0, 0, 0, 0, 0, 0),
        F: (0, 0, 0, 0, 0, 0, 0),
        None: (0, 0, 0, 0, 2, 2, 0),
    },
    "kecamatan": {
        "33.20.01": (0, 0, 1, 1, 0, 2, 1),
        "33.20.02": (0, 0, 0, 1, 2, 3, 0),
        None: (0, 0, 0, 0, 2, 2, 0),
    },
    "kabupaten": {"33.20": (0, 0, 1, 2, 2, 5, 1), None: (0, 0, 0, 0, 2, 2, 0)},
}

BY_HAND = {
    ("wisata", "touches-worst"): POINTS,
    ("wisata", "centroid"): POINTS,
    ("jalur_tangkap", "touches-worst"): POLYGONS_THAT_TOUCH,
    ("jalur_tangkap", "centroid"): POLYGONS_BY_CENTROID,
}

TOTALS_BY_HAND = {
    ("wisata", "touches-worst"): (2, 2, 3, 4, 8, 19, 5),
    ("wisata", "centroid"): (2, 2, 3, 4, 8, 19, 5),
    ("jalur_tangkap", "touches-worst"): (1, 1, 1, 2, 2, 7, 2),
    ("jalur_tangkap", "centroid"): (0, 0, 1, 2, 4, 7, 1),
}


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize(("exposed", "rule"), BY_HAND)
def test_the_service_counts_as_counted_by_hand(owner, made, exposed, rule, by):
    answer = asked(owner, exposed, by=by, rule=rule)
    expected = BY_HAND[exposed, rule][by]
    assert by_code(answer["rows"]) == expected
    assert [row["kode"] for row in answer["rows"]] == list(expected), "in the order of the codes, null last"
    assert figures(answer["total"]) == TOTALS_BY_HAND[exposed, rule]
    assert_adds_up(answer)
    names = {row.kode: row.nama for row in made.levels[by].itertuples()}
    assert {row["kode"]: row["nama"] for row in answer["rows"] if row["kode"]} == names


@pytest.mark.parametrize("by", LEVELS)
@pytest.mark.parametrize(("exposed", "rule"), BY_HAND)
def test_geopandas_counts_as_counted_by_hand(owner, exposed, rule, by):
    rows, total = exposure(handmade.world(today(owner)), exposed, "banjir", by, rule)
    assert by_code(rows) == BY_HAND[exposed, rule][by]
    assert figures(total) == TOTALS_BY_HAND[exposed, rule]


@pytest.mark.usefixtures("made")
def test_kinds_of_hazard_are_never_merged(owner):
    """Landslide: class 3 fills A, where it was never studied; E was studied and nothing found."""
    assert by_code(asked(owner, "wisata", "longsor")["rows"]) == {
        A: (0, 0, 4, 0, 0, 4, 4),
        B: (0, 0, 0, 0, 4, 4, 0),
        D: (0, 0, 0, 0, 2, 2, 0),
        C: (0, 0, 0, 0, 3, 3, 0),
        E: (0, 0, 0, 2, 0, 2, 0),
        F: (0, 0, 0, 0, 0, 0, 0),
        None: (0, 0, 0, 0, 4, 4, 0),
    }
    assert figures(asked(owner, "wisata", "rob")["total"]) == (0, 0, 0, 0, 19, 19, 0), "nobody studied it"


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("classes", "affected"),
    [(["rendah"], 2), (["tinggi"], 3), (["rendah", "tinggi"], 5), (["rendah", "sedang", "tinggi"], 7)],
)
def test_classes_change_who_is_affected_and_nothing_else(owner, classes, affected):
    usual, other = asked(owner, "wisata"), asked(owner, "wisata", classes=classes)
    assert [figures(row)[:6] for row in other["rows"]] == [figures(row)[:6] for row in usual["rows"]]
    assert figures(other["total"]) == (2, 2, 3, 4, 8, 19, affected)
    assert_adds_up(other)


def test_what_is_left_out_means_touches_worst_by_village(owner, made):
    rows, _ = exposure(made, "jalur_tangkap", "banjir", "desa", "touches-worst")
    assert named(asked(owner, "jalur_tangkap")["rows"]) == named(rows)


# Other layers as exposed


@pytest.mark.usefixtures("made")
def test_the_public_counts_incidents_it_may_know_at_their_village(owner):
    """Reported in A's low corner, but published at A's middle, (1, 2): on the edge of high."""
    columns = "id jenis waktu_mulai status kode"
    reported, verified = (
        ("k1", "banjir", "2026-01-02T03:04:05+07:00", "laporan", A, handmade.point(0.5, 0.5)),
        ("k2", "banjir", "2026-01-02T03:04:05+07:00", "terverifikasi", A, handmade.point(0.5, 0.5)),
    )
    insert(owner, "kejadian", frame(columns, [reported, verified]))
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert figures(asked(owner, "kejadian")["total"]) == (0, 0, 1, 0, 0, 1, 1)
    assert figures(asked(owner, "kejadian", audience=Audience.STAFF)["total"]) == (2, 0, 0, 0, 0, 2, 0)


def test_only_what_is_in_force_is_exposed(owner, made):
    """Two forecasts hold this day, one is over and one has not begun; all lie in high."""

    def day(offset):
        return made.today + timedelta(days=offset)

    spans = [(0, 0), (-1, 1), (-2, -1), (1, 2)]
    rows = [(f"f{start}", day(start), day(start), day(end), handmade.point(1.5, 1.5)) for start, end in spans]
    insert(owner, "prakiraan_ikan", frame("id terbit berlaku_mulai berlaku_sampai", rows))
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for audience in (Audience.PUBLIC, Audience.STAFF):
        answer = asked(owner, "prakiraan_ikan", audience=audience)
        assert figures(answer["total"]) == (0, 0, 2, 0, 0, 2, 2)
        assert_adds_up(answer)


@pytest.mark.usefixtures("made")
def test_areas_placed_by_code_are_exposed_where_their_village_is(owner):
    rows = [(A, "A"), (F, "F")]
    for kode, nama in [*rows, ("33.20.09.2001", "tanpa desa")]:
        owner.execute("INSERT INTO store.dms (kode, nama) VALUES (%s, %s)", [kode, nama])
    owner.execute("SET CONSTRAINTS ALL IMMEDIATE")
    found = by_code(asked(owner, "dms")["rows"])
    assert {kode: found[kode] for kode in (A, F, None)} == {
        A: (0, 0, 1, 0, 0, 1, 1),
        F: (0, 0, 0, 0, 1, 1, 0),
        None: (0, 0, 0, 0, 1, 1, 0),
    }


@pytest.mark.usefixtures("made")
def test_houses_do_not_exist_for_the_public(owner):
    with pytest.raises(NotFound) as hidden:
        asked(owner, "rtlh")
    with pytest.raises(NotFound) as missing:
        asked(owner, "tidak_ada")
    assert str(hidden.value).replace("rtlh", "") == str(missing.value).replace("tidak_ada", "")


def test_the_parts_add_up_even_where_a_level_lacks_an_area(owner, made):
    owner.execute("DELETE FROM store.kecamatan WHERE kode = '33.20.02'")
    owner.execute("DELETE FROM store.kabupaten")
    for by in LEVELS:
        answer = asked(owner, "wisata", by=by)
        assert figures(answer["total"]) == TOTALS_BY_HAND["wisata", "touches-worst"]
        assert_adds_up(answer)


@pytest.mark.parametrize("by", LEVELS)
def test_nothing_at_all_is_no_rows_and_zero(owner, by):
    answer = asked(owner, "wisata", by=by)
    assert len(answer["rows"]) == 0
    assert figures(answer["total"]) == (0, 0, 0, 0, 0, 0, 0)


# By chance


@given(data=st.data())
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_the_service_counts_as_geopandas_does(layers_database, data):
    with psycopg.connect(layers_database.conninfo()) as connection:
        open_batch(connection)
        world = data.draw(chance.worlds(today(connection)))
        put(connection, world)
        for exposed in ("wisata", "jalur_tangkap"):
            assert_equal(connection, world, exposed, chance.KINDS[0])
        connection.rollback()


# On the real boundaries


@pytest.fixture(scope="module")
def jepara(layers_database, shared):
    """The real boundaries in the store, with the world they stand for; rolled back in the end."""
    with psycopg.connect(layers_database.conninfo()) as connection:
        open_batch(connection)
        world = real.world(shared / "data" / "real", today(connection))
        put(connection, world)
        yield connection, world
        connection.rollback()


@pytest.mark.parametrize("jenis", ["banjir", "rob", "longsor"])
@pytest.mark.parametrize("exposed", ["wisata", "titik_evakuasi", "desa", "kecamatan"])
def test_the_service_counts_as_geopandas_does_in_jepara(jepara, exposed, jenis):
    connection, world = jepara
    assert_equal(connection, world, exposed, jenis)


def test_the_real_set_has_every_outcome(jepara):
    """Otherwise the comparison above would prove less than it says."""
    connection, _ = jepara
    seen = [
        figures(asked(connection, "titik_evakuasi", jenis)["total"]) for jenis in ("banjir", "rob", "longsor")
    ]
    assert all(sum(column) > 0 for column in zip(*seen, strict=True))
    assert len(asked(connection, "wisata")["rows"]) == 195 + 1
