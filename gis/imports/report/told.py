"""What became of a file: for a person in sentences, for a machine in the agreed words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from gis.batches import Counts
from gis.errors import Problem
from gis.imports.files.sheet import Skipped
from gis.imports.mending import Mended


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one import.

    batch    the batch's number; None where nothing was changed
    refused  whether bad rows stopped the load
    rejects  the file the bad rows were written to
    """

    layer: str
    file: str
    counts: Counts
    batch: int | None = None
    refused: bool = False
    dry_run: bool = False
    rejects: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    mended: tuple[Mended, ...] = ()
    remarks: tuple[Problem, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @property
    def loaded(self) -> int:
        """Rows that this load added or changed; 0 after a refusal, a trial, or a file loaded before."""
        return self.counts.inserted + self.counts.updated if self.batch is not None else 0

    def as_json(self) -> dict[str, Any]:
        """The report for machines."""
        counts = asdict(self.counts)
        first = ("read", "good", "bad", "skipped")
        return {
            "layer": self.layer,
            "file": self.file,
            **{name: counts.pop(name) for name in first},
            "loaded": self.loaded,
            "batch": self.batch,
            "problems": [_problem(problem) for problem in self.problems],
            **counts,
            "dry_run": self.dry_run,
            "rejects": self.rejects,
            "notes": list(self.notes),
            "mended": [asdict(one) for one in self.mended],
            "remarks": [_problem(one) for one in self.remarks],
            "skipped_rows": [asdict(one) for one in self.skipped],
        }

    def lines(self, most: int = 50) -> Iterator[str]:
        """The report for people, at most so many problems of it."""
        yield from self.notes
        for one in self.mended:
            yield f"Baris {one.row}: {one.message}{_areas(one)}"
        for problem in self.problems[:most]:
            column = f", kolom {problem.column}" if problem.column else ""
            yield f"Baris {problem.row}{column}: {problem.message} [{problem.rule}]"
        if len(self.problems) > most:
            yield f"… dan {len(self.problems) - most} masalah lain (semuanya dengan --json)."
        c = self.counts
        yield f"{self.layer}: {c.read} baris dibaca, {c.good} baik, {c.bad} bermasalah, {c.skipped} kosong."
        yield self._outcome()

    def _outcome(self) -> str:
        c = self.counts
        if self.refused:
            return "Tidak ada yang dimuat. Perbaiki berkasnya, atau muat yang baik saja dengan --keep-good."
        became = f"{c.inserted} baru, {c.updated} diubah, {c.unchanged} tetap, {c.deleted} dihapus"
        if self.dry_run:
            return f"Percobaan: akan menjadi {became}. Tidak ada yang disimpan."
        written = f" Baris bermasalah ditulis ke {self.rejects}." if self.rejects else ""
        if self.batch is None:
            return f"Tidak ada yang berubah: {c.unchanged} baris sudah sama dengan yang tersimpan.{written}"
        return f"Dimuat sebagai batch {self.batch}: {became}.{written}"


def _problem(problem: Problem) -> dict[str, Any]:
    """A problem in the agreed words; `accept` only where there is a mending to accept."""
    said = asdict(problem)
    return said if problem.accept else {name: value for name, value in said.items() if name != "accept"}


def _areas(one: Mended) -> str:
    if one.before_m2 is None or one.after_m2 is None:
        return ""
    return f" Luas {one.before_m2:,.0f} m² menjadi {one.after_m2:,.0f} m²."
