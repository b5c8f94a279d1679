"""Each audience's role, connected straight to PostgreSQL, meets the wall everywhere but in its own schema."""

from __future__ import annotations

import psycopg
import pytest

from gis import privacy, tables
from gis.address import EDITOR, Address
from gis.layer import Audience
from layers import LAYERS
from tests.conftest import connect_as

DENIED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn)


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("layer", LAYERS.values(), ids=list(LAYERS))
def test_a_role_reads_its_own_view_and_exactly_its_columns(layers_database, layer, audience):
    schema = privacy.SCHEMAS[audience]
    with connect_as(layers_database, audience) as connection:
        if not layer.access.seen_by(audience):
            with pytest.raises(psycopg.errors.UndefinedTable):
                connection.execute(f"SELECT * FROM {schema}.{layer.name}")
            return
        found = connection.execute(f"SELECT * FROM {schema}.{layer.name}").description
        allowed = {f.name for f in layer.fields if layer.access_of(f.name).seen_by(audience)}
        service = {"geom", "geom_tile"} | (
            {"ditahan"} if layer.totals and audience is Audience.PUBLIC else set()
        )
        assert {column.name for column in found} == allowed | service


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("schema", [tables.STORE, tables.HISTORY, tables.PUBLISHED])
def test_store_history_and_published_are_closed(layers_database, audience, schema):
    with connect_as(layers_database, audience) as connection:
        named = connection.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = %s AND c.relkind IN ('r', 'v')",
            [schema],
        ).fetchall()
        assert named
        for (name,) in named:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM {schema}.{name}")


@pytest.mark.parametrize("audience", list(Audience))
def test_other_audiences_schemas_are_closed(layers_database, audience):
    with connect_as(layers_database, audience) as connection:
        for other in set(Audience) - {audience}:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(f"SELECT * FROM {privacy.SCHEMAS[other]}.desa")


@pytest.mark.parametrize("audience", list(Audience))
def test_no_role_becomes_another(layers_database: Address, audience):
    others = [layers_database.owner, *layers_database.roles()]
    others.remove(layers_database.role(audience))
    with connect_as(layers_database, audience) as connection:
        for other in others:
            for way in ("SET ROLE", "SET SESSION AUTHORIZATION"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(f'{way} "{other}"')


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE public.mine (a int)",
        "CREATE TEMP TABLE mine (a int)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT store.fold_moved()",
        "SELECT published.merge_public_kejadian(NULL)",
        "SELECT store.withheld('{a}', '{a}', '{1}', 5)",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/hostname')",
    ],
)
def test_a_reader_makes_and_runs_nothing(layers_database, audience, statement):
    with connect_as(layers_database, audience) as connection:
        connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_reader_writes_nothing_even_if_it_says_it_may(layers_database, audience):
    with connect_as(layers_database, audience) as connection:
        connection.execute("SET default_transaction_read_only = off")
        for layer in LAYERS.values():
            if layer.access.seen_by(audience):
                with pytest.raises(
                    (psycopg.errors.InsufficientPrivilege, psycopg.errors.ObjectNotInPrerequisiteState)
                ):
                    connection.execute(f"DELETE FROM {privacy.SCHEMAS[audience]}.{layer.name}")


def test_the_public_does_not_learn_of_a_hidden_layer_from_the_versions(layers_database):
    with connect_as(layers_database, Audience.PUBLIC) as connection:
        named = {row[0] for row in connection.execute("SELECT layer FROM public_.version")}
    assert named == {name for name, layer in LAYERS.items() if layer.access.seen_by(Audience.PUBLIC)}


def test_the_editor_changes_rows_but_not_the_schema_history_or_versions(layers_database):
    with connect_as(layers_database, EDITOR) as connection:
        for statement in (
            "CREATE TABLE store.mine (a int)",
            "DROP TABLE store.desa",
            "DELETE FROM history.desa",
            "INSERT INTO store.moved (layer, audience) VALUES ('desa', 'public')",
            "DELETE FROM store.batch",
            "TRUNCATE store.desa",
            "ALTER TABLE store.desa DISABLE TRIGGER ALL",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement)
