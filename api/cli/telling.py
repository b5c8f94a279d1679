"""What became of a file, in lines for people: at one glance, or every row where that is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from api.cli.voice import aligned
from gis.imports.mending import Mended
from gis.imports.report.kinds import Kind, helps, kinds
from gis.imports.report.passed import passed
from gis.imports.report.told import Report
from gis.problems import Problem

_AT_ONCE = 12
"""So many problems are simply listed; of more there is a table by kind, and the first of each."""

_COLUMNS = 3


def lines(report: Report, *, every: bool = False) -> Iterator[str]:
    """The report for people; with `every`, each single row of it."""
    yield from report.notes
    yield from _mended(report.mended, every=every)
    if report.remarks:
        yield "Perlu dilihat (barisnya tetap dapat dimuat):"
        yield from _listed(report.remarks, every=every)
    yield from _listed(report.problems, every=every)
    yield from (one.sentence for one in report.proposals)
    yield from _advice(report)
    yield from _outcome(report)


def figure(number: int) -> str:
    """A number as it is written here.

    >>> figure(12000), figure(7)
    ('12.000', '7')
    """
    return f"{number:,}".replace(",", ".")


def _listed(problems: Sequence[Problem], *, every: bool) -> Iterator[str]:
    """The problems: all of them where they are few, else by kind and the first of each kind."""
    if every or len(problems) <= _AT_ONCE:
        yield from map(_line, problems)
        return
    found = kinds(problems)
    yield from aligned(("baris", "masalah", "kolom", "baris pertama"), map(_row, found))
    yield ""
    each = max(1, _AT_ONCE // len(found))
    first = [problem for kind in found for problem in kind.first[:each]]
    yield from map(_line, first)
    yield f"… dan {figure(len(problems) - len(first))} lagi; semuanya dengan --all."


def _row(kind: Kind) -> tuple[object, ...]:
    columns = ", ".join(kind.columns[:_COLUMNS]) + (", …" if len(kind.columns) > _COLUMNS else "")
    rows = ", ".join(str(one.row) for one in kind.first if one.row)
    return kind.rows, kind.title, columns, rows + (", …" if kind.rows > len(kind.first) else "")


def _line(problem: Problem) -> str:
    column = f"kolom {problem.column}" if problem.column else ""
    place = ", ".join(part for part in (f"baris {problem.row}" if problem.row else "", column) if part)
    return f"{place[:1].upper()}{place[1:]}{': ' if place else ''}{problem.message} [{problem.rule}]"


def _mended(mended: Sequence[Mended], *, every: bool) -> Iterator[str]:
    if every or len(mended) <= _AT_ONCE:
        yield from (f"Baris {one.row}: {one.message}{_areas(one)}" for one in mended)
        return
    for rule in dict.fromkeys(one.rule for one in mended):
        rows = [str(one.row) for one in mended if one.rule is rule]
        more = ", …" if len(rows) > _AT_ONCE else ""
        yield f"Diperbaiki ({rule}) pada {figure(len(rows))} baris: {', '.join(rows[:_AT_ONCE])}{more}"


def _areas(one: Mended) -> str:
    if one.before_m2 is None or one.after_m2 is None:
        return ""
    return f" Luas {figure(round(one.before_m2))} m² menjadi {figure(round(one.after_m2))} m²."


def _advice(report: Report) -> Iterator[str]:
    """The options that would help, and where the problems can be read in the file itself."""
    for one in helps(kinds((*report.problems, *report.remarks))):
        yield f"Bila memang begitu, {one.option}: {one.does} ({figure(one.rows)} baris)."
    if report.workbook:
        yield f"Berkas Anda dengan sel yang diwarnai dan alasannya: {report.workbook}"


def _reasons(report: Report) -> str:
    """Why rows were skipped, in brackets."""
    listed = [f"{figure(one.rows)} {one.title}" for one in passed(report.skipped, report.counts.skipped)]
    return f" ({'; '.join(listed)})" if listed else ""


def _outcome(report: Report) -> Iterator[str]:
    c = report.counts
    if c.read:
        yield (
            f"{report.layer}: {figure(c.read)} baris dibaca, {figure(c.good)} baik, "
            f"{figure(c.bad)} bermasalah, {figure(c.skipped)} dilewati{_reasons(report)}."
        )
    became = (
        f"{figure(c.inserted)} baru, {figure(c.updated)} diubah, {figure(c.unchanged)} tetap, "
        f"{figure(c.deleted)} dihapus"
    )
    if report.refused:
        keep = ", atau muat yang baik saja dengan --keep-good" if c.good else ""
        # A file refused as a whole may lack only an option; its own sentence says what to do.
        what = f" Perbaiki berkasnya{keep}." if any(one.row for one in report.problems) else ""
        yield f"Tidak ada yang dimuat.{what}"
    elif report.dry_run:
        yield f"Percobaan: akan menjadi {became}. Tidak ada yang disimpan."
    elif report.batch is None:
        yield f"Tidak ada yang berubah: {figure(c.unchanged)} baris sudah sama dengan yang tersimpan."
    else:
        yield f"Dimuat sebagai batch {report.batch}: {became}."
    if report.rejects:
        yield f"Baris bermasalah ditulis ke {report.rejects}: perbaiki di sana, lalu muat berkas itu."
