"""What the service holds: each of its layers read whole, page by page, with values as Python knows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import httpx
import shapely
from shapely.geometry.base import BaseGeometry

PAGE = 97
"""Rows of a page while a layer is read: no divisor of anything, so that last pages are ragged."""

_HYPHENED = {"bbox_crs": "bbox-crs", "filter_lang": "filter-lang", "filter_crs": "filter-crs"}


@dataclass(frozen=True)
class Row:
    """A feature: `said` is its GeoJSON, `values` what that means."""

    id: str
    said: Mapping[str, Any]
    values: Mapping[str, Any]
    shape: BaseGeometry | None


@dataclass(frozen=True)
class Holding:
    """A layer, its queryables by kind (string, integer, number, boolean, date, time, list) and its rows."""

    name: str
    kinds: Mapping[str, str]
    roles: Mapping[str, str]
    sortable: frozenset[str]
    searched: tuple[str, ...]
    rows: tuple[Row, ...]

    def of(self, *kinds: str) -> list[str]:
        """The queryables of these kinds."""
        return [name for name, kind in self.kinds.items() if kind in kinds]

    @cached_property
    def ids(self) -> list[str]:
        """All ids, in the order of the pages."""
        return [row.id for row in self.rows]

    def seen(self, name: str) -> list[Any]:
        """The different values of a field, without null, in a fixed order."""
        met = {repr(row.values[name]): row.values[name] for row in self.rows if row.values[name] is not None}
        return [met[key] for key in sorted(met)]


@dataclass(frozen=True)
class Service:
    """The service, as a client that knows the standards sees it."""

    http: httpx.Client
    holdings: Mapping[str, Holding]

    def page(self, name: str, **asked: Any) -> dict[str, Any]:
        """A page of features for parameters."""
        answer = self.answer(name, **asked)
        assert answer.status_code == 200, (answer.url, answer.text[:2000])
        return answer.json()

    def answer(self, name: str, **asked: Any) -> httpx.Response:
        """The same, whatever the answer is."""
        given = {_HYPHENED.get(key, key): value for key, value in asked.items()}
        return self.http.get(f"/collections/{name}/items", params={"f": "json"} | given)

    def ids(self, name: str, **asked: Any) -> list[str]:
        """The ids that answer, all on one page; the count is right wherever it stands."""
        # What is not asked for need not be sent; the answer's rows are the same.
        page = self.page(name, **{"limit": 10_000, "skipGeometry": "true"} | asked)
        found = [feature["id"] for feature in page["features"]]
        assert page["numberReturned"] == len(found)
        assert page.get("numberMatched", len(found)) == len(found)
        assert next_of(page) is None
        return found


def next_of(page: Mapping[str, Any]) -> str | None:
    """Where the next page is."""
    return next((link["href"] for link in page["links"] if link["rel"] == "next"), None)


def walk(http: httpx.Client, page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A page and all that follow it."""
    yield page
    while (further := next_of(page)) is not None:
        page = http.get(further).raise_for_status().json()
        yield page


def read(http: httpx.Client) -> Service:
    """The service with every layer that it lists."""
    listed = http.get("/collections", params={"f": "json"}).raise_for_status().json()["collections"]
    return Service(http, {told["id"]: _holding(http, told) for told in listed})


def _holding(http: httpx.Client, told: Mapping[str, Any]) -> Holding:
    name = told["id"]
    queryables = _properties(http, name, "queryables")
    kinds = {key: _kind(schema) for key, schema in queryables.items()}
    roles = {schema["x-ogc-role"]: key for key, schema in queryables.items() if "x-ogc-role" in schema}
    first = (
        http.get(f"/collections/{name}/items", params={"f": "json", "limit": PAGE}).raise_for_status().json()
    )
    rows = tuple(_row(feature, kinds) for page in walk(http, first) for feature in page["features"])
    assert first["numberMatched"] == len(rows)
    sortable = frozenset(_properties(http, name, "sortables"))
    return Holding(name, kinds, roles, sortable, tuple(told.get("search", ())), rows)


def _properties(http: httpx.Client, name: str, of: str) -> dict[str, Any]:
    answer = http.get(f"/collections/{name}/{of}", params={"f": "json"})
    properties: dict[str, Any] = answer.raise_for_status().json()["properties"]
    return properties


def _kind(schema: Mapping[str, Any]) -> str:
    by_format = {"date": "date", "date-time": "time"}
    if schema.get("format", "").startswith("geometry"):
        return "geometry"
    return by_format.get(schema.get("format", ""), {"array": "list"}.get(schema["type"], schema["type"]))


def _row(feature: Mapping[str, Any], kinds: Mapping[str, str]) -> Row:
    said = feature["properties"]
    values = {name: value_of(said[name], kind) for name, kind in kinds.items() if kind != "geometry"}
    place = feature["geometry"]
    return Row(feature["id"], feature, values, shapely.geometry.shape(place) if place else None)


def value_of(said: Any, kind: str) -> Any:
    """A value as Python knows it; null is None, a list is a frozen set."""
    if said is None:
        return None
    read = {"date": date.fromisoformat, "time": datetime.fromisoformat, "list": frozenset}
    return read[kind](said) if kind in read else said
