"""What a person says of headings holds for the next file of the same shape, and for no other."""

from __future__ import annotations

import psycopg
import pytest

from gis import database
from gis.errors import HeadingError
from gis.imports import remembered
from gis.imports.files.sheet import Column, Sheet
from gis.layer import Audience
from layers import LAYERS
from tests.conftest import connect_as

FILE = "Kd,Judul,Tahun dibentuk,sumber\n33.20.01.2001,Desa 1,2020,DLH\n"
SAID = {"Kd": "kode", "Judul": "nama"}


def kept(town):
    return town.rows("SELECT layer, mapping, actor FROM store.mapping ORDER BY layer")


def told(report):
    return [note for note in report.notes if "pemuatan sebelumnya" in note]


def test_the_next_file_of_the_same_shape_needs_no_map(town):
    first = town.load_text("dms", FILE, renamed=SAID, actor="citra")
    assert not told(first)
    assert kept(town) == [("dms", SAID, "citra")]
    second = town.load_text("dms", FILE.replace("2020", "2021").replace("Judul", "JUDUL "), actor="dewi")
    assert (second.counts.updated, second.problems) == (1, ())
    (note,) = told(second)
    assert "'Kd' = kode" in note
    assert "'Judul' = nama" in note
    assert "--forget" in note
    assert town.rows("SELECT options -> 'renamed' FROM store.batch WHERE id = %s", [second.batch]) == [
        (SAID,)
    ]


def test_the_order_of_the_columns_does_not_matter_and_another_shape_does(town):
    town.load_text("dms", FILE, renamed=SAID)
    turned = town.load_text("dms", "sumber,Tahun dibentuk,Judul,Kd\nDLH,2022,Desa 1,33.20.01.2001\n")
    assert turned.counts.updated == 1
    with pytest.raises(HeadingError):
        town.load_text("dms", FILE.replace("sumber", "sumber data"))
    with pytest.raises(HeadingError):
        town.load_text("desa", FILE)


def test_forgetting_for_once(town):
    town.load_text("dms", FILE, renamed=SAID)
    with pytest.raises(HeadingError):
        town.load_text("dms", FILE, forget=True)
    assert kept(town) == [("dms", SAID, "uji")], "only this once"


def test_what_is_said_anew_replaces_what_was_said_of_the_same_column_or_field(town):
    text = "Kode,Nama,Mulai,Resmi,sumber\n33.20.01.2001,Desa 1,2019,2021,DLH\n"
    town.load_text("dms", text, renamed={"Mulai": "tahun_bentuk", "Resmi": "sk_nomor"})
    report = town.load_text("dms", text, renamed={"Resmi": "tahun_bentuk"})
    assert town.value("SELECT tahun_bentuk FROM store.dms") == 2021
    assert not told(report), "nothing is left of what was said"
    assert kept(town) == [("dms", {"Resmi": "tahun_bentuk"}, "uji")]


def test_nothing_is_kept_of_a_trial_a_refusal_or_a_file_without_map(town):
    town.load_text("dms", FILE, renamed=SAID, dry_run=True)
    assert town.load_text("dms", FILE.replace("2020", "dulu"), renamed=SAID).refused
    town.load_text("dms", "kode,nama,sumber\n33.20.01.2001,Desa 1,DLH\n")
    assert kept(town) == []


def test_headings_are_kept_and_never_a_cell(town):
    town.load_text("dms", FILE, renamed=SAID)
    assert town.rows("SELECT headings FROM store.mapping") == [(["Kd", "Judul", "Tahun dibentuk", "sumber"],)]


def test_columns_without_headings_are_remembered_by_their_number(town):
    text = "33.20.01.2001,Desa 1,2020\n33.20.01.2002,Desa 2,2021\n"
    said = {"A": "kode", "B": "nama", "C": "tahun_bentuk"}
    town.load_text("dms", text, renamed=said, heading=0)
    again = town.load_text("dms", text.replace("2021", "2022"), heading=0)
    assert (again.counts.read, again.counts.updated) == (2, 1)
    with pytest.raises(HeadingError):
        town.load_text("dms", text.replace("2020", "2020,x").replace("2021", "2021,x"), heading=0)


def test_a_field_that_is_gone_is_not_recalled(town):
    town.load_text("dms", FILE, renamed=SAID)
    town.rows("""UPDATE store.mapping SET mapping = '{"Kd": "kode", "Judul": "lama"}' RETURNING 1""")
    sheet = Sheet("x", tuple(Column(h, []) for h in ("Kd", "Judul", "Tahun dibentuk", "sumber")), [])
    with database.writing(town.address) as session:
        found = remembered.recalled(session, LAYERS["dms"], sheet, LAYERS["dms"].by_name)
    assert found == {"Kd": "kode"}


@pytest.mark.parametrize("audience", list(Audience))
def test_no_audience_reads_what_is_remembered(town, audience):
    with connect_as(town.address, audience) as connection, pytest.raises(psycopg.Error):
        connection.execute("SELECT * FROM store.mapping")
