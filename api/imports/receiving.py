"""A form with a file in it, read as it arrives: the file goes to the disk and never into memory as a whole.

Errors: `TooLarge` as soon as there is more than is taken; `BadRequest` for a body that is no such form.
"""

from __future__ import annotations

import asyncio
import errno
import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from fastapi import Request
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from gis.errors import BadRequest, DiskFull, TooLarge
from gis.language import Words

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

FILE: Final = "file"
"""The name of the part that is the file."""

_MB: Final = 1024**2
_AT_ONCE: Final = 1 * _MB
_FORM_BYTES: Final = 1 * _MB
"""What the form may hold besides the file."""

_PARTS: Final = 300
_NAME_BYTES: Final = 150


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a form brought: its fields in their order, and the file with its size, if there was one."""

    fields: Sequence[tuple[str, str]]
    file: Path | None = None
    bytes: int = 0


async def parcel(request: Request, folder: Path, most_mb: int) -> Parcel:
    """The form of a request; its file is put into the folder under the name that the sender gave it."""
    boundary = _boundary(request)
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > most_mb * _MB + _FORM_BYTES:
        raise TooLarge(_too_large(most_mb))
    reader = _Reader(folder, most_mb)
    try:
        parser = MultipartParser(boundary, reader.callbacks(), max_header_size=8192)
        async for chunk in request.stream():
            parser.write(chunk)
            if reader.waiting >= _AT_ONCE:
                await asyncio.to_thread(reader.flush)
        parser.finalize()
        await asyncio.to_thread(reader.close)
    except FormParserError:
        raise BadRequest(_NO_FORM) from None
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(_NO_ROOM) from None
        raise
    finally:
        reader.release()
    if not reader.ended:
        raise BadRequest(_NO_FORM)
    return Parcel(tuple(reader.fields), reader.path, reader.size)


def _boundary(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise BadRequest(_NO_FORM)
    return boundary


def safe_name(given: str) -> str:
    """A sender's file name as one that can stand in a folder and be told: no path, no control characters.

    >>> safe_name("../../etc/rtlh 2024.xlsx"), safe_name("...")
    ('rtlh 2024.xlsx', '')
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    clean = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip(" .")
    stem, dot, ending = clean.rpartition(".")
    if not dot:
        return _shortened(clean, _NAME_BYTES)
    ending = _shortened(ending, 20)
    return f"{_shortened(stem, _NAME_BYTES - 21)}.{ending}"


def _shortened(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")


class _Reader:
    """Takes the parts of a form as the parser finds them."""

    def __init__(self, folder: Path, most_mb: int) -> None:
        self._folder = folder
        self._most_mb = most_mb
        self._file: BinaryIO | None = None
        self._buffer = bytearray()
        self._header, self._value = b"", b""
        self._headers: dict[bytes, bytes] = {}
        self._name: str | None = None
        self._text = bytearray()
        self._in_file = False
        self._form_bytes = self._parts = 0
        self.fields: list[tuple[str, str]] = []
        self.path: Path | None = None
        self.size = 0
        self.ended = False

    def callbacks(self) -> MultipartCallbacks:
        """What the parser is to call."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._header_field,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_headers_finished": self._headers_finished,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._all,
        }

    @property
    def waiting(self) -> int:
        """Bytes of the file that are still to be written."""
        return len(self._buffer)

    def flush(self) -> None:
        """Writes what waits."""
        if self._file and self._buffer:
            self._file.write(self._buffer)
            self._buffer.clear()

    def close(self) -> None:
        """Writes the rest, down to the disk."""
        self.flush()
        if self._file:
            self._file.flush()
            os.fsync(self._file.fileno())

    def release(self) -> None:
        """Lets go of the file, however it went."""
        if self._file:
            self._file.close()

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > _PARTS:
            raise TooLarge(_TOO_MANY)
        self._headers, self._text, self._name, self._in_file = {}, bytearray(), None, False

    def _header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header, self._value = b"", b""

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode(errors="replace")
        if self._name != FILE:
            return
        if self.path is not None:
            raise BadRequest(_ONE_FILE)
        name = safe_name(options.get(b"filename", b"").decode(errors="replace"))
        if not name:
            self._name = None
            return
        self._in_file = True
        self.path = self._folder / name
        self._file = os.fdopen(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self.size += end - start
            if self.size > self._most_mb * _MB:
                raise TooLarge(_too_large(self._most_mb))
            self._buffer += data[start:end]
            return
        self._form_bytes += end - start
        if self._form_bytes > _FORM_BYTES:
            raise TooLarge(_TOO_LONG)
        self._text += data[start:end]

    def _end(self) -> None:
        if self._name and not self._in_file:
            self.fields.append((self._name, self._text.decode(errors="replace").strip()))

    def _all(self) -> None:
        self.ended = True


def _too_large(most_mb: int) -> Words:
    return Words(
        f"Berkas lebih besar dari {most_mb} MB, batas untuk halaman ini. Pecah menjadi beberapa berkas, "
        "atau muat di server dengan: gis import",
        f"The file is larger than {most_mb} MB, which is the most that is taken here. Split it into several "
        "files, or load it on the server with: gis import",
    )


_NO_FORM: Final = Words(
    "Kirim berkas sebagai multipart/form-data dengan bagian bernama 'file', misalnya: "
    "curl -F file=@data.xlsx …/collections/LAYER/imports",
    "Send the file as multipart/form-data in a part named 'file', such as: "
    "curl -F file=@data.xlsx …/collections/LAYER/imports",
)
_NO_ROOM: Final = Words(
    "Tempat penyimpanan penuh; berkas tidak disimpan.", "The disk is full; the file was not stored."
)
_TOO_MANY: Final = Words("Formulir ini berisi terlalu banyak isian.", "This form has too many fields.")
_ONE_FILE: Final = Words("Satu berkas saja setiap kali.", "One file at a time.")
_TOO_LONG: Final = Words("Isian formulir terlalu panjang.", "The fields of the form are too long.")
