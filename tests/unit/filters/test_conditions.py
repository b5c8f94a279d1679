"""The SQL that filters become, kept in `conditions.sql` so that a review sees a change.

SNAPSHOTS=write pytest tests/unit/filters/test_conditions.py    writes it anew
"""

from __future__ import annotations

import os
from pathlib import Path

import sqlalchemy as sa

from gis import crs, filters
from gis.database import Statement, statement
from gis.layer import Audience
from gis.privacy import visible
from tests.http.toys import HIDDEN_FIELDS, TOYS

FILE = Path(__file__).with_name("conditions.sql")
TREE = visible(TOYS["pohon"], Audience.PUBLIC)

WRITTEN = (
    "umur_th >= 2 AND NOT langka OR nama IS NULL",
    "nama LIKE 'Ja%' OR CASEI(ACCENTI(nama)) = CASEI(ACCENTI('JÁTI'))",
    "jenis IN ('jati', 'api') AND umur_th IN (1, 2.5, umur_th)",
    "tinggi_m BETWEEN 1 AND 2.5 * umur_th",
    "umur_th div 2 = 1 AND umur_th % 2 = 0 AND tinggi_m / umur_th > 0.5",
    "tinggi_m ^ 2 > 4 AND tinggi_m % 2 = 1",
    "dilihat = DATE('2026-03-02') OR dilihat > DATE('2026-03-02')",
    "ditanam < TIMESTAMP('2026-03-02T00:00:00Z') OR ditanam = dilihat",
    "T_DURING(INTERVAL(ditanam, dilihat), INTERVAL('2026-01-01', '..'))",
    "A_CONTAINS(hama, ('api', 'air')) AND A_EQUALS(hama, (nama, 'api'))",
    "S_INTERSECTS(geometry, POINT(110 -7)) AND NOT S_WITHIN(geometry, BBOX(110, -7, 111, -6))",
    "distance_m(geometry, POINT(110.5 -6.5)) <= 5000",
    "year(ditanam) = 2020 AND month(dilihat) = 3 AND length(nama) > 2 AND area_m2(geometry) = 0",
)


def asked(written: str) -> Statement:
    found = filters.read(TREE, written, filters.TEXT, crs.DEFAULT)
    return statement(sa.select(TREE.key).where(filters.condition(TREE, found)))


def test_filters_ask_what_they_are_known_to_ask():
    text = "\n\n".join(f"-- {written}\n{asked(written).text}" for written in WRITTEN) + "\n"
    if os.environ.get("SNAPSHOTS") == "write":
        FILE.write_text(text, encoding="utf-8")
    assert text == FILE.read_text(encoding="utf-8")


def test_values_are_bound_and_never_stand_in_the_text():
    for written in (
        "nama = 'x; DROP TABLE'",
        "nama LIKE '%x; DROP TABLE%'",
        "jenis IN ('x; DROP TABLE', 'y')",
    ):
        found = asked(written)
        assert "DROP" not in found.text
        assert "DROP" in str(found.values)


def test_no_hidden_field_stands_in_the_text():
    text = FILE.read_text(encoding="utf-8")
    assert not [name for name in HIDDEN_FIELDS if name in text]
