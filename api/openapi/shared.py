"""Parameters that several operations have alike, written once and referred to.

Every collection has the same dozen; told in full each time they would be most of the document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import orjson

from api.models import Document


def shared(paths: Document) -> tuple[Document, Document]:
    """The paths with references instead of what stands more than once, and what they refer to, by name.

    Of parameters that share a name but not their words, each after the first gets a number.
    """
    every = list(_parameters(paths))
    times = Counter(map(_written, every))
    names: dict[bytes, str] = {}
    used: defaultdict[str, int] = defaultdict(int)
    parts: Document = {}
    for each in every:
        written = _written(each)
        if times[written] > 1 and written not in names:
            used[each["name"]] += 1
            number = used[each["name"]]
            names[written] = each["name"] if number == 1 else f"{each['name']}.{number}"
            parts[names[written]] = each
    return {path: _referring(methods, names) for path, methods in paths.items()}, parts


def _parameters(paths: Document) -> Iterator[Document]:
    for methods in paths.values():
        for operation in methods.values():
            yield from operation.get("parameters", ())


def _referring(methods: Document, names: dict[bytes, str]) -> Document:
    return {method: _with_references(operation, names) for method, operation in methods.items()}


def _with_references(operation: Document, names: dict[bytes, str]) -> Document:
    if "parameters" not in operation:
        return operation
    told = [
        {"$ref": f"#/components/parameters/{names[written]}"}
        if (written := _written(each)) in names
        else each
        for each in operation["parameters"]
    ]
    return {**operation, "parameters": told}


def _written(parameter: Document) -> bytes:
    return orjson.dumps(parameter, option=orjson.OPT_SORT_KEYS)
