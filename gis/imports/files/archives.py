"""Zip files, of which nothing is ever written to disk: what is in them is inflated, counted and held.

The directory of a zip file says what it likes. What counts is what comes out: a file that grows beyond the
limit while it is inflated is refused there and then, and each part's checksum is compared.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from gis.errors import SheetError
from gis.imports.files.limits import Limits

_PIECE: Final = 1024**2
_MB: Final = 1024**2


class Archive:
    """A zip file that is open: its members' names, and their contents within the limits."""

    def __init__(self, name: str, opened: zipfile.ZipFile, limits: Limits) -> None:
        """`name` is what the file is called in messages."""
        self._name = name
        self._opened = opened
        self._left = limits.unpacked_mb * _MB
        self._limit = limits.unpacked_mb
        if len(opened.infolist()) > limits.members:
            raise SheetError(
                f"Berkas '{name}' berisi {len(opened.infolist()):,} berkas; batasnya {limits.members:,}."
            )
        if len(set(opened.namelist())) < len(opened.namelist()):
            raise SheetError(f"Berkas '{name}' berisi dua bagian bernama sama; arsip ini tidak wajar.")

    @property
    def names(self) -> list[str]:
        """The members that are files and that a person put there, by their paths in the archive."""
        return [
            name
            for name in self._opened.namelist()
            if not name.endswith("/") and not name.startswith("__MACOSX/")
        ]

    def pieces(self, member: str) -> Iterator[bytes]:
        """A member's content, piece by piece. Errors: `SheetError` where it is broken or too much."""
        with _explained(self._name), self._opened.open(member) as content:
            while piece := content.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise SheetError(
                        f"Isi berkas '{self._name}' bila dibuka lebih dari {self._limit} MB. "
                        "Berkas sebesar itu tidak dimuat; pecah menjadi beberapa berkas."
                    )
                yield piece

    def content(self, member: str) -> bytes:
        """A member's content, whole."""
        return b"".join(self.pieces(member))


@contextmanager
def archive(file: Path, limits: Limits) -> Iterator[Archive]:
    """A zip file, open until the block ends. Errors: `SheetError`."""
    with _explained(file.name), zipfile.ZipFile(file) as opened:
        yield Archive(file.name, opened, limits)


@contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OverflowError) as error:
        raise SheetError(f"Berkas '{name}' rusak atau terpotong. Minta berkas itu dikirim ulang.") from error
    except (RuntimeError, NotImplementedError) as error:
        raise SheetError(
            f"Berkas '{name}' terkunci kata sandi atau dimampatkan dengan cara yang tidak dikenal. "
            "Simpan ulang tanpa kata sandi."
        ) from error
