"""What a client sends: features, and RFC 7396's own examples of merge patches."""

from __future__ import annotations

from typing import Any

import pytest

from gis.edits import patched
from gis.edits.document import document, parsed
from gis.errors import BadRequest


@pytest.mark.parametrize(
    ("before", "patch", "after"),
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
        ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
        ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
    ],
)
def test_merge_patches_as_the_rfc_has_them(before: Any, patch: Any, after: Any):
    kept = repr(before)
    assert patched(before, patch) == after
    assert repr(before) == kept


@pytest.mark.parametrize("patch", [["c"], "bar", None, 3])
def test_a_patch_of_a_feature_is_an_object(patch: Any):
    with pytest.raises(BadRequest):
        patched({"a": "foo"}, patch)


def test_a_feature_s_id_may_be_a_number():
    assert document({"type": "Feature", "id": 7, "geometry": None, "properties": {}}).id == "7"


@pytest.mark.parametrize("body", [b"", b"{", b"NaN", b'{"a": Infinity}', b"\xff", b"[" * 2_000])
def test_what_is_no_json_is_refused(body: bytes):
    with pytest.raises(BadRequest):
        parsed(body)
