"""Toy layers with one of everything: each word of a declaration that HTTP answers depend on is used once."""

from __future__ import annotations

from collections.abc import Mapping

from gis.layer import (
    PUBLIC,
    STAFF,
    Area,
    Choice,
    Count,
    Dot,
    Field,
    Fill,
    Hazard,
    Kind,
    Layer,
    Only,
    Published,
    Ramp,
    Shape,
    Source,
    Study,
    Totals,
    Validity,
    Words,
    Zooms,
    resolve,
)

KINDS = (
    Choice("api", Words("Api", "Fire"), color="#222222"),
    Choice("air", Words("Air", "Water"), color="#333333"),
    Choice("batu", Words("Batu", "Rock"), color="#444444"),
)

SECRET = "sandi-terkunci"
"""A value of hidden fields: no answer may hold it."""


def _words(name: str) -> Words:
    return Words(name.capitalize(), f"{name.capitalize()} (en)")


def _text(name: str, **more: object) -> Field:
    return Field(name, Kind.TEXT, _words(name), access=PUBLIC, **more)  # type: ignore[arg-type]


def _area(name: str, parts: int) -> Layer:
    return Layer(
        name=name,
        system="base",
        owner="Uji",
        title=_words(name),
        description=_words(name),
        shape=Shape.POLYGON,
        access=PUBLIC,
        key="kode",
        fields=(_text("kode", required=True), _text("nama")),
        area=Area(parts),
        style=Fill("#5b6770", opacity=0.0, outline="#5b6770", width=1.4),
        zooms=Zooms(first=0),
        label="nama",
        on=True,
        order=40 - parts,
    )


BACK = Layer(
    name="latar",
    system="base",
    owner="Uji",
    title=_words("latar"),
    description=_words("latar"),
    shape=Shape.POLYGON,
    access=PUBLIC,
    fields=(),
    style=Fill("#f3efe3", opacity=1.0),
    zooms=Zooms(first=0),
    order=0,
    pictured=False,
)

TREE = Layer(
    name="pohon",
    system="TIC",
    owner="Uji",
    title=_words("pohon"),
    description=_words("pohon"),
    shape=Shape.POINT,
    access=PUBLIC,
    geometry_required=False,
    fields=(
        _text("nama"),
        _text("jenis", choices=(Choice("jati", Words("Jati", "Teak"), color="#111111"), *KINDS)),
        Field("tinggi_m", Kind.NUMBER, _words("tinggi"), access=PUBLIC, unit="m"),
        Field("umur_th", Kind.INTEGER, _words("umur"), access=PUBLIC, unit="tahun"),
        Field("langka", Kind.BOOLEAN, _words("langka"), access=PUBLIC),
        Field("ditanam", Kind.DATE, _words("ditanam"), access=PUBLIC),
        Field("dilihat", Kind.TIME, _words("dilihat"), access=PUBLIC, required=True),
        Field("hama", Kind.LIST, _words("hama"), access=PUBLIC, choices=KINDS, open=True),
        Field("pemilik", Kind.TEXT, _words("pemilik"), access=STAFF),
        Field("harga_rp", Kind.INTEGER, _words("harga"), access=STAFF),
        Field("lupa", Kind.TEXT, _words("lupa")),
    ),
    moment="dilihat",
    source=Source("Kebun <uji>", "CC0", _words("rutin"), scale=1000),
    style=Dot("#7b4fa3", letter="P", by="jenis"),
    zooms=Zooms(first=5, last=10),
    label="nama",
    search=("nama", "pemilik"),
    on=True,
    order=60,
)

STUDY = Layer(
    name="telaah",
    system="SIYAB",
    owner="Uji",
    title=_words("telaah"),
    description=_words("telaah"),
    shape=Shape.POLYGON,
    access=PUBLIC,
    fields=(_text("ragam", choices=KINDS), _text("judul")),
    study=Study(kind="ragam"),
    style=Fill("#6b5b8c", opacity=0.0, outline="#6b5b8c", dash=True),
    zooms=Zooms(first=0),
    label="judul",
    choose="ragam",
    order=26,
)

RISK = Layer(
    name="risiko",
    system="SIYAB",
    owner="Uji",
    title=_words("risiko"),
    description=_words("risiko"),
    shape=Shape.POLYGON,
    access=PUBLIC,
    fields=(
        _text("ragam", choices=KINDS, required=True),
        Field(
            "tingkat",
            Kind.INTEGER,
            _words("tingkat"),
            access=PUBLIC,
            choices=(
                Choice(0, Words("nihil", "none"), color="#a9b8c2"),
                Choice(1, Words("kecil", "small"), color="#ffec8a"),
                Choice(3, Words("besar", "large"), color="#a50021"),
            ),
        ),
        _text("telaah", refers="telaah"),
        Field("mulai", Kind.DATE, _words("mulai"), access=PUBLIC),
        Field("sampai", Kind.DATE, _words("sampai"), access=PUBLIC),
    ),
    validity=Validity(start="mulai", end="sampai"),
    hazard=Hazard(kind="ragam", level="tingkat", studies="telaah"),
    style=Fill("#a50021", by="tingkat", opacity=0.65),
    zooms=Zooms(first=0),
    choose="ragam",
    on=True,
    order=20,
)

EVENT = Layer(
    name="peristiwa",
    system="SIYAB",
    owner="Uji",
    title=_words("peristiwa"),
    description=_words("peristiwa"),
    shape=Shape.POINT,
    access=PUBLIC,
    fields=(
        _text("kode", refers="blok"),
        _text(
            "status",
            choices=(
                Choice("baru", Words("Baru", "New"), color="#000001"),
                Choice("sah", Words("Sah", "Checked"), color="#000002"),
            ),
        ),
    ),
    published=Published(rows=Only("status", ("sah",)), at="blok"),
    style=Dot("#c2185b", letter="!", by="status"),
    zooms=Zooms(first=0),
    order=70,
)

HOUSE = Layer(
    name="griya",
    system="SIM RTLH",
    owner="Uji",
    title=_words("griya"),
    description=_words("griya"),
    shape=Shape.POINT,
    access=STAFF,
    geometry_required=False,
    fields=(
        Field("kode", Kind.TEXT, _words("kode"), access=STAFF, refers="blok"),
        Field("status", Kind.TEXT, _words("status"), access=STAFF),
    ),
    style=Dot("#7a5c2e"),
)

COUNTS = Layer(
    name="jumlah_griya",
    system="SIM RTLH",
    owner="Uji",
    title=_words("jumlah"),
    description=_words("jumlah"),
    shape=Shape.POLYGON,
    access=PUBLIC,
    key="kode",
    fields=(
        _text("kode", required=True),
        _text("nama"),
        Field("jumlah", Kind.INTEGER, _words("jumlah"), access=PUBLIC, unit="rumah"),
    ),
    totals=Totals(
        of="griya",
        by="blok",
        within="wilayah",
        counts=(Count("jumlah", Only("status", ("rusak",))),),
        least=5,
    ),
    style=Ramp("jumlah", steps=((1, "#e6cde5"), (25, "#572259"))),
    zooms=Zooms(first=0),
    label="nama",
    order=14,
)

TOYS: Mapping[str, Layer] = {
    layer.name: layer
    for layer in resolve(
        (BACK, _area("blok", 4), _area("wilayah", 2), STUDY, RISK, EVENT, HOUSE, COUNTS, TREE)
    )
}

HIDDEN_FIELDS = ("pemilik", "harga_rp", "lupa", "catatan")
"""Fields of `pohon` that the public does not know of."""
