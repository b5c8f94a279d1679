"""Maps of frames, for notebooks: a picture, and a map to move about in, in the colours of the declarations.

    axes = picture(villages, LAYERS["desa"])
    picture(floods, LAYERS["bahaya"], onto=axes)

    quick_map(villages, LAYERS["desa"])

Frames are those of `gis.frames`. Nothing is drawn but what is given: no base map, no outside address.

Errors: `UnknownName` for a frame without the column that colours the layer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from gis.errors import UnknownName
from gis.layer import Audience, Field, Fill, Language, Layer, Ramp, Shape, Words
from gis.legend import Entry, color_of, legend, painted_by

if TYPE_CHECKING:
    import geopandas
    from leafmap import maplibregl
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

SEA: Final = "#d3e6ee"
LAND: Final = "#f6f3ea"
NO_DATA: Final = "#4d4d4d"
"""What is not known, where there is no hatch: far from every class, above all from "none"."""

UNKNOWN: Final = Words("tidak diketahui", "not known")
SAMPLE: Final = Words("data contoh", "sample data")

_EDGE: Final = "#7d868c"
_HATCH: Final = "////"


def picture(
    found: geopandas.GeoDataFrame, layer: Layer, *, onto: Axes | None = None, language: Language = "id"
) -> Axes:
    """The frame drawn with its legend, on `onto` if there is one already. What is not known is hatched."""
    import matplotlib.pyplot as plt

    axes = onto if onto is not None else _paper(plt.subplots(figsize=(8, 9))[1])
    placed = found[found.geometry.notna()]
    if len(placed):
        _draw(axes, placed, layer, first=onto is None)
    if found.attrs.get("sample"):
        axes.set_title(SAMPLE.in_(language), loc="right", fontsize=8, color="#b00020")
    return _with_legend(axes, found, layer, language)


def quick_map(
    found: geopandas.GeoDataFrame,
    layer: Layer,
    *,
    onto: maplibregl.Map | None = None,
    language: Language = "id",
) -> maplibregl.Map:
    """The frame on a map to move about in, on `onto` if there is one already.

    A click shows the feature's name and the value that colours it; no other field leaves the notebook.
    """
    board = onto if onto is not None else _blank_map()
    shown = _shown(found, layer, language)
    if len(shown):
        kind, paint = _paint(layer, first=onto is None)
        data = json.loads(shown.to_json())
        board.add_geojson(data, kind, paint=paint, name=layer.title.in_(language), fit_bounds=False)
        if onto is None:
            west, south, east, north = map(float, shown.total_bounds)
            board.fit_bounds([(west, south), (east, north)], {"padding": 30})
    said = legend(layer, language, _audience(found))
    note = f" ({SAMPLE.in_(language)})" if found.attrs.get("sample") else ""
    colors = {one.label: _plain_color(one) for one in said.entries}
    board.add_legend(title=said.title + note, legend_dict=colors, fontsize=12, position="bottom-left")
    return board


def _draw(axes: Axes, found: geopandas.GeoDataFrame, layer: Layer, *, first: bool) -> None:
    colors = _colors(found, layer)
    known = colors.notna()
    if _outlined(layer):
        # What is drawn first lies on the sea; what comes later must not hide it.
        found.plot(ax=axes, facecolor=LAND if first else "none", edgecolor=_outline(layer), linewidth=0.5)
        return
    look = (
        {"markersize": 14, "edgecolor": "white", "linewidth": 0.4}
        if layer.shape is Shape.POINT
        else {"alpha": _opacity(layer), "linewidth": 0 if layer.shape is Shape.POLYGON else 1.2}
    )
    if known.any():
        found[known].plot(ax=axes, color=list(colors[known]), **look)
    if not known.all():
        found[~known].plot(ax=axes, facecolor="none", edgecolor=_EDGE, hatch=_HATCH, linewidth=0.4)


def _paper(axes: Axes) -> Axes:
    axes.set_facecolor(SEA)
    axes.tick_params(labelsize=7, colors=_EDGE)
    return axes


def _with_legend(axes: Axes, found: geopandas.GeoDataFrame, layer: Layer, language: Language) -> Axes:
    """Adds this layer's legend below those of the layers drawn before."""
    said = legend(layer, language, _audience(found))
    earlier = axes.get_legend()
    handles = list(earlier.legend_handles) if earlier else []
    labels = [text.get_text() for text in earlier.get_texts()] if earlier else []
    titled = len(said.entries) > 1
    handles += [_sign(entry) for entry in said.entries]
    labels += [f"{said.title}: {entry.label}" if titled else entry.label for entry in said.entries]
    shown = [handle for handle in handles if handle is not None]
    # Beside the map, where it hides no island.
    axes.legend(shown, labels, loc="upper left", bbox_to_anchor=(1.01, 1.0), fontsize=7, frameon=False)
    return axes


def _sign(entry: Entry) -> Artist:
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    if entry.shape == "hatch":
        return Patch(facecolor="white", edgecolor=_EDGE, hatch=_HATCH)
    if entry.shape == "line":
        return Line2D([], [], color=entry.color, linewidth=1)
    if entry.shape == "circle":
        return Line2D([], [], color=entry.color, marker="o", linestyle="", markeredgecolor="white")
    return Patch(facecolor=entry.color)


def _colors(found: geopandas.GeoDataFrame, layer: Layer) -> Any:  # noqa: ANN401 - a Series of colours
    """Each feature's colour; None where the value that colours it is not known."""
    import pandas as pd

    by = _colored_by(found, layer)
    values = found[by] if by else pd.Series([None] * len(found), index=found.index)
    plain = values.astype(object).where(values.notna(), None)
    return plain.map(lambda value: color_of(layer, value, _audience(found))).astype(object)


def _colored_by(found: geopandas.GeoDataFrame, layer: Layer) -> str | None:
    field = painted_by(layer, _audience(found))
    by = field.name if field else layer.style.field if isinstance(layer.style, Ramp) else None
    if by and by not in found.columns:
        raise UnknownName("column", by, found.columns)
    return by


def _shown(found: geopandas.GeoDataFrame, layer: Layer, language: Language) -> geopandas.GeoDataFrame:
    """Place, colour, and the two values a reader is told, by their titles; rows without a place left out."""
    names = dict.fromkeys(name for name in (layer.label, _colored_by(found, layer)) if name in found.columns)
    told = {
        layer.field(name).title.in_(language): _in_words(found[name], layer.field(name), language)
        for name in names
        if name
    }
    shown = found[["geometry"]].assign(**told, color=_colors(found, layer).fillna(NO_DATA))
    return shown[shown.geometry.notna()]


def _in_words(values: Any, f: Field, language: Language) -> Any:  # noqa: ANN401 - Series
    """A field's values as people read them: titles for codes, and words for what is missing."""
    plain = values.astype(object).where(values.notna(), None)
    titles: dict[object, str] = {choice.value: choice.title.in_(language) for choice in f.choices}
    return plain.map(lambda value: UNKNOWN.in_(language) if value is None else titles.get(value, str(value)))


def _paint(layer: Layer, *, first: bool) -> tuple[str, dict[str, object]]:
    """MapLibre's kind of layer and its paint. Areas drawn by their outline are land if they are the first."""
    color: object = ["get", "color"]
    if layer.shape is Shape.POINT:
        rim = {"circle-stroke-color": "#ffffff", "circle-stroke-width": 1}
        return "circle", {"circle-color": color, "circle-radius": 5, **rim}
    if layer.shape is Shape.LINE or (_outlined(layer) and not first):
        return "line", {"line-color": _outline(layer) if _outlined(layer) else color, "line-width": 1.2}
    fill, opacity = (LAND, 1.0) if _outlined(layer) else (color, _opacity(layer))
    return "fill", {"fill-color": fill, "fill-outline-color": _outline(layer), "fill-opacity": opacity}


def _blank_map() -> maplibregl.Map:
    from leafmap import maplibregl

    sea = {"id": "sea", "type": "background", "paint": {"background-color": SEA}}
    style = {"version": 8, "sources": {}, "layers": [sea]}
    # A style given by name, and the panel's symbols, would be fetched from outside.
    return maplibregl.Map(style=cast("str", style), add_sidebar=False, add_floating_sidebar=False)


def _plain_color(entry: Entry) -> str:
    return NO_DATA if entry.shape == "hatch" else entry.color


def _outlined(layer: Layer) -> bool:
    return isinstance(layer.style, Fill) and layer.style.opacity == 0


def _outline(layer: Layer) -> str:
    return (layer.style.outline or _EDGE) if isinstance(layer.style, Fill) else _EDGE


def _opacity(layer: Layer) -> float:
    return 1.0 if layer.shape is Shape.POINT else getattr(layer.style, "opacity", 1.0)


def _audience(found: geopandas.GeoDataFrame) -> Audience:
    return Audience(found.attrs.get("audience", Audience.PUBLIC))
