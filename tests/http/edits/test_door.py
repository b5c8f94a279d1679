"""The service for staff is for this machine alone, reading too."""

from __future__ import annotations

from dataclasses import fields

import pytest

from api.cli.start import serve
from api.cli.voice import Voice
from gis.errors import BadValue
from gis.layer import Audience
from gis.settings import Settings, UnknownSetting
from tests.http.edits.trees import GEOJSON, HERE, TREES, tree
from tests.http.toys import TOYS

TILE = "/collections/pohon/tiles/WebMercatorQuad/5/16/25"
PATHS = ("/", "/collections", TREES, f"{TREES}/pohon-1", TILE, "/map", "/metrics", "/api", "/tidak/ada")


@pytest.mark.parametrize("path", PATHS)
def test_other_machines_are_refused_reading_too(make, path: str):
    for host, base in (("10.1.2.3", HERE), ("127.0.0.1", "http://peta.jepara.test"), ("unknown", HERE)):
        assert make(host=host, base=base).get(path).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"x-forwarded-for": "127.0.0.1"}, {"via": "1.1 proxy"}, {"origin": "http://lain.test"},
     {"origin": "null"},
     {"sec-fetch-site": "cross-site"}],
)  # fmt: skip
@pytest.mark.parametrize(("method", "path"), [("GET", "/collections"), ("POST", TREES), ("OPTIONS", TREES)])
def test_what_others_send_through_this_machine_is_refused(staff, headers, method: str, path: str):
    answer = staff.request(method, path, headers=headers, json=tree())
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_nothing_is_kept_and_nothing_is_open_to_other_sites(staff):
    for path in ("/collections", TREES, f"{TREES}/pohon-1"):
        said = staff.get(path).headers
        assert said["cache-control"] == "no-store"
        assert said["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in said


def test_the_routes_ask_for_themselves_too(make, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("api.door.anything", lambda _: False)
    elsewhere = make(host="10.1.2.3")
    for method, path in (
        ("POST", TREES),
        ("PUT", f"{TREES}/a"),
        ("DELETE", f"{TREES}/a"),
        ("OPTIONS", TREES),
    ):
        assert elsewhere.request(method, path, json=tree(), headers=GEOJSON).status_code == 404


def test_a_tile_that_is_kept_is_behind_the_door_too(staff, make):
    tag = staff.get(TILE).headers["etag"]
    answer = make(host="10.1.2.3").get(TILE, headers={"if-none-match": tag})
    assert answer.status_code == 403


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.20", "peta.jepara.test", "::"])  # noqa: S104 - refused
def test_staff_are_not_served_where_others_could_come(plot, host: str):
    with pytest.raises(BadValue, match="only the public's service"):
        serve(Settings(host=host), TOYS, plot, Voice(), Audience.STAFF)


def test_no_variable_makes_a_public_server_the_staff_s():
    assert not [name for name in (each.name for each in fields(Settings)) if "audience" in name]
    with pytest.raises(UnknownSetting):
        Settings.from_environment({"GIS_AUDIENCE": "staff"})
