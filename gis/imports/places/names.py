"""Codes of areas from their names: "Bulu" in "Kecamatan Jepara" instead of 33.20.06.1013.

Pure: the areas' names are given. An exact name fills the code, and on how many rows is said; a name that is
spelled nearly right is a problem with a proposal, and mended where the person accepts that; a code and a name
that contradict each other are a problem of the row.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from gis.errors import Problem
from gis.imports import rows
from gis.imports.draft import Draft, quoted, repeatable
from gis.imports.files.sheet import Column
from gis.imports.headings import Headed
from gis.imports.mending import Mended, Mending
from gis.imports.places.gazetteer import Gazetteer, Level
from gis.imports.places.naming import Finding, Reader, Said
from gis.imports.spelling import fold
from gis.imports.values import cells
from gis.layer import Field, Inside

RULE: Final = "name"
"""The rule of every problem with a name."""

_SHOWN: Final = 10
"""Spellings in one note."""


@dataclass(frozen=True, eq=False, slots=True)
class _Naming:
    """One field that names fill.

    levels    the level of its areas, and those above it, the nearest first
    headings  the file's heading of each level's names
    shown     whether sentences may repeat the names
    accepted  whether close spellings are accepted
    """

    field: Field
    levels: tuple[Level, ...]
    headings: tuple[str | None, ...]
    shown: bool
    accepted: bool


def filled(draft: Draft, headed: Headed, gazetteer: Gazetteer, accept: frozenset[Mending]) -> Draft:
    """The draft with the codes that names tell. Fields whose areas no column names stay as they are."""
    for name, layer in rows.references(draft.layer).items():
        level = gazetteer.level(layer) if name in headed.told else None
        if level is None:
            continue
        levels = (level, *gazetteer.above(level))
        columns = [headed.named.get(each.layer, ()) for each in levels]
        naming = _Naming(
            draft.layer.field(name),
            levels,
            tuple(held[0].heading if held else None for held in columns),
            _may_be_shown(draft, headed, name, columns),
            Mending.NAME in accept,
        )
        draft = _filled(draft, naming, [_names(held, draft.at) for held in columns], gazetteer)
        for each, held in zip(levels, columns, strict=True):
            draft = draft.saying(_at_odds(draft, each, held))
    return draft


def _may_be_shown(draft: Draft, headed: Headed, name: str, columns: Iterable[tuple[Column, ...]]) -> bool:
    """Names may be repeated where the code may that they stand for, and every field they were taken from."""
    used = {id(column) for held in columns for column in held}
    fields = {name, *(field for field, column in headed.fields.items() if id(column) in used)}
    return all(repeatable(draft.layer, draft.layer.field(field)) for field in fields)


def _names(columns: Sequence[Column], at: Sequence[int]) -> list[str | None]:
    """The names of one level, by row: the first cell that holds letters, of several columns."""
    found: list[str | None] = [None] * len(at)
    for column in columns:
        found = [
            _name(column.cells[row]) if name is None else name for name, row in zip(found, at, strict=True)
        ]
    return found


def _name(cell: object) -> str | None:
    """A cell as a name; None where it holds no letter or digit."""
    given = cells.plain(cell)
    text = None if given is None else cells.written(given)
    return text if text and fold(text) else None


def _at_odds(draft: Draft, level: Level, columns: Sequence[Column]) -> Iterator[Problem]:
    """A problem for every row that names two areas of one level, in two columns."""
    for first, other in itertools.combinations(columns, 2):
        pairs = zip(draft.numbers, _names([first], draft.at), _names([other], draft.at), strict=True)
        for number, one, two in pairs:
            if one and two and fold(one) != fold(two) and not level.exact(one) & level.exact(two):
                message = f"Kolom ini dan kolom '{first.heading}' menyebut {level.word} yang berbeda."
                yield Problem(number, other.heading, RULE, message)


def _filled(
    draft: Draft, naming: _Naming, names: Sequence[Sequence[str | None]], gazetteer: Gazetteer
) -> Draft:
    """The draft with one field's codes, and all there is to say of them."""
    given = draft.column(naming.field.name)
    reader = Reader(gazetteer, naming.levels[0], shown=naming.shown)
    said = [
        Said(None if code is None else str(code), own, tuple(above))
        for code, own, *above in zip(given, *names, strict=True)
    ]
    known = {each: reader.read(each) for each in dict.fromkeys(said)}
    findings = [known[each] for each in said]
    taken = [finding.proposed if naming.accepted else None for finding in findings]
    codes = [
        finding.code or proposed or code
        for finding, proposed, code in zip(findings, taken, given, strict=True)
    ]
    draft = draft.with_values(**{naming.field.name: codes})
    draft = draft.saying(_problems(draft, naming, findings), _notes(naming, given, findings))
    draft = draft.remarking(
        mended=_mended(draft, naming, said, [code and reader.described(code) for code in taken])
    )
    return _completed(draft, naming, findings)


def _problems(draft: Draft, naming: _Naming, findings: Sequence[Finding]) -> Iterator[Problem]:
    for number, finding in zip(draft.numbers, findings, strict=True):
        if finding.wrong is None or (finding.proposed and naming.accepted):
            continue
        accept = Mending.NAME if finding.proposed else None
        said = f"{finding.wrong} Bila benar, terima dengan --accept {accept}." if accept else finding.wrong
        yield Problem(number, naming.headings[finding.at] or naming.headings[0], RULE, said, accept)


def _mended(
    draft: Draft, naming: _Naming, said: Sequence[Said], taken: Sequence[str | None]
) -> Iterator[Mended]:
    word = naming.levels[0].word
    for number, given, area in zip(draft.numbers, said, taken, strict=True):
        if area:
            text = f" {quoted(given.own)}" if naming.shown else ""
            yield Mended(
                number, naming.headings[0], Mending.NAME, f"Nama {word}{text} dibaca sebagai {area}."
            )


def _notes(naming: _Naming, given: Sequence[object], findings: Sequence[Finding]) -> Iterator[str]:
    new = sum(code is None and found.code is not None for code, found in zip(given, findings, strict=True))
    if new:
        used = " dan ".join(
            level.word for level, heading in zip(naming.levels, naming.headings, strict=True) if heading
        )
        yield f"{naming.field.title.id} diisi dari nama {used} pada {new} baris."
    spelled = sorted({pair for found in findings for pair in found.spelled if found.wrong is None})
    if spelled and naming.shown:
        listed = ", ".join(f"{quoted(text)} sebagai {name}" for text, name in spelled[:_SHOWN])
        yield f"Nama yang ejaannya lain dibaca: {listed}{', …' if len(spelled) > _SHOWN else ''}."
    elif spelled:
        yield f"{len(spelled)} nama yang ejaannya lain dikenali sebagai wilayah yang dimaksud."


def _completed(draft: Draft, naming: _Naming, findings: Sequence[Finding]) -> Draft:
    """A problem for every row whose code is needed and that nothing tells: neither a cell, nor a name, nor,
    later, a place."""
    field = naming.field
    if field.name not in draft.headings:
        # What is wrong with such a code is wrong with the name it comes from.
        draft = replace(draft, headings={**draft.headings, field.name: naming.headings[0] or field.name})
    place = draft.layer.place
    if not field.required or (isinstance(place, Inside) and place.field == field.name):
        return draft
    told = {number for number, found in zip(draft.numbers, findings, strict=True) if found.wrong}
    return draft.saying(one for one in rows.missing(draft, [field.name]) if one.row not in told)
