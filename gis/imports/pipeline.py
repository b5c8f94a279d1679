"""One import, whole: every stage in its order, in one transaction.

    report = run(Job(Path("desa.gpkg"), LAYERS["desa"], LAYERS, Options(actor="citra")), address)

Nothing is changed before the last stage commits; a process that dies at any point leaves all or nothing.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from gis import batches, database, tables
from gis.address import Address
from gis.batches import About, Counts, Deed
from gis.database import Session
from gis.errors import BadRequest, HeadingError, RefusedData, UnfitChoice
from gis.imports import coarse, headings, keys, load, origin, references, remembered, rows
from gis.imports.choosing import Choices
from gis.imports.draft import Draft
from gis.imports.files import formats
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Sheet, Skipped, Why
from gis.imports.files.wanted import Wanted
from gis.imports.headings import Headed
from gis.imports.places import gazetteer, overlaps
from gis.imports.places import locate as places
from gis.imports.places.roles import PLACES
from gis.imports.places.said import Said
from gis.imports.report import leaving
from gis.imports.report.keeping import refuse_taken
from gis.imports.report.leaving import Leave
from gis.imports.report.told import Report
from gis.imports.values import cells
from gis.imports.values.cells import Fault
from gis.language import Words
from gis.layer import Layer
from gis.problems import Proposal
from gis.validity import WIB


class Stage(StrEnum):
    """Where an import is."""

    READING = "reading"
    CHECKING = "checking"
    LOADING = "loading"
    COMMITTING = "before commit"
    DONE = "after commit"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: so many rows of so many in this stage."""

    stage: Stage
    done: int = 0
    total: int = 0


Watch = Callable[[Progress], None]
"""Told whenever an import enters a stage or gets on in one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Choices):
    """How a file is to be loaded: what a person chose for it, and what goes with this one run.

    actor      who loads it
    dry_run    everything is done and nothing kept
    rejects    where the bad rows go with `keep_good`; else a new file
    report     where the file goes as a workbook with its bad cells coloured
    report_bad  the same, as a new file where rows are bad
    shift      added to every date and time
    upload     the number under which the file came in, where it came over the wire
    """

    actor: str
    dry_run: bool = False
    rejects: Path | None = None
    report: Path | None = None
    report_bad: bool = False
    shift: timedelta = timedelta()
    upload: int | None = None

    def said(self) -> dict[str, Any]:
        """What was chosen, for the batch's record."""
        shift = {"shift_days": self.shift.days} if self.shift else {}
        upload = {"upload": self.upload} if self.upload is not None else {}
        return self.as_json() | shift | upload


@dataclass(frozen=True, slots=True)
class Deletion:
    """What `replace` is about to delete: so many of so many rows of the layer."""

    rows: int
    of: int

    @property
    def most(self) -> bool:
        """Whether it is more than half of the layer: rather the wrong file than a newer one."""
        return self.rows * 2 > self.of


@dataclass(frozen=True, eq=False, slots=True)
class Job:
    """One import: the file, the layer it goes into among the others, how, and who watches.

    ask      whether rows may be deleted, asked before anything is changed; by default up to half of a layer
    confirm  which of the columns that may be meant for a field are: the file's heading -> our field
    """

    file: Path
    layer: Layer
    layers: Mapping[str, Layer]
    options: Options
    watch: Watch = lambda _: None
    limits: Limits = field(default_factory=Limits)
    ask: Callable[[Deletion], bool] = lambda deletion: not deletion.most
    confirm: Callable[[Sequence[Proposal]], Mapping[str, str]] = lambda _: {}


def run(job: Job, address: Address) -> Report:
    """Loads a file into a layer. Bad rows stop the load and come back in the report, or the good are kept.

    Errors: `BadRequest` for options that do not fit, `SheetError` and `HeadingError` for a file that does
    not, `Conflict` for rows that may not be deleted, `Unavailable` where the database is not there.
    """
    with _uncollected():
        return _run(job, address)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for unused cycles: millions of cells hold none, and each search visits them all."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _run(job: Job, address: Address) -> Report:
    _refuse_options(job.layer, job.options)
    job.watch(Progress(Stage.READING))
    wanted = Wanted(job.layer, job.options.sheet, job.options.heading, job.limits)
    given = formats.read(job.file, wanted)
    job, given = _recalled(job, given, address)
    job, headed = _headed(job, given)
    job.watch(Progress(Stage.CHECKING, 0, len(given.numbers)))
    with ExitStack() as undone:
        with database.writing(address) as session:
            # A load may wait for another one of the same layer, and a large merge takes its time.
            session.connection.execute("SET LOCAL statement_timeout = 0")
            report = _loaded(session, job, headed, _checked(session, job, headed))
            # Before the commit: what was not loaded must not be lost with it.
            report = _left(job, headed, report, undone)
            if report.batch is not None:
                job.watch(Progress(Stage.COMMITTING))
        undone.pop_all()
    if report.batch is not None:
        job.watch(Progress(Stage.DONE))
    return report


def _recalled(job: Job, given: Sheet, address: Address) -> tuple[Job, Sheet]:
    """What was said of a file with these headings before is as good as said now, and is told."""
    if job.options.forget:
        return job, given
    known = {*job.layer.by_name, *PLACES, *job.layers}
    with database.writing(address) as session:
        before = remembered.recalled(session, job.layer, given, known)
    renamed = remembered.added(job.options.renamed, before)
    used = {theirs: own for theirs, own in renamed.items() if theirs not in job.options.renamed}
    if not used:
        return job, given
    options = replace(job.options, renamed=renamed)
    return replace(job, options=options), replace(given, notes=(*given.notes, remembered.note(used)))


def _headed(job: Job, given: Sheet) -> tuple[Job, Headed]:
    """The columns by field; those a person confirms are as good as named by `renamed`."""
    areas = gazetteer.tellable(job.layer, job.layers, rows.references(job.layer))
    renamed = job.options.renamed
    try:
        headed = headings.match(job.layer, given, renamed, areas)
        confirmed = job.confirm(headed.proposals) if headed.proposals else {}
        if not confirmed:
            return job, headed
    except HeadingError as error:
        confirmed = job.confirm(error.proposals) if error.proposals else {}
        if not confirmed:
            raise
    renamed = {**renamed, **confirmed}
    options = replace(job.options, renamed=renamed)
    return replace(job, options=options), headings.match(job.layer, given, renamed, areas)


def _left(job: Job, headed: Headed, report: Report, undone: ExitStack) -> Report:
    """The report with the files it leaves, which are gone again should the load fail after all."""
    options = job.options
    leave = Leave(options.rejects, options.report, options.report_bad, options.sheet)
    if options.keep_good and not report.refused and not report.dry_run:
        # Also when the good rows are stored already: the bad ones would be lost with the next correction.
        report = leaving.bad_rows(headed, report, leave)
        if report.rejects:
            undone.callback(Path(report.rejects).unlink, missing_ok=True)
    report = leaving.whole(headed, report, leave)
    if report.workbook:
        undone.callback(Path(report.workbook).unlink, missing_ok=True)
    return report


def refuse_counted(layer: Layer) -> None:
    """Refuses a layer whose rows are counted, not loaded. Errors: `BadRequest`: the layer to load into."""
    if not tables.is_stored(layer):
        of = layer.totals.of if layer.totals else ""
        raise BadRequest(f"Lapisan '{layer.name}' dihitung dari lapisan '{of}'; muat berkasnya ke '{of}'.")


def _refuse_options(layer: Layer, options: Options) -> None:
    refuse_counted(layer)
    if options.replace and options.keep_good:
        raise BadRequest(  # Nobody could tell a missing row from one that was refused.
            "--replace dan --keep-good tidak dapat dipakai bersama: baris yang bermasalah akan ikut terhapus."
        )
    if options.report and options.report.suffix.lower() != ".xlsx":
        raise BadRequest("Laporan ditulis sebagai lembar kerja; beri --report NAMA.xlsx.")
    for path in (options.report, options.rejects):
        if path:
            refuse_taken(path)


def _source(layer: Layer, given: str | None) -> str | None:
    """The source said for the whole file, as the layer's own field would take it."""
    read = cells.reader(layer.field(rows.SOURCE))(given)
    if isinstance(read, Fault):
        fits = Words(f"sumber yang sah; yang ini {read.message}", "a source that the layer can hold")
        raise UnfitChoice("--source", given, fits)
    return None if read is None else str(read)


def _checked(session: Session, job: Job, headed: Headed) -> Draft:
    """Every row as it would be stored, with all that is wrong; the layer is locked from here on."""
    layer, layers, options = job.layer, job.layers, job.options
    terms = rows.Terms(
        now=datetime.now(WIB),
        codes=rows.area_codes(layer, layers),
        source=_source(layer, options.source),
        date_of_data=options.date_of_data,
        decimal=options.decimal,
        shift=options.shift,
    )
    draft = rows.clean(headed, layer, terms)
    for name in sorted(set(rows.references(layer).values())):
        batches.lock_keys(session, layers[name], shared=True)
    named = references.named(session, draft, headed, layers, options.accept)
    ground = references.ground(session, layer, layers)
    draft = places.locate(named, headed, ground, Said(options.crs, options.accept))
    draft = references.compared(session, draft, named, headed, layers)
    draft = overlaps.remarked(references.check(session, draft, layers))
    batches.lock_layer(session, layer)
    draft = keys.name_rows(draft, lambda: keys.stored_names(session, layer))
    return coarse.check(session, draft, headed, layers, options.accept)


def _loaded(session: Session, job: Job, headed: Headed, draft: Draft) -> Report:
    """The rows that may be loaded are written; everything is rolled back where nothing is to be kept."""
    good = draft.good()
    report = _before_loading(job, headed, draft, good)
    if draft.problems and (not job.options.keep_good or not len(good)):
        session.connection.rollback()
        return replace(report, refused=True)
    if job.options.replace and not len(good):
        raise RefusedData("Berkas tidak berisi satu baris pun; --replace akan menghapus seluruh isi lapisan.")
    number, counts, notes = _written(session, job, good, report.counts)
    report = replace(report, counts=counts, notes=(*report.notes, *notes), batch=number)
    if number is None:
        session.connection.rollback()
    elif job.options.renamed:
        remembered.keep(session, job.layer, headed.sheet, job.options.renamed, job.options.actor)
    return report


def _before_loading(job: Job, headed: Headed, draft: Draft, good: Draft) -> Report:
    read = headed.sheet.read
    return Report(
        job.layer.name,
        str(job.file),
        Counts(read=read, good=len(good), bad=len(draft) - len(good), skipped=read - len(draft)),
        dry_run=job.options.dry_run,
        problems=tuple(sorted(draft.problems, key=lambda problem: problem.row)),
        notes=draft.notes,
        mended=tuple(one for one in draft.mended if one.row not in draft.bad),
        remarks=draft.remarks,
        skipped=_skipped(headed.sheet, draft),
        proposals=headed.proposals,
    )


def _skipped(given: Sheet, draft: Draft) -> tuple[Skipped, ...]:
    """The rows that were not taken for data, those that hold nothing at all among them, in their order."""
    taken = set(draft.at)
    blank = (Skipped(number, Why.BLANK) for at, number in enumerate(given.numbers) if at not in taken)
    return tuple(sorted((*given.skipped, *blank), key=lambda one: one.row))


def _written(
    session: Session, job: Job, good: Draft, counts: Counts
) -> tuple[int | None, Counts, tuple[str, ...]]:
    """Writes the rows; the number of their batch if they are to be kept, what became of them, what to say."""
    total = len(good)
    job.watch(Progress(Stage.LOADING, 0, total))
    arriving = load.parted(session, good)
    known, told = origin.kept(session, arriving.known)
    load.bring(session, known, lambda done: job.watch(Progress(Stage.LOADING, done, total)))
    surplus = load.missing(session, good) if job.options.replace else []
    if not surplus and not len(arriving.fresh) and not load.changes(session, known):
        return None, replace(counts, unchanged=total), ()
    notes = (*told, *_deleting(session, job, len(surplus))) if surplus else told
    number = _opened(session, job)
    updated = load.update(session, known)
    before = len(known)
    inserted = load.insert(
        session, arriving.fresh, lambda done: job.watch(Progress(Stage.LOADING, before + done, total))
    )
    deleted = load.delete(session, job.layer, job.layers, surplus)
    became = replace(
        counts, inserted=inserted, updated=updated, unchanged=total - inserted - updated, deleted=deleted
    )
    if number is None:
        # What waits for the commit is done now, so that a trial fails where the load would.
        session.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    else:
        batches.close_batch(session, number, became)
    return number, became, notes


def _opened(session: Session, job: Job) -> int | None:
    """The batch the rows are written under; a trial has none."""
    if job.options.dry_run:
        batches.try_out(session)
        return None
    with job.file.open("rb") as content:
        mark = hashlib.file_digest(content, "sha256").hexdigest()
    about = About(file=job.file.name, sha256=mark, options=job.options.said())
    return batches.open_batch(session, job.layer, Deed.IMPORT, job.options.actor, about)


def _deleting(session: Session, job: Job, surplus: int) -> tuple[str, ...]:
    """What there is to say of rows that are deleted; nothing is changed yet. Errors: `RefusedData`."""
    deletion = Deletion(surplus, load.stored(session, job.layer))
    said = f"{deletion.rows} dari {deletion.of} baris di lapisan tidak ada di berkas"
    if job.options.dry_run:
        most = " Itu lebih dari separuh lapisan: memuatnya perlu --yes." if deletion.most else ""
        return (f"{said} dan akan dihapus.{most}",)
    if not job.ask(deletion):
        most = ", lebih dari separuh lapisan. Bila memang begitu, beri --yes" if deletion.most else ""
        raise RefusedData(f"{said}{most}. Tidak ada yang dimuat dan tidak ada yang dihapus.")
    return (f"{said} dan dihapus.",)
