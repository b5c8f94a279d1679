"""The service keeps to its own description: whatever is asked, no fault of its own, no status, header, media
type or body that the description does not tell.

The requests are made up from the description by schemathesis: half of them as it allows, half of them not.
They are the same in every run. `make fuzz` makes ten thousand of them.
"""

from __future__ import annotations

import sys
from collections import Counter

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

OUTSIDE = [not_a_server_error, status_code_conformance, response_headers_conformance]
CHECKS = [*OUTSIDE, content_type_conformance, response_schema_conformance]
WITHIN_S = 10
SERVICES = ("toys", "staff", "sample")


def fuzzed(url: str, cases: int) -> tuple[Counter[int], dict[str, str]]:
    """The statuses of the answers, and what did not fit by operation."""
    load_all_checks()
    schema = schemathesis.openapi.from_url(f"{url}/api")
    operations = [found.ok() for found in schema.get_all_operations()]
    each = max(1, cases // len(operations) // 2)
    statuses: Counter[int] = Counter()
    wrong: dict[str, str] = {}
    with requests.Session() as session:
        for operation in operations:
            for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                try:
                    tried(operation, mode, each, session, statuses)
                except Unsatisfiable:
                    # There is nothing that the description does not allow.
                    continue
                except (Exception, BaseExceptionGroup) as error:  # noqa: BLE001 -- told with the others.
                    wrong[f"{operation.label} {mode.value}"] = str(error)[:900]
    return statuses, wrong


def tried(operation, mode, each: int, session: requests.Session, statuses: Counter[int]) -> None:
    """Asks for so many made-up cases of an operation."""

    @settings(
        max_examples=each,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case) -> None:
        answer = case.call(session=session, timeout=WITHIN_S)
        statuses[answer.status_code] += 1
        # Who prefers so is told that it was done and nothing else: no body, no type of one (RFC 7240, 4.2).
        minimal = answer.headers.get("preference-applied") == "return=minimal"
        case.validate_response(answer, checks=OUTSIDE if minimal else CHECKS)

    ask()


@pytest.mark.parametrize("which", SERVICES)
def test_every_answer_is_one_that_is_described(which, request, cases):
    service = request.getfixturevalue(which)
    statuses, wrong = fuzzed(service.url, cases // len(SERVICES))
    sys.stdout.write(f"{which}: {statuses.total()} requests, {dict(sorted(statuses.items()))}\n")
    assert not wrong, "\n\n".join(f"{name}\n{what}" for name, what in wrong.items())
    assert statuses[200]
    assert statuses[400]
