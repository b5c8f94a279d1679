"""Declarations, migrations and the database say the same; a new layer needs a migration and nothing else."""

from __future__ import annotations

import shutil
from dataclasses import replace

import psycopg
import pytest
import sqlalchemy as sa
from pyproj import Transformer

from gis import crs, database, privacy, schema
from gis.address import Address
from gis.errors import BadRequest, RefusedData, Unavailable
from gis.layer import PUBLIC, Audience, Dot, Field, Kind, Layer, Shape, Words
from layers import LAYERS
from tests.conftest import MIGRATIONS, connect_as, open_batch

TOWER = Layer(
    name="menara_uji",
    system="base",
    owner="Dinas PUPR",
    title=Words("Menara", "Towers"),
    description=Words("Menara pantau.", "Watch towers."),
    shape=Shape.POINT,
    access=PUBLIC,
    fields=(Field("nama", Kind.TEXT, Words("Nama", "Name"), access=PUBLIC, required=True),),
    natural_key=("nama",),
    style=Dot("#1f78b4", letter="M"),
)


def test_the_migrations_make_what_the_declarations_say(layers_database):
    assert schema.differences(layers_database, LAYERS) == []


def test_a_declaration_without_its_migration_is_told(layers_database):
    told = schema.differences(layers_database, {**LAYERS, "menara_uji": TOWER})
    assert "add_table: store.menara_uji" in told


def test_a_second_upgrade_does_nothing(layers_database):
    assert schema.upgrade(layers_database, LAYERS, MIGRATIONS) is False


def test_a_new_layer_takes_one_generated_migration(make_database, tmp_path, monkeypatch):
    scripts = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    address: Address = make_database(LAYERS, scripts)
    layers = {**LAYERS, "menara_uji": TOWER}
    monkeypatch.setattr("layers.LAYERS", layers)
    file = schema.revise(address, scripts, "towers")
    assert file.name == f"{len(list((scripts / 'versions').glob('0*.py'))):04d}_towers.py"
    assert schema.upgrade(address, layers, scripts) is True
    assert schema.differences(address, layers) == []
    with connect_as(address, Audience.PUBLIC) as connection:
        assert connection.execute("SELECT nama, contoh, geom FROM public_.menara_uji").fetchall() == []
    with pytest.raises(BadRequest, match="nothing to migrate"):
        schema.revise(address, scripts, "again")


def test_an_upgrade_that_fails_changes_nothing(make_database):
    address = make_database({"menara_uji": TOWER})
    with psycopg.connect(address.conninfo()) as connection:
        open_batch(connection)
        connection.execute("INSERT INTO store.menara_uji (id, nama) VALUES ('s1', 'Sumur Satu')")
    strict = replace(TOWER, fields=(replace(TOWER.field("nama"), pattern="[A-Z]+"), *TOWER.fields[2:]))
    with pytest.raises(RefusedData, match=r"menara_uji.*rule_nama_pattern"):
        schema.upgrade(address, {"menara_uji": strict})
    assert schema.upgrade(address, {"menara_uji": TOWER}) is False, "it is what it was"
    with connect_as(address, Audience.PUBLIC) as connection:
        assert connection.execute("SELECT nama FROM public_.menara_uji").fetchall() == [("Sumur Satu",)]


def test_a_server_without_postgis_is_told_in_words(address_of, monkeypatch):
    address = address_of("tanpa_postgis_test")
    real = psycopg.Connection.execute

    def without(self, query, *args, **kwargs):
        text = query if isinstance(query, str) else ""
        if "pg_available_extensions" in text:
            return real(self, "SELECT 1 WHERE false")
        return real(self, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Connection, "execute", without)
    with pytest.raises(Unavailable, match="no PostGIS"):
        schema.upgrade(address, {}, None)


def test_an_owner_without_rights_is_told_what_to_ask_for(cluster, address_of):
    owner = address_of("tanpa_hak_test")
    cluster.allow(["tanpa_hak"])
    with psycopg.connect(owner.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE tanpa_hak LOGIN")
    poor = replace(owner, owner="tanpa_hak")
    with pytest.raises(Unavailable, match='CREATE DATABASE "tanpa_hak_test" OWNER "tanpa_hak"'):
        schema.upgrade(poor, {})
    with psycopg.connect(owner.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE tanpa_hak_test OWNER tanpa_hak")
    with pytest.raises(Unavailable, match="CREATEROLE"):
        schema.upgrade(poor, {})
    with psycopg.connect(owner.conninfo(database="postgres"), autocommit=True) as connection:
        connection.execute("ALTER ROLE tanpa_hak CREATEROLE")
    with pytest.raises(Unavailable, match="CREATE EXTENSION postgis"):
        schema.upgrade(poor, {})
    with psycopg.connect(owner.conninfo(), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION postgis")
    with pytest.raises(Unavailable, match='GRANT INSERT ON spatial_ref_sys TO "tanpa_hak"'):
        schema.upgrade(poor, {})
    with psycopg.connect(owner.conninfo(), autocommit=True) as connection:
        connection.execute("GRANT INSERT ON spatial_ref_sys TO tanpa_hak")
    assert schema.upgrade(poor, LAYERS, MIGRATIONS) is True, "with what was asked for, no more is needed"
    with connect_as(poor, Audience.PUBLIC) as connection:
        assert connection.execute("SELECT count(*) FROM public_.desa").fetchone() == (0,)


def test_a_database_older_than_the_declarations_is_told_in_words(make_database):
    address = make_database({"menara_uji": TOWER})
    newer = sa.select(privacy.visible(LAYERS["desa"], Audience.PUBLIC).key)
    with (
        pytest.raises(Unavailable, match="older than the declarations"),
        database.reading(address, Audience.PUBLIC) as session,
    ):
        session.rows(newer)


def test_a_database_made_before_gets_the_reference_systems_it_lacks(make_database, address_of):
    address = make_database({"menara_uji": TOWER})
    with psycopg.connect(address.conninfo(), autocommit=True) as connection:
        connection.execute("DELETE FROM spatial_ref_sys WHERE srid = ANY(%s)", [list(crs.ADDED)])
    schema.upgrade(address, {"menara_uji": TOWER})
    spot = "ST_SetSRID(ST_MakePoint(110.66, -6.59), %s::int)"
    with connect_as(address, Audience.PUBLIC) as connection:
        for system in crs.OFFERED.values():
            row = connection.execute(
                f"SELECT ST_X(there), ST_Y(there) FROM ST_Transform({spot}, %s::int) there",
                [crs.STORED, system.code],
            ).fetchone()
            theirs = Transformer.from_crs(crs.STORED, system.code, always_xy=True).transform(110.66, -6.59)
            assert row == pytest.approx(theirs, abs=0.001 if system.metres else 1e-8)
