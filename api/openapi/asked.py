"""The parameters of a question: those that every collection knows, and a collection's own fields."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from api.models import Document
from api.openapi.dialect import in_openapi
from api.openapi.parameters import behind
from api.schemas import queryables
from gis.asking.parameter import Parameter, parameters, parameters_of_one
from gis.language import Language
from gis.privacy import View

_STRING: Final[Document] = {"type": "string"}


def of_page(view: View, language: Language) -> list[Document]:
    """What may be asked of a collection: its own fields come last."""
    return [*_told(parameters(view), language), *_fields(view, language)]


def of_one(language: Language) -> list[Document]:
    """What may be asked of a single feature."""
    return _told(parameters_of_one(), language)


def _told(known: Iterable[Parameter], language: Language) -> list[Document]:
    return [behind(each.name, each.about.in_(language), in_openapi(each.schema)) for each in known]


def _fields(view: View, language: Language) -> list[Document]:
    """The fields that a question may name, as the collection's queryables describe them (OGC API Features,
    part 3, /req/queryables-query-parameters/parameters)."""
    described = queryables(view, "", language)["properties"]
    return [
        behind(f.name, f.title.in_(language), _one_value(in_openapi(described[f.name]))) for f in view.fields
    ]


def _one_value(schema: Document) -> Document:
    """A parameter holds one value: of a list, one that is in it. What else there is to say of the field is
    said of features."""
    one: Document = schema.get("items", _STRING) if schema.get("type") == "array" else schema
    return {word: said for word, said in one.items() if not word.startswith("x-") and word != "readOnly"}
