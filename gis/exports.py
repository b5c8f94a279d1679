"""What is asked of a layer -> a file, as one audience sees it: in every format, with any number of rows.

What is written can be loaded again: columns bear the fields' names, places are in EPSG:4326 with the
longitude first unless another system is asked for, lists stand in one cell with semicolons where the format
has no lists.

Errors: `NotFound` for a layer the audience may not know, `BadRequest` for a format that is not known or a
file that is there already; those of asking.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from gis import asking, database, metadata, query
from gis.address import Address
from gis.asking import Question
from gis.database import Row, Session
from gis.errors import BadRequest
from gis.facts import facts_from, facts_query
from gis.formats import FORMATS, Content, Format
from gis.language import Language, Words
from gis.layer import Audience, Layer, Shape
from gis.metadata import Addresses
from gis.privacy import View, visible
from gis.versions import by_layer, versions_query

EVERYTHING: Final = Question(limit=None)
"""Every row with all its fields."""

_MOST: Final = 2**63 - 1
"""No layer has more rows: what PostgreSQL can count."""

_PORTION: Final = {Shape.POINT: 1000, Shape.LINE: 200, Shape.POLYGON: 100}
"""Rows read at once: an area may have very many corners."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: so many rows of a layer at this version, as this audience sees it."""

    layer: str
    audience: Audience
    file: Path
    rows: int
    version: str

    def as_json(self) -> dict[str, Any]:
        """The outcome for machines."""
        return {
            "layer": self.layer,
            "audience": str(self.audience),
            "file": str(self.file),
            "rows": self.rows,
            "version": self.version,
        }


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be written: the file, what is asked of the layer, the language in which it is described."""

    file: Path
    question: Question = EVERYTHING
    language: Language = "id"
    overwrite: bool = False


def export(
    layer: Layer, audience: Audience, file: Path, address: Address, *, overwrite: bool = False
) -> Exported:
    """Writes the whole layer into a file, whole or not at all. Rows and version are of the same moment."""
    return write(visible(layer, audience), Export(file, overwrite=overwrite), address)


def write(view: View, wanted: Export, address: Address) -> Exported:
    """Writes what is asked into a file, whole or not at all. Rows and version are of the same moment."""
    form = _format(wanted)
    with database.reading(address, view.audience) as session:
        found = content(session, view, wanted.question, wanted.language)
        counted = _Counted(found.rows)
        pieces = form.write(replace(found, rows=counted))
        _replaced(wanted.file, pieces, private=view.audience is not Audience.PUBLIC)
    return Exported(view.layer.name, view.audience, wanted.file, counted.number, found.version)


def question(view: View, given: Mapping[str, str], besides: Collection[str] = ()) -> Question:
    """The question in these parameters as a file answers it: with every row that matches, unless a limit is
    given; and then that many, where a page would stop at its own."""
    asked = asking.question(view, given, besides)
    return replace(asked, limit=asking.limit(given["limit"], _MOST) if "limit" in given else None)


def content(
    session: Session, view: View, asked: Question, language: Language, at: Addresses | None = None
) -> Content:
    """What is asked, as it stands at the moment of the session; rows are read when they are asked for.

    at  where the layer stands on the network, if it does: then its record is in the file too
    """
    version = by_layer(session.rows(versions_query([view])))[view.layer.name]
    facts = facts_from(session.rows(facts_query(view))[0])
    names = None if asked.properties is None else set(asked.properties)
    return Content(
        view=view,
        fields=tuple(f for f in view.fields if names is None or f.name in names),
        geometry=asked.geometry,
        crs=asked.crs,
        language=language,
        version=version,
        taken=datetime.now(UTC),
        sample=facts.sample,
        rows=session.stream(rows_query(view, asked), _PORTION[view.layer.shape]),
        changed=facts.changed,
        record=metadata.iso(metadata.record(view, facts), at, language) if at else None,
    )


def rows_query(view: View, asked: Question) -> sa.Select[Any]:
    """The rows that match, in their order: key, values, and the place as WKB with the eastward axis first."""
    geom = query.moved(sa.type_coerce(view.geom, sa.types.NullType()), asked.crs)
    return query.rows(view, asked, sa.func.ST_AsBinary(geom))


class _Counted:
    """Portions of rows, counted as they pass."""

    def __init__(self, rows: Iterator[Sequence[Row]]) -> None:
        self._rows = rows
        self.number = 0

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> Sequence[Row]:
        found = next(self._rows)
        self.number += len(found)
        return found


def _format(wanted: Export) -> Format:
    file, folder = wanted.file, wanted.file.absolute().parent
    # The longest suffix decides: JSON-FG's has two parts.
    known = sorted(FORMATS.values(), key=lambda each: len(each.suffix), reverse=True)
    form = next((each for each in known if file.name.lower().endswith(each.suffix)), None)
    if form is None:
        listed = ", ".join(each.suffix for each in FORMATS.values())
        raise BadRequest(
            Words(
                f"Akhiran '{file.suffix}' tidak dikenal. Yang dapat ditulis: {listed}.",
                f"The ending '{file.suffix}' is not known. These can be written: {listed}.",
            )
        )
    if not folder.is_dir():
        raise BadRequest(Words(f"Folder '{folder}' tidak ada.", f"There is no folder '{folder}'."))
    if file.exists() and not wanted.overwrite:
        raise BadRequest(
            Words(
                f"Berkas '{file}' sudah ada; pakai nama lain atau --overwrite.",
                f"The file '{file}' is there already; use another name or --overwrite.",
            )
        )
    return form


def _replaced(file: Path, pieces: Iterator[bytes], *, private: bool) -> None:
    """The file appears when it is complete; a reader never meets half of it, nor one that is not for all."""
    with tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".gis-export-") as folder:
        made = Path(folder) / file.name
        with made.open("wb") as sink:
            sink.writelines(pieces)
        if private:
            made.chmod(0o600)
        made.replace(file)
