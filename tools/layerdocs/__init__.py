"""Tables of docs/layers.md, written from the declarations: `python -m tools.layerdocs`.

What stands between two marks such as `<!-- fields:desa -->` and `<!-- end -->` is made here; a test fails
when it and the declarations disagree.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from gis.layer import Audience, Choice, Field, Layer

PAGE: Final = Path(__file__).parents[2] / "docs" / "layers.md"

_MADE: Final = re.compile(
    r"(?P<mark><!-- (?:overview|fields:(?P<layer>\w+)) -->\n).*?(?=<!-- end -->)", re.DOTALL
)
_COMMON: Final = frozenset({"sumber", "tanggal_data", "contoh", "catatan"})


def filled(page: str, layers: Mapping[str, Layer]) -> str:
    """The page with every made part made again.

    >>> filled("nothing to make", {})
    'nothing to make'
    """
    return _MADE.sub(lambda found: found["mark"] + _part(found["layer"], layers), page)


def layers_on(page: str) -> list[str]:
    """The layers whose fields the page lists, in its order.

    >>> layers_on("<!-- fields:desa --> <!-- end -->")
    ['desa']
    """
    return re.findall(r"<!-- fields:(\w+) -->", page)


def section(layer: Layer) -> str:
    """An empty section for a layer, to be filled."""
    return f"### `{layer.name}`: {layer.title.id}\n\n<!-- fields:{layer.name} -->\n<!-- end -->\n"


def _part(name: str | None, layers: Mapping[str, Layer]) -> str:
    return fields_of(layers[name]) if name else overview(layers)


def overview(layers: Mapping[str, Layer]) -> str:
    """One row per layer: what it is and who reads it."""
    head = _head("layer", "title", "system", "shape", "key", "natural key", "first reader")
    return head + "".join(map(_overview_row, layers.values()))


def fields_of(layer: Layer) -> str:
    """One row per field of its own: title, type, values, and the first audience that sees it."""
    head = _head("field", "title", "type", "values", "first reader")
    own = (f for f in layer.fields if f.name not in _COMMON or f.choices)
    return head + "".join(_field_row(layer, f) for f in own)


def _head(*cells: str) -> str:
    return _row(*cells) + "|" + "---|" * len(cells) + "\n"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def _overview_row(layer: Layer) -> str:
    return _row(
        f"`{layer.name}`",
        f"{layer.title.id} ({layer.title.en})",
        layer.system,
        layer.shape,
        f"`{layer.key}`",
        " + ".join(f"`{name}`" for name in layer.natural_key),
        layer.access.name.lower(),
    )


def _field_row(layer: Layer, f: Field) -> str:
    unit = f", {f.unit}" if f.unit else ""
    needed = ", required" if f.required else ""
    title = f"{f.title.id} ({f.title.en})"
    return _row(f"`{f.name}`", title, f"{f.kind}{unit}{needed}", _values(f), _reader(layer, f))


def _reader(layer: Layer, f: Field) -> str:
    seen = (audience for audience in Audience if layer.access_of(f.name).seen_by(audience))
    return next(seen, None) or "nobody"


def _values(f: Field) -> str:
    said = [_list(f.choices) + (", or other words" if f.open else "")] if f.choices else []
    said += [f"key of `{f.refers}`"] if f.refers else []
    said += [f"`{f.quotient[0]}` / `{f.quotient[1]}`"] if f.quotient else []
    said += [
        f"{sign} {bound:g}"
        for sign, bound in (("≥", f.least), ("≤", f.most), (">", f.above))
        if bound is not None
    ]
    said += [f"usually {f.usual[0]:.15g} to {f.usual[1]:.15g}"] if f.usual else []
    said += [f"matches `{f.pattern}`"] if f.pattern else []
    said += [f"form of `{f.form}`"] if f.form else []
    said += ["not in the future"] if f.past else []
    return "; ".join(said)


def _list(choices: tuple[Choice, ...]) -> str:
    return ", ".join(f"`{choice.value}`" for choice in choices)
