"""Which files a report leaves: the bad rows to correct, and the person's own file with bad cells coloured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from gis.imports.headings import Headed
from gis.imports.report import rejects, workbook
from gis.imports.report.keeping import keep, numbered
from gis.imports.report.told import Report


@dataclass(frozen=True, slots=True)
class Leave:
    """What is to be left, and where.

    rejects    the file of the bad rows, where the others are loaded; else a new one in the current directory
    report     the person's own file with the cells coloured, whatever was found
    when_bad   the same, as a new file in the current directory, where rows are bad and not written otherwise
    sheet      what the sheets of the workbooks are called; by default as the layer
    """

    rejects: Path | None = None
    report: Path | None = None
    when_bad: bool = False
    sheet: str | None = None


def bad_rows(headed: Headed, report: Report, leave: Leave) -> Report:
    """Writes the rows that are not loaded, if there are any; the report with their file."""
    if not report.problems:
        return report
    return replace(report, rejects=str(rejects.write(headed, report, leave.rejects, leave.sheet)))


def whole(headed: Headed, report: Report, leave: Leave) -> Report:
    """Writes the whole file with what is said of it, if it is wanted; the report with its file."""

    def write(path: Path) -> None:
        workbook.write(path, headed, report, leave.sheet)

    if leave.report:
        return replace(report, workbook=str(keep([leave.report], write)))
    if not (leave.when_bad and report.problems and report.rejects is None):
        return report
    names = numbered(Path(f"{rejects.stem(Path(report.file))}-laporan.xlsx"))
    try:
        return replace(report, workbook=str(keep(names, write)))
    except OSError as error:
        # Nobody asked for it by name, so what was asked for is not held up by it.
        note = f"Laporan tidak dapat ditulis di sini ({error.strerror}); beri --report NAMA.xlsx."
        return replace(report, notes=(*report.notes, note))
