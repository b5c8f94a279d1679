"""Files as tables: which table, which line holds the headings, and what is refused instead of guessed."""

from __future__ import annotations

import zipfile

import geopandas
import numpy as np
import pytest
import shapely
import xlsxwriter

from gis.errors import BadRequest, SheetError
from gis.imports.files import formats
from gis.imports.files.wanted import Wanted
from layers import LAYERS


def read(path, layer, sheet=None):
    return formats.read(path, Wanted(LAYERS[layer], sheet))


def written(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def cells(found):
    return {column.heading: list(column.cells) for column in found.columns}


def frame(count=2, **columns):
    points = [shapely.Point(110.6 + at / 100, -6.6) for at in range(count)]
    return geopandas.GeoDataFrame(columns, geometry=points, crs=4326)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_text_files_with_any_separator(tmp_path, mark):
    found = read(written(tmp_path / "a.csv", f"kode{mark}nama\n01{mark}Bulu\n02{mark}\n"), "desa")
    assert cells(found) == {"kode": ["01", "02"], "nama": ["Bulu", ""]}
    assert list(found.numbers) == [2, 3]


def test_a_line_break_in_quotes_belongs_to_its_cell(tmp_path):
    found = read(written(tmp_path / "a.csv", 'a,b\n"x\ny",1\nz,2\n'), "desa")
    assert cells(found)["a"] == ["x\ny", "z"]


def test_the_mark_of_utf8_is_no_part_of_the_first_heading(tmp_path):
    assert read(written(tmp_path / "a.csv", "nama\nx\n", "utf-8-sig"), "desa").headings == ("nama",)


def test_another_encoding_is_read_and_told(tmp_path):
    found = read(written(tmp_path / "a.csv", "nama\nDésa\n", "cp1252"), "desa")
    assert cells(found) == {"nama": ["Désa"]}
    assert "Windows-1252" in found.notes[0]


def test_blank_lines_before_the_headings_do_not_shift_row_numbers(tmp_path):
    found = read(written(tmp_path / "a.csv", "\n,\nnama,kode\nx,1\n"), "desa")
    assert found.headings == ("nama", "kode")
    assert list(found.numbers) == [4]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "kosong"),
        ("\n\n", "kosong"),
        ('a,b\n"x,1\n', "CSV"),
    ],
)
def test_text_that_is_no_table_is_refused(tmp_path, text, said):
    with pytest.raises(SheetError, match=said):
        read(written(tmp_path / "a.csv", text), "desa")


def test_a_missing_file_and_an_unknown_kind_of_file(tmp_path):
    with pytest.raises(BadRequest, match="tidak ada"):
        read(tmp_path / "a.csv", "desa")
    with pytest.raises(SheetError, match="tidak dikenal"):
        read(written(tmp_path / "a.doc", "x"), "desa")


def test_the_table_named_like_the_layer_is_taken_and_said(tmp_path):
    path = tmp_path / "a.gpkg"
    frame(nama=["a", "b"]).to_file(path, layer="Jalur-Tangkap")
    frame(1, nama=["c"]).to_file(path, layer="lain")
    found = read(path, "jalur_tangkap")
    assert found.name == "Jalur-Tangkap"
    assert "Jalur-Tangkap" in found.notes[0]
    assert read(path, "desa", "lain").name == "lain"
    with pytest.raises(SheetError, match=r"Jalur-Tangkap \(2 baris\), lain \(1 baris\)"):
        read(path, "desa")
    with pytest.raises(BadRequest, match="Tidak ada tabel 'x'"):
        read(path, "desa", "x")


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.fgb", "a.shp"])
def test_map_files_keep_texts_numbers_and_nothing_apart(tmp_path, name):
    path = tmp_path / name
    made = frame(3, kode=["01", "02", None], n=np.array([1, 2, 3]), x=[0.5, None, 2.0])
    made.to_file(path, engine="pyogrio")
    found = read(path, "desa")
    # A FlatGeobuf is sorted by place; what matters is that a row's cells and place stay together.
    rows = sorted(
        zip(*cells(found).values(), shapely.get_x(found.shapes).round(6), strict=True), key=lambda row: row[1]
    )
    assert rows == [("01", 1, 0.5, 110.6), ("02", 2, None, 110.61), (None, 3, 2.0, 110.62)]
    assert list(found.numbers) == [1, 2, 3]
    assert found.crs.to_epsg() == 4326


def test_whole_numbers_beside_empty_cells_stay_whole(tmp_path):
    path = written(
        tmp_path / "a.geojson",
        '{"type":"FeatureCollection","features":['
        '{"type":"Feature","properties":{"n":5,"b":true,"l":["x","y"]},"geometry":null},'
        '{"type":"Feature","properties":{"n":null,"b":null,"l":null},"geometry":null}]}',
    )
    found = cells(read(path, "desa"))
    assert found == {"n": [5, None], "b": [True, None], "l": [["x", "y"], None]}
    assert found["b"][0] is True


def test_a_time_keeps_its_offset(tmp_path):
    path = written(
        tmp_path / "a.geojson",
        '{"type":"FeatureCollection","features":[{"type":"Feature",'
        '"properties":{"t":"2025-04-25T10:00:00+09:00"},"geometry":null}]}',
    )
    assert cells(read(path, "desa"))["t"] == ["2025-04-25T10:00:00+09:00"]


def test_zipped_shapefiles_with_folders_and_blanks_in_their_names(tmp_path):
    folder = tmp_path / "Batas Desa"
    folder.mkdir()
    frame(nama=["a", "b"]).to_file(folder / "batas desa.shp")
    frame(1, nama=["c"]).to_file(folder / "jalan.shp")
    path = tmp_path / "kiriman (1).zip"
    with zipfile.ZipFile(path, "w") as archive:
        for part in folder.iterdir():
            archive.write(part, f"data ke 2/{part.name}")
    assert cells(read(path, "desa", "batas desa")) == {"nama": ["a", "b"]}
    with pytest.raises(SheetError, match="batas desa"):
        read(path, "desa")


@pytest.mark.parametrize("name", ["a.gpkg", "a.geojson", "a.fgb"])
@pytest.mark.parametrize("part", [0.15, 0.5, 0.95])
def test_half_a_map_file_is_refused_and_never_read_in_part(tmp_path, name, part):
    whole = tmp_path / f"whole-{name}"
    frame(500, nama=[f"desa {at}" for at in range(500)]).to_file(whole)
    content = whole.read_bytes()
    half = tmp_path / name
    half.write_bytes(content[: int(len(content) * part)])
    with pytest.raises(SheetError):
        read(half, "desa")


def test_what_is_no_zip_and_a_zip_without_shapes(tmp_path):
    with pytest.raises(SheetError, match="zip"):
        read(written(tmp_path / "a.zip", "x"), "desa")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("baca.txt", "x")
    with pytest.raises(SheetError, match="shapefile"):
        read(tmp_path / "b.zip", "desa")


def test_parquet_with_and_without_places(tmp_path):
    frame(kode=["01", "02"], daftar=[["a"], ["b", "c"]]).to_parquet(tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet", "desa")
    assert cells(found) == {"kode": ["01", "02"], "daftar": [["a"], ["b", "c"]]}
    assert found.crs.to_epsg() == 4326
    frame(kode=["01", "02"]).drop(columns="geometry").to_parquet(tmp_path / "b.parquet")
    assert read(tmp_path / "b.parquet", "desa").shapes is None
    with pytest.raises(SheetError, match="parquet"):
        read(written(tmp_path / "c.parquet", "x"), "desa")


def test_a_spreadsheet_is_one_more_reader(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {"desa": [["nama", "n"], ["Bulu", 5]], "lain": [["x"], ["y"]]}.items():
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                page.write_row(at + 1, 0, row)
    found = read(path, "desa")
    assert cells(found) == {"nama": ["Bulu"], "n": [5.0]}
    assert list(found.numbers) == [3]
    with pytest.raises(SheetError):
        read(written(tmp_path / "b.xlsx", "x"), "desa")


def test_every_format_named_to_people_has_a_reader():
    for kind, endings in formats.ENDINGS.items():
        assert callable(formats.reader(kind))
        assert endings
