"""Pages in any order: every row once, as plain Python sorts them, whatever is written between two pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cmp_to_key
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.sql import SQL, Identifier, Placeholder

from gis import asking, crs, features
from gis.address import Address
from gis.asking import Question, Sort
from gis.database import Session, statement
from gis.layer import Audience
from gis.privacy import visible
from tests.conftest import open_batch
from tests.http.toys import TOYS

VIEW = visible(TOYS["pohon"], Audience.PUBLIC)
UNHURRIED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

SEEN = dt.datetime(2026, 3, 1, 1, tzinfo=dt.UTC)

# Few values, so that rows share them; those that sort in surprising ways among them.
ROWS = st.fixed_dictionaries(
    {
        "nama": st.none() | st.sampled_from(["", "A", "a", "é", "z", "\uffff", "\U0001f334", "a b"]),
        "umur_th": st.none() | st.sampled_from([-1, 0, 1, 2**62]),
        "tinggi_m": st.none() | st.sampled_from([-0.1, 0.0, 0.1, 0.1 + 0.2, 1e300, 5e-324]),
        "langka": st.none() | st.booleans(),
        "ditanam": st.none() | st.sampled_from([dt.date(1, 1, 1), dt.date(1930, 5, 1), dt.date(2026, 1, 1)]),
        "dilihat": st.sampled_from([SEEN, SEEN + dt.timedelta(microseconds=1), SEEN - dt.timedelta(36500)]),
    }
)
KEYS = st.sampled_from([f"{letter}{number}" for letter in "aBz-" for number in range(6)])
TABLES = st.dictionaries(KEYS, ROWS, max_size=20)
ORDERS = st.lists(
    st.builds(Sort, st.sampled_from([f.name for f in asking.sortable(VIEW)]), st.booleans()),
    max_size=3,
    unique_by=lambda sort: sort.field,
)


@dataclass(frozen=True)
class Grove:
    """A table of trees within a transaction."""

    connection: psycopg.Connection[Any]

    def hold(self, rows: dict[str, dict[str, Any]]) -> None:
        """Makes the table hold just these rows."""
        self.connection.execute("DELETE FROM store.pohon")
        for key, row in rows.items():
            self.put(key, row)

    def put(self, key: str, row: dict[str, Any]) -> None:
        """Writes one row, new or not."""
        values = {"id": key, "contoh": False, **row}
        self.connection.execute("DELETE FROM store.pohon WHERE id = %s", [key])
        self.connection.execute(
            SQL("INSERT INTO store.pohon ({}) VALUES ({})").format(
                SQL(", ").join(map(Identifier, values)), SQL(", ").join(map(Placeholder, values))
            ),
            values,
        )

    def page(self, question: Question) -> tuple[list[str], str | None]:
        """The keys of one page, and the token of the next."""
        found = features.page_of(
            VIEW, question, Session(self.connection).rows(features.page_query(VIEW, question))
        )
        return [each.key for each in found.features], found.after

    def pages(self, question: Question, between: Callable[[], None] = lambda: None) -> Iterator[list[str]]:
        """The keys of each page, following the tokens; `between` is called after every page."""
        for _ in range(100):
            keys, after = self.page(question)
            yield keys
            if after is None:
                return
            between()
            question = replace(question, after=asking.last(VIEW, question.sort, after))
        pytest.fail("There is always another page.")


@pytest.fixture(scope="module")
def grove(make_database: Callable[..., Address]) -> Iterator[Grove]:
    address = make_database(TOYS, None)
    with psycopg.connect(address.conninfo()) as connection:
        open_batch(connection)
        yield Grove(connection)
        connection.rollback()


def sorted_keys(rows: dict[str, dict[str, Any]], order: Sequence[Sort]) -> list[str]:
    """The keys in this order, nulls last either way, then by key."""

    def compare(one: str, other: str) -> int:
        for sort in order:
            mine, theirs = ({"id": key, **rows[key]}.get(sort.field) for key in (one, other))
            if mine == theirs:
                continue
            if mine is None or theirs is None:
                return 1 if mine is None else -1
            return (1 if mine > theirs else -1) * (-1 if sort.falling else 1)
        return (one > other) - (one < other)

    return sorted(rows, key=cmp_to_key(compare))


@UNHURRIED
@given(TABLES, ORDERS, st.integers(1, 7))
def test_pages_in_any_order_give_the_rows_as_python_sorts_them(grove, rows, order, limit):
    grove.hold(rows)
    pages = list(grove.pages(Question(sort=tuple(order), limit=limit)))
    assert [key for page in pages for key in page] == sorted_keys(rows, order)
    assert all(len(page) == limit for page in pages[:-1])


@UNHURRIED
@given(TABLES, ORDERS, st.integers(1, 4), st.data())
def test_rows_that_nobody_touches_come_once_and_in_order_whatever_is_written_meanwhile(
    grove, rows, order, limit, data
):
    grove.hold(rows)
    touched: set[str] = set()

    def write() -> None:
        key = data.draw(KEYS)
        touched.add(key)
        grove.connection.execute("DELETE FROM store.pohon WHERE id = %s", [key])
        if data.draw(st.booleans()):
            grove.put(key, data.draw(ROWS))

    seen = [key for page in grove.pages(Question(sort=tuple(order), limit=limit), write) for key in page]
    kept = {key: row for key, row in rows.items() if key not in touched}
    assert [key for key in seen if key in kept] == sorted_keys(kept, order)


def test_only_up_to_a_limit_matches_are_counted(grove, monkeypatch):
    monkeypatch.setattr(features, "COUNTED", 3)
    for count, counted in ((3, 3), (4, 4), (9, 4)):
        grove.hold({f"a{number}": {"dilihat": SEEN} for number in range(count)})
        (row,) = Session(grove.connection).rows(features.count_query(VIEW, Question()))
        assert row["matched"] == counted


@pytest.fixture
def forest(grove):
    """Twenty thousand trees over a square of two degrees, one in a hundred without a place."""
    grove.connection.execute("DELETE FROM store.pohon")
    grove.connection.execute(
        "INSERT INTO store.pohon (id, dilihat, contoh, geom)"
        " SELECT lpad(n::text, 6, '0'), now(), false, CASE WHEN n % 100 > 0"
        " THEN ST_SetSRID(ST_MakePoint(110 + (n % 141) / 70.0, -7 + n / 10000.0), 4326) END"
        " FROM generate_series(1, 20000) n"
    )
    grove.connection.execute("ANALYZE store.pohon")
    return grove


def nodes(grove: Grove, question: Question) -> list[dict[str, Any]]:
    """The steps by which a page is found, the outermost first."""
    asked = statement(features.page_query(VIEW, question))
    ((found,),) = grove.connection.execute(
        f"EXPLAIN (ANALYZE, FORMAT JSON) {asked.text}", asked.values
    ).fetchall()
    steps = [found[0]["Plan"]]
    for step in steps:
        steps += step.get("Plans", [])
    return steps


@pytest.mark.parametrize("name", ["[OGC:CRS84]", "[EPSG:32749]"])
def test_a_box_is_read_from_the_index_though_rows_without_a_place_match_too(forest, name):
    system = crs.named(name)
    text = {"[OGC:CRS84]": "110.5,-6.5,110.51,-6.49", "[EPSG:32749]": "460000,9280000,461000,9281000"}[name]
    steps = nodes(forest, Question(box=asking.box(text, system)))
    assert not any(step["Node Type"] == "Seq Scan" for step in steps)
    assert any("geom" in step.get("Index Name", "") for step in steps)


def test_a_page_behind_many_is_read_from_the_index_of_the_key(forest):
    """Page 1,000 costs what page 1 does: nothing before the row it begins behind is looked at."""
    steps = nodes(forest, Question(limit=10, after=("019000",)))
    reading = next(step for step in steps if step["Node Type"].startswith("Index"))
    assert reading["Actual Rows"] == 11
