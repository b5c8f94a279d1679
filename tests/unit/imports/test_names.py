"""Areas by their names: what is taken, what is proposed, what is refused, and what is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gis.imports.headings import match
from gis.imports.mending import Mending
from gis.imports.places import gazetteer, names
from gis.imports.places.gazetteer import Gazetteer, Level, Tellable, differing, modern
from gis.imports.rows import Terms, clean
from gis.layer import PUBLIC, STAFF, Area, ByCode, Fill, Inside, Layer, Shape, Words
from tests.unit.imports.toys import NOW, WELL, field, rules, sheet


def area(name: str, parts: int, called: tuple[str, ...]) -> Layer:
    return Layer(
        name=name,
        system="base",
        owner="Diskominfo",
        title=Words(name, name),
        description=Words(name, name),
        shape=Shape.POLYGON,
        access=PUBLIC,
        key="kode",
        fields=(field("kode", required=True), field("nama")),
        area=Area(parts, called),
        label="nama",
    )


DESA = area("desa", 4, ("desa", "kelurahan", "desa/kelurahan", "kel", "ds"))
KECAMATAN = area("kecamatan", 3, ("kecamatan", "kec"))

WASTE = Layer(
    name="sampah",
    system="DMS",
    owner="DLH",
    title=Words("Sampah", "Waste"),
    description=Words("Sampah", "Waste"),
    shape=Shape.POLYGON,
    access=PUBLIC,
    key="kode",
    place=ByCode("desa"),
    fields=(field("kode", required=True), replace(field("nama"), title=Words("Nama desa", "Village"))),
    style=Fill("#5a9c4b"),
)

LAYERS = {layer.name: layer for layer in (DESA, KECAMATAN, WELL, WASTE)}

VILLAGES = {
    "33.20.01.2008": "Surodadi",
    "33.20.01.2011": "Sukosono",
    "33.20.11.2001": "Sukodono",
    "33.20.06.1005": "Ujungbatu",
    "33.20.16.2001": "Ujungwatu",
    "33.20.06.1001": "Bulu",
    "33.20.16.2002": "Bulu",
    "33.20.13.2003": "Banyuputih",
    "33.20.03.2001": "Ujung Pandan",
    "33.20.02.2004": "Pecangaan Kulon",
    "33.20.02.2005": "Pecangaan Wetan",
    "33.20.12.2012": "Bedanpete",
}
DISTRICTS = {
    "33.20.01": "Kedung",
    "33.20.02": "Pecangaan",
    "33.20.03": "Welahan",
    "33.20.06": "Jepara",
    "33.20.11": "Tahunan",
    "33.20.12": "Nalumsari",
    "33.20.13": "Kalinyamatan",
    "33.20.16": "Donorojo",
}
KNOWN = Gazetteer(
    (
        Level("kecamatan", "kecamatan", 3, ("kecamatan", "kec"), DISTRICTS),
        Level(
            "desa",
            "desa",
            4,
            ("desa", "kelurahan", "desa/kelurahan", "kel", "ds"),
            VILLAGES,
            (("33.20.12.2012", "Bendanpete"),),
        ),
    )
)


def read(columns, layer=WASTE, *, accept=False, renamed=None):
    """The draft of these columns after its names were read."""
    refers = {"kode": "desa"}
    headed = match(layer, sheet(columns), renamed or {}, gazetteer.tellable(layer, LAYERS, refers))
    draft = clean(headed, layer, Terms(NOW))
    return names.filled(draft, headed, KNOWN, frozenset({Mending.NAME} if accept else ()))


def one(name, district=None, *, accept=False):
    """What becomes of one row: its code and its problems' sentences."""
    columns = {"Desa": [name]} | ({"Kecamatan": [district]} if district else {})
    found = read(columns, accept=accept)
    return found.column("kode")[0], [problem.message for problem in found.problems]


@pytest.mark.parametrize(
    "written",
    [
        "Ujung Pandan",
        "UJUNGPANDAN",
        "ujung-pandan ",
        "Ds. Ujungpandan",
        "Desa Ujung Pandan",
        "Kel.Ujung Pandan",
        "Desa/Kelurahan Ujung Pandan",
        "Ujungpandan, Kec. Welahan",
        "Ds. Ujung Pandan (Kecamatan Welahan)",
        "33.20.03.2001",
        "3320032001",
    ],
)
def test_a_name_is_read_as_people_write_it(written):
    assert one(written) == ("33.20.03.2001", [])


def test_another_name_of_an_area_is_read_and_told():
    found = read({"Desa": ["Bendanpete"]})
    assert found.column("kode") == ["33.20.12.2012"]
    assert "Nama yang ejaannya lain dibaca: 'Bendanpete' sebagai Bedanpete." in found.notes


def test_how_many_rows_got_their_code_from_names_is_said_once():
    found = read({"Desa": ["Surodadi", "Sukosono"], "Kecamatan": ["Kedung", "Kec. Kedung"]})
    assert found.column("kode") == ["33.20.01.2008", "33.20.01.2011"]
    assert [note for note in found.notes if "diisi" in note] == [
        "Kode diisi dari nama desa dan kecamatan pada 2 baris."
    ]
    assert rules(found) == []


def test_a_name_of_two_areas_is_decided_by_the_area_above_or_by_nobody():
    assert one("Bulu", "Donorojo") == ("33.20.16.2002", [])
    code, (said,) = one("Bulu")
    assert code is None
    assert said == (
        "Nama desa 'Bulu' dapat berarti 2 wilayah: Bulu (kecamatan Jepara), Bulu (kecamatan Donorojo). "
        "Isi kolom kecamatan atau kodenya."
    )


def test_an_area_that_is_not_where_the_row_says_is_a_problem_and_never_mended():
    code, (said,) = one("Surodadi", "Pecangaan", accept=True)
    assert code is None
    assert "'Surodadi' tidak ada di kecamatan 'Pecangaan'" in said
    assert "Surodadi (kecamatan Kedung)" in said
    code, (said,) = one("Sukodono", "Kedung", accept=True)
    assert code is None
    assert "Yang mirip di kecamatan itu: Sukosono (kecamatan Kedung)." in said


def test_an_unknown_district_is_a_problem_of_its_own_column():
    found = read({"Desa": ["Surodadi"], "Kecamatan": ["Undaan"]})
    assert rules(found) == [(2, "Kecamatan", "name")]
    assert "Nama kecamatan 'Undaan' tidak dikenal." in found.problems[0].message


def test_a_district_spelled_nearly_right_beside_an_exact_village_is_told_in_a_note():
    found = read({"Desa": ["Surodadi"], "Kecamatan": ["Kedhung"]})
    assert found.column("kode") == ["33.20.01.2008"]
    assert "Nama yang ejaannya lain dibaca: 'Kedhung' sebagai Kedung." in found.notes


@pytest.mark.parametrize("written", ["Banyputih", "Banjoepoetih", "Banyuputhi", "Ds. Banyu Puttih"])
def test_a_close_spelling_is_proposed_and_taken_only_when_accepted(written):
    code, (said,) = one(written)
    assert code is None
    assert (
        "Mungkin maksudnya Banyuputih (kecamatan Kalinyamatan). Bila benar, terima dengan --accept name"
        in said
    )
    found = read({"Desa": [written]}, accept=True)
    assert found.column("kode") == ["33.20.13.2003"]
    assert rules(found) == []
    (told,) = found.mended
    assert (told.row, told.column, told.rule) == (2, "Desa", Mending.NAME)
    assert told.message == f"Nama desa '{written}' dibaca sebagai Banyuputih (kecamatan Kalinyamatan)."


def test_a_proposal_names_the_word_that_accepts_it():
    (problem,) = read({"Desa": ["Banyputih"]}).problems
    assert (problem.row, problem.column, problem.accept) == (2, "Desa", "name")


@pytest.mark.parametrize(
    ("written", "listed"),
    [("Ujungmatu", ("Ujungbatu", "Ujungwatu")), ("Pecangaan", ("Pecangaan Kulon", "Pecangaan Wetan"))],
)
def test_what_may_be_two_areas_is_listed_and_never_taken(written, listed):
    code, (said,) = one(written, accept=True)
    assert code is None
    assert all(name in said for name in listed)
    assert "--accept" not in said


def test_the_district_decides_between_close_spellings():
    assert one("Ujungmatu", "Donorojo", accept=True) == ("33.20.16.2001", [])


def test_exact_names_that_differ_in_one_letter_are_never_taken_for_each_other():
    assert one("Ujungbatu") == ("33.20.06.1005", [])
    assert one("Ujungwatu", accept=True) == ("33.20.16.2001", [])


def test_a_name_like_no_other_is_unknown():
    assert one("Antah Berantah") == (None, ["Nama desa 'Antah Berantah' tidak dikenal."])


def test_a_code_and_a_name_that_agree_are_silent_and_the_code_stays():
    found = read({"kode": ["33.20.01.2008"], "nama": ["SURODADI"], "Kecamatan": ["Kedung"]})
    assert (rules(found), found.mended) == ([], ())
    assert not any("diisi" in note or "ejaannya" in note for note in found.notes)


@pytest.mark.parametrize(
    ("name", "district", "column"), [("Sukodono", "Kedung", "nama"), ("Sukosono", "Jepara", "Kecamatan")]
)
def test_a_code_and_a_name_that_contradict_each_other_are_a_problem(name, district, column):
    found = read({"kode": ["33.20.01.2011"], "nama": [name], "Kecamatan": [district]}, accept=True)
    assert rules(found) == [(2, column, "name")]
    assert "33.20.01.2011: Sukosono (kecamatan Kedung)" in found.problems[0].message


def test_a_code_that_is_not_known_is_left_for_the_check_of_codes():
    found = read({"kode": ["33.20.01.2099"], "nama": ["Surodadi"]})
    assert rules(found) == []
    assert found.column("kode") == ["33.20.01.2099"]


def test_names_fill_only_the_rows_that_lack_a_code():
    found = read({"kode": ["33.20.01.2011", None], "nama": ["Sukosono", "Surodadi"]})
    assert found.column("kode") == ["33.20.01.2011", "33.20.01.2008"]
    assert "Kode diisi dari nama desa pada 1 baris." in found.notes


def test_a_row_that_names_nothing_lacks_its_code():
    found = read({"Desa": ["Surodadi", None, " - "], "nama": ["a", "Surodadi", "x"]}, renamed={"nama": ""})
    assert rules(found) == [(3, "Desa", "required"), (4, "Desa", "required")]


def test_a_column_may_be_said_to_hold_names():
    found = read(
        {"Wilayah": ["Bulu"], "Distrik": ["Jepara"]}, renamed={"Wilayah": "desa", "Distrik": "kecamatan"}
    )
    assert found.column("kode") == ["33.20.06.1001"]


def test_a_column_that_is_left_out_names_nothing():
    found = read({"kode": ["33.20.01.2011"], "Desa": ["Surodadi"]}, renamed={"Desa": ""})
    assert rules(found) == []


def test_two_columns_that_name_two_areas_are_a_problem():
    found = read({"Desa": ["Surodadi", None], "Kelurahan": ["Sukosono", "Ujungbatu"]})
    assert rules(found) == [(2, "Kelurahan", "name")]
    assert found.column("kode")[1] == "33.20.06.1005"


def test_a_field_of_the_layer_that_is_titled_so_serves_as_the_name():
    found = read({"nama": ["Surodadi"]})
    assert found.column("kode") == ["33.20.01.2008"]
    assert found.column("nama") == ["Surodadi"]


SECRET = replace(
    WELL,
    place=Inside("desa"),
    fields=tuple(replace(f, access=STAFF) if f.name == "kode" else f for f in WELL.fields if f.name != "id"),
)


def test_names_are_not_repeated_where_the_code_is_not_public():
    columns = {
        "nama": ["a", "b", "c"],
        "Desa": ["Banyputih", "Bulu", "Surodadi"],
        "Kecamatan": [None, None, "Jepara"],
    }
    for accept in (False, True):
        found = read(columns, SECRET, accept=accept)
        said = [problem.message for problem in found.problems] + [told.message for told in found.mended]
        assert said
        assert not any(
            "Banyputih" in text or "'Bulu'" in text or "33.20" in text for text in [*said, *found.notes]
        )


def test_a_well_gets_its_code_from_the_name_and_what_is_wrong_points_at_the_name():
    found = read({"nama": ["a"], "Desa": ["Surodadi"], "lon": [110.6], "lat": [-6.7]}, WELL)
    assert found.column("kode") == ["33.20.01.2008"]
    assert found.headings["kode"] == "Desa"


def test_a_layer_of_no_area_reads_no_names():
    assert gazetteer.tellable(KECAMATAN, LAYERS, {}).levels == ()
    assert match(KECAMATAN, sheet({"kode": ["x"], "desa": ["y"], "wkt": [None]}), {}, Tellable()).named == {}


def test_a_district_beside_a_code_is_compared_too():
    found = read({"kode": ["33.20.01.2011"], "nama": ["x"], "Kecamatan": ["Jepara"]}, renamed={"nama": ""})
    assert rules(found) == [(2, "Kecamatan", "name")]


def test_a_code_from_the_place_and_another_district_are_remarked_on():
    columns = {
        "nama": ["a", "b", "c"],
        "Kecamatan": ["Jepara", "Kedung", "Jepara"],
        "kode": [None, None, "x"],
    }
    headed = match(WELL, sheet(columns), {}, gazetteer.tellable(WELL, LAYERS, {"kode": "desa"}))
    before = names.filled(clean(headed, WELL, Terms(NOW)), headed, KNOWN, frozenset())
    assert rules(before) == []
    placed = before.with_values(kode=["33.20.01.2011", "33.20.01.2011", "x"])
    (remark,) = names.compared(placed, before, headed, KNOWN).remarks
    assert (remark.row, remark.column, remark.rule) == (2, "Kecamatan", "name")
    assert "'Jepara' tidak sesuai dengan kode 33.20.01.2011: Sukosono (kecamatan Kedung)" in remark.message


def test_a_column_of_strange_names_is_not_searched_for_slips(monkeypatch):
    monkeypatch.setattr(names, "_STRANGE", 2)
    found = read({"Desa": ["Banyputih", "Banyuputhi", "Antah", "Surodadi"]}, accept=True)
    assert rules(found) == [(row, "Desa", "name") for row in (2, 3, 4)]
    assert found.column("kode")[3] == "33.20.01.2008"


LETTERS = st.text("abdeghijklmnoprstuwy", min_size=1, max_size=12)


@given(LETTERS, LETTERS)
def test_difference_is_a_distance(one, other):
    assert differing(one, other) == differing(other, one)
    assert (differing(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= differing(one, other) <= max(len(one), len(other))


@given(st.sampled_from(sorted(VILLAGES.items())), st.data())
def test_one_slip_in_any_name_keeps_it_among_the_near_ones(area, data):
    code, name = area
    spelled = modern(name.lower().replace(" ", ""))
    at = data.draw(st.integers(0, len(spelled) - 1))
    letter = data.draw(st.sampled_from(["", "x", "x" + spelled[at]]))
    near = KNOWN.levels[1].near(spelled[:at] + letter + spelled[at + 1 :])
    assert code in {found.code for found in near}


@given(st.sampled_from(sorted(VILLAGES.items())))
def test_every_area_is_found_by_its_name_and_district_in_any_dress(area):
    code, name = area
    district = DISTRICTS[code[:8]]
    for written, above in (
        (name, district),
        (f"DESA {name.upper()}", f"kec. {district}"),
        (name.replace(" ", ""), district),
    ):
        assert one(written, above) == (code, [])
