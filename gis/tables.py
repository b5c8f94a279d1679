"""Layer -> tables. What Alembic compares with the database; views, functions and checks are `gis.schema`'s.

store.bahaya             the rows in force, each with the batch that wrote it
history.bahaya           every row that was changed or deleted, with the batch that ended it
published.public_bahaya  what an audience reads where it sees other rows, places or totals
store.batch              loads, undos: file, hash, person, time, counts
store.moved              one line per change an audience can see, and when; their sum is the layer's version
store.touched            what a transaction has touched, settled and gone before it commits
store.upload             files that wait to be checked, confirmed or loaded, and what became of them
store.mapping            which heading of a file means which field, as a person said, by the file's headings
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from gis import columns, privacy
from gis.layer import Audience, Inside, Layer

STORE: Final = "store"
HISTORY: Final = "history"
PUBLISHED: Final = "published"

SCHEMAS: Final = (STORE, HISTORY, PUBLISHED, *privacy.SCHEMAS.values())
"""Every schema of the service, in the order of creation."""


COUNTS: Final = ("read", "good", "bad", "skipped", "inserted", "updated", "unchanged", "deleted")
"""What a batch counts: rows of the file, then what became of the table's rows."""

CURRENT_BATCH: Final = "(current_setting('gis.batch'))::bigint"
"""The batch a transaction writes under. Without one the database refuses the row."""


def metadata(layers: Iterable[Layer]) -> sa.MetaData:
    """All tables of these layers and of the service itself."""
    meta = sa.MetaData()
    _batch(meta)
    _moved(meta)
    _touched(meta)
    _mapping(meta)
    _upload(meta)
    for layer in layers:
        if is_stored(layer):
            store_table(layer, meta)
            history_table(layer, meta)
        for audience in privacy.audiences(layer):
            if privacy.is_published(layer, audience):
                published_table(layer, audience, meta)
    return meta


def is_stored(layer: Layer) -> bool:
    """Whether the layer has rows of its own; totals are counted from another layer's."""
    return layer.totals is None


def store_table(layer: Layer, meta: sa.MetaData | None = None) -> sa.Table:
    """The table of the rows in force, e.g. `store.bahaya`."""
    meta = sa.MetaData() if meta is None else meta
    fields = [columns.column(f, key=f.name == layer.key, required=f.required) for f in layer.fields]
    shape = (
        [columns.geometry(layer.shape), columns.tile_geometry(layer.shape)] if layer.stores_geometry else []
    )
    return sa.Table(layer.name, meta, *fields, *shape, *_provenance(), *_indexes(layer), schema=STORE)


def stored_columns(layer: Layer) -> tuple[str, ...]:
    """The columns that a row consists of: fields and place, without what the database computes from them."""
    own = tuple(f.name for f in layer.fields if not f.quotient)
    return (*own, "geom") if layer.stores_geometry else own


def history_table(layer: Layer, meta: sa.MetaData | None = None) -> sa.Table:
    """The table of ended rows, e.g. `history.bahaya`."""
    meta = sa.MetaData() if meta is None else meta
    fields = [columns.column(f, computed=False) for f in layer.fields if not f.quotient]
    shape = [columns.geometry(layer.shape)] if layer.stores_geometry else []
    return sa.Table(
        layer.name,
        meta,
        sa.Column("entry", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        *fields,
        *shape,
        *_provenance(),
        sa.Column("ended_by", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Index(f"{layer.name}_history_key", layer.key),
        sa.Index(f"{layer.name}_history_batch", "batch"),
        sa.Index(f"{layer.name}_history_ended_by", "ended_by"),
        schema=HISTORY,
    )


def published_table(layer: Layer, audience: Audience, meta: sa.MetaData | None = None) -> sa.Table:
    """What `audience` reads of the layer where it isn't the stored rows, e.g. `published.public_kejadian`."""
    meta = sa.MetaData() if meta is None else meta
    name = privacy.published_name(layer, audience)
    fields = [
        columns.column(f, computed=False, key=f.name == layer.key) for f in layer.visible_fields(audience)
    ]
    flag: list[sa.Column[Any]] = []
    if privacy.withholds(layer, audience):
        flag.append(sa.Column(privacy.WITHHELD, sa.Boolean(), nullable=False))
    shape = [columns.geometry(layer.shape), columns.tile_geometry(layer.shape)]
    place = sa.Index(f"{name}_geom", "geom", postgresql_using="gist")
    return sa.Table(
        name, meta, *fields, *flag, *shape, place, *_validity_indexes(layer, name), schema=PUBLISHED
    )


def published_columns(layer: Layer, audience: Audience) -> tuple[str, ...]:
    """The columns that are written into a published table, in order."""
    table = published_table(layer, audience)
    return tuple(c.name for c in table.c if c.computed is None)


def _provenance() -> list[sa.Column[Any]]:
    return [
        sa.Column("batch", sa.BigInteger(), nullable=False, server_default=sa.text(CURRENT_BATCH)),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    ]


def _indexes(layer: Layer) -> list[sa.Index]:
    found = [sa.Index(f"{layer.name}_batch", "batch"), *_validity_indexes(layer, layer.name)]
    if layer.stores_geometry:
        found.append(sa.Index(f"{layer.name}_geom", "geom", postgresql_using="gist"))
    referring = {f.name for f in layer.fields if f.refers} | {name for name in (layer.choose,) if name}
    if isinstance(layer.place, Inside):
        referring.add(layer.place.field)
    return found + [sa.Index(f"{layer.name}_{name}", name) for name in sorted(referring)]


def _validity_indexes(layer: Layer, prefix: str) -> list[sa.Index]:
    if layer.validity is None:
        return []
    return [sa.Index(f"{prefix}_{name}", name) for name in layer.validity.named if name]


def _batch(meta: sa.MetaData) -> sa.Table:
    return sa.Table(
        "batch",
        meta,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("file", sa.Text()),
        sa.Column("sha256", sa.Text()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        *(sa.Column(name, sa.BigInteger(), nullable=False, server_default="0") for name in COUNTS),
        sa.Column("options", JSONB(), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("undoes", sa.BigInteger(), sa.ForeignKey(f"{STORE}.batch.id"), unique=True),
        sa.Index("batch_layer", "layer"),
        schema=STORE,
    )


def _moved(meta: sa.MetaData) -> sa.Table:
    return sa.Table(
        "moved",
        meta,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("steps", sa.BigInteger(), nullable=False, server_default="1"),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.func.now()),
        sa.Index("moved_layer", "layer", "audience", postgresql_include=["steps"]),
        schema=STORE,
    )


def _touched(meta: sa.MetaData) -> sa.Table:
    return sa.Table(
        "touched",
        meta,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("keys", ARRAY(sa.Text()), nullable=False),
        schema=STORE,
    )


def _mapping(meta: sa.MetaData) -> sa.Table:
    return sa.Table(
        "mapping",
        meta,
        sa.Column("layer", sa.Text(), primary_key=True),
        sa.Column("shape", sa.Text(), primary_key=True),
        sa.Column("headings", JSONB(), nullable=False),
        sa.Column("mapping", JSONB(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        schema=STORE,
    )


def _upload(meta: sa.MetaData) -> sa.Table:
    return sa.Table(
        "upload",
        meta,
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), primary_key=True),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False, unique=True),
        sa.Column("file", sa.Text()),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("options", JSONB(), nullable=False, server_default=sa.text("'{}'")),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text()),
        sa.Column("done", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("total", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("tries", sa.BigInteger(), nullable=False, server_default="0"),
        sa.Column("message", sa.Text()),
        sa.Column("report", JSONB()),
        sa.Column("batch", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
        sa.Index("upload_state", "state"),
        schema=STORE,
    )


def upload_table() -> sa.Table:
    """`store.upload`: one row per file that came in over HTTP; its content lies in a folder, not here."""
    return _upload(sa.MetaData())


def mapping_table() -> sa.Table:
    """`store.mapping`: one row per layer and shape of file; headings only, never a cell."""
    return _mapping(sa.MetaData())


def batch_table() -> sa.Table:
    """`store.batch`: one row per load or undo."""
    return _batch(sa.MetaData())


def is_ours(name: str | None, kind: str, parents: Mapping[Any, str | None]) -> bool:
    """Whether Alembic may look at a thing in the database: our schemas, and not what it or PostGIS keeps."""
    if kind == "schema":
        return name in (STORE, HISTORY, PUBLISHED)
    return not (kind == "table" and name == "alembic_version" and parents.get("schema_name") == STORE)
