"""What can go wrong, as a tree. Callers map a branch to a status or an exit code; nobody parses a message.

Error
├── DeclarationError      a layer's declaration contradicts itself
├── Unavailable           the database or service is not there, or too busy
│   ├── Refused           the database refused this role: a wall held
│   └── DiskFull          there is no room left to write
├── NotFound              no such layer, feature, style, tile set, process or batch
│   └── Missing           no collection, layer or style of this name
├── BadRequest            a question that cannot be asked as it stands
│   ├── UnknownName       a parameter, property or choice that does not exist
│   │   └── UnknownChoice the same among what an officer chose for a file
│   └── BadValue          a value that does not fit its place
│       └── UnfitChoice   the same among what an officer chose for a file
├── NotAcceptable         no encoding that the caller would take
├── UnfitMedia            what was sent is of a media type that is not taken here
├── Conflict              what is asked would overwrite somebody's later work
├── Stale                 the caller's copy is older than what is stored
├── Unconditional         a change that does not say which state it was made from
├── TooMany               more at once than is answered; carries how long to wait
└── RefusedData           a file or row that may not go in
    ├── TooLarge          the file is larger than is taken
    ├── SheetError        the file cannot be read
    ├── HeadingError      a column is missing or not understood
    └── RowErrors         rows break rules; carries each of them
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import ClassVar, Final

from gis.language import Words
from gis.problems import Problem, Proposal

_NOUNS: Final[Mapping[str, str]] = {
    "area level": "tingkat wilayah",
    "class": "kelas",
    "collection": "kumpulan data",
    "column": "kolom",
    "field": "kolom",
    "format": "format",
    "function": "fungsi",
    "hazard layer": "lapisan bahaya",
    "input": "masukan",
    "layer": "lapisan",
    "member": "anggota",
    "output": "keluaran",
    "parameter": "parameter",
    "property": "kolom",
    "reference system": "sistem koordinat",
    "rule": "aturan",
    "style": "gaya peta",
}
"""What `UnknownName` speaks of, in Indonesian."""

_ECHO: Final = 80
_LISTED: Final = 100
"""At most: characters of what was given that a message repeats, and problems that are told one by one."""


class Error(Exception):
    """The root. `in_(language)` is one sentence for a person: what is wrong, and what to do.

    `str(error)` is the English one. A plain text stands for both languages. `kind` is a stable word for
    programs; nothing where the branch of the tree says all there is to say.

    >>> Error(Words("Tidak ada.", "There is none.")).in_("id")
    'Tidak ada.'
    """

    kind: ClassVar[str] = ""

    def __init__(self, said: Words | str) -> None:
        self.said = _both(said)
        super().__init__(self.said.en)

    def in_(self, language: str) -> str:
        """The sentence in `language` ("en", else Indonesian)."""
        return self.said.in_(language)

    def members(self, language: str) -> dict[str, object]:  # noqa: ARG002 - some branches have words in it
        """What the error knows besides its sentence, for programs."""
        return {}


class DeclarationError(Error):
    """A declaration contradicts itself or names what is not there."""


class Unavailable(Error):
    """The database or the service is not there, or cannot answer now."""


class Refused(Unavailable):
    """The database refused this role: the answer is an error, never the data."""


class DiskFull(Unavailable):
    """There is no room left on the database's disk; nothing was changed."""


class NotFound(Error):
    """There is no such thing for this audience; a hidden one answers the same as a missing one."""


class Missing(NotFound):
    """There is nothing of this kind and name, or it is hidden from this audience: both answer alike.

    >>> str(Missing("collection", "dasa")), Missing("collection", "dasa").in_("id")
    ("There is no collection 'dasa' here.", "Tidak ada kumpulan data 'dasa' di sini.")
    """

    def __init__(self, what: str, name: str) -> None:
        given = brief(name)
        super().__init__(
            Words(
                f"Tidak ada {_NOUNS.get(what, what)} '{given}' di sini.",
                f"There is no {what} '{given}' here.",
            )
        )


class BadRequest(Error):
    """The question cannot be asked as it stands."""


class UnknownName(BadRequest):
    """A name that does not exist here. `allowed` lists those that do; `hint` says what may have been meant.

    >>> str(UnknownName("property", "nmaa", ["nama", "kode"]))
    "There is no property 'nmaa' here. Allowed: kode, nama."
    """

    kind: ClassVar[str] = "unknown-name"

    def __init__(self, what: str, name: str, allowed: Iterable[str], hint: Words | None = None) -> None:
        self.what = what
        self.name = name
        self.allowed: tuple[str, ...] = tuple(sorted(allowed))
        listed, given = ", ".join(self.allowed), brief(name)
        first = Words(f"{hint.id} ", f"{hint.en} ") if hint else Words("", "")
        noun = _NOUNS.get(what, what)
        super().__init__(
            Words(
                f"Tidak ada {noun} '{given}' di sini. {first.id}Yang ada: {listed or 'tidak ada'}.",
                f"There is no {what} '{given}' here. {first.en}Allowed: {listed or 'nothing'}.",
            )
        )

    def members(self, language: str) -> dict[str, object]:
        """What was named, and the names there are."""
        what = self.what if language == "en" else _NOUNS.get(self.what, self.what)
        return {"what": what, "name": brief(self.name), "allowed": list(self.allowed)}


class BadValue(BadRequest):
    """A value that does not fit: `name` is the parameter, `expected` says what would fit.

    >>> str(BadValue("limit", "many", "a whole number from 1 to 10000"))
    "limit: 'many' does not fit. Expected a whole number from 1 to 10000."
    """

    kind: ClassVar[str] = "bad-value"

    def __init__(self, name: str, value: object, expected: Words | str) -> None:
        self.name = name
        self.expected = fits = _both(expected)
        given = brief(str(value))
        super().__init__(
            Words(
                f"{name}: '{given}' tidak dapat dipakai. Berikan {fits.id}.",
                f"{name}: '{given}' does not fit. Expected {fits.en}.",
            )
        )

    def members(self, language: str) -> dict[str, object]:
        """Which parameter it was, and what would fit."""
        return {"parameter": self.name, "expected": self.expected.in_(language)}


class UnknownChoice(UnknownName):
    """A name that an officer gives and that does not exist. `str(error)` is the Indonesian sentence: commands
    speak the officers' language.

    >>> error = UnknownChoice(Words("kolom", "field"), "nmaa", ["nama", "kode"])
    >>> str(error), error.in_("en")
    ("Tidak ada kolom 'nmaa'. Yang ada: kode, nama.", "There is no field 'nmaa'. Allowed: kode, nama.")
    """

    def __init__(self, what: Words, name: str, allowed: Iterable[str]) -> None:
        super().__init__(what.en, name, allowed)
        self.noun = what
        given, listed = brief(name), ", ".join(self.allowed)
        some = Words(f"Yang ada: {listed}.", f"Allowed: {listed}.")
        none = Words("Tidak ada satu pun.", "Allowed: nothing.")
        told = some if self.allowed else none
        self.said = Words(
            f"Tidak ada {what.id} '{given}'. {told.id}", f"There is no {what.en} '{given}'. {told.en}"
        )
        self.args = (self.said.id,)

    def members(self, language: str) -> dict[str, object]:
        """What was named, in the caller's language, and the names there are."""
        return {**super().members(language), "what": self.noun.in_(language)}


class UnfitChoice(BadValue):
    """A value that an officer gives and that does not fit. `str(error)` is the Indonesian sentence: commands
    speak the officers' language.

    >>> error = UnfitChoice("--decimal", ";", Words("koma atau titik", "a comma or a point"))
    >>> str(error)
    "--decimal: ';' tidak dapat dipakai. Berikan koma atau titik."
    >>> error.in_("en")
    "--decimal: ';' does not fit. Expected a comma or a point."
    """

    def __init__(self, name: str, value: object, expected: Words) -> None:
        super().__init__(name, value, expected)
        self.args = (self.said.id,)


class NotAcceptable(Error):
    """The caller takes none of the encodings in which there is an answer; `offered` are their media types."""

    kind: ClassVar[str] = "not-acceptable"

    def __init__(self, offered: Sequence[str]) -> None:
        self.offered = tuple(offered)
        listed = ", ".join(self.offered)
        super().__init__(
            Words(
                f"Jawaban tidak tersedia dalam format yang diminta (Accept). Yang tersedia: {listed}.",
                f"There is no answer in a format that 'Accept' takes. There are: {listed}.",
            )
        )

    def members(self, language: str) -> dict[str, object]:  # noqa: ARG002 - media types are of no language
        """The media types there are."""
        return {"allowed": list(self.offered)}


class Conflict(Error):
    """What is asked would overwrite later work; `keys` are the rows concerned."""

    def __init__(self, message: Words | str, keys: Sequence[str] = ()) -> None:
        self.keys = tuple(keys)
        super().__init__(message)


class UnfitMedia(Error):
    """What was sent is of a media type that is not taken here; `allowed` are those that are.

    >>> str(UnfitMedia("text/csv", ["application/geo+json"]))
    "'text/csv' is not taken here. Send application/geo+json."
    """

    kind: ClassVar[str] = "unfit-media"

    def __init__(self, given: str, allowed: Sequence[str]) -> None:
        self.allowed = tuple(allowed)
        listed, said = ", ".join(self.allowed), brief(given)
        super().__init__(
            Words(
                f"Kiriman berjenis '{said}' tidak diterima di sini. Kirim sebagai {listed}.",
                f"'{said}' is not taken here. Send {listed}.",
            )
        )

    def members(self, language: str) -> dict[str, object]:  # noqa: ARG002 - media types are of no language
        """The media types that are taken."""
        return {"allowed": list(self.allowed)}


class Stale(Error):
    """The row has moved on since the caller read it; nothing was changed."""

    kind: ClassVar[str] = "stale"

    def __init__(self, said: Words | None = None) -> None:
        super().__init__(
            said
            or Words(
                "Data ini sudah diubah sejak Anda membacanya; tidak ada yang disimpan. "
                "Buka kembali data itu, lalu ulangi perubahan Anda.",
                "This feature has changed since you read it; nothing was stored. "
                "Read it again, then repeat your change.",
            )
        )


class Unconditional(Error):
    """A change came without `If-Match`, which this service asks for; nothing was changed."""

    kind: ClassVar[str] = "unconditional"

    def __init__(self) -> None:
        super().__init__(
            Words(
                "Perubahan harus menyebut versi data yang diubah. "
                "Buka data itu, lalu kirim ETag-nya dalam 'If-Match'.",
                "A change has to name the state that it was made from. "
                "Read the feature and send its ETag in 'If-Match'.",
            )
        )


class TooMany(Error):
    """More at once than is answered; the same question may be asked again after `seconds`."""

    def __init__(self, seconds: int = 5) -> None:
        self.seconds = seconds
        super().__init__(
            Words(
                f"Terlalu banyak permintaan sekaligus. Coba lagi setelah {seconds} detik.",
                f"Too many requests at once. Try again in {seconds} seconds.",
            )
        )


class RefusedData(Error):
    """A file or a row may not go in; nothing was changed."""


class TooLarge(RefusedData):
    """The file is larger than is taken; it was not kept."""


class SheetError(RefusedData):
    """The file cannot be read as a table of rows."""


class HeadingError(RefusedData):
    """A column the layer needs is missing, or two columns claim the same field. `proposals` are for a person
    to confirm."""

    def __init__(self, message: str, proposals: Sequence[Proposal] = ()) -> None:
        self.proposals = tuple(proposals)
        super().__init__(message)


class RowErrors(RefusedData):
    """Rows break rules; nothing was loaded."""

    kind: ClassVar[str] = "broken-rules"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        rows = len({problem.row for problem in problems})
        first = self.problems[0]
        super().__init__(
            Words(
                f"{rows} baris tidak dapat dimuat; tidak ada yang diubah. "
                f"Yang pertama: baris {first.row}: {first.message}",
                f"{rows} row(s) cannot be loaded; nothing was changed. "
                f"First: row {first.row}: {first.message}",
            )
        )

    def members(self, language: str) -> dict[str, object]:  # noqa: ARG002 - problems speak Indonesian
        """Each of the problems, up to a hundred."""
        return {"problems": [asdict(problem) for problem in self.problems[:_LISTED]]}


def brief(text: str) -> str:
    """What a message repeats of what was given: its beginning.

    >>> brief("desa"), len(brief("x" * 1_000_000))
    ('desa', 81)
    """
    return text if len(text) <= _ECHO else f"{text[:_ECHO]}…"


def _both(said: Words | str) -> Words:
    return said if isinstance(said, Words) else Words(said, said)
