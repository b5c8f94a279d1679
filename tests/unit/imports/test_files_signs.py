"""Names that lie: a file is read by what it is, or is called by what it is."""

from __future__ import annotations

import struct

import pytest

from gis.errors import SheetError
from tests.unit.imports import samples
from tests.unit.imports.samples import read, written


@pytest.mark.parametrize(
    ("kept", "name"),
    [
        (".xlsx", "a.xls"),
        (".xls", "a.xlsx"),
        (".xlsx", "a.csv"),
        (".csv", "a.xls"),
        (".geojson", "a.gpkg"),
        (".gpkg", "a.zip"),
        (".kmz", "a.kml"),
        (".kml", "a.txt"),
        (".ods", "a.xlsx"),
        (".geojsonl", "a.csv"),
    ],
)
def test_a_file_is_read_by_its_content_and_that_is_said(tmp_path, kept, name):
    samples.MAKERS[kept](tmp_path / f"b{kept}")
    path = (tmp_path / f"b{kept}").rename(tmp_path / name)
    found = read(path)
    assert len(found.numbers) == samples.ROWS
    assert "dibaca menurut isinya" in found.notes[0]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", "<html><table><tr><td>nama</td></tr></table></html>", "HTML"),
        ("a.csv", "<!DOCTYPE html><html></html>", "HTML"),
        ("a.xlsx", b"%PDF-1.7 ...", "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "gambar"),
        ("a.zip", b"Rar!\x1a\x07", "RAR"),
        ("a.shp", b"\x00\x01\x02", "biner"),
        ("a.xlsx", b"PK\x03\x04 terpotong", "terpotong"),
        ("a.xlsx", "surat biasa\ntanpa kolom", "teks biasa"),
        ("a.csv", "", "kosong"),
        ("a.kml", "<?xml version='1.0'?><gml:FeatureCollection/>", "XML"),
        ("a.data", "nama,kode\nBulu,01\n", r"menjadi \.csv"),
        ("tanpa-akhiran", '{"type":"FeatureCollection","features":[]}', r"menjadi \.geojson"),
    ],
)
def test_what_is_not_read_is_called_by_what_it_is(tmp_path, name, content, said):
    with pytest.raises(SheetError, match=said):
        read(written(tmp_path / name, content))


def test_a_locked_workbook_is_told_so(tmp_path):
    path = samples.compound(tmp_path / "a.xlsx", {"EncryptedPackage": b"\x00" * 4096})
    with pytest.raises(SheetError, match="kata sandi"):
        read(path)
    locked = samples.xls(tmp_path / "b.xls", b"")
    content = locked.read_bytes().replace(struct.pack("<HH", 0x42, 2), struct.pack("<HH", 0x2F, 2))
    with pytest.raises(SheetError, match="kata sandi"):
        read(written(locked, content))
