"""The row as an edit would leave it: read and judged by the same functions as the rows of a file.

Only what an edit touches is judged: a value that comes back exactly as the audience was shown it is left as
it is stored, with its full precision, even if it would be refused today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

import numpy as np
import shapely
from pyproj import CRS

from gis import crs
from gis.crs import Crs
from gis.database import Session
from gis.edits.cells import cell
from gis.edits.document import Document
from gis.edits.problems import PLACE
from gis.edits.standing import Standing
from gis.edits.writable import writable
from gis.imports import between, coarse, references, rows
from gis.imports.draft import Draft, repeatable
from gis.imports.files import coordinates, features
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Sheet
from gis.imports.headings import Headed
from gis.imports.places import locate
from gis.imports.places.said import Said
from gis.imports.values.cells import Manner, Value
from gis.imports.values.column import Reading
from gis.imports.values.outcome import Fault
from gis.layer import GEOM, Field, Inside, Layer
from gis.privacy import View
from gis.problems import Problem
from gis.validity import WIB

_ROW: Final = 1
"""The number of the one row of an edit."""

_LONGEST: Final = 200
"""Characters of a key, which stands in addresses and in an index."""

_LIMITS: Final = Limits(points=500_000)

_UNKNOWN: Final = "Tidak ada kolom '{}' di sini."
_ECHO: Final = "{} dihitung atau hanya dibaca: lepaskan, atau kirim kembali seperti semula."
_PLACE_ECHO: Final = "Lokasi diambil dari kode wilayahnya: lepaskan, atau kirim kembali seperti semula."
_OWN: Final = "{} diberikan oleh layanan; lepaskan."
_NOTHING: Final = "{} hanya menyatakan bahwa tidak ada isinya; kirim null."
_LONG: Final = "{} lebih panjang dari {} karakter."
_KEY: Final = "{} disebut lebih dari satu; pengenal sebuah baris tidak berubah."


@dataclass(frozen=True, eq=False, slots=True)
class Wish:
    """What is asked for: the feature as it is to be, in which coordinates, and the row that stands there.

    standing  None where there is none yet;  key: the key that the address names, None where it names none
    """

    view: View
    layers: Mapping[str, Layer]
    document: Document
    system: Crs = crs.DEFAULT
    standing: Standing | None = None
    key: str | None = None

    @property
    def layer(self) -> Layer:
        """The layer that is edited."""
        return self.view.layer

    @property
    def shown(self) -> Mapping[str, Any]:
        """The row's values as JSON shows them to the audience; nothing where there is no row."""
        return self.standing.shown["properties"] if self.standing else {}

    @property
    def moved(self) -> bool:
        """Whether the place is another than the audience was shown."""
        if not self.standing:
            return self.document.geometry is not None
        same = self.document.geometry == self.standing.shown["geometry"]
        return not same or (self.document.geometry is not None and self.system is not crs.DEFAULT)


def drafted(session: Session, wish: Wish) -> Draft:
    """The row as it would be, with what the edit touches only, and all that is wrong with it.

    Of `values` those are there that change, and the key where it is known.
    """
    touched, wrong = _values(wish)
    placed = wish.layer.stores_geometry and (wish.moved or not wish.standing)
    whole = _whole(wish, touched).saying(wrong)
    if placed or (isinstance(wish.layer.place, Inside) and wish.layer.place.field in touched):
        whole = _located(session, wish, whole, given=placed)
    whole = whole.saying(_broken(wish, whole, touched))
    kept = {name: whole.column(name) for name in _written(wish, whole, touched)}
    draft = replace(whole, values=kept, shapes=whole.shapes if placed else None)
    draft = references.check(session, draft, wish.layers)
    return coarse.check(session, draft, _headed(None), wish.layers, frozenset())


def _values(wish: Wish) -> tuple[dict[str, Value], list[Problem]]:
    """The values that differ from what the audience was shown, read; and what is wrong with them."""
    may, given = writable(wish.view), _given(wish)
    known = {field.name for field in (*may.fields, *may.echoed)}
    problems = [Problem(_ROW, name, "unknown", _UNKNOWN.format(name[:60])) for name in given.keys() - known]
    problems += [
        Problem(_ROW, field.name, "echo", _ECHO.format(field.title.id))
        for field in may.echoed
        if given.get(field.name) not in (None, wish.shown.get(field.name))
    ]
    values: dict[str, Value] = {}
    codes = rows.area_codes(wish.layer, wish.layers)
    for field in may.fields:
        if wish.standing and given.get(field.name) == wish.shown.get(field.name):
            continue
        values[field.name], said = _read(wish, field, given.get(field.name), Manner(code=field.name in codes))
        problems += said
    problems += [*_own_key(wish), *_other_key(wish, values)]
    return values, sorted(problems, key=lambda problem: problem.column or "")


def _given(wish: Wish) -> dict[str, Any]:
    """The properties by name: the key among them, and whether the row is a sample where that is not said."""
    key = wish.layer.key
    given = {rows.SAMPLE: _remains_sample(wish), **wish.document.properties}
    named = wish.document.id if wish.document.id is not None else wish.key
    if given.get(key) is None and named is not None:
        given[key] = named
    return given


def _remains_sample(wish: Wish) -> bool:
    """A sample some of whose values the audience does not see, and so does not replace, remains one."""
    if not wish.standing or not wish.standing.values[rows.SAMPLE]:
        return False
    seen = {field.name for field in wish.view.fields}
    return any(value is not None for name, value in wish.standing.values.items() if name not in seen)


def _read(wish: Wish, field: Field, given: object, manner: Manner) -> tuple[Value, tuple[Problem, ...]]:
    found = cell(field, given)
    if isinstance(found, Fault):
        return None, (Problem(_ROW, field.name, found.rule, f"{field.title.id} {found.message}."),)
    shown = repeatable(wish.layer, field)
    taken = Reading(field, field.name, manner, shown, datetime.now(WIB)).taken([found], [_ROW])
    (value,) = taken.values
    if value is None and not taken.problems and isinstance(found, str) and found.strip():
        return None, (Problem(_ROW, field.name, "nothing", _NOTHING.format(field.title.id)),)
    return value, taken.problems


def _own_key(wish: Wish) -> Iterator[Problem]:
    """Where a natural key gives a new row its key, none is sent with it: the row would be there twice."""
    key = wish.layer.key_field
    sent = wish.document.id is not None or wish.document.properties.get(key.name) is not None
    if sent and wish.key is None and wish.layer.natural_key:
        yield Problem(_ROW, key.name, "echo", _OWN.format(key.title.id))


def _other_key(wish: Wish, values: Mapping[str, Value]) -> Iterator[Problem]:
    """One key only, and a row keeps it (OGC API Features 4, /req/features/update-json-merge-patch B)."""
    key = wish.layer.key_field
    said = [wish.key, wish.document.id, wish.document.properties.get(key.name)]
    if wish.key is not None:
        said.append(values.get(key.name))
    names = {str(one) for one in said if one is not None}
    if len(names) > 1:
        yield Problem(_ROW, key.name, "key", _KEY.format(key.title.id))
    elif any(len(name) > _LONGEST for name in names):
        yield Problem(_ROW, key.name, "long", _LONG.format(key.title.id, _LONGEST))


def _whole(wish: Wish, touched: Mapping[str, Value]) -> Draft:
    """The whole row: what stands, with what the edit touches."""
    stored = wish.standing.values if wish.standing else {}
    headings = {field.name: field.name for field in wish.view.fields}
    values = {name: [value] for name, value in {**stored, **touched}.items()}
    return Draft(wish.layer, [_ROW], [0], values, headings)


def _located(session: Session, wish: Wish, draft: Draft, *, given: bool) -> Draft:
    """The row with its place: the one that is given, or the stored one where only its area's code is new."""
    ground = references.ground(session, wish.layer, wish.layers)
    if given:
        sheet, system = _sheet(wish), str(wish.system.code)
    else:
        wkb = wish.standing.wkb if wish.standing else None
        shapes = np.array([None if wkb is None else shapely.from_wkb(wkb)], dtype=object)
        sheet, system = Sheet("", (), [_ROW], shapes), str(crs.STORED)
    return locate.locate(draft, _headed(sheet), ground, Said(system))


def _sheet(wish: Wish) -> Sheet:
    """The given geometry, its eastward coordinate first, as PostGIS and the checks have it."""
    empty = Sheet("", (), [_ROW])
    system = CRS.from_epsg(wish.system.code)
    read = features.placed(empty, [wish.document.geometry], coordinates.wkb, system, _LIMITS)
    if not wish.system.flipped or read.shapes is None:
        return read
    turned = shapely.transform(read.shapes, lambda xy: xy[:, ::-1])
    return replace(read, shapes=np.asarray(turned, dtype=object))


def _headed(sheet: Sheet | None) -> Headed:
    return Headed(sheet or Sheet("", (), [_ROW]), {}, {}, ())


def _broken(wish: Wish, whole: Draft, touched: Mapping[str, Value]) -> Iterator[Problem]:
    """What is missing, and the rules between fields that the edit has to do with."""
    if not wish.layer.stores_geometry and wish.moved and wish.document.geometry is not None:
        yield Problem(_ROW, PLACE, "echo", _PLACE_ECHO)
    named = [field.name for field in wish.layer.fields if field.required and field.name in touched]
    yield from rows.missing(whole, [name for name in named if name != wish.layer.key])
    yield from between.broken(
        whole, [rule for rule in wish.layer.rules if touched.keys() & {name for name in rule.named if name}]
    )


def _written(wish: Wish, whole: Draft, touched: Mapping[str, Value]) -> tuple[str, ...]:
    """The fields that are written: those touched, the key, and an area's code that the place told."""
    told = {wish.layer.place.field} if isinstance(wish.layer.place, Inside) else set()
    before = wish.standing.values if wish.standing else {}
    changed = {name for name in told if whole.column(name) != [before.get(name)]}
    names = touched.keys() | changed | {wish.layer.key}
    return tuple(name for name in whole.values if name in names and name != GEOM)
