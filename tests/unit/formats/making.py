"""Content made by hand: rows that no database holds, with everything that could go wrong in a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import shapely

from gis import crs
from gis.crs import Crs
from gis.formats import FORMATS, Content
from gis.layer import Audience, Layer
from gis.privacy import visible
from tests.http.toys import TOYS

TREE = TOYS["pohon"]
WIB = dt.timezone(dt.timedelta(hours=7))
TAKEN = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)
CHANGED = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
LONGEST = 2**62 + 1
"""A whole number that no double holds."""

TEXTS = (
    'kata "berkutip", koma; titik koma',
    "baris satu\nbaris dua",
    "=1+1",
    "+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "-Ds. Bulu",
    "+62 812 000",
    "<b>tebal</b> & lain",
    "Ñandú 漢字 🌳",
    "0012",
    "1e5",
    "TRUE",
)
"""Texts that a careless writer would spoil."""


def row(key: str, **values: Any) -> dict[str, Any]:
    """A tree; what is not said is missing."""
    names = (f.name for f in visible(TREE, Audience.PUBLIC).fields)
    return dict.fromkeys((*names, "geom")) | {"id": key, "feature_key": key, **values}


def point(east: float, north: float) -> bytes:
    """A place as WKB."""
    return bytes(shapely.to_wkb(shapely.Point(east, north)))


ROWS = [
    row(
        "penuh",
        nama="Jati tua",
        jenis="jati",
        tinggi_m=12.345678901234567,
        umur_th=LONGEST,
        langka=True,
        ditanam=dt.date(1945, 8, 17),
        dilihat=dt.datetime(2026, 3, 1, 23, 30, 15, 250000, tzinfo=WIB),
        hama=["api", "air"],
        sumber="Kebun uji",
        tanggal_data=dt.date(2026, 1, 2),
        contoh=True,
        geom=point(110.66666666666667, -6.583333333333333),
    ),
    row("kosong", dilihat=dt.datetime(2026, 3, 2, tzinfo=dt.UTC)),
    *(
        row(f"teks{at}", nama=text, umur_th=-at, langka=False, hama=[], geom=point(110 + at / 7, -6 - at / 7))
        for at, text in enumerate(TEXTS)
    ),
]


def content(
    rows: Sequence[dict[str, Any]] = ROWS,
    layer: Layer = TREE,
    system: Crs = crs.DEFAULT,
    *,
    fields: Sequence[str] | None = None,
    geometry: bool = True,
    sample: bool = True,
    language: Any = "id",
    taken: dt.datetime = TAKEN,
) -> Content:
    """These rows on their way into a file, in portions of five."""
    view = visible(layer, Audience.PUBLIC)
    return Content(
        view=view,
        fields=tuple(f for f in view.fields if fields is None or f.name in fields),
        geometry=geometry,
        crs=system,
        language=language,
        version="v1",
        taken=taken,
        changed=CHANGED,
        sample=sample,
        rows=_portions(rows),
    )


def written(word: str, what: Content | None = None) -> bytes:
    """The whole file."""
    return b"".join(FORMATS[word].write(what or content()))


def _portions(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for at in range(0, len(rows), 5):
        yield rows[at : at + 5]
