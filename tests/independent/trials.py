"""The real files, the layer each is tried into, and what is known of it by other means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import geopandas
import pyarrow.parquet
import shapely

from tests.independent import counting

Count = Callable[[Path], int]
Bad = Callable[[Path], list[int]]
"""Which rows are bad, from 0 among the rows of the file."""


def lines(path: Path) -> int:
    return len(counting.records(path)) - 1


def parquet_rows(path: Path) -> int:
    return int(pyarrow.parquet.ParquetFile(path).metadata.num_rows)


def zipped(path: Path) -> int:
    return counting.features(f"/vsizip/{path}")


def none(_path: Path) -> list[int]:
    return []


def broken(path: Path) -> list[int]:
    """Rows whose geometry GEOS calls invalid."""
    if path.suffix != ".parquet":
        return counting.invalid(f"/vsizip/{path}" if path.suffix == ".zip" else path)
    shapes = geopandas.read_parquet(path).geometry.to_numpy()
    return [at for at, good in enumerate(shapely.is_valid(shapes)) if not good]


def same_id(path: Path) -> list[int]:
    """Rows whose `id` another row has too; each of them is bad, since none is known to be the right one."""
    return _at(geopandas.read_file(path).duplicated("id", keep=False))


def broken_or_twice(path: Path) -> list[int]:
    """Rows with a broken shape, and rows that are there twice."""
    rows = geopandas.read_file(f"/vsizip/{path}")
    twice = rows.assign(place=rows.geometry.to_wkb()).duplicated(["KEL_NAME", "RW", "place"], keep=False)
    return _at(twice | ~rows.is_valid)


def same_line(path: Path) -> list[int]:
    """Rows whose street another row has as well, the other way round: the key knows no direction."""
    rows = geopandas.read_file(path)
    along = rows.assign(place=rows.geometry.normalize().to_wkb())
    return _at(along.duplicated(["osmid", "reversed", "place"], keep=False))


def _at(found: Any) -> list[int]:
    return [at for at, yes in enumerate(found) if yes]


def repeating(path: Path) -> list[int]:
    """Rows in whose geometry a point follows itself."""
    rows = geopandas.read_parquet(path) if path.suffix == ".parquet" else geopandas.read_file(path)
    # GEOS cannot take points from a ring that is none; those are broken anyway.
    shapes = rows.geometry.where(rows.is_valid).to_numpy()
    fewer = shapely.get_num_coordinates(shapely.remove_repeated_points(shapes))
    return _at(fewer < shapely.get_num_coordinates(shapes))


@dataclass(frozen=True)
class Trial:
    """A file, the layer it is tried into, and what is known of it by other means."""

    file: str
    layer: str
    count: Count = counting.features
    bad: Bad = none
    options: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file}-{self.options.get('sheet') or self.layer}"


_UNNAMED: Final = {
    "A": "nomor",
    "B": "nama",
    "C": "alamat",
    "D": "lat",
    "E": "lon",
    "G": "luas_m2",
    "H": "kapasitas",
}
"""The columns of a file that has no headings."""

TRIALS: Final = (
    Trial("bangunan_osm_jakarta.parquet", "coba_bangunan", parquet_rows, broken),
    Trial("batas_desa_jateng.parquet", "coba_desa_jateng", parquet_rows, broken),
    Trial("batas_desa_jepara.fgb", "coba_desa"),
    Trial(
        "batas_jepara.gpkg",
        "coba_desa",
        lambda path: counting.features(path, "desa"),
        options={"sheet": "desa"},
    ),
    Trial("batas_kabkota_jateng.parquet", "coba_kabkota", parquet_rows, broken),
    Trial("batas_kecamatan_indonesia.parquet", "coba_kecamatan_indonesia", parquet_rows, broken),
    Trial("daratan_gshhs_jepara.fgb", "coba_daratan"),
    Trial("gempa_usgs_indonesia_2000_2020.parquet", "coba_gempa", parquet_rows),
    Trial("gempa_usgs_jateng_2000_2020.csv", "coba_gempa", lines),
    Trial("geonames_tempat_jateng.csv", "coba_tempat", lines),
    # It has `id` and `ID`: one of them is left out.
    Trial("gunungapi_indonesia.geojson", "coba_gunungapi", options={"renamed": {"ID": ""}}),
    Trial("indeks_banjir_kabkota.parquet", "coba_banjir", parquet_rows),
    Trial("jalan_osm_cilacap.fgb", "coba_jalan", bad=same_line),
    Trial(
        "kerentanan_rob_mundupesisir.gpkg",
        "coba_rentan",
        lambda path: counting.features(path, "KerentananBencanaBanjir"),
        options={"sheet": "KerentananBencanaBanjir"},
    ),
    Trial("kode_wilayah_jepara.csv", "coba_kode", lines),
    Trial("pelabuhan_perikanan_indonesia.fgb", "coba_pelabuhan"),
    Trial("pelabuhan_perikanan_jepara.geojson", "coba_pelabuhan"),
    Trial("penduduk_luas_kabkota_2025.csv", "coba_penduduk", lines),
    Trial("rob_demak_badan_air.geojson", "coba_rob_air"),
    Trial("rob_demak_fasilitas_umum.geojson", "coba_rob_fasilitas"),
    Trial("rob_demak_rute_evakuasi.geojson", "coba_rob_rute"),
    Trial("rob_demak_titik_evakuasi.geojson", "coba_rob_titik", bad=same_id),
    Trial("sesar_jawa.geojson", "coba_sesar"),
    Trial("sungai_wdbii_jepara.geojson", "coba_sungai"),
    Trial("titik_desa_indonesia.parquet", "coba_titik_desa", parquet_rows),
    Trial("tps_tpa_lampung_selatan.csv", "coba_tps", lines),
    Trial("wisata_unggulan_jepara.geojson", "coba_wisata"),
    Trial("wppnri_indonesia.geojson", "coba_wpp", bad=broken),
    Trial("raw/Batas_Provinsi_SHP_raw.zip", "coba_provinsi", zipped, broken),
    Trial("raw/Jakarta_RW_2007flood_raw.zip", "coba_rw", zipped, broken_or_twice),
    Trial(
        "raw/bencana_alam_jateng_raw.xlsx", "coba_bencana", lambda _: 11, options={"sheet": "Data Analisis"}
    ),
    Trial("raw/event_wisata_jepara_2026_raw.csv", "coba_acara", lines),
    Trial(
        "raw/komposisi_sampah_sipsn_2021_raw.xlsx",
        "coba_sampah",
        lambda path: len(counting.pages(path)[0]) - 2,
    ),
    Trial("raw/paleotsunami_indonesia_raw.geojson", "coba_tsunami"),
    Trial("raw/pulau_jepara_raw.csv", "coba_pulau", lines, lambda path: list(range(lines(path)))),
    Trial(
        "raw/tempat_evakuasi_cilacap_raw.csv",
        "coba_evakuasi",
        lambda path: len(counting.records(path)),
        options={
            "heading": 0,
            "renamed": _UNNAMED,
        },
    ),
    Trial("raw/wppnri-712_titik_dms.csv", "coba_batas_wpp", lines),
)

BROKEN: Final = [trial for trial in TRIALS if trial.bad is broken]

NO_TABLES: Final = (
    "SOURCES.md",
    "dem_jateng_z7_103_66.tif",
    "shakemap_bmkg_20180412_skenario_m8.tif",
    "shakemap_bmkg_20190919_tuban.tif",
)
