"""An execution's body, read; its result, as it was asked for (OGC API Processes, clauses 7.11 to 7.13)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

import orjson

from api.links import JSON
from api.models import Document
from gis.errors import BadValue, UnknownName
from gis.layer import Words

Inputs = Mapping[str, object]

OUTPUT: Final = "result"
"""Every process has one output, of this name."""

_MEMBERS: Final = ("inputs", "outputs", "response")
_QUALIFIED: Final = {"value", "mediaType", "encoding", "schema"}
_LINKED: Final = {"href", "rel", "type", "hreflang", "title"}
RESPONSES: Final = ("raw", "document")
"""How a result can be had; the first unless a caller says otherwise."""

_OBJECT: Final = Words('objek JSON seperti {"inputs": {…}}', 'a JSON object such as {"inputs": {…}}')
_TEXT: Final = Words('JSON seperti {"inputs": {…}}', 'JSON such as {"inputs": {…}}')
_PLAIN: Final = Words("objek JSON", "a JSON object")
_BY_VALUE: Final = Words("value; hasil diberikan langsung", "value; results are given at once")
_DATA: Final = Words(
    "alamat data: yang memuat nilainya sendiri; layanan ini tidak mengambil apa pun dari alamat lain",
    "a data: address that holds the value itself; this service fetches nothing from other addresses",
)


@dataclass(frozen=True, slots=True)
class Execution:
    """What is asked of a process: its inputs, and whether the result stands in a document or by itself."""

    inputs: Inputs
    document: bool = False

    def answer(self, result: Document) -> Document:
        """The result in the shape that was asked for (/req/core/process-execute-sync-raw-value-one and
        -sync-document)."""
        return {OUTPUT: {"value": result, "mediaType": JSON}} if self.document else result


def example(inputs: Mapping[str, Document]) -> Document:
    """A body with which a process can be run as it stands, from the description of its inputs: each that
    names a value has it, since what may be left out for one layer is needed for another."""
    values = {name: _value_of(said["schema"]) for name, said in inputs.items()}
    return {"inputs": {name: value for name, value in values.items() if value is not None}}


def _value_of(schema: Document) -> object:
    """The first of a schema's examples, else of the values it lists; None where it names none."""
    named = schema.get("examples", schema.get("enum"))
    return named[0] if named else None


def read(body: bytes) -> Execution:
    """The body of an execution. Errors: `BadValue`, `UnknownName` for what does not fit."""
    try:
        given = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadValue("body", "(given)", _TEXT) from None
    if not isinstance(given, dict):
        raise BadValue("body", "(given)", _OBJECT)
    for name in given:
        if name not in _MEMBERS:
            raise UnknownName("member", name, _MEMBERS)
    _check_outputs(given.get("outputs", {}))
    return Execution(_inputs(given.get("inputs", {})), _document(given.get("response", RESPONSES[0])))


def _document(response: object) -> bool:
    if response not in RESPONSES:
        raise BadValue("response", response, Words("raw atau document", "raw or document"))
    return response == "document"


def _check_outputs(outputs: object) -> None:
    """Refuses what is no output; none named means all (/req/core/process-execute-default-outputs)."""
    if not isinstance(outputs, dict):
        raise BadValue("outputs", "(given)", _PLAIN)
    for name, wanted in outputs.items():
        if name != OUTPUT:
            raise UnknownName("output", name, [OUTPUT])
        if not isinstance(wanted, dict):
            raise BadValue(f"outputs.{name}", "(given)", _PLAIN)
        if wanted.get("transmissionMode", "value") != "value":
            raise BadValue(f"outputs.{name}.transmissionMode", wanted["transmissionMode"], _BY_VALUE)


def _inputs(inputs: object) -> Inputs:
    if not isinstance(inputs, dict):
        raise BadValue("inputs", "(given)", _PLAIN)
    return {name: _value(name, given) for name, given in inputs.items()}


def _value(name: str, given: object) -> object:
    """An input's value, wherever it stands: as it is, in an object that qualifies it, or behind a link
    (/req/core/process-execute-inputs and -input-inline-object)."""
    if not isinstance(given, dict):
        return given
    if "href" in given and given.keys() <= _LINKED:
        return _linked(name, given["href"])
    return given["value"] if "value" in given and given.keys() <= _QUALIFIED else given


def _linked(name: str, href: object) -> object:
    # Only addresses that hold the value itself: whoever could have this server fetch an address of their
    # choice could reach what stands beside it in the regency's network.
    if not isinstance(href, str) or not href.startswith("data:"):
        raise BadValue(f"inputs.{name}.href", href, _DATA)
    head, comma, held = href.removeprefix("data:").partition(",")
    try:
        plain = unquote_to_bytes(held)
        text = base64.b64decode(plain, validate=True) if head.endswith(";base64") else plain
        return orjson.loads(text) if comma else None
    except (binascii.Error, orjson.JSONDecodeError):
        raise BadValue(f"inputs.{name}.href", href, _DATA) from None
