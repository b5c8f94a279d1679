"""Schemas of collections (OGC API Features, part 5): what features hold, what may be asked, what sorts."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from tests.http.toys import HIDDEN_FIELDS, TOYS

VISIBLE = [name for name in TOYS if name != "griya"]
KINDS = ("schema", "queryables", "sortables")

TYPES = {"string", "number", "integer", "boolean", "array"}

EVERY_SCHEMA = pytest.mark.parametrize(("name", "kind"), [(name, kind) for name in VISIBLE for kind in KINDS])


def roles(schema: dict) -> dict[str, list[str]]:
    """The fields that have each role."""
    found: dict[str, list[str]] = {}
    for name, said in schema["properties"].items():
        if role := said.get("x-ogc-role"):
            found.setdefault(role, []).append(name)
    return found


def keywords(schema: object) -> set[str]:
    """Every word of a schema that is not a field's name."""
    if not isinstance(schema, dict):
        return set()
    found = set(schema)
    for said in schema.get("properties", {}).values():
        found |= keywords(said)
    return found | keywords(schema.get("items"))


@EVERY_SCHEMA
@pytest.mark.requirement("common-3/schemas/json-schema")
def test_a_schema_is_valid_and_named_by_its_own_address(client, name, kind):
    path = f"/collections/{name}/{kind}"
    answer = client.get(path, params={"lang": "en"}, headers={"accept": "application/schema+json"})
    schema = answer.json()
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"http://peta.test{path}"
    assert schema["type"] == "object"
    again = client.get(schema["$id"], headers={"accept": "application/schema+json"})
    assert again.headers["content-type"] == "application/schema+json"


@EVERY_SCHEMA
@pytest.mark.requirement("common-3/schemas/properties")
def test_every_property_has_a_type_unless_it_is_a_place(get, name, kind):
    for said in get(f"/collections/{name}/{kind}")["properties"].values():
        assert said["title"]
        if said.get("format", "").startswith("geometry-"):
            assert not {"type", "$ref"} & set(said)
        else:
            assert said["type"] in TYPES
        if said.get("format") in ("date", "date-time"):
            assert said["type"] == "string"


@EVERY_SCHEMA
@pytest.mark.requirement("common-3/schemas/additional-keywords", "common-3/schemas/role")
def test_words_of_our_own_begin_as_the_standard_asks(get, name, kind):
    schema = get(f"/collections/{name}/{kind}")
    own = keywords(schema) - STANDARD
    assert all(word.startswith("x-ogc-") for word in own), own
    assert all(isinstance(role, str) for role in roles(schema))


STANDARD = {
    "title", "description", "type", "format", "enum", "const", "oneOf", "anyOf", "items", "properties",
    "required", "additionalProperties", "minimum", "maximum", "exclusiveMinimum", "pattern", "readOnly",
    "$schema", "$id",
}  # fmt: skip
"""The words of JSON Schema that are used."""


@EVERY_SCHEMA
@pytest.mark.requirement(
    "common-3/schemas/role-id",
    "common-3/schemas/property-seq",
    "common-3/advanced-property-roles/role-primary-geometry",
)
def test_there_is_one_key_and_one_place_and_each_property_has_a_place_in_the_order(get, name, kind):
    schema = get(f"/collections/{name}/{kind}")
    found, properties = roles(schema), schema["properties"]
    assert found["id"] == [TOYS[name].key]
    assert properties[TOYS[name].key]["type"] in ("string", "integer")
    assert found.get("primary-geometry", []) == ([] if kind == "sortables" else ["geometry"])
    assert [said["x-ogc-propertySeq"] for said in properties.values()] == list(range(1, len(properties) + 1))


@pytest.mark.requirement(
    "common-3/advanced-property-roles/role-primary-instant",
    "common-3/advanced-property-roles/role-primary-interval-start",
    "common-3/advanced-property-roles/role-primary-interval-end",
    "common-3/advanced-property-roles/primary-temporal-constraints",
)
def test_times_have_their_roles_and_no_layer_has_both_an_instant_and_an_interval(get):
    risk = roles(get("/collections/risiko/schema"))
    assert (risk["primary-interval-start"], risk["primary-interval-end"]) == (["mulai"], ["sampai"])
    tree = roles(get("/collections/pohon/schema"))
    assert tree["primary-instant"] == [TOYS["pohon"].moment]
    for name in VISIBLE:
        schema = get(f"/collections/{name}/schema")
        found = roles(schema)
        assert not {"primary-instant"} & set(found) or not any("interval" in role for role in found)
        timed = [field for role, fields in found.items() if "primary-in" in role for field in fields]
        assert all(schema["properties"][field]["type"] == "string" for field in timed)
        assert len({schema["properties"][field]["format"] for field in timed}) <= 1


@pytest.mark.requirement("common-3/schemas/unit")
def test_units_are_told_in_ucum_and_as_people_write_them(get):
    found = get("/collections/pohon/schema")["properties"]
    for name, code, text in (("tinggi_m", "m", "m"), ("umur_th", "a", "tahun")):
        said = found[name]
        assert (said["x-ogc-unit"], said["x-ogc-unitLang"], said["x-ogc-unitTitle"]) == (code, "UCUM", text)
    assert "x-ogc-unit" not in found["nama"]


def test_code_lists_stand_in_the_schema_with_their_titles_and_open_ones_let_other_words_pass(get):
    schema = get("/collections/pohon/schema", lang="en")
    jenis, hama = schema["properties"]["jenis"], schema["properties"]["hama"]["items"]
    assert [code["const"] for code in jenis["oneOf"]] == jenis["enum"] == ["jati", "api", "air", "batu"]
    assert jenis["oneOf"][0]["title"] == "Teak"
    assert hama["anyOf"][0] == {"const": "api", "title": "Fire"}
    check = Draft202012Validator(schema["properties"]["hama"])
    assert check.is_valid(["api", "kutu"])
    assert not Draft202012Validator(jenis).is_valid("kutu")


@pytest.mark.requirement("common-3/references/role-reference")
def test_a_reference_names_the_collection_it_leads_to(get):
    said = get("/collections/peristiwa/schema")["properties"]["kode"]
    assert (said["x-ogc-role"], said["x-ogc-collectionId"]) == ("reference", "blok")
    assert roles(get("/collections/risiko/queryables"))["reference"] == ["telaah"]


@EVERY_SCHEMA
def test_no_schema_names_a_hidden_field_or_collection(client, name, kind):
    text = client.get(f"/collections/{name}/{kind}").text
    assert not [hidden for hidden in (*HIDDEN_FIELDS, '"griya"') if hidden in text]


@pytest.mark.requirement("common-3/returnables-and-receivables/response")
def test_features_fit_their_schema(get):
    for name in VISIBLE:
        schema = get(f"/collections/{name}/schema")
        assert schema["additionalProperties"] is False
        for feature in get(f"/collections/{name}/items")["features"]:
            # The schema is of the values, whatever the format: what is not required may be missing, which is
            # null in GeoJSON.
            held = {key: value for key, value in feature["properties"].items() if value is not None}
            assert not list(Draft202012Validator(schema).iter_errors(held)), (name, held)


def test_what_only_the_service_writes_is_marked(get):
    tree = get("/collections/pohon/schema")["properties"]
    assert "readOnly" not in tree["nama"]
    assert tree["id"]["readOnly"] is True
    counts = get("/collections/jumlah_griya/schema")["properties"]
    assert all(said.get("readOnly") for said in counts.values())


@pytest.mark.requirement("common-3/sortables/response", "common-3/sortables/op")
def test_sortables_hold_neither_lists_nor_places_and_sort(get, client):
    for name in VISIBLE:
        found = get(f"/collections/{name}/sortables")
        assert found["additionalProperties"] is False
        assert all("type" in said and said["type"] != "array" for said in found["properties"].values())
        for field in found["properties"]:
            assert client.get(f"/collections/{name}/items", params={"sortby": f"-{field}"}).status_code == 200
    refused = client.get("/collections/pohon/items", params={"sortby": "hama"})
    assert refused.status_code == 400
    assert set(refused.json()["allowed"]) == set(get("/collections/pohon/sortables")["properties"])


@pytest.mark.requirement("common-3/queryables/response", "common-3/queryables/op")
def test_what_is_no_queryable_is_refused(get, client):
    found = get("/collections/pohon/queryables")
    assert found["additionalProperties"] is False
    for name in (*HIDDEN_FIELDS, "tidak_ada"):
        assert name not in found["properties"]
        assert client.get("/collections/pohon/items", params={name: "x"}).status_code == 400


@pytest.mark.requirement(
    "common-3/returnables-and-receivables/link",
    "common-3/returnables-and-receivables/op",
    "common-3/queryables/link",
    "common-3/sortables/link",
)
@pytest.mark.parametrize("kind", KINDS)
def test_every_collection_links_to_its_schemas(get, client, kind):
    for one in get("/collections")["collections"]:
        rel = f"http://www.opengis.net/def/rel/ogc/1.0/{kind}"
        (link,) = (each for each in one["links"] if each["rel"] == rel)
        answer = client.get(link["href"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == link["type"] == "application/schema+json"


@EVERY_SCHEMA
def test_titles_are_in_the_language_asked_for_and_there_is_a_page(get, client, name, kind):
    path = f"/collections/{name}/{kind}"
    first, second = get(path), get(path, lang="en")
    assert first["title"] != second["title"]
    assert client.get(path, headers={"accept": "text/html"}).headers["content-type"].startswith("text/html")
