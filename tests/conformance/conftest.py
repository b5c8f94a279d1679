"""The service over the sample, asked over HTTP as a stranger would ask it: from its landing page on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

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
