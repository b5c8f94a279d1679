"""What an .xlsx holds, found by streaming its XML: how far cells reach, and cells without a value.

The reader of its cells makes room for every cell between the first and the last, and gives an error value or
a formula that was never worked out as an empty cell; both have to be known before.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from gis.errors import SheetError
from gis.imports.files import echoes, markup
from gis.imports.files.archives import Archive, archive
from gis.imports.files.extent import UNCOUNTED, Extent, Reached, error
from gis.imports.files.limits import Limits
from gis.imports.files.markup import Element


@dataclass(frozen=True, eq=False, slots=True)
class Surveyed:
    """A workbook's sheets by name, and whether its program left its formulas to be worked out later."""

    sheets: Mapping[str, Extent]
    uncounted: bool = False


def survey(file: Path, limits: Limits) -> Surveyed:
    """Looks through a workbook. Errors: `SheetError` for what is broken, too much or defines entities."""
    with archive(file, limits) as opened:
        book = _workbook(opened, file.name)
        parts = dict(_parts(opened, book, file.name))
        for name in opened.names:
            if name.endswith((".xml", ".rels")) and name not in parts.values():
                refuse_entities(opened.pieces(name), file.name)
        sheets = {title: _extent(opened.pieces(part), file.name, limits) for title, part in parts.items()}
        echoes.check(
            opened, [(parts[one], extent.shared) for one, extent in sheets.items()], file.name, limits
        )
        return Surveyed(sheets, _left_uncounted(opened, book, file.name))


def refuse_entities(pieces: Iterable[bytes], name: str) -> None:
    """Reads a part to its end and refuses one that defines entities, in whatever bytes it is written."""
    before = b""
    for at, piece in enumerate(pieces):
        if at == 0 and b"\x00" in piece[:64]:
            raise SheetError(f"Berkas '{name}' berisi XML yang tidak ditulis dalam UTF-8.")
        if b"<!DOCTYPE" in before + piece or b"<!ENTITY" in before + piece:
            raise SheetError(f"Berkas '{name}' berisi definisi dokumen (DOCTYPE), yang tidak diterima.")
        before = piece[-16:]


def _workbook(opened: Archive, name: str) -> str:
    found = next((part for part in opened.names if posixpath.basename(part) == "workbook.xml"), None)
    if found is None:
        raise SheetError(f"Berkas '{name}' bukan lembar kerja yang utuh.")
    return found


def _parts(opened: Archive, book: str, name: str) -> Iterator[tuple[str, str]]:
    """The sheets' titles and the parts that hold them."""
    folder = posixpath.dirname(book)
    related: dict[str, str] = {}
    links = posixpath.join(folder, "_rels", posixpath.basename(book) + ".rels")
    for link in _elements(opened, links, "Relationship", name):
        target = link.attributes.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        related[link.attributes.get("Id", "")] = posixpath.normpath(path)
    for sheet in _elements(opened, book, "sheet", name):
        part = related.get(sheet.attributes.get("id", ""))
        if part in opened.names and "worksheets" in str(part):
            yield sheet.attributes.get("name", ""), str(part)


def _left_uncounted(opened: Archive, book: str, name: str) -> bool:
    said = _elements(opened, book, "calcPr", name)
    return any(one.attributes.get("fullCalcOnLoad") in {"1", "true"} for one in said)


def _elements(opened: Archive, part: str, tag: str, name: str) -> list[Element]:
    found: list[Element] = []
    if part in opened.names:
        markup.visit(opened.pieces(part), name, frozenset({tag}), lambda element, _: found.append(element))
    return found


def _extent(pieces: Iterable[bytes], name: str, limits: Limits) -> Extent:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    cells = _Cells(parser, limits)
    parser.StartElementHandler = cells.start
    parser.EndElementHandler = cells.end
    markup.parse(pieces, name, parser)
    return cells.reached.extent()


class _Cells:
    """Follows the cells of a sheet. Called for every element of it, so it does little."""

    def __init__(self, parser: expat.XMLParserType, limits: Limits) -> None:
        self.reached = Reached(limits)
        self._parser = parser
        self._local: dict[str, str] = {}
        self._letters: dict[str, int] = {}
        self._row = self._column = -1
        self._kind: str | None = None
        self._formula = self._filled = False
        self._text = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = self._local.get(tag) or self._local.setdefault(tag, markup.local(tag))
        if name == "c":
            self._cell(attributes)
        elif name == "v":
            self._filled = True
            if self._formula or self._kind == "e":
                self._parser.CharacterDataHandler = self.text
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._filled = True
        elif name == "row":
            self._row = int(attributes["r"]) - 1 if "r" in attributes else self._row + 1
            self._column = -1

    def end(self, tag: str) -> None:
        name = self._local[tag]
        if name == "v":
            self._parser.CharacterDataHandler = None
        elif name == "c" and (self._filled or self._formula):
            self.reached.fill(self._row + 1, self._column + 1)
            self.reached.formulas += self._formula
            self.reached.shared += self._kind == "s"
            if self._kind == "e":
                self.reached.unread[self._row, self._column] = error(self._text)
            elif self._formula and not self._text and self._kind != "str":
                self.reached.unread[self._row, self._column] = UNCOUNTED

    def text(self, given: str) -> None:
        self._text += given

    def _cell(self, attributes: dict[str, str]) -> None:
        where = attributes.get("r")
        if where is None:
            self._column += 1
        else:
            letters = where.rstrip("0123456789")
            self._row = int(where[len(letters) :]) - 1
            self._column = self._letters.get(letters) or self._letters.setdefault(letters, _number(letters))
        self._kind = attributes.get("t")
        self._formula = self._filled = False
        self._text = ""


def _number(letters: str) -> int:
    """A column's number, counted from 0, by its letters. Errors: `ValueError` for other characters."""
    if not (letters.isascii() and letters.isalpha()) or len(letters) > 3:
        raise ValueError(letters)
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1
