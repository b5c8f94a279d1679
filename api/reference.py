"""What the pages about the interface show, drawn from its own documents: nothing is described twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from api.models import Document
from gis.language import Language, Words

STANDARDS: Final[Mapping[str, Words]] = {
    "ogcapi-common-1": Words("OGC API – Common, bagian 1: inti", "OGC API – Common, part 1: core"),
    "ogcapi-common-2": Words(
        "OGC API – Common, bagian 2: data geospasial", "OGC API – Common, part 2: geospatial data"
    ),
    "ogcapi-features-1": Words("OGC API – Features, bagian 1: inti", "OGC API – Features, part 1: core"),
    "ogcapi-features-2": Words(
        "OGC API – Features, bagian 2: sistem koordinat", "OGC API – Features, part 2: reference systems"
    ),
    "ogcapi-features-3": Words(
        "OGC API – Features, bagian 3: penyaringan", "OGC API – Features, part 3: filtering"
    ),
    "ogcapi-features-4": Words(
        "OGC API – Features, bagian 4: perubahan", "OGC API – Features, part 4: changes"
    ),
    "ogcapi-common-3": Words(
        "OGC API – Features, bagian 5 (Common, bagian 3): skema",
        "OGC API – Features, part 5 (Common, part 3): schemas",
    ),
    "cql2": Words("CQL2: bahasa penyaring", "CQL2: the language of filters"),
    "json-fg-1": Words("JSON-FG", "JSON-FG"),
    "ogcapi-tiles-1": Words("OGC API – Tiles: ubin", "OGC API – Tiles"),
    "ogcapi-styles-1": Words("OGC API – Styles: gaya peta (rancangan)", "OGC API – Styles (draft)"),
    "ogcapi-processes-1": Words("OGC API – Processes: perhitungan", "OGC API – Processes"),
}
"""What the standards are called, by their names in the addresses of conformance classes."""

_ANY: Final = "{collection}"
_OF_ONE: Final = re.compile(r"^/collections/[^/{]+")
_CLASS: Final = re.compile(r"/spec/([^/]+)/[^/]+/conf/(.+)$")


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard and those of its conformance classes that are kept."""

    title: str
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A path and a method. `parameters` are the names of what may stand in it or behind its `?`."""

    method: str
    path: str
    summary: str
    parameters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter: what it is for, and what it may be."""

    name: str
    about: str
    allowed: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The interface in short: calls by subject, and each parameter once."""

    subjects: Mapping[str, tuple[Call, ...]]
    parameters: tuple[Parameter, ...]


def standards(classes: Sequence[str], language: Language) -> list[Standard]:
    """Conformance classes by their standards, in the order in which they are declared.

    >>> standards(["http://www.opengis.net/spec/cql2/1.0/conf/cql2-text"], "en")
    [Standard(title='CQL2: the language of filters', classes=('cql2-text',))]
    """
    parts = [match.groups() for each in classes if (match := _CLASS.search(each))]
    found = []
    for name, group in groupby(parts, key=lambda part: part[0]):
        title = STANDARDS[name].in_(language) if name in STANDARDS else name
        found.append(Standard(title, tuple(each for _, each in group)))
    return found


def reference(document: Document, fields: Collection[str], collections: str) -> Reference:
    """The interface of an OpenAPI document in short.

    What there is of every collection is told once; `fields` are the names that are a collection's own and
    `collections` the title of that part.
    """
    tags = {tag["name"]: tag.get("description", tag["name"]) for tag in document["tags"]}
    known = document["components"]["parameters"]
    subjects: dict[str, dict[tuple[str, str], Call]] = {}
    for path, method, operation in _operations(document):
        of_one = _OF_ONE.match(path)
        title = collections if of_one else tags.get(operation["tags"][0], operation["tags"][0])
        named = [_resolved(each, known)["name"] for each in operation.get("parameters", [])]
        call = Call(
            method.upper(),
            _OF_ONE.sub(f"/collections/{_ANY}", path),
            operation.get("summary", ""),
            tuple(name for name in named if name not in fields),
        )
        subjects.setdefault(title, {}).setdefault((call.path, call.method), call)
    return Reference(
        {title: tuple(calls.values()) for title, calls in subjects.items()},
        tuple(_parameters(known.values(), fields)),
    )


def _operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            # Whatever can be read can be asked for its headers alone.
            if method in ("get", "post", "put", "patch", "delete"):
                yield path, method, operation


def _resolved(parameter: Document, known: Mapping[str, Document]) -> Document:
    return known[parameter["$ref"].rpartition("/")[2]] if "$ref" in parameter else parameter


def _parameters(known: Collection[Document], fields: Collection[str]) -> Iterator[Parameter]:
    told: set[str] = set()
    for each in known:
        if each["name"] not in told and each["name"] not in fields and each["in"] == "query":
            told.add(each["name"])
            yield Parameter(each["name"], each.get("description", ""), _allowed(each.get("schema", {})))


def _allowed(schema: Mapping[str, Any]) -> str:
    """What a value may be, in a few words: `id, en`, `1 … 10000`, or nothing where its type says no more."""
    within = schema.get("items", schema)
    if "enum" in within:
        return ", ".join(map(str, within["enum"]))
    if "minimum" in within and "maximum" in within:
        return f"{within['minimum']} … {within['maximum']}"
    return ""


def allowed(said: Document) -> str:
    """What an input may be, in a few words."""
    return _allowed(said["schema"])
