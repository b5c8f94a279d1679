"""Houses by class of hazard and village: the service's query, a join written by hand, and geopandas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any, Final

import psycopg

from benchmarks.clock import Act, in_turn
from benchmarks.ground import Ground, say
from benchmarks.table import Line
from gis import database
from gis.database import Session
from gis.exposure import Ask, summary_now
from gis.layer import Audience
from layers import LAYERS

Counts = Mapping[tuple[str | None, str], int]
"""Objects by village and by what was found of them: a class, not exposed, or no data."""

_JOIN: Final = """
    SELECT kode, kelas, count(*)
    FROM (
        SELECT e.id, min(d.kode) AS kode,
            CASE WHEN max(h.kelas) > 0 THEN max(h.kelas)
                 WHEN bool_or(h.id IS NOT NULL AND h.kelas IS NULL) THEN NULL
                 WHEN bool_or(k.id IS NOT NULL) THEN 0 END AS kelas
        FROM staff.rtlh e
        LEFT JOIN staff.desa d ON ST_Intersects(d.geom, e.geom)
        LEFT JOIN staff.bahaya h ON ST_Intersects(h.geom, e.geom) AND h.jenis = %(kind)s
            AND (h.berlaku_mulai IS NULL OR h.berlaku_mulai <= current_date)
            AND (h.berlaku_sampai IS NULL OR h.berlaku_sampai >= current_date)
        LEFT JOIN staff.kajian k ON ST_Intersects(k.geom, e.geom) AND k.jenis = %(kind)s
            AND (k.berlaku_sampai IS NULL OR k.berlaku_sampai >= current_date)
        GROUP BY e.id
    ) found
    GROUP BY kode, kelas
"""

_CLASSES: Final = """
    SELECT kode, kelas, count(*)
    FROM (
        SELECT e.id, min(d.kode) AS kode, max(h.kelas) AS kelas
        FROM staff.rtlh e
        JOIN staff.bahaya h ON ST_Intersects(h.geom, e.geom)
        LEFT JOIN staff.desa d ON ST_Intersects(d.geom, e.geom)
        WHERE h.jenis = %(kind)s AND h.kelas > 0
            AND (h.berlaku_mulai IS NULL OR h.berlaku_mulai <= current_date)
            AND (h.berlaku_sampai IS NULL OR h.berlaku_sampai >= current_date)
        GROUP BY e.id
    ) found
    GROUP BY kode, kelas
"""
"""Less than the answer: only what lies in an area of some class, and nothing of where nobody has looked."""

_PLACES: Final = "SELECT id, ST_AsBinary(geom) FROM staff.rtlh"
_VILLAGES: Final = "SELECT kode, ST_AsBinary(geom) FROM staff.desa"
_AREAS: Final = """
    SELECT kelas, ST_AsBinary(geom) FROM staff.bahaya
    WHERE jenis = %(kind)s AND kelas IS DISTINCT FROM 0
        AND (berlaku_mulai IS NULL OR berlaku_mulai <= current_date)
        AND (berlaku_sampai IS NULL OR berlaku_sampai >= current_date)
"""
_STUDIES: Final = """
    SELECT id, ST_AsBinary(geom) FROM staff.kajian
    WHERE jenis = %(kind)s AND (berlaku_sampai IS NULL OR berlaku_sampai >= current_date)
"""

_ONE: Final = "banjir"
_ALL: Final = "all kinds, one after another"
_PART: Final = "join, classes only"
_NOT_EXPOSED: Final = "not exposed"
_NO_DATA: Final = "no data"
_NO_CLASS: Final = (_NOT_EXPOSED, _NO_DATA)


def run(ground: Ground) -> Iterator[Line]:
    """One kind of hazard, and all kinds one after another."""
    address = ground.with_more()
    with ExitStack() as held:
        sessions = [held.enter_context(database.reading(address, Audience.STAFF)) for _ in range(3)]
        kinds = _counted(sessions[0], "SELECT jenis, count(*) FROM staff.bahaya GROUP BY jenis")
        houses = sum(_counted(sessions[0], "SELECT '', count(*) FROM staff.rtlh").values())
        for said, asked, rounds in ((_ONE, [_ONE], ground.pace.few), (_ALL, sorted(kinds), 1)):
            areas = sum(kinds[kind] for kind in asked)
            case = f"{houses:,} points x {areas:,} areas ({said})"
            say(f"exposure: {case}")
            yield from _lines(case, asked, rounds, sessions)


def _lines(case: str, kinds: Sequence[str], rounds: int, sessions: Sequence[Session]) -> Iterator[Line]:
    service, plain, notebook = sessions
    frames = Frames(notebook, kinds)
    counted: dict[str, list[Counts]] = {}

    def asking(name: str, ask: Callable[[str], Counts]) -> Act:
        def act() -> None:
            counted[name] = [ask(kind) for kind in kinds]

        return act

    acts = {
        "service": asking("service", lambda kind: _service(service, kind)),
        "join by hand": asking("join by hand", lambda kind: _plain(plain, _JOIN, kind)),
        _PART: asking(_PART, lambda kind: _plain(plain, _CLASSES, kind)),
        "geopandas": asking("geopandas", frames.counts),
    }
    found = in_turn(acts, rounds, warm=int(rounds > 1))
    _require_same(counted)
    for peer in list(acts)[1:]:
        yield Line("exposure", case, "s", found["service"], peer, found[peer])


def _require_same(counted: Mapping[str, Sequence[Counts]]) -> None:
    """Raises when the contenders do not agree on every figure: their times would compare nothing."""
    whole = counted["service"]
    classes = [{key: n for key, n in each.items() if key[1] not in _NO_CLASS} for each in whole]
    for name, theirs in counted.items():
        if theirs != (classes if name == _PART else whole):
            raise RuntimeError(f"'{name}' counts differently.")


def _service(session: Session, kind: str) -> Counts:
    """The whole answer, with sources and all, of which the figures are a part."""
    summary = summary_now(session, LAYERS, Audience.STAFF, Ask(hazard="bahaya", kind=kind, exposed="rtlh"))
    found: dict[tuple[str | None, str], int] = {}
    for row in summary.rows:
        said = {**row.counts.by_class, _NOT_EXPOSED: row.counts.not_exposed, _NO_DATA: row.counts.no_data}
        found |= {(row.code, name): number for name, number in said.items() if number}
    return found


def _plain(session: Session, text: str, kind: str) -> Counts:
    rows = session.connection.execute(text.encode(), {"kind": kind}).fetchall()
    return {(code, _name(level)): number for code, level, number in rows}


class Frames:
    """The same rows as GeoDataFrames, read beforehand: reading them is not measured."""

    def __init__(self, session: Session, kinds: Sequence[str]) -> None:
        self._session = session
        self._houses = self._read(_PLACES, "id")
        self._villages = self._read(_VILLAGES, "kode")
        self._of_kind = {kind: self._ranked(kind) for kind in kinds}

    def counts(self, kind: str) -> Counts:
        """What was found of each house, its first village, and how many there are of each."""
        import pandas as pd

        touched = self._houses.sjoin(self._of_kind[kind], predicate="intersects")
        placed = self._houses.sjoin(self._villages, predicate="intersects")
        found = pd.DataFrame(index=self._houses["id"])
        found["rank"] = touched.groupby("id")["rank"].max()
        found["kode"] = placed.groupby("id")["kode"].min()
        pairs = zip(found["kode"], found["rank"], strict=True)
        return Counter((None if pd.isna(code) else code, _ranks_name(rank)) for code, rank in pairs)

    def _ranked(self, kind: str) -> Any:  # noqa: ANN401 -- a GeoDataFrame has no types.
        """Areas and studies with a rank, of which the greatest decides: as in `gis.hazards`, told again."""
        import pandas as pd

        areas = self._read(_AREAS, "kelas", kind)
        studies = self._read(_STUDIES, "kajian", kind)
        ranks = [*((areas["kelas"] + 1).fillna(1)), *(0 for _ in range(len(studies)))]
        return pd.concat([areas[["geometry"]], studies[["geometry"]]], ignore_index=True).assign(rank=ranks)

    def _read(self, text: str, column: str, kind: str = "") -> Any:  # noqa: ANN401 -- as above.
        import geopandas
        import shapely

        rows = self._session.connection.execute(text.encode(), {"kind": kind}).fetchall()
        told, shapes = zip(*rows, strict=True)
        places = shapely.from_wkb([None if shape is None else bytes(shape) for shape in shapes])
        return geopandas.GeoDataFrame({column: told}, geometry=places, crs="EPSG:4326")


def _ranks_name(rank: float) -> str:
    if rank != rank or rank == 1:  # noqa: PLR0124 -- only "nothing found" is unlike itself.
        return _NO_DATA
    return _name(int(rank) - 1 if rank else 0)


def _name(level: int | None) -> str:
    if level is None:
        return _NO_DATA
    choices = LAYERS["bahaya"].field("kelas").choices
    return _NOT_EXPOSED if level == 0 else next(c.title.id for c in choices if int(c.value) == level)


def _counted(session: Session, text: str) -> dict[str, int]:
    connection: psycopg.Connection[Any] = session.connection
    return {str(name): int(number) for name, number in connection.execute(text.encode()).fetchall()}
