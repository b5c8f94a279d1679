"""What a file says of itself, in the reader's language: whose data they are, from when, and what to mind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from gis.formats.content import Content
from gis.formats.values import WIB
from gis.language import Words
from gis.layer import Kind

SAMPLE: Final = Words(
    "Berkas ini memuat data contoh, bukan data nyata; jangan dipakai untuk mengambil keputusan.",
    "This file holds sample data, not real data; do not base decisions on it.",
)

_WITHHELD: Final = Words(
    "Angka yang kosong dengan 'ditahan' bernilai benar disamarkan karena kecil; kosong bukan nol.",
    "Figures that are empty where 'ditahan' is true are withheld because they are small; empty is not zero.",
)


def title(content: Content) -> str:
    """The layer's title."""
    return content.layer.title.in_(content.language)


def notices(content: Content) -> list[str]:
    """What a reader must mind."""
    said = [SAMPLE] if content.sample else []
    said += [_WITHHELD] if content.view.withholds else []
    return [words.in_(content.language) for words in said]


def lines(content: Content) -> Iterator[tuple[str, str]]:
    """What is to be known of the file, each line with its heading."""
    layer, source, language = content.layer, content.layer.source, content.language

    def line(heading: Words, text: str) -> tuple[str, str]:
        return heading.in_(language), text

    yield line(Words("Judul", "Title"), title(content))
    yield line(Words("Keterangan", "Description"), layer.description.in_(language))
    yield line(Words("Pemilik data", "Owner of the data"), layer.owner)
    if source:
        yield line(Words("Sumber", "Source"), source.name)
        yield line(Words("Lisensi", "Licence"), source.licence)
        yield line(Words("Pemutakhiran", "Updates"), source.rhythm.in_(language))
    if source and source.scale:
        yield line(Words("Skala", "Scale"), f"1:{source.scale}")
    yield line(Words("Diambil", "Taken"), f"{content.taken.astimezone(WIB):%Y-%m-%d %H:%M} WIB")
    yield line(Words("Versi", "Version"), content.version)
    yield line(Words("Sistem koordinat", "Reference system"), content.crs.uri)
    for notice in notices(content):
        yield line(Words("Perhatian", "Mind"), notice)


def described(content: Content) -> str:
    """All of it as one text of several lines."""
    return "\n".join(f"{heading}: {text}" for heading, text in lines(content))


def columns(content: Content) -> Iterator[tuple[str, str, str, str, str]]:
    """Of each column its name, title, unit, description and code list."""
    for f in content.fields:
        description = f.description.in_(content.language) if f.description else ""
        codes = "; ".join(f"{each.value} = {each.title.in_(content.language)}" for each in f.choices)
        zone = "WIB" if f.kind is Kind.TIME else ""
        yield f.name, f.title.in_(content.language), f.unit or zone, description, codes
