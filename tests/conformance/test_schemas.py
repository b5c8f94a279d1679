"""OGC API Features, part 5, and the queryables of part 3."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from tests.conformance.conftest import RELATION, linked, operation

SCHEMA = "application/schema+json"
KINDS = ("schema", "queryables", "sortables")
TYPES = {"string", "number", "integer", "boolean", "array"}


@pytest.fixture(scope="module")
def schemas(stranger, collections) -> list[tuple[str, str, dict]]:
    """Every schema of every collection: the collection, which of the three, the document."""
    found = []
    for each in collections:
        for kind in KINDS:
            (told,) = linked(each, f"{RELATION}{kind}")
            assert told["type"] == SCHEMA
            found.append((each["id"], kind, stranger.json(told["href"], SCHEMA)))
    return found


@pytest.mark.requirement(
    "common-3/returnables-and-receivables/link",
    "common-3/returnables-and-receivables/op",
    "common-3/queryables/link",
    "common-3/queryables/op",
    "common-3/sortables/link",
    "common-3/sortables/op",
    "features-3/queryables/queryables-link",
    "features-3/queryables/get-queryables-op",
    "features-3/features-filter/queryables-link",
    "features-3/features-filter/get-queryables-op",
)
def test_every_collection_leads_to_its_schemas(stranger, collections):
    for each in collections:
        alone = stranger.json(f"/collections/{each['id']}")
        for kind in KINDS:
            for told in (each, alone):
                (link,) = linked(told, f"{RELATION}{kind}")
                answer = stranger.get(link["href"], SCHEMA)
                assert answer.status_code == 200
                assert answer.headers["content-type"] == SCHEMA


@pytest.mark.requirement(
    "common-3/schemas/json-schema",
    "common-3/returnables-and-receivables/response",
    "common-3/queryables/response",
    "features-3/queryables/get-queryables-response",
)
def test_each_is_a_json_schema_that_is_had_at_its_own_address(stranger, schemas):
    for _, _, schema in schemas:
        Draft202012Validator.check_schema(schema)
        assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
        assert "?" not in schema["$id"]
        assert stranger.json(schema["$id"], SCHEMA) == schema
        assert schema["type"] == "object"
        assert schema["properties"]


@pytest.mark.requirement(
    "common-3/schemas/properties", "common-3/advanced-property-roles/role-primary-geometry"
)
def test_properties_have_types_and_places_have_a_format(schemas):
    for name, kind, schema in schemas:
        places = {
            key: one
            for key, one in schema["properties"].items()
            if "format" in one and one["format"].startswith("geometry-")
        }
        for key, one in schema["properties"].items():
            assert one["title"], (name, key)
            if key in places:
                assert not {"type", "$ref"} & set(one)
                assert one["x-ogc-role"] == "primary-geometry"
            else:
                assert one["type"] in TYPES, (name, key)
        assert len(places) == (0 if kind == "sortables" else 1), (name, kind)


@pytest.mark.requirement("common-3/schemas/additional-keywords", "common-3/schemas/role")
def test_further_words_are_ogc_s_own(schemas):
    known = set(Draft202012Validator.VALIDATORS) | {
        "title", "description", "readOnly", "writeOnly", "default", "examples", "$id", "$schema",
    }  # fmt: skip
    for name, _, schema in schemas:
        for one in (schema, *schema["properties"].values()):
            assert all(word in known or word.startswith("x-ogc-") for word in one), (name, set(one) - known)
            assert isinstance(one.get("x-ogc-role", ""), str)


@pytest.mark.requirement("common-3/schemas/role-id")
def test_one_property_is_the_identifier(stranger, schemas):
    for name, kind, schema in schemas:
        (key,) = [key for key, one in schema["properties"].items() if one.get("x-ogc-role") == "id"]
        assert schema["properties"][key]["type"] in ("string", "integer")
        if kind == "schema":
            page = stranger.json(f"/collections/{name}/items", "application/geo+json", limit=5)
            assert all(str(f["properties"].get(key, f["id"])) == str(f["id"]) for f in page["features"])


@pytest.mark.requirement("common-3/schemas/property-seq")
def test_properties_have_an_order_and_no_two_one_place(schemas):
    for _, _, schema in schemas:
        places = [one["x-ogc-propertySeq"] for one in schema["properties"].values()]
        assert all(isinstance(place, int) for place in places)
        assert len(set(places)) == len(places)


@pytest.mark.requirement("common-3/schemas/unit")
def test_units_are_written_in_ucum(schemas):
    units = [one for _, _, s in schemas for one in s["properties"].values() if "x-ogc-unit" in one]
    assert units
    for one in units:
        assert one["type"] in ("number", "integer")
        # Money has no unit in UCUM.
        assert one.get("x-ogc-unitLang", "UCUM") in ("UCUM", "ISO 4217")
        assert one["x-ogc-unit"]
        assert " " not in one["x-ogc-unit"]


@pytest.mark.requirement(
    "common-3/advanced-property-roles/role-primary-instant",
    "common-3/advanced-property-roles/role-primary-interval-start",
    "common-3/advanced-property-roles/role-primary-interval-end",
    "common-3/advanced-property-roles/primary-temporal-constraints",
)
def test_what_says_when_is_a_time_and_there_is_one_of_each(schemas):
    seen = set()
    for name, _, schema in schemas:
        roles = [
            one for one in schema["properties"].values() if one.get("x-ogc-role", "").startswith("primary-in")
        ]
        names = [one["x-ogc-role"] for one in roles]
        assert len(set(names)) == len(names), name
        assert all(one["type"] == "string" and one["format"] in ("date", "date-time") for one in roles)
        assert "primary-instant" not in names or len(names) == 1
        if len(names) == 2:
            assert roles[0]["format"] == roles[1]["format"]
        seen |= set(names)
    assert {"primary-instant", "primary-interval-start", "primary-interval-end"} <= seen


@pytest.mark.requirement("common-3/references/role-reference")
def test_a_reference_is_of_the_kind_of_the_key_it_names(schemas):
    keys = {
        name: one["type"]
        for name, kind, schema in schemas
        for one in schema["properties"].values()
        if kind == "schema" and one.get("x-ogc-role") == "id"
    }
    found = [
        one
        for _, _, schema in schemas
        for one in schema["properties"].values()
        if one.get("x-ogc-role") == "reference"
    ]
    assert found
    for one in found:
        assert one["type"] == keys[one["x-ogc-collectionId"]]
        assert "x-ogc-uriTemplate" not in one


@pytest.mark.requirement("common-3/returnables-and-receivables/response")
def test_features_hold_what_their_schema_tells_and_nothing_else(stranger, schemas):
    for name, kind, schema in schemas:
        if kind != "schema":
            continue
        assert schema["additionalProperties"] is False
        page = stranger.json(f"/collections/{name}/items", "application/geo+json", limit=100)
        for feature in page["features"]:
            held = feature["properties"]
            # What is not required may be missing; GeoJSON tells that by null.
            known = {key: value for key, value in held.items() if value is not None}
            wrong = [each.message for each in Draft202012Validator(schema).iter_errors(known)]
            assert not wrong, (name, feature["id"], wrong)
            assert set(held) <= set(schema["properties"]), (name, feature["id"])
            assert not [key for key in held if schema["properties"][key].get("writeOnly")]


@pytest.mark.requirement("common-3/sortables/response")
def test_what_can_be_sorted_by_is_one_value_and_sorts(stranger, schemas):
    for name, kind, schema in schemas:
        if kind != "sortables":
            continue
        assert schema["additionalProperties"] is False
        for key, one in schema["properties"].items():
            assert one["type"] not in ("object", "array")
            assert not one.get("format", "").startswith("geometry")
            page = stranger.get(
                f"/collections/{name}/items", "application/geo+json", sortby=f"-{key}", limit=2
            )
            assert page.status_code == 200, (name, key, page.text)
        refused = stranger.get(f"/collections/{name}/items", "application/geo+json", sortby="tidak_ada_ini")
        assert refused.status_code == 400


@pytest.mark.requirement(
    "features-3/queryables-query-parameters/parameters", "features-3/queryables/expression-construction"
)
def test_queryables_are_parameters_and_others_are_refused(stranger, schemas, interface):
    for name, kind, schema in schemas:
        if kind != "queryables":
            continue
        path = f"/collections/{name}/items"
        assert schema["additionalProperties"] is False
        declared = operation(interface, path)["parameters"]
        feature = stranger.json(path, "application/geo+json", limit=1, skipGeometry="true")["features"][0]
        for key, one in schema["properties"].items():
            value = feature["properties"].get(key)
            if "type" not in one or one["type"] == "array" or value is None:
                continue
            assert key in declared, (name, key)
            asked = str(value).lower() if isinstance(value, bool) else value
            page = stranger.json(path, "application/geo+json", **{key: asked}, limit=1, skipGeometry="true")
            assert page["features"], (name, key, value)
            assert page["features"][0]["properties"][key] == value
        assert stranger.get(path, "application/geo+json", tidak_ada_ini="1").status_code == 400
