"""GeoJSON: one object in a file, or a feature a line (RFC 8142); both a feature at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import orjson

from gis.database import Row
from gis.formats import about, places
from gis.formats.content import Content
from gis.privacy import KEY

RECORD: Final = b"\x1e"
"""What begins each text of a sequence (RFC 8142, 2.2)."""


def sequence(content: Content) -> Iterator[bytes]:
    """A feature a line, each begun by the record separator. Nothing but the features is said."""
    for part in features(content):
        yield b"".join(RECORD + feature + b"\n" for feature in part)


def collection(content: Content) -> Iterator[bytes]:
    """One FeatureCollection. What the file says of itself stands before the features, as further members."""
    said = orjson.dumps({"name": content.layer.name, "title": about.title(content), **_notices(content)})
    yield b'{"type":"FeatureCollection",' + said[1:-1] + b',"features":['
    begun = False
    for part in features(content):
        yield (b",\n" if begun else b"\n") + b",\n".join(part)
        begun = True
    yield b"\n]}\n"


def features(content: Content) -> Iterator[list[bytes]]:
    """The features as JSON, a portion at a time. Another reference system's own order of axes is kept."""
    for rows in content.rows:
        drawn = places.geojson(rows, flipped=content.crs.flipped) if content.geometry else [None] * len(rows)
        yield [_feature(content, row, place) for row, place in zip(rows, drawn, strict=True)]


def _feature(content: Content, row: Row, place: str | None) -> bytes:
    return orjson.dumps(
        {
            "type": "Feature",
            "id": row[KEY],
            "geometry": orjson.Fragment(place) if place else None,
            "properties": {name: row[name] for name in content.names},
        }
    )


def _notices(content: Content) -> dict[str, object]:
    said = about.notices(content)
    return {"contoh": content.sample, **({"perhatian": said} if said else {})}
