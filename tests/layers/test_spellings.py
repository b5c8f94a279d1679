"""Files name columns and values in their own way; each spelling means one field or one choice."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest

from gis.layer import Field
from layers import LAYERS

# Headings of files as they were found, and the fields they are meant for.
FOUND = {
    "desa": (
        "kode nama jenis kode_kec kecamatan kode_kab kabupaten kode_pos luas_km2_hitung lat lng",
        "kode nama jenis kode_kec luas_km2",
    ),
    "kecamatan": ("kode nama lat lng", "kode nama"),
    "kabupaten": ("kode nama lat lng", "kode nama"),
    "pelabuhan": (
        (
            "nama_pelabuhan no_wpp nama_wpp kabupaten_kota status_daerah provinsi status_operasional "
            "pengelola_pelabuhan listrik air_bersih tpi pabrik_es tangki_bbm aktif terintegrasi_pipp"
        ),
        "nama status air_bersih tpi es solar",
    ),
    "wisata": (
        (
            "no nama_wisata name_en jenis_wisata lokasi kecamatan latitude longitude deskripsi "
            "description_en waktu_buka harga_tiket wahana fasilitas status_kepemilikan media_sosial "
            "link_koordinat is_featured is_flagship"
        ),
        "nama jenis jam_buka fasilitas pengelola",
    ),
}

EVERY_LAYER = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)


def folded(text: str) -> str:
    """As headings and choices are compared: without case, accents, spaces and punctuation."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[^a-z0-9]", "", plain)


def spellings(f: Field) -> set[str]:
    return {folded(text) for text in (f.name, f.title.id, f.title.en, *f.all_headings)}


@EVERY_LAYER
def test_no_two_fields_claim_one_heading(layer):
    claims = Counter(spelling for f in layer.fields for spelling in spellings(f))
    assert [heading for heading, count in claims.items() if count > 1] == []


@EVERY_LAYER
def test_no_two_choices_claim_one_spelling(layer):
    for f in layer.fields:
        claims = Counter(
            spelling
            for choice in f.choices
            for spelling in {
                folded(str(text))
                for text in (choice.value, choice.title.id, choice.title.en, *choice.synonyms)
            }
        )
        assert [spelling for spelling, count in claims.items() if count > 1] == [], f.name


@pytest.mark.parametrize("name", FOUND)
def test_headings_of_found_files_are_understood_once_each(name):
    headings, meant = FOUND[name]
    claimed = [
        f.name for heading in headings.split() for f in LAYERS[name].fields if folded(heading) in spellings(f)
    ]
    assert sorted(claimed) == sorted(meant.split())


@pytest.mark.parametrize(
    ("place", "spelling", "value"),
    [
        ("wisata.jenis", "Wisata Alam", "alam"),
        ("wisata.jenis", "Wisata Sejarah", "budaya"),
        ("wisata.jenis", "Wisata Kuliner", "kuliner"),
        ("wisata.pengelola", "PEMDA / DINAS", "kabupaten"),
        ("wisata.pengelola", "PEMDES", "desa"),
        ("wisata.pengelola", "BALAI TAMAN NASIONAL", "taman_nasional"),
        ("pelabuhan.status", "Operasional", "operasional"),
        ("pelabuhan.status", "Belum Operasional", "belum_operasional"),
        ("bahaya.jenis", "Tanah Longsor", "longsor"),
        ("bahaya.jenis", "Cuaca ekstrem", "angin"),
        ("bahaya.kelas", "Sangat Rendah", 1),
        ("bahaya.kelas", "TINGGI", 3),
    ],
)
def test_spellings_of_found_files_are_understood(place, spelling, value):
    layer, _, name = place.partition(".")
    meant = [
        choice.value
        for choice in LAYERS[layer].field(name).choices
        if folded(spelling) in {folded(str(t)) for t in (choice.value, choice.title.id, *choice.synonyms)}
    ]
    assert meant == [value]


def test_an_official_landslide_coding_is_not_taken_for_our_classes():
    # Its 3 means low and its 5 high: read as `kelas` it would turn low into high.
    level = LAYERS["bahaya"].field("kelas")
    assert "KLSGTN" not in level.headings
    (coding,) = level.codings
    assert coding.headings == ("KLSGTN",)
    names = {choice.value: choice.title.id for choice in level.choices}
    meant = {code: value if value is None else names[value] for code, value in coding.means}
    assert meant == {
        1: "tidak ada", 2: "rendah", 3: "rendah", 4: "sedang", 5: "tinggi", 6: "tinggi", 996: None, 999: None
    }  # fmt: skip
