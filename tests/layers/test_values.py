"""What values and places a row may have: code lists, bounds, units, rules, and which rows are published."""

from __future__ import annotations

import re

import pytest

from gis.layer import ByCode, Inside, Kind, Only, OnlyWhen, Order, Within
from layers import LAYERS

LISTS = {
    "desa.jenis": "desa kelurahan",
    "bahaya.jenis": "banjir banjir_bandang rob longsor abrasi angin kekeringan karhutla kebakaran gempa "
    "tsunami gunungapi",
    "bahaya.kelas": "0 1 2 3",
    "kejadian.status": "laporan terverifikasi ditangani selesai ditolak",
    "kejadian.sumber": "pusdalops warga bmkg media",
    "titik_evakuasi.jenis": "titik_kumpul tes tea pos",
    "rtlh.atap": "1 2 3 4 5",
    "rtlh.status_rumah": "milik_sendiri sewa menumpang lainnya",
    "rtlh.status": "usulan terverifikasi disetujui dibangun selesai ditolak",
    "tempat_sampah.jenis": "tpa tps tps3r bank_sampah_unit bank_sampah_induk pdu rdf",
    "tempat_sampah.status": "aktif tidak_aktif rencana",
    "jalur_tangkap.jenis": "jalur_ia jalur_ib jalur_ii jalur_iii zona_taman",
    "pelabuhan.kelas": "pps ppn ppp ppi",
    "prakiraan_ikan.potensi": "rendah sedang tinggi",
    "wisata.jenis": "alam budaya buatan religi bahari desa_wisata kuliner",
    "wisata.pengelola": "kabupaten desa swasta provinsi yayasan bersama taman_nasional",
    "wisata.fasilitas": "toilet parkir mushola warung penginapan aksesibel sinyal",
}

EVERY_LAYER = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)


@pytest.mark.parametrize("place", LISTS)
def test_code_lists_are_those_agreed(place):
    layer, _, name = place.partition(".")
    assert [str(choice.value) for choice in LAYERS[layer].field(name).choices] == LISTS[place].split()


def test_hazards_are_one_list_wherever_they_are_named():
    hazards = LAYERS["bahaya"].field("jenis").choices
    for layer, name in (("kajian", "jenis"), ("kejadian", "jenis"), ("titik_evakuasi", "untuk_bahaya")):
        assert LAYERS[layer].field(name).choices == hazards


def test_the_classes_are_called_as_the_questions_call_them():
    titles = {choice.value: choice.title.id for choice in LAYERS["bahaya"].field("kelas").choices}
    assert titles == {0: "tidak ada", 1: "rendah", 2: "sedang", 3: "tinggi"}


def test_of_the_agreed_lists_only_facilities_take_free_words():
    is_open = {place for place in LISTS if LAYERS[place.split(".")[0]].field(place.split(".")[1]).open}
    assert is_open == {"wisata.fasilitas"}


@EVERY_LAYER
def test_a_choice_is_of_its_fields_kind(layer):
    for f in layer.fields:
        expected = int if f.kind is Kind.INTEGER else str
        assert all(type(choice.value) is expected for choice in f.choices)


@pytest.mark.parametrize(
    ("name", "code", "fits"),
    [
        ("kabupaten", "33.20", True),
        ("kabupaten", "33.20.01", False),
        ("kecamatan", "33.20.16", True),
        ("kecamatan", "33.20", False),
        ("kecamatan", "33.21.01", False),
        ("desa", "33.20.06.1001", True),
        ("desa", "33.20.01.2001", True),
        ("desa", "33.20.01.3001", False),
        ("desa", "33.20.01", False),
    ],
)
def test_an_areas_code_has_its_own_number_of_parts(name, code, fits):
    layer = LAYERS[name]
    assert bool(re.fullmatch(layer.key_field.pattern or "", code)) is fits
    assert layer.area
    assert not fits or code.count(".") + 1 == layer.area.parts


@EVERY_LAYER
def test_a_place_by_area_refers_to_that_area(layer):
    if isinstance(layer.place, ByCode | Inside):
        assert layer.field(layer.place.field).refers == layer.place.area


@pytest.mark.parametrize(
    "name", ["kejadian", "titik_evakuasi", "rtlh", "tempat_sampah", "pelabuhan", "wisata"]
)
def test_points_on_land_lie_in_their_village(name):
    assert LAYERS[name].place == Inside("desa")


@pytest.mark.parametrize("name", ["prakiraan_ikan", "jalur_tangkap"])
def test_what_lies_at_sea_lies_in_no_village(name):
    assert LAYERS[name].place is None


@EVERY_LAYER
def test_rules_and_filters_name_choices_that_exist(layer):
    for rule in layer.rules:
        if isinstance(rule, OnlyWhen):
            assert all(layer.field(rule.when).choice(value) for value in rule.values)
        elif isinstance(rule, Within):
            assert {layer.field(name).unit for name in rule.parts} == {layer.field(rule.total).unit}
        else:
            assert layer.field(rule.first).kind is layer.field(rule.then).kind
    rows = [(layer, layer.published.rows)] if layer.published and layer.published.rows else []
    if layer.totals:
        rows += [(LAYERS[layer.totals.of], count.rows) for count in layer.totals.counts]
    for owner, only in rows:
        assert all(owner.field(only.field).choice(value) for value in only.values)


def test_incidents_reach_the_public_once_checked_and_at_their_village():
    published = LAYERS["kejadian"].published
    assert published is not None
    assert published.rows == Only("status", ("terverifikasi", "ditangani", "selesai"))
    assert published.at == "desa"
    assert not LAYERS["kejadian"].geometry_required


def test_incidents_run_forward_and_only_floods_have_a_depth():
    assert set(LAYERS["kejadian"].rules) == {
        Order("waktu_mulai", "waktu_selesai"),
        Order("waktu_mulai", "waktu_lapor"),
        OnlyWhen("tinggi_air_cm", "jenis", ("banjir", "banjir_bandang", "rob")),
    }
    assert all(
        LAYERS["kejadian"].field(name).past for name in ("waktu_mulai", "waktu_selesai", "waktu_lapor")
    )


def test_a_forecast_is_shown_while_valid_only():
    layer = LAYERS["prakiraan_ikan"]
    assert layer.published is not None
    assert layer.published.while_valid
    assert all(layer.field(name).required for name in ("berlaku_mulai", "berlaku_sampai"))


def test_totals_of_houses_withhold_one_to_four():
    totals = LAYERS["rtlh_desa"].totals
    assert totals is not None
    assert (totals.of, totals.by, totals.within, totals.least) == ("rtlh", "desa", "kecamatan", 5)
    assert {count.field: count.rows for count in totals.counts} == {
        "jumlah": Only("status", ("selesai", "ditolak"), but=True),
        "selesai": Only("status", ("selesai",)),
    }
    assert LAYERS["rtlh"].field("status").required, "a house without a stage would be counted in neither"


KINDS = {
    Kind.DATE: "kajian.berlaku_sampai bahaya.berlaku_mulai bahaya.berlaku_sampai jalur_tangkap.berlaku_mulai "
    "prakiraan_ikan.terbit prakiraan_ikan.berlaku_mulai prakiraan_ikan.berlaku_sampai "
    "wisata.tiket_berlaku_sejak",
    Kind.TIME: "kejadian.waktu_mulai kejadian.waktu_selesai kejadian.waktu_lapor",
    Kind.BOOLEAN: "titik_evakuasi.aktif rtlh.ventilasi rtlh.pencahayaan dms.jepapah pelabuhan.tpi "
    "pelabuhan.solar pelabuhan.es pelabuhan.air_bersih",
    Kind.LIST: "titik_evakuasi.untuk_bahaya titik_evakuasi.fasilitas prakiraan_ikan.jenis_ikan "
    "wisata.fasilitas",
    Kind.INTEGER: "bahaya.kelas kejadian.meninggal kejadian.kerugian_rp rtlh.atap rtlh.sanitasi "
    "rtlh.air_minum rtlh.penghasilan rtlh.nilai_rp rtlh_desa.jumlah wisata.wisnus",
    Kind.TEXT: "desa.kode rtlh.nik rtlh.no_kk kejadian.telepon wisata.jam_buka",
}


@pytest.mark.parametrize(("kind", "places"), KINDS.items(), ids=KINDS)
def test_kinds_are_those_agreed(kind, places):
    for place in places.split():
        layer, _, name = place.partition(".")
        assert LAYERS[layer].field(name).kind is kind, place


@EVERY_LAYER
def test_validity_is_made_of_days_or_instants(layer):
    if layer.validity:
        ends = [name for name in (layer.validity.start, layer.validity.end) if name]
        assert all(layer.field(name).kind in (Kind.DATE, Kind.TIME) for name in ends)


@pytest.mark.parametrize(
    ("place", "least", "most", "above"),
    [
        ("bahaya.indeks", 0, 1, None),
        ("bahaya.kedalaman_min_m", 0, None, None),
        ("kajian.kala_ulang_th", None, None, 0),
        ("kejadian.tinggi_air_cm", 0, 1000, None),
        ("kejadian.meninggal", 0, None, None),
        ("kejadian.kerugian_rp", 0, None, None),
        ("rtlh.luas_m2", None, None, 0),
        ("rtlh.jumlah_penghuni", None, None, 0),
        ("rtlh.tahun", 2015, 2100, None),
        ("dms.timbulan_t_th", 0, None, None),
        ("wisata.tiket_dewasa_rp", 0, None, None),
    ],
)
def test_bounds_are_those_agreed(place, least, most, above):
    layer, _, name = place.partition(".")
    f = LAYERS[layer].field(name)
    assert (f.least, f.most, f.above) == (least, most, above)


@EVERY_LAYER
def test_a_field_named_after_a_unit_has_that_unit(layer):
    units = {
        "_m": "m", "_cm": "cm", "_ha": "ha", "_km2": "km²", "_m2": "m²", "_rp": "Rp", "_t_th": "t/tahun",
        "_t_hari": "t/hari", "_mil": "mil laut", "_orang": "orang", "_th": "tahun",
    }  # fmt: skip
    for f in layer.fields:
        ending = next((end for end in sorted(units, key=len, reverse=True) if f.name.endswith(end)), None)
        if ending and f.name != "luas_per_orang":
            assert f.unit == units[ending], f.name


def test_what_is_done_with_waste_is_no_more_than_there_is():
    assert LAYERS["dms"].rules == (
        Within(("pengurangan_t_th", "penanganan_t_th"), "timbulan_t_th", slack=0.02),
        Within(("residu_t_th",), "timbulan_t_th", slack=0.01),
    )


def test_numbers_that_name_persons_have_a_form():
    formed = {
        f"{name}.{f.name}": f.form
        for name, layer in LAYERS.items()
        for f in layer.fields
        if f.form is not None
    }
    assert formed == {
        "rtlh.nik": "nik", "rtlh.no_kk": "kk", "rtlh.telepon": "telepon", "kejadian.telepon": "telepon"
    }  # fmt: skip
    assert all(LAYERS[place.split(".")[0]].field(place.split(".")[1]).personal for place in formed)


@EVERY_LAYER
def test_what_is_usual_is_allowed(layer):
    for f in layer.fields:
        least, most = f.usual or (0, 0)
        assert f.usual is None or f.least is None or f.least <= least, f.name
        assert f.usual is None or f.most is None or most <= f.most, f.name
        assert f.usual is None or f.above is None or f.above < least, f.name
