"""What a client sends: a GeoJSON feature, or a merge patch of one (RFC 7396)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from gis import asking
from gis.crs import Crs
from gis.errors import BadRequest
from gis.language import Words

Json = Any
"""What JSON holds: a mapping, a list, a text, a number, a truth value or None."""

_NO_JSON: Final = Words(
    "Isinya bukan JSON yang sah. Kirim satu Feature GeoJSON.",
    "The body is no valid JSON. Send one GeoJSON Feature.",
)
_NO_FEATURE: Final = Words(
    'Isinya bukan Feature GeoJSON: perlu objek dengan "type": "Feature".',
    'The body is no GeoJSON Feature: it takes an object with "type": "Feature".',
)
_NO_PROPERTIES: Final = Words(
    "'properties' harus objek atau null.", "'properties' has to be an object or null."
)
_NO_PLACE: Final = Words("'geometry' harus objek atau null.", "'geometry' has to be an object or null.")
_NO_PATCH: Final = Words(
    'Isinya bukan perubahan: perlu objek JSON seperti {"properties": {…}}.',
    'The body is no merge patch: it takes a JSON object such as {"properties": {…}}.',
)
_MEMBERS: Final = frozenset({"id", "type", "geometry", "properties", "place", "time", "bbox", "links"})
"""Members of a feature beside its properties, which a field may be named like."""
_NO_ID: Final = Words("'id' harus teks atau angka.", "'id' has to be a text or a number.")


@dataclass(frozen=True, slots=True)
class Document:
    """What a client says of one feature.

    id          the key, if it is said
    properties  values by the names of fields, as JSON
    geometry    a GeoJSON geometry; None where there is none
    system      the reference system of the geometry, where the document itself says it
    """

    properties: Mapping[str, Json]
    geometry: Json = None
    id: str | None = None
    system: Crs | None = None


def parsed(body: bytes) -> Json:
    """The JSON of a body. Errors: `BadRequest`.

    >>> parsed(b'{"a": [1]}')
    {'a': [1]}
    """
    try:
        return orjson.loads(body)
    except (orjson.JSONDecodeError, RecursionError):
        raise BadRequest(_NO_JSON) from None


def document(found: Json) -> Document:
    """A GeoJSON feature as a document; members it does not know are passed over, as RFC 7946 (6.1) has it.

    Of a JSON-FG feature the `place` counts before the `geometry` (OGC API Features 4,
    /req/features/geojson-create-replace B). Errors: `BadRequest` for what is no feature.

    >>> document({"type": "Feature", "geometry": None, "properties": None})
    Document(properties={}, geometry=None, id=None, system=None)
    """
    if not isinstance(found, dict) or found.get("type") != "Feature":
        raise BadRequest(_NO_FEATURE)
    properties, key = found.get("properties"), found.get("id")
    geometry, system = _placed(found)
    if not isinstance(properties, dict | None):
        raise BadRequest(_NO_PROPERTIES)
    if not isinstance(geometry, dict | None):
        raise BadRequest(_NO_PLACE)
    if isinstance(key, bool) or not isinstance(key, str | int | float | None):
        raise BadRequest(_NO_ID)
    return Document(properties or {}, geometry, None if key is None else str(key), system)


def _placed(found: Mapping[str, Json]) -> tuple[Json, Crs | None]:
    place, said = found.get("place"), found.get("coordRefSys")
    if place is None:
        return found.get("geometry"), None
    return place, None if said is None else asking.system(str(said))


def patched(before: Json, patch: Json) -> Json:
    """What a merge patch makes of a feature: what it names is replaced, null takes away (RFC 7396, 2).

    Errors: `BadRequest` for a patch that is no object.

    >>> patched({"a": 1, "b": {"c": 1, "d": 2}}, {"a": None, "b": {"c": 3}})
    {'b': {'c': 3, 'd': 2}}
    """
    if not isinstance(patch, dict):
        raise BadRequest(_NO_PATCH)
    return _merged(before, patch)


def inside(patch: Json, fields: Collection[str]) -> Json:
    """A merge patch, sure that it names no field beside `properties`: there it would be passed over, and its
    sender would take it for stored. Errors: `BadRequest`.

    >>> inside({"properties": {"nama": "Kali"}}, ["nama"])
    {'properties': {'nama': 'Kali'}}
    """
    named = patch if isinstance(patch, dict) else {}
    stray = next((name for name in named if name in fields and name not in _MEMBERS), None)
    if stray is not None:
        raise BadRequest(
            Words(
                f"'{stray}' berada di luar 'properties'; tidak ada yang disimpan. "
                f'Kirim {{"properties": {{"{stray}": …}}}}.',
                f"'{stray}' stands outside of 'properties'; nothing was stored. "
                f'Send {{"properties": {{"{stray}": …}}}}.',
            )
        )
    return patch


def _merged(before: Json, patch: Json) -> Json:
    if not isinstance(patch, dict):
        return patch
    made = dict(before) if isinstance(before, dict) else {}
    for name, value in patch.items():
        if value is None:
            made.pop(name, None)
        else:
            made[name] = _merged(made.get(name), value)
    return made
