"""Who may load files: off by default; when on, this very machine, under its own name, from its own pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.imports import described
from gis.address import Address
from gis.database import Database
from gis.settings import Settings
from tests.http.toys import TOYS

HERE = "http://127.0.0.1:8000"
PATHS = [
    ("get", "/data"),
    ("post", "/data"),
    ("get", "/data/1"),
    ("post", "/data/1/load"),
    ("get", "/data/batches/1"),
    ("get", "/imports"),
    ("get", "/imports/1"),
    ("delete", "/imports/1"),
    ("post", "/imports/1/load"),
    ("get", "/imports/1/report.xlsx"),
    ("get", "/batches"),
    ("post", "/batches/1/undo"),
    ("post", "/collections/pohon/imports"),
]


@pytest.fixture(scope="module")
def make(toy_address: Address, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., TestClient]:
    """A client at an address of this or another machine, of a service that takes files."""
    settings = Settings(imports="loopback", home=tmp_path_factory.mktemp("home"))
    app = create_app(settings, TOYS, Database(toy_address))

    def client(host: str = "127.0.0.1", base: str = HERE) -> TestClient:
        return TestClient(app, base_url=base, client=(host, 50_000), follow_redirects=False)

    return client


@pytest.fixture(scope="module")
def office(make: Callable[..., TestClient]) -> Iterator[TestClient]:
    with make() as opened:
        yield opened


@pytest.mark.parametrize(("method", "path"), PATHS)
def test_by_default_there_is_nothing(client: TestClient, method: str, path: str):
    missing = client.request("get", "/nothing/here")
    answer = client.request(method, path)
    assert (answer.status_code, answer.json()) == (404, missing.json())


def test_by_default_the_interface_does_not_speak_of_it(client: TestClient):
    told = client.get("/api").text + client.get("/docs").text + client.get("/").text
    assert not re.search(r"/(imports|batches)\b|[^0]/data\b", told)


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize(
    "host", ["10.1.2.3", "192.168.1.7", "36.68.1.1", "::ffff:10.0.0.1", "fe80::1", "unknown"]
)
def test_other_machines_are_refused(make, method: str, path: str, host: str):
    answer = make(host).request(method, path)
    assert answer.status_code == 403
    assert "komputer tempat layanan ini berjalan" in answer.json()["detail"]


@pytest.mark.parametrize(
    "base", ["http://peta.jepara.test", "http://127.0.0.1.nip.test", "http://10.0.0.1:8000"]
)
def test_other_names_of_this_machine_are_refused(make, base: str):
    assert make(base=base).get("/imports").status_code == 403


@pytest.mark.parametrize(
    "host", ["lain@127.0.0.1", "127.0.0.1/lain", "127.0.0.1:8000 lain", "", "127.0.0.1:"]
)
def test_what_is_no_plain_name_is_refused(make, host: str):
    assert make().get("/imports", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("end", ["%0a", "%0d", "/%0a", "%20", "%00"])
@pytest.mark.parametrize(("method", "path"), PATHS)
def test_no_way_of_writing_an_address_leads_past_the_door(make, method: str, path: str, end: str):
    assert make("10.1.2.3").request(method, path + end).status_code == 403
    assert make(base="http://lain.test").request(method, path + end).status_code == 403


def test_the_routes_ask_for_themselves_too(
    toy_address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("api.door.takes_files", lambda _: False)
    app = create_app(Settings(imports="loopback", home=tmp_path), TOYS, Database(toy_address))
    elsewhere = TestClient(app, base_url=HERE, client=("10.1.2.3", 50_000))
    for method, path in PATHS:
        assert elsewhere.request(method, path).status_code in (403, 404)


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-for": "127.0.0.1"},
        {"forwarded": "for=127.0.0.1"},
        {"x-real-ip": "127.0.0.1"},
        {"via": "1.1 proxy"},
        {"x_forwarded_for": "127.0.0.1"},
        {"x-forwarded": "for=127.0.0.1"},
        {"cf-connecting-ip": "127.0.0.1"},
        {"x-client-ip": "127.0.0.1"},
        {"origin": "http://lain.test"},
        {"origin": "null"},
        {"origin": "http://localhost:8000"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "https://127.0.0.1:8000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("get", "/imports"), ("post", "/data"), ("delete", "/imports/1")]
)
def test_what_others_send_through_this_machine_is_refused(office, headers: dict, method: str, path: str):
    answer = office.request(method, path, headers=headers)
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_an_address_typed_by_a_person_opens_the_page_and_posts_nothing(office):
    typed = {"sec-fetch-site": "none"}
    assert office.get("/data", headers=typed).status_code == 200
    assert office.post("/data", headers=typed).status_code == 403


@pytest.mark.parametrize(
    ("host", "base"),
    [
        ("127.0.0.1", HERE),
        ("127.8.8.8", HERE),
        ("::1", "http://[::1]:8000"),
        ("::ffff:127.0.0.1", HERE),
        ("127.0.0.1", "http://localhost:8000"),
    ],
)
def test_this_machine_is_let_in(office, make, host: str, base: str):
    said = {"origin": base, "sec-fetch-site": "same-origin"}
    assert make(host, base).get("/imports", headers=said).json() == {"imports": []}


def test_the_door_s_answers_are_kept_by_nobody_and_open_to_no_other_site(office):
    said = office.get("/data").headers
    assert said["cache-control"] == "no-store"
    assert said["cross-origin-resource-policy"] == "same-origin"
    assert "script-src 'self'" in said["content-security-policy"]
    asked = {"origin": "http://lain.test", "access-control-request-method": "POST"}
    assert office.options("/collections/pohon/imports", headers=asked).status_code == 403


def test_the_open_data_stay_open_beside_it(office, make):
    said = make("10.1.2.3", "http://peta.test").get("/collections", headers={"origin": "http://lain.test"})
    assert (said.status_code, said.headers["access-control-allow-origin"]) == (200, "*")


def test_the_description_fits_the_routes(office):
    told = office.get("/api").json()["paths"]
    for path, methods in described.paths("en").items():
        assert methods.keys() <= told[path].keys()
    served = {
        (re.sub(r":int", "", route.path), method.lower())
        for router in office.app.routes
        if hasattr(router, "original_router")
        for route in router.original_router.routes
        for method in route.methods - {"HEAD"}
        if re.search(r"imports|batches", route.path) and not route.path.startswith("/data")
    }
    assert served == {(path, method) for path, methods in described.paths("en").items() for method in methods}


def test_uploads_lie_in_a_closed_folder(office):
    folder = Path(office.app.state.service.settings.home) / "uploads"
    assert folder.stat().st_mode & 0o777 == 0o700
