"""What an officer types is understood alike in a command and in a form, and refused in their language."""

from __future__ import annotations

import json

import pytest

from api.cli import loading
from api.imports.asked import asked
from gis.errors import BadValue, UnfitChoice, UnknownChoice, UnknownName
from gis.imports import choosing
from gis.imports.choosing import Choices
from gis.imports.mending import Mending
from gis.imports.pipeline import Options
from gis.language import Words
from gis.queue.upload import options


@pytest.mark.parametrize("text", ["nama", "=nama", "  =nama", ""])
def test_a_mapping_without_a_heading_is_refused(text):
    with pytest.raises(UnfitChoice, match="Berikan kolom berkas, tanda sama dengan"):
        choosing.mapping("--map", text)


@pytest.mark.parametrize(
    ("field", "text"), [("map", "nama"), ("decimal", ";"), ("heading", "satu"), ("date_of_data", "kemarin")]
)
def test_what_a_form_says_wrongly_is_told_in_one_language_or_the_other(field, text):
    with pytest.raises(BadValue, match=rf"^{field}: '{text}' tidak dapat dipakai\. Berikan ") as refused:
        asked([(field, text)])
    assert "Expected" not in str(refused.value)
    english = refused.value.in_("en")
    assert english.startswith(f"{field}: '{text}' does not fit. Expected ")
    assert "Berikan" not in english


def test_words_that_accept_nothing_are_told_with_those_that_do():
    said = "Tidak ada perbaikan 'semua'. Yang ada: coarse, decimal, minus, name, shape, swapped."
    for ask in (lambda: loading.accepted(["semua"], mend=False), lambda: asked([("accept", "semua")])):
        with pytest.raises(UnknownName, match=said):
            ask()


def test_mend_is_a_word_of_accept():
    assert loading.accepted(["minus"], mend=True) == {Mending.MINUS, Mending.SHAPE}
    assert loading.accepted([], mend=False) == frozenset()


def test_choices_are_written_down_whole_and_read_again():
    said = [
        ("heading", "0"),
        ("decimal", ","),
        ("map", "Nm=nama"),
        ("accept", "minus"),
        ("keep_good", "true"),
        ("date_of_data", "2024-12-31"),
        ("source", "TIC"),
    ]
    choices = asked(said).choices
    assert choices.heading == 0, "the file has no headings"
    assert Choices.of(json.loads(json.dumps(choices.as_json()))) == choices
    assert options(choices, "citra", 7, trial=False) == Options(actor="citra", upload=7, **choices.chosen())
    assert Choices().as_json() == {}


def test_a_name_without_any_to_choose_from():
    none = UnknownChoice(Words("kolom", "field"), "a", [])
    assert str(none) == "Tidak ada kolom 'a'. Tidak ada satu pun."
    assert none.in_("en") == "There is no field 'a'. Allowed: nothing."
    assert [none.members(language)["what"] for language in ("id", "en")] == ["kolom", "field"]
