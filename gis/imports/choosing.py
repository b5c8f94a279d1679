"""What a person types to say how a file is meant -> what it means: the same on the command line and in forms.

`option` is what the words were typed into: "--map", "map".
"""

from __future__ import annotations

from gis.errors import UnfitChoice, UnknownChoice
from gis.imports.mending import Mending
from gis.imports.values.numbers import Mark


def mapping(option: str, text: str) -> tuple[str, str]:
    """A heading of the file and the field it is. A heading may hold an equals sign; a field's name may not.

    Errors: `UnfitChoice`.

    >>> mapping("--map", "Nama Desa = nama"), mapping("--map", "a=b=c"), mapping("--map", "Foto=")
    (('Nama Desa', 'nama'), ('a=b', 'c'), ('Foto', ''))
    """
    theirs, sign, ours = text.rpartition("=")
    if not sign or not theirs.strip():
        raise UnfitChoice(
            option, text, "kolom berkas, tanda sama dengan, lalu nama kolom kita, misalnya Nama Desa=nama"
        )
    return theirs.strip(), ours.strip()


def mark(option: str, text: str) -> Mark:
    """A decimal mark. Errors: `UnfitChoice`."""
    marks: dict[str, Mark] = {",": ",", ".": "."}
    if text not in marks:
        raise UnfitChoice(option, text, "koma (,) atau titik (.)")
    return marks[text]


def mending(text: str) -> Mending:
    """A mending by its word. Errors: `UnknownChoice`."""
    known = [str(one) for one in Mending]
    if text not in known:
        raise UnknownChoice("perbaikan", text, known)
    return Mending(text)
