"""The texts of the pages stand in both languages, and each is used."""

from __future__ import annotations

import re
from pathlib import Path

from api.imports.texts import TEXTS as DATA_TEXTS
from api.pages import TEMPLATES
from api.words import WORDS
from gis.layer import Kind

SOURCES = [*TEMPLATES.glob("*.html"), *Path(TEMPLATES).parent.rglob("*.py")]
METHODS = set(dir({}))


def test_every_text_stands_in_both_languages():
    assert all(len(both) == 2 and all(both) for both in WORDS.values())
    for name, (first, second) in WORDS.items():
        assert set(re.findall(r"{\w+}", first)) == set(re.findall(r"{\w+}", second)), name


def test_no_text_is_named_like_a_method_that_a_template_would_find_instead():
    assert not METHODS & set(WORDS)


def test_every_text_named_in_a_template_is_there_and_every_text_is_used():
    text = "\n".join(file.read_text("utf-8") for file in SOURCES if "node_modules" not in file.parts)
    named = set(re.findall(r"words\.(\w+)", text)) - {"words"}
    assert named <= set(WORDS) | {"words"}
    quoted = set(
        re.findall(r"""["'](\w+)["']""", text.replace((TEMPLATES.parent / "words.py").read_text(), ""))
    )
    built = {name for name in WORDS if PUT_TOGETHER.fullmatch(name)}
    assert set(WORDS) <= named | quoted | built


PUT_TOGETHER = re.compile(
    rf"(kind_({'|'.join(Kind)})|(collections|processes|styles|tiles|conformance)_why|format_(dcat|iso))"
)
"""Texts whose names are put together: of kinds of values, of the ways on from the start, of encodings."""


BUILT = re.compile(r"(option|stage|undo)_\w+|checked|checking|failed")
"""Texts whose names are put together: of options, stages, undone rows and states."""


def test_every_text_of_the_data_pages_stands_in_both_languages_and_is_used():
    for name, (first, second) in DATA_TEXTS.items():
        assert first, name
        assert set(re.findall(r"{\w+}", first)) == set(re.findall(r"{\w+}", second)), name
    files = [*TEMPLATES.glob("data*.html"), *(TEMPLATES.parent / "imports").glob("*.py")]
    files += [TEMPLATES.parent / "routes" / "data.py"]
    text = "\n".join(file.read_text("utf-8") for file in files if file.name != "texts.py")
    named = set(re.findall(r"\bt\.(\w+)", text))
    assert named <= set(DATA_TEXTS)
    quoted = set(re.findall(r"""["'](\w+)["']""", text))
    assert {name for name in DATA_TEXTS if not BUILT.fullmatch(name)} <= named | quoted
