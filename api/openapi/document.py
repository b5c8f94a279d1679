"""The whole interface, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Final

from api.links import Site
from api.models import Document
from api.offer import Offer
from api.openapi import collection, features, replies, single
from api.openapi.bodies import SCHEMAS
from api.openapi.operations import Operation
from api.openapi.shared import shared
from api.words import words
from gis.language import Language
from gis.layer import Layer

VERSION: Final = "1.0.0"


def document(
    offer: Offer, site: Site, language: Language, further: Mapping[str, Document] | None = None
) -> Document:
    """The whole interface for an audience that is offered this; `further` paths where there are any."""
    told = words(language)
    paths, parameters = shared(_paths(offer, language, further or {}))
    schemas = chain.from_iterable(features.schemas(view, language).items() for view in offer.views.values())
    return {
        "openapi": "3.0.3",
        "info": {"title": told["service"], "description": told["service_about"], "version": VERSION},
        "servers": [{"url": site.root}],
        "tags": _tags(offer, language, paths),
        "paths": paths,
        "components": {
            "schemas": {**SCHEMAS, **features.places(), **dict(schemas)},
            "parameters": parameters,
            "responses": replies.responses(language),
        },
    }


def _paths(offer: Offer, language: Language, further: Mapping[str, Document]) -> Document:
    paths: Document = {}
    for path, operation in _operations(offer, language):
        paths.setdefault(path, {})[operation.method] = operation.told(language)
    for path, methods in further.items():
        paths[path] = {**paths.get(path, {}), **methods}
    return paths


def _operations(offer: Offer, language: Language) -> Iterator[tuple[str, Operation]]:
    yield from single.operations(offer, language)
    for view in offer.views.values():
        yield from collection.operations(view, language)


def _tags(offer: Offer, language: Language, paths: Document) -> list[Document]:
    used = {tag for methods in paths.values() for told in methods.values() for tag in told["tags"]}
    groups = [
        {"name": name, "description": title.in_(language)}
        for name, title in single.TAGS.items()
        if name in used
    ]
    return [*groups, *(_tag(view.layer, language) for view in offer.views.values())]


def _tag(layer: Layer, language: Language) -> Document:
    return {
        "name": layer.name,
        "description": f"{layer.title.in_(language)}. {layer.description.in_(language)}",
    }
