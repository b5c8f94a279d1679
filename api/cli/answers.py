"""Answers as lines for people. Programs ask for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from api.cli.voice import aligned

if TYPE_CHECKING:
    from gis.at_point import Here
    from gis.batches import Batch
    from gis.exposure import AreaCounts, Summary
    from gis.undo import Undone

_NOW = "%Y-%m-%d %H:%M"
_DEEDS = {"import": "memuat", "edit": "mengubah"}


def exposure_lines(found: Summary) -> Iterator[str]:
    """A line per area that has objects, the total, the rule and the sources."""
    names = tuple(found.total.counts.by_class)
    headings = ("kode", "nama", *names, "terdampak", "tidak terpapar", "tidak ada data", "total")
    filled = [row for row in found.rows if row.counts.total]
    yield from aligned(headings, [_counted(row) for row in (*filled, found.total)])
    if len(filled) < len(found.rows):
        yield f"({len(found.rows) - len(filled)} wilayah tanpa objek tidak dicantumkan.)"
    text = found.rule["text"]
    yield f"Aturan: {text['id'] if isinstance(text, Mapping) else text}"
    yield from dict.fromkeys(f"Sumber: {_source(source)}" for source in found.sources)
    if found.sample:
        yield "Memuat data contoh."


def point_lines(here: Here) -> Iterator[str]:
    """Where it is, what is known of each hazard, and where to go."""
    places = here.tempat or {}
    yield ", ".join(f"{level} {place['nama']} ({place['kode']})" for level, place in places.items()) or (
        "Di luar semua wilayah."
    )
    yield from aligned(
        ("jenis bahaya", "kelas", "sumber", "tanggal"),
        [(one.title, one.kelas_title, one.sumber or "", one.tanggal or "") for one in here.bahaya],
    )
    yield from aligned(
        ("evakuasi", "jarak (m)"), [(one.nama or one.id, one.jarak_m) for one in here.evakuasi]
    )
    if here.contoh:
        yield "Memuat data contoh."


def batch_lines(found: Sequence[Batch]) -> Iterator[str]:
    """A line per batch."""
    if not found:
        yield "Belum ada yang dimuat."
        return
    headings = ("batch", "waktu", "layer", "oleh", "perbuatan", "baru", "diubah", "dihapus", "berkas")
    yield from aligned(headings, [_batch(one) for one in found])


def undo_lines(done: Iterable[Undone]) -> Iterator[str]:
    """A line per batch that was undone."""
    for one in done:
        c = one.counts
        became = f"{c.updated} dikembalikan, {c.inserted} dimunculkan lagi, {c.deleted} dihapus"
        yield f"Batch {one.undoes} ({one.layer}) dibatalkan oleh batch {one.batch}: {became}."


def _source(source: Mapping[str, object]) -> str:
    date = source.get("tanggal_data")
    return (
        f"{source.get('title')}: {source.get('judul') or source.get('sumber')}{f' ({date})' if date else ''}"
    )


def _counted(row: AreaCounts) -> tuple[object, ...]:
    c = row.counts
    name = row.name or "di luar semua wilayah"
    return (row.code or "", name, *c.by_class.values(), c.affected, c.not_exposed, c.no_data, c.total)


def _batch(one: Batch) -> tuple[object, ...]:
    deed = f"membatalkan {one.undoes}" if one.undoes else _DEEDS[one.deed]
    undone = f" (dibatalkan oleh {one.undone_by})" if one.undone_by else ""
    c = one.counts
    at = one.at.strftime(_NOW)
    return (one.id, at, one.layer, one.actor, deed + undone, c.inserted, c.updated, c.deleted, one.file or "")
