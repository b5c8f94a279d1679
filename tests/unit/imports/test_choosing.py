"""What an officer types is understood alike in a command and in a form, and refused in their language."""

from __future__ import annotations

import pytest

from api.cli import loading
from api.imports.asked import asked
from gis.errors import BadValue, UnfitChoice, UnknownChoice, UnknownName
from gis.imports import choosing
from gis.imports.mending import Mending


@pytest.mark.parametrize("text", ["nama", "=nama", "  =nama", ""])
def test_a_mapping_without_a_heading_is_refused(text):
    with pytest.raises(UnfitChoice, match="Berikan kolom berkas, tanda sama dengan"):
        choosing.mapping("--map", text)


@pytest.mark.parametrize(
    ("field", "text"), [("map", "nama"), ("decimal", ";"), ("heading", "satu"), ("date_of_data", "kemarin")]
)
def test_what_a_form_says_wrongly_is_told_in_one_language(field, text):
    with pytest.raises(BadValue, match=rf"^{field}: '{text}' tidak dapat dipakai\. Berikan ") as refused:
        asked([(field, text)])
    assert "Expected" not in str(refused.value)


def test_words_that_accept_nothing_are_told_with_those_that_do():
    said = "Tidak ada perbaikan 'semua'. Yang ada: coarse, decimal, minus, name, shape, swapped."
    for ask in (lambda: loading.accepted(["semua"], mend=False), lambda: asked([("accept", "semua")])):
        with pytest.raises(UnknownName, match=said):
            ask()


def test_mend_is_a_word_of_accept():
    assert loading.accepted(["minus"], mend=True) == {Mending.MINUS, Mending.SHAPE}
    assert loading.accepted([], mend=False) == frozenset()


def test_a_name_without_any_to_choose_from():
    assert str(UnknownChoice("kolom", "a", [])) == "Tidak ada kolom 'a'. Tidak ada satu pun."
