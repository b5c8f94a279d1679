"""The ways in which a layer can be had, and where its record stands: addresses, given by who serves them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from gis.language import Words


class Way(Enum):
    """What stands behind an address: how ISO 19115 and portals name it."""

    FEATURES = "OGC API - Features"
    TILES = "OGC API - Tiles"
    FILE = "WWW:DOWNLOAD"
    PAGE = "WWW:LINK"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One way in which a layer can be had, e.g. as a GeoPackage."""

    href: str
    media: str
    title: Words
    way: Way


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a layer stands.

    collection  the layer itself, which names it for good;  page: the same for people
    service     the root of the service;  schema: the fields as a JSON schema
    """

    collection: str
    page: str
    service: str
    schema: str
    distributions: Sequence[Distribution]
