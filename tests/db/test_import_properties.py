"""What holds for every file: nothing is lost between the file and the counts, and nothing is changed twice.

Tables are drawn by chance, the same ones on every run. What they hold is counted while they are written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import psycopg
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from gis import exports, sample
from gis.address import Address
from gis.errors import RefusedData
from gis.imports import pipeline
from gis.imports.pipeline import Job, Options
from gis.layer import PUBLIC, Audience, Choice, Dot, Field, Kind, Layer, Order, Shape, Words, resolve
from gis.undo import undo
from layers import LAYERS
from tests.independent import counting
from tests.independent.tables import HEADINGS, good_tables, holds, tables, write_csv, write_xlsx

calm = settings(
    derandomize=True,
    deadline=None,
    max_examples=40,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
few = settings(calm, max_examples=15)

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


def _field(name: str, kind: Kind, **more: Any) -> Field:
    return Field(name, kind, Words(name, name), access=PUBLIC, **more)


(TOY,) = resolve(
    [
        Layer(
            name="mainan",
            system="base",
            owner="Uji",
            title=Words("Mainan", "Toy"),
            description=Words("Untuk uji.", "For tests."),
            shape=Shape.POINT,
            access=PUBLIC,
            natural_key=("nama",),
            geometry_required=False,
            anywhere=True,
            rules=(Order("sedikit", "banyak"),),
            fields=(
                _field("nama", Kind.TEXT, required=True),
                _field("sedikit", Kind.INTEGER, least=0),
                _field("banyak", Kind.INTEGER),
                _field("ukuran", Kind.NUMBER),
                _field(
                    "warna",
                    Kind.TEXT,
                    choices=(Choice("merah", Words("Merah", "Red")), Choice("biru", Words("Biru", "Blue"))),
                ),
                _field("hari", Kind.DATE),
                _field("ada", Kind.BOOLEAN),
            ),
            style=Dot("#444444", letter="M"),
        )
    ]
)
TOYS: Final = {TOY.name: TOY}


@dataclass
class Nursery:
    """A database with the toy layer, and a folder for files."""

    address: Address
    folder: Path
    made: int = 0
    layers: dict[str, Layer] = field(default_factory=lambda: dict(TOYS))

    def path(self, ending: str) -> Path:
        self.made += 1
        return self.folder / f"berkas{self.made}.{ending}"

    def load(self, file: Path, layer: str = TOY.name, **options: Any) -> dict[str, Any]:
        """The report of a load; whoever asks whether so many rows may be deleted is told yes."""
        chosen = Options(actor="uji", **options)
        job = Job(file, self.layers[layer], self.layers, chosen, ask=lambda _: True)
        return pipeline.run(job, self.address).as_json()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.address.conninfo()) as connection:
            return connection.execute(query).fetchall()

    def rows(self, layer: str = TOY.name) -> list[Any]:
        """The rows as they are stored, without the batch and the time by which they came."""
        found = self.ask(f"SELECT to_jsonb(r) - 'batch' - 'changed_at' FROM store.{layer} r")
        return sorted((row for (row,) in found), key=str)

    def exact(self, layer: str = TOY.name) -> list[tuple[Any, ...]]:
        """The rows to the last column."""
        return self.ask(f"SELECT to_jsonb(r) FROM store.{layer} r ORDER BY to_jsonb(r)::text")

    def values(self) -> list[Any]:
        """The rows without the keys that were given to them."""
        return sorted(
            ({name: value for name, value in row.items() if name != "id"} for row in self.rows()), key=str
        )

    def empty(self) -> None:
        with psycopg.connect(self.address.conninfo(), autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            for schema in ("store", "history"):
                connection.execute(f"DELETE FROM {schema}.{TOY.name}")


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is written beside a load goes to a folder of the test's own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def nursery(make_database: Callable[..., Address], tmp_path_factory: pytest.TempPathFactory) -> Nursery:
    return Nursery(make_database(TOYS), tmp_path_factory.mktemp("mainan"))


def _adds_up(report: dict[str, Any], filled: int) -> None:
    """Nothing is lost: each row that holds anything is good, bad or skipped, and each is told.

    Blank rows between others are no rows of the table; they may be told as skipped all the same."""
    blank = sum(one["why"] == "blank" for one in report["skipped_rows"])
    assert report["read"] == report["good"] + report["bad"] + report["skipped"]
    assert report["read"] == filled + blank
    assert report["bad"] == len({problem["row"] for problem in report["problems"]})
    assert report["skipped"] == len({one["row"] for one in report["skipped_rows"]})
    assert not {p["row"] for p in report["problems"]} & {s["row"] for s in report["skipped_rows"]}


@calm
@given(
    table=tables,
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
)
def test_all_rows_of_a_text_file_are_good_bad_or_skipped(nursery, table, delimiter, encoding):
    path = write_csv(nursery.path("csv"), table, delimiter, encoding)
    filled = len(counting.records(path, encoding=encoding, delimiter=delimiter)) - 1
    assert filled == sum(map(holds, table))
    try:
        _adds_up(nursery.load(path, dry_run=True, keep_good=True), filled)
    except RefusedData:
        # A file of which nobody can say where its table begins; then no row may hold a value.
        assert filled == 0


@calm
@given(table=tables, first=st.integers(0, 3))
def test_all_rows_of_a_workbook_are_good_bad_or_skipped(nursery, table, first):
    path = write_xlsx(nursery.path("xlsx"), table, first)
    (page,) = counting.pages(path)
    filled = sum(any(text.strip() for text in cells.values()) for cells in page.values()) - 1
    try:
        _adds_up(nursery.load(path, dry_run=True, keep_good=True), filled)
    except RefusedData:
        assert filled == 0


@few
@given(table=tables)
def test_what_is_good_is_loaded_and_nothing_else(nursery, table):
    nursery.empty()
    path = write_csv(nursery.path("csv"), table)
    if not any(map(holds, table)):
        return
    report = nursery.load(path, keep_good=True, rejects=nursery.path("xlsx"))
    assert report["loaded"] == report["good"] == len(nursery.rows())


@few
@given(table=tables)
def test_one_bad_row_stops_all(nursery, table):
    nursery.empty()
    if not any(map(holds, table)):
        return
    report = nursery.load(write_csv(nursery.path("csv"), table))
    assert len(nursery.rows()) == (0 if report["bad"] else report["good"])


@few
@given(table=good_tables)
def test_a_good_table_has_no_bad_row(nursery, table):
    nursery.empty()
    report = nursery.load(write_csv(nursery.path("csv"), table))
    assert report["problems"] == []
    assert report["loaded"] == len(table) == len(nursery.rows())


@few
@given(table=good_tables)
def test_the_same_file_twice_changes_nothing(nursery, table):
    nursery.empty()
    path = write_csv(nursery.path("csv"), table)
    nursery.load(path)
    before = nursery.exact()
    again = nursery.load(path)
    assert (again["loaded"], again["bad"]) == (0, 0)
    assert nursery.exact() == before


@few
@given(table=good_tables, data=st.data())
def test_the_order_of_rows_and_columns_does_not_matter(nursery, table, data):
    nursery.empty()
    nursery.load(write_csv(nursery.path("csv"), table))
    expected = nursery.values()
    columns = data.draw(st.permutations(list(table[0])))
    turned = [{name: line[name] for name in columns} for line in data.draw(st.permutations(table))]
    nursery.empty()
    nursery.load(write_csv(nursery.path("csv"), turned))
    assert nursery.values() == expected


@few
@given(table=good_tables)
def test_the_notation_of_the_file_does_not_matter(nursery, table):
    """The same cells say the same in any delimiter, encoding and format."""
    found = []
    for path in (
        write_csv(nursery.path("csv"), table),
        write_csv(nursery.path("csv"), table, ";", "utf-16"),
        write_csv(nursery.path("csv"), table, "\t", "cp1252"),
        write_xlsx(nursery.path("xlsx"), table),
        write_xlsx(nursery.path("xlsx"), table, 2),
    ):
        nursery.empty()
        nursery.load(path)
        found.append(nursery.values())
    assert all(values == found[0] for values in found)
    assert len(found[0]) == len(table)


@few
@given(one=good_tables, two=good_tables, replace=st.booleans())
def test_undoing_the_second_load_leaves_the_first(nursery, one, two, replace):
    nursery.empty()
    nursery.load(write_csv(nursery.path("csv"), one))
    before = nursery.exact()
    batch = nursery.load(write_csv(nursery.path("csv"), two), replace=replace)["batch"]
    if batch:
        undo(batch, TOYS, nursery.address, "uji")
    assert nursery.exact() == before


@few
@given(one=good_tables, two=good_tables)
def test_replacing_leaves_what_the_file_holds(nursery, one, two):
    nursery.empty()
    nursery.load(write_csv(nursery.path("csv"), one))
    nursery.load(write_csv(nursery.path("csv"), two), replace=True)
    replaced = nursery.values()
    nursery.empty()
    nursery.load(write_csv(nursery.path("csv"), two))
    assert nursery.values() == replaced


# The sample's layers, written out and read in again.

FORMATS: Final = (".gpkg", ".geojson", ".fgb", ".parquet", ".csv")
STORED: Final = tuple(name for name, layer in LAYERS.items() if layer.totals is None)


@pytest.fixture(scope="module")
def regency(make_database: Callable[..., Address], tmp_path_factory: pytest.TempPathFactory) -> Nursery:
    """A database of its own with the sample; rows are not added to it, so tests may share it."""
    address = make_database(LAYERS)
    sample.load_all(SAMPLE, LAYERS, address)
    return Nursery(address, tmp_path_factory.mktemp("contoh"), layers=dict(LAYERS))


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("layer", STORED)
def test_what_was_exported_changes_nothing_when_it_is_imported(regency, layer, ending):
    audience = Audience.RESTRICTED
    before = regency.ask(
        f"SELECT count(*), max(batch), sum(hashtext(to_jsonb(r)::text)) FROM store.{layer} r"
    )
    file = regency.folder / f"{layer}{ending}"
    written = exports.export(LAYERS[layer], audience, file, regency.address)
    report = regency.load(file, layer)
    assert report["problems"][:3] == []
    assert (report["read"], report["bad"], report["loaded"]) == (written.rows, 0, 0)
    after = regency.ask(f"SELECT count(*), max(batch), sum(hashtext(to_jsonb(r)::text)) FROM store.{layer} r")
    assert after == before


@few
@given(table=good_tables, ending=st.sampled_from(FORMATS))
def test_anything_that_was_loaded_survives_export_and_import(nursery, table, ending):
    nursery.empty()
    nursery.load(write_csv(nursery.path("csv"), table))
    before = nursery.exact()
    file = nursery.path(ending[1:])
    exports.export(TOY, Audience.PUBLIC, file, nursery.address)
    report = nursery.load(file)
    assert (report["problems"], report["loaded"]) == ([], 0)
    assert nursery.exact() == before
    nursery.empty()
    nursery.load(file)
    assert nursery.rows() == sorted(
        ({k: v for k, v in row.items() if k not in ("batch", "changed_at")} for (row,) in before), key=str
    )


@pytest.mark.parametrize(
    "name", ["Sumber Waras", "Catatan Sipil", "Ketua RT", "Kepala Desa", "Jumlah Makmur"]
)
def test_a_row_with_a_place_is_no_note_whatever_it_is_called(nursery, name):
    """The last row begins like a signature or a source, and stands on the map like any other."""
    nursery.empty()
    line = dict.fromkeys(HEADINGS, "") | {"lon": "110.67", "lat": "-6.58"}
    table = [{**line, "nama": each} for each in ("A", "B", name)]
    report = nursery.load(write_csv(nursery.path("csv"), table))
    assert (report["good"], report["skipped"]) == (3, 0)
    assert len(nursery.rows()) == 3
