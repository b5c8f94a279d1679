"""JSON-FG 1.0 (OGC 21-045r1): GeoJSON that also says its type, its times and places in any reference system.

A place in WGS 84 with longitude first stands in `geometry`, any other in `place` (7.5 of the standard).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

import orjson

from gis.crs import DEFAULT, Crs
from gis.formats import about, places
from gis.formats.content import Content
from gis.privacy import KEY, View

CONFORMS: Final = (
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/core",
    "http://www.opengis.net/spec/json-fg-1/1.0/conf/types-schemas",
)


def write(content: Content) -> Iterator[bytes]:
    """The rows as one JSON-FG FeatureCollection."""
    said = {**collection(content.view, content.crs), "title": about.title(content), "contoh": content.sample}
    if notices := about.notices(content):
        said["perhatian"] = notices
    yield orjson.dumps(said)[:-1] + b',"features":['
    begun = False
    for rows in content.rows:
        drawn = places.geojson(rows, flipped=content.crs.flipped) if content.geometry else [None] * len(rows)
        part = [
            orjson.dumps(
                feature(
                    content.view, content.crs, row[KEY], {name: row[name] for name in content.names}, place
                )
            )
            for row, place in zip(rows, drawn, strict=True)
        ]
        yield (b",\n" if begun else b"\n") + b",\n".join(part)
        begun = True
    yield b"\n]}\n"


def collection(view: View, crs: Crs) -> dict[str, Any]:
    """The members of a collection that speak of all its features alike."""
    return {
        "type": "FeatureCollection",
        "conformsTo": CONFORMS,
        "featureType": view.layer.name,
        "geometryDimension": view.layer.shape.dimension,
        "coordRefSys": crs.uri,
    }


def feature(
    view: View, crs: Crs, key: object, values: Mapping[str, Any], place: str | None
) -> dict[str, Any]:
    """One feature; `place` is GeoJSON text in the reference system `crs`."""
    drawn = orjson.Fragment(place) if place else None
    plain = crs == DEFAULT
    return {
        "type": "Feature",
        "id": key,
        "time": time(view, values),
        "place": None if plain else drawn,
        "geometry": drawn if plain else None,
        "properties": values,
    }


def time(view: View, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """When a row stands, or when it happened; None where it says neither (7.4 of the standard)."""
    start, end = view.times
    first = values.get(start.name) if start else None
    last = values.get(end.name) if end else None
    if first is None and last is None:
        return None
    if first is not None and start is end:
        return _instant(first)
    return {"interval": [_edge(first), _edge(last)]}


def _instant(moment: date) -> dict[str, str]:
    return {"timestamp" if isinstance(moment, datetime) else "date": _edge(moment)}


def _edge(moment: date | None) -> str:
    """A bound in words: a day, an instant in UTC, or two dots for an open end."""
    if moment is None:
        return ".."
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return moment.isoformat()
