"""Maps of frames, for notebooks: a picture, and a map to move about in, in the colours of the declarations.

    axes = picture(villages, LAYERS["desa"])
    picture(floods, LAYERS["bahaya"], onto=axes)

    quick_map(villages, LAYERS["desa"])

Frames are those of `gis.frames`. Nothing is drawn but what is given: no base map, no outside address.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from gis.layer import Audience, Field, Fill, Language, Layer, Ramp, Shape, Words
from gis.legend import Entry, color_of, legend, painted_by

if TYPE_CHECKING:
    import geopandas
    from leafmap import maplibregl
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

SEA: Final = "#d3e6ee"
LAND: Final = "#f6f3ea"
NO_DATA: Final = "#b9bec2"
"""The grey of what is not known, where there is no hatch."""

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
    colors = _colors(found, layer)
    known = colors.notna()
    if _outlined(layer):
        # What is drawn first lies on the sea; what comes later must not hide it.
        found.plot(ax=axes, facecolor="none" if onto else LAND, edgecolor=_outline(layer), linewidth=0.5)
    elif layer.shape is Shape.POINT:
        found[known].plot(ax=axes, color=list(colors[known]), markersize=14, edgecolor="white", linewidth=0.4)
    else:
        found[known].plot(ax=axes, color=list(colors[known]), alpha=_opacity(layer), linewidth=0)
    if layer.shape is Shape.POLYGON and not known.all():
        found[~known].plot(ax=axes, facecolor="none", edgecolor=_EDGE, hatch=_HATCH, linewidth=0.4)
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
    name = layer.title.in_(language)
    if len(shown):
        data = json.loads(shown.to_json())
        board.add_geojson(
            data, layer_type=_KINDS[layer.shape], paint=_paint(layer), name=name, fit_bounds=False
        )
        west, south, east, north = map(float, shown.total_bounds)
        if onto is None:
            board.fit_bounds([(west, south), (east, north)])
    said = legend(layer, language, _audience(found))
    note = f" ({SAMPLE.in_(language)})" if found.attrs.get("sample") else ""
    board.add_legend(
        title=said.title + note, legend_dict={one.label: _plain_color(one) for one in said.entries}
    )
    return board


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
    if isinstance(layer.style, Ramp):
        return layer.style.field
    by = painted_by(layer, _audience(found))
    return by.name if by else None


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


_KINDS: Final = {Shape.POINT: "circle", Shape.LINE: "line", Shape.POLYGON: "fill"}


def _paint(layer: Layer) -> dict[str, object]:
    color = ["get", "color"]
    if layer.shape is Shape.POINT:
        return {
            "circle-color": color,
            "circle-radius": 5,
            "circle-stroke-color": "#ffffff",
            "circle-stroke-width": 1,
        }
    if layer.shape is Shape.LINE:
        return {"line-color": color, "line-width": 1.5}
    opacity = 0.0 if _outlined(layer) else _opacity(layer)
    return {"fill-color": color, "fill-outline-color": _outline(layer), "fill-opacity": max(opacity, 0.05)}


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
