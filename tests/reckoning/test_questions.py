"""Boxes, times, values, texts, orders and pages beside a reckoning of the same over all rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from tests.reckoning import draws, systems, times
from tests.reckoning.formulas import without_accents
from tests.reckoning.holdings import Holding, Row, Service, next_of, walk


def ids(rows: Sequence[Row], wanted: Callable[[Row], Any]) -> list[str]:
    return [row.id for row in rows if wanted(row)]


def some_box(chance: Random, holding: Holding) -> shapely.Polygon:
    """A box about a row, in degrees, of some hundred metres to some ten kilometres."""
    found = chance.choice([row.shape for row in holding.rows if row.shape is not None])
    x, y = found.representative_point().coords[0]
    west, south, east, north = (chance.uniform(0.002, 0.1) for _ in range(4))
    return shapely.box(x - west, y - south, x + east, y + north)


def written(*numbers: float) -> str:
    return ",".join(repr(float(number)) for number in numbers)


# bbox


@pytest.mark.parametrize("uri", systems.OFFERED)
def test_boxes_in_every_system(service, uri):
    """Only what meets the box in its own system, axes in that system's order; and what has no place."""
    for name, holding in service.holdings.items():
        chance = Random(f"{uri} {name}")
        box = shapely.box(*systems.moved(some_box(chance, holding), uri).bounds)
        found = set(service.ids(name, bbox=written(*box.bounds), bbox_crs=uri))
        # A straight side is not straight in another system: what meets it by less than two metres may go
        # either way.
        near = systems.metres(uri, 2.0)
        sure, possible = (box.buffer(by, join_style="mitre") for by in (-near, near))
        shapes = {row.id: row.shape and systems.moved(row.shape, uri) for row in holding.rows}
        assert meeting(shapes, sure) <= found <= meeting(shapes, possible), name


def meeting(shapes: Mapping[str, BaseGeometry | None], box: BaseGeometry) -> set[str]:
    """What meets a box; and what has no place (/req/core/fc-bbox-response)."""
    return {key for key, shape in shapes.items() if shape is None or shape.intersects(box)}


def in_order(holding: Holding, box: BaseGeometry) -> list[str]:
    met = meeting({row.id: row.shape for row in holding.rows}, box)
    return [key for key in holding.ids if key in met]


def test_boxes_that_are_written_in_other_ways(service):
    for name, holding in service.holdings.items():
        west, south, east, north = some_box(Random(name), holding).bounds
        box = shapely.box(west, south, east, north)
        due = in_order(holding, box)
        assert service.ids(name, bbox=written(west, south, east, north)) == due
        assert service.ids(name, bbox=written(west, south, -50, east, north, 5000)) == due
        assert service.ids(name, bbox=written(south, west, north, east), bbox_crs=systems.OFFERED[1]) == due


def test_boxes_across_the_antimeridian(service):
    """West of east is the way round the back (/req/core/fc-bbox-definition)."""
    for name, holding in service.holdings.items():
        west, south, east, north = some_box(Random(name), holding).bounds
        both = shapely.union(shapely.box(east, south, 180, north), shapely.box(-180, south, west, north))
        due = in_order(holding, both)
        assert service.ids(name, bbox=written(east, south, west, north)) == due
        assert service.ids(name, bbox=written(south, east, north, west), bbox_crs=systems.OFFERED[1]) == due


# datetime


def spans(chance: Random, holding: Holding) -> list[times.Span]:
    """Spans about the ends of the rows' times, where a second decides."""
    at = chance.choice(draws.days_of(holding))
    moment = times.begin(at) + timedelta(seconds=chance.choice([-1, 0, 1]))
    day = moment.astimezone(times.WIB).date() + timedelta(days=chance.choice([-1, 0, 1]))
    later = timedelta(days=chance.choice([0, 1, 40]))
    night = datetime.combine(day, time(16, 59, 59), UTC)
    return [
        times.Span(day, day),
        times.Span(moment, moment),
        times.Span(day, day + later),
        times.Span(moment, moment + later),
        times.Span(night, night + timedelta(seconds=1)),
        times.Span(None, day),
        times.Span(night, None),
        times.Span(day, None),
        times.Span(None, moment),
    ]


def test_times(service):
    """What meets the time; and what has none (/req/core/fc-time-response)."""
    asked = [name for name, holding in service.holdings.items() if draws_time(holding)]
    assert len(asked) >= 4
    for name in asked:
        holding, chance = service.holdings[name], Random(name)
        for number, span in enumerate(span for _ in range(3) for span in spans(chance, holding)):
            own = [(row.id, times.of_row(holding, row)) for row in holding.rows]
            due = [key for key, mine in own if mine is None or times.meets(mine, span)]
            said = times.said(span, ("..", "")[number % 2])
            assert service.ids(name, datetime=said) == due, (name, said)


def draws_time(holding: Holding) -> bool:
    return any(role.startswith("primary-in") for role in holding.roles)


def test_what_has_a_first_day_alone_holds_from_it_until_further_notice(service):
    lanes = service.holdings["jalur_tangkap"]
    starts = lanes.roles["primary-interval-start"]
    assert "primary-interval-end" not in lanes.roles
    days = lanes.seen(starts)
    undated = [row.id for row in lanes.rows if row.values[starts] is None]
    assert undated != lanes.ids
    before = min(days) - timedelta(days=1)
    for said in (f"{before}", f"../{before}", f"1990-01-01/{before}"):
        assert service.ids(lanes.name, datetime=said) == undated
    for said in (f"{max(days)}", f"{before}/{max(days)}", f"{max(days)}/..", "2999-12-31T00:00:00Z/.."):
        assert service.ids(lanes.name, datetime=said) == lanes.ids
    extent = service.http.get(f"/collections/{lanes.name}", params={"f": "json"}).json()["extent"]
    ((first, last),) = extent["temporal"]["interval"]
    assert (datetime.fromisoformat(first).astimezone(times.WIB).date(), last) == (min(days), None)


def test_layers_without_a_time_answer_every_time(service):
    for name, holding in service.holdings.items():
        if not draws_time(holding):
            assert service.ids(name, datetime="1950-01-01/..") == holding.ids
            assert service.ids(name, datetime="../1950-01-01T00:00:00Z") == holding.ids


# Values


def as_parameter(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case _:
            return str(value)


def test_every_field_is_asked_by_its_name(service):
    """Each queryable as a parameter: equal, for lists that it is among them."""
    for name, holding in service.holdings.items():
        for field, kind in holding.kinds.items():
            if kind == "geometry" or not (seen := holding.seen(field)):
                continue
            value = Random(f"{name} {field}").choice(seen)
            if kind == "list":
                value = min(value, default="toilet")
            due = ids(holding.rows, lambda row, f=field, v=value, k=kind: _is(row.values[f], v, k))
            assert service.ids(name, **{"filter": "TRUE", field: as_parameter(value)}) == due, (name, field)


def _is(mine: Any, value: Any, kind: str) -> bool:
    return mine is not None and (value in mine if kind == "list" else mine == value)


# Texts


def spelled(chance: Random, word: str) -> str:
    """The word as someone else writes it."""
    accents = {"a": "á", "e": "é", "u": "ü", "o": "ô"}
    other = "".join(accents.get(c, c) if chance.random() < 0.3 else c for c in word)
    return chance.choice([word, other, other.upper(), word.swapcase()])


def plain(text: str) -> str:
    return without_accents(text).casefold()


def test_texts_are_found_without_case_and_accents(service):
    asked = [holding for holding in service.holdings.values() if holding.searched]
    assert len(asked) > 4
    for holding in asked:
        chance = Random(holding.name)
        for count in (1, 1, 2, 3):
            words = [_part(chance, holding) for _ in range(count)]
            due = ids(holding.rows, lambda row, h=holding, w=words: _found(h, row, w))
            said = ",".join(spelled(chance, word) for word in words)
            assert service.ids(holding.name, q=said) == due, (holding.name, said)
            assert due


def _part(chance: Random, holding: Holding) -> str:
    text = chance.choice(holding.seen(holding.searched[0])).split(",")[0]
    start = chance.randrange(max(1, len(text) - 3))
    return chance.choice([text, text.split()[0], text[start : start + 4]]).strip()


def _found(holding: Holding, row: Row, words: list[str]) -> bool:
    texts = [plain(row.values[field]) for field in holding.searched if row.values[field]]
    return any(plain(word) in text for word in words for text in texts)


# Orders


def some_keys(chance: Random, holding: Holding) -> list[tuple[str, bool]]:
    """Fields and whether they go down."""
    names = chance.sample(sorted(holding.sortable), chance.randint(1, 3))
    return [(name, chance.random() < 0.5) for name in names]


def ordered(holding: Holding, keys: list[tuple[str, bool]]) -> list[str]:
    """All ids in an order: what has no value comes last either way, and ids decide at the end."""
    rows = sorted(holding.rows, key=lambda row: row.id)
    for name, down in reversed(keys):
        known = [row for row in rows if row.values[name] is not None]
        unknown = [row for row in rows if row.values[name] is None]
        # Equal ones stay as they are, whichever way: Python's `reverse` keeps them too.
        rows = sorted(known, key=lambda row, n=name: row.values[n], reverse=down) + unknown
    return [row.id for row in rows]


def sortby(keys: list[tuple[str, bool]]) -> str:
    return ",".join(("-" if down else "") + name for name, down in keys)


def test_orders(service):
    for name, holding in service.holdings.items():
        chance = Random(f"order {name}")
        for _ in range(4):
            keys = some_keys(chance, holding)
            assert service.ids(name, sortby=sortby(keys)) == ordered(holding, keys), (name, keys)


# Pages


def test_pages_hold_the_whole_once_and_in_order(service):
    """Whatever is asked, the pages together are the one long page, and each tells where it stands."""
    for name, holding in service.holdings.items():
        chance = Random(f"pages {name}")
        keys = some_keys(chance, holding)
        formula = draws.any_formula(chance, holding)
        asked = {"sortby": sortby(keys), "filter": formula.text, "skipGeometry": "true"}
        due = [key for key in ordered(holding, keys) if formula.truth(_row(holding, key))]
        limit = chance.choice([1, 2, 7, 50]) if len(due) < 40 else chance.choice([11, 50])
        pages = list(walk(service.http, service.page(name, limit=limit, **asked)))
        assert [feature["id"] for page in pages for feature in page["features"]] == due, (name, asked)
        assert all(len(page["features"]) == limit for page in pages[:-1])
        assert {page.get("numberMatched", len(due)) for page in pages} == {len(due)}


def _row(holding: Holding, key: str) -> Row:
    return next(row for row in holding.rows if row.id == key)


def test_pages_keep_the_question(service):
    """The next page is of the same question: box, time, text, system, fields."""
    name = "kejadian"
    asked: dict[str, Any] = {
        "bbox": "110.5,-6.8,110.9,-6.4",
        "datetime": "2024-01-01/2026-06-30",
        "properties": "jenis,menderita",
        "crs": systems.OFFERED[3],
        "sortby": "-menderita",
        "contoh": "true",
    }
    whole = service.page(name, limit=10_000, **asked)["features"]
    pages = list(walk(service.http, service.page(name, limit=17, **asked)))
    assert len(pages) > 2
    assert [feature for page in pages for feature in page["features"]] == whole


def test_a_limit_is_at_most(service: Service):
    for name, holding in service.holdings.items():
        for limit in (1, 3, 10_000, 100_000, 10**30):
            page = service.page(name, limit=limit, skipGeometry="true")
            assert [feature["id"] for feature in page["features"]] == holding.ids[:limit]
            assert page["numberMatched"] == len(holding.rows)
            assert (next_of(page) is None) == (limit >= len(holding.rows))


# What of a row


def test_only_the_fields_that_are_asked_for(service):
    for name, holding in service.holdings.items():
        chance = Random(f"fields {name}")
        some = chance.sample([key for key, kind in holding.kinds.items() if kind != "geometry"], 3)
        page = service.page(name, properties=",".join(some), limit=20)
        for feature, row in zip(page["features"], holding.rows, strict=False):
            due = {key: value for key, value in row.said["properties"].items() if key in some}
            # What was withheld of a figure that is asked for stays beside it.
            assert {key: value for key, value in feature["properties"].items() if key != "ditahan"} == due
            assert feature["geometry"] == row.said["geometry"]


def test_rows_without_their_place(service):
    for name, holding in service.holdings.items():
        page = service.page(name, skipGeometry="true", limit=20)
        for feature, row in zip(page["features"], holding.rows, strict=False):
            assert feature == {**row.said, "geometry": None}


@pytest.mark.parametrize("uri", systems.OFFERED)
def test_places_in_every_system(service, uri):
    """Coordinates by PROJ, in the order of axes that the authority has; Content-Crs says which."""
    for name, holding in service.holdings.items():
        answer = service.answer(name, crs=uri, limit=8)
        assert answer.headers["content-crs"] == f"<{uri}>"
        for feature, row in zip(answer.json()["features"], holding.rows, strict=False):
            if row.shape is None:
                assert feature["geometry"] is None
                continue
            said, due = shapely.geometry.shape(feature["geometry"]), systems.moved(row.shape, uri)
            assert shapely.equals_exact(said, due, tolerance=systems.metres(uri, 0.02)), (name, row.id)
            one = service.http.get(f"/collections/{name}/items/{row.id}", params={"f": "json", "crs": uri})
            assert one.json()["geometry"] == feature["geometry"]
