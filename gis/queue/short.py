"""A report for the wire: all counts and every kind of problem, and the first entries of long lists.

A file may break rules in a million rows. What is left out is counted, never just missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from gis.batches import Batch
from gis.imports.report.told import Report

MOST: Final = 1_000
"""Entries of each list that are told."""

LISTS: Final = ("problems", "remarks", "mended", "skipped_rows", "notes")


def of_report(report: Report) -> dict[str, Any]:
    """The report with its long lists cut, what was cut counted, and its problems by kind."""
    said = report.as_json()
    whole: dict[str, Sequence[Any]] = {name: said[name] for name in LISTS}
    left_out = {name: len(rows) - MOST for name, rows in whole.items() if len(rows) > MOST}
    return {
        **said,
        **{name: list(rows[:MOST]) for name, rows in whole.items()},
        "left_out": left_out,
    }


def of_batch(batch: Batch) -> dict[str, Any]:
    """What is known of a load from its batch alone: the counts."""
    return of_report(Report(batch.layer, batch.file or "", batch.counts, batch=batch.id))
