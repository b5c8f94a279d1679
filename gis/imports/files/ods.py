"""What an .ods holds, found by streaming its XML: how far cells reach, cells without a value, merged cells.

One cell or row there may stand for millions of the same; the reader of the cells would make them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.parsers import expat

from gis.imports.files import markup
from gis.imports.files.archives import archive
from gis.imports.files.extent import ERRORS, UNCOUNTED, Extent, Reached, error
from gis.imports.files.limits import Limits
from gis.imports.files.sheet import Merged, Unread
from gis.imports.files.xlsx import Surveyed, refuse_entities


def survey(file: Path, limits: Limits) -> Surveyed:
    """Looks through a workbook. Errors: `SheetError` for what is broken, too much or defines entities."""
    with archive(file, limits) as opened:
        for name in opened.names:
            if name.endswith(".xml") and name != "content.xml":
                refuse_entities(opened.pieces(name), file.name)
        parser = expat.ParserCreate()
        parser.buffer_text = True
        cells = _Cells(limits)
        parser.StartElementHandler = cells.start
        parser.EndElementHandler = cells.end
        parser.CharacterDataHandler = cells.text
        markup.parse(opened.pieces("content.xml"), file.name, parser)
    return Surveyed(cells.found)


class _Cells:
    """Follows the tables of a document. A row is known in full only at its end, with its repeats."""

    def __init__(self, limits: Limits) -> None:
        self.found: dict[str, Extent] = {}
        self._limits = limits
        self._name: str | None = None
        self._reached = Reached(limits)
        self._merged: list[Merged] = []
        self._row = self._rows = 0
        self._column = self._columns = 0
        self._attributes: Mapping[str, str] = {}
        self._text: list[str] | None = None
        self._filled = 0
        self._unread: dict[int, Unread] = {}
        self._written = self._blanks = self._characters = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table" and self._name is None:
            self._name = attributes.get("table:name", "")
            self._reached, self._merged, self._row = Reached(self._limits), [], 0
        elif tag == "table:table-row":
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
            self._column, self._filled, self._unread, self._written = 0, 0, {}, 0
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._columns = int(attributes.get("table:number-columns-repeated", 1))
            self._attributes, self._text, self._blanks = attributes, [], 0
        elif tag == "text:s":
            # One element stands for any number of spaces.
            self._blanks += int(attributes.get("text:c", 1))
            self._limits.check_text(self._blanks)

    def text(self, given: str) -> None:
        if self._text is not None:
            self._text.append(given)

    def end(self, tag: str) -> None:
        if tag in {"table:table-cell", "table:covered-table-cell"}:
            text = "".join(self._text or ())
            self._written += (len(text) + self._blanks) * self._columns
            self._cell(self._attributes, text.strip())
            self._column += self._columns
            self._text = None
        elif tag == "table:table-row":
            self._end_row()
        elif tag == "table:table" and self._name is not None:
            self.found[self._name] = self._reached.extent(tuple(self._merged))
            self._name = None

    def _cell(self, attributes: Mapping[str, str], text: str) -> None:
        formula = "table:formula" in attributes
        valued = "office:value-type" in attributes
        self._reached.formulas += formula
        if valued or formula or text:
            self._filled = self._column + self._columns
            self._reached.fill(0, self._filled)
        down = int(attributes.get("table:number-rows-spanned", 1))
        across = int(attributes.get("table:number-columns-spanned", 1))
        if down > 1 or across > 1:
            last = self._row + down - 1, self._column + across - 1
            self._merged.append(Merged(self._row, self._column, *last))
        wrong = attributes.get("calcext:value-type") == "error" or (formula and text in ERRORS)
        if wrong or (formula and not valued):
            lacking = error(text) if wrong else UNCOUNTED
            for column in range(self._column, self._column + self._columns):
                self._unread[column] = lacking

    def _end_row(self) -> None:
        if self._filled:
            self._characters += self._written * self._rows
            self._limits.check_text(self._characters)
            self._reached.fill(self._row + self._rows, self._filled)
            for row in range(self._row, self._row + self._rows) if self._unread else ():
                for column, lacking in self._unread.items():
                    self._reached.unread[row, column] = lacking
        self._row += self._rows
