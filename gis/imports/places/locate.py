"""Where rows are: geometries as they are stored, inside the regency, inside the area they name.

Pure: the areas to check against are given. A row without an area's code gets it from its position; which
rows did is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from gis.crs import Sides
from gis.errors import RefusedData
from gis.imports.draft import Draft, quoted, repeatable
from gis.imports.headings import Headed
from gis.imports.mending import Mending
from gis.imports.places import distance, names, oddities, outlying, positions, shapes
from gis.imports.places.areas import Areas
from gis.imports.places.outlying import Judging
from gis.imports.places.placed import Placed
from gis.imports.places.reach import Reach
from gis.imports.places.said import Said
from gis.imports.places.slips import Claims
from gis.imports.places.validity import Torn
from gis.imports.values.cells import Value
from gis.layer import PUBLIC, Inside, Layer, Shape
from gis.problems import Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from gis.imports.files.sheet import Shapes

_OFFSHORE_M: Final = 10_000.0
"""How far from every area a row may lie that needs none: islets and reefs do, not the next regency."""


@dataclass(frozen=True, eq=False, slots=True)
class Ground:
    """What places are checked against.

    extent  of all known areas
    areas   those that rows must lie in
    whole   where there are none of those: the areas that distances are taken to
    """

    extent: Sides | None = None
    areas: Areas | None = None
    whole: Areas | None = None


def locate(draft: Draft, headed: Headed, ground: Ground, said: Said) -> Draft:
    """The draft with its places; a layer that stores none leaves the file's places out, and says so."""
    layer = draft.layer
    if not layer.stores_geometry:
        return draft.saying(notes=_unused(headed, layer))
    position = None
    if headed.has_shapes:
        placed = _placed(draft, headed, ground, said)
        draft = replace(draft, shapes=placed.shapes).saying(placed.problems, placed.notes)
        draft = draft.remarking(placed.remarks, placed.mended).saying(_unplaced(draft, placed))
        position = placed.lat or placed.column
    return _inside(draft, layer.place, ground.areas, position) if isinstance(layer.place, Inside) else draft


def _placed(draft: Draft, headed: Headed, ground: Ground, said: Said) -> Placed:
    """The file's places as the layer stores them, those that may be there."""
    layer = draft.layer
    source = positions.reference_system(headed, said.crs)
    shown = _place_is_public(layer)
    manner = positions.Manner(metric=not source.is_geographic, shown=shown)
    around = None if layer.anywhere or ground.extent is None else Reach.around(ground.extent, source)
    judging = Judging(around, _claims(draft, ground), ground.areas or ground.whole, said.accept, shown)
    mend = Mending.SHAPE in said.accept
    given = positions.given(headed, draft.at, manner)
    given = shapes.closed(given, Torn.of(headed.sheet, draft.at), source, mend=mend)
    placed = outlying.judged(given, judging)
    if layer.shape is Shape.POINT and source.is_geographic:
        placed = replace(placed, remarks=(*placed.remarks, *oddities.coarse(placed)))
    placed = shapes.stored(placed, source, layer.shape, mend=mend)
    return replace(placed, remarks=(*placed.remarks, *oddities.repeated(placed)))


def _claims(draft: Draft, ground: Ground) -> Claims | None:
    """The areas that rows name, of those that are known."""
    place, areas = draft.layer.place, ground.areas
    if not isinstance(place, Inside) or areas is None or place.field not in draft.values:
        return None
    known = areas.position
    codes = [code if code in known else None for code in draft.column(place.field)]
    return Claims(areas, codes, place.tolerance_m)


def _unused(headed: Headed, layer: Layer) -> Iterator[str]:
    if headed.sheet.shapes is not None and not shapely.is_missing(headed.sheet.shapes).all():
        yield f"Bentuk di berkas tidak disimpan: lokasi {layer.title.id} diambil dari kode wilayahnya."


def _unplaced(draft: Draft, placed: Placed) -> Iterator[Problem]:
    if not draft.layer.geometry_required:
        return
    faulty = {problem.row for problem in placed.problems}
    for number, absent in zip(draft.numbers, shapely.is_missing(placed.shapes).tolist(), strict=True):
        if absent and number not in faulty:
            yield Problem(number, placed.column, "place", "Lokasi kosong, padahal harus ada.")


def _inside(draft: Draft, place: Inside, areas: Areas | None, position: str | None) -> Draft:
    """Rows inside the area they name, or named by it; `position`: the heading of their coordinates."""
    if draft.shapes is None or shapely.is_missing(draft.shapes).all():
        return draft.saying(_uncoded(draft, place))
    if areas is None or not len(areas.codes):
        raise RefusedData(
            f"Layer '{place.area}' masih kosong: muat dulu batasnya, supaya lokasi dapat diperiksa."
        )
    draft = _checked(draft, place, areas, position)
    draft = _filled(draft, place, areas, position)
    return draft.saying(_uncoded(draft, place))


def _uncoded(draft: Draft, place: Inside) -> Iterable[Problem]:
    """The rows that neither a code nor a name nor their place puts into an area, where one is needed."""
    return names.lacking(draft, place.field) if draft.layer.field(place.field).required else ()


def _checked(draft: Draft, place: Inside, areas: Areas, position: str | None) -> Draft:
    """Rows that name their area must lie in it, give or take the tolerance."""
    codes = draft.column(place.field)
    at = _rows(draft, [code is not None and code in areas.position for code in codes])
    points = _places(draft, at)
    away = areas.metres_away(points, [codes[row] for row in at])
    far = np.flatnonzero(away > place.tolerance_m)
    # Where it lies instead is told only where everyone may know the row's place.
    shown = _place_is_public(draft.layer)
    heading = draft.headings.get(place.field)
    return draft.saying(
        Problem(
            draft.numbers[at[row]],
            # Code and position contradict each other; in no area at all, it is the position that is wrong.
            heading if holding else position,
            "inside",
            _misplaced(distance.spelled(away[row]), holding, shown=shown),
        )
        for row, holding in zip(far.tolist(), areas.holding(points[far]), strict=True)
    )


def _misplaced(away: str, holding: str | None, *, shown: bool) -> str:
    if holding is None:
        return f"Lokasinya di luar wilayah kabupaten, {away} dari wilayah yang disebut barisnya."
    where = f"; titiknya di {holding}" if shown else ""
    return f"Lokasinya {away} di luar wilayah yang disebut barisnya{where}."


def _filled(draft: Draft, place: Inside, areas: Areas, position: str | None) -> Draft:
    """Rows without a code get that of the area they lie in, or of the nearest one within the tolerance."""
    heading = draft.headings.get(place.field)
    faulty = {problem.row for problem in draft.problems if heading and problem.column == heading}
    codes = list(draft.column(place.field))
    lacking = [
        code is None and number not in faulty for code, number in zip(codes, draft.numbers, strict=True)
    ]
    at = _rows(draft, lacking)
    if not at:
        return draft
    points = _places(draft, at)
    found: list[str | None] = areas.holding(points)
    beside = [row for row, code in enumerate(found) if code is None]
    for row, code in zip(beside, areas.near(points[beside], place.tolerance_m), strict=True):
        found[row] = code
    lost = [row for row, code in enumerate(found) if code is None]
    for row, code in zip(at, found, strict=True):
        codes[row] = code
    field = draft.layer.field(place.field)
    notes = list(_told(field.title.id, len(at) - len(lost), len(beside) - len(lost), place))
    problems, remarks = _astray(draft, place, areas, [at[row] for row in lost], position)
    draft = draft.with_values(**{place.field: codes})
    return draft.saying(problems, notes).remarking(remarks)


def _astray(
    draft: Draft, place: Inside, areas: Areas, at: Sequence[int], position: str | None
) -> tuple[list[Problem], list[Problem]]:
    """What is wrong with the rows at these positions, which lie in no area, and what is only to be seen.

    An islet may lie in no area at all: where the code may be missing, a row not far out is kept.
    """
    if not at:
        return [], []
    field = draft.layer.field(place.field)
    if field.required:
        message = (
            f"Lokasinya tidak di dalam satu pun wilayah {place.area} (toleransi {place.tolerance_m:g} m)."
        )
        heading = draft.headings.get(place.field)
        return [Problem(draft.numbers[row], heading, "inside", message) for row in at], []
    points = _places(draft, at)
    away = distance.metres_outside(areas, shapely.get_x(points), shapely.get_y(points))
    problems, remarks = [], []
    for row, metres in zip(at, away.tolist(), strict=True):
        out = f"Lokasinya {distance.spelled(metres)} di luar wilayah kabupaten"
        if metres > _OFFSHORE_M:
            problems.append(Problem(draft.numbers[row], position, "range", f"{out}."))
        else:
            said = f"{out}, dan {field.title.id} dikosongkan; periksa titiknya."
            remarks.append(Problem(draft.numbers[row], position, "range", said))
    return problems, remarks


def _told(title: str, filled: int, beside: int, place: Inside) -> Iterator[str]:
    if filled:
        near = f"; {beside} di antaranya di luar batas, paling jauh {place.tolerance_m:g} m" if beside else ""
        yield f"{title} diisi dari lokasi pada {filled} baris{near}."


def _rows(draft: Draft, wanted: Sequence[bool]) -> list[int]:
    present = ~shapely.is_missing(draft.shapes)
    return np.flatnonzero(present & np.asarray(wanted, dtype=bool)).tolist()


def _places(draft: Draft, at: Sequence[int]) -> Shapes:
    """A point of each row: itself, or one on the surface of an area."""
    if draft.shapes is None:
        raise RefusedData("Baris-baris ini tidak berlokasi.")
    chosen: NDArray[np.object_] = draft.shapes[np.asarray(at, dtype=int)]
    return (
        chosen
        if draft.layer.shape is Shape.POINT
        else np.asarray(shapely.point_on_surface(chosen), dtype=object)
    )


def _place_is_public(layer: Layer) -> bool:
    return layer.access is PUBLIC and (layer.published is None or layer.published.at is None)


def unknown_codes(draft: Draft, name: str, other: str, known: frozenset[Value]) -> Iterator[Problem]:
    """A problem for every value of a field that names no row of the layer `other`."""
    field = draft.layer.field(name)
    shown = repeatable(draft.layer, field)
    for number, value in zip(draft.numbers, draft.column(name), strict=True):
        if value is not None and value not in known:
            said = f" (tertulis {quoted(value)})" if shown else ""
            yield Problem(
                number,
                draft.headings.get(name),
                "refers",
                f"{field.title.id} tidak ada di lapisan {other}{said}.",
            )
