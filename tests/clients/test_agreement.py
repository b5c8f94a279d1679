"""The same question on the wire, on the command line and in a notebook gives the same figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pandas as pd
import psycopg
import pytest

from gis import frames
from gis.exposure import Ask
from gis.layer import Audience
from layers import LAYERS

QUESTION = {"hazard": "bahaya", "jenis": "banjir", "exposed": "titik_evakuasi", "by": "kecamatan"}


@pytest.fixture
def wire(server):
    with httpx.Client(base_url=server, timeout=60) as client:
        yield client


def command(address, *words):
    said = urlencode({"host": address.host, "port": address.port})
    url = f"postgresql://{address.owner}@/{address.database}?{said}"
    done = subprocess.run(
        [Path(sys.executable).with_name("gis"), *words, "--json"],
        env={**os.environ, "GIS_DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_exposure_is_one_figure_wherever_it_is_asked(wire, sample_database):
    answer = wire.post("/processes/exposure/execution", json={"inputs": QUESTION})
    assert answer.status_code == 200, answer.text
    on_the_wire = answer.json()
    words = [word for name, value in QUESTION.items() for word in (f"--{name}", value)]
    typed = command(sample_database, "exposure", *words)
    table = frames.exposure(LAYERS, sample_database, Ask.from_inputs(QUESTION))
    assert typed["rows"] == on_the_wire["rows"]
    assert typed["total"] == on_the_wire["total"]
    assert typed["versions"] == on_the_wire["versions"]
    assert table["total"].tolist() == [row["total"] for row in on_the_wire["rows"]]
    assert table["terdampak"].tolist() == [row["terdampak"] for row in on_the_wire["rows"]]
    counted = wire.get("/collections/titik_evakuasi/items?limit=1").json()["numberMatched"]
    assert on_the_wire["total"]["total"] == counted


def test_a_place_is_one_answer_wherever_it_is_asked(wire, sample_database):
    answer = wire.post("/processes/at-point/execution", json={"inputs": {"lon": 110.67, "lat": -6.59}})
    assert answer.status_code == 200, answer.text
    typed = command(sample_database, "at-point", "--lon", "110.67", "--lat=-6.59")
    assert typed == answer.json()


def test_totals_in_a_frame_are_those_of_the_collection(wire, sample_database):
    features = wire.get("/collections/rtlh_desa/items?limit=1000").json()["features"]
    frame = frames.read(LAYERS["rtlh_desa"], sample_database).set_index("kode")
    for feature in features:
        said = feature["properties"]
        row = frame.loc[said["kode"]]
        for name in ("jumlah", "selesai"):
            assert (None if pd.isna(row[name]) else int(row[name])) == said[name]


def test_what_staff_count_is_what_the_sample_says(sample_database):
    frame = frames.read(LAYERS["rtlh_desa"], sample_database, Audience.STAFF)
    by_district = frame.groupby(frame["kode"].str[:8])["jumlah"].sum()
    assert frame["jumlah"].sum() == 12_328
    known = {"33.20.01": 1912, "33.20.08": 1474, "33.20.12": 1162, "33.20.15": 1099}
    assert {code: int(by_district[code]) for code in known} == known


def test_requests_reach_the_database_as_audiences_only(wire, sample_database):
    for path in (
        "/collections",
        "/collections/desa/items",
        "/styles/peta",
        "/collections/desa/tiles/WebMercatorQuad/9/265/413",
    ):
        assert wire.get(path).status_code == 200
    with psycopg.connect(sample_database.conninfo()) as connection:
        connected = connection.execute(
            "SELECT DISTINCT usename FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        ).fetchall()
    assert connected
    assert {name for (name,) in connected} <= {sample_database.role(audience) for audience in Audience}
