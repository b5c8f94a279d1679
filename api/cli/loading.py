"""`gis import`: how a file is loaded, watched, asked about and told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

import typer

from api.cli.telling import figure, lines
from api.cli.voice import Exit, Voice
from gis import whereabouts
from gis.address import Address
from gis.errors import RefusedData
from gis.imports import choosing, pipeline
from gis.imports.mending import Mending
from gis.imports.pipeline import Deletion, Job
from gis.imports.report.told import Report, refusal
from gis.problems import Proposal
from gis.settings import Settings


def accepted(words: Iterable[str], *, mend: bool) -> frozenset[Mending]:
    """What --accept and --mend say. Errors: `UnknownChoice`."""
    said = frozenset(map(choosing.mending, words))
    return said | {Mending.SHAPE} if mend else said


def load(job: Job, settings: Settings, voice: Voice, *, yes: bool = False, every: bool = False) -> None:
    """Loads a file and tells what became of it; refused data end with exit code 1.

    yes    rows may be deleted without asking
    every  each row of the report is told
    """
    address = whereabouts.running(settings)
    run = _asked if voice.can_ask else _unasked
    try:
        report = run(job, address, voice, yes=yes)
    except RefusedData as error:
        report = refusal(job.layer.name, str(job.file), error, dry_run=job.options.dry_run)
    voice.result(report.as_json(), lines(report, every=every))
    if report.refused:
        raise typer.Exit(Exit.REFUSED)


def _unasked(job: Job, address: Address, voice: Voice, *, yes: bool) -> Report:
    """Nobody answers: what is deleted is told before it happens; over half of a layer only with --yes."""

    def ask(deletion: Deletion) -> bool:
        voice.say(f"{_surplus(deletion)} dan akan dihapus.")
        return yes or not deletion.most

    return _run(replace(job, ask=ask), address, voice)


def _asked(job: Job, address: Address, voice: Voice, *, yes: bool) -> Report:
    """On a terminal columns are confirmed; and before rows are deleted a trial counts them and asks.

    It asks between the trial and the load, so that no other load waits for the answer.
    """
    job = replace(job, confirm=_confirming(voice))
    options = job.options
    if yes or not options.replace or options.dry_run:
        return _unasked(job, address, voice, yes=yes)
    trial = replace(options, dry_run=True, report=None, report_bad=False)
    c = _run(replace(job, options=trial), address, voice).counts
    told = Deletion(c.deleted, c.updated + c.unchanged + c.deleted)
    if told.rows and not voice.ask(f"{_surplus(told)} dan akan dihapus. Lanjutkan?"):
        raise RefusedData("Dibatalkan. Tidak ada yang dimuat dan tidak ada yang dihapus.")
    return _run(replace(job, ask=lambda deletion: deletion.rows <= told.rows), address, voice)


def _run(job: Job, address: Address, voice: Voice) -> Report:
    with voice.progress(job.layer.name) as watch:
        return pipeline.run(replace(job, watch=watch), address)


def _surplus(deletion: Deletion) -> str:
    rows, of = figure(deletion.rows), figure(deletion.of)
    return f"{rows} dari {of} baris di lapisan tidak ada di berkas"


def _confirming(voice: Voice) -> Callable[[Sequence[Proposal]], Mapping[str, str]]:
    """Asks once whether each of the columns is what it may be meant for."""
    answers: dict[Proposal, bool] = {}

    def confirm(proposals: Sequence[Proposal]) -> Mapping[str, str]:
        for one in proposals:
            if one not in answers:
                answers[one] = voice.ask(f"Apakah kolom '{one.theirs}' berisi '{one.ours}'?")
        return {one.theirs: one.ours for one in proposals if answers[one]}

    return confirm
