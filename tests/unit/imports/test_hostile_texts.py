"""Texts that stand once in a file and in very many cells: refused before each cell is given its own."""

from __future__ import annotations

import sqlite3
import struct

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from gis.errors import SheetError
from gis.imports.files import formats
from gis.imports.files.limits import Limits
from gis.imports.files.wanted import Wanted
from gis.imports.values.outcome import Fault
from gis.imports.values.texts import texts
from layers import LAYERS
from tests.unit.imports import samples

SMALL = Limits(unpacked_mb=1)
LONG = "panjang " * 1_000


def read(path, limits=SMALL):
    return formats.read(path, Wanted(LAYERS["desa"], limits=limits))


def book(path, long, rows):
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet("desa")
        page.write_row(0, 0, ["kode", "nama"])
        for row in range(1, rows + 1):
            page.write_row(row, 0, [f"k{row}", long])
    return path


def test_a_text_in_many_cells_of_a_workbook(tmp_path):
    with pytest.raises(SheetError, match="1 MB"):
        read(book(tmp_path / "a.xlsx", LONG, 200))


FONTS = struct.pack("<HBH", 3, 8, 2) + b"abc"
"""A text of three letters with two runs of fonts behind it."""


@pytest.mark.parametrize(
    "parts",
    [
        [samples.xls_text(LONG)],
        [samples.xls_text("x"), samples.xls_text(LONG)],
        [samples.xls_text("x") + samples.xls_text(LONG)[:4000], b"\x00" + LONG[3997:].encode()],
        [
            samples.xls_text("x") + samples.xls_text(LONG)[:3],
            b"\x01" + LONG[:4000].encode("utf-16-le"),
            b"\x00" + LONG[4000:].encode(),
        ],
        [samples.xls_text(LONG, wide=True)],
        [FONTS + b"12345", b"678" + samples.xls_text(LONG)],
        [struct.pack("<HBI", 1, 5, 6) + b"x\x00pho", b"nem" + samples.xls_text(LONG)],
    ],
    ids=["one", "next", "split", "split wide", "wide", "fonts", "phonetics"],
)
def test_a_text_in_many_cells_of_an_old_workbook(tmp_path, parts):
    count = 1 if len(parts) == 1 else 2
    cells = b"".join(samples.xls_shared(row, 1, count - 1) for row in range(1, 200))
    heads = samples.xls_label(0, 0, "kode") + samples.xls_label(0, 1, "nama")
    rows = b"".join(samples.xls_number(row, 0, row) for row in range(1, 200))
    path = samples.xls(tmp_path / "a.xls", heads + rows + cells, samples.xls_texts(count, *parts))
    assert list(read(path, Limits()).columns[1].cells) == [LONG] * 199
    with pytest.raises(SheetError, match="1 MB"):
        read(path)


def test_one_long_text_of_an_old_workbook_is_no_reason_to_refuse(tmp_path):
    texts = samples.xls_texts(2, samples.xls_text(LONG) + samples.xls_text("pendek"))
    cells = samples.xls_label(0, 0, "nama") + samples.xls_shared(1, 0, 0)
    cells += b"".join(samples.xls_shared(row, 0, 1) for row in range(2, 400))
    path = samples.xls(tmp_path / "a.xls", cells, texts)
    assert len(read(path).numbers) == 399


@pytest.mark.parametrize("count", [3, 2**31])
def test_fewer_texts_than_an_old_workbook_announces(tmp_path, count):
    texts = samples.xls_texts(count, samples.xls_text("satu") + samples.xls_text("dua"))
    path = samples.xls(tmp_path / "a.xls", samples.xls_label(0, 0, "nama"), texts)
    with pytest.raises(SheetError, match="rusak"):
        read(path)


def test_one_long_text_among_many_short_ones_is_no_reason_to_refuse(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        page = made.add_worksheet("desa")
        page.write_row(0, 0, ["kode", "nama"])
        page.write_row(1, 0, ["k0", LONG])
        for row in range(2, 400):
            page.write_row(row, 0, [f"k{row}", "pendek"])
    assert len(read(path).numbers) == 399


@pytest.mark.parametrize(
    "rows",
    [
        "<table:table-row table:number-rows-repeated='400'>{long}</table:table-row>",
        "<table:table-row>{wide}</table:table-row>",
        "<table:table-row>{blanks}</table:table-row>",
    ],
)
def test_a_text_that_an_open_document_repeats(tmp_path, rows):
    heads = f"<table:table-row>{samples.text_cell('kode')}{samples.text_cell('nama')}</table:table-row>"
    cell = samples.text_cell(LONG)
    wide = cell.replace("<table:table-cell", "<table:table-cell table:number-columns-repeated='400'", 1)
    blanks = samples.text_cell("a<text:s text:c='2000000000'/>b")
    filled = rows.format(long=cell, wide=wide, blanks=blanks)
    with pytest.raises(SheetError, match="1 MB"):
        read(samples.ods(tmp_path / "a.ods", heads + filled))


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())]
)
def test_a_text_that_a_parquet_file_packs(tmp_path, kind):
    path = tmp_path / "a.parquet"
    table = pa.table({"kode": [str(at) for at in range(500)], "nama": pa.array([LONG] * 500).cast(kind)})
    pq.write_table(table, path)
    with pytest.raises(SheetError, match="1 MB"):
        read(path)
    assert len(read(path, Limits()).numbers) == 500


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ([LONG, None, LONG], pa.list_(pa.string())),
        ([[LONG], None], pa.large_list(pa.list_(pa.large_binary()))),
        ([LONG, LONG], pa.list_(pa.string(), 2)),
        ({"isi": LONG, "nomor": 1}, pa.struct({"isi": pa.string(), "nomor": pa.int8()})),
        ([{"isi": LONG}], pa.list_(pa.struct({"isi": pa.string()}))),
        ([("isi", LONG)], pa.map_(pa.string(), pa.string())),
    ],
    ids=["list", "lists", "pairs", "object", "objects", "map"],
)
def test_a_text_that_a_parquet_file_packs_within_lists(tmp_path, cell, kind):
    path = tmp_path / "a.parquet"
    cells = pa.array([cell, None] * 250, kind)
    pq.write_table(pa.table({"kode": [str(at) for at in range(500)], "nama": cells}), path)
    with pytest.raises(SheetError, match="1 MB"):
        read(path)
    assert len(read(path, Limits()).numbers) == 500


def test_a_list_of_a_parquet_file_with_more_members_than_a_table_has_cells(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"kode": ["a"], "nama": [[1] * 100_000]}), path)
    with pytest.raises(SheetError, match="nilai"):
        read(path, Limits(cells=50_000))
    assert len(read(path, Limits()).numbers) == 1


def test_a_default_that_a_geopackage_gives_to_every_older_row(tmp_path):
    path = tmp_path / "a.gpkg"
    samples.MAKERS[".gpkg"](path)
    with sqlite3.connect(path) as store:
        [(name,)] = store.execute("SELECT table_name FROM gpkg_contents").fetchall()
        store.execute(f"ALTER TABLE \"{name}\" ADD COLUMN isi TEXT DEFAULT '{LONG}'")
    store.close()
    with pytest.raises(SheetError, match="nilai baku"):
        read(path)


def test_a_list_nested_without_end_is_a_fault_of_its_cell():
    assert isinstance(texts("[" * 100_000), Fault)
