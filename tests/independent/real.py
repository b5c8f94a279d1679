"""The real boundaries, with hazards made from them.

They overlap, share edges with villages, are unknown, over or yet to begin, and reach beyond what was studied.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import geopandas as gpd
import shapely

from tests.independent.at_point import METRES
from tests.independent.world import CRS, World, frame

BUILT = ["33.20.01", "33.20.02", "33.20.03", "33.20.04", "33.20.06", "33.20.11", "33.20.13"]
"""The kecamatan that the flood study covers."""

COLUMNS = {
    "desa": ["kode", "nama", "jenis", "kode_kec"],
    "kecamatan": ["kode", "nama"],
    "kabupaten": ["kode", "nama"],
}
"""What is taken of each level of the file."""

SLOPES = {"33.20.09": 3, "33.20.16": 2, "33.20.15": 1, "33.20.14": 0, "33.20.08": None}
"""The class of landslide of whole kecamatan, whose edges villages share."""


def world(folder: Path, today: date) -> World:
    """The boundaries as published; tourism sites, evacuation points and the areas themselves as exposed."""
    levels = {
        name: gpd.read_file(folder / "batas_jepara.gpkg", layer=name, columns=columns)
        for name, columns in COLUMNS.items()
    }
    districts = levels["kecamatan"].set_index("kode").geometry
    rivers = gpd.read_file(folder / "sungai_wdbii_jepara.geojson").to_crs(METRES).geometry.union_all()
    land = gpd.read_file(folder / "daratan_gshhs_jepara.fgb").to_crs(METRES).geometry.union_all()
    hazards = [*_floods(rivers, today), *_tides(land), *_slides(districts)]
    studies = [
        ("banjir", None, districts[BUILT].union_all()),
        ("rob", today, _degrees(land.boundary.buffer(4000))),
        ("longsor", None, levels["kabupaten"].geometry.iloc[0]),
        ("longsor", today - timedelta(days=1), _degrees(land.buffer(20000))),
    ]
    return World(
        hazards=frame(
            "id kajian jenis kelas berlaku_mulai berlaku_sampai",
            [(f"h{i}", "k", *rest) for i, rest in enumerate(hazards)],
        ),
        studies=frame(
            "id jenis judul tahun berlaku_sampai",
            [(f"s{i}", jenis, "Kajian", 2024, end, extent) for i, (jenis, end, extent) in enumerate(studies)],
        ),
        levels=levels,
        today=today,
        exposed={
            "wisata": _sites(folder),
            "titik_evakuasi": _refuges(folder, levels["desa"]),
            "desa": levels["desa"],
            "kecamatan": levels["kecamatan"],
        },
    )


def _floods(rivers: shapely.Geometry, today: date) -> list[tuple]:
    classes = {3: 500, 2: 1500, 1: 4000}
    known = [("banjir", kelas, None, None, _degrees(rivers.buffer(far))) for kelas, far in classes.items()]
    west, _, east, _ = rivers.bounds
    upstream = rivers.buffer(6000).intersection(shapely.box((west + east) / 2, 0, east + 9000, 1e8))
    return [
        *known,
        ("banjir", None, None, None, _degrees(upstream)),
        ("banjir", 0, None, None, _degrees(rivers.buffer(9000))),
        ("banjir", 3, None, today - timedelta(days=1), _degrees(rivers.buffer(9000))),
        ("banjir", 3, today + timedelta(days=1), None, _degrees(rivers.buffer(9000))),
    ]


def _tides(land: shapely.Geometry) -> list[tuple]:
    strips = {3: 300, 2: 1000, 1: 2500}
    shore = land.boundary
    return [
        ("rob", kelas, None, None, _degrees(shore.buffer(far).intersection(land)))
        for kelas, far in strips.items()
    ]


def _slides(districts: gpd.GeoSeries) -> list[tuple]:
    return [("longsor", kelas, None, None, districts[kode]) for kode, kelas in SLOPES.items()]


def _degrees(place: shapely.Geometry) -> shapely.Geometry:
    found = gpd.GeoSeries([place], crs=METRES).to_crs(CRS).iloc[0]
    assert found.is_valid
    return found


def _sites(folder: Path) -> gpd.GeoDataFrame:
    sites = gpd.read_file(folder / "wisata_unggulan_jepara.geojson")
    rows = [(f"w{row.no}", row.nama_wisata, row.geometry) for row in sites.itertuples()]
    return frame("id nama", rows)


def _refuges(folder: Path, villages: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Village points, neighbours' included, and a corner of every village: points that lie on edges."""
    west, south, east, north = villages.total_bounds
    towns = gpd.read_parquet(folder / "titik_desa_indonesia.parquet").cx[west:east, south:north]
    named = zip(towns.kode, towns.nama, towns.geometry, strict=True)
    rows = [(f"t{kode}", nama, "titik_kumpul", True, place) for kode, nama, place in named]
    corners = villages.geometry.map(lambda area: shapely.Point(area.geoms[0].exterior.coords[0]))
    rows += [
        (f"u{kode}", "Sudut", "pos", False, corner)
        for kode, corner in zip(villages.kode, corners, strict=True)
    ]
    rows.append(("v", "Tanpa tempat", "pos", True, None))
    return frame("id nama jenis aktif", rows)
