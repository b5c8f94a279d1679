"""Pages of features and single features."""

from __future__ import annotations

import pytest

from tests.http.garden import DAY, TODAY, TREES, tree
from tests.http.toys import HIDDEN_FIELDS, SECRET


def ids(page: dict) -> list[str]:
    return [feature["id"] for feature in page["features"]]


def trees(*numbers: int) -> list[str]:
    return [f"pohon-{number}" for number in numbers]


def test_a_page_is_geojson_with_its_counts_and_links(get, client):
    page = get("/collections/pohon/items")
    assert client.get("/collections/pohon/items").headers["content-type"] == "application/geo+json"
    assert page["type"] == "FeatureCollection"
    assert (page["numberMatched"], page["numberReturned"]) == (TREES, TREES)
    assert {link["rel"] for link in page["links"]} == {"self", "alternate", "collection"}
    assert ids(page) == trees(*range(TREES))


def test_a_feature_has_its_visible_values_and_no_others(get):
    feature = get("/collections/pohon/items/pohon-1")
    assert feature["geometry"] == {"type": "Point", "coordinates": [110.3, -6.85]}
    assert feature["properties"] == {
        "id": "pohon-1",
        "nama": "Pohon 1",
        "jenis": "api",
        "tinggi_m": 1.5,
        "umur_th": 1,
        "langka": False,
        "ditanam": "2020-01-02",
        "dilihat": "2026-03-02T08:00:00+07:00",
        "hama": ["api"],
        "sumber": "Kebun uji",
        "tanggal_data": "2026-01-02",
        "contoh": False,
    }


def test_what_is_missing_is_null_and_a_row_without_a_place_is_there(get):
    feature = get(f"/collections/pohon/items/pohon-{TREES - 1}")
    assert feature["geometry"] is None
    assert feature["properties"]["nama"] is None
    assert feature["properties"]["tinggi_m"] is None


@pytest.mark.requirement("features-1/core/fc-response", "features-1/core/fc-links")
@pytest.mark.parametrize("limit", [1, 3, 9, 10, 11])
def test_pages_by_next_give_every_feature_once(get, client, limit):
    page, seen = get("/collections/pohon/items", limit=limit), []
    while True:
        assert page["numberReturned"] == len(page["features"]) <= limit
        seen += ids(page)
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        if not following:
            break
        page = client.get(following[0]).json()
    assert seen == trees(*range(TREES))


def test_the_first_page_counts_exactly_and_later_ones_leave_the_number_out(get, client):
    first = get("/collections/pohon/items", limit=2, langka="true")
    assert first["numberMatched"] == 5
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    assert "numberMatched" not in client.get(following).json()


def test_a_page_begins_behind_the_last_key_whatever_was_added_or_removed(get, client, garden):
    first = get("/collections/pohon/items", limit=4)
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    with garden.change() as write:
        write.row("pohon", **{**tree(0), "id": "pohon-00"})
        write.delete("pohon", "pohon-3")
    try:
        assert ids(client.get(following).json()) == trees(4, 5, 6, 7)
    finally:
        with garden.change() as write:
            write.delete("pohon", "pohon-00")
            write.row("pohon", **tree(3))


@pytest.mark.requirement("features-1/core/fc-bbox-response")
@pytest.mark.parametrize(
    ("bbox", "found"),
    [
        ("110,-7,110.35,-6.8", [0, 1]),
        ("110.1,-6.95,110.1,-6.95", [0]),
        ("110,-7,0,110.35,-6.8,100", [0, 1]),
        ("170,-7,110.35,-6.8", [0, 1]),
        ("-180,-90,180,90", range(9)),
        ("0,0,1,1", []),
    ],
)
def test_bbox_finds_what_it_meets_and_as_the_standard_asks_rows_without_a_place(get, bbox, found):
    page = get("/collections/pohon/items", bbox=bbox)
    assert ids(page) == trees(*found, TREES - 1)
    assert page["numberMatched"] == len(found) + 1


@pytest.mark.requirement("features-1/core/query-param-invalid")
@pytest.mark.parametrize(
    "bbox",
    [
        "",
        "1,2,3",
        "1,2,3,4,5",
        "a,b,c,d",
        "110,-6,111,-7",
        "nan,-7,111,-6",
        "inf,0,1,1",
        "110,-91,111,-6",
        "110,-7,181,-6",
        "110,-7,5,111,-6,4",
        "110,-7,111,-6,",
        "1e999,0,1,1",
        "1_0,0,11,1",
    ],
)
def test_a_bbox_that_cannot_be_is_refused_with_what_would_fit(client, bbox):
    answer = client.get("/collections/pohon/items", params={"bbox": bbox})
    assert answer.status_code == 400
    assert "barat,selatan,timur,utara" in answer.json()["detail"]


@pytest.mark.requirement("features-1/core/fc-time-response")
@pytest.mark.parametrize(
    ("when", "found"),
    [
        ("2026-03-03", [2]),
        ("2026-03-03T08:00:00+07:00", [2]),
        ("2026-03-03T01:00:00Z", [2]),
        ("2026-03-03T08:00:01+07:00", []),
        ("2026-03-02/2026-03-04", [1, 2, 3]),
        ("2026-03-02T08:00:00+07:00/2026-03-04T08:00:00+07:00", [1, 2, 3]),
        ("../2026-03-02", [0, 1]),
        ("/2026-03-02", [0, 1]),
        ("2026-03-09/..", [8, 9]),
        ("../..", range(10)),
    ],
)
def test_datetime_is_the_time_a_thing_happened(get, when, found):
    assert ids(get("/collections/pohon/items", datetime=when)) == trees(*found)


@pytest.mark.parametrize(
    "when",
    [
        "",
        "..",
        "yesterday",
        "2026-13-01",
        "2026-02-30",
        "2026-03-04/2026-03-02",
        "2026-03-01T08:00:00",
        "2026/03/01",
        "2026-03-01/2026-03-02/2026-03-03",
        "20260301",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-01-01T00:00:00Z/9999-12-31T23:59:59Z",
    ],
)
def test_a_datetime_that_cannot_be_is_refused(client, when):
    assert client.get("/collections/pohon/items", params={"datetime": when}).status_code == 400


@pytest.mark.requirement("features-1/core/fc-time-response")
@pytest.mark.parametrize(
    ("when", "found"),
    [
        (f"{TODAY}", ["air", "kini", "tanpa"]),
        (f"{TODAY - DAY}", ["air", "kini", "lampau", "tanpa"]),
        (f"{TODAY + DAY}/..", ["air", "nanti", "tanpa"]),
        (f"{TODAY - 9 * DAY}/{TODAY + 9 * DAY}", ["air", "kini", "lampau", "nanti", "tanpa"]),
    ],
)
def test_datetime_is_validity_where_there_is_one_and_open_ends_are_open(get, when, found):
    assert ids(get("/collections/risiko/items", datetime=when)) == found


def test_items_are_all_an_audience_sees_in_force_or_not(get):
    assert len(ids(get("/collections/risiko/items"))) == 5


@pytest.mark.requirement("features-3/queryables-query-parameters/parameters")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"jenis": "api"}, [1, 4, 7]),
        ({"jenis": "api", "langka": "true"}, [4]),
        ({"umur_th": "3"}, [3]),
        ({"umur_th": "+3"}, [3]),
        ({"tinggi_m": "4.5"}, [3]),
        ({"ditanam": "2020-01-02"}, [1]),
        ({"dilihat": "2026-03-02T01:00:00Z"}, [1]),
        ({"hama": "air"}, [2, 5, 8]),
        ({"id": "pohon-7"}, [7]),
        ({"nama": "Pohon 7"}, [7]),
        ({"nama": "pohon 7"}, []),
        ({"nama": "' OR 1=1 --"}, []),
        ({"nama": ""}, []),
    ],
)
def test_every_visible_field_is_a_parameter(get, asked, found):
    page = get("/collections/pohon/items", **asked)
    assert ids(page) == trees(*found)
    assert page["numberMatched"] == len(found)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("umur_th", "tiga"),
        ("umur_th", "1.5"),
        ("umur_th", "9" * 30),
        ("umur_th", "9223372036854775808"),
        ("tinggi_m", "nan"),
        ("tinggi_m", "1e999"),
        ("langka", "1"),
        ("ditanam", "2020"),
        ("dilihat", "2026-03-02"),
        ("nama", "a\x00b"),
    ],
)
def test_a_value_that_a_field_cannot_hold_is_refused(client, name, text):
    answer = client.get("/collections/pohon/items", params={name: text})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith(f"{name}: ")


@pytest.mark.parametrize("name", HIDDEN_FIELDS)
def test_a_hidden_field_answers_exactly_like_one_that_does_not_exist(client, name):
    for given in ({name: SECRET}, {"properties": name}):
        hidden = client.get("/collections/pohon/items", params=given)
        missing = client.get(
            "/collections/pohon/items",
            params={
                ("tidak_ada" if k == name else k): ("tidak_ada" if v == name else v) for k, v in given.items()
            },
        )
        assert hidden.status_code == missing.status_code == 400
        assert hidden.json()["detail"] == missing.json()["detail"].replace("tidak_ada", name)


def test_properties_and_geometry_can_be_left_out(get):
    feature = get("/collections/pohon/items", properties="nama,umur_th", skipGeometry="true", limit=1)[
        "features"
    ][0]
    assert feature["properties"] == {"nama": "Pohon 0", "umur_th": 0}
    assert feature["geometry"] is None


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", "", "٣"])
def test_a_limit_that_cannot_be_is_refused(client, limit):
    assert client.get("/collections/pohon/items", params={"limit": limit}).status_code == 400


@pytest.mark.requirement("features-1/core/fc-limit-response-1")
def test_a_limit_above_the_largest_is_no_error(get):
    assert get("/collections/pohon/items", limit=10**9)["numberReturned"] == TREES


@pytest.mark.parametrize("token", ["x", "%%%", "bnVsbA", "e30", "W10", "dHJ1ZQ", ""])
def test_a_token_that_is_none_is_refused(client, token):
    assert client.get("/collections/pohon/items", params={"after": token}).status_code == 400


def test_unknown_and_repeated_parameters_are_refused_with_what_is_allowed(client):
    unknown = client.get("/collections/pohon/items?bogus=1")
    assert unknown.status_code == 400
    assert "bbox" in unknown.json()["detail"]
    assert client.get("/collections/pohon/items?limit=1&limit=2").status_code == 400
    assert client.get("/collections/pohon/items/pohon-1?limit=1").status_code == 400


@pytest.mark.parametrize("name", ["griya", "tidak_ada"])
@pytest.mark.parametrize(
    "below",
    [
        "",
        "/items",
        "/items/g1",
        "/schema",
        "/queryables",
        "/tiles",
        "/tiles/WebMercatorQuad",
        "/tiles/WebMercatorQuad/tilejson.json",
        "/tiles/WebMercatorQuad/8/132/206",
    ],
)
def test_a_hidden_layer_answers_exactly_like_one_that_does_not_exist(client, name, below):
    answer = client.get(f"/collections/{name}{below}")
    assert answer.status_code == 404
    assert answer.json()["detail"] == f"Tidak ada kumpulan data '{name}' di sini."


@pytest.mark.parametrize("fid", ["pohon-99", "x/y", "%00", "p2"])
def test_a_feature_that_is_not_there_is_not_found(client, fid):
    answer = client.get(f"/collections/pohon/items/{fid}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_feature_not_published_is_not_found_and_a_published_one_stands_at_its_area(get, client):
    assert client.get("/collections/peristiwa/items/p2").status_code == 404
    assert get("/collections/peristiwa/items/p1")["geometry"]["coordinates"] == [110.25, -6.5]


def test_withheld_figures_are_null_and_said_to_be(get):
    rows = {f["id"]: f["properties"] for f in get("/collections/jumlah_griya/items")["features"]}
    assert rows["99.01.00.1001"]["jumlah"] is None
    assert rows["99.01.00.1001"]["ditahan"] is True
    assert rows["99.01.01.1003"]["jumlah"] == 0
    assert rows["99.01.01.1003"]["ditahan"] is False


def test_a_feature_keeps_its_tag_until_its_visible_row_changes(client, garden):
    first = client.get("/collections/pohon/items/pohon-1")
    tag = first.headers["etag"]
    assert not tag.startswith("W/")
    assert client.get("/collections/pohon/items/pohon-1", headers={"if-none-match": tag}).status_code == 304
    with garden.change() as write:
        write.update("pohon", "pohon-2", nama="Lain")
        write.update("pohon", "pohon-1", pemilik="lain")
    assert client.get("/collections/pohon/items/pohon-1").headers["etag"] == tag
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Lain")
    changed = client.get("/collections/pohon/items/pohon-1", headers={"if-none-match": tag})
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag
    with garden.change() as write:
        write.update("pohon", "pohon-1", nama="Pohon 1", pemilik=SECRET)
        write.update("pohon", "pohon-2", nama="Pohon 2")


def test_a_page_keeps_its_tag_until_something_visible_changes(client, garden):
    ask = {"url": "/collections/pohon/items", "params": {"limit": "2"}}
    tag = client.get(**ask).headers["etag"]
    assert client.get(**ask, headers={"if-none-match": tag}).status_code == 304
    assert client.get("/collections/pohon/items", headers={"if-none-match": tag}).status_code == 200
    with garden.change() as write:
        write.update("pohon", "pohon-1", pemilik="lain")
    assert client.get(**ask, headers={"if-none-match": tag}).status_code == 304
    with garden.change() as write:
        write.update("pohon", "pohon-8", nama="Lain")
    assert client.get(**ask, headers={"if-none-match": tag}).status_code == 200
    with garden.change() as write:
        write.update("pohon", "pohon-8", nama="Pohon 8")
        write.update("pohon", "pohon-1", pemilik=SECRET)
