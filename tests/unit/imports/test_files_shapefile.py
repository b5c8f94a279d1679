"""Shapefiles with whatever parts of them are there."""

from __future__ import annotations

import struct
import zipfile
from datetime import date

import numpy as np
import pytest
import shapely

from gis.errors import SheetError
from gis.imports.files import dbase
from tests.unit.imports import samples
from tests.unit.imports.samples import cells, read

LAST_DAY = date(2024, 12, 31)


@pytest.fixture
def parts(tmp_path):
    """The parts of a good shapefile by their endings."""
    folder = tmp_path / "baik"
    folder.mkdir()
    samples.frame().to_file(folder / "sumur.shp")
    return {path.suffix: path.read_bytes() for path in folder.iterdir()}


def laid(folder, parts, *without):
    folder.mkdir()
    for ending, content in parts.items():
        if ending not in without:
            (folder / f"Sumur Desa{ending}").write_bytes(content)
    return folder / "Sumur Desa.shp"


def test_a_shapefile_without_some_of_its_parts(tmp_path, parts):
    whole = read(laid(tmp_path / "a", parts))
    assert (whole.crs.to_epsg(), cells(whole)["nama"]) == (4326, samples.NAMES)
    bare = laid(tmp_path / "b", parts, ".shx", ".prj", ".cpg", ".dbf")
    found = read(bare)
    assert found.crs is None
    assert len(found.numbers) == samples.ROWS
    assert [ending for ending in (".shx", ".prj", ".dbf") if ending in " ".join(found.notes)] == [
        ".shx",
        ".prj",
        ".dbf",
    ]
    assert [path.name for path in bare.parent.iterdir()] == ["Sumur Desa.shp"]
    assert np.array_equal(shapely.get_coordinates(found.shapes), shapely.get_coordinates(whole.shapes))


def test_parts_that_do_not_belong_together_are_refused(tmp_path, parts):
    shorter = struct.pack("<I", samples.ROWS - 1)
    parts[".dbf"] = parts[".dbf"][:4] + shorter + parts[".dbf"][8:]
    with pytest.raises(SheetError, match="tidak cocok"):
        read(laid(tmp_path / "a", parts))


def test_rows_deleted_in_a_shapefile_are_left_out_and_told(tmp_path, parts):
    table = bytearray(parts[".dbf"])
    head, width = struct.unpack_from("<HH", table, 8)
    table[head + 3 * width] = ord("*")
    found = read(laid(tmp_path / "a", {**parts, ".dbf": bytes(table)}))
    assert cells(found)["nama"] == samples.NAMES[:3] + samples.NAMES[4:]
    assert found.shapes[3].x == pytest.approx(samples.POINTS[4][0])
    assert any("1 baris" in note and "terhapus" in note for note in found.notes)


def table(*rows, kind="C", width=10, mark=0):
    """A .dbf with one field."""
    field = b"isi".ljust(11, b"\x00") + kind.encode() + bytes(4) + bytes([width, 0]) + bytes(14)
    head = struct.pack("<BBBBIHH", 3, 124, 1, 1, len(rows), 65, width + 1) + bytes(17) + bytes([mark, 0, 0])
    return head + field + b"\x0d" + b"".join(b" " + row.ljust(width) for row in rows)


@pytest.mark.parametrize(
    ("content", "codepage", "mark", "said"),
    [
        ("Désa".encode(), "UTF-8", 0, None),
        ("Désa".encode("cp1252"), "1252", 0, None),
        ("Désa".encode("cp1252"), "ANSI 1252", 0, None),
        ("Désa".encode("cp1252"), None, 0x57, None),
        ("Désa".encode("cp850"), None, 2, None),
        ("Désa".encode(), None, 0, "UTF-8"),
        ("Désa".encode("cp1252"), None, 0, "Windows-1252"),
        ("Désa".encode("cp1252"), "UTF-8", 0, "Windows-1252"),
        (b"Desa", None, 0, None),
    ],
)
def test_the_letters_of_a_shapefile(content, codepage, mark, said):
    found = dbase.read(table(content, mark=mark), codepage, "x")
    assert found.columns[0].cells[0] in {"Désa", "Desa"}
    assert bool(found.notes) is bool(said)
    assert not said or said in found.notes[0]


def test_the_numbers_of_a_shapefile_are_numbers_or_what_stands_there():
    rows = (b"        12", b"     1.500", b"**********", b"", b"  12 orang", b"1e3")
    found = dbase.read(table(*rows, kind="N"), None, "x")
    assert found.columns[0].cells == [12, 1.5, None, None, "12 orang", 1000.0]
    assert "1 angka" in found.notes[0]
    days = dbase.read(table(b"20241231", b"00000000", b"", b"20241301", kind="D", width=8), None, "x")
    assert days.columns[0].cells == [LAST_DAY, None, None, "20241301"]
    truths = dbase.read(table(b"T", b"n", b"?", b"", kind="L", width=1), None, "x")
    assert truths.columns[0].cells == [True, False, None, None]


def test_two_shapefiles_of_one_name_are_told_apart_by_their_folders(tmp_path, parts):
    path = tmp_path / "kiriman.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for folder in ("2023", "2024"):
            for ending, content in parts.items():
                archive.writestr(f"{folder}/Sumur Desa{ending.upper()}", content)
    with pytest.raises(SheetError, match="2023/Sumur Desa"):
        read(path)
    assert cells(read(path, sheet="2024/Sumur Desa"))["nama"] == samples.NAMES
