"""OGC API Common, parts 1 and 2; what Features, Tiles and Processes require of the way in stands here too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

import httpx
import pytest
from openapi_spec_validator import validate

from tests.conformance.conftest import RELATION, linked
from tools.conformance.requirements import standards

DOCUMENTS = ["/", "/conformance", "/collections", "/tiles", "/tileMatrixSets", "/styles", "/processes"]
PROBLEM = "application/problem+json"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"


@pytest.mark.requirement("common-1/core/http", "features-1/core/http", "processes-1/core/http")
def test_http_is_spoken_as_version_1_1_with_its_methods_and_statuses(stranger):
    answer = stranger.get("/")
    assert answer.http_version == "HTTP/1.1"
    head = stranger.client.head("/collections", headers={"accept": "application/json"})
    assert (head.status_code, head.content) == (200, b"")
    refused = stranger.client.request("PROPFIND", "/collections")
    assert refused.status_code == 405
    assert "GET" in refused.headers["allow"]
    assert stranger.get("/collections", "image/png").status_code == 406
    assert stranger.get("/nothing").status_code == 404
    tag = answer.headers["etag"]
    again = stranger.client.get("/", headers={"accept": "application/json", "if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.requirement(
    "common-1/landing-page/root-op",
    "common-1/landing-page/root-success",
    "features-1/core/root-op",
    "features-1/core/root-success",
    "processes-1/core/landingpage-op",
    "processes-1/core/landingpage-success",
)
def test_the_landing_page_leads_to_everything(stranger, landing):
    assert landing["title"]
    assert landing["description"]
    for rel in ("self", "alternate", "service-desc", "service-doc", "conformance", "data"):
        assert linked(landing, rel), rel
    for name in ("conformance", "data", "tilesets-vector", "tiling-schemes", "styles", "processes"):
        assert linked(landing, f"{RELATION}{name}"), name
    for link in landing["links"]:
        answer = stranger.get(link["href"], link["type"])
        assert answer.status_code == 200, link
        assert answer.headers["content-type"].replace("; charset=utf-8", "") == link["type"]


@pytest.mark.requirement(
    "common-1/landing-page/api-definition-op",
    "common-1/landing-page/api-definition-success",
    "common-1/oas30/oas-definition-1",
    "common-1/oas30/oas-definition-2",
    "features-1/core/api-definition-op",
    "features-1/core/api-definition-success",
    "features-1/oas30/oas-definition-1",
    "features-1/oas30/oas-definition-2",
    "processes-1/core/api-definition-op",
    "processes-1/core/api-definition-success",
    "processes-1/oas30/oas-definition-1",
    "processes-1/oas30/oas-definition-2",
)
def test_the_interface_is_told_as_openapi_3_0_to_programs_and_people(stranger, landing, interface):
    (told,) = linked(landing, "service-desc")
    assert told["type"] == "application/vnd.oai.openapi+json;version=3.0"
    assert stranger.get(told["href"], told["type"]).headers["content-type"] == told["type"]
    assert interface["openapi"].startswith("3.0.")
    validate(interface)
    (page,) = linked(landing, "service-doc")
    assert page["type"] == "text/html"
    assert stranger.get(page["href"], "text/html").status_code == 200


@pytest.mark.requirement(
    "common-1/oas30/oas-impl",
    "common-1/oas30/completeness",
    "features-1/oas30/oas-impl",
    "features-1/oas30/completeness",
    "processes-1/oas30/oas-impl",
    "processes-1/oas30/completeness",
)
def test_what_the_interface_tells_is_there_and_answers_as_told(stranger, interface, collections):
    plain = [path for path in interface["paths"] if "{" not in path and "get" in interface["paths"][path]]
    assert {f"/collections/{each['id']}/items" for each in collections} <= set(plain)
    for path in plain:
        answers = interface["paths"][path]["get"]["responses"]
        media = sorted(answers["200"].get("content", {}), key=lambda each: "json" not in each)
        answer = stranger.get(path, media[0]) if media else stranger.get(path)
        assert answer.status_code == 200, path
        if media:
            assert answer.headers["content-type"].split(";")[0] == media[0].split(";")[0], path


@pytest.mark.requirement(
    "common-1/oas30/exceptions-codes",
    "features-1/oas30/exceptions-codes",
    "processes-1/oas30/exceptions-codes",
)
def test_errors_are_told_with_their_statuses(interface):
    for path, operations in interface["paths"].items():
        for method, told in operations.items():
            refused = {status for status in told["responses"] if status[0] in "45"}
            assert refused, (method, path)
            if "{" not in path and path.startswith("/collections/") and method == "get":
                assert {"400", "406"} <= refused, path


@pytest.mark.requirement("common-1/oas30/security", "features-1/oas30/security", "processes-1/oas30/security")
def test_nothing_the_public_may_ask_needs_a_key_and_none_is_told(interface):
    assert not interface.get("security")
    assert not interface["components"].get("securitySchemes")
    assert not any(told.get("security") for item in interface["paths"].values() for told in item.values())


@pytest.mark.requirement(
    "common-1/landing-page/conformance-op",
    "common-1/landing-page/conformance-success",
    "features-1/core/conformance-op",
    "features-1/core/conformance-success",
    "tiles-1/core/conformance-success",
    "processes-1/core/conformance-op",
    "processes-1/core/conformance-success",
)
def test_the_conformance_classes_are_told(stranger, landing):
    (told,) = linked(landing, "conformance")
    named = stranger.json(told["href"])["conformsTo"]
    known = {f"{each.uri}/conf/{name}" for each in standards().values() for name in each.classes}
    assert len(named) == len(set(named))
    # Edits are for staff; everything else whose requirements are listed is kept for everyone.
    assert known - set(named) == {each for each in known if "/ogcapi-features-4/" in each}
    assert set(named) <= known


@pytest.mark.requirement("common-1/core/query-param-name-unknown", "features-1/core/query-param-unknown")
@pytest.mark.parametrize("path", [*DOCUMENTS, "/collections/desa", "/collections/desa/items", "/api"])
def test_an_unknown_parameter_is_refused(stranger, path):
    answer = stranger.get(path, unknownQueryParameter12345="1", lang="en")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == PROBLEM
    assert "unknownQueryParameter12345" in answer.json()["detail"]


@pytest.mark.requirement("common-1/core/query-param-value-invalid", "features-1/core/query-param-invalid")
@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/collections/desa/items", "limit", "unlimited"),
        ("/collections/desa/items", "bbox", "1,2,3"),
        ("/collections/desa/items", "bbox", "a,b,c,d"),
        ("/collections/desa/items", "datetime", "yesterday"),
        ("/collections/desa", "f", "docx"),
        ("/", "lang", "xx"),
        ("/processes", "limit", "0"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(stranger, path, name, value):
    answer = stranger.get(path, **{name: value})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == PROBLEM


@pytest.mark.requirement(
    "common-1/core/query-param-capitalization",
    "common-1/core/query-param-list-delimiter",
    "common-1/core/query-param-list-escape",
    "common-1/core/query-param-list-empty",
)
def test_names_are_written_as_told_and_lists_are_parted_by_commas(stranger):
    items = "/collections/desa/items"
    assert stranger.get(items, LIMIT="1").status_code == 400
    some = stranger.json(items, properties="kode,nama", limit="1")["features"][0]["properties"]
    escaped = stranger.json(f"{items}?properties=kode%2Cnama&limit=1")["features"][0]["properties"]
    assert some == escaped
    assert {"kode", "nama"} <= set(some)
    assert stranger.get(items, bbox="110,,111,-6").status_code == 400


@pytest.mark.requirement(
    "common-1/core/query-param-value-boolean",
    "common-1/core/query-param-value-integer",
    "common-1/core/query-param-value-decimal",
    "common-1/core/query-param-value-double",
)
def test_values_are_written_as_json_writes_them(stranger):
    items = "/collections/desa/items"
    for value, whether in (("true", True), ("false", False)):
        found = stranger.json(items, skipGeometry=value, limit="1")["features"][0]
        assert (found["geometry"] is None) is whether
    assert stranger.get(items, skipGeometry="yes").status_code == 400
    assert stranger.get(items, limit="1.5").status_code == 400
    same = [
        stranger.json(items, bbox=box, skipGeometry="true")["numberMatched"]
        for box in ("110.6,-6.6,110.7,-6.5", "1.106e2,-6.6E0,110.70,-6.50")
    ]
    assert same[0] == same[1] > 0
    for special in ("NaN", "INF", "-INF", "Infinity"):
        assert stranger.get(items, bbox=f"110,-7,{special},-6").status_code == 400


@pytest.mark.requirement(
    "common-1/json/definition",
    "common-1/json/content",
    "common-2/json/definition",
    "common-2/json/content",
    "processes-1/json/definition",
)
@pytest.mark.parametrize("path", [*DOCUMENTS, "/collections/desa"])
def test_every_document_is_had_as_json(stranger, path):
    for answer in (stranger.get(path), stranger.get(path, "text/html", f="json")):
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json"
        (mine,) = linked(answer.json(), "self")
        assert mine["type"] == "application/json"


@pytest.mark.requirement(
    "common-1/html/definition",
    "common-1/html/content",
    "common-2/html/definition",
    "common-2/html/content",
    "features-1/html/definition",
    "features-1/html/content",
)
@pytest.mark.parametrize(
    "path",
    [*DOCUMENTS, "/collections/desa", "/collections/desa/items", "/collections/desa/items/33.20.01.2001"],
)
def test_every_document_is_had_as_a_page_with_the_same_links(stranger, path):
    for answer in (stranger.get(path, "text/html"), stranger.get(path, f="html")):
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.text.lstrip().lower().startswith("<!doctype html>")
    anchors = Anchors()
    anchors.feed(answer.text)
    led = {_bare(stranger.client.base_url.join(href)) for href in anchors.found}
    wanted = {_bare(httpx.URL(link["href"])) for link in every_link(stranger.json(path))}
    assert wanted - led == set()


class Anchors(HTMLParser):
    """Where the `a` of a page lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def every_link(told: object) -> Iterator[dict]:
    """The links of a document and of what it lists, without patterns of addresses."""
    if isinstance(told, list):
        for each in told:
            yield from every_link(each)
    elif isinstance(told, dict):
        yield from (link for link in told.get("links", []) if not link.get("templated"))
        yield from every_link([value for name, value in told.items() if name != "links"])


def _bare(url: httpx.URL) -> str:
    """An address without the encoding it asks for: a page's next page is a page, a document's a document."""
    return str(url.copy_remove_param("f").copy_remove_param("lang")).removesuffix("?")


@pytest.mark.requirement(
    "common-2/collections/collections-list-op",
    "common-2/collections/collections-list-success",
    "common-2/collections/collections-list-links",
    "common-2/collections/collections-list-collections",
    "features-1/core/fc-md-op",
    "features-1/core/fc-md-success",
    "features-1/core/fc-md-links",
    "features-1/core/fc-md-items",
)
def test_the_collections_are_listed_with_links_to_the_other_encodings(stranger, landing):
    (told,) = linked(landing, "data")
    document = stranger.json(told["href"])
    (mine,) = linked(document, "self")
    assert mine["type"] == "application/json"
    assert linked(document, "alternate", "text/html")
    for link in (mine, *linked(document, "alternate")):
        answer = stranger.get(link["href"], "*/*")
        assert answer.headers["content-type"].split(";")[0] == link["type"].split(";")[0]
    names = [each["id"] for each in document["collections"]]
    assert len(set(names)) == len(names) > 10
    assert all(each["itemType"] == "feature" for each in document["collections"])


@pytest.mark.requirement(
    "common-2/collections/description-op",
    "common-2/collections/description-success",
    "common-2/collections/description-links",
    "features-1/core/sfc-md-op",
    "features-1/core/sfc-md-success",
    "features-1/core/fc-md-items-links",
)
def test_each_collection_is_described_as_in_the_list(stranger, collections):
    for each in collections:
        told = stranger.json(linked(each, "self")[0]["href"])
        for name in ("id", "title", "description", "extent", "crs", "itemType"):
            assert told.get(name) == each.get(name), name
        assert linked(told, "self", "application/json")
        assert linked(told, "alternate", "text/html")
        items = {link["type"] for link in linked(told, "items")}
        assert {"application/geo+json", "text/html"} <= items
        assert all(link.get("type") for link in told["links"])
        assert linked(each, "items") == linked(told, "items")


@pytest.mark.requirement(
    "common-2/collections/description-extent",
    "common-2/collections/description-extent-multi",
    "features-1/core/fc-md-extent",
    "features-1/core/fc-md-extent-multi",
)
def test_extents_hold_every_feature_in_space(stranger, collections):
    for each in collections:
        spatial = each["extent"].get("spatial")
        if spatial is None:
            continue
        assert spatial["crs"] == "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
        (whole,) = spatial["bbox"]
        assert -180 <= whole[0] <= whole[2] <= 180
        assert -90 <= whole[1] <= whole[3] <= 90
        items = f"/collections/{each['id']}/items"
        found = stranger.json(items, limit="10000", bbox=",".join(map(str, whole)))
        everything = stranger.json(items, limit="10000")
        placed = [feature["id"] for feature in everything["features"] if feature["geometry"]]
        assert [feature["id"] for feature in found["features"]] == placed


@pytest.mark.requirement(
    "common-2/collections/description-extent",
    "common-2/collections/description-extent-multi",
    "features-1/core/fc-md-extent",
    "features-1/core/fc-md-extent-multi",
)
def test_extents_hold_every_feature_in_time(stranger, collections):
    timed = [each for each in collections if "temporal" in each["extent"]]
    assert timed
    for each in timed:
        temporal = each["extent"]["temporal"]
        assert temporal.get("trs", GREGORIAN) == GREGORIAN
        (ends,) = temporal["interval"]
        first, last = (end and datetime.fromisoformat(end) for end in ends)
        assert all(end.tzinfo for end in (first, last) if end), each["id"]
        assert not (first and last) or first <= last, each["id"]
        items = f"/collections/{each['id']}/items"
        within = "/".join(end or ".." for end in ends)
        found = stranger.json(items, datetime=within, limit="1")
        assert found["numberMatched"] == stranger.json(items, limit="1")["numberMatched"], each["id"]
