"""What else a question may say: an order, texts to look for, a time; and what is counted."""

from __future__ import annotations

import pytest

from gis import features
from tests.http.garden import DAY, TODAY, TREES, tree
from tests.http.toys import HIDDEN_FIELDS, SECRET

ITEMS = "/collections/pohon/items"


def ids(page: dict) -> list[str]:
    return [feature["id"] for feature in page["features"]]


def trees(*numbers: int) -> list[str]:
    return [f"pohon-{number}" for number in numbers]


def following(page: dict) -> str | None:
    return next((link["href"] for link in page["links"] if link["rel"] == "next"), None)


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ("umur_th", range(TREES)),
        ("+umur_th", range(TREES)),
        ("-umur_th", [8, 7, 6, 5, 4, 3, 2, 1, 0, 9]),
        ("langka,-tinggi_m", [7, 5, 3, 1, 8, 6, 4, 2, 0, 9]),
        ("-langka,tinggi_m", [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]),
        ("-dilihat", [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
        ("-id", [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]),
    ],
)
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_features_go_in_the_order_asked_for_those_without_a_value_last(get, client, order, found, limit):
    page, seen = get(ITEMS, sortby=order, limit=limit), []
    while True:
        seen += ids(page)
        href = following(page)
        if href is None:
            break
        page = client.get(href).json()
    assert seen == trees(*found)


def test_a_plus_that_was_not_escaped_is_a_plus(client):
    assert client.get(f"{ITEMS}?sortby=+nama,-umur_th").status_code == 200


def test_the_order_may_be_by_fields_that_are_not_given_and_adds_none(get):
    page = get(ITEMS, sortby="-umur_th", properties="nama", limit=1)
    assert page["features"][0]["properties"] == {"nama": "Pohon 8"}


@pytest.mark.parametrize("name", ["hama", "geometry", "tidak_ada", *HIDDEN_FIELDS])
def test_an_order_by_a_list_a_hidden_field_or_none_is_refused_in_the_same_words(client, name):
    answer = client.get(ITEMS, params={"sortby": name, "lang": "en"})
    assert answer.status_code == 400
    told = answer.json()["detail"]
    assert told.startswith(f"There is no property '{name}' here. Allowed: ")
    assert not any(hidden in told.partition("Allowed")[2] for hidden in ("hama", *HIDDEN_FIELDS))


def test_a_token_of_another_order_or_another_collection_is_refused(get, client):
    href = following(get(ITEMS, sortby="nama", limit=2))
    assert href is not None
    assert client.get(href).status_code == 200
    for other in (href.replace("sortby=nama", "sortby=-nama"), href.replace("pohon", "risiko", 1)):
        assert client.get(other.replace("sortby=nama&", "")).status_code == 400


def test_withheld_figures_come_last_and_their_order_tells_nothing(get):
    for order in ("jumlah", "-jumlah"):
        rows = get("/collections/jumlah_griya/items", sortby=order)["features"]
        withheld = [each["properties"]["ditahan"] for each in rows]
        assert withheld == sorted(withheld)
        hidden = [each["id"] for each in rows if each["properties"]["ditahan"]]
        assert hidden == sorted(hidden)


@pytest.fixture
def named(garden):
    """Trees with names that people write in several ways."""
    names = {"n1": "Ringin  Kembar", "n2": "Café Déså", "n3": "100%_a", "n4": "Jati\tTua"}
    with garden.change() as write:
        for key, name in names.items():
            row = {**tree(9), "id": key, "nama": name, "pemilik": "rahasia-benar"}
            write.row("pohon", **row)
    yield
    with garden.change() as write:
        for key in names:
            write.delete("pohon", key)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ringin kembar", ["n1"]),
        ("RINGIN", ["n1"]),
        ("kembar ringin", []),
        ("cafe desa", ["n2"]),
        ("CAFÉ", ["n2"]),
        ("%", ["n3"]),
        ("_", ["n3"]),
        ("a_b", []),
        ("jati tua", ["n4"]),
        ("ringin,tua", ["n1", "n4"]),
        (" ringin , tua ,", ["n1", "n4"]),
        ("rahasia-benar", []),
        ("' OR 1=1 --", []),
        ("pohon 3", ["pohon-3"]),
    ],
)
@pytest.mark.usefixtures("named")
def test_texts_are_looked_for_without_case_accents_and_spacing_in_fields_that_are_seen(get, text, found):
    page = get(ITEMS, q=text)
    assert ids(page) == found
    assert page["numberMatched"] == len(found)


@pytest.mark.parametrize("text", ["", " ", ",,"])
def test_looking_for_nothing_is_refused(client, text):
    assert client.get(ITEMS, params={"q": text}).status_code == 400


def test_a_collection_without_searched_fields_refuses_q_like_any_unknown_parameter(client):
    answer = client.get("/collections/risiko/items", params={"q": "a", "lang": "en"})
    assert answer.status_code == 400
    assert answer.json()["detail"].startswith("There is no parameter 'q' here. Allowed: ")


@pytest.mark.requirement("features-1/core/fc-numberMatched")
def test_all_that_is_there_is_counted_on_every_page(get, client):
    page = get(ITEMS, limit=4)
    assert page["numberMatched"] == TREES
    assert client.get(following(page)).json()["numberMatched"] == TREES


def test_the_number_follows_what_is_there(get, garden):
    assert get(ITEMS, limit=1)["numberMatched"] == TREES
    with garden.change() as write:
        write.row("pohon", **{**tree(9), "id": "baru"})
    try:
        assert get(ITEMS, limit=1)["numberMatched"] == TREES + 1
    finally:
        with garden.change() as write:
            write.delete("pohon", "baru")


@pytest.mark.requirement("features-1/core/fc-numberMatched")
@pytest.mark.parametrize(("most", "told"), [(4, None), (5, 5)])
def test_beyond_what_is_counted_the_number_is_left_out(get, monkeypatch, most, told):
    monkeypatch.setattr(features, "COUNTED", most)
    # Another limit each time: the same page would be answered from what is kept.
    assert get(ITEMS, langka="true", limit=most - 2).get("numberMatched") == told


@pytest.mark.requirement("features-1/core/fc-time-response")
def test_a_layer_without_a_time_matches_every_time(get):
    assert len(ids(get("/collections/blok/items", datetime="1999-01-01"))) == 4


@pytest.mark.requirement("features-1/core/fc-time-response")
def test_a_row_without_a_time_matches_every_time_as_the_standard_asks(get, garden):
    with garden.change() as write:
        write.row("risiko", id="tanpa-waktu", ragam="air", contoh=False, telaah="t1", geom=None)
    try:
        assert "tanpa-waktu" in ids(get("/collections/risiko/items", datetime="1999-01-01"))
    finally:
        with garden.change() as write:
            write.delete("risiko", "tanpa-waktu")


def test_a_collection_tells_from_when_until_when_its_rows_are(get):
    moments = get("/collections/pohon")["extent"]["temporal"]
    assert moments["interval"] == [["2026-03-01T08:00:00+07:00", "2026-03-10T08:00:00+07:00"]]
    assert "temporal" not in get("/collections/blok")["extent"]


def test_rows_without_an_end_leave_the_collection_s_time_open(get, garden):
    assert "temporal" not in get("/collections/risiko")["extent"]
    with garden.change() as write:
        write.update("risiko", "tanpa", mulai=TODAY - 20 * DAY)
        write.update("risiko", "air", mulai=TODAY - 20 * DAY)
    try:
        (span,) = get("/collections/risiko")["extent"]["temporal"]["interval"]
        assert span == [f"{TODAY - 20 * DAY}T00:00:00+07:00", None]
    finally:
        with garden.change() as write:
            write.update("risiko", "tanpa", mulai=None)
            write.update("risiko", "air", mulai=None)


@pytest.mark.requirement("features-3/filter/mixing-expressions")
def test_a_filter_goes_together_with_everything_else(get):
    page = get(ITEMS, filter="umur_th > 2", langka="true", sortby="-umur_th", limit=2)
    assert ids(page) == trees(8, 6)
    assert page["numberMatched"] == 3


@pytest.mark.parametrize("name", ["filter-lang", "filter-crs"])
def test_a_filter_s_own_parameters_are_looked_at_even_without_a_filter(client, name):
    assert client.get(ITEMS, params={name: "klingon"}).status_code == 400


def test_no_hidden_value_is_in_a_token(get):
    assert SECRET not in str(get(ITEMS, sortby="nama", limit=1))


@pytest.mark.requirement("features-1/core/query-param-unknown")
def test_an_unknown_parameter_is_refused_with_all_that_are_allowed(client):
    queryables = client.get("/collections/pohon/queryables").json()["properties"]
    fields = {name for name, told in queryables.items() if "type" in told}
    of_one = {"crs", "properties", "skipGeometry"}
    of_many = {"bbox", "bbox-crs", "datetime", "q", "filter", "filter-lang", "filter-crs", "sortby", "limit"}
    for path, known in (
        (ITEMS, fields | of_one | of_many | {"after"}),
        (f"{ITEMS}/pohon-1", of_one),
        ("/collections", set()),
    ):
        answer = client.get(path, params={"bogus": "1", "lang": "en"})
        assert answer.status_code == 400
        assert set(answer.json()["allowed"]) == {"f", "lang", *known}
        assert all(name in answer.json()["detail"] for name in known)
        assert not any(hidden in answer.text for hidden in HIDDEN_FIELDS)
