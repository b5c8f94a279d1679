"""KML 2.2: placemarks in the layer's colours, with their values; always WGS 84 with longitude first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from gis.crs import DEFAULT
from gis.database import Row
from gis.errors import BadValue
from gis.formats import about, places
from gis.formats.content import Content
from gis.formats.values import text
from gis.language import Words
from gis.layer import Field, Fill, Kind, Ramp
from gis.legend import color_of
from gis.privacy import KEY, WITHHELD

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

_TYPES: Final = {Kind.INTEGER: "int", Kind.NUMBER: "double", Kind.BOOLEAN: "bool"}
_SMALL: Final = 2**31
_UNKNOWN: Final = "#7d7d7d"

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that no XML document may hold."""


def write(content: Content) -> Iterator[bytes]:
    """The rows as a KML document. Errors: `BadValue` for another reference system than KML's own."""
    if content.crs != DEFAULT:
        raise BadValue("crs", content.crs.uri, Words(f"{DEFAULT.uri} untuk KML", f"{DEFAULT.uri} for KML"))
    yield "".join(_head(content)).encode()
    for rows in content.rows:
        shapes = places.shapes(rows).tolist() if content.geometry else [None] * len(rows)
        yield "".join(_placemark(content, row, at) for row, at in zip(rows, shapes, strict=True)).encode()
    yield b"</Document>\n</kml>\n"


def said(value: str) -> str:
    r"""Text as XML holds it; what XML may not hold becomes a mark of replacement.

    >>> said("a<b\x01")
    'a&lt;b�'
    """
    return escape(_FORBIDDEN.sub("\ufffd", value))


def _head(content: Content) -> Iterator[str]:
    name = quoteattr(content.layer.name)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
    yield f"<name>{said(about.title(content))}</name>\n"
    yield f"<description>{said(about.described(content))}</description>\n"
    for color in _colors(content):
        yield _style(content, color)
    yield f"<Schema name={name} id={name}>\n"
    for f in content.fields:
        yield _column(f.name, _type(f), f.headed(content.language))
    if content.view.withholds:
        yield _column(WITHHELD, "bool", WITHHELD)
    yield "</Schema>\n"


def _type(f: Field) -> str:
    # KML's whole numbers end at 2^31; larger ones are told as texts, with all their digits.
    return (
        "string"
        if f.kind is Kind.INTEGER and (f.most is None or f.most >= _SMALL)
        else _TYPES.get(f.kind, "string")
    )


def _column(name: str, kind: str, shown: str) -> str:
    displayed = f"<displayName>{said(shown)}</displayName>"
    return f'<SimpleField type="{kind}" name={quoteattr(name)}>{displayed}</SimpleField>\n'


def _colors(content: Content) -> list[str]:
    paint = content.layer.style
    if isinstance(paint, Ramp):
        return [*dict.fromkeys(color for _, color in paint.steps), _UNKNOWN]
    choices = content.layer.field(paint.by).choices if paint.by else ()
    return list(dict.fromkeys([*(each.color for each in choices if each.color), paint.color, _UNKNOWN]))


def _style(content: Content, color: str) -> str:
    paint = content.layer.style
    opacity = paint.opacity if isinstance(paint, Fill | Ramp) else 1.0
    line = paint.outline or color if isinstance(paint, Fill) else color
    return (
        f'<Style id="{_style_id(color)}"><IconStyle><color>{_abgr(color)}</color></IconStyle>'
        f"<LineStyle><color>{_abgr(line)}</color><width>1.2</width></LineStyle>"
        f"<PolyStyle><color>{_abgr(color, opacity)}</color></PolyStyle></Style>\n"
    )


def _style_id(color: str) -> str:
    return f"warna-{color[1:]}"


def _abgr(color: str, opacity: float = 1.0) -> str:
    """A colour in KML's order: opacity, blue, green, red."""
    return f"{round(opacity * 255):02x}{color[5:7]}{color[3:5]}{color[1:3]}"


def _placemark(content: Content, row: Row, place: BaseGeometry | None) -> str:
    cells = "".join(
        f"<SimpleData name={quoteattr(name)}>{said(text(row[name]))}</SimpleData>"
        for name in content.names
        if row[name] is not None
    )
    schema = quoteattr(f"#{content.layer.name}")
    name = content.view.called(row[KEY], row, content.language)
    return (
        f"<Placemark><name>{said(name)}</name>"
        f"<styleUrl>#{_style_id(_color(content, row))}</styleUrl>"
        f"<ExtendedData><SchemaData schemaUrl={schema}>{cells}</SchemaData></ExtendedData>"
        f"{'' if place is None else geometry(place)}</Placemark>\n"
    )


def _color(content: Content, row: Row) -> str:
    paint = content.layer.style
    by = paint.field if isinstance(paint, Ramp) else paint.by
    return color_of(content.layer, row.get(by) if by else None, content.view.audience) or _UNKNOWN


def geometry(place: BaseGeometry) -> str:
    """A place in KML's words."""
    kind = place.geom_type
    if kind.startswith("Multi"):
        parts = "".join(geometry(part) for part in place.geoms)  # type: ignore[attr-defined]
        return f"<MultiGeometry>{parts}</MultiGeometry>"
    if kind == "Polygon":
        outer = _ring("outerBoundaryIs", place.exterior)  # type: ignore[attr-defined]
        inner = "".join(_ring("innerBoundaryIs", ring) for ring in place.interiors)  # type: ignore[attr-defined]
        return f"<Polygon>{outer}{inner}</Polygon>"
    return f"<{kind}>{_coordinates(place)}</{kind}>"


def _ring(name: str, ring: BaseGeometry) -> str:
    return f"<{name}><LinearRing>{_coordinates(ring)}</LinearRing></{name}>"


def _coordinates(place: BaseGeometry) -> str:
    corners = " ".join(f"{east!r},{north!r}" for east, north in _pairs(place))
    return f"<coordinates>{corners}</coordinates>"


def _pairs(place: BaseGeometry) -> list[list[float]]:
    import shapely

    pairs: list[list[float]] = shapely.get_coordinates(place).tolist()
    return pairs
