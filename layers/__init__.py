"""The regency's layers: one file each, found by being here.

    >>> LAYERS["desa"].key
    'kode'

A file `layers/NAME.py` holds `LAYER = Layer(name="NAME", ...)` and nothing else. `LAYERS` lists them by
system, in the order of the map's panel, then from the lowest drawn to the highest.

Errors: `DeclarationError`, which names the file, at the first import.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Final

from gis.errors import DeclarationError
from gis.layer import SYSTEMS, Layer, resolve


def discover(package: str, folders: Iterable[str]) -> Mapping[str, Layer]:
    """The layers declared by the modules of `package`, which lie in `folders`, resolved and in order.

    Packages inside it (the migrations) are passed over.
    """
    found = (info.name for info in pkgutil.iter_modules(folders) if not info.ispkg)
    layers = resolve(_declared(package, name) for name in sorted(found))
    return MappingProxyType({layer.name: layer for layer in sorted(layers, key=_place_in_list)})


def _declared(package: str, name: str) -> Layer:
    file = f"{package.replace('.', '/')}/{name}.py"
    try:
        layer = getattr(import_module(f"{package}.{name}"), "LAYER", None)
    except (DeclarationError, TypeError) as error:  # TypeError: a word that Layer or Field does not know
        raise DeclarationError(f"{file}: {error}") from error
    if not isinstance(layer, Layer):
        raise DeclarationError(f"{file}: expected LAYER = Layer(...).")
    if layer.name != name:
        raise DeclarationError(f"{file}: the layer is named '{layer.name}', expected '{name}' like its file.")
    return layer


def _place_in_list(layer: Layer) -> tuple[int, int, str]:
    return list(SYSTEMS).index(layer.system), layer.order, layer.name


LAYERS: Final[Mapping[str, Layer]] = discover(__name__, __path__)
