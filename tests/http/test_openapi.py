"""The description of the interface is exact: held to the routes, to what is allowed, and to the answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from openapi_spec_validator import validate
from starlette.routing import Match
from starlette.testclient import TestClient

from api.app import create_app
from api.negotiate import COMMON
from gis.address import Address
from gis.database import Database
from gis.layer import Audience
from gis.privacy import visible
from gis.settings import Settings
from tests.http.garden import Garden
from tests.http.toys import HIDDEN_FIELDS, SECRET, TOYS

HOLES = {
    "{featureId}": "pohon-1",
    "{style}": "peta",
    "{job}": "1",
}
KEYS = {"blok": "99.01.00.1000", "wilayah": "99.01", "jumlah_griya": "99.01.00.1000", "latar": "darat",
        "telaah": "t1", "risiko": "kini", "peristiwa": "p1", "griya": "g1"}  # fmt: skip
NOT_TOLD = {"/map/", "/collections/{collection}/items/{fid:path}"}
"""Addresses with a second spelling, or which no test can match by their pattern."""
EMPTY = r"\{job\}|^/collections/griya/tiles/.*\{tileMatrix\}"
"""Where nothing is: there are no jobs, and no row of this layer has a place."""


def where(path: str) -> dict[str, int]:
    """The tile of zoom 5 or 6 in which the garden lies, by the holes of the path."""
    row, column = (17, 51) if "/WorldCRS84Quad/" in path else (16, 25)
    return {"{tileMatrix}": 5, "{tileRow}": row, "{tileCol}": column}


def filled(path: str) -> str:
    """The path with something that is there in place of each hole."""
    named = re.match(r"/collections/(\w+)/items/", path)
    if named:
        path = path.replace("{featureId}", KEYS.get(named[1], "pohon-1"))
    for name, value in where(path).items():
        path = path.replace(name, str(value))
    for hole, value in HOLES.items():
        path = path.replace(hole, value)
    return path


@pytest.fixture(scope="module", params=[Audience.PUBLIC, Audience.STAFF], ids=str)
def audience(request: pytest.FixtureRequest) -> Audience:
    """Whom the service is for that is asked."""
    return request.param


@pytest.fixture(scope="module")
def plot(make_database: Callable[..., Address]) -> Address:
    """A garden of these tests' own: the examples for staff write into it."""
    address = make_database(TOYS, None)
    Garden(address).plant()
    return address


@pytest.fixture(scope="module")
def client(plot: Address, audience: Audience) -> Iterator[TestClient]:
    """A client on the service's own machine, which is where staff must be."""
    app = create_app(Settings(), TOYS, Database(plot), audience)
    with TestClient(app, base_url="http://127.0.0.1", client=("127.0.0.1", 50_000)) as opened:
        yield opened


@pytest.fixture(scope="module")
def interface(client) -> dict:
    return client.get("/api").json()


@pytest.fixture(scope="module")
def operations(interface) -> list[tuple[str, str, dict]]:
    return [
        (path, method, told) for path, item in interface["paths"].items() for method, told in item.items()
    ]


def resolved(interface: dict, told: dict) -> dict:
    """What a reference refers to, or itself."""
    while "$ref" in told:
        *_, group, name = told["$ref"].split("/")
        told = interface["components"][group][name]
    return told


def parameters(interface: dict, operation: dict, place: str = "query") -> dict[str, dict]:
    found = (resolved(interface, each) for each in operation["parameters"])
    return {each["name"]: each for each in found if each["in"] == place}


def served(app) -> Iterator:
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        if inner is not None:
            yield from inner.routes
        elif getattr(route, "methods", None):
            yield route


def route_of(app, path: str, method: str):
    asked = "GET" if method == "head" else method.upper()
    scope = {"type": "http", "path": filled(path), "method": asked, "root_path": "", "headers": []}
    return next((each for each in served(app) if each.matches(scope)[0] is Match.FULL), None)


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_is_openapi(client, language):
    document = client.get("/api", params={"lang": language}).json()
    validate(document)
    assert document["openapi"] == "3.0.3"


def test_every_declared_path_is_served_and_every_route_is_declared(client, operations):
    met = {(path, method): route_of(client.app, path, method) for path, method, _ in operations}
    assert not [asked for asked, route in met.items() if route is None]
    reached = {route.path for route in met.values()}
    assert {route.path for route in served(client.app)} - {"/map/"} == reached


def test_operation_ids_are_unique(operations):
    names = [operation["operationId"] for _, _, operation in operations]
    assert len(set(names)) == len(names)


def test_tile_operations_end_as_the_standard_has_them(operations):
    """OGC API Tiles, /req/oas30/operation-id."""
    tiled = [
        told["operationId"] for path, _, told in operations if re.search(r"/tiles(/\w+Quad)?(/\{.*)?$", path)
    ]
    ends = (".vector.getTileSetsList", ".vector.getTileSet", ".vector.getTile")
    assert tiled
    assert all(name.endswith(ends) for name in tiled)


def test_every_tag_is_told(interface, operations):
    told = {each["name"] for each in interface["tags"]}
    assert {tag for _, _, operation in operations for tag in operation["tags"]} <= told


def test_nothing_is_referred_to_that_is_not_there(client, interface):
    text = client.get("/api").text
    for group, name in set(re.findall(r'"#/components/(\w+)/([^"]+)"', text)):
        assert name in interface["components"][group]


def asked_plainly(interface, operations):
    for path, method, operation in operations:
        if method == "get" and "f" in parameters(interface, operation):
            yield filled(path), operation


def test_the_formats_told_are_the_formats_allowed(client, interface, operations):
    for path, operation in asked_plainly(interface, operations):
        told = parameters(interface, operation)["f"]["schema"]["enum"]
        refused = client.get(path, params={"f": "tidak-ada"})
        assert refused.status_code == 400, path
        assert sorted(refused.json()["allowed"]) == sorted(told), path


def test_the_parameters_told_are_the_parameters_allowed(client, interface, operations):
    for path, operation in asked_plainly(interface, operations):
        refused = client.get(path, params={"tidak-ada": "1"})
        assert refused.status_code == 400, path
        assert sorted({*refused.json()["allowed"], *COMMON}) == sorted(parameters(interface, operation)), path


def test_each_media_type_told_is_had_by_asking_for_it(client, interface, operations):
    for path, method, operation in operations:
        if method != "get" or "200" not in operation["responses"] or re.search(EMPTY, path):
            continue
        for media in operation["responses"]["200"].get("content", {}):
            answer = client.get(filled(path), headers={"accept": media})
            assert answer.status_code == 200, (path, media, answer.text[:200])
            assert answer.headers["content-type"].partition(";")[0] == media.partition(";")[0], path


def test_head_answers_like_get_without_a_body(client, operations):
    for path, method, _ in operations:
        if method == "head":
            asked, told = client.get(filled(path)), client.head(filled(path))
            assert told.status_code == asked.status_code == 200
            assert told.content == b""
            assert told.headers["etag"] == asked.headers["etag"]


def test_examples_work(client, interface, operations):
    tried = 0
    for path, method, operation in operations:
        for media, content in operation.get("requestBody", {}).get("content", {}).items():
            if "example" in content:
                answer = client.request(
                    method, filled(path), json=content["example"], headers={"content-type": media}
                )
                assert answer.status_code == 200, answer.text
                tried += 1
    assert tried


def test_no_hidden_field_is_told(client, audience):
    text = client.get("/api").text
    seen = {each.name for each in visible(TOYS["pohon"], audience).fields}
    hidden = set(HIDDEN_FIELDS) - seen
    assert hidden
    assert SECRET not in text
    assert not [name for name in hidden if f'"{name}"' in text]
