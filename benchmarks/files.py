"""The larger sets: made once by the sample's own makers, and kept for later runs."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from benchmarks.ground import PROJECT, say

KEPT: Final = PROJECT / ".cache-bench"
"""Remove it to have the sets made again."""

HOUSES: Final = 200_000
HAZARDS: Final = 20_000
INCIDENTS: Final = 60_000


def larger() -> Path:
    """The folder of the larger sample."""
    from tools.sample.manifest import Sizes, write

    folder = KEPT / f"sample-{HOUSES}-{HAZARDS}-{INCIDENTS}"
    if not folder.exists():
        say(f"making {folder.relative_to(PROJECT)} (once; about two minutes)")
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(parents=True)
        write(unfinished, Sizes(HOUSES, HAZARDS, INCIDENTS))
        unfinished.rename(folder)
    return folder


def houses(folder: Path) -> Path:
    """The houses of a sample as a GeoPackage, as an office would send them."""
    import geopandas
    import pandas as pd

    package = folder / "rtlh.gpkg"
    if not package.exists():
        say(f"making {package.name}")
        rows = pd.read_csv(folder / "rtlh.csv", dtype={"kode": str}, keep_default_na=False, na_values=[""])
        places = geopandas.points_from_xy(rows.pop("lon"), rows.pop("lat"), crs="EPSG:4326")
        unfinished = package.with_stem("unfinished")
        unfinished.unlink(missing_ok=True)
        geopandas.GeoDataFrame(rows, geometry=places).to_file(unfinished, layer="rtlh", driver="GPKG")
        unfinished.rename(package)
    return package
