"""What is at a point, against answers made by hand and against shapely."""

from __future__ import annotations

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis.at_point import Spot, look_now
from gis.database import Session
from gis.layer import Audience
from layers import LAYERS
from tests.conftest import open_batch
from tests.independent import chance, handmade, real
from tests.independent.at_point import at_point
from tests.independent.exposure import NO_DATA, NOT_EXPOSED
from tests.independent.handmade import A, B, C, D, E
from tests.independent.world import frame, insert, put, today

KINDS = [choice.value for choice in LAYERS["bahaya"].field("jenis").choices]


def looked(connection, place):
    """The service's answer at a point, as a process gives it."""
    spot = Spot.from_inputs({"lon": place.x, "lat": place.y})
    return look_now(Session(connection), LAYERS, Audience.PUBLIC, spot).as_json()


def village(answer):
    return answer["tempat"] and answer["tempat"]["desa"]["kode"]


def hazards(answer):
    """By kind, the class where there is one, else why there is none."""
    return {
        found["jenis"]: found["kelas"] if found["status"] == "terpapar" else found["status"]
        for found in answer["bahaya"]
    }


def assert_equal(connection, world, place):
    answer, here = looked(connection, place), at_point(world, KINDS, "titik_evakuasi", place.x, place.y)
    assert village(answer) == here.village
    assert hazards(answer) == here.hazards
    told = [refuge["jarak_m"] for refuge in answer["evakuasi"]]
    assert told == pytest.approx([metres for _, metres in here.refuges], abs=0.501), "whole metres"


@pytest.fixture
def made(owner):
    """The set made by hand, in the store, in a transaction that is rolled back."""
    world = handmade.world(today(owner))
    put(owner, world)
    return world


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("place", "kode", "banjir", "longsor"),
    [
        pytest.param((1.5, 1.5), A, 3, 3, id="in low and in high"),
        pytest.param((0.5, 3.5), A, NOT_EXPOSED, 3, id="studied and touched by nothing"),
        pytest.param((2, 0), A, 1, 3, id="on the edge of A and B and of another kind"),
        pytest.param((3, 2.5), B, 3, NO_DATA, id="in high and in an unknown class"),
        pytest.param((4, 3.5), B, NO_DATA, NO_DATA, id="on the edge of an unknown class"),
        pytest.param((4.5, 0.5), C, NOT_EXPOSED, NO_DATA, id="in class 0"),
        pytest.param((5, 1), C, NO_DATA, NO_DATA, id="on the edge of class 0 and of an unknown class"),
        pytest.param((4.5, 3), C, NOT_EXPOSED, NO_DATA, id="in areas that are over or have not begun"),
        pytest.param((6, 3), D, NOT_EXPOSED, NO_DATA, id="on the edge of C and D and of the study"),
        pytest.param((7, 1), D, NO_DATA, NO_DATA, id="where the study is over"),
        pytest.param((10.5, 0.5), E, 2, NOT_EXPOSED, id="in medium for this day only"),
        pytest.param((21, 1), None, 2, NO_DATA, id="in no village, in medium outside every study"),
        pytest.param((21, 3), None, NO_DATA, NO_DATA, id="in no village, in class 0 outside every study"),
        pytest.param((40, 20), None, NO_DATA, NO_DATA, id="far from everything"),
    ],
)
def test_the_service_answers_as_answered_by_hand(owner, place, kode, banjir, longsor):
    answer = looked(owner, handmade.point(*place))
    assert village(answer) == kode
    expected = dict.fromkeys(KINDS, NO_DATA) | {"banjir": banjir, "longsor": longsor}
    assert hazards(answer) == expected
    assert list(hazards(answer)) == KINDS, "every kind, in the order of the list"


def test_shapely_answers_as_the_service_does_on_the_set_made_by_hand(owner, made):
    for place in made.exposed["wisata"].geometry.dropna():
        assert_equal(owner, made, place)


@pytest.mark.usefixtures("made")
def test_the_names_of_the_place_are_told(owner):
    assert looked(owner, handmade.point(7, 1))["tempat"] == {
        "desa": {"kode": D, "nama": "Kelurahan D"},
        "kecamatan": {"kode": "33.20.02", "nama": "Kecamatan Dua"},
    }


@pytest.mark.usefixtures("made")
def test_the_nearest_places_in_use_are_told_with_metres(owner):
    """1/64 degree is 1,726 m along the parallel and 1,728 m along the meridian here; t2 is closed."""
    found = looked(owner, handmade.point(1, 1))["evakuasi"]
    assert [refuge["id"] for refuge in found] == ["t1", "t4", "t3"]
    assert [refuge["jarak_m"] for refuge in found] == pytest.approx([1726, 2 * 1728, 3 * 1726], abs=3)
    assert (found[0]["lon"], found[0]["lat"]) == handmade.at(2, 1)


@pytest.mark.usefixtures("made")
def test_the_area_that_decides_names_source_and_date(owner):
    """Added over medium in E: a high area and a low one, each with a source of its own."""
    day = today(owner)
    columns = "id kajian jenis kelas sumber tanggal_data"
    rows = [
        ("x1", "k", "banjir", 3, "Peta yang menentukan", day.replace(year=day.year - 3, day=1)),
        ("x2", "k", "banjir", 1, "Peta lain", day),
    ]
    insert(owner, "bahaya", frame(columns, [(*row, handmade.box(10, 0, 11, 1)) for row in rows]))
    banjir = looked(owner, handmade.point(10.5, 0.5))["bahaya"][KINDS.index("banjir")]
    assert (banjir["kelas"], banjir["sumber"], banjir["tanggal"]) == (3, rows[0][4], rows[0][5])


def test_without_any_data_nothing_is_known(owner):
    answer = looked(owner, handmade.point(1, 1))
    assert answer["tempat"] is None
    assert hazards(answer) == dict.fromkeys(KINDS, NO_DATA)
    assert len(answer["evakuasi"]) == 0


@given(data=st.data())
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_the_service_answers_as_shapely_does(layers_database, data):
    with psycopg.connect(layers_database.conninfo()) as connection:
        open_batch(connection)
        world = data.draw(chance.worlds(today(connection)))
        put(connection, world)
        for place in data.draw(st.lists(chance.places, min_size=1, max_size=3)):
            assert_equal(connection, world, place)
        connection.rollback()


def test_the_service_answers_as_shapely_does_in_jepara(owner, shared):
    """At every tourism site, at village points and at corners of villages."""
    world = real.world(shared / "data" / "real", today(owner))
    put(owner, world)
    refuges = world.exposed["titik_evakuasi"].geometry.dropna()
    for place in [*world.exposed["wisata"].geometry, *refuges[::16]]:
        assert_equal(owner, world, place)
