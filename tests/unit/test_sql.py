"""The SQL that pages, counts, tiles and facts are asked with, kept in `sql/` so that a review sees a change.

SNAPSHOTS=write pytest tests/unit/test_sql.py    writes them anew
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from gis import asking, crs, facts, features, tiles
from gis.database import statement
from gis.layer import Audience
from gis.privacy import visible
from tests.http.toys import HIDDEN_FIELDS, TOYS

FOLDER = Path(__file__).parent / "sql"

TREE = visible(TOYS["pohon"], Audience.PUBLIC)
COUNTS = visible(TOYS["jumlah_griya"], Audience.PUBLIC)
RISK = visible(TOYS["risiko"], Audience.PUBLIC)
COARSE, FULL = tiles.Detail.COARSE, tiles.Detail.FULL
DRAWINGS = tiles.drawings(TOYS, Audience.PUBLIC)

EVERYTHING = {
    "bbox": "110,-7,111,-6",
    "datetime": "2026-01-01/2026-02-01",
    "jenis": "api",
    "hama": "air",
    "properties": "nama",
    "limit": "5",
    "after": asking.token(TREE, (), ["pohon-3"]),
}

ORDER = (asking.Sort("umur_th", falling=True), asking.Sort("nama"))
METRES = {"bbox": "400000,9200000,500000,9300000", "bbox-crs": "[EPSG:32749]", "crs": "[EPSG:23835]"}


def asked(view, **given: str) -> asking.Question:
    return asking.question(view, given)


QUERIES = {
    "page": features.page_query(TREE, asking.Question()),
    "page_of_everything_asked": features.page_query(TREE, asked(TREE, **EVERYTHING)),
    "page_by_validity": features.page_query(RISK, asked(RISK, datetime="2026-01-01", skipGeometry="true")),
    "page_across_the_antimeridian": features.page_query(COUNTS, asked(COUNTS, bbox="170,-7,-170,-6")),
    "page_in_an_order": features.page_query(
        TREE, asked(TREE, sortby="-umur_th,nama", after=asking.token(TREE, ORDER, [3, None, "pohon-3"]))
    ),
    "page_in_metres": features.page_query(COUNTS, asked(COUNTS, **METRES)),
    "page_in_latitudes": features.page_query(TREE, asking.Question(crs=crs.named("[EPSG:4326]"))),
    "page_of_what_is_searched": features.page_query(TREE, asked(TREE, q="api kecil,air")),
    "count": features.count_query(TREE, asked(TREE, **EVERYTHING)),
    "one": features.one_query(TREE, "pohon-1"),
    "facts": facts.facts_query(RISK),
    "tile_of_points": tiles.tile_query([DRAWINGS["pohon"]], [COARSE]),
    "tile_of_areas": tiles.tile_query([DRAWINGS["blok"]], [COARSE]),
    "tile_of_studies": tiles.tile_query([DRAWINGS["telaah"]], [FULL]),
    "tile_of_nothing": tiles.tile_query([DRAWINGS["pohon"]], [tiles.Detail.NONE]),
    "tile_of_several": tiles.tile_query([DRAWINGS["risiko"], DRAWINGS["jumlah_griya"]], [COARSE, FULL]),
}


def text_of(query: sa.ClauseElement) -> str:
    return re.sub(r" +\n", "\n", statement(query).text) + "\n"


@pytest.mark.parametrize("name", list(QUERIES))
def test_the_sql_is_as_reviewed(name):
    file, text = FOLDER / f"{name}.sql", text_of(QUERIES[name])
    if os.environ.get("SNAPSHOTS") == "write":
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_no_snapshot_is_left_over():
    assert {file.stem for file in FOLDER.glob("*.sql")} == set(QUERIES)


@pytest.mark.parametrize("name", list(QUERIES))
def test_queries_name_the_audience_s_schema_and_nothing_hidden(name):
    text = text_of(QUERIES[name])
    assert "store." not in text
    assert "public_." in text
    for hidden in (*HIDDEN_FIELDS, "griya."):
        assert not re.search(rf"\b{re.escape(hidden)}", text.replace("jumlah_griya", ""))


def test_values_are_never_in_the_text():
    text = statement(QUERIES["page_of_everything_asked"])
    assert "api" not in text.text
    assert "pohon-3" in text.values.values()
