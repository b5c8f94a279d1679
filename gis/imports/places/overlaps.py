"""Hazard areas of one kind and study that lie on each other: two classes at one place, or one drawn twice.

A remark, never a problem: where classes overlap, figures count the worst. Slivers along shared borders are
left out. The work is bounded; where it did not reach every pair, that is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from gis.imports.draft import Draft
from gis.imports.places.areas import measured
from gis.layer import Hazard, Layer
from gis.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.files.sheet import Shapes

RULE: Final = "overlap"
"""The rule of every such remark."""

_LEAST_M2: Final = 1_000.0
_LEAST_WIDTH_M: Final = 2.0
"""Less than this much, or narrower, is a sliver: two drawings of one border."""

_MOST: Final = 50
"""Pairs that are named, the largest first."""

_DRAWN: Final = 10_000_000
_WORK: Final = 5_000_000
"""Coordinates of the areas that are looked at, and those of the pairs that are measured: a second or two."""

_CHUNK: Final = 1_000_000
_PAIRS: Final = 500_000
"""Pairs of areas that are compared in one go, and that are kept for measuring."""

_BATCH: Final = 20_000
"""Pairs that are measured in one go."""


@dataclass(frozen=True, eq=False, slots=True)
class _Pairs:
    """Pairs of rows, with the hectares they share; `whole`: whether every pair was measured."""

    first: NDArray[np.int_]
    second: NDArray[np.int_]
    hectares: NDArray[np.float64]
    whole: bool


def remarked(draft: Draft) -> Draft:
    """The draft with a remark for the areas that overlap, where its layer is one of hazard areas."""
    hazard = draft.layer.hazard
    if hazard is None or draft.shapes is None:
        return draft
    bad = draft.bad
    usable = [at for at, number in enumerate(draft.numbers) if number not in bad]
    groups = _together(draft, hazard, usable)
    found = [_overlapping(draft.shapes, rows, len(rows) / len(usable)) for rows in groups]
    if not found:
        return draft
    pairs = _Pairs(
        np.concatenate([each.first for each in found]),
        np.concatenate([each.second for each in found]),
        np.concatenate([each.hectares for each in found]),
        all(each.whole for each in found),
    )
    return draft.remarking(_remarks(draft, hazard, pairs)).saying(notes=_notes(pairs))


def _together(draft: Draft, hazard: Hazard, usable: Sequence[int]) -> list[NDArray[np.int_]]:
    """The rows of each kind of hazard in each study, where there are several."""
    kinds, studies = draft.column(hazard.kind), draft.column(_study(draft.layer, hazard))
    groups: defaultdict[tuple[object, object], list[int]] = defaultdict(list)
    for at in usable:
        if draft.shapes is not None and draft.shapes[at] is not None:
            groups[kinds[at], studies[at]].append(at)
    return [np.array(rows, dtype=int) for rows in groups.values() if len(rows) > 1]


def _study(layer: Layer, hazard: Hazard) -> str:
    """The field that names the study; the kind again where none does."""
    return next((field.name for field in layer.fields if field.refers == hazard.studies), hazard.kind)


def _overlapping(shapes: Shapes, rows: NDArray[np.int_], share: float) -> _Pairs:
    """The pairs among these rows that share more than a sliver; `share`: their part of all the work."""
    drawn = np.cumsum(shapely.get_num_coordinates(shapes[rows])) <= _DRAWN * share
    held = measured(shapes[rows[drawn]])
    first, second, whole = _meeting(held)
    cost = shapely.get_num_coordinates(held)
    reached = np.cumsum(cost[first] + cost[second]) <= _WORK * share
    first, second = first[reached], second[reached]
    area = np.concatenate(
        [np.empty(0)]
        + [
            shapely.area(shapely.intersection(held[first[at : at + _BATCH]], held[second[at : at + _BATCH]]))
            for at in range(0, len(first), _BATCH)
        ]
    )
    wide = area >= _LEAST_M2
    whole = whole and bool(drawn.all()) and bool(reached.all())
    return _Pairs(rows[first[wide]], rows[second[wide]], area[wide] / 10_000, whole)


def _meeting(held: Shapes) -> tuple[NDArray[np.int_], NDArray[np.int_], bool]:
    """The pairs that still meet when all borders are drawn in by half a sliver's width: neighbours do not.

    Those whose frames share most come first; False if some pairs were left out."""
    cores = shapely.buffer(held, -_LEAST_WIDTH_M / 2, quad_segs=1, join_style="mitre")
    tree = shapely.STRtree(cores)
    kept = [np.empty((2, 0), dtype=int)]
    step, count, whole = max(1, _CHUNK // max(1, len(held))), 0, True
    for start in range(0, len(held), step):
        asked, other = tree.query(cores[start : start + step], predicate="intersects")
        pairs = np.stack([asked + start, other])
        kept.append(pairs[:, pairs[0] < pairs[1]])
        count += kept[-1].shape[1]
        if count > _PAIRS:
            whole = start + step >= len(held)
            break
    first, second = np.concatenate(kept, axis=1)
    one, two = shapely.bounds(held[first]), shapely.bounds(held[second])
    sides = np.minimum(one[:, 2:], two[:, 2:]) - np.maximum(one[:, :2], two[:, :2])
    order = np.argsort(-sides[:, 0] * sides[:, 1], kind="stable")
    return first[order], second[order], whole


def _remarks(draft: Draft, hazard: Hazard, pairs: _Pairs) -> Iterator[Problem]:
    """The largest overlaps, each at the later of its rows."""
    levels = draft.column(hazard.level)
    for at in np.argsort(-pairs.hectares, kind="stable")[:_MOST].tolist():
        one, two = int(pairs.first[at]), int(pairs.second[at])
        meant = (
            "kelasnya sama, mungkin digambar dua kali"
            if levels[one] == levels[two]
            else "kelasnya berbeda, yang dihitung kelas terburuk"
        )
        message = f"Bertumpuk {_hectares(pairs.hectares[at])} dengan baris {draft.numbers[one]}; {meant}."
        yield Problem(draft.numbers[two], None, RULE, message)


def _notes(pairs: _Pairs) -> Iterator[str]:
    if len(pairs.hectares) > _MOST:
        yield (
            f"{len(pairs.hectares)} pasang kawasan bertumpuk, seluruhnya {_hectares(pairs.hectares.sum())}; "
            f"{_MOST} yang terluas disebut."
        )
    if not pairs.whole:
        yield "Pasangan kawasan terlalu banyak: tumpang tindih diperiksa pada sebagiannya, terluas dahulu."


def _hectares(area: float) -> str:
    """Hectares as Indonesian writes them.

    >>> _hectares(1234.567), _hectares(0.1)
    ('1.234,57 ha', '0,10 ha')
    """
    return f"{area:,.2f} ha".translate(str.maketrans(",.", ".,"))
