"""Layers are found by being in the folder; what is wrong with a file is said with the file's name."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path
from textwrap import dedent

import pytest

from gis.errors import DeclarationError
from layers import LAYERS, discover

NUMBERS = count(1)

LAYER = """
from gis.layer import PUBLIC, Dot, Field, Kind, Layer, Shape, Words

LAYER = Layer(
    name="{name}",
    system="{system}",
    owner="Diskominfo",
    title=Words("Sumur", "Wells"),
    description=Words("Sumur umum.", "Public wells."),
    shape=Shape.POINT,
    access=PUBLIC,
    fields=({fields}),
    style=Dot("#1f78b4", letter="S"),
    order={order},
)
"""


def declaration(name, system="base", order=50, fields=""):
    return LAYER.format(name=name, system=system, order=order, fields=fields)


@pytest.fixture
def found(tmp_path, monkeypatch):
    """Writes files into a new package and returns what is discovered in it."""
    package = f"toy_layers_{next(NUMBERS)}"
    folder = tmp_path / package
    folder.mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def write_and_discover(**files):
        for name, text in {"__init__": "", **files}.items():
            (folder / f"{name}.py").write_text(dedent(text), encoding="utf-8")
        return discover(package, [str(folder)])

    yield write_and_discover
    for module in [name for name in sys.modules if name.partition(".")[0] == package]:
        del sys.modules[module]


def test_an_empty_folder_has_no_layers(found):
    assert dict(found()) == {}


def test_a_file_is_a_layer(found):
    assert found(sumur=declaration("sumur"))["sumur"].title.en == "Wells"


def test_layers_stand_by_system_then_order_then_name(found):
    layers = found(
        a=declaration("a", system="TIC", order=1),
        b=declaration("b", order=9),
        c=declaration("c", order=2),
        d=declaration("d", system="SIYAB"),
        e=declaration("e", order=2),
    )
    assert list(layers) == ["c", "e", "b", "d", "a"]


def test_the_migrations_are_passed_over(found, tmp_path):
    folder = next(tmp_path.iterdir()) / "migrations"
    folder.mkdir()
    (folder / "__init__.py").write_text("raise AssertionError('not to be imported')", encoding="utf-8")
    assert list(found(sumur=declaration("sumur"))) == ["sumur"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "expected LAYER = Layer"),
        ("LAYER = 'sumur'", "expected LAYER = Layer"),
        (declaration("kolam"), "the layer is named 'kolam', expected 'sumur'"),
        (declaration("sumur", system="SIPADU"), "SIPADU"),
        (declaration("sumur").replace("order=", "urutan="), "urutan"),
    ],
    ids=["no layer", "something else", "another name", "a contradiction", "an unknown word"],
)
def test_what_is_wrong_is_said_with_the_files_name(found, text, said):
    with pytest.raises(DeclarationError, match=r"toy_layers_\d+/sumur\.py: ") as refusal:
        found(sumur=text)
    assert said in str(refusal.value)


def test_a_reference_to_a_missing_layer_is_refused(found):
    code = "Field('kode', Kind.TEXT, Words('Kode', 'Code'), access=PUBLIC, refers='dusun'),"
    with pytest.raises(DeclarationError, match="Layer 'sumur': field 'kode' refers to the layer 'dusun'"):
        found(sumur=declaration("sumur", fields=code))


def test_the_regencys_layers_are_its_files():
    folder = Path(next(iter(sys.modules["layers"].__path__)))
    assert set(LAYERS) == {file.stem for file in folder.glob("*.py")} - {"__init__"}
