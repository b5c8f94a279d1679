"""OGC API Processes: what OGC's executable test suite asks of the list, the descriptions and executions."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from tests.conformance.conftest import RELATION, linked, operation

ASKED = {
    "at-point": {"lon": 110.67, "lat": -6.59},
    "exposure": {"hazard": "bahaya", "jenis": "banjir", "exposed": "wisata", "by": "kecamatan"},
}


@pytest.fixture(scope="module")
def processes(stranger, landing) -> list[dict]:
    listed = stranger.json(linked(landing, f"{RELATION}processes")[0]["href"])["processes"]
    return [stranger.json(linked(each, "self")[0]["href"]) for each in listed]


@pytest.mark.requirement("processes-1/core/pl-limit-definition")
def test_limit_is_told_as_the_standard_has_it(interface):
    told = operation(interface, "/processes")["parameters"]["limit"]
    assert (told["in"], told["required"], told["style"], told["explode"]) == ("query", False, "form", False)
    assert told["schema"]["type"] == "integer"
    assert 1 <= told["schema"]["minimum"] <= told["schema"]["default"] <= told["schema"]["maximum"]


def test_every_process_is_described_with_all_it_takes_and_gives(processes):
    assert {each["id"] for each in processes} == set(ASKED)
    for each in processes:
        assert each["version"]
        assert each["jobControlOptions"] == ["sync-execute"]
        assert each["outputTransmission"] == ["value"]
        for one in (*each["inputs"].values(), *each["outputs"].values()):
            Draft202012Validator.check_schema(one["schema"])
        must = {name for name, one in each["inputs"].items() if one["minOccurs"]}
        assert must <= set(ASKED[each["id"]])


@pytest.mark.requirement("processes-1/core/process-execute-sync-document")
@pytest.mark.parametrize("response", ["raw", "document"])
def test_every_process_is_executed_at_the_address_it_tells(stranger, processes, response):
    for each in processes:
        (told,) = linked(each, f"{RELATION}execute")
        asked = {"inputs": ASKED[each["id"]], "response": response, "outputs": {"result": {}}}
        answer = stranger.client.post(told["href"], json=asked, headers={"prefer": "respond-async"})
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "application/json"
        result = answer.json()["result"]["value"] if response == "document" else answer.json()
        Draft202012Validator(each["outputs"]["result"]["schema"]).validate(result)
        assert result["versions"]


def test_what_is_not_there_is_told_by_the_standard_s_own_words(stranger):
    for path, kind in (
        ("/processes/invalid-process-1", "no-such-process"),
        ("/jobs/invalid-job-1", "no-such-job"),
        ("/jobs/invalid-job-1/results", "no-such-job"),
    ):
        answer = stranger.get(path)
        assert answer.status_code == 404
        assert answer.json()["type"].endswith(f"/exceptions/ogcapi-processes-1/1.0/{kind}")
        assert {"title", "status", "detail"} <= set(answer.json())
