"""The declared layers against what was agreed, written here a second time by hand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import pytest

from gis.layer import (
    SYSTEMS,
    Access,
    Audience,
    Field,
    Kind,
    Layer,
    Shape,
    Words,
)
from layers import LAYERS

COMMON = "sumber tanggal_data contoh"


@dataclass(frozen=True)
class Agreed:
    """What was agreed for one layer; fields of a level are those that the level before does not see."""

    system: str
    owner: str
    shape: Shape
    key: str
    natural_key: tuple[str, ...]
    public: str
    staff: str = "catatan"
    restricted: str = ""


POINT, POLYGON = Shape.POINT, Shape.POLYGON

AGREED = {
    "daratan": Agreed("base", "Diskominfo", POLYGON, "id", (), "id nama"),
    "kabupaten": Agreed("base", "Diskominfo", POLYGON, "kode", (), "kode nama luas_km2"),
    "kecamatan": Agreed("base", "Diskominfo", POLYGON, "kode", (), "kode nama luas_km2"),
    "desa": Agreed("base", "Diskominfo", POLYGON, "kode", (), "kode nama jenis kode_kec luas_km2"),
    "kajian": Agreed(
        "SIYAB",
        "BPBD",
        POLYGON,
        "id",
        ("jenis", "judul", "tahun"),
        "id jenis judul penyusun tahun skala metode kala_ulang_th berlaku_sampai",
    ),
    "bahaya": Agreed(
        "SIYAB",
        "BPBD",
        POLYGON,
        "id",
        ("kajian", "geom"),
        "id kajian jenis kelas indeks kedalaman_min_m kedalaman_max_m berlaku_mulai berlaku_sampai",
    ),
    "kejadian": Agreed(
        "SIYAB",
        "BPBD",
        POINT,
        "id",
        ("jenis", "waktu_mulai", "kode"),
        "id jenis waktu_mulai waktu_selesai waktu_lapor kode tinggi_air_cm meninggal hilang luka_berat "
        "luka_ringan menderita mengungsi rumah_rusak_berat rumah_rusak_sedang rumah_rusak_ringan "
        "rumah_terendam rusak_pendidikan rusak_kesehatan rusak_ibadah rusak_umum rusak_jembatan "
        "rusak_jalan_m rusak_sawah_ha kerugian_rp status",
        staff="lokasi penyebab kronologi tindakan kebutuhan_mendesak catatan",
        restricted="pelapor telepon",
    ),
    "titik_evakuasi": Agreed(
        "SIYAB",
        "BPBD",
        POINT,
        "id",
        ("nama", "kode"),
        "id nama jenis kapasitas_orang lantai untuk_bahaya fasilitas kode aktif",
        staff="kontak catatan",
    ),
    "rtlh": Agreed(
        "SIM RTLH",
        "Disperkim",
        POINT,
        "id",
        ("nik",),
        "",
        staff="id nama alamat kode luas_m2 jumlah_penghuni luas_per_orang atap lantai dinding pondasi kolom "
        "sloof ring_balok rangka_atap sanitasi air_minum ventilasi pencahayaan status_rumah status_tanah "
        "foto sumber_bantuan status tahun nilai_rp catatan " + COMMON,
        restricted="nik no_kk telepon penghasilan",
    ),
    "rtlh_desa": Agreed("SIM RTLH", "Disperkim", POLYGON, "kode", (), "kode nama jumlah selesai tahun"),
    "dms": Agreed(
        "DMS",
        "DLH",
        POLYGON,
        "kode",
        (),
        "kode nama tahun_bentuk sk_nomor jepapah bank_sampah tps3r nasabah timbulan_t_th pengurangan_t_th "
        "penanganan_t_th residu_t_th",
    ),
    "tempat_sampah": Agreed(
        "DMS",
        "DLH",
        POINT,
        "id",
        ("nama", "kode"),
        "id nama jenis kapasitas_t_hari status kode pengelola",
        staff="kontak catatan",
    ),
    "jalur_tangkap": Agreed(
        "NINJA",
        "Dinas Perikanan",
        POLYGON,
        "id",
        ("jenis", "nama"),
        "id jenis nama zona jarak_min_mil jarak_maks_mil dasar_hukum berlaku_mulai",
    ),
    "pelabuhan": Agreed(
        "NINJA",
        "Dinas Perikanan",
        POINT,
        "id",
        ("nama", "kode"),
        "id nama kelas kode tpi dermaga_m kedalaman_m solar es air_bersih status",
        staff="kontak catatan",
    ),
    "prakiraan_ikan": Agreed(
        "NINJA",
        "Dinas Perikanan",
        POINT,
        "id",
        ("terbit", "geom"),
        "id terbit berlaku_mulai berlaku_sampai potensi jenis_ikan",
    ),
    "wisata": Agreed(
        "TIC",
        "Dinas Pariwisata",
        POINT,
        "id",
        ("nama", "kode"),
        "id nama jenis pengelola kode jam_buka tiket_dewasa_rp tiket_anak_rp tiket_berlaku_sejak fasilitas "
        "akses foto musim wisnus wisman",
        staff="kontak catatan",
    ),
}

SAME_IN_BOTH = {"ID", "TPS3R", "Toilet", "BMKG", "Jepapah"}
"""Words that are right in both languages."""

# What hides a person: it may be read by officers at most.
PERSONAL = {
    "kejadian": "lokasi pelapor telepon",
    "titik_evakuasi": "kontak",
    "rtlh": "nik no_kk nama alamat telepon penghasilan",
    "tempat_sampah": "kontak",
    "pelabuhan": "kontak",
    "wisata": "kontak",
}

EVERY_LAYER = pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS)
AGREED_LAYER = pytest.mark.parametrize("name", AGREED)


def names(fields: tuple[Field, ...]) -> set[str]:
    return {f.name for f in fields}


def words_of(layer: Layer) -> list[Words]:
    said = [layer.title, layer.description]
    for f in layer.fields:
        said += [f.title, *(choice.title for choice in f.choices)]
        said += [f.description] if f.description else []
    if layer.source:
        said += [layer.source.rhythm]
        said += [layer.source.lineage] if layer.source.lineage else []
        said += [layer.source.gaps] if layer.source.gaps else []
    said += layer.keywords
    return said


def test_the_layers_agreed_are_there():
    assert set(AGREED) <= set(LAYERS)


def test_layers_stand_by_system_and_then_by_drawing_order():
    places = [(list(SYSTEMS).index(layer.system), layer.order) for layer in LAYERS.values()]
    assert places == sorted(places)


@AGREED_LAYER
def test_key_owner_and_shape_are_those_agreed(name):
    layer, agreed = LAYERS[name], AGREED[name]
    assert (layer.system, layer.owner, layer.shape) == (agreed.system, agreed.owner, agreed.shape)
    assert (layer.key, layer.natural_key) == (agreed.key, agreed.natural_key)


@AGREED_LAYER
def test_each_audience_sees_the_fields_agreed_and_no_other(name):
    layer, agreed = LAYERS[name], AGREED[name]
    public = set(agreed.public.split()) | (set(COMMON.split()) if agreed.public else set())
    staff = public | set(agreed.staff.split())
    assert names(layer.visible_fields(Audience.PUBLIC)) == public
    assert names(layer.visible_fields(Audience.STAFF)) == staff
    assert names(layer.visible_fields(Audience.RESTRICTED)) == staff | set(agreed.restricted.split())


@EVERY_LAYER
def test_nothing_is_left_sealed_by_forgetting(layer):
    assert [f.name for f in layer.fields if f.access is Access.SEALED] == []


@AGREED_LAYER
def test_what_names_a_person_is_marked(name):
    marked = {f.name for f in LAYERS[name].fields if f.personal}
    assert marked == set(PERSONAL.get(name, "").split())


@EVERY_LAYER
def test_what_names_a_person_is_hidden_from_the_public(layer):
    assert all(layer.access_of(f.name) >= Access.STAFF for f in layer.fields if f.personal)


def test_unfit_houses_do_not_exist_for_the_public():
    assert not LAYERS["rtlh"].access.seen_by(Audience.PUBLIC)
    assert LAYERS["rtlh"].visible_fields(Audience.PUBLIC) == ()


@EVERY_LAYER
def test_a_computed_field_shows_no_more_than_what_it_is_computed_from(layer):
    for f in layer.fields:
        for source in f.quotient or ():
            assert layer.access_of(f.name) >= layer.access_of(source)
            assert layer.field(source).kind in (Kind.INTEGER, Kind.NUMBER)


@EVERY_LAYER
def test_whoever_sees_a_layer_sees_what_names_its_rows(layer):
    named = [layer.key, *layer.search, *(name for name in (layer.label, layer.choose) if name)]
    assert all(layer.access_of(name) == layer.access for name in named)


@AGREED_LAYER
def test_a_feature_can_be_named_to_a_person(name):
    assert LAYERS[name].label


@EVERY_LAYER
def test_every_title_is_said_in_both_languages(layer):
    for words in words_of(layer):
        assert words.id.strip() == words.id != ""
        assert words.en.strip() == words.en != ""
        assert words.id != words.en or words.id in SAME_IN_BOTH


@EVERY_LAYER
def test_titles_are_told_apart_within_a_layer(layer):
    for language in ("id", "en"):
        titles = Counter(f.title.in_(language) for f in layer.fields)
        assert max(titles.values()) == 1, titles.most_common(1)


@EVERY_LAYER
def test_every_layer_says_where_it_comes_from(layer):
    assert layer.source
    assert layer.source.name
    assert layer.source.licence


def test_boundaries_are_said_to_be_indicative():
    for name in ("kabupaten", "kecamatan", "desa"):
        assert LAYERS[name].source.name == "Batas indikatif, bukan batas resmi BIG"


def test_the_list_of_layers_cannot_be_changed():
    with pytest.raises(TypeError):
        LAYERS["desa"] = LAYERS["kecamatan"]
