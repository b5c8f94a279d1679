"""The way in, errors, headers, health, pages for people."""

from __future__ import annotations

import html.parser
import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.conformance import classes
from gis.address import Address
from gis.database import Database
from gis.layer import Audience
from gis.settings import Settings
from tests.http.toys import TOYS

DOCUMENTS = [
    "/",
    "/conformance",
    "/api",
    "/collections",
    "/collections/pohon",
    "/collections/pohon/items",
    "/collections/pohon/items/pohon-1",
    "/collections/pohon/schema",
    "/collections/pohon/queryables",
    "/collections/pohon/tiles",
    "/collections/pohon/tiles/WebMercatorQuad",
    "/tiles",
    "/tiles/WebMercatorQuad",
    "/tileMatrixSets",
    "/tileMatrixSets/WebMercatorQuad",
    "/styles",
    "/processes",
    "/processes/exposure",
    "/processes/at-point",
    "/jobs",
    "/collections/jumlah_griya/items",
    "/collections/risiko",
]


@pytest.mark.parametrize("path", DOCUMENTS)
def test_every_document_is_json_for_programs_and_a_page_for_people(client, path):
    document = client.get(path)
    page = client.get(path, headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert "json" in document.headers["content-type"]
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert client.get(path, params={"f": "html"}).text[:15] == page.text[:15] == "<!doctype html>"
    assert (
        "json"
        in client.get(path, params={"f": "json"}, headers={"accept": "text/html"}).headers["content-type"]
    )
    assert "accept" in page.headers["vary"]


@pytest.mark.parametrize("path", DOCUMENTS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_are_whole_and_load_nothing_from_outside(client, path, language):
    page = client.get(path, params={"f": "html", "lang": language}).text
    reader = Tags()
    reader.feed(page)
    assert reader.open == []
    assert f'<html lang="{language}">' in page
    assert not {"script", "style", "iframe"} & reader.seen
    assert " style=" not in page
    assert "object at 0x" not in page
    assert "Undefined" not in page
    for address in reader.loaded:
        assert address.startswith("http://peta.test/")


class Tags(html.parser.HTMLParser):
    """Which elements a page has, whether each is closed, and what it loads."""

    VOID = frozenset({"meta", "link", "br", "img", "circle", "path", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.loaded: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        said = dict(attrs)
        if tag == "link" or "src" in said:
            self.loaded.append(said.get("src") or said["href"])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, _attrs):
        self.seen.add(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_what_is_shown_is_escaped(client, garden):
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="<script>alert(1)</script>")
    for path in ("/collections/pohon/items", "/collections/pohon/items/pohon-1"):
        page = client.get(path, params={"f": "html"}).text
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
    assert "Kebun &lt;uji&gt;" in client.get("/styles/pohon").json()["sources"]["pohon"]["attribution"]
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Pohon 1")


def test_unknown_and_withheld_are_told_apart_on_pages(client):
    page = client.get("/collections/jumlah_griya/items", params={"f": "html"}).text
    assert "disamarkan" in page
    assert "tidak diketahui" in client.get("/collections/pohon/items/pohon-9", params={"f": "html"}).text


def test_every_link_of_every_document_leads_somewhere(client):
    asked, found = set(), list(DOCUMENTS)
    while found:
        path = found.pop()
        if path in asked or path.endswith("/execution"):
            continue
        asked.add(path)
        answer = client.get(path)
        # The map page may not be built where only the service is tested.
        assert answer.status_code in ((200, 503) if path == "/map" else (200,)), (path, answer.text)
        if "json" in answer.headers["content-type"]:
            hrefs = re.findall(r'"href":"http://peta\.test([^"{]*)"', answer.text)
            found += [href for href in hrefs if "f=html" not in href]
    assert len(asked) > 60


def test_an_unknown_format_or_language_is_refused_with_those_that_are_known(client):
    answer = client.get("/styles?f=xml", headers={"accept-language": "en"})
    assert answer.status_code == 400
    assert answer.json()["detail"] == "There is no format 'xml' here. Allowed: html, json."
    assert client.get("/styles?f=xml").json()["detail"] == (
        "Tidak ada format 'xml' di sini. Yang ada: html, json."
    )
    assert client.get("/collections?lang=fr").status_code == 400


def test_the_router_s_own_refusals_have_the_same_shape(client):
    missing = client.get("/nothing/here")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")
    wrong = client.delete("/collections")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "GET")
    assert wrong.json()["title"] == "Metode ini tidak berlaku di sini"


@pytest.mark.parametrize(
    "path", ["/", "/nothing", "/healthz", "/collections/pohon/tiles/WebMercatorQuad/7/66/103"]
)
def test_every_answer_carries_the_headers_that_guard_a_browser(client, path):
    said = client.get(path).headers
    assert said["x-content-type-options"] == "nosniff"
    policy = dict(part.split(" ", 1) for part in said["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in said["content-security-policy"]


def test_other_sites_may_read_public_data(client):
    said = client.get("/collections", headers={"origin": "http://lain.test"}).headers
    assert said["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in said
    asked = client.options(
        "/processes/at-point/execution",
        headers={
            "origin": "http://lain.test",
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    assert asked.status_code == 200


def test_head_is_get_without_the_body(client):
    got, headed = client.get("/collections/pohon/items"), client.head("/collections/pohon/items")
    assert headed.status_code == 200
    assert headed.content == b""
    assert headed.headers["etag"] == got.headers["etag"]


def test_health_readiness_and_figures(client, get):
    assert get("/healthz") == {"status": "ok"}
    assert get("/readyz")["layers"] == len(TOYS) - 1
    text = client.get("/metrics").text
    assert 'gis_answers_total{route="/collections/{collection}/items",status="200"}' in text
    assert "pohon" not in text


@pytest.fixture
def orphan() -> Iterator[TestClient]:
    """The service without a database."""
    nowhere = Address(database="nowhere_test", host="/nonexistent", port=1, owner="nobody")
    database = Database(nowhere)
    for pool in database._pools.values():
        pool.timeout = 0.2
    with TestClient(create_app(Settings(), TOYS, database)) as opened:
        yield opened


@pytest.mark.parametrize(
    "path",
    [
        "/readyz",
        "/collections",
        "/collections/pohon/items",
        "/collections/pohon/tiles/WebMercatorQuad/7/66/103",
    ],
)
def test_without_the_database_the_answer_says_to_come_again(orphan, path):
    answer = orphan.get(path)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["content-type"] == "application/problem+json"
    assert "nonexistent" not in answer.text
    assert orphan.get("/healthz").status_code == 200


def test_conformance_names_what_is_done(get):
    named = get("/conformance")["conformsTo"]
    assert named == classes(Audience.PUBLIC)
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in named
