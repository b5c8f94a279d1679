"""Of every layer, what staff read they can send back: nothing changes, and nothing is refused."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from gis import edits, tables
from gis.address import Address
from gis.edits import Document, Editing
from gis.edits.standing import shown
from gis.layer import Audience, Layer
from gis.privacy import visible
from layers import LAYERS

WRITTEN = [
    layer for layer in LAYERS.values() if layer.access.seen_by(Audience.STAFF) and tables.is_stored(layer)
]
ROWS = 3


def some_keys(address: Address, layer: Layer) -> list[str]:
    """The keys of a few rows, the same in every run."""
    query = SQL("SELECT {key} FROM store.{table} ORDER BY md5({key}) LIMIT {rows}").format(
        key=Identifier(layer.key), table=Identifier(layer.name), rows=ROWS
    )
    with psycopg.connect(address.conninfo()) as connection:
        return [row[0] for row in connection.execute(query)]


@pytest.mark.parametrize("layer", WRITTEN, ids=lambda layer: layer.name)
def test_what_is_read_can_be_sent_back(sample_database, layer: Layer):
    how = Editing(visible(layer, Audience.STAFF), LAYERS, "uji")
    keys = some_keys(sample_database, layer)
    assert keys
    for key in keys:
        untouched = edits.update(sample_database, how, key, {})
        assert untouched.batch is None
        read = shown(untouched.feature)
        whole = Document(read["properties"], read["geometry"], read["id"])
        assert edits.replace(sample_database, how, key, whole) == untouched
