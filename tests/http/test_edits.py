"""Rows made, replaced, changed and deleted over HTTP in the service for staff; nothing of it elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from gis.address import Address
from gis.database import Database
from gis.layer import Audience
from gis.settings import Settings
from tests.http.garden import EAST, SOUTH, WEST, Garden
from tests.http.toys import SECRET, TOYS

HERE = "http://127.0.0.1:8000"
TREES = "/collections/pohon/items"
GEOJSON = {"content-type": "application/geo+json"}
MERGE = {"content-type": "application/merge-patch+json"}
UTM = "http://www.opengis.net/def/crs/EPSG/0/32749"


@pytest.fixture(scope="module")
def plot(make_database: Callable[..., Address]) -> Address:
    """A garden of this module's own, which its tests change."""
    address = make_database(TOYS, None)
    Garden(address).plant()
    return address


@pytest.fixture(scope="module")
def make(plot: Address) -> Callable[..., TestClient]:
    """A client of a service for some audience, at an address of this or another machine."""

    def client(
        audience: Audience = Audience.STAFF, host: str = "127.0.0.1", base: str = HERE, **settings: Any
    ) -> TestClient:
        app = create_app(Settings(**settings), TOYS, Database(plot), audience)
        return TestClient(app, base_url=base, client=(host, 50_000))

    return client


@pytest.fixture(scope="module")
def staff(make: Callable[..., TestClient]) -> Iterator[TestClient]:
    with make() as opened:
        yield opened


def tree(lon: float = WEST + 0.3, **values: Any) -> dict[str, Any]:
    """A tree as a client sends it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [lon, SOUTH + 0.3]},
        "properties": {"dilihat": "2026-05-01T08:00:00+07:00", "nama": "Pohon baru", **values},
    }


@pytest.fixture
def planted(staff: TestClient, request: pytest.FixtureRequest) -> str:
    """The address of a new tree."""
    made = staff.post(TREES, json=tree(id=f"uji-{abs(hash(request.node.name))}"), headers=GEOJSON)
    assert made.status_code == 201, made.text
    return made.headers["location"]


@pytest.mark.requirement(
    "features-4/create-replace-delete/create/post-op",
    "features-4/create-replace-delete/create/body",
    "features-4/create-replace-delete/create/response",
    "features-4/create-replace-delete/create/response-rid",
    "features-4/features/resources-endpoint",
    "features-4/features/resource-endpoint",
    "features-4/optimistic-locking-etags/etag-get-response",
)
def test_what_is_made_is_had_where_it_is_said_to_be(staff):
    made = staff.post(TREES, json=tree(umur_th=3, pemilik="Rahasia"), headers=GEOJSON)
    assert made.status_code == 201
    assert made.headers["content-type"] == "application/geo+json"
    found = staff.get(made.headers["location"])
    assert found.headers["etag"] == made.headers["etag"]
    assert found.json()["properties"] == made.json()["properties"]
    assert made.json()["properties"]["pemilik"] == "Rahasia"
    assert made.json()["geometry"]["coordinates"] == [WEST + 0.3, SOUTH + 0.3]
    assert made.headers["cache-control"] == "no-store"


@pytest.mark.requirement(
    "features-4/create-replace-delete/replace/put-op",
    "features-4/create-replace-delete/replace/body",
    "features-4/create-replace-delete/replace/response",
    "features-4/optimistic-locking-etags/etag-put-response",
)
def test_what_is_put_replaces_all_that_staff_see(staff, planted):
    put = staff.put(planted, json=tree(umur_th=9), headers=GEOJSON)
    assert (put.status_code, put.json()["properties"]["umur_th"]) == (200, 9)
    assert staff.get(planted).headers["etag"] == put.headers["etag"]
    put = staff.put(planted, json=tree(), headers=GEOJSON)
    assert put.json()["properties"]["umur_th"] is None


def test_what_was_read_can_be_put_back(staff):
    for row in ("pohon-1", "pohon-9"):
        found = staff.get(f"{TREES}/{row}")
        put = staff.put(f"{TREES}/{row}", json=found.json(), headers=GEOJSON)
        assert (put.status_code, put.headers["etag"]) == (200, found.headers["etag"])


def test_what_staff_cannot_see_stays(staff, plot):
    found = staff.get(f"{TREES}/pohon-2").json()
    assert "lupa" not in found["properties"]
    staff.put(f"{TREES}/pohon-2", json=tree(), headers=GEOJSON)
    with Garden(plot).change() as write:
        kept = write.connection.execute("SELECT lupa FROM store.pohon WHERE id = 'pohon-2'").fetchone()
    assert kept == (SECRET,)


@pytest.mark.requirement(
    "features-4/update/patch-op",
    "features-4/update/body",
    "features-4/update/response",
    "features-4/optimistic-locking-etags/etag-patch-response",
    "features-4/features/update-json-merge-patch",
)
def test_a_patch_changes_what_it_names(staff, planted):
    patched = staff.patch(planted, json={"properties": {"umur_th": 4, "nama": None}}, headers=MERGE)
    assert patched.status_code == 200
    assert patched.json()["properties"]["umur_th"] == 4
    assert patched.json()["properties"]["nama"] is None
    assert patched.json()["properties"]["dilihat"] == staff.get(planted).json()["properties"]["dilihat"]
    assert staff.get(planted).headers["etag"] == patched.headers["etag"]


@pytest.mark.requirement(
    "features-4/create-replace-delete/delete/delete-op", "features-4/create-replace-delete/delete/response"
)
def test_what_is_deleted_is_gone(staff, planted):
    assert staff.delete(planted).status_code == 204
    assert staff.get(planted).status_code == 404
    assert staff.delete(planted).status_code == 404


@pytest.mark.requirement("features-4/create-replace-delete/replace/rid-exception")
def test_a_feature_is_made_where_it_is_put(staff):
    put = staff.put(f"{TREES}/di sini/ya", json=tree(), headers=GEOJSON)
    assert put.status_code == 201
    assert staff.get(put.headers["location"]).json()["id"] == "di sini/ya"


@pytest.mark.requirement("features-4/features/schema")
def test_a_collection_tells_what_may_be_written_and_the_schema_what_it_takes(staff, make):
    inside = staff.get("/collections/pohon").json()
    assert inside["supportsNonAutogeneratedResourceIds"] is True
    kept = staff.get("/conformance").json()["conformsTo"]
    told = staff.get("/api").json()["paths"]
    with make(Audience.PUBLIC) as public:
        outside = public.get("/collections/pohon").json()
        assert "supportsNonAutogeneratedResourceIds" not in outside
        fewer = public.get("/conformance").json()["conformsTo"]
        methods = {method for path in public.get("/api").json()["paths"].values() for method in path}
    assert {one.rpartition("/")[2] for one in set(kept) - set(fewer)} == {
        "create-replace-delete",
        "update",
        "optimistic-locking-etags",
        "features",
    }
    assert methods.isdisjoint({"put", "patch", "delete"})
    assert "post" in told[TREES]
    assert told[f"{TREES}/{{featureId}}"].keys() >= {"get", "put", "patch", "delete"}
    assert "/collections/jumlah_griya/items/{featureId}" in told
    assert "put" not in told["/collections/jumlah_griya/items/{featureId}"]


def test_a_client_may_prefer_no_answer(staff, planted):
    wish = {"prefer": "return=minimal"}
    put = staff.put(planted, json=tree(umur_th=1), headers=GEOJSON | wish)
    assert (put.status_code, put.content, put.headers["preference-applied"]) == (204, b"", "return=minimal")
    assert put.headers["etag"] == staff.get(planted).headers["etag"]
    made = staff.post(TREES, json=tree(), headers=GEOJSON | wish)
    assert (made.status_code, made.content) == (201, b"")


@pytest.mark.requirement(
    "features-4/features/content-crs-header",
    "features-4/features/default-crs",
    "features-4/features/other-crs",
)
def test_coordinates_come_in_the_system_that_is_said(staff):
    plain = staff.post(TREES, json=tree(), headers=GEOJSON).headers["location"]
    shown = staff.get(plain, params={"crs": UTM}).json()["geometry"]
    sent = {**tree(), "geometry": shown}
    made = staff.post(TREES, json=sent, headers=GEOJSON | {"content-crs": f"<{UTM}>"})
    assert made.json()["geometry"]["coordinates"] == pytest.approx([WEST + 0.3, SOUTH + 0.3], abs=1e-6)
    for other in ("http://www.opengis.net/def/crs/EPSG/0/4979", "x"):
        refused = staff.post(TREES, json=sent, headers=GEOJSON | {"content-crs": other})
        assert refused.status_code == 400
        assert UTM in refused.json()["allowed"]


class TestLocking:
    @pytest.mark.requirement(
        "features-4/optimistic-locking-etags/ifmatch-put-op",
        "features-4/optimistic-locking-etags/ifmatch-put-eval",
        "features-4/optimistic-locking-etags/ifmatch-patch-op",
        "features-4/optimistic-locking-etags/ifmatch-patch-eval",
        "features-4/optimistic-locking-etags/ifmatch-delete-op",
        "features-4/optimistic-locking-etags/ifmatch-delete-eval",
    )
    def test_who_knows_the_row_may_change_it_once(self, staff, planted):
        tag = {"if-match": staff.get(planted).headers["etag"]}
        assert staff.put(planted, json=tree(umur_th=5), headers=GEOJSON | tag).status_code == 200
        for method, body, kind in (
            ("PUT", tree(umur_th=6), GEOJSON),
            ("PATCH", {}, MERGE),
            ("DELETE", None, {}),
        ):
            stale = staff.request(method, planted, json=body, headers=kind | tag)
            assert (stale.status_code, stale.json()["status"]) == (412, 412)
        assert staff.get(planted).json()["properties"]["umur_th"] == 5

    def test_the_tag_of_any_form_of_the_row_proves_its_state(self, staff, planted):
        for params in ({"f": "html"}, {"crs": UTM}, {"properties": "nama"}):
            tag = staff.get(planted, params=params).headers["etag"]
            sent = staff.patch(planted, json={}, headers=MERGE | {"if-match": tag})
            assert sent.status_code == 200, params

    @pytest.mark.parametrize(
        ("given", "status"),
        [
            ("*", 200),
            ('"lain"', 412),
            ('"lain", {tag}', 200),
            ("W/{tag}", 412),
            ('""', 412),
            ("tanpa tanda petik", 400),
        ],
    )
    def test_forms_of_if_match(self, staff, planted, given: str, status: int):
        tag = given.format(tag=staff.get(planted).headers["etag"])
        sent = staff.patch(planted, json={"properties": {"umur_th": 1}}, headers=MERGE | {"if-match": tag})
        assert sent.status_code == status

    @pytest.mark.requirement("features-4/create-replace-delete/replace/rid-exception")
    def test_a_row_that_is_not_there_matches_nothing(self, staff):
        missing = f"{TREES}/tidak-ada"
        assert staff.put(missing, json=tree(), headers=GEOJSON | {"if-match": '"xyz"'}).status_code == 412
        assert staff.patch(missing, json={}, headers=MERGE | {"if-match": '"xyz"'}).status_code == 404
        assert staff.get(missing).status_code == 404

    def test_a_row_may_be_put_only_where_none_is(self, staff, planted):
        first = GEOJSON | {"if-none-match": "*"}
        assert staff.put(planted, json=tree(), headers=first).status_code == 412
        assert staff.put(f"{TREES}/hanya-sekali", json=tree(), headers=first).status_code == 201

    def test_of_many_who_began_from_one_state_one_wins(self, staff, planted):
        tag = staff.get(planted).headers["etag"]
        together = threading.Barrier(6)

        def change(number: int) -> int:
            together.wait()
            patch = {"properties": {"umur_th": 100 + number}}
            return staff.patch(planted, json=patch, headers=MERGE | {"if-match": tag}).status_code

        with ThreadPoolExecutor(6) as pool:
            found = sorted(pool.map(change, range(6)))
        assert found == [200, 412, 412, 412, 412, 412]

    def test_without_a_tag_the_last_one_counts_and_history_keeps_all(self, staff, planted, plot):
        for age in (1, 2, 3):
            assert (
                staff.patch(planted, json={"properties": {"umur_th": age}}, headers=MERGE).status_code == 200
            )
        key = planted.rpartition("/")[2]
        with Garden(plot).change() as write:
            kept = write.connection.execute(
                "SELECT umur_th FROM history.pohon WHERE id = %s ORDER BY entry", [key]
            ).fetchall()
        assert kept == [(None,), (1,), (2,)]

    def test_a_setting_makes_it_compulsory(self, make):
        with make(locking="required") as strict:
            made = strict.post(TREES, json=tree(), headers=GEOJSON)
            assert made.status_code == 201
            where, tag = made.headers["location"], {"if-match": made.headers["etag"]}
            for method, body, kind in (("PUT", tree(), GEOJSON), ("PATCH", {}, MERGE), ("DELETE", None, {})):
                assert strict.request(method, where, json=body, headers=kind).status_code == 428
            assert strict.delete(where, headers=tag).status_code == 204


class TestRefusals:
    @pytest.mark.requirement("features-4/features/schema")
    @pytest.mark.parametrize(
        ("values", "rule"),
        [
            ({"umur_th": "tua"}, "type"),
            ({"jenis": "mangga"}, "choices"),
            ({"dilihat": None}, "required"),
            ({"lupa": SECRET}, "unknown"),
            ({"tidak_ada": SECRET}, "unknown"),
        ],
    )
    def test_each_problem_is_told_by_property_in_both_languages(self, staff, values: dict, rule: str):
        told = [
            staff.post(TREES, params={"lang": language}, json=tree(**values), headers=GEOJSON)
            for language in ("id", "en")
        ]
        assert [one.status_code for one in told] == [422, 422]
        (name,) = values
        for one in told:
            assert [(each["property"], each["rule"]) for each in one.json()["problems"]] == [(name, rule)]
        assert told[0].json()["problems"][0]["message"] != told[1].json()["problems"][0]["message"]
        assert SECRET not in told[0].text + told[1].text

    def test_a_hidden_field_is_told_like_one_that_is_not_there(self, staff):
        hidden, missing = (
            staff.post(TREES, json=tree(**{name: 1}), headers=GEOJSON).text.replace(name, "x")
            for name in ("lupa", "nihil")
        )
        assert hidden == missing

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"[]", b'"a"', b"null", b'{"type": "FeatureCollection", "features": []}', b"[" * 100_000,
         b'{"type": "Feature", "properties": 3}', b'{"type": "Feature", "geometry": []}', b"\xff\xfe",
         b'{"type": "Feature", "id": true, "properties": null, "geometry": null}'],
    )  # fmt: skip
    def test_what_is_no_feature_is_no_request(self, staff, body: bytes):
        assert staff.post(TREES, content=body, headers=GEOJSON).status_code == 400

    @pytest.mark.requirement(
        "features-4/create-replace-delete/create/content-type",
        "features-4/create-replace-delete/replace/content-type",
        "features-4/update/content-type",
    )
    def test_media_types(self, staff, planted):
        for method, path in (("POST", TREES), ("PUT", planted), ("PATCH", planted)):
            assert staff.request(method, path, content=b"{}").status_code == 400
        assert staff.post(TREES, content=b"<a/>", headers={"content-type": "text/xml"}).status_code == 415
        assert staff.patch(planted, json={}, headers=GEOJSON).status_code == 415
        packed = GEOJSON | {"content-encoding": "gzip"}
        assert staff.post(TREES, content=b"x", headers=packed).status_code == 415
        typed = {"content-type": "Application/GEO+JSON; charset=utf-8"}
        assert staff.post(TREES, json=tree(), headers=typed).status_code == 201
        assert staff.post(TREES, json=tree(), headers=GEOJSON | {"accept": "text/html"}).status_code == 406

    def test_a_body_beyond_the_limit_is_refused_before_it_is_read(self, make):
        with make(edit_mb=1) as small:
            large = b" " * (1024 * 1024 + 1)
            assert small.post(TREES, content=large, headers=GEOJSON).status_code == 413
            assert small.post(TREES, content=iter([large]), headers=GEOJSON).status_code == 413

    @pytest.mark.requirement(
        "features-4/create-replace-delete/replace/rid",
        "features-4/update/rid",
        "features-4/features/geojson-create-replace",
        "features-4/features/update-json-merge-patch",
    )
    def test_a_key_is_taken_once_and_kept(self, staff, planted):
        key = planted.rpartition("/")[2]
        assert staff.post(TREES, json=tree(id=key), headers=GEOJSON).status_code == 409
        assert staff.put(planted, json={**tree(), "id": "lain"}, headers=GEOJSON).status_code == 422
        assert staff.patch(planted, json={"id": "lain"}, headers=MERGE).status_code == 422

    def test_a_row_that_others_name_is_not_deleted(self, staff):
        refused = staff.delete("/collections/telaah/items/t1")
        assert refused.status_code == 409

    @pytest.mark.parametrize("fid", ["%00", "a%0ab", "x" * 5000])
    def test_odd_keys_fail_cleanly(self, staff, fid: str):
        for method, body, kind in (("PUT", tree(), GEOJSON), ("PATCH", {}, MERGE), ("DELETE", None, {})):
            answer = staff.request(method, f"{TREES}/{fid}", json=body, headers=kind)
            assert answer.status_code < 500, (method, answer.text)

    def test_parameters_are_those_of_an_answer(self, staff):
        assert staff.post(f"{TREES}?bbox=1,2,3,4", json=tree(), headers=GEOJSON).status_code == 400


class TestMethods:
    @pytest.mark.requirement(
        "features-4/create-replace-delete/methods",
        "features-4/create-replace-delete/options/op",
        "features-4/create-replace-delete/options/response",
        "features-4/update/methods",
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
    def test_options_list_what_there_is(self, staff, path: str, methods: str):
        asked = staff.options(path)
        assert (asked.status_code, asked.headers["allow"]) == (200, methods)
        assert ("accept-post" in asked.headers) == ("POST" in methods)
        assert ("accept-patch" in asked.headers) == ("PATCH" in methods)
        for method in {"POST", "PUT", "PATCH", "DELETE"} - set(methods.split(", ")):
            refused = staff.request(method, path, json=tree(), headers=GEOJSON)
            assert (refused.status_code, refused.headers["allow"]) == (405, methods)

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
    @pytest.mark.parametrize("path", [TREES, f"{TREES}/pohon-1"])
    def test_the_public_s_service_changes_nothing(self, make, method: str, path: str):
        with make(Audience.PUBLIC) as public:
            answer = public.request(method, path, json=tree(), headers=GEOJSON)
            assert (answer.status_code, answer.headers["allow"]) == (405, "GET")

    def test_no_collection_no_answer(self, staff):
        assert staff.post("/collections/tidak/items", json=tree(), headers=GEOJSON).status_code == 404
        assert staff.options("/collections/tidak/items").status_code == 404


class TestTheDoor:
    PATHS = ("/", "/collections", TREES, f"{TREES}/pohon-1", "/map", "/metrics", "/api", "/tidak/ada")

    @pytest.mark.parametrize("path", PATHS)
    def test_other_machines_are_refused_reading_too(self, make, path: str):
        for host, base in (("10.1.2.3", HERE), ("127.0.0.1", "http://peta.jepara.test"), ("unknown", HERE)):
            assert make(host=host, base=base).get(path).status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [{"x-forwarded-for": "127.0.0.1"}, {"via": "1.1 proxy"}, {"origin": "http://lain.test"},
         {"origin": "null"},
         {"sec-fetch-site": "cross-site"}],
    )  # fmt: skip
    @pytest.mark.parametrize(
        ("method", "path"), [("GET", "/collections"), ("POST", TREES), ("OPTIONS", TREES)]
    )
    def test_what_others_send_through_this_machine_is_refused(self, staff, headers, method: str, path: str):
        answer = staff.request(method, path, headers=headers, json=tree())
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers

    def test_nothing_is_kept_and_nothing_is_open_to_other_sites(self, staff):
        for path in ("/collections", TREES, f"{TREES}/pohon-1"):
            said = staff.get(path).headers
            assert said["cache-control"] == "no-store"
            assert said["cross-origin-resource-policy"] == "same-origin"
            assert "access-control-allow-origin" not in said

    def test_the_routes_ask_for_themselves_too(self, make, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("api.door.anything", lambda _: False)
        elsewhere = make(host="10.1.2.3")
        for method, path in (
            ("POST", TREES),
            ("PUT", f"{TREES}/a"),
            ("DELETE", f"{TREES}/a"),
            ("OPTIONS", TREES),
        ):
            assert elsewhere.request(method, path, json=tree(), headers=GEOJSON).status_code == 404


def test_the_public_sees_the_edit_and_none_of_its_secrets(staff, make):
    where = staff.post(TREES, json=tree(lon=EAST - 0.2, pemilik=SECRET), headers=GEOJSON).headers["location"]
    with make(Audience.PUBLIC) as public:
        before = public.get("/collections").headers["etag"]
        seen = public.get(where.removeprefix(HERE))
        assert SECRET not in seen.text
        staff.patch(where, json={"properties": {"nama": "Diganti"}}, headers=MERGE)
        assert public.get(where.removeprefix(HERE)).json()["properties"]["nama"] == "Diganti"
        assert public.get("/collections").headers["etag"] != before
