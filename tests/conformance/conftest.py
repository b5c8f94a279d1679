"""The service over the sample, asked over HTTP as a stranger would ask it: from its landing page on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest
from shapely.geometry import shape

from tests.conformance.cases import GEOJSON, Case, ids

RELATION = "http://www.opengis.net/def/rel/ogc/1.0/"


@dataclass(frozen=True)
class Stranger:
    """Someone who knows OGC's standards and nothing of this service."""

    client: httpx.Client

    def get(self, address: str, accept: str = "application/json", **params: object) -> httpx.Response:
        """What is at an address, as it was given."""
        # An address may hold parameters of its own; those given here are added.
        url = httpx.URL(address).copy_merge_params(params) if params else address
        return self.client.get(url, headers={"accept": accept})

    def json(self, address: str, accept: str = "application/json", **params: object) -> dict:
        """The document at an address; anything but 200 fails the test."""
        answer = self.get(address, accept, **params)
        assert answer.status_code == 200, (address, answer.text)
        return answer.json()


@pytest.fixture(scope="session")
def stranger(server: str) -> Iterator[Stranger]:
    with httpx.Client(base_url=server, timeout=60) as client:
        yield Stranger(client)


@pytest.fixture(scope="session")
def landing(stranger: Stranger) -> dict:
    return stranger.json("/")


@pytest.fixture(scope="session")
def collections(stranger: Stranger, landing: dict) -> list[dict]:
    found = stranger.json(linked(landing, "data")[0]["href"])["collections"]
    assert len(found) > 10
    return found


@pytest.fixture(scope="session")
def interface(stranger: Stranger, landing: dict) -> dict:
    (told,) = linked(landing, "service-desc")
    return stranger.json(told["href"], told["type"])


@pytest.fixture(scope="session")
def features(stranger) -> Callable[[str], list[dict]]:
    kept: dict[str, list[dict]] = {}

    def every(name: str) -> list[dict]:
        if name not in kept:
            page = stranger.json(f"/collections/{name}/items", GEOJSON, limit=1000)
            assert page["numberMatched"] == len(page["features"])
            kept[name] = page["features"]
        return kept[name]

    return every


@pytest.fixture(scope="session")
def agrees(stranger, features) -> Callable[[Case], None]:
    """Holds that a filter finds in both languages what Python finds: some features and not all."""

    def check(case: Case) -> None:
        every = features(case.collection)
        wanted = {each["id"] for each in every if case.found(each["properties"], shape(each["geometry"]))}
        assert 0 < len(wanted) < len(every)
        for asked in (
            {"filter": case.text},
            {"filter": case.text, "filter-lang": "cql2-text"},
            {"filter": json.dumps(case.document), "filter-lang": "cql2-json"},
        ):
            assert ids(stranger, case.collection, **asked) == wanted

    return check


def linked(document: dict, rel: str, media: str | None = None) -> list[dict]:
    """The links of a document with this relation, and of this media type."""
    return [link for link in document["links"] if link["rel"] == rel and media in (None, link.get("type"))]


def operation(interface: dict, path: str, method: str = "get") -> dict:
    """What the interface says of an operation, its references replaced by what they refer to."""
    told = dict(interface["paths"][path][method])
    told["parameters"] = {each["name"]: each for each in map(_resolver(interface), told["parameters"])}
    return told


def _resolver(interface: dict):
    def resolve(told: dict) -> dict:
        while "$ref" in told:
            *_, group, name = told["$ref"].split("/")
            told = interface["components"][group][name]
        return told

    return resolve
