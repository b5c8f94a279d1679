"""Which methods an address knows; in the public's service only those that read."""

from __future__ import annotations

import pytest
from openapi_spec_validator import validate

from gis.layer import Audience
from tests.http.edits.trees import GEOJSON, TREES, tree


@pytest.mark.requirement(
    "features-4/create-replace-delete/methods",
    "features-4/create-replace-delete/options-op",
    "features-4/create-replace-delete/options-response",
    "features-4/create-replace-delete/options-accept-post",
    "features-4/update/methods",
    "features-4/update/options-accept-patch",
)
@pytest.mark.parametrize(
    ("path", "methods"),
    [
        (TREES, "GET, HEAD, OPTIONS, POST"),
        (f"{TREES}/pohon-1", "GET, HEAD, OPTIONS, PUT, PATCH, DELETE"),
        ("/collections/jumlah_griya/items", "GET, HEAD, OPTIONS"),
        ("/collections/jumlah_griya/items/x", "GET, HEAD, OPTIONS"),
    ],
)
def test_options_list_what_there_is(staff, path: str, methods: str):
    asked = staff.options(path)
    assert (asked.status_code, asked.headers["allow"]) == (200, methods)
    assert ("accept-post" in asked.headers) == ("POST" in methods)
    assert ("accept-patch" in asked.headers) == ("PATCH" in methods)
    for method in {"POST", "PUT", "PATCH", "DELETE"} - set(methods.split(", ")):
        refused = staff.request(method, path, json=tree(), headers=GEOJSON)
        assert (refused.status_code, refused.headers["allow"]) == (405, methods)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", [TREES, f"{TREES}/pohon-1"])
def test_the_public_s_service_changes_nothing(make, method: str, path: str):
    with make(Audience.PUBLIC) as public:
        answer = public.request(method, path, json=tree(), headers=GEOJSON)
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET")


def test_no_collection_no_answer(staff):
    assert staff.post("/collections/tidak/items", json=tree(), headers=GEOJSON).status_code == 404
    assert staff.options("/collections/tidak/items").status_code == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_description_is_valid_and_tells_each_method_that_is_allowed(staff, language: str):
    document = staff.get("/api", params={"lang": language}).json()
    validate(document)
    for path, methods in document["paths"].items():
        if not path.endswith(("/items", "/items/{featureId}")):
            continue
        allowed = staff.options(path.replace("{featureId}", "x")).headers["allow"].lower().split(", ")
        assert set(methods) == set(allowed) - {"options"}, path
