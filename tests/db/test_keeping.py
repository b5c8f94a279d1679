"""What the database keeps by itself: history, versions per audience, published tables."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import psycopg
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gis import asking, database, features
from gis.address import EDITOR
from gis.layer import Audience
from gis.privacy import visible
from gis.validity import WIB, in_force
from layers import LAYERS
from tests.conftest import connect_as, open_batch

SQUARE = "SRID=4326;MULTIPOLYGON(((110 -7,110.1 -7,110.1 -6.9,110 -6.9,110 -7)))"
MOVED = "SRID=4326;MULTIPOLYGON(((110.2 -7,110.3 -7,110.3 -6.9,110.2 -6.9,110.2 -7)))"
KEC, DESA, OTHER = "33.20.01", "33.20.01.2001", "33.20.01.2002"


def add_village(connection, kode=DESA, nama="Satu", geom=SQUARE):
    connection.execute(
        "INSERT INTO store.desa (kode, nama, jenis, kode_kec, geom)"
        " VALUES (%s, %s, 'desa', %s, %s::geometry)",
        [kode, nama, KEC, geom],
    )


def add_incident(connection, id_="k1", status="laporan", kode=DESA, **more):
    fields = {
        "id": id_,
        "jenis": "banjir",
        "waktu_mulai": "2026-01-02T03:04:05+07:00",
        "status": status,
        "kode": kode,
    }
    fields |= more
    names = ", ".join(fields)
    holes = ", ".join(["%s"] * len(fields))
    connection.execute(f"INSERT INTO store.kejadian ({names}) VALUES ({holes})", list(fields.values()))


def add_house(connection, id_, status="usulan", kode=DESA, **more):
    fields = {"id": id_, "status": status, "kode": kode} | more
    names = ", ".join(fields)
    holes = ", ".join(["%s"] * len(fields))
    connection.execute(f"INSERT INTO store.rtlh ({names}) VALUES ({holes})", list(fields.values()))


def settle(connection):
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.execute("SET CONSTRAINTS ALL DEFERRED")


def versions(connection, audience):
    schema = {"public": "public_"}.get(audience, audience)
    return dict(connection.execute(f"SELECT layer, version FROM {schema}.version").fetchall())


def moved_by(connection, audience, change):
    """The layers whose version for `audience` moves by what `change` does."""
    settle(connection)
    before = versions(connection, audience)
    change()
    settle(connection)
    after = versions(connection, audience)
    return {layer for layer in after if after[layer] != before[layer]}


# History


def test_an_update_and_a_delete_keep_the_old_row_with_the_batch_that_ended_it(owner):
    first = open_batch(owner)
    add_village(owner)
    second = open_batch(owner)
    owner.execute("UPDATE store.desa SET nama = 'Dua' WHERE kode = %s", [DESA])
    third = open_batch(owner)
    owner.execute("DELETE FROM store.desa")
    kept = owner.execute(
        "SELECT nama, batch, ended_by, deleted, ST_AsText(geom) = ST_AsText(%s::geometry)"
        " FROM history.desa ORDER BY entry",
        [SQUARE],
    ).fetchall()
    assert kept == [("Satu", first, second, False, True), ("Dua", second, third, True, True)]


def test_no_row_changes_without_a_batch(layers_database):
    with psycopg.connect(layers_database.conninfo()) as connection:
        with pytest.raises(psycopg.errors.UndefinedObject):
            add_village(connection)
        connection.rollback()


def test_a_row_keeps_its_key(owner):
    add_village(owner)
    with pytest.raises(psycopg.errors.RaiseException, match="keeps its key"):
        owner.execute("UPDATE store.desa SET kode = %s", [OTHER])


def test_the_database_holds_the_declared_rules(owner):
    for wrong in ("Status aneh", "LAPORAN"):
        with pytest.raises(psycopg.errors.CheckViolation), owner.transaction():
            add_incident(owner, status=wrong)
    with pytest.raises(psycopg.errors.CheckViolation), owner.transaction():
        add_incident(owner, meninggal=-1)


# Versions


def test_a_version_moves_for_those_who_see_the_change_only(owner):
    add_village(owner)
    owner.execute(
        "INSERT INTO store.pelabuhan (id, nama, kode, kontak) VALUES ('p1', 'Uji', %s, 'kantor')", [DESA]
    )

    def hidden():
        owner.execute("UPDATE store.pelabuhan SET kontak = 'lain'")

    def seen():
        owner.execute("UPDATE store.pelabuhan SET nama = 'Lain'")

    def nothing():
        owner.execute("UPDATE store.pelabuhan SET nama = nama")

    assert moved_by(owner, "public", hidden) == set()
    assert moved_by(owner, "staff", hidden) == set(), "the same value again is no change"
    owner.execute("UPDATE store.pelabuhan SET kontak = 'kantor'")
    assert moved_by(owner, "staff", hidden) == {"pelabuhan"}
    assert moved_by(owner, "public", seen) == {"pelabuhan"}
    assert moved_by(owner, "public", nothing) == set()


def test_a_change_the_public_cannot_see_leaves_its_version(owner):
    add_village(owner)

    def report():
        add_incident(owner, "k1", "laporan")

    def verify():
        owner.execute("UPDATE store.kejadian SET status = 'terverifikasi' WHERE id = 'k1'")

    def tell_more():
        owner.execute("UPDATE store.kejadian SET kronologi = 'air naik' WHERE id = 'k1'")

    def reject():
        owner.execute("UPDATE store.kejadian SET status = 'ditolak' WHERE id = 'k1'")

    assert moved_by(owner, "public", report) == set()
    assert moved_by(owner, "public", verify) == {"kejadian"}
    assert moved_by(owner, "public", tell_more) == set()
    assert moved_by(owner, "public", reject) == {"kejadian"}


def test_derived_layers_move_with_their_sources(owner):
    add_village(owner)
    add_incident(owner, status="terverifikasi")
    owner.execute("INSERT INTO store.dms (kode, nama) VALUES (%s, 'Satu')", [DESA])

    def move_village():
        owner.execute("UPDATE store.desa SET geom = %s::geometry", [MOVED])

    def rename_village():
        owner.execute("UPDATE store.desa SET nama = 'Lain'")

    assert moved_by(owner, "public", move_village) == {"desa", "kejadian", "dms", "rtlh_desa"}
    assert moved_by(owner, "public", rename_village) == {"desa", "rtlh_desa"}


def test_folding_keeps_every_version(owner):
    add_village(owner)
    owner.execute("UPDATE store.desa SET nama = 'Dua'")
    settle(owner)
    before = [versions(owner, audience) for audience in ("public", "staff")]
    owner.execute("SELECT store.fold_moved()")
    assert [versions(owner, audience) for audience in ("public", "staff")] == before
    assert owner.execute(
        "SELECT max(n) FROM (SELECT count(*) n FROM store.moved GROUP BY layer, audience) x"
    ).fetchone() == (1,)


def test_the_time_of_the_last_change_is_that_of_what_the_audience_sees_and_outlives_folding(owner):
    def told(audience):
        return owner.execute(
            f"SELECT changed_at FROM {audience}.version WHERE layer = 'desa'",
        ).fetchone()[0]

    assert told("public_") is None
    add_village(owner)
    owner.execute("UPDATE store.moved SET at = '2020-01-02T03:04:05Z'")
    owner.execute("UPDATE store.desa SET catatan = 'hanya untuk petugas'")
    now = owner.execute("SELECT now()").fetchone()[0]
    for _ in range(2):
        assert told("public_") == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
        assert told("staff") == now
        owner.execute("SELECT store.fold_moved()")


def test_writing_folds_what_versions_are_summed_from(fresh_database, monkeypatch):
    monkeypatch.setattr(database, "_LINES_KEPT", 20)
    for number in range(10):
        with database.writing(fresh_database) as session:
            open_batch(session.connection)
            add_village(session.connection, f"33.20.01.20{number:02d}")
    with psycopg.connect(fresh_database.conninfo()) as connection:
        lines, steps = connection.execute("SELECT count(*), sum(steps) FROM store.moved").fetchone()
    assert lines <= 20
    assert steps >= 30, "three audiences, ten changes, none forgotten"


def test_the_passing_of_a_validity_date_is_a_change(owner):
    insert = (
        "INSERT INTO store.prakiraan_ikan (id, terbit, berlaku_mulai, berlaku_sampai)"
        " VALUES (%s, current_date + %s, current_date + %s, current_date + %s)"
    )
    owner.execute("SET timezone = 'Asia/Jakarta'")
    owner.execute(insert, ["kini", -1, -1, 1])
    owner.execute(insert, ["lalu", -5, -5, -1])
    owner.execute(insert, ["besok", 0, 1, 2])
    settle(owner)
    assert owner.execute("SELECT id FROM public_.prakiraan_ikan").fetchall() == [("kini",)]
    assert owner.execute("SELECT count(*) FROM staff.prakiraan_ikan").fetchone() == (3,)
    # The clock cannot be turned, so the rows are: a day later, by statements no trigger sees.
    before = versions(owner, "public")["prakiraan_ikan"]
    owner.execute("SET session_replication_role = replica")
    for table in ("store.prakiraan_ikan", "published.public_prakiraan_ikan"):
        owner.execute(
            f"UPDATE {table} SET berlaku_mulai = berlaku_mulai - 1, berlaku_sampai = berlaku_sampai - 1"
        )
    owner.execute("SET session_replication_role = origin")
    assert versions(owner, "public")["prakiraan_ikan"] != before
    assert owner.execute("SELECT id FROM public_.prakiraan_ikan ORDER BY id").fetchall() == [
        ("besok",),
        ("kini",),
    ]


def test_a_rule_is_in_force_from_its_day_until_further_notice(owner):
    insert = (
        "INSERT INTO store.jalur_tangkap (id, jenis, nama, berlaku_mulai, geom)"
        " VALUES (%s, 'jalur_ia', %s, current_date + %s::int, %s::geometry)"
    )
    owner.execute("SET timezone = 'Asia/Jakarta'")
    for name, days in (("lama", -900), ("besok", 1), ("selalu", None)):
        owner.execute(insert, [name, name, days, SQUARE])
    settle(owner)
    view = visible(LAYERS["jalur_tangkap"], Audience.PUBLIC)
    session, today = database.Session(owner), datetime.now(WIB).date()

    def met(span):
        asked = asking.question(view, {"datetime": span, "skipGeometry": "true"})
        return {row["nama"] for row in session.rows(features.page_query(view, asked))}

    assert met(f"{today}") == met(f"../{today}") == {"lama", "selalu"}
    assert met(f"{today}/..") == met("2999-01-01") == {"lama", "besok", "selalu"}, "nothing says that it ends"
    assert met("1999-01-01") == {"selalu"}

    def drawn():
        select = sa.select(view.key).where(in_force(view.layer, view.table.c)).order_by(view.key)
        return [next(iter(row.values())) for row in session.rows(select)]

    before = versions(owner, "public")["jalur_tangkap"]
    assert drawn() == ["lama", "selalu"]
    owner.execute("SET session_replication_role = replica")
    owner.execute("UPDATE store.jalur_tangkap SET berlaku_mulai = berlaku_mulai - 1")
    owner.execute("SET session_replication_role = origin")
    assert drawn() == ["besok", "lama", "selalu"]
    assert versions(owner, "public")["jalur_tangkap"] != before


# Published tables


def test_the_public_sees_incidents_at_their_village_and_not_before_they_are_verified(owner):
    add_village(owner)
    exact = "SRID=4326;POINT(110.0123456 -6.95)"
    for number, status in enumerate(("laporan", "terverifikasi", "ditangani", "selesai", "ditolak")):
        add_incident(owner, f"k{number}", status, lokasi="rumah", geom=exact)
    settle(owner)
    public = owner.execute(
        "SELECT k.id, ST_Equals(k.geom, ST_PointOnSurface(v.geom))"
        " FROM public_.kejadian k, store.desa v ORDER BY 1"
    ).fetchall()
    assert public == [("k1", True), ("k2", True), ("k3", True)]
    assert owner.execute(
        "SELECT count(*) FROM staff.kejadian WHERE geom = %s::geometry", [exact]
    ).fetchone() == (5,)


def test_places_by_code_follow_their_village(owner):
    owner.execute("INSERT INTO store.dms (kode, nama) VALUES (%s, 'Satu')", [DESA])
    settle(owner)
    assert owner.execute("SELECT geom FROM public_.dms").fetchall() == [(None,)]
    add_village(owner)
    settle(owner)
    where = "SELECT ST_XMin(geom)::numeric(5, 2) FROM public_.dms"
    assert [float(x) for (x,) in owner.execute(where)] == [110.0]
    owner.execute("UPDATE store.desa SET geom = %s::geometry", [MOVED])
    settle(owner)
    assert [float(x) for (x,) in owner.execute(where)] == [110.2]


def test_totals_count_and_withhold(owner):
    villages = {f"33.20.01.20{number:02d}": count for number, count in enumerate([3, 0, 7, 40, 60], start=1)}
    villages |= {f"33.20.02.20{number:02d}": count for number, count in enumerate([0, 5, 9], start=1)}
    for kode, count in villages.items():
        add_village(owner, kode)
        for number in range(count):
            add_house(owner, f"{kode}-{number}", kode=kode)
    settle(owner)
    staff = dict(owner.execute("SELECT kode, jumlah FROM staff.rtlh_desa").fetchall())
    assert staff == villages
    public = {row[0]: row[1:] for row in owner.execute("SELECT kode, jumlah, ditahan FROM public_.rtlh_desa")}
    assert public["33.20.01.2001"] == (None, True), "three houses are withheld"
    assert public["33.20.01.2003"] == (None, True), "and the smallest beside them, or the total would tell"
    assert public["33.20.01.2002"] == (0, False), "none counted is not withheld"
    assert public["33.20.01.2004"] == (40, False)
    assert [public[f"33.20.02.200{n}"] for n in (1, 2, 3)] == [(0, False), (5, False), (9, False)]


def test_repaired_and_rejected_houses_count_apart(owner):
    add_village(owner)
    for number, status in enumerate(["usulan"] * 6 + ["selesai"] * 8 + ["ditolak"] * 9):
        add_house(owner, str(number), status)
    settle(owner)
    assert owner.execute("SELECT jumlah, selesai, ditahan FROM public_.rtlh_desa").fetchall() == [
        (6, 8, False)
    ]


def test_a_small_figure_is_withheld_and_its_neighbour_in_the_row_is_not(owner):
    for number, repaired in enumerate([2, 9, 30], start=1):
        kode = f"33.20.01.200{number}"
        add_village(owner, kode)
        for house in range(20):
            add_house(owner, f"{kode}-{house}", kode=kode)
        for house in range(repaired):
            add_house(owner, f"{kode}-s{house}", "selesai", kode=kode)
    settle(owner)
    public = owner.execute("SELECT jumlah, selesai, ditahan FROM public_.rtlh_desa ORDER BY kode").fetchall()
    assert public == [(20, None, True), (20, None, True), (20, 30, False)]


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 3), st.integers(0, 12)), max_size=12))
def test_no_small_count_is_shown_nor_is_the_only_one_withheld(owner, cells):
    cell = {f"v{number}": said for number, said in enumerate(cells)}
    groups, figures = [group for group, _ in cells], [figure for _, figure in cells]
    asked = [list(cell), [str(group) for group in groups], figures]
    hidden = set(owner.execute("SELECT store.withheld(%s::text[], %s::text[], %s, 5)", asked).fetchone()[0])
    assert {key for key, (_, figure) in cell.items() if 1 <= figure < 5} <= hidden
    assert all(cell[key][1] > 0 for key in hidden), "a zero is never withheld"
    assert len(hidden) != 1 or sum(figure > 0 for figure in figures) == 1
    for group in {cell[key][0] for key in hidden}:
        positive = {key: figure for key, (inside, figure) in cell.items() if inside == group and figure > 0}
        kept_back = [figure for key, figure in positive.items() if key in hidden]
        enough = len(kept_back) >= 2 and sum(kept_back) >= 10
        assert enough or len(kept_back) == len(positive) or min(kept_back) >= 5


# Several at once


def test_two_loads_that_end_together_are_both_counted(fresh_database):
    with psycopg.connect(fresh_database.conninfo()) as connection:
        open_batch(connection)
        add_village(connection)
    together = threading.Barrier(2)
    failures = []

    def load(prefix):
        try:
            with psycopg.connect(fresh_database.conninfo(fresh_database.role(EDITOR))) as connection:
                open_batch(connection)
                for number in range(10):
                    add_house(connection, f"{prefix}{number}")
                together.wait(timeout=30)
        except Exception as error:  # noqa: BLE001  told by the main thread
            failures.append(error)

    threads = [threading.Thread(target=load, args=(prefix,)) for prefix in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not failures
    with connect_as(fresh_database, Audience.PUBLIC) as connection:
        assert connection.execute("SELECT jumlah FROM public_.rtlh_desa").fetchall() == [(20,)]


def test_a_long_load_blocks_no_other_write_and_its_version_comes_with_its_data(fresh_database):
    with psycopg.connect(fresh_database.conninfo()) as connection:
        open_batch(connection)
        add_village(connection)
    public = connect_as(fresh_database, Audience.PUBLIC)
    editor = fresh_database.conninfo(fresh_database.role(EDITOR))
    with psycopg.connect(editor) as long_load, psycopg.connect(editor) as short_load, public:
        for writer in (long_load, short_load):
            writer.execute("SET lock_timeout = '5s'")
            open_batch(writer)
        before = versions(public, "public")
        add_house(long_load, "panjang")
        add_incident(long_load, "k1", "terverifikasi")
        add_incident(short_load, "k2", "terverifikasi")
        short_load.commit()
        seen = public.execute("SELECT id FROM public_.kejadian").fetchall()
        between = versions(public, "public")
        assert seen == [("k2",)]
        assert between["kejadian"] != before["kejadian"]
        assert between["rtlh_desa"] == before["rtlh_desa"], "nothing of the open load is visible yet"
        long_load.commit()
        after = versions(public, "public")
        assert {row[0] for row in public.execute("SELECT id FROM public_.kejadian")} == {"k1", "k2"}
        assert after["kejadian"] not in {between["kejadian"], before["kejadian"]}
