"""Contradictions between a layer's words and its fields: who may see what, and what the words name."""

from __future__ import annotations

import pytest

from gis.errors import DeclarationError
from gis.layer import (
    PUBLIC,
    STAFF,
    Area,
    Choice,
    Dot,
    Field,
    Kind,
    Layer,
    Only,
    Published,
    Shape,
    Study,
    Validity,
    Words,
)


def layer(*fields: Field, **words: object) -> Layer:
    said = {
        "name": "sumur",
        "system": "base",
        "owner": "Dinas PUPR",
        "title": Words("Sumur", "Wells"),
        "description": Words("Sumur umum.", "Public wells."),
        "shape": Shape.POINT,
        "access": PUBLIC,
        "fields": fields,
        "style": Dot("#1f78b4", letter="S"),
    }
    return Layer(**(said | words))


def field(name: str, kind: Kind = Kind.TEXT, **words: object) -> Field:
    return Field(name, kind, Words(name.title(), name.upper()), **({"access": PUBLIC} | words))


STATUS = field(
    "status", choices=(Choice("a", Words("A", "A"), color="#112233"), Choice("b", Words("B", "B")))
)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: layer(field("nama", personal=True)), "'nama' is personal and may not be public"),
        (
            lambda: layer(
                field("luas", Kind.NUMBER),
                field("orang", Kind.INTEGER, access=STAFF),
                field("per_orang", Kind.NUMBER, quotient=("luas", "orang")),
            ),
            "'per_orang' is open to more people than 'orang'",
        ),
        (lambda: layer(STATUS, style=Dot("#112233", by="status")), "choices b have no colour"),
        (
            lambda: layer(STATUS, published=Published(rows=Only("status", ("a", "c")))),
            "'status' never is c",
        ),
        (lambda: layer(field("mulai"), validity=Validity(None, "mulai")), "'mulai' is none"),
        (lambda: layer(study=Study(kind="jenis")), "no field 'jenis'"),
        (lambda: layer(field("jenis"), study=Study(kind="jenis", title="judul")), "no field 'judul'"),
        (lambda: layer(published=Published(while_valid=True)), "declares no validity"),
        (lambda: layer(area=Area(4, aliases=(("33.20.12.2012", "Bendanpete"),))), "no field is their label"),
    ],
)
def test_a_contradiction_is_told_with_the_layers_name(make, said):
    with pytest.raises(DeclarationError, match=said) as told:
        make()
    assert "Layer 'sumur'" in str(told.value)


def test_a_personal_field_of_a_staff_layer_is_no_contradiction():
    assert layer(field("nama", personal=True), access=STAFF).access_of("nama") is STAFF
