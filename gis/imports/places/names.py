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
from gis.problems import Problem

RULE: Final = "name"
"""The rule of every problem with a name."""

_SHOWN: Final = 10
"""Spellings in one note."""

_STRANGE: Final = 5_000
"""Unknown names in one column: more are no slips."""


@dataclass(frozen=True, eq=False, slots=True)
class _Naming:
    """One field whose areas a file names.

    reader    finds its areas
    levels    the level of its areas, and those above it, the nearest first
    columns   the file's columns of each level's names
    shown     whether sentences may repeat the names
    """

    field: Field
    reader: Reader
    levels: tuple[Level, ...]
    columns: tuple[tuple[Column, ...], ...]
    shown: bool

    @property
    def headings(self) -> list[str | None]:
        """The file's heading of each level's names."""
        return [held[0].heading if held else None for held in self.columns]

    def said(self, draft: Draft) -> list[Said]:
        """What each row says: its code and its names."""
        codes = [None if code is None else str(code) for code in draft.column(self.field.name)]
        names = [_names(held, draft.at) for held in self.columns]
        return [Said(code, own, tuple(above)) for code, own, *above in zip(codes, *names, strict=True)]


def filled(draft: Draft, headed: Headed, gazetteer: Gazetteer, accept: frozenset[Mending]) -> Draft:
    """The draft with the codes that names tell. Fields whose areas no column names stay as they are."""
    for naming in _namings(draft, headed, gazetteer):
        draft = _filled(draft, naming, accepted=Mending.NAME in accept)
        for level, columns in zip(naming.levels, naming.columns, strict=True):
            draft = draft.saying(_at_odds(draft, level, columns))
        if naming.field.name in headed.told:
            draft = _completed(draft, naming)
    return draft


def compared(draft: Draft, before: Draft, headed: Headed, gazetteer: Gazetteer) -> Draft:
    """The draft with a remark for every row that got its code from its place since `before`, and whose names
    of areas say otherwise: the place is exact, and the name may be older than a border."""
    for naming in _namings(draft, headed, gazetteer):
        lacking = [code is None for code in before.column(naming.field.name)]
        said = [each for each, filled_now in zip(naming.said(draft), lacking, strict=True) if filled_now]
        numbers = [number for number, filled_now in zip(draft.numbers, lacking, strict=True) if filled_now]
        bad = draft.bad
        findings = _read(naming, said)
        remarks = [
            Problem(number, naming.headings[finding.at], RULE, f"{finding.wrong} Kode itu dari lokasinya.")
            for number, finding in zip(numbers, findings, strict=True)
            if finding.wrong and finding.code and number not in bad
        ]
        draft = draft.remarking(remarks)
    return draft


def lacking(draft: Draft, name: str) -> Iterator[Problem]:
    """A problem for every row without the code that this field must have, but where the name it would come
    from is told to be wrong: that is one thing to correct, not two."""
    told = {problem.row for problem in draft.problems if problem.rule == RULE}
    return (one for one in rows.missing(draft, [name]) if one.row not in told)


def _namings(draft: Draft, headed: Headed, gazetteer: Gazetteer) -> Iterator[_Naming]:
    """The fields whose areas, or areas they lie in, the file names."""
    for name, layer in rows.references(draft.layer).items():
        level = gazetteer.level(layer)
        if level is None or not level.names:
            continue
        levels = (level, *gazetteer.above(level))
        columns = tuple(headed.named.get(each.layer, ()) for each in levels)
        if any(columns):
            level = _bounded(level, _names(columns[0], draft.at))
            shown = _may_be_shown(draft, headed, name, columns)
            reader = Reader(gazetteer, level, shown=shown)
            yield _Naming(draft.layer.field(name), reader, levels, columns, shown)


def _bounded(level: Level, names: Sequence[str | None]) -> Level:
    """The level, without a search for close spellings where a column holds so many unknown names that they
    cannot be slips: it names something else, and the search would take its time."""
    unknown = sum(not level.exact(name) for name in set(names) if name)
    return replace(level, exacting=True) if unknown > _STRANGE else level


def _read(naming: _Naming, said: Sequence[Said]) -> list[Finding]:
    """What follows from each row; rows that say the same are read once."""
    known = {each: naming.reader.read(each) for each in dict.fromkeys(said)}
    return [known[each] for each in said]


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


def _filled(draft: Draft, naming: _Naming, *, accepted: bool) -> Draft:
    """The draft with one field's codes, and all there is to say of them."""
    given = draft.column(naming.field.name)
    said = naming.said(draft)
    findings = _read(naming, said)
    taken = [finding.proposed if accepted else None for finding in findings]
    codes = [
        finding.code or proposed or code
        for finding, proposed, code in zip(findings, taken, given, strict=True)
    ]
    draft = draft.with_values(**{naming.field.name: codes})
    wrong = [
        finding if proposed is None else Finding() for finding, proposed in zip(findings, taken, strict=True)
    ]
    draft = draft.saying(_problems(draft, naming, wrong), _notes(naming, given, findings))
    return draft.remarking(mended=_mended(draft, naming, said, taken))


def _problems(draft: Draft, naming: _Naming, findings: Sequence[Finding]) -> Iterator[Problem]:
    headings = naming.headings
    for number, finding in zip(draft.numbers, findings, strict=True):
        if finding.wrong is not None:
            accept = Mending.NAME if finding.proposed else None
            said = (
                f"{finding.wrong} Bila benar, terima dengan --accept {accept}." if accept else finding.wrong
            )
            yield Problem(number, headings[finding.at] or headings[0], RULE, said, accept)


def _mended(
    draft: Draft, naming: _Naming, said: Sequence[Said], taken: Sequence[str | None]
) -> Iterator[Mended]:
    word = naming.levels[0].word
    heading = naming.headings[0]
    for number, given, code in zip(draft.numbers, said, taken, strict=True):
        if code:
            text = f" {quoted(given.own)}" if naming.shown else ""
            area = naming.reader.described(code)
            yield Mended(number, heading, Mending.NAME, f"Nama {word}{text} dibaca sebagai {area}.")


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


def _completed(draft: Draft, naming: _Naming) -> Draft:
    """A problem for every row whose code is needed and that nothing tells: neither a cell, nor a name, nor,
    later, a place."""
    name, heading = naming.field.name, naming.headings[0]
    if name not in draft.headings and heading:
        # What is wrong with such a code is wrong with the name it comes from.
        draft = replace(draft, headings={**draft.headings, name: heading})
    place = draft.layer.place
    if not naming.field.required or (isinstance(place, Inside) and place.field == name):
        return draft
    return draft.saying(lacking(draft, name))
