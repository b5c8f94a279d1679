"""Files over HTTP, against the real service and its worker: handed in, checked, confirmed, undone."""

from __future__ import annotations

import html
import io
import stat
import zipfile
from collections.abc import Iterator

import httpx
import pytest

from tests.http.officer import GOOD, HALF, LAT, LON, Service


def test_a_file_is_handed_in_checked_confirmed_and_undone(service: Service):
    one = service.hand_in(GOOD, actor="Citra", source="Survei 2024")
    checked = service.ended(one["id"])
    assert checked["state"] == "checked", checked
    counts = {name: checked["report"][name] for name in ("read", "good", "bad", "inserted", "loaded")}
    assert counts == {"read": 2, "good": 2, "bad": 0, "inserted": 2, "loaded": 0}
    assert {"load", "check", "discard"} <= {each["rel"] for each in checked["links"]}
    assert service.rows("SELECT count(*) FROM store.wisata") == [(0,)]

    assert service.client.post(f"/imports/{one['id']}/load").status_code == 202
    loaded = service.ended(one["id"])
    assert loaded["state"] == "loaded", loaded
    assert service.rows("SELECT id, nama, sumber FROM store.wisata ORDER BY id") == [
        ("h-1", "Pantai Satu", "Survei 2024"),
        ("h-2", "Pantai Dua", "Survei 2024"),
    ]
    (batch,) = service.client.get("/batches?layer=wisata").json()["batches"]
    assert (batch["id"], batch["actor"], batch["file"]) == (loaded["batch"], "Citra", "berkas.csv")

    undone = service.client.post(f"/batches/{batch['id']}/undo", data={"actor": "Dewi"}).json()["undone"]
    assert [(each["undoes"], each["deleted"]) for each in undone] == [(batch["id"], 2)]
    assert service.rows("SELECT count(*) FROM store.wisata") == [(0,)]


def test_bad_rows_are_told_and_the_good_loaded_alone_when_that_is_said(service: Service):
    one = service.ended(service.hand_in(HALF)["id"])
    report = one["report"]
    assert (one["state"], report["good"], report["bad"]) == ("refused", 1, 1), one
    assert [(kind["rule"], kind["rows"]) for kind in report["kinds"]] == [("required", 1)]
    assert report["kinds"][0]["first"][0]["row"] == 3
    refused = service.client.post(f"/imports/{one['id']}/load")
    assert refused.status_code == 409
    assert "keep_good" in refused.json()["detail"]
    book = service.client.get(f"/imports/{one['id']}/report.xlsx")
    assert zipfile.ZipFile(io.BytesIO(book.content)).testzip() is None
    assert "attachment" in book.headers["content-disposition"]
    assert book.headers["accept-ranges"] == "none"
    for part in ("bytes=0-9", "bytes=0-3,7-9", "bytes=999999999-", "nonsense"):
        whole = service.client.get(f"/imports/{one['id']}/report.xlsx", headers={"range": part})
        assert (whole.status_code, whole.content) == (200, book.content)

    service.client.post(f"/imports/{one['id']}/load", data={"keep_good": "true"})
    loaded = service.ended(one["id"])
    assert loaded["state"] == "loaded", loaded
    assert service.rows("SELECT id FROM store.wisata") == [("h-1",)]
    rejects = service.client.get(f"/imports/{one['id']}/rejects")
    assert rejects.status_code == 200
    assert service.client.get(f"/imports/{one['id']}/report.xlsx").content == book.content
    # Corrected, the rejected rows come in as they are.
    assert service.ended(service.hand_in(rejects.content, "wisata.xlsx")["id"])["report"]["bad"] == 1


def test_why_rows_were_skipped_is_told_in_words(service: Service):
    one = service.ended(service.hand_in(f"{GOOD},,,\nJumlah,,,2\n")["id"])
    kinds = one["report"]["skipped_kinds"]
    assert [(each["why"], each["rows"], each["numbers"]) for each in kinds] == [
        ("blank", 1, "4"),
        ("total", 1, "5"),
    ]
    page = service.client.get(f"/data/{one['id']}").text
    assert "1 jumlah atau rata-rata: baris 5" in page
    assert ": blank" not in page


def test_what_a_check_proposes_is_accepted_by_a_new_check(service: Service):
    lost = GOOD.replace(f"h-1,Pantai Satu,{LON},{LAT}", f"h-1,Pantai Satu,{LON},{-LAT}")
    one = service.ended(service.hand_in(lost)["id"])
    assert [kind["accept"] for kind in one["report"]["kinds"]] == ["minus"]
    again = service.client.post(f"/imports/{one['id']}/load", data={"accept": "minus"})
    assert again.json()["state"] == "waiting", "what is read otherwise is checked before it is loaded"
    checked = service.ended(one["id"])
    assert (checked["state"], checked["options"]) == ("checked", {"accept": ["minus"]})
    assert [each["row"] for each in checked["report"]["mended"]] == [2]


def test_rows_that_a_replacement_deletes_are_counted_first(service: Service):
    first = service.ended(service.hand_in(GOOD)["id"])
    service.client.post(f"/imports/{first['id']}/load")
    service.ended(first["id"])
    less = "\n".join(GOOD.splitlines()[:2])
    one = service.ended(service.hand_in(less, replace="true")["id"])
    assert (one["state"], one["report"]["deleted"]) == ("checked", 1), one
    service.client.post(f"/imports/{one['id']}/load")
    assert service.ended(one["id"])["state"] == "loaded"
    assert service.rows("SELECT id FROM store.wisata") == [("h-1",)]


def test_a_discarded_file_leaves_nothing_but_that_it_was_there(service: Service):
    one = service.ended(service.hand_in(HALF, "rahasia.csv")["id"])
    assert service.client.delete(f"/imports/{one['id']}").status_code == 204
    gone = service.client.get(f"/imports/{one['id']}").json()
    assert (gone["state"], gone["file"], gone["report"]) == ("discarded", None, None)
    assert not [path for path in service.files() if "rahasia" in path.name]
    assert service.client.post(f"/imports/{one['id']}/load").status_code == 409
    kept = service.rows(f"SELECT to_jsonb(u)::text FROM store.upload u WHERE id = {one['id']}")
    assert "rahasia" not in kept[0][0]


@pytest.mark.parametrize("state", ["checked", "refused", "failed"])
def test_too_many_files_that_nobody_has_decided_on_leave_no_room_for_another(service: Service, state: str):
    undecided = (
        "INSERT INTO store.upload (layer, actor, folder, file, bytes, state) "
        f"SELECT 'wisata', 'uji', 'penuh-' || n, 'a.csv', 1, '{state}' FROM generate_series(1, 100) n "
        "RETURNING id"
    )
    (first, *_) = (number for (number,) in service.rows(undecided))
    refused = service.send(GOOD, "lebih.csv")
    assert refused.status_code == 409, refused.text
    assert "Muat atau buang" in refused.json()["detail"]
    assert not [path for path in service.files() if path.name == "lebih.csv"]
    assert service.client.delete(f"/imports/{first}").status_code == 204
    assert service.ended(service.hand_in(GOOD)["id"])["state"] == "checked"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("potong.xlsx", b"PK\x03\x04" + b"\0" * 200),
        ("kosong.csv", b"\n"),
        ("gambar.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        ("numpy.py", b"raise SystemExit('run')"),
        ("luar.kml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><kml>&b;</kml>'),
        ("-rf.csv", b"\xff\xfe\x00"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(service: Service, name: str, content: bytes):
    one = service.ended(service.hand_in(content, name)["id"])
    assert one["state"] == "refused", one
    assert len(one["message"]) > 20
    assert "Traceback" not in str(one)
    assert str(service.home) not in str(one)
    assert service.client.get("/healthz").status_code == 200


@pytest.mark.parametrize("name", ["../../../tmp/keluar.csv", "..\\..\\keluar.csv", "/etc/keluar.csv"])
def test_a_file_s_name_leads_nowhere_else(service: Service, name: str):
    one = service.hand_in(GOOD, name)
    assert one["file"] == "keluar.csv"
    (path,) = [path for path in service.files() if path.name == "keluar.csv"]
    assert path.parent.parent == service.home / "uploads"
    service.ended(one["id"])
    service.client.delete(f"/imports/{one['id']}")


def test_files_are_closed_to_other_accounts(service: Service):
    one = service.hand_in(HALF)
    service.ended(one["id"])
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (service.home / "uploads").rglob("*")}
    assert all(mode == (0o700 if path.is_dir() else 0o600) for path, mode in modes.items()), modes
    assert stat.S_IMODE((service.home / "uploads").stat().st_mode) == 0o700


def test_a_file_that_is_too_large_is_refused_while_it_arrives(service: Service):
    before = set(service.files())
    told = service.send(b"x" * 4_000_000)
    assert told.status_code == 413
    assert "2 MB" in told.json()["detail"]

    def unending() -> Iterator[bytes]:
        yield b'--grens\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
        for _ in range(50):
            yield b"x" * 100_000

    headers = {"content-type": "multipart/form-data; boundary=grens"}
    try:
        said = service.client.post("/collections/wisata/imports", content=unending(), headers=headers)
    except httpx.TransportError:
        pass  # The service has hung up before all was sent.
    else:
        assert said.status_code == 413
    assert set(service.files()) == before


@pytest.mark.parametrize(
    ("layer", "fields", "status", "told"),
    [
        ("tidak_ada", {}, 404, "tidak_ada"),
        ("rtlh_desa", {}, 400, "dihitung dari lapisan 'rtlh'"),
        ("wisata", {"sheets": "x"}, 400, "sheet"),
        ("wisata", {"accept": "semua"}, 400, "minus"),
        ("wisata", {"heading": "-1"}, 400, "heading"),
        ("wisata", {"map": "nama"}, 400, "sama dengan"),
        ("wisata", {"replace": "mungkin"}, 400, "replace"),
        ("wisata", {"date_of_data": "kemarin"}, 400, "2024-12-31"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_kept(service: Service, layer, fields, status, told):
    before = set(service.files())
    answer = service.send(GOOD, layer=layer, **fields)
    assert (answer.status_code, told in answer.json()["detail"]) == (status, True), answer.text
    assert set(service.files()) == before
    assert service.rows("SELECT count(*) FROM store.upload") == [(0,)]


def test_a_body_that_is_no_form_is_refused(service: Service):
    path = "/collections/wisata/imports"
    form = "multipart/form-data; boundary=x"
    for headers, body in (
        ({"content-type": "text/csv"}, b"a,b"),
        ({"content-type": form}, b"nonsense"),
        ({"content-type": form + "x" * 5000}, b"nonsense"),
        (
            {"content-type": form},
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid',
        ),
        ({"content-type": form}, b'--x\r\nContent-Disposition: form-data; name="crs"\r\n\r\n1\r\n--x--\r\n'),
        ({}, b""),
    ):
        assert service.client.post(path, headers=headers, content=body).status_code == 400
    assert service.rows("SELECT count(*) FROM store.upload") == [(0,)]


def test_who_and_what_is_said_stay_within_bounds(service: Service):
    told = service.send(GOOD, actor="Ani\x00\x1b[1m\u202e Uji").json()
    assert told["actor"] == "Ani[1m Uji"
    assert service.send(GOOD, sheet="x" * 5_000).status_code == 400
    assert service.send(GOOD, **{f"x{at}": "" for at in range(400)}).status_code == 413


def test_undo_names_later_batches_and_undoes_both_when_told(service: Service):
    numbers = []
    for content in (GOOD, GOOD.replace("Satu", "Lain")):
        one = service.ended(service.hand_in(content)["id"])
        service.client.post(f"/imports/{one['id']}/load")
        numbers.append(service.ended(one["id"])["batch"])
    first, second = numbers
    refused = service.client.post(f"/batches/{first}/undo")
    assert refused.status_code == 409
    assert f"batch {second}" in refused.json()["detail"]
    page = service.client.get(f"/data/batches/{first}").text
    assert f"batch {second} dan batch {first}" in page
    assert service.rows("SELECT nama FROM store.wisata ORDER BY id")[0] == ("Pantai Lain",), (
        "looking undoes nothing"
    )
    both = service.client.post(f"/batches/{first}/undo", data={"with_later": "true"}).json()["undone"]
    assert [each["undoes"] for each in both] == [second, first]
    assert service.rows("SELECT count(*) FROM store.wisata") == [(0,)]


def test_the_pages_speak_both_languages(service: Service):
    assert "Muat data" in service.client.get("/data").text
    assert "Load data" in service.client.get("/data?lang=en").text
    one = service.ended(service.hand_in(HALF)["id"])
    for language in ("id", "en"):
        page = service.client.get(f"/data/{one['id']}", params={"lang": language}).text
        assert f'<html lang="{language}">' in page
        assert " style=" not in page
        assert "Undefined" not in page
    refused = service.client.post(f"/data/{one['id']}/check?lang=en", data={"decimal": ";"})
    assert refused.status_code == 400
    assert "does not fit. Expected a comma (,) or a point (.)" in html.unescape(refused.text)
    early = service.client.post(f"/imports/{one['id']}/load?lang=en")
    assert early.json()["detail"].startswith(
        f"Import {one['id']} has 1 row(s) with problems. Correct the file"
    )
    missing = service.client.get("/data/999999")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_the_page_s_form_works_without_a_script(service: Service):
    said = {
        "layer": "wisata",
        "actor": "Citra",
        "sheet": "",
        "heading": "",
        "decimal": "",
        "date_of_data": "",
    }
    sent = service.client.post("/data", files={"file": ("a.csv", GOOD.encode())}, data=said)
    assert sent.status_code == 303, sent.text
    number = int(sent.headers["location"].rpartition("/")[2])
    service.ended(number)
    assert service.client.post(f"/data/{number}/load").status_code == 303
    assert service.ended(number)["state"] == "loaded"
    nameless = service.client.post(
        "/data", files={"file": ("a.csv", GOOD.encode())}, data={**said, "actor": " "}
    )
    assert nameless.status_code == 400
    assert "siapa Anda" in nameless.text


def test_a_heading_that_may_be_meant_is_proposed_and_confirmed(service: Service):
    one = service.ended(service.hand_in(GOOD.replace("nama", "namaa"))["id"])
    assert one["state"] == "refused", one
    (proposal,) = one["report"]["proposals"]
    assert (proposal["theirs"], proposal["ours"]) == ("namaa", "nama")
    page = service.client.get(f"/data/{one['id']}").text
    assert 'value="namaa=nama"' in page
    assert "berisi “Nama tempat wisata”" in page
    service.client.post(f"/data/{one['id']}/check", data={"map": "namaa=nama", "meanings": ""})
    assert service.ended(one["id"])["state"] == "checked"


def test_a_personal_number_is_nowhere_but_in_the_person_s_own_file(service: Service):
    number = "33200112345"
    houses = (f"{number},Rumah Satu,33.20.01.2001,usulan", f"{number},Rumah Dua,33.20.01.9999,lama")
    text = "\n".join(["nik,nama,kode,status", *houses])
    one = service.ended(service.hand_in(text, "rumah.csv", "rtlh")["id"])
    assert one["report"]["bad"] == 2, one
    assert number not in str(one)
    assert number not in service.client.get(f"/data/{one['id']}").text
    assert service.rows(f"SELECT count(*) FROM store.upload u WHERE to_jsonb(u)::text LIKE '%{number}%'") == [
        (0,)
    ]
