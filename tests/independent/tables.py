"""Tables by chance: cells of any kind, half of them near to what their column wants, and files of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import xlsxwriter
from hypothesis import strategies as st

Table = list[dict[str, str]]

HEADINGS: Final = ("nama", "sedikit", "banyak", "ukuran", "warna", "hari", "ada", "lon", "lat")

# Cells. Text of any kind, half of it near to what a column wants, so that rows are good as well as bad.

_names = st.text(st.sampled_from("abcdefghij éñ-'/()ABC12"), min_size=1, max_size=12)
_junk = st.text(st.sampled_from("abc 0123456789.,;:-/'\"()%=+@#\t°é"), max_size=10)
_near = {
    "nama": _names,
    "sedikit": st.sampled_from(["0", "3", "12", "-1", "1.000", "2,5", ""]),
    "banyak": st.sampled_from(["5", "40", "1000", "0", ""]),
    "ukuran": st.sampled_from(["1,5", "2.25", "1.234,56", "1,234.56", "1.234", "12", "", "-3,5"]),
    "warna": st.sampled_from(["merah", "Biru", "Red", "hijau", ""]),
    "hari": st.sampled_from(["31/12/2024", "2024-02-29", "31 Desember 2024", "30/02/2024", ""]),
    "ada": st.sampled_from(["ya", "tidak", "1", "mungkin", ""]),
    "lon": st.sampled_from(["110.67", "110,71", "6.5", "200", "", "110°40'12\" BT"]),
    "lat": st.sampled_from(["-6.58", "-6,61", "6.58", "110.67", "", "6°35'12\" LS"]),
}
lines = st.fixed_dictionaries({name: st.one_of(near, near, near, _junk) for name, near in _near.items()})
tables = st.lists(lines, min_size=1, max_size=12)

good_lines = st.fixed_dictionaries(
    {
        "nama": _names.filter(lambda name: any(c.isalnum() for c in name)),
        "sedikit": st.integers(0, 50).map(str),
        "banyak": st.integers(50, 2000).map(str),
        "ukuran": st.sampled_from(["1,5", "22,25", "12", ""]),
        "warna": st.sampled_from(["merah", "Biru", "Red", ""]),
        "hari": st.sampled_from(["31/12/2024", "2024-02-29", "31 Desember 2024", ""]),
        "ada": st.sampled_from(["ya", "tidak", ""]),
        "lon": st.floats(110.4, 111).map(lambda lon: f"{lon:.6f}"),
        "lat": st.floats(-6.8, -5.8).map(lambda lat: f"{lat:.6f}"),
    }
)


def folded(line: dict[str, str]) -> str:
    """The key as it is compared: without case, accents, spaces and punctuation."""
    plain = line["nama"].lower().replace("é", "e").replace("ñ", "n")
    return "".join(c for c in plain if c.isalnum())


good_tables = st.lists(good_lines, min_size=1, max_size=8, unique_by=folded)


def holds(line: dict[str, str]) -> bool:
    return any(cell.strip() for cell in line.values())


def write_csv(path: Path, table: Table, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO(newline="")
    names = list(table[0])
    writer = csv.DictWriter(text, names, delimiter=delimiter)
    writer.writeheader()
    writer.writerows(table)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def write_xlsx(path: Path, table: Table, first: int = 0) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("mainan")
        for at, name in enumerate(table[0]):
            page.write_string(first, at, name)
        for down, line in enumerate(table, first + 1):
            for at, name in enumerate(table[0]):
                if line[name]:
                    page.write_string(down, at, line[name])
    return path
