"""What a server asks for: take a file in, look at it, have it checked again, load it, discard it; batches.

Every change of state is one statement that says from which states it may be made, so that two people, or a
person and a job, never overwrite each other.

Errors: `NotFound`; `Conflict` where the state does not allow it.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from gis import batches, tables
from gis import undo as undoing
from gis.address import Address
from gis.batches import Batch
from gis.database import Office, Writer
from gis.errors import Conflict, NotFound, brief
from gis.imports import pipeline
from gis.imports.choosing import Choices
from gis.language import Words
from gis.layer import Layer
from gis.queue import upload
from gis.queue.upload import FORGOTTEN, STATES, TO_DECIDE, UNDECIDED, Given, State, Upload
from gis.queue.worker import Terms, Worker
from gis.undo import Undone

FOLDER: Final = "uploads"
"""Below `GIS_HOME`: every upload in a folder of its own, closed to other accounts."""

MOST_UNDECIDED: Final = 100
"""Files that may lie there before somebody has to decide on one, so that they do not fill the disk. A few
more where several come in at the same moment."""


class Desk:
    """Takes files and people's decisions about them; opened and closed with the server."""

    def __init__(self, address: Address, layers: Mapping[str, Layer], terms: Terms) -> None:
        self._address = address
        self._layers = layers
        self._terms = terms
        self._office = Office(address)
        self._working: asyncio.Task[None] | None = None
        self.worker = Worker(self._office, address, layers, terms)

    async def open(self) -> None:
        """Opens the pool and begins to work; the database need not be there yet."""
        _closed_folder(self._terms.folder)
        await self._office.open()
        await self.worker.open()
        self._working = asyncio.create_task(self.worker.run(), name="imports")

    async def close(self) -> None:
        """Stops working, ends what runs, closes the pool."""
        if self._working:
            self._working.cancel()
            await asyncio.gather(self._working, return_exceptions=True)
        await self._office.close()

    def layer(self, name: str) -> Layer:
        """A layer that files can be loaded into. Errors: `NotFound`; `BadRequest` for one that is counted."""
        layer = self._layers.get(name)
        if layer is None:
            given = brief(name)
            raise NotFound(Words(f"Tidak ada lapisan '{given}'.", f"There is no layer '{given}'."))
        pipeline.refuse_counted(layer)
        return layer

    @property
    def layers(self) -> list[Layer]:
        """The layers that files can be loaded into."""
        return [layer for layer in self._layers.values() if tables.is_stored(layer)]

    def new_folder(self) -> Path:
        """A new folder for one file, which `receive` or `drop` is then told of."""
        return _closed_folder(self._terms.folder / secrets.token_hex(16))

    def drop(self, folder: Path) -> None:
        """Removes a folder whose file is not to be kept."""
        shutil.rmtree(folder, ignore_errors=True)

    async def receive(self, layer: Layer, actor: str, given: Given, choices: Choices) -> Upload:
        """Writes down the file that lies in its new folder, and has it checked.

        Errors: `Conflict` where too many files are undecided; as after any error the folder is to be dropped.
        """
        query = upload.insert(layer.name, actor, given, choices)
        async with self._office.writing() as writer:
            counted = await writer.row(upload.undecided_query())
            if counted and counted["files"] >= MOST_UNDECIDED:
                raise Conflict(_filled(_TOO_MANY, files=counted["files"]))
            row = await writer.row(query)
            assert row is not None  # noqa: S101 -- an insert returns its row.
            one = upload.read(row)
            await self.worker.defer(one, writer)
        return one

    async def found(self, number: int) -> Upload:
        """The upload of this number."""
        async with self._office.writing() as writer:
            return await _found(writer, number)

    async def listed(self, limit: int = 20) -> list[Upload]:
        """The newest uploads, without those that were discarded."""
        async with self._office.writing() as writer:
            return [upload.read(row) for row in await writer.rows(upload.listed_query(limit))]

    async def check(self, number: int, choices: Choices) -> Upload:
        """Has a file checked again, with other choices."""
        async with self._office.writing() as writer:
            anew = {"state": str(State.WAITING), "tries": 0, "report": None, "message": None}
            values = {"options": choices.as_json(), **anew}
            one = await _moved(writer, number, TO_DECIDE, values, _NOT_TO_CHECK)
            await self.worker.defer(one, writer)
        return one

    async def load(self, number: int, *, keep_good: bool = False) -> Upload:
        """Confirms a checked file: all its rows, or with `keep_good` those that are good."""
        async with self._office.writing() as writer:
            before = await _found(writer, number)
            _require_loadable(before, keep_good=keep_good)
            choices = replace(before.choices, keep_good=keep_good)
            values = {"options": choices.as_json(), "state": str(State.LOADING), "tries": 0, "stage": None}
            one = await _moved(writer, number, [before.state], values, _NOT_TO_LOAD)
            await self.worker.defer(one, writer)
        return one

    async def discard(self, number: int) -> None:
        """Forgets a file; of what was in it nothing is left."""
        async with self._office.writing() as writer:
            one = await _moved(writer, number, UNDECIDED, FORGOTTEN, _NOT_TO_DISCARD)
        await asyncio.to_thread(self.worker.forget, one)

    def beside(self, one: Upload, name: str) -> Path:
        """A file that the import has written beside the upload. Errors: `NotFound`."""
        path = self._terms.folder / one.folder / Path(name).name
        if not path.is_file():
            raise NotFound(_NO_FILE)
        return path

    async def batches(self, layer: Layer | None = None, limit: int = 50) -> list[Batch]:
        """The newest batches."""
        async with self._office.writing() as writer:
            return [batches.read(row) for row in await writer.rows(batches.batches_query(layer).limit(limit))]

    async def batch(self, number: int) -> Batch:
        """One batch."""
        async with self._office.writing() as writer:
            row = await writer.row(batches.one_query(number))
        if row is None:
            raise NotFound(Words(f"Tidak ada batch {number}.", f"There is no batch {number}."))
        return batches.read(row)

    async def undo(self, number: int, actor: str, *, with_later: bool = False) -> list[Undone]:
        """Undoes a batch, with `with_later` those in its way first."""
        return await asyncio.to_thread(
            undoing.undo, number, self._layers, self._address, actor, with_later=with_later
        )

    async def undo_trial(self, number: int) -> list[Undone]:
        """What undoing a batch would undo, those in its way included."""
        return await asyncio.to_thread(undoing.trial, number, self._layers, self._address)


def _closed_folder(path: Path) -> Path:
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chmod(path, 0o700)  # noqa: PTH101 -- also where it was there before, or the umask is odd.
    return path


async def _found(writer: Writer, number: int) -> Upload:
    row = await writer.row(upload.one_query(number))
    if row is None:
        raise NotFound(Words(f"Tidak ada impor {number}.", f"There is no import {number}."))
    return upload.read(row)


async def _moved(
    writer: Writer,
    number: int,
    states: tuple[State, ...] | list[State],
    values: Mapping[str, object],
    told: Words,
) -> Upload:
    row = await writer.row(upload.move(number, states, **values))
    if row is None:
        now = await _found(writer, number)
        raise Conflict(_in_state(told, now))
    return upload.read(row)


def _require_loadable(one: Upload, *, keep_good: bool) -> None:
    if one.state is State.CHECKED:
        return
    if one.state is not State.REFUSED:
        raise Conflict(_in_state(_NOT_TO_LOAD, one))
    if not keep_good or not one.good:
        raise Conflict(_filled(_SOME_GOOD if one.good else _NONE_GOOD, number=one.id, bad=one.bad))
    if one.choices.replace:
        raise Conflict(_ALL_OR_NOTHING)


def _in_state(told: Words, one: Upload) -> Words:
    state = STATES[one.state]
    return Words(told.id.format(number=one.id, state=state.id), told.en.format(number=one.id, state=state.en))


def _filled(told: Words, **figures: object) -> Words:
    return Words(told.id.format(**figures), told.en.format(**figures))


_NO_FILE: Final = Words("Berkas ini tidak ada (lagi).", "This file does not exist (any more).")
_TOO_MANY: Final = Words(
    "Sudah ada {files} berkas yang belum diputuskan, maka berkas ini tidak disimpan. "
    "Muat atau buang sebagian dahulu, lalu kirim lagi.",
    "There are {files} files already that nobody has decided on, so this one was not stored. "
    "Load or discard some of them first, then send it again.",
)
_NOT_TO_CHECK: Final = Words(
    "Impor {number} tidak dapat diperiksa lagi sekarang: keadaannya {state}.",
    "Import {number} cannot be checked again now: it is {state}.",
)
_NOT_TO_LOAD: Final = Words(
    "Impor {number} tidak dapat dimuat sekarang: keadaannya {state}.",
    "Import {number} cannot be loaded now: it is {state}.",
)
_NOT_TO_DISCARD: Final = Words(
    "Impor {number} tidak dapat dibuang: keadaannya {state}.",
    "Import {number} cannot be discarded: it is {state}.",
)
_SOME_GOOD: Final = Words(
    "Impor {number} berisi {bad} baris bermasalah. Perbaiki berkasnya, atau muat yang baik saja (keep_good).",
    "Import {number} has {bad} row(s) with problems. "
    "Correct the file, or load the good ones only (keep_good).",
)
_NONE_GOOD: Final = Words(
    "Impor {number} berisi {bad} baris bermasalah. Perbaiki berkasnya.",
    "Import {number} has {bad} row(s) with problems. Correct the file.",
)
_ALL_OR_NOTHING: Final = Words(
    "Berkas yang menggantikan seluruh isi lapisan hanya dimuat bila semua barisnya baik: "
    "baris yang bermasalah akan ikut terhapus.",
    "A file that replaces a whole layer is loaded only if all its rows are good: "
    "those with problems would be deleted too.",
)
