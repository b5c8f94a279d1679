"""docs/layers.md says what the declarations say, and its example is a layer."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from gis import layer as vocabulary
from gis.layer import Audience, Field, Layer, resolve
from layers import LAYERS
from tools.layerdocs import PAGE, fields_of, filled, layers_on, overview

TEXT = PAGE.read_text(encoding="utf-8")
VOCABULARY = dict(vars(vocabulary))
WORDS, _, _ = TEXT.partition("## The layers there are")
PARTS = (
    "Choice Coding Order Within OnlyWhen ByCode Inside Only Published Validity Totals Count Area Hazard "
    "Study Refuge Fill Dot Ramp Zooms Source Topic Frequency Licence Agency Words"
)


@pytest.mark.parametrize("name", layers_on(TEXT))
def test_the_fields_on_the_page_are_those_declared(name):
    assert f"<!-- fields:{name} -->\n{fields_of(LAYERS[name])}<!-- end -->" in TEXT


def test_the_page_lists_each_layer_it_has_once():
    assert len(layers_on(TEXT)) == len(set(layers_on(TEXT))) >= 16


def test_the_overview_is_that_of_the_layers_on_the_page():
    listed = {name: layer for name, layer in LAYERS.items() if name in layers_on(TEXT)}
    assert overview(listed) in TEXT


def test_making_the_page_again_from_what_it_lists_changes_nothing():
    assert filled(TEXT, {name: LAYERS[name] for name in LAYERS if name in layers_on(TEXT)}) == TEXT


@pytest.mark.parametrize("word", [word.name for kind in (Layer, Field) for word in fields(kind)])
def test_every_word_is_explained(word):
    assert re.search(rf"^\| (`\w+`, )*`{word}`(, `\w+`)* \|", WORDS, re.MULTILINE)


@pytest.mark.parametrize("word", PARTS.split())
def test_every_part_is_explained_by_an_example_of_it(word):
    row = re.search(
        rf"^\| (?:`\w+`, )*`{word}`(?:, `\w+`)* \|.*\| `(?P<example>.+)` \|$", WORDS, re.MULTILINE
    )
    assert row is not None
    assert eval(row["example"], VOCABULARY) is not None  # noqa: S307  # the page's own text


@pytest.mark.parametrize("number", range(2))
def test_the_examples_of_words_are_words(number):
    kind = (Layer, Field)[number]
    heading = ("### Of a layer", "### Of a field")[number]
    table = WORDS.partition(heading)[2].partition("###")[0]
    examples = re.findall(r"^\| `.*\| `(\w+=.+)` \|$", table, re.MULTILINE)
    known = {word.name for word in fields(kind)}
    assert len(examples) > 10
    for example in examples:
        said = eval(f"dict({example})", VOCABULARY)  # noqa: S307  # the page's own text
        assert set(said) <= known


def test_the_example_is_a_layer_among_the_others():
    code = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert code is not None
    made: dict[str, object] = {}
    exec(code[1], made)  # noqa: S102  # the page's own text
    example = made["LAYER"]
    assert isinstance(example, Layer)
    assert example in resolve({**LAYERS, example.name: example}.values())
    assert "penjaga" not in [f.name for f in example.visible_fields(Audience.PUBLIC)]
