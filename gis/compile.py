"""Declarations -> the database objects that hold no data: views, functions, triggers, rules, rights.

They are dropped and made again whenever the text compiled from the declarations changes, in the same
transaction as the migrations, so they can never disagree with the declarations. Tables are Alembic's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final

import sqlalchemy as sa
from psycopg.sql import SQL, Composable, Composed, Identifier, Literal
from sqlalchemy.dialects import postgresql

from gis import privacy, publishing, tables, validity
from gis.address import CLERK, EDITOR, Address
from gis.layer import Audience, Layer
from gis.rules import rules

_EPOCH: Final = (
    "left(md5(concat((SELECT system_identifier FROM pg_catalog.pg_control_system()),"
    " (SELECT timeline_id FROM pg_catalog.pg_control_checkpoint()),"
    " (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database()))), 8)"
)
"""Changes when the database is restored or copied, so that old versions never count as current again."""


def objects(layers: Mapping[str, Layer], address: Address) -> list[Composed]:
    """Every statement, in order. Pure: the same declarations and role names give the same text."""
    statements: list[Composed] = [template("stamp.sql").format(), template("withheld.sql").format()]
    for layer in layers.values():
        if tables.is_stored(layer):
            statements += [_layer_triggers(layer, layers), *_checks(layer)]
    for layer, audience in readings(layers):
        if privacy.is_published(layer, audience):
            statements.append(_published(layer, audience, layers))
        statements.append(_view(layer, audience))
    statements += [_settle(layers), *(_versions(audience, layers) for audience in Audience)]
    return [*statements, *rights(layers, address)]


def republish(layers: Mapping[str, Layer]) -> list[Composed]:
    """Fills every published table from what is stored; moves versions only where something differs."""
    return [
        SQL("SELECT published.{}(NULL)").format(Identifier(_merge_name(layer, audience)))
        for layer, audience in readings(layers)
        if privacy.is_published(layer, audience)
    ]


def readings(layers: Mapping[str, Layer]) -> Iterator[tuple[Layer, Audience]]:
    """Each layer with each audience for whom it exists."""
    for layer in layers.values():
        for audience in privacy.audiences(layer):
            yield layer, audience


@cache
def template(name: str) -> SQL:
    """The text of a file in gis/sql. It is part of this package, hence trusted."""
    return SQL(files("gis").joinpath("sql", name).read_text("utf-8"))


def rendered(query: sa.ClauseElement) -> SQL:
    """A query as SQL text with its values written out: for definitions, which take no parameters."""
    compiled = query.compile(
        dialect=postgresql.dialect(paramstyle="named"),  # type: ignore[no-untyped-call]
        compile_kwargs={"literal_binds": True},
    )
    return SQL(str(compiled))


def _names(names: Sequence[str], qualifier: str | None = None) -> Composed:
    parts = [Identifier(qualifier, name) if qualifier else Identifier(name) for name in names]
    return SQL(", ").join(parts)


def _layer_triggers(layer: Layer, layers: Mapping[str, Layer]) -> Composed:
    name = layer.name
    return template("layer.sql").format(
        table=Identifier(name),
        key=Identifier(layer.key),
        columns=_names(tables.stored_columns(layer)),
        inserted=Identifier(f"{name}_inserted"),
        updated=Identifier(f"{name}_updated"),
        deleted=Identifier(f"{name}_deleted"),
        move_all=_move_all(layer),
        move_changed=_move_changed(layer),
        touch_arrived=_touch(layer, layers, "arrived"),
        touch_gone=_touch(layer, layers, "gone"),
    )


def _viewers(layer: Layer) -> list[Audience]:
    return [audience for audience in privacy.audiences(layer) if not privacy.is_published(layer, audience)]


def _move(layer: Layer, audiences: Sequence[Audience]) -> Composable:
    if not audiences:
        return SQL("-- nobody reads these rows directly")
    rows = [SQL("({}, {})").format(Literal(layer.name), Literal(audience.value)) for audience in audiences]
    return SQL("INSERT INTO store.moved (layer, audience) VALUES {};").format(SQL(", ").join(rows))


def _move_all(layer: Layer) -> Composable:
    return _move(layer, _viewers(layer))


def _move_changed(layer: Layer) -> Composable:
    """One comparison per set of columns: an audience's version moves only for what it can see."""
    by_columns: dict[tuple[str, ...], list[Audience]] = {}
    for audience in _viewers(layer):
        by_columns.setdefault(_seen_columns(layer, audience), []).append(audience)
    checks = [
        SQL(
            "IF EXISTS (SELECT FROM arrived JOIN gone USING ({key})"
            " WHERE ROW({new}) IS DISTINCT FROM ROW({old})) THEN {move} END IF;"
        ).format(
            key=Identifier(layer.key),
            new=_names(seen, "arrived"),
            old=_names(seen, "gone"),
            move=_move(layer, audiences),
        )
        for seen, audiences in by_columns.items()
    ]
    return SQL("\n    ").join(checks)


def _seen_columns(layer: Layer, audience: Audience) -> tuple[str, ...]:
    place = ("geom",) if layer.stores_geometry else ()
    return (*(f.name for f in layer.visible_fields(audience)), *place)


def _touch(layer: Layer, layers: Mapping[str, Layer], changed: str) -> Composable:
    """Notes which published tables must be looked at; by key where the layer's own rows are published."""
    by_key = any(privacy.is_published(layer, audience) for audience in privacy.audiences(layer))
    if not by_key and not any(layer.name in other.sources for other in layers.values()):
        return SQL("-- nothing is published from these rows")
    keys = SQL("array_agg({})").format(Identifier(layer.key)) if by_key else SQL("ARRAY[]::text[]")
    source = SQL(" FROM {}").format(Identifier(changed)) if by_key else SQL("")
    return SQL("INSERT INTO store.touched (layer, keys) SELECT {}, {}{};").format(
        Literal(layer.name), keys, source
    )


def _checks(layer: Layer) -> Iterator[Composed]:
    for rule in rules(layer, tables.store_table(layer).c):
        # The constraint's columns are written without their table, as a check has only its own row.
        condition = rendered(rule.condition).as_string(None).replace(f"store.{layer.name}.", "")
        yield SQL("ALTER TABLE store.{} ADD CONSTRAINT {} CHECK ({})").format(
            Identifier(layer.name), Identifier(rule.name), SQL(condition)
        )


def _merge_name(layer: Layer, audience: Audience) -> str:
    return f"merge_{privacy.published_name(layer, audience)}"


def _published(layer: Layer, audience: Audience, layers: Mapping[str, Layer]) -> Composed:
    table = privacy.published_name(layer, audience)
    columns = tables.published_columns(layer, audience)
    by_key = tables.is_stored(layer)
    return template("published.sql").format(
        merge=Identifier(_merge_name(layer, audience)),
        moved=Identifier(f"{table}_moved"),
        table=Identifier(table),
        key=Identifier(layer.key),
        columns=_names(columns),
        assignments=SQL(", ").join(SQL("{0} = excluded.{0}").format(Identifier(name)) for name in columns),
        present=_names(columns, "p"),
        excluded=_names(columns, "excluded"),
        all_rows=rendered(publishing.definition(layer, audience, layers, by_key=False)),
        some_rows=rendered(publishing.definition(layer, audience, layers, by_key=by_key)),
        layer=Literal(layer.name),
        audience=Literal(audience.value),
    )


def _view(layer: Layer, audience: Audience) -> Composed:
    view = privacy.visible(layer, audience)
    if privacy.is_published(layer, audience):
        table = tables.published_table(layer, audience)
    else:
        table = tables.store_table(layer)
    select = sa.select(
        *(sa.type_coerce(table.c[column.name], sa.types.NullType()) for column in view.table.c)
    )
    if audience is Audience.PUBLIC and layer.published and layer.published.while_valid:
        # What is over or not yet begun is gone from sight at once, before anything tidies the table.
        select = select.where(validity.in_force(layer, table.c))
    return SQL("CREATE VIEW {}.{} AS {}").format(
        Identifier(privacy.SCHEMAS[audience]), Identifier(layer.name), rendered(select)
    )


def _settle(layers: Mapping[str, Layer]) -> Composed:
    own: list[Composable] = []
    derived: list[Composable] = []
    for layer, audience in readings(layers):
        if not privacy.is_published(layer, audience):
            continue
        merge = Identifier(_merge_name(layer, audience))
        if tables.is_stored(layer):
            own.append(
                SQL("IF touched.layer = {} THEN PERFORM published.{}(touched.keys); END IF;").format(
                    Literal(layer.name), merge
                )
            )
        if layer.sources:
            derived.append(
                SQL("IF touched_layers && {} THEN PERFORM published.{}(NULL); END IF;").format(
                    Literal(list(layer.sources)), merge
                )
            )
    return template("settle.sql").format(
        merge_touched=SQL("\n        ").join(own) if own else SQL("NULL;"),
        merge_sources=SQL("\n    ").join(derived),
    )


def _versions(audience: Audience, layers: Mapping[str, Layer]) -> Composed:
    """The view `version` of an audience's schema: layer, version and time of the last change, for its own
    layers only.

    One list of names with a lookup each rather than a part per layer: setting up fifteen parts to read one of
    them costs more than reading it.
    """
    own = [layer for layer, reader in readings(layers) if reader is audience]
    moves = SQL("FROM store.moved WHERE moved.layer = own.layer AND moved.audience = {}").format(
        Literal(audience.value)
    )
    return SQL(
        "CREATE VIEW {schema}.version AS SELECT own.layer,"
        " concat_ws('.', {epoch}, (SELECT coalesce(sum(steps), 0) {moves}), {passed}) AS version,"
        " (SELECT max(at) {moves}) AS changed_at"
        " FROM unnest({names}::text[]) AS own (layer)"
    ).format(
        schema=Identifier(privacy.SCHEMAS[audience]),
        epoch=SQL(_EPOCH),
        moves=moves,
        passed=_passed(own, audience),
        names=Literal([layer.name for layer in own]),
    )


def _passed(layers: Sequence[Layer], audience: Audience) -> Composable:
    """The dates of validity that have passed, for the layers whose rows have them; null for the others."""
    cases = [
        SQL("WHEN {} THEN concat_ws('.', {})").format(Literal(layer.name), SQL(", ").join(dates))
        for layer in layers
        if (dates := _passed_dates(layer, audience))
    ]
    return SQL("CASE own.layer {} END").format(SQL(" ").join(cases)) if cases else SQL("NULL")


def _passed_dates(layer: Layer, audience: Audience) -> list[Composed]:
    is_published = privacy.is_published(layer, audience)
    table = tables.published_table(layer, audience) if is_published else tables.store_table(layer)
    return [
        SQL("coalesce(extract(epoch FROM ({}))::bigint, 0)").format(
            rendered(sa.select(sa.func.max(column)).where(condition))
        )
        for column, condition in validity.passed(layer, table.c)
    ]


def rights(layers: Mapping[str, Layer], address: Address) -> list[Composed]:
    """Each audience may use and read its own schema, and nothing else; the editor writes rows.

    The clerk's rights on the queue are given where the queue is made: `gis.queue.store`.
    """
    database = Identifier(address.database)
    editor, clerk = Identifier(address.role(EDITOR)), Identifier(address.role(CLERK))
    stored = SQL(", ").join(
        Identifier(tables.STORE, layer.name) for layer in layers.values() if tables.is_stored(layer)
    )
    statements: list[Composed] = [
        SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database),
        SQL("REVOKE CREATE ON SCHEMA public FROM PUBLIC").format(),
        SQL("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA store, published FROM PUBLIC").format(),
        SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, editor),
        SQL("GRANT USAGE ON SCHEMA store, history TO {}").format(editor),
        SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}").format(stored, editor),
        SQL("GRANT SELECT ON ALL TABLES IN SCHEMA history TO {}").format(editor),
        SQL("GRANT SELECT, INSERT ON store.batch TO {}").format(editor),
        SQL("GRANT UPDATE ({}) ON store.batch TO {}").format(_names(tables.COUNTS), editor),
        SQL("GRANT SELECT, INSERT, UPDATE ON store.mapping TO {}").format(editor),
        SQL("GRANT EXECUTE ON FUNCTION store.fold_moved(bigint) TO {}").format(editor),
        SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, clerk),
        SQL("GRANT USAGE ON SCHEMA store TO {}").format(clerk),
        SQL("GRANT SELECT, INSERT, UPDATE ON store.upload TO {}").format(clerk),
        SQL("GRANT SELECT ON store.batch TO {}").format(clerk),
    ]
    for audience in Audience:
        role, schema = Identifier(address.role(audience)), Identifier(privacy.SCHEMAS[audience])
        statements += [
            SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, role),
            SQL("GRANT USAGE ON SCHEMA {} TO {}").format(schema, role),
            SQL("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {}").format(schema, role),
        ]
    return statements


def text(statements: Sequence[Composed]) -> str:
    """The statements as one readable text, for review and for telling whether anything changed."""
    return ";\n\n".join(statement.as_string(None) for statement in statements) + ";\n"
