"""Which row is which: by the file's own keys, or by the natural key where it brings none.

A row without a key is first looked for among the stored rows by its natural key, so that an id from an
earlier file stays; a new one gets an id derived from its natural key, the same in every load. Where the
natural key holds what fewer people may see than the id itself, the id is drawn by lot: a hash of a short
secret gives the secret away.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
import sqlalchemy as sa

from gis import tables
from gis.errors import HeadingError
from gis.imports.spelling import fold
from gis.imports.values.cells import Value, written
from gis.layer import GEOM, Layer
from gis.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.database import Row, Session
    from gis.imports.draft import Draft
    from gis.imports.files.sheet import Shapes

Names = Mapping[str, Sequence[str]]
"""Natural key -> the keys of the stored rows that have it."""

_NAMELESS: Final = "Tidak ada '{}' dan tidak ada penggantinya."

_DEGREES: Final = 7
"""Decimals at which two places count as one: about a centimetre, more than any change of format loses."""


def name_rows(draft: Draft, stored: Callable[[], tuple[Names, frozenset[str]]]) -> Draft:
    """The draft with a key in every row; `stored` is asked only when a row has none.

    A row that is bad has one too where its natural key is whole, so that another row of the same data is not
    taken for good.

    Errors: `HeadingError` when the file brings neither keys nor any part of the natural key.
    """
    layer = draft.layer
    keys: list[Value] = list(draft.column(layer.key))
    bad, heading = draft.bad, _heading(draft)
    without = [at for at, key in enumerate(keys) if key is None]
    fine = [at for at in without if draft.numbers[at] not in bad]
    lacking = sorted([*fine, *_whole(draft, [at for at in without if draft.numbers[at] in bad])])
    problems: list[Problem] = []
    notes: list[str] = []
    if fine:
        _refuse_nameless(draft)
    if lacking:
        names, known = stored()
        found, problems = _keys(draft.only(lacking), names, known)
        for at, key in zip(lacking, found, strict=True):
            keys[at] = key
    if fine:
        parts = " + ".join("lokasi" if name == GEOM else name for name in layer.natural_key)
        notes = [f"{len(fine)} baris tanpa '{layer.key}' dikenali dari {parts}."]
    problems += [
        Problem(draft.numbers[at], heading, "key", _NAMELESS.format(layer.key))
        for at in _empty(draft, [at for at in without if draft.numbers[at] in bad])
    ]
    draft = draft.with_values(**{layer.key: keys}).saying(problems, notes)
    return draft.saying(_twice(draft))


def _heading(draft: Draft) -> str | None:
    """Where problems of keys stand: under the key, else under the first part of the natural key."""
    names = (draft.layer.key, *draft.layer.natural_key)
    return next((draft.headings[name] for name in names if name in draft.headings), None)


def _whole(draft: Draft, rows: Sequence[int]) -> list[int]:
    """Those of the rows whose natural key lacks no part."""
    columns = [draft.shapes if name == GEOM else draft.column(name) for name in draft.layer.natural_key]
    return [
        at
        for at in rows
        if columns and all(column is not None and column[at] is not None for column in columns)
    ]


def _empty(draft: Draft, rows: Sequence[int]) -> list[int]:
    """Those of the bad rows whose natural key is empty, and not for what is wrong with it already."""
    parts = draft.layer.natural_key
    if not parts or GEOM in parts:
        return []
    faulty = {(problem.row, problem.column) for problem in draft.problems}
    headings = [draft.headings.get(name) for name in parts]
    return [
        at
        for at in rows
        if all(draft.column(name)[at] is None for name in parts)
        and not any((draft.numbers[at], heading) in faulty for heading in headings)
    ]


def stored_names(session: Session, layer: Layer) -> tuple[Names, frozenset[str]]:
    """The stored rows' natural keys, and all their keys."""
    found = session.rows(stored_query(layer))
    columns: dict[str, list[Value]] = {
        name: [row[name] for row in found] for name in layer.natural_key if name != GEOM
    }
    shapes = _shapes(found) if GEOM in layer.natural_key else None
    named: defaultdict[str, list[str]] = defaultdict(list)
    for row, name in zip(found, natural_names(layer, columns, shapes, len(found)), strict=True):
        if name is not None:
            named[name].append(row["key"])
    return named, frozenset(row["key"] for row in found)


def stored_query(layer: Layer) -> sa.Select[tuple[Value, ...]]:
    """Keys, and what the natural key is made of, of every stored row."""
    table = tables.store_table(layer)
    parts = [
        sa.func.ST_AsBinary(table.c.geom).label("wkb") if name == GEOM else table.c[name]
        for name in layer.natural_key
        if name != layer.key
    ]
    return sa.select(table.c[layer.key].label("key"), *parts)


def natural_names(
    layer: Layer, columns: Mapping[str, Sequence[Value]], shapes: Shapes | None, count: int
) -> list[str | None]:
    """Each row's natural key as one text; None where all its parts are empty."""
    parts: list[Sequence[str]] = []
    for name in layer.natural_key:
        if name == GEOM:
            parts.append(_marks(shapes) if shapes is not None else [""] * count)
        else:
            parts.append([_spelled(value) for value in columns.get(name) or [None] * count])
    return ["|".join(row) if any(row) else None for row in zip(*parts, strict=True)]


def derived(layer: Layer, name: str, taken: frozenset[str] | set[str]) -> str:
    """A new row's id from its natural key; a further one where that id has gone to another row meanwhile."""
    if _is_guarded(layer):
        return f"{layer.name}-{uuid.uuid4().hex[:16]}"
    turn = 0
    while True:
        mark = hashlib.sha256(f"{name}#{turn}".encode() if turn else name.encode()).hexdigest()[:16]
        if (key := f"{layer.name}-{mark}") not in taken:
            return key
        turn += 1


def _is_guarded(layer: Layer) -> bool:
    return any(layer.access_of(n) > layer.access_of(layer.key) for n in layer.natural_key if n != GEOM)


def _refuse_nameless(draft: Draft) -> None:
    layer = draft.layer
    given = {name for name, column in draft.values.items() if any(value is not None for value in column)}
    if draft.shapes is not None and not shapely.is_missing(draft.shapes).all():
        given.add(GEOM)
    if not given & set(layer.natural_key):
        parts = " dan ".join(("lokasi" if name == GEOM else f"'{name}'") for name in layer.natural_key)
        instead = f", atau {parts}, yang bersama-sama mengenali satu baris" if parts else ""
        raise HeadingError(f"Berkas tidak berisi kunci. Perlu kolom '{layer.key}'{instead}.")


def _keys(draft: Draft, names: Names, known: frozenset[str]) -> tuple[list[str | None], list[Problem]]:
    layer = draft.layer
    heading = _heading(draft)
    taken = set(known)
    fresh: dict[str, str] = {}
    keys: list[str | None] = []
    problems: list[Problem] = []
    for number, name in zip(
        draft.numbers, natural_names(layer, draft.values, draft.shapes, len(draft)), strict=True
    ):
        alike = names.get(name, ()) if name else ()
        if name is None:
            problems.append(Problem(number, heading, "key", _NAMELESS.format(layer.key)))
        elif len(alike) > 1:
            message = f"Cocok dengan {len(alike)} baris yang sudah ada; sebutkan '{layer.key}'-nya."
            problems.append(Problem(number, heading, "key", message))
        elif not alike and name not in fresh:
            fresh[name] = derived(layer, name, taken)
            taken.add(fresh[name])
        keys.append(None if name is None or len(alike) > 1 else alike[0] if alike else fresh[name])
    return keys, problems


def _twice(draft: Draft) -> Iterator[Problem]:
    """A problem for every row whose key another row has too: which of them is right, nobody knows."""
    given = [key for key in draft.column(draft.layer.key) if key is not None]
    if len(set(given)) == len(given):
        return
    rows: defaultdict[Value, list[int]] = defaultdict(list)
    for number, key in zip(draft.numbers, draft.column(draft.layer.key), strict=True):
        if key is not None:
            rows[key].append(number)
    heading = _heading(draft)
    for numbers in rows.values():
        if len(numbers) > 1:
            for number in numbers:
                other = next(n for n in numbers if n != number)
                yield Problem(
                    number, heading, "duplicate", f"Baris ini dan baris {other} adalah data yang sama."
                )


def _spelled(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return fold(written(value))


def _marks(shapes: Shapes) -> list[str]:
    """A mark of each geometry: alike for the same place, whatever the order of its parts and points."""

    def rounded(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.round(xy, _DEGREES) + 0.0  # so that -0.0 is 0.0

    normal = shapely.normalize(shapely.transform(shapes, rounded))
    return [
        "" if wkb is None else hashlib.sha256(wkb).hexdigest() for wkb in shapely.to_wkb(normal, byte_order=1)
    ]


def _shapes(found: Iterable[Row]) -> Shapes:
    wkb = [None if row["wkb"] is None else bytes(row["wkb"]) for row in found]
    return np.asarray(shapely.from_wkb(np.array(wkb, dtype=object)), dtype=object)
