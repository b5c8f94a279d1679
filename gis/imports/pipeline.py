"""One import, whole: every stage in its order, in one transaction.

    report = run(Job(Path("desa.gpkg"), LAYERS["desa"], LAYERS, Options(actor="citra")), address)

Nothing is changed before the last stage commits; a process that dies at any point leaves all or nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from gis import batches, database, tables
from gis.address import Address
from gis.batches import About, Counts, Deed
from gis.database import Session
from gis.errors import BadRequest, BadValue, RefusedData
from gis.imports import headings, keys, load, references, rows
from gis.imports.draft import Draft
from gis.imports.files import formats
from gis.imports.files.limits import Limits
from gis.imports.files.wanted import Wanted
from gis.imports.headings import Headed
from gis.imports.mending import Mending
from gis.imports.places import gazetteer
from gis.imports.places import locate as places
from gis.imports.places.said import Said
from gis.imports.report import rejects
from gis.imports.report.told import Report
from gis.imports.values import cells
from gis.imports.values.cells import WIB, Fault
from gis.layer import Layer


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


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is to be loaded.

    actor      who loads it
    dry_run    everything is done and nothing kept
    keep_good  bad rows are written to a file (`rejects`, else a new one) and the others loaded
    accept     the mendings a person accepts; what is mended is told
    replace    rows the file does not have are deleted
    renamed    the file's heading -> our field, or "" to leave a column out
    crs, sheet, heading  the reference system, the table and the line of headings, where the file leaves
               them open
    source, date_of_data  for rows that do not say their own
    shift      added to every date and time
    upload     the number under which the file came in, where it came over the wire
    """

    actor: str
    dry_run: bool = False
    keep_good: bool = False
    accept: frozenset[Mending] = frozenset()
    replace: bool = False
    renamed: Mapping[str, str] = field(default_factory=dict)
    crs: str | None = None
    sheet: str | None = None
    heading: int | None = None
    source: str | None = None
    date_of_data: date | None = None
    rejects: Path | None = None
    shift: timedelta = timedelta()
    upload: int | None = None

    def said(self) -> dict[str, Any]:
        """What was chosen, for the batch's record."""
        chosen = {
            name: getattr(self, name)
            for name in ("keep_good", "replace", "renamed", "crs", "sheet", "heading")
        }
        accepted = {"accept": sorted(self.accept)} if self.accept else {}
        shift = {"shift_days": self.shift.days} if self.shift else {}
        upload = {"upload": self.upload} if self.upload is not None else {}
        return {name: value for name, value in chosen.items() if value} | accepted | shift | upload


@dataclass(frozen=True, eq=False, slots=True)
class Job:
    """One import: the file, the layer it goes into among the others, how, and who watches."""

    file: Path
    layer: Layer
    layers: Mapping[str, Layer]
    options: Options
    watch: Watch = lambda _: None
    limits: Limits = field(default_factory=Limits)


def run(job: Job, address: Address) -> Report:
    """Loads a file into a layer. Bad rows stop the load and come back in the report, or the good are kept.

    Errors: `BadRequest` for options that do not fit, `SheetError` and `HeadingError` for a file that does
    not, `Conflict` for rows that may not be deleted, `Unavailable` where the database is not there.
    """
    _refuse_options(job.layer, job.options)
    job.watch(Progress(Stage.READING))
    wanted = Wanted(job.layer, job.options.sheet, job.options.heading, job.limits)
    given = formats.read(job.file, wanted)
    areas = gazetteer.tellable(job.layer, job.layers, rows.references(job.layer))
    headed = headings.match(job.layer, given, job.options.renamed, areas)
    job.watch(Progress(Stage.CHECKING, 0, len(given.numbers)))
    with database.writing(address) as session:
        # A load may wait for another one of the same layer, and a large merge takes its time.
        session.connection.execute("SET LOCAL statement_timeout = 0")
        report = _loaded(session, job, headed, _checked(session, job, headed))
        if report.batch is not None:
            job.watch(Progress(Stage.COMMITTING))
    if report.batch is not None:
        job.watch(Progress(Stage.DONE))
    return report


def _refuse_options(layer: Layer, options: Options) -> None:
    if not tables.is_stored(layer):
        of = layer.totals.of if layer.totals else ""
        raise BadRequest(f"Layer '{layer.name}' dihitung dari layer '{of}'; muat berkasnya ke '{of}'.")
    if options.replace and options.keep_good:
        raise BadRequest(  # Nobody could tell a missing row from one that was refused.
            "--replace dan --keep-good tidak dapat dipakai bersama: baris yang bermasalah akan ikut terhapus."
        )


def _source(layer: Layer, given: str | None) -> str | None:
    """The source said for the whole file, as the layer's own field would take it."""
    read = cells.reader(layer.field(rows.SOURCE))(given)
    if isinstance(read, Fault):
        raise BadValue("--source", given, f"sumber yang sah; yang ini {read.message}")
    return None if read is None else str(read)


def _checked(session: Session, job: Job, headed: Headed) -> Draft:
    """Every row as it would be stored, with all that is wrong; the layer is locked from here on."""
    layer, layers, options = job.layer, job.layers, job.options
    terms = rows.Terms(
        now=datetime.now(WIB),
        codes=rows.area_codes(layer, layers),
        source=_source(layer, options.source),
        date_of_data=options.date_of_data,
        shift=options.shift,
    )
    draft = rows.clean(headed, layer, terms)
    for name in sorted(set(rows.references(layer).values())):
        batches.lock_keys(session, layers[name], shared=True)
    draft = references.named(session, draft, headed, layers, options.accept)
    ground = references.ground(session, layer, layers)
    draft = places.locate(draft, headed, ground, Said(options.crs, options.accept))
    draft = references.check(session, draft, layers)
    batches.lock_layer(session, layer)
    return keys.name_rows(draft, lambda: keys.stored_names(session, layer))


def _loaded(session: Session, job: Job, headed: Headed, draft: Draft) -> Report:
    """The rows that may be loaded are written; everything is rolled back where nothing is to be kept."""
    good = draft.good()
    report = _before_loading(job, headed, draft, good)
    if draft.problems and (not job.options.keep_good or not len(good)):
        session.connection.rollback()
        return replace(report, refused=True)
    if job.options.replace and not len(good):
        raise RefusedData("Berkas tidak berisi satu baris pun; --replace akan menghapus seluruh layer.")
    number, counts = _written(session, job, good, report.counts)
    if job.options.dry_run:
        session.connection.rollback()
        return replace(report, counts=counts)
    # Also when the good rows are what is stored already: the bad ones would be lost with the next correction.
    written = rejects.write(headed.sheet, draft, job.file, job.options.rejects) if draft.problems else None
    report = replace(report, counts=counts, rejects=str(written) if written else None)
    if not counts.changed:
        session.connection.rollback()
        return report
    return replace(report, batch=number)


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
        skipped=headed.sheet.skipped,
    )


def _written(session: Session, job: Job, good: Draft, counts: Counts) -> tuple[int, Counts]:
    """Writes the rows under a batch of their own; its number, and what became of them."""
    total = len(good)
    job.watch(Progress(Stage.LOADING, 0, total))
    with job.file.open("rb") as content:
        mark = hashlib.file_digest(content, "sha256").hexdigest()
    about = About(file=job.file.name, sha256=mark, options=job.options.said())
    number = batches.open_batch(session, job.layer, Deed.IMPORT, job.options.actor, about)
    load.bring(session, good, lambda done: job.watch(Progress(Stage.LOADING, done, total)))
    inserted, updated = load.merge(session, good)
    deleted = load.delete_missing(session, job.layer, job.layers) if job.options.replace else 0
    became = replace(
        counts, inserted=inserted, updated=updated, unchanged=total - inserted - updated, deleted=deleted
    )
    batches.close_batch(session, number, became)
    if job.options.dry_run:
        # What waits for the commit is done now, so that a trial fails where the load would.
        session.connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return number, became
