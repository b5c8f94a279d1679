"""The vocabulary: what a declaration says by itself, and each contradiction it refuses, by name."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gis.errors import DeclarationError
from gis.layer import (
    ALWAYS,
    PUBLIC,
    SEALED,
    STAFF,
    SYSTEMS,
    Access,
    Audience,
    ByCode,
    Choice,
    Coding,
    Count,
    Dot,
    Field,
    Fill,
    Hazard,
    Inside,
    Kind,
    Layer,
    Only,
    OnlyWhen,
    Order,
    Published,
    Ramp,
    Refuge,
    Shape,
    Source,
    Study,
    Totals,
    Validity,
    Within,
    Words,
    layers_for,
    resolve,
)
from gis.layer.checks import RESERVED

WORDS = Words("Sumur", "Well")
NAME = Field("nama", Kind.TEXT, Words("Nama", "Name"), access=PUBLIC)
DEPTH = Field("dalam_m", Kind.NUMBER, Words("Kedalaman", "Depth"), access=STAFF, unit="m")
COUNT = Field("jumlah", Kind.INTEGER, Words("Jumlah", "Count"), access=PUBLIC)
STATE = Field(
    "keadaan",
    Kind.TEXT,
    Words("Keadaan", "State"),
    access=PUBLIC,
    choices=(
        Choice("baik", Words("Baik", "Good"), color="#1b6ca8"),
        Choice("rusak", Words("Rusak", "Broken")),
    ),
)

CODED = Coding(("KEADAAN_LAMA",), ((1, "baik"), (2, "hancur"), (9, None)))

TOY = {
    "name": "sumur",
    "system": "base",
    "owner": "Diskominfo",
    "title": WORDS,
    "description": WORDS,
    "shape": Shape.POINT,
    "access": PUBLIC,
    "fields": (NAME, DEPTH, COUNT, STATE),
    "style": Dot("#1f78b4", letter="S"),
}


def toy(**words) -> Layer:
    return Layer(**(TOY | words))


# ── What a declaration says by itself ────────────────────────────────────────────────────────────────


def test_silence_is_sealed():
    silent = toy(access=SEALED, fields=(Field("nama", Kind.TEXT, WORDS),))
    assert Layer.__dataclass_fields__["access"].default is SEALED
    assert Field("nama", Kind.TEXT, WORDS).access is SEALED
    assert all(silent.visible_fields(audience) == () for audience in Audience)


def test_a_sealed_field_of_an_open_layer_is_seen_by_nobody():
    layer = toy(fields=(NAME, Field("rahasia", Kind.TEXT, WORDS)))
    assert all("rahasia" not in [f.name for f in layer.visible_fields(audience)] for audience in Audience)


@given(layer=st.sampled_from(Access), field=st.sampled_from(Access), audience=st.sampled_from(Audience))
def test_a_field_is_seen_by_those_who_see_both_it_and_its_layer(layer, field, audience):
    declared = toy(access=layer, fields=(replace(NAME, access=field),))
    seen = "nama" in [f.name for f in declared.visible_fields(audience)]
    assert seen is (layer.seen_by(audience) and field.seen_by(audience))


@given(access=st.sampled_from(Access))
def test_a_higher_audience_sees_all_that_a_lower_one_sees(access):
    seen = [access.seen_by(audience) for audience in (Audience.PUBLIC, Audience.STAFF, Audience.RESTRICTED)]
    assert seen == sorted(seen)


def test_every_layer_carries_the_common_fields_and_a_key():
    names = [f.name for f in toy().fields]
    assert names == ["id", "nama", "dalam_m", "jumlah", "keadaan", *(f.name for f in ALWAYS)]
    assert toy().key_field.required


def test_a_declared_field_takes_the_place_of_a_common_one():
    own = Field("sumber", Kind.TEXT, Words("Sumber laporan", "Reported by"), access=STAFF)
    layer = toy(fields=(NAME, own))
    assert layer.field("sumber") is own
    assert [f.name for f in layer.fields].count("sumber") == 1


def test_the_added_key_is_no_more_open_than_its_layer():
    assert toy(access=STAFF).key_field.access is STAFF


def test_a_declaration_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        toy().name = "kolam"
    with pytest.raises(FrozenInstanceError):
        NAME.name = "judul"


def test_two_equal_declarations_are_two_layers():
    assert toy() != toy()
    assert len({toy(), toy()}) == 2


def test_words_in_a_language_fall_back_to_indonesian():
    assert (WORDS.in_("en"), WORDS.in_("id"), WORDS.in_("nl")) == ("Well", "Sumur", "Sumur")


def test_a_choice_is_found_by_its_value():
    assert STATE.choice("rusak") is STATE.choices[1]
    assert STATE.choice("hilang") is None


def test_places_by_code_and_totals_store_no_geometry():
    area = {"shape": Shape.POLYGON, "style": Fill("#1f78b4"), "fields": (NAME, COUNT, _code("desa"))}
    assert toy().stores_geometry
    assert not toy(place=ByCode("desa"), **area).stores_geometry
    assert not toy(totals=_totals(), **area).stores_geometry


def test_sources_are_the_layers_it_is_made_from_once_each():
    area = {"shape": Shape.POLYGON, "style": Fill("#1f78b4"), "fields": (NAME, COUNT, _code("desa"))}
    assert toy().sources == ()
    assert toy(place=ByCode("desa"), published=Published(at="desa"), **area).sources == ("desa",)
    assert toy(totals=_totals(), **area).sources == ("rumah", "desa")


def test_layers_for_an_audience_keep_their_order():
    one, two, three = toy(name="a"), toy(name="b", access=STAFF), toy(name="c")
    assert layers_for((one, two, three), Audience.PUBLIC) == (one, three)
    assert layers_for((three, two), Audience.STAFF) == (three, two)


def test_a_validity_may_have_no_start():
    until = Field("sampai", Kind.DATE, Words("Sampai", "Until"), access=PUBLIC)
    layer = toy(fields=(NAME, until), validity=Validity(start=None, end="sampai"))
    assert layer.validity == Validity(None, "sampai")


def test_a_validity_may_have_no_end():
    since = Field("mulai", Kind.DATE, Words("Mulai", "Since"), access=PUBLIC)
    layer = toy(fields=(NAME, since), validity=Validity("mulai"))
    assert layer.validity == Validity("mulai", None)


# ── Contradictions of one layer ──────────────────────────────────────────────────────────────────────


def _code(area: str) -> Field:
    return Field("kode", Kind.TEXT, Words("Kode", "Code"), access=PUBLIC, refers=area)


def _totals(**words) -> Totals:
    said = {
        "of": "rumah",
        "by": "desa",
        "within": "kecamatan",
        "counts": (Count("jumlah", Only("status", ("a",))),),
    }
    return Totals(**(said | words))


def _painted(color: str) -> Field:
    return replace(STATE, choices=(Choice("baik", WORDS, color=color),))


CONTRADICTIONS = {
    "a name with a capital": ({"name": "Sumur"}, "name"),
    "a name that is empty": ({"name": ""}, "name"),
    "a name that is too long": ({"name": "s" * 49}, "48"),
    "a system nobody has": ({"system": "SIPADU"}, "SIPADU"),
    "a field said twice": ({"fields": (NAME, DEPTH, NAME)}, "nama"),
    "a field's name with a blank": ({"fields": (replace(NAME, name="nama desa"),)}, "nama desa"),
    "choices of a number": ({"fields": (replace(STATE, kind=Kind.NUMBER),)}, "keadaan"),
    "choices of a date": ({"fields": (replace(STATE, kind=Kind.DATE),)}, "keadaan"),
    "a least text": ({"fields": (replace(NAME, least=0),)}, "nama"),
    "a most date": ({"fields": (replace(NAME, kind=Kind.DATE, most=1),)}, "nama"),
    "a flag above": ({"fields": (replace(NAME, kind=Kind.BOOLEAN, above=0),)}, "nama"),
    "a number in the past": ({"fields": (replace(DEPTH, past=True),)}, "dalam_m"),
    "a usual text": ({"fields": (replace(NAME, usual=(0, 1)),)}, "nama"),
    "usual bounds the wrong way round": ({"fields": (replace(DEPTH, usual=(2, 1)),)}, "lower one"),
    "a number of a form": ({"fields": (replace(COUNT, form="nik"),)}, "jumlah"),
    "a coding that means no choice": ({"fields": (replace(STATE, codings=(CODED,)),)}, "hancur"),
    "a coding without headings": (
        {"fields": (replace(STATE, codings=(replace(CODED, headings=()),)),)},
        "headings",
    ),
    "a coding without codes": ({"fields": (replace(STATE, codings=(replace(CODED, means=()),)),)}, "codes"),
    "a part that is no field": ({"rules": (Within(("lebar_m",), "dalam_m"),)}, "lebar_m"),
    "a whole that is no field": ({"rules": (Within(("dalam_m",), "lebar_m"),)}, "lebar_m"),
    "a colour by name": ({"fields": (_painted("red"),)}, "red"),
    "a colour with three digits": ({"fields": (_painted("#abc"),)}, "#abc"),
    "a key that is no field": ({"natural_key": ("nomor",)}, "nomor"),
    "a label that is no field": ({"label": "judul"}, "judul"),
    "a search in no field": ({"search": ("judul",)}, "judul"),
    "a choice by no field": ({"choose": "jenis"}, "jenis"),
    "an order of no field": ({"rules": (Order("dalam_m", "lebar_m"),)}, "lebar_m"),
    "a rule on no field": ({"rules": (OnlyWhen("lebar_m", "keadaan", ("baik",)),)}, "lebar_m"),
    "a rule by no field": ({"rules": (OnlyWhen("dalam_m", "jenis", ("baik",)),)}, "jenis"),
    "a place by no field": ({"place": Inside("desa")}, "kode"),
    "an area by no field": ({"place": ByCode("desa", field="kode_desa")}, "kode_desa"),
    "rows published by no field": ({"published": Published(rows=Only("status", ("baik",)))}, "status"),
    "a public place by no field": ({"published": Published(at="desa")}, "kode"),
    "published while valid without dates": ({"published": Published(while_valid=True)}, "validity"),
    "a validity that starts nowhere": ({"validity": Validity("mulai", "nama")}, "mulai"),
    "a validity without start and end": ({"validity": Validity(None)}, "neither a start nor an end"),
    "a moment that is nowhere": ({"moment": "mulai"}, "mulai"),
    "a moment that is no time": ({"moment": "nama"}, "moment is a date or a time"),
    "a moment beside a validity": (
        {
            "fields": (NAME, Field("mulai", Kind.DATE, Words("Mulai", "From"))),
            "moment": "mulai",
            "validity": Validity(None, "mulai"),
        },
        "not both",
    ),
    "a validity that ends nowhere": ({"validity": Validity(None, "sampai")}, "sampai"),
    "a hazard without a kind": ({"hazard": Hazard("jenis", "jumlah", "kajian")}, "jenis"),
    "a hazard without a class": ({"hazard": Hazard("keadaan", "kelas", "kajian")}, "kelas"),
    "a study without a kind": ({"study": Study("jenis")}, "jenis"),
    "a refuge for nothing": ({"refuge": Refuge("untuk", "keadaan")}, "untuk"),
    "a refuge never open": ({"refuge": Refuge("keadaan", "aktif")}, "aktif"),
    "totals in no field": ({"totals": _totals(counts=(Count("banyak", Only("status", ("a",))),))}, "banyak"),
    "a quotient of no field": ({"fields": (replace(DEPTH, quotient=("luas", "jumlah")), COUNT)}, "luas"),
    "a point that is filled": ({"style": Fill("#1f78b4")}, "Fill"),
    "an area that is a dot": ({"shape": Shape.POLYGON}, "Dot"),
    "paint by no field": ({"style": Dot("#1f78b4", by="kelas")}, "kelas"),
    "paint by a field without choices": ({"style": Dot("#1f78b4", by="nama")}, "nama"),
    "a ramp of no field": ({"shape": Shape.POLYGON, "style": Ramp("luas", ((1, "#eeeeee"),))}, "luas"),
    "a ramp without steps": ({"shape": Shape.POLYGON, "style": Ramp("jumlah", ())}, "steps"),
    "a ramp that falls": (
        {"shape": Shape.POLYGON, "style": Ramp("jumlah", ((5, "#eeeeee"), (1, "#cccccc")))},
        "rise",
    ),
    "a keyword said twice": ({"keywords": (WORDS, WORDS)}, "keyword"),
    "a source without a licence": ({"source": Source("Buku", "", WORDS)}, "licence"),
    "a scale that is a fraction": ({"source": Source("Buku", "CC0", WORDS, scale=0)}, "denominator"),
}


@pytest.mark.parametrize(("words", "named"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_refused_and_named(words, named):
    with pytest.raises(DeclarationError) as refusal:
        toy(**words)
    assert f"Layer '{(TOY | words)['name']}'" in str(refusal.value)
    assert named in str(refusal.value)


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_reserved_name_is_no_fields_name(name):
    with pytest.raises(DeclarationError, match=name):
        toy(fields=(replace(NAME, name=name),))


@given(name=st.text(max_size=60) | st.from_regex(r"[a-z][a-z0-9_]{0,50}", fullmatch=True))
@example(name="sumur\n")
def test_a_name_that_the_database_would_have_to_quote_is_refused(name):
    plain = name.isascii() and name.lower() == name and name.replace("_", "a").isalnum()
    fits = plain and name[:1].isalpha() and len(name) <= 48
    try:
        declared = toy(name=name).name == name
    except DeclarationError:
        declared = False
    assert declared is fits


@given(steps=st.lists(st.floats(0, 1000), min_size=1, max_size=6))
def test_a_ramp_is_taken_exactly_when_its_steps_do_not_fall(steps):
    ramp = Ramp("jumlah", tuple((step, "#cccccc") for step in steps))
    try:
        taken = toy(shape=Shape.POLYGON, style=ramp).style is ramp
    except DeclarationError:
        taken = False
    assert taken is (steps == sorted(steps))


def test_a_word_that_is_not_in_the_vocabulary_is_refused():
    with pytest.raises(TypeError, match="warna"):
        toy(warna="#1f78b4")


def test_asking_for_a_field_that_is_not_there_names_the_layer():
    with pytest.raises(DeclarationError, match="Layer 'sumur': there is no field 'lebar_m'"):
        toy().field("lebar_m")


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_can_have_layers(system):
    assert toy(system=system).system == system


# ── Layers together ──────────────────────────────────────────────────────────────────────────────────


def borrower(list_name: str) -> Layer:
    return toy(
        name="kolam", fields=(Field("keadaan", Kind.TEXT, WORDS, access=PUBLIC, choices_of=list_name),)
    )


def test_a_borrowed_list_is_the_lenders():
    well, pond = resolve((toy(), borrower("sumur.keadaan")))
    assert pond.field("keadaan").choices == well.field("keadaan").choices


def test_a_list_may_be_borrowed_within_a_layer_and_before_its_lender():
    second = Field("pompa", Kind.TEXT, Words("Pompa", "Pump"), access=PUBLIC, choices_of="sumur.keadaan")
    pond, well = resolve((borrower("sumur.keadaan"), toy(fields=(second, NAME, STATE))))
    assert pond.field("keadaan").choices == well.field("pompa").choices == STATE.choices


def test_a_layer_that_borrows_nothing_stays_itself():
    well = toy()
    assert resolve((well,)) == (well,)


def test_resolving_nothing_gives_nothing():
    assert resolve(()) == ()


@pytest.mark.parametrize("list_name", ["sumur.lebar", "sungai.keadaan", "sumur", "sumur.nama", "sumur."])
def test_a_list_that_is_not_there_is_refused_and_named(list_name):
    with pytest.raises(DeclarationError, match="Layer 'kolam': field 'keadaan'") as refusal:
        resolve((toy(), borrower(list_name)))
    assert list_name in str(refusal.value)


def test_a_name_given_twice_is_refused():
    with pytest.raises(DeclarationError, match="more than once: sumur"):
        resolve((toy(), toy(name="kolam"), toy()))


AREA = {"shape": Shape.POLYGON, "style": Fill("#1f78b4"), "fields": (NAME, COUNT, STATE, _code("sumur"))}

MISSING_NEIGHBOURS = {
    "a place by code": {**AREA, "place": ByCode("dusun")},
    "a place inside": {"fields": (NAME, _code("sumur")), "place": Inside("dusun")},
    "a field that refers": {"fields": (NAME, _code("dusun"))},
    "a public place": {"fields": (NAME, _code("sumur")), "published": Published(at="dusun")},
    "studies": {"hazard": Hazard("keadaan", "jumlah", "dusun")},
    "totals of": {**AREA, "totals": _totals(of="dusun", by="sumur", within="sumur")},
    "totals by": {**AREA, "totals": _totals(of="sumur", by="dusun", within="sumur")},
    "totals within": {**AREA, "totals": _totals(of="sumur", by="sumur", within="dusun")},
}


@pytest.mark.parametrize("words", MISSING_NEIGHBOURS.values(), ids=MISSING_NEIGHBOURS)
def test_a_neighbour_that_is_not_declared_is_named(words):
    with pytest.raises(DeclarationError, match=r"Layer 'kolam'.*'dusun', which is not declared"):
        resolve((toy(), toy(name="kolam", **words)))


# ── Another system's codes ───────────────────────────────────────────────────────────────────────────


def test_the_headings_of_codings_are_headings_of_the_field_too():
    coded = replace(STATE, headings=("kondisi",), codings=(replace(CODED, means=((1, "baik"),)),))
    assert toy(fields=(NAME, DEPTH, COUNT, coded)).field("keadaan").all_headings == (
        "kondisi",
        "KEADAAN_LAMA",
    )


def test_a_coding_of_a_borrowed_list_is_checked_once_the_list_is_known():
    lender = toy(fields=(NAME, DEPTH, COUNT, STATE))
    borrower = replace(STATE, name="dulu", choices=(), choices_of="sumur.keadaan", codings=(CODED,))
    other = toy(name="kolam", fields=(NAME, DEPTH, COUNT, borrower))
    with pytest.raises(DeclarationError, match="hancur"):
        resolve([lender, other])
