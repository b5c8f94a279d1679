"""A small world of hazards and what may be exposed to them, declared for tests."""

from __future__ import annotations

from gis.exposure import Ask
from gis.layer import (
    PUBLIC,
    STAFF,
    Area,
    Choice,
    Dot,
    Field,
    Fill,
    Hazard,
    Kind,
    Layer,
    Shape,
    Study,
    Words,
    resolve,
)


def words(text):
    return Words(text, f"{text} (en)")


def field(name, kind=Kind.TEXT, **more):
    return Field(name, kind, words(name), access=PUBLIC, **more)


def layer(name, shape=Shape.POLYGON, **more):
    style = Dot("#112233") if shape is Shape.POINT else Fill("#112233")
    said = {
        "system": "base",
        "owner": "Uji",
        "title": words(name),
        "description": words(name),
        "shape": shape,
        "access": PUBLIC,
        "fields": (field("nama"),),
        "style": style,
        "label": "nama",
    }
    return Layer(name=name, **(said | more))


LEVELS = (
    Choice(0, words("kosong")),
    Choice(1, words("ringan")),
    Choice(2, words("berat")),
    Choice(3, words("parah")),
)
KINDS = (Choice("api", words("Api")), Choice("air", words("Air")))
THREAT_FIELDS = (
    field("macam", choices=KINDS),
    field("derajat", Kind.INTEGER, choices=LEVELS),
    field("telaah", refers="telaah"),
)
THREAT = layer(
    "ancaman",
    fields=THREAT_FIELDS,
    label=None,
    hazard=Hazard(kind="macam", level="derajat", studies="telaah"),
)
WORLD = (
    layer("provinsi", area=Area(1), key="nama"),
    layer("kota", area=Area(2), key="nama"),
    THREAT,
    layer(
        "telaah", fields=(field("macam", choices_of="ancaman.macam"),), label=None, study=Study(kind="macam")
    ),
    layer("sekolah", Shape.POINT),
    layer("rumah", Shape.POINT, access=STAFF),
    layer("gedung"),
    layer("jalan", Shape.LINE),
)
LAYERS = {one.name: one for one in resolve(WORLD)}
ASK = Ask(hazard="ancaman", exposed="sekolah", kind="api")
