"""What a file says of itself, in the reader's language: whose data they are, from when, and what to mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from gis import metadata
from gis.facts import NOTHING
from gis.formats.content import Content
from gis.language import Words
from gis.layer import Kind
from gis.metadata.record import SAMPLE
from gis.validity import WIB

_EMPTY: Final = Words(
    "Angka yang kosong di baris dengan 'ditahan' benar disamarkan; kosong bukan nol.",
    "Figures that are empty where 'ditahan' is true are withheld; empty is not zero.",
)


def title(content: Content) -> str:
    """The layer's title."""
    return content.layer.title.in_(content.language)


def notices(content: Content) -> list[str]:
    """What a reader must mind."""
    said = [SAMPLE] if content.sample else []
    said += metadata.record(content.view, NOTHING).withheld
    said += [_EMPTY] if content.view.withholds else []
    return [words.in_(content.language) for words in said]


def lines(content: Content) -> Iterator[tuple[str, str]]:
    """What is to be known of the file, each line with its heading."""
    for heading, told in _told(content):
        if told is not None:
            yield heading.in_(content.language), told.in_(content.language)
    for notice in notices(content):
        yield Words("Perhatian", "Mind").in_(content.language), notice


def _told(content: Content) -> Iterator[tuple[Words, Words | None]]:
    known = metadata.record(content.view, replace(NOTHING, sample=content.sample))
    yield Words("Judul", "Title"), known.title
    yield Words("Keterangan", "Description"), known.abstract
    yield Words("Pemilik data", "Owner of the data"), known.owner.name
    yield Words("Sumber", "Source"), _plain(known.source)
    yield Words("Lisensi", "Licence"), known.licence.title
    yield Words("Pemutakhiran", "Updates"), known.rhythm
    yield Words("Skala", "Scale"), _plain(f"1:{known.scale}") if known.scale else None
    yield Words("Ketelitian", "Accuracy"), known.accuracy
    yield Words("Asal-usul", "Lineage"), known.lineage
    yield Words("Yang belum ada", "Gaps"), known.gaps
    heading = Words("Terakhir berubah", "Last changed") if content.changed else Words("Diambil", "Taken")
    yield heading, _plain(f"{content.dated.astimezone(WIB):%Y-%m-%d %H:%M} WIB")
    yield Words("Versi", "Version"), _plain(content.version)
    yield Words("Sistem koordinat", "Reference system"), _plain(content.crs.uri)


def _plain(told: str) -> Words:
    return Words(told, told)


def described(content: Content) -> str:
    """All of it as one text of several lines."""
    return "\n".join(f"{heading}: {told}" for heading, told in lines(content))


def columns(content: Content) -> Iterator[tuple[str, str, str, str, str]]:
    """Of each column its name, title, unit, description and code list."""
    for f in content.fields:
        description = f.description.in_(content.language) if f.description else ""
        codes = "; ".join(f"{each.value} = {each.title.in_(content.language)}" for each in f.choices)
        zone = "WIB" if f.kind is Kind.TIME else ""
        yield f.name, f.title.in_(content.language), f.unit or zone, description, codes
