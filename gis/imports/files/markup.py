"""XML read as a stream, without ever resolving an entity: a document type of its own is refused.

Prefixes are left off: files in the field use them without declaring them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from gis.errors import SheetError

_DEEPEST: Final = 200


@dataclass(eq=False, slots=True)
class Element:
    """One element with what is in it; built while the file is read, and not changed after."""

    tag: str
    attributes: dict[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in it, without surrounding blanks."""
        return "".join(self.pieces).strip()

    def child(self, tag: str) -> Element | None:
        """The first child of this name."""
        return next((one for one in self.children if one.tag == tag), None)

    def said(self, tag: str) -> str | None:
        """The text of the first child of this name; None where there is none or it is empty."""
        found = self.child(tag)
        return (found.text or None) if found else None


Visit = Callable[[Element, list[Element]], None]
"""Given an element that was wanted, whole, and those it stands in, the outermost first, without children."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


def local(tag: str) -> str:
    """A name without its prefix.

    >>> local("kml:Placemark"), local("name")
    ('Placemark', 'name')
    """
    return tag.rpartition(":")[2]


def parse(pieces: Iterable[bytes], name: str, parser: expat.XMLParserType) -> None:
    """Feeds a file to a parser. Errors: `SheetError` where it is no whole XML, or defines entities."""
    parser.StartDoctypeDeclHandler = lambda *_: _refuse(name)
    parser.EntityDeclHandler = lambda *_: _refuse(name)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise SheetError(f"Berkas '{name}' rusak atau terpotong: XML-nya tidak utuh.") from error


def visit(pieces: Iterable[bytes], name: str, wanted: frozenset[str], see: Visit) -> None:
    """Reads a file and hands over each outermost element of a wanted name; nothing else is kept."""
    trees = _Trees(name, wanted, see)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = trees.start
    parser.EndElementHandler = trees.end
    parser.CharacterDataHandler = trees.text
    parse(pieces, name, parser)


class _Trees:
    """Builds the elements that are wanted; `above` are those open around them, `inside` those being built."""

    def __init__(self, name: str, wanted: frozenset[str], see: Visit) -> None:
        self._name = name
        self._wanted = wanted
        self._see = see
        self._above: list[Element] = []
        self._inside: list[Element] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(local(tag), {local(key): value for key, value in attributes.items()})
        if len(self._above) + len(self._inside) >= _DEEPEST:
            raise SheetError(f"Berkas '{self._name}' bersusun terlalu dalam; XML ini tidak wajar.")
        if self._inside:
            self._inside[-1].children.append(element)
        if self._inside or element.tag in self._wanted:
            self._inside.append(element)
        else:
            self._above.append(element)

    def end(self, _: str) -> None:
        if not self._inside:
            self._above.pop()
            return
        done = self._inside.pop()
        if not self._inside:
            self._see(done, self._above)

    def text(self, given: str) -> None:
        if self._inside:
            self._inside[-1].pieces.append(given)


def _refuse(name: str) -> None:
    raise SheetError(
        f"Berkas '{name}' berisi definisi dokumen (DOCTYPE atau ENTITY), yang tidak diterima. "
        "Simpan ulang dari program aslinya."
    )
