"""Edits of single rows: what is stored, kept, refused, and left in the history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import psycopg
import pytest
import shapely

from gis import edits
from gis import undo as undoing
from gis.address import EDITOR
from gis.crs import OFFERED
from gis.edits import Document, Editing, Unfit
from gis.errors import BadRequest, Conflict, NotFound, Stale, Unavailable
from gis.layer import Audience, Layer
from gis.privacy import visible
from layers import LAYERS
from tests.db.conftest import DESA, INSIDE, KEC, Town

ONE, TWO, _ = DESA
AREA = json.loads(shapely.to_geojson(DESA[ONE]))
NIK = "3320014107900001"
UTM = OFFERED["http://www.opengis.net/def/crs/EPSG/0/32749"]
FLIPPED = OFFERED["http://www.opengis.net/def/crs/EPSG/0/4326"]


def point(code: str = ONE) -> dict[str, Any]:
    return {"type": "Point", "coordinates": list(INSIDE[code])}


def site(**values: Any) -> dict[str, Any]:
    return {"nama": "Pantai Uji", "jenis": "pantai", **values}


def house(**values: Any) -> dict[str, Any]:
    return {"kode": ONE, "status": "usulan", **values}


class Office:
    """Edits of one layer of the town by its staff."""

    def __init__(self, town: Town, layer: str, audience: Audience = Audience.STAFF) -> None:
        self.town, self.layer = town, LAYERS[layer]
        self.how = Editing(visible(self.layer, audience), LAYERS, "uji")

    def create(self, properties: Mapping[str, Any], geometry: Any = None, key: str | None = None):
        if key is not None:
            return self.replace(key, properties, geometry)
        return edits.create(self.town.address, self.how, Document(properties, geometry))

    def replace(self, key: str, properties: Mapping[str, Any], geometry: Any = None, **more: Any):
        document = Document(properties, geometry, more.pop("id", None))
        return edits.replace(self.town.address, self.how, key, document, **more)

    def update(self, key: str, patch: Any, **more: Any):
        return edits.update(self.town.address, self.how, key, patch, **more)

    def delete(self, key: str, **more: Any):
        return edits.delete(self.town.address, self.how, key, **more)

    def row(self, key: str) -> dict[str, Any]:
        return self.town.value(
            f"SELECT to_jsonb(s) - 'geom_tile' FROM store.{self.layer.name} s WHERE {self.layer.key} = %s",
            [key],
        )


@pytest.fixture
def sites(town: Town) -> Office:
    return Office(town, "wisata")


def problems(refused: pytest.ExceptionInfo[Unfit]) -> set[tuple[str | None, str]]:
    return {(problem.column, problem.rule) for problem in refused.value.problems}


def test_a_row_is_made_with_a_batch_of_its_own(town, sites):
    done = sites.create(site(wisnus=5), point())
    assert done.created
    assert sites.row(done.key)["wisnus"] == 5
    assert sites.row(done.key)["kode"] == ONE, "the code comes from the place"
    assert sites.row(done.key)["contoh"] is False
    ((deed, actor, inserted, options),) = town.rows(
        "SELECT deed, actor, inserted, options FROM store.batch WHERE id = %s", [done.batch]
    )
    assert (deed, actor, inserted, options) == ("edit", "uji", 1, {"edit": "create", "key": done.key})


def test_what_is_answered_is_what_staff_will_read(town, sites):
    done = sites.create(site(), point())
    (found,) = town.rows("SELECT nama, ST_AsGeoJSON(geom, 7, 0) FROM staff.wisata WHERE id = %s", [done.key])
    assert found == (done.feature.values["nama"], done.feature.geometry)


def test_a_key_that_is_taken_makes_no_second_row(town):
    with pytest.raises(Conflict) as refused:
        Office(town, "desa").create({"kode": ONE, "nama": "Lain", "jenis": "desa", "kode_kec": KEC}, AREA)
    assert refused.value.keys == (ONE,)


def test_a_key_that_its_natural_key_gives_is_not_sent(town, sites):
    for document in (Document(site(), point(), "a"), Document(site(id="a"), point())):
        with pytest.raises(Unfit) as refused:
            edits.create(town.address, sites.how, document)
        assert problems(refused) == {("id", "echo")}


def test_a_row_that_is_there_by_another_key_is_not_made_again(sites):
    key = sites.create(site(), point()).key
    with pytest.raises(Conflict) as refused:
        sites.create(site(wisnus=9), point())
    assert refused.value.keys == (key,)


def test_rules_are_those_of_an_import_and_nothing_is_kept(town, sites):
    before = town.state("wisata")
    with pytest.raises(Unfit) as refused:
        sites.create(site(nama=None, jenis="istana", wisnus=-1, kode="33.20.01.2009", lupa=1), point())
    assert problems(refused) == {
        ("nama", "required"),
        ("jenis", "choices"),
        ("wisnus", "least"),
        ("kode", "refers"),
        ("lupa", "unknown"),
    }
    assert town.state("wisata") == before


@pytest.mark.parametrize(
    ("geometry", "rule"),
    [
        (None, "place"),
        ({"type": "Point", "coordinates": [0, 0]}, "zero"),
        ({"type": "Point", "coordinates": [110.65, 6.55]}, "minus"),
        ({"type": "Point", "coordinates": [2.35, 48.85]}, "range"),
        ({"type": "Point", "coordinates": ["a", "b"]}, "place"),
        ({"type": "Point"}, "place"),
        ({"type": "LineString", "coordinates": [[110.65, -6.55], [110.66, -6.55]]}, "shape"),
    ],
)
def test_places_are_judged_like_those_of_a_file(sites, geometry: Any, rule: str):
    with pytest.raises(Unfit) as refused:
        sites.create(site(), geometry)
    assert problems(refused) == {(None, rule)}
    for language in ("id", "en"):
        assert "--" not in refused.value.in_(language)


def test_a_place_outside_the_named_village_is_refused(sites):
    with pytest.raises(Unfit) as refused:
        sites.create(site(kode=TWO), point(ONE))
    assert problems(refused) == {("kode", "inside")}


@pytest.mark.parametrize(
    ("field", "given"),
    [("wisnus", "5"), ("wisnus", True), ("wisnus", 1.5), ("nama", 5), ("tanggal_data", "31/08/2024"),
     ("tanggal_data", "2024-02-30"), ("contoh", "ya"), ("wisnus", 2**63)],
)  # fmt: skip
def test_another_type_than_the_schema_says_is_refused(sites, field: str, given: Any):
    with pytest.raises(Unfit) as refused:
        sites.create(site(**{field: given}), point())
    assert problems(refused) == {(field, "type")}


def test_coordinates_may_be_given_in_other_systems(town, sites):
    lon, lat = INSIDE[ONE]
    east, north = town.rows(
        "SELECT ST_X(g), ST_Y(g) FROM ST_Transform(ST_SetSRID(ST_MakePoint(%s, %s), 4326), 32749) g",
        [lon, lat],
    )[0]
    for key, system, xy in (("a", UTM, (east, north)), ("b", FLIPPED, (lat, lon))):
        how = Editing(sites.how.view, LAYERS, "uji", system)
        geometry = {"type": "Point", "coordinates": list(xy)}
        edits.replace(town.address, how, key, Document(site(nama=key), geometry))
        x, y = town.rows("SELECT ST_X(geom), ST_Y(geom) FROM store.wisata WHERE id = %s", [key])[0]
        assert (x, y) == pytest.approx((lon, lat), abs=1e-9)


def test_a_row_is_replaced_whole(town, sites):
    sites.create(site(wisnus=5, sumber="Dinas"), point(), key="a")
    done = sites.replace("a", site(nama="Pantai Baru"), point(TWO))
    assert (done.created, done.feature.values["nama"]) == (False, "Pantai Baru")
    row = sites.row("a")
    assert (row["wisnus"], row["sumber"], row["kode"]) == (None, None, TWO)
    assert town.value("SELECT nama FROM history.wisata WHERE id = 'a' AND ended_by = %s", [done.batch])


def test_a_row_that_is_not_there_is_made_where_it_is_put(sites):
    done = sites.replace("baru", site(), point())
    assert (done.created, done.key) == (True, "baru")


def test_what_comes_back_as_it_was_shown_changes_nothing(town, sites):
    exact = {"type": "Point", "coordinates": [110.6512345678901, -6.5512345678901]}
    sites.create(site(wisnus=5), exact, key="a")
    before = town.state("wisata")
    shown = edits.standing.shown(sites.replace("a", *again(sites, "a")).feature)
    assert shown["geometry"]["coordinates"] == [110.6512346, -6.5512346]
    assert town.state("wisata") == before
    sites.update("a", {"properties": {"wisnus": 6}})
    assert sites.row("a")["geom"]["coordinates"] == exact["coordinates"], "an edit elsewhere leaves the place"


def again(office: Office, key: str) -> tuple[dict[str, Any], Any]:
    shown = edits.standing.shown(office.update(key, {}).feature)
    return shown["properties"], shown["geometry"]


def test_a_patch_changes_what_it_names(sites):
    sites.create(site(wisnus=5, sumber="Dinas"), point(), key="a")
    sites.update("a", {"properties": {"wisnus": 7, "sumber": None}})
    row = sites.row("a")
    assert (row["nama"], row["wisnus"], row["sumber"]) == ("Pantai Uji", 7, None)
    sites.update("a", {"geometry": point(TWO), "properties": {"kode": TWO}})
    assert sites.row("a")["kode"] == TWO


def test_a_patch_of_the_place_alone_contradicts_the_code(sites):
    sites.create(site(), point(), key="a")
    with pytest.raises(Unfit) as refused:
        sites.update("a", {"geometry": point(TWO)})
    assert problems(refused) == {("kode", "inside")}
    with pytest.raises(Unfit) as refused:
        sites.update("a", {"properties": {"kode": TWO}})
    assert problems(refused) == {("kode", "inside")}


@pytest.mark.parametrize("patch", [{"id": "b"}, {"properties": {"id": "b"}}])
def test_a_row_keeps_its_key(sites, patch: Any):
    sites.create(site(), point(), key="a")
    with pytest.raises(Unfit) as refused:
        sites.update("a", patch)
    assert problems(refused) == {("id", "key")}


@pytest.mark.parametrize("patch", [[], "a", None, {"properties": []}, {"geometry": 3}, {"type": "Topology"}])
def test_what_is_no_patch_is_refused(sites, patch: Any):
    sites.create(site(), point(), key="a")
    with pytest.raises(BadRequest):
        sites.update("a", patch)


def test_a_row_is_deleted_and_brought_back(town, sites):
    sites.create(site(wisnus=5), point(), key="a")
    before = sites.row("a")
    done = sites.delete("a")
    assert town.rows("SELECT 1 FROM store.wisata") == []
    undoing.undo(done.batch, LAYERS, town.address, "uji")
    assert sites.row("a") == before


@pytest.mark.parametrize("deed", ["update", "delete"])
def test_what_is_not_there_is_told_whatever_was_expected(sites, deed: str):
    with pytest.raises(NotFound):
        getattr(sites, deed)("tidak", *([{}] if deed == "update" else []), expects=stale)


def stale(_: object) -> None:
    raise Stale


@pytest.mark.parametrize("deed", ["replace", "update", "delete"])
def test_what_is_expected_is_looked_at_before_anything_is_written(town, sites, deed: str):
    sites.create(site(), point(), key="a")
    before = town.state("wisata")
    given = {"replace": [site(nama="Lain"), point()], "update": [{"properties": {"wisnus": 1}}], "delete": []}
    with pytest.raises(Stale):
        getattr(sites, deed)("a", *given[deed], expects=stale)
    assert town.state("wisata") == before


def test_a_row_that_others_name_is_not_deleted(town):
    villages = Office(town, "desa")
    Office(town, "wisata").create(site(), point(), key="a")
    with pytest.raises(Conflict) as refused:
        villages.delete(ONE)
    assert refused.value.keys == (ONE,)


def test_fields_that_are_not_seen_stay_and_are_not_told(town):
    everyone = Office(town, "rtlh", Audience.RESTRICTED)
    everyone.create(house(nik=NIK, telepon="081200000000"), point(), key="r1")
    before = everyone.row("r1")
    staff = Office(town, "rtlh")
    done = staff.replace("r1", house(kode=TWO), point(TWO))
    row = staff.row("r1")
    assert (row["kode"], row["nik"], row["telepon"]) == (TWO, before["nik"], before["telepon"])
    assert {"nik", "telepon"}.isdisjoint(done.feature.values)
    for name in ("nik", "tidak_ada"):
        with pytest.raises(Unfit) as refused:
            staff.update("r1", {"properties": {name: NIK}})
        assert problems(refused) == {(name, "unknown")}


def test_a_key_is_drawn_where_the_natural_one_is_not_seen(town):
    staff = Office(town, "rtlh")
    first, second = (staff.create(house(), point()).key for _ in range(2))
    assert first != second


def test_computed_values_come_back_as_they_were_or_not_at_all(town):
    staff = Office(town, "rtlh")
    staff.create(house(luas_m2=36, jumlah_penghuni=4), point(), key="r1")
    assert staff.update("r1", {"properties": {"luas_per_orang": 9.0}}).batch is None
    with pytest.raises(Unfit) as refused:
        staff.update("r1", {"properties": {"luas_per_orang": 1.0}})
    assert problems(refused) == {("luas_per_orang", "echo")}


def test_a_place_by_code_is_read_only(town):
    office = Office(town, "dms")
    done = office.create({"kode": ONE, "nama": "Desa 1"})
    shown = edits.standing.shown(done.feature)
    assert shown["geometry"]["type"] == "MultiPolygon"
    assert office.replace(ONE, shown["properties"], shown["geometry"]).batch is None
    with pytest.raises(Unfit) as refused:
        office.replace(ONE, shown["properties"], point())
    assert problems(refused) == {("geometry", "echo")}


def test_a_sample_stays_one_while_it_holds_what_was_not_replaced(town):
    Office(town, "rtlh", Audience.RESTRICTED).create(house(nik=NIK, contoh=True), point(), key="r1")
    staff = Office(town, "rtlh")
    staff.replace("r1", house(), point())
    assert staff.row("r1")["contoh"] is True
    staff.update("r1", {"properties": {"contoh": False}})
    assert staff.row("r1")["contoh"] is False


def test_layers_that_are_counted_take_no_rows():
    counted: Layer = LAYERS["rtlh_desa"]
    may = edits.writable(visible(counted, Audience.STAFF))
    assert (may.create, may.change) == (False, False)


def test_an_edit_waits_its_turn_and_then_says_so(town, sites, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(edits.writing, "_WAIT_MS", 50)
    with psycopg.connect(town.address.conninfo()) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended('peta jepara: write wisata', 0))")
        with pytest.raises(Exception, match="is being changed by others") as refused:
            sites.create(site(), point())
    assert type(refused.value).__name__ == "Unavailable"


def test_every_message_is_in_both_languages(sites):
    with pytest.raises(Unfit) as refused:
        sites.create(site(jenis="istana"), point())
    indonesian, english = (refused.value.members(language)["problems"][0] for language in ("id", "en"))
    assert indonesian["property"] == english["property"] == "jenis"
    assert indonesian["message"] != english["message"]


def test_a_connection_that_is_lost_leaves_nothing_half(town, sites):
    sites.create(site(), point(), key="a")
    before = town.state("wisata")

    def cut(_: object) -> None:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s AND datname = %s"
        town.rows(ended, [town.address.role(EDITOR), town.address.database])

    with pytest.raises(Unavailable):
        sites.replace("a", site(nama="Lain"), point(TWO), expects=cut)
    assert town.state("wisata") == before
    assert sites.replace("a", site(nama="Lain"), point(TWO)).batch
