"""What can be asked of one collection: itself, its fields, its features, its tiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from api.negotiate import COLLECTION, FEATURE, FEATURES, FIELDS, Encoding
from api.openapi import asked
from api.openapi.features import feature_name, key, page_name
from api.openapi.operations import Operation, encoded
from api.openapi.tiled import Tiled
from gis.language import Language, Words
from gis.privacy import View

_DOCUMENTS: Final[dict[str, tuple[str, str, tuple[Encoding, ...], Words]]] = {
    "": ("describe", "collection", COLLECTION, Words("Tentang kumpulan data ini", "About this collection")),
    "/queryables": (
        "queryables",
        "jsonSchema",
        FIELDS,
        Words("Kolom yang dapat dicari", "What a question may name"),
    ),
    "/schema": ("schema", "jsonSchema", FIELDS, Words("Kolom datanya", "The fields of its features")),
    "/sortables": (
        "sortables",
        "jsonSchema",
        FIELDS,
        Words("Kolom untuk mengurutkan", "What its features may be sorted by"),
    ),
}
"""Documents below a collection: id of the operation, schema, encodings, title."""


def operations(view: View, language: Language) -> Iterator[tuple[str, Operation]]:
    """Every address below a collection, with what can be asked there; HEAD beside GET for features."""
    name = view.layer.name
    start = f"/collections/{name}"
    for below, (operation, schema, offered, title) in _DOCUMENTS.items():
        yield (
            start + below,
            Operation(
                id=f"{name}.{operation}",
                title=title,
                tag=name,
                bodies=encoded(offered, schema),
                offered=offered,
            ),
        )
    items, item = _items(view, language), _item(view, language)
    for path, each in ((f"{start}/items", items), (f"{start}/items/{{featureId}}", item)):
        yield path, each
        yield path, replace(each, id=f"{each.id}.head", method="head", bodies={})
    for below, each in Tiled(f"{name}.collection", name, language, [view.layer.zooms]).operations().items():
        yield start + below, each


def _items(view: View, language: Language) -> Operation:
    return Operation(
        id=f"{view.layer.name}.items",
        title=Words("Halaman data", "A page of features"),
        tag=view.layer.name,
        bodies=encoded(FEATURES, page_name(view.layer)),
        offered=FEATURES,
        parameters=asked.of_page(view, language),
        headers=("Content-Crs", "Content-Disposition"),
        refused=(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.TOO_MANY_REQUESTS),
    )


def _item(view: View, language: Language) -> Operation:
    return Operation(
        id=f"{view.layer.name}.item",
        title=Words("Sebuah data", "One feature"),
        tag=view.layer.name,
        bodies=encoded(FEATURE, feature_name(view.layer)),
        offered=FEATURE,
        parameters=[key(view.layer, language), *asked.of_one(language)],
        headers=("Content-Crs",),
        refused=(HTTPStatus.NOT_FOUND,),
    )
