"""A layer's paint as QGIS reads it (QML), from the same legend as the map's."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from gis.formats.content import Content
from gis.language import Words
from gis.layer import Dot, Fill, Kind, Ramp, Shape
from gis.legend import Entry, Legend, legend

_GREY: Final = "#7d7d7d"
_OTHER: Final = Words("lainnya", "other")
_POINTS_PER_PIXEL: Final = 0.75
_GEOMETRY: Final = {Shape.POINT: "0", Shape.LINE: "1", Shape.POLYGON: "2"}
_SYMBOL: Final = {Shape.POINT: "marker", Shape.LINE: "line", Shape.POLYGON: "fill"}


def style(content: Content) -> str:
    """The style as a QML document: renderer, titles of columns, code lists."""
    root = ET.Element("qgis", version="3.22.0", styleCategories="Symbology|Fields|Forms")
    _renderer(root, content)
    _forms(root, content)
    ET.SubElement(root, "layerGeometryType").text = _GEOMETRY[content.layer.shape]
    doctype = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    return doctype + ET.tostring(root, encoding="unicode")


def _renderer(root: ET.Element, content: Content) -> None:
    shown = legend(content.layer, content.language, content.view.audience)
    if shown.field not in {f.name for f in content.fields}:
        _single(root, content, shown)
    elif isinstance(content.layer.style, Ramp):
        _ruled(root, content, shown)
    else:
        _categorised(root, content, shown)


def _single(root: ET.Element, content: Content, shown: Legend) -> None:
    renderer = ET.SubElement(root, "renderer-v2", type="singleSymbol", enableorderby="0")
    plain = Entry(shown.title, _plain_color(content), "fill") if shown.field else shown.entries[0]
    _symbols(renderer, content, [plain])


def _categorised(root: ET.Element, content: Content, shown: Legend) -> None:
    whole = content.layer.field(str(shown.field)).kind is Kind.INTEGER
    renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", enableorderby=str(int(whole)))
    renderer.set("attr", str(shown.field))
    entries = [*shown.entries]
    if all(each.value is not None for each in entries):
        other = _OTHER.in_(content.language)
        entries.append(Entry(other, _plain_color(content), entries[0].shape if entries else "fill"))
    categories = ET.SubElement(renderer, "categories")
    for at, each in enumerate(entries):
        # An empty text stands for whatever no other class takes, no value among it.
        value = "" if each.value is None else str(each.value)
        kind = "long" if whole and value else "string"
        ET.SubElement(
            categories, "category", symbol=str(at), value=value, label=each.label, type=kind, render="true"
        )
    _symbols(renderer, content, entries)
    if whole:
        # Where areas overlap, the higher class lies on top.
        order = ET.SubElement(ET.SubElement(renderer, "orderby"), "orderByClause", asc="1", nullsFirst="1")
        order.text = f'"{shown.field}"'


def _ruled(root: ET.Element, content: Content, shown: Legend) -> None:
    """Rules rather than classes: these would leave out rows without a figure, which are hatched."""
    renderer = ET.SubElement(root, "renderer-v2", type="RuleRenderer", enableorderby="0", symbollevels="0")
    rules = ET.SubElement(renderer, "rules", key="{00000000-0000-0000-0000-000000000000}")
    column, above = f'"{shown.field}"', ""
    for at, each in enumerate(shown.entries):
        key = f"{{00000000-0000-0000-0000-{at + 1:012}}}"
        wanted = f"{column} IS NULL" if each.value is None else f"{column} >= {each.value}{above}"
        ET.SubElement(rules, "rule", key=key, symbol=str(at), filter=wanted, label=each.label)
        above = above if each.value is None else f" AND {column} < {each.value}"
    _symbols(renderer, content, shown.entries)


def _plain_color(content: Content) -> str:
    paint = content.layer.style
    return _GREY if isinstance(paint, Ramp) else paint.color


def _symbols(renderer: ET.Element, content: Content, entries: tuple[Entry, ...] | list[Entry]) -> None:
    symbols = ET.SubElement(renderer, "symbols")
    for at, each in enumerate(entries):
        kind = _SYMBOL[content.layer.shape]
        symbol = ET.SubElement(
            symbols, "symbol", type=kind, name=str(at), alpha="1", clip_to_extent="1", force_rhr="0"
        )
        for name, options in _strokes(content, each):
            drawn = ET.SubElement(
                symbol, "layer", {"class": name, "enabled": "1", "locked": "0", "pass": "0"}
            )
            listed = ET.SubElement(drawn, "Option", type="Map")
            for key, value in options.items():
                ET.SubElement(listed, "Option", name=key, value=value, type="QString")


def _strokes(content: Content, entry: Entry) -> list[tuple[str, dict[str, str]]]:
    paint = content.layer.style
    if isinstance(paint, Dot):
        return _dot(paint, entry)
    if content.layer.shape is Shape.LINE:
        return [
            ("SimpleLine", {"line_color": rgba(entry.color), "line_width": "0.6", "line_width_unit": "MM"})
        ]
    return [_area(paint, entry)]


def _dot(paint: Dot, entry: Entry) -> list[tuple[str, dict[str, str]]]:
    size = 2 * paint.radius * _POINTS_PER_PIXEL
    circle = {
        "name": "circle",
        "color": rgba(entry.color),
        "outline_color": rgba("#ffffff"),
        "outline_width": "0.75",
        "outline_width_unit": "Point",
        "size": f"{size:g}",
        "size_unit": "Point",
    }
    if not paint.letter:
        return [("SimpleMarker", circle)]
    letter = {
        "chr": paint.letter,
        "color": rgba("#ffffff"),
        "font": "Noto Sans",
        "font_style": "Bold",
        "size": f"{size * 0.7:g}",
        "size_unit": "Point",
    }
    return [("SimpleMarker", circle), ("FontMarker", letter)]


def _area(paint: Fill | Ramp, entry: Entry) -> tuple[str, dict[str, str]]:
    if entry.shape == "hatch":
        return "SimpleFill", {"color": rgba(_GREY), "style": "b_diagonal", "outline_color": rgba(_GREY)}
    fill = paint if isinstance(paint, Fill) else Fill(entry.color, outline="#ffffff", width=0.5)
    return "SimpleFill", {
        "color": rgba(entry.color, paint.opacity),
        "style": "solid" if paint.opacity else "no",
        "outline_color": rgba(fill.outline or entry.color),
        "outline_style": "dash" if fill.dash else "solid",
        "outline_width": f"{fill.width * _POINTS_PER_PIXEL:g}",
        "outline_width_unit": "Point",
    }


def rgba(color: str, opacity: float = 1.0) -> str:
    """A colour in QGIS's words.

    >>> rgba("#a50021", 0.5)
    '165,0,33,128'
    """
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"{red},{green},{blue},{round(opacity * 255)}"


def _forms(root: ET.Element, content: Content) -> None:
    """Titles of columns, and code lists by their words."""
    configured = ET.SubElement(root, "fieldConfiguration")
    aliases = ET.SubElement(root, "aliases")
    # The file's own row numbers come first.
    for at, f in enumerate(content.fields, start=1):
        ET.SubElement(aliases, "alias", index=str(at), field=f.name, name=f.headed(content.language))
        if f.choices and f.kind is not Kind.LIST:
            choices = [(each.title.in_(content.language), str(each.value)) for each in f.choices]
            _widget(configured, f.name, "ValueMap", choices)


def _widget(configured: ET.Element, name: str, kind: str, choices: list[tuple[str, str]]) -> None:
    widget = ET.SubElement(ET.SubElement(configured, "field", name=name), "editWidget", type=kind)
    options = ET.SubElement(ET.SubElement(widget, "config"), "Option", type="Map")
    listed = ET.SubElement(options, "Option", name="map", type="List")
    for title, value in choices:
        pair = ET.SubElement(listed, "Option", type="Map")
        ET.SubElement(pair, "Option", name=title, value=value, type="QString")
