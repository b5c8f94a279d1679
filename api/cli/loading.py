"""`gis import`: how a file is loaded, watched and told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import typer

from api.cli.voice import Exit, Voice
from gis import whereabouts
from gis.batches import Counts
from gis.errors import BadValue, HeadingError, Problem, RefusedData, SheetError, UnknownName
from gis.imports import pipeline
from gis.imports.mending import Mending
from gis.imports.pipeline import Job
from gis.imports.report.told import Report
from gis.settings import Settings


def renamed(given: Sequence[str]) -> dict[str, str]:
    """What --map says: theirs=ours. A heading may hold an equals sign itself; a field's name may not.

    >>> renamed(["Nama Desa=nama", "a=b=c"]), renamed([])
    ({'Nama Desa': 'nama', 'a=b': 'c'}, {})
    """
    found: dict[str, str] = {}
    for pair in given:
        theirs, sign, ours = pair.rpartition("=")
        if not sign or not theirs:
            raise BadValue(
                "--map", pair, "kolom berkas, tanda sama dengan, lalu nama kolom kita: 'Nama Desa=nama'"
            )
        found[theirs.strip()] = ours.strip()
    return found


def accepted(words: Sequence[str], *, mend: bool) -> frozenset[Mending]:
    """What --accept and --mend say."""
    known = {str(mending) for mending in Mending}
    for word in words:
        if word not in known:
            raise UnknownName("mending", word, known)
    return frozenset(map(Mending, words)) | (frozenset({Mending.SHAPE}) if mend else frozenset())


def load(job: Job, settings: Settings, voice: Voice) -> None:
    """Loads a file and tells what became of it; refused data end with exit code 1."""
    try:
        with voice.progress(job.layer.name) as watch:
            report = pipeline.run(replace(job, watch=watch), whereabouts.running(settings))
    except RefusedData as error:
        report = _refused_whole(job, error)
    voice.result(report.as_json(), report.lines())
    if report.refused:
        raise typer.Exit(Exit.REFUSED)


def _refused_whole(job: Job, error: RefusedData) -> Report:
    """A file that was refused before any row could be judged: one problem, of row 0."""
    rule = {SheetError: "sheet", HeadingError: "heading"}.get(type(error), "file")
    problem = Problem(0, None, rule, str(error))
    dry_run = job.options.dry_run
    return Report(job.layer.name, str(job.file), Counts(), refused=True, dry_run=dry_run, problems=(problem,))
