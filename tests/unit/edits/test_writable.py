"""What an audience may write: never what is computed, nor what would tell of what it does not see."""

from __future__ import annotations

from gis.edits import writable
from gis.layer import PUBLIC, RESTRICTED, STAFF, Audience, Dot, Field, Kind, Layer, Shape, Words
from gis.layer.meaning import Order
from gis.privacy import visible
from layers import LAYERS


def _number(name: str, access: int, **more: object) -> Field:
    return Field(name, Kind.NUMBER, Words(name, name), access=access, **more)  # type: ignore[arg-type]


def _layer(*fields: Field, **more: object) -> Layer:
    return Layer(
        name="uji",
        system="base",
        owner="Uji",
        title=Words("Uji", "Trial"),
        description=Words("Uji", "Trial"),
        shape=Shape.POINT,
        access=PUBLIC,
        fields=fields,
        style=Dot("#111111"),
        **more,  # type: ignore[arg-type]
    )


def test_computed_fields_are_read_only():
    layer = _layer(_number("a", STAFF), _number("b", STAFF), _number("c", STAFF, quotient=("a", "b")))
    may = writable(visible(layer, Audience.STAFF))
    assert {"a", "b"} <= may.names
    assert [field.name for field in may.echoed] == ["c"]


def test_a_rule_with_a_hidden_field_makes_its_others_read_only():
    layer = _layer(_number("a", STAFF), _number("b", RESTRICTED), rules=(Order("a", "b"),))
    assert "a" not in writable(visible(layer, Audience.STAFF)).names
    assert {"a", "b"} <= writable(visible(layer, Audience.RESTRICTED)).names


def test_rows_that_need_a_hidden_field_are_changed_and_not_made():
    layer = _layer(_number("a", RESTRICTED, required=True))
    may = writable(visible(layer, Audience.STAFF))
    assert (may.create, may.change) == (False, True)
    assert writable(visible(layer, Audience.RESTRICTED)).create


def test_of_every_layer_staff_write_what_they_see_and_is_stored():
    for layer in LAYERS.values():
        if not layer.access.seen_by(Audience.STAFF):
            continue
        view = visible(layer, Audience.STAFF)
        may = writable(view)
        assert may.names | {field.name for field in may.echoed} == {field.name for field in view.fields}
        assert may.change == (layer.totals is None)
