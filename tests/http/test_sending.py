"""Files over HTTP: what is asked, whole, with the headers that go before it; errors, limits and breaks."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import httpx
import orjson
import pytest
import uvicorn
from lxml import etree
from starlette.testclient import TestClient

from api import sending
from api.app import create_app
from gis import asking, exports
from gis.database import Database
from gis.errors import Unavailable
from gis.formats import FORMATS, Content
from gis.layer import Audience
from gis.privacy import visible
from gis.settings import Settings
from tests.http.garden import TREES
from tests.http.toys import HIDDEN_FIELDS, SECRET, TOYS

PATH = "/collections/pohon/items"
FILES = [word for word, form in FORMATS.items() if not form.paged]
PUBLIC = [name for name, layer in TOYS.items() if layer.access == 0]


def ask(client: TestClient, **params: object) -> httpx.Response:
    return client.get(PATH, params=params)


def table(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("word", FILES)
def test_a_file_comes_whole_with_its_name_and_its_system(client, word):
    answer = ask(client, f=word)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[word].media
    assert answer.headers["content-crs"] == "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>"
    day = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
    named = f'attachment; filename="pohon-{day}{FORMATS[word].suffix}"'
    assert answer.headers["content-disposition"] == named
    assert answer.headers["etag"].startswith('W/"')
    assert answer.headers["cache-control"] == "no-cache"
    assert SECRET.encode() not in answer.content


@pytest.mark.parametrize("word", FILES)
def test_accept_asks_for_a_file_as_f_does(client, word):
    answer = client.get(PATH, headers={"accept": FORMATS[word].media})
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[word].media


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("word", FILES)
def test_every_collection_is_there_in_every_format(client, name, word):
    answer = client.get(f"/collections/{name}/items", params={"f": word})
    assert answer.status_code == 200, answer.text


def test_a_file_holds_all_that_matches_unless_a_limit_is_given(client):
    assert len(table(ask(client, f="csv"))) == TREES
    assert len(table(ask(client, f="csv", limit=5))) == 5
    view = visible(TOYS["pohon"], Audience.PUBLIC)
    assert exports.question(view, {}).limit is None
    # A page would stop at its own limit.
    beyond = {"limit": str(asking.MOST + 1)}
    assert exports.question(view, beyond).limit == asking.MOST + 1
    assert asking.question(view, beyond).limit == asking.MOST


def test_what_is_asked_of_pages_is_asked_of_files(client):
    lines = table(ask(client, f="csv", jenis="jati", properties="nama", sortby="-nama", filter="umur_th > 0"))
    assert list(lines[0]) == ["nama", "lon", "lat", "wkt"]
    assert [line["nama"] for line in lines] == ["Pohon 6", "Pohon 3"]
    (first, *_) = table(ask(client, f="csv", bbox="110,-7,110.2,-6.9"))
    assert first["id"] == "pohon-0"
    assert list(table(ask(client, f="csv", skipGeometry="true", properties="nama"))[0]) == ["nama"]


def test_a_geopackage_holds_the_layers_record(client, tmp_path):
    path = tmp_path / "pohon.gpkg"
    path.write_bytes(ask(client, f="gpkg").content)
    asked = "SELECT metadata FROM gpkg_metadata WHERE mime_type = 'text/xml'"
    ((record,),) = sqlite3.connect(path).execute(asked).fetchall()
    assert etree.fromstring(record.encode()).tag.endswith("MD_Metadata")
    assert "http://peta.test/collections/pohon" in record


def test_a_file_is_in_the_system_that_is_asked_for(client):
    answer = ask(client, f="csv", crs="http://www.opengis.net/def/crs/EPSG/0/32749", limit=1)
    assert answer.headers["content-crs"] == "<http://www.opengis.net/def/crs/EPSG/0/32749>"
    (line,) = table(answer)
    assert 300_000 < float(line["x"]) < 500_000
    assert 9_000_000 < float(line["y"]) < 9_400_000


def test_withheld_figures_are_empty_and_say_so(client):
    answer = client.get("/collections/jumlah_griya/items", params={"f": "csv", "skipGeometry": "true"})
    lines = {line["kode"]: line for line in table(answer)}
    held = [line for line in lines.values() if line["ditahan"] == "true"]
    assert held
    assert all(line["jumlah"] == "" for line in held)


def test_a_hidden_field_is_answered_like_one_that_does_not_exist(client):
    for name in HIDDEN_FIELDS:
        hidden, missing = (ask(client, f="csv", properties=each) for each in (name, "tiadaada"))
        assert hidden.status_code == missing.status_code == 400
        assert hidden.text.replace(name, "tiadaada") == missing.text


def test_who_holds_this_version_is_told_so(client, garden):
    first = ask(client, f="csv")
    again = client.get(PATH, params={"f": "csv"}, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert ask(client, f="xlsx").headers["etag"] != first.headers["etag"]
    assert ask(client, f="csv", limit=2).headers["etag"] != first.headers["etag"]
    with garden.change() as write:
        write.update("pohon", "pohon-0", nama="Lain")
    try:
        changed = client.get(PATH, params={"f": "csv"}, headers={"if-none-match": first.headers["etag"]})
        assert changed.status_code == 200
    finally:
        with garden.change() as write:
            write.update("pohon", "pohon-0", nama="Pohon 0")


@pytest.mark.parametrize("word", FILES)
def test_the_head_alone_costs_no_file(client, monkeypatch, word):
    whole = ask(client, f=word)
    monkeypatch.setattr(exports, "content", None)
    head = client.head(PATH, params={"f": word})
    assert (head.status_code, head.content) == (200, b"")
    for name in ("etag", "content-type", "content-disposition", "content-crs"):
        assert head.headers[name] == whole.headers[name]


def test_a_failure_before_the_first_byte_is_an_error_like_any(client, monkeypatch):
    assert ask(client, f="kml", crs="http://www.opengis.net/def/crs/EPSG/0/3857").status_code == 400

    def broken(*_: object) -> None:
        raise Unavailable("tidak")

    monkeypatch.setattr(exports, "content", broken)
    answer = ask(client, f="csv")
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert "content-disposition" not in answer.headers


def test_json_fg_is_paged_like_geojson(client):
    answer = ask(client, f="jsonfg", limit=4)
    assert answer.headers["content-type"].partition(";")[0] == "application/fg+json"
    page = answer.json()
    assert (page["type"], page["featureType"], page["numberReturned"]) == ("FeatureCollection", "pohon", 4)
    (onward,) = [link for link in page["links"] if link["rel"] == "next"]
    assert onward["type"] == "application/fg+json"
    assert client.get(onward["href"]).json()["featureType"] == "pohon"
    metric = ask(client, f="jsonfg", crs="http://www.opengis.net/def/crs/EPSG/0/32749", limit=1).json()
    assert metric["coordRefSys"] == "http://www.opengis.net/def/crs/EPSG/0/32749"
    (feature,) = metric["features"]
    assert feature["geometry"] is None
    assert feature["place"]["coordinates"][0] > 1000


def test_one_feature_is_json_fg_too(client):
    answer = client.get(f"{PATH}/pohon-0", params={"f": "jsonfg"})
    assert (answer.json()["featureType"], answer.json()["id"]) == ("pohon", "pohon-0")
    plain = client.get(f"{PATH}/pohon-0")
    assert plain.headers["etag"] != answer.headers["etag"]
    assert client.get(f"{PATH}/pohon-0", params={"f": "csv"}).status_code == 400


# What only a real server shows: callers that go away, transfers that break off, many at once.


class Valve:
    """A format whose bytes come when they are let."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.ended = threading.Event()
        self.failure: Exception | None = None

    def write(self, _: Content) -> Iterator[bytes]:
        try:
            yield b"awal\n"
            while not self.open.wait(0.01):
                yield b"terus\n"
            if self.failure:
                raise self.failure
            yield b"akhir\n"
        finally:
            self.ended.set()


@pytest.fixture
def valve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Valve]:
    """CSV as a valve."""
    made = Valve()
    patched = {**FORMATS, "csv": replace(FORMATS["csv"], write=made.write)}
    monkeypatch.setattr("api.routes.items.FORMATS", patched)
    yield made
    made.open.set()


@pytest.fixture(scope="module")
def address(toy_address) -> Iterator[str]:
    """The service behind a real server, in a thread."""
    app = create_app(Settings(), TOYS, Database(toy_address))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}{PATH}"
    server.should_exit = True
    thread.join()


def until(true: Callable[[], bool]) -> None:
    """Waits until something is true, ten seconds at most."""
    end = time.monotonic() + 10
    while not true():
        assert time.monotonic() < end
        threading.Event().wait(0.01)


def test_the_first_bytes_go_out_before_the_last_are_written(address, valve):
    plain = {"accept-encoding": "identity"}
    with httpx.stream("GET", address, params={"f": "csv"}, headers=plain) as answer:
        pieces = answer.iter_raw()
        assert next(pieces).startswith(b"awal")
        assert not valve.ended.is_set()
        valve.open.set()
        assert b"".join(pieces).endswith(b"akhir\n")


def test_a_failure_on_the_way_breaks_the_transfer_off(address, valve):
    valve.failure = RuntimeError("terputus")
    with httpx.stream("GET", address, params={"f": "csv"}) as answer:
        valve.open.set()
        with pytest.raises(httpx.RemoteProtocolError):
            answer.read()


def test_who_goes_away_ends_the_work(address, valve):
    with httpx.stream("GET", address, params={"f": "csv"}) as answer:
        next(answer.iter_raw())
    assert valve.ended.wait(10)
    assert not valve.open.is_set()


def test_more_files_at_once_than_are_written_are_put_off(address, valve):
    with httpx.Client() as client:
        begun = [
            client.send(client.build_request("GET", address, params={"f": "csv"}), stream=True)
            for _ in range(sending.WRITTEN_AT_ONCE)
        ]
        refused = client.get(address, params={"f": "csv"})
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) > 0
        # Pages are answered all the while.
        assert client.get(address, params={"limit": "1"}).status_code == 200
        valve.open.set()
        assert all(answer.read().endswith(b"akhir\n") for answer in begun)
    assert orjson.loads(refused.content)["status"] == 429
    until(lambda: httpx.get(address, params={"f": "csv"}).status_code == 200)


def test_filters_leave_room_for_other_files(address, valve):
    filtered = {"f": "csv", "filter": "umur_th > 0"}
    with httpx.Client() as client:
        begun = [
            client.send(client.build_request("GET", address, params=filtered), stream=True)
            for _ in range(sending.FILTERED_AT_ONCE)
        ]
        assert client.get(address, params=filtered).status_code == 429
        with client.stream("GET", address, params={"f": "csv"}) as other:
            assert other.status_code == 200
        valve.open.set()
        assert all(answer.read().endswith(b"akhir\n") for answer in begun)
    until(lambda: httpx.get(address, params=filtered).status_code == 200)
