"""Every layer, for every audience that may see it: items, tiles, a legend, read by that audience's role."""

from __future__ import annotations

import psycopg
import pytest

from gis import database, features, tiles
from gis.asking import Question
from gis.layer import Audience
from gis.legend import legend
from gis.privacy import audiences, visible
from gis.tiles import Detail
from gis.tiling import Tile
from layers import LAYERS

READINGS = [(layer, audience) for layer in LAYERS.values() for audience in audiences(layer)]
NAMES = [f"{layer.name}-{audience}" for layer, audience in READINGS]
REGENCY = (Tile(7, 103, 66), Tile(8, 206, 132), Tile(8, 206, 131))
"""Tiles that hold the mainland and the islands."""


@pytest.mark.parametrize(("layer", "audience"), READINGS, ids=NAMES)
def test_there_are_items_with_just_the_visible_fields(sample_database, layer, audience):
    view = visible(layer, audience)
    with database.reading(sample_database, audience) as session:
        rows = session.rows(features.page_query(view, Question(limit=3)))
    assert rows
    named = {f.name for f in layer.fields if layer.access_of(f.name).seen_by(audience)}
    assert set(rows[0]) - {"feature_key", "geom", "ditahan"} == named


@pytest.mark.parametrize(("layer", "audience"), READINGS, ids=NAMES)
def test_there_are_tiles(sample_database, layer, audience):
    drawing = tiles.drawings(LAYERS, audience)[layer.name]
    query = tiles.tile_query([drawing], [Detail.COARSE])
    with database.reading(sample_database, audience) as session:
        found = [session.row(query, tiles.tile_values(tile))["data"] for tile in REGENCY]
    assert any(bytes(data) for data in found)


@pytest.mark.parametrize(("layer", "audience"), READINGS, ids=NAMES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_there_is_a_legend(layer, audience, language):
    made = legend(layer, language, audience)
    assert made.title
    assert made.entries
    assert all(entry.label and entry.color for entry in made.entries)


def test_the_public_reads_no_house_in_any_of_these_ways(sample_database):
    view = visible(LAYERS["rtlh"], Audience.STAFF)
    asked = database.statement(features.page_query(view, Question(limit=3)))
    connect = sample_database.conninfo(sample_database.role(Audience.PUBLIC))
    with psycopg.connect(connect) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(asked.text.encode(), asked.values)
