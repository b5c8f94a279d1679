"""What became of a file, in the agreed words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from gis.batches import Counts
from gis.errors import HeadingError, RefusedData, SheetError
from gis.imports.files.sheet import Skipped
from gis.imports.mending import Mended
from gis.imports.report.kinds import kinds
from gis.imports.report.passed import passed
from gis.problems import Problem, Proposal


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one import.

    batch      the batch's number; None where nothing was changed
    refused    whether bad rows stopped the load
    rejects    the file the bad rows were written to
    workbook   the file that the person's own was written to, with its bad cells coloured
    problems   what is wrong; row 0 is the file as a whole
    remarks    what a person should look at, and does not stop a row
    proposals  which columns may be meant for what the file lacks
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
    proposals: tuple[Proposal, ...] = ()
    workbook: str | None = None

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
            "refused": self.refused,
            "rejects": self.rejects,
            "report": self.workbook,
            "kinds": [kind.as_json() for kind in kinds(self.problems)],
            "notes": list(self.notes),
            "mended": [asdict(one) for one in self.mended],
            "remarks": [_problem(one) for one in self.remarks],
            "skipped_rows": [asdict(one) for one in self.skipped],
            "skipped_kinds": [asdict(one) for one in passed(self.skipped, self.counts.skipped)],
            "proposals": [{**asdict(one), "option": one.option} for one in self.proposals],
        }


def refusal(layer: str, file: str, error: RefusedData, *, dry_run: bool = False) -> Report:
    """The report on a file that was refused before any row could be judged: one problem, of row 0."""
    rule = {SheetError: "sheet", HeadingError: "heading"}.get(type(error), "file")
    return Report(
        layer,
        file,
        Counts(),
        refused=True,
        dry_run=dry_run,
        problems=(Problem(0, None, rule, str(error)),),
        proposals=error.proposals if isinstance(error, HeadingError) else (),
    )


def _problem(problem: Problem) -> dict[str, Any]:
    """A problem in the agreed words; `accept` only where there is a mending to accept."""
    said = asdict(problem)
    return said if problem.accept else {name: value for name, value in said.items() if name != "accept"}
