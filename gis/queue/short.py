"""A report for the wire: all counts and every kind of problem, and of each kind the first rows.

A file may break rules in a million rows. What is left out is counted, never just missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from gis.batches import Batch
from gis.imports.report.told import Report

FIRST: Final = 20
"""Rows of each kind that are told."""

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
        "refused": report.refused,
        "left_out": left_out,
        "kinds": kinds(whole["problems"]),
    }


def kinds(problems: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Problems by rule and column, the most frequent first.

    >>> kinds([{"row": 2, "column": "x", "rule": "range", "message": "a", "accept": "minus"}])[0]["count"]
    1
    >>> kinds([])
    []
    """
    found: dict[tuple[str, str | None], list[Mapping[str, Any]]] = {}
    for problem in problems:
        found.setdefault((problem["rule"], problem["column"]), []).append(problem)
    listed = [
        {
            "rule": rule,
            "column": column,
            "count": len(rows),
            "accept": sorted({row["accept"] for row in rows if row.get("accept")}),
            "first": [{"row": row["row"], "message": row["message"]} for row in rows[:FIRST]],
        }
        for (rule, column), rows in found.items()
    ]
    return sorted(listed, key=lambda kind: (-kind["count"], kind["first"][0]["row"]))


def of_batch(batch: Batch) -> dict[str, Any]:
    """What is known of a load from its batch alone: the counts."""
    counts = asdict(batch.counts)
    return {
        "layer": batch.layer,
        "file": batch.file,
        **counts,
        "loaded": batch.counts.inserted + batch.counts.updated,
        "batch": batch.id,
        "dry_run": False,
        "rejects": None,
        "refused": False,
        **{name: [] for name in LISTS},
        "left_out": {},
        "kinds": [],
    }
