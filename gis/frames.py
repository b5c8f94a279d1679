"""Layers and figures for notebooks: the same Selects as the API's, as GeoDataFrames and tables.

    place = connect()
    villages = read(LAYERS["desa"], place)
    floods = read(LAYERS["bahaya"], place, where={"jenis": "banjir"}, columns=["kelas", "tanggal_data"])

A notebook reads as the public unless it names another audience, and every frame carries where it comes
from in `frame.attrs`: layer, audience, source, licence, version, and whether any row is sample data.

Errors: those of the core; `NotFound` for a layer that does not exist for the audience.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from gis import crs, database, query
from gis.address import Address
from gis.asking import Equal
from gis.database import Row
from gis.errors import UnknownName
from gis.exports import EVERYTHING, rows_query
from gis.exposure import Ask, Summary, summary_now
from gis.layer import GEOM, Audience, Kind, Language, Layer
from gis.privacy import WITHHELD, View, visible
from gis.settings import Settings
from gis.validity import ZONE, in_force
from gis.versions import by_layer, versions_query
from gis.whereabouts import running

if TYPE_CHECKING:
    import geopandas
    import pandas as pd

_DTYPES: Final = {Kind.INTEGER: "Int64", Kind.NUMBER: "float64", Kind.BOOLEAN: "boolean"}
"""Types that keep a missing whole number or yes-or-no apart from zero and from no."""


def connect(home: Path | str | None = None) -> Address:
    """The running database: the one in `home`, else what GIS_HOME or GIS_DATABASE_URL names.

    Errors: `ClusterError`, which says how to start it, where the private one does not run.
    """
    if home is not None:
        return running(replace(Settings.from_environment(os.environ), home=Path(home), database_url=None))
    return running(Settings.from_environment(os.environ))


def read(  # noqa: PLR0913 - each word is one a person says when asking for a layer
    layer: Layer,
    place: Address,
    audience: Audience = Audience.PUBLIC,
    *,
    where: Mapping[str, object] | None = None,
    columns: Sequence[str] | None = None,
    now: bool = False,
) -> geopandas.GeoDataFrame:
    """All rows of a layer that `audience` sees, in EPSG:4326, by key.

    where    values that fields must have, e.g. {"jenis": "banjir"}; a list field must hold the value
    columns  the fields to keep; all if not said
    now      only rows in force now, as on the map and in figures

    Errors: `UnknownName` for a field the audience does not see, exactly as for one that does not exist.
    """
    view = visible(layer, audience)
    conditions = [
        query.equal(view, Equal(_known(view, name), value)) for name, value in (where or {}).items()
    ]
    kept = [_known(view, name) for name in columns] if columns is not None else None
    if now:
        conditions.append(in_force(layer, view.table.c))
    with database.reading(place, audience) as session:
        rows = session.rows(rows_query(view, EVERYTHING).where(sa.true(), *conditions))
        version = by_layer(session.rows(versions_query([view])))[layer.name]
    found = _typed(view, _plain(view, rows))
    sample = any(row.get("contoh") for row in rows)
    found = found if kept is None else found[[*kept, "geometry"]]
    found.attrs = {
        "layer": layer.name,
        "audience": audience.value,
        "source": layer.source.name if layer.source else layer.owner,
        "licence": layer.source.licence if layer.source else None,
        "version": version,
        "sample": sample,
    }
    return found


def exposure(
    layers: Mapping[str, Layer],
    place: Address,
    ask: Ask,
    audience: Audience = Audience.PUBLIC,
    language: Language = "id",
) -> pd.DataFrame:
    """An exposure as a table, one row per area: kode, nama, each class, terdampak, and so on to total.

    `attrs` hold what must be told beside it: total, asked, rule, sources, versions, ditahan, sample.
    """
    with database.reading(place, audience) as session:
        return exposure_table(summary_now(session, layers, audience, ask, language))


def exposure_table(summary: Summary) -> pd.DataFrame:
    """The rows of a summary as a table."""
    import pandas as pd

    said = summary.as_json()
    rows = [
        {"kode": one.code, "nama": one.name, **one.counts.by_class, **one.counts.as_json()}
        for one in summary.rows
    ]
    counts = (*summary.total.counts.by_class, *list(summary.total.counts.as_json())[1:])
    table = pd.DataFrame(rows, columns=["kode", "nama", *counts])
    table.attrs = {name: said[name] for name in said if name not in ("rows", "contoh")}
    table.attrs["sample"] = summary.sample
    return table


def _known(view: View, name: str) -> str:
    if view.field(name) is None:
        raise UnknownName("field", name, [f.name for f in view.fields])
    return name


def _plain(view: View, rows: Sequence[Row]) -> geopandas.GeoDataFrame:
    """The rows as a frame whose columns are there even if no row is."""
    import geopandas
    import numpy as np
    import pandas as pd
    import shapely

    columns: dict[str, Any] = {
        f.name: pd.Series([row[f.name] for row in rows], dtype="object") for f in view.fields
    }
    if view.withholds:
        columns[WITHHELD] = pd.array([row[WITHHELD] for row in rows], dtype="boolean")
    wkb = np.array([None if row[GEOM] is None else bytes(row[GEOM]) for row in rows], dtype=object)
    return geopandas.GeoDataFrame(columns, geometry=shapely.from_wkb(wkb), crs=crs.STORED)


def _typed(view: View, found: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    import pandas as pd

    typed: dict[str, Any] = {}
    for f in view.fields:
        if f.kind in _DTYPES:
            typed[f.name] = found[f.name].astype(_DTYPES[f.kind])
        elif f.kind is Kind.DATE:
            typed[f.name] = pd.to_datetime(found[f.name])
        elif f.kind is Kind.TIME:
            typed[f.name] = pd.to_datetime(found[f.name], utc=True).dt.tz_convert(ZONE)
    return found.assign(**typed)
