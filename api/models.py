"""The shapes of OGC API answers, as far as several modules build them."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

Document = dict[str, Any]
"""A JSON object whose shape one builder knows."""


class Link(TypedDict):
    """A link as in RFC 8288; `type` is the media type behind it."""

    href: str
    rel: str
    type: NotRequired[str]
    title: NotRequired[str]
    templated: NotRequired[bool]


class Spatial(TypedDict):
    """Where data lie: boxes of west, south, east, north in degrees."""

    bbox: list[list[float]]
    crs: str


class Temporal(TypedDict):
    """When data hold: spans of a first and a last time, where None is an open end."""

    interval: list[list[str | None]]
    trs: str


class Extent(TypedDict):
    """The extent of a collection: in space where a row has a place, in time where one has a time."""

    spatial: NotRequired[Spatial]
    temporal: NotRequired[Temporal]


class System(TypedDict):
    """Which of the regency's systems a collection belongs to."""

    id: str
    title: str


class Collection(TypedDict):
    """A collection, with what the map and its pages need beyond the standard's own members."""

    id: str
    title: str
    description: str
    itemType: str
    crs: list[str]
    storageCrs: str
    extent: Extent
    system: System
    owner: str
    contoh: bool
    rows: int
    shape: str
    zooms: list[int]
    pictured: bool
    search: list[str]
    area: int | None
    source: Document | None
    keywords: list[str]
    attribution: str
    updated: NotRequired[str]
    metadata: Document
    links: list[Link]


class Problem(TypedDict):
    """An error as in RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: NotRequired[str]
