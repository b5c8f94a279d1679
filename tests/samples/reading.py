"""The files of data/sample as the tests of the makers read them."""

import csv
import json
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Point, shape

from tools.sample.facts import villages
from tools.sample.plane import metres
from tools.sample.sheets import ANCHOR

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample"
MANIFEST = json.loads((SAMPLE / "manifest.json").read_text(encoding="utf-8"))
FILES = {entry["layer"]: entry for entry in MANIFEST["files"]}
PLACED = ("kejadian", "titik_evakuasi", "rtlh", "tempat_sampah", "pelabuhan", "wisata")
POLYGONS = ("kabupaten", "kecamatan", "desa", "daratan", "kajian", "bahaya", "jalur_tangkap")
MIDNIGHT = datetime.fromisoformat(ANCHOR).replace(tzinfo=timezone(timedelta(hours=7)))

KECAMATAN_KM2 = {
    "Kedung": 45.68, "Pecangaan": 37.04, "Welahan": 29.21, "Mayong": 70.61, "Batealit": 96.12,
    "Jepara": 27.04, "Mlonggo": 47.49, "Bangsri": 90.72, "Keling": 121.00, "Karimunjawa": 46.57,
    "Tahunan": 42.66, "Nalumsari": 55.23, "Kalinyamatan": 25.00, "Kembang": 118.67, "Pakis Aji": 65.13,
    "Donorojo": 101.33,
}  # fmt: skip


@cache
def text(layer: str) -> str:
    return (SAMPLE / FILES[layer]["file"]).read_text(encoding="utf-8")


@cache
def rows(layer: str) -> list[dict[str, str]]:
    """A CSV's rows as written."""
    return list(csv.DictReader(text(layer).splitlines()))


@cache
def features(layer: str) -> list[tuple[dict[str, object], MultiPolygon]]:
    return [(item["properties"], shape(item["geometry"])) for item in json.loads(text(layer))["features"]]


@cache
def desa() -> dict[str, MultiPolygon]:
    return {properties["kode"]: outline for properties, outline in features("desa")}


@cache
def land() -> shapely.Geometry:
    return shapely.union_all([outline for _, outline in features("daratan")])


def properties(layer: str) -> list[dict[str, object]]:
    return [own for own, _ in features(layer)] if layer in POLYGONS else list(rows(layer))


def position(row: dict[str, str]) -> Point | None:
    return Point(float(row["lon"]), float(row["lat"])) if row["lon"] else None


def km2(outline: shapely.Geometry) -> float:
    return metres(outline).area / 1e6


@cache
def areas_of(jenis: str) -> list[tuple[dict[str, object], MultiPolygon]]:
    """The hazard areas of one kind."""
    return [item for item in features("bahaya") if item[0]["jenis"] == jenis]


def code(nama: str) -> str:
    return next(village.kode for village in villages() if village.nama == nama)
