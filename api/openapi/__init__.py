"""The interface as an OpenAPI 3.0 document, written out from the declarations an audience sees.

FastAPI would describe its own functions; this describes what there is to ask: every collection with its
fields as parameters and as properties, every encoding, every status that is given. Tests hold it to the
routes, to what the service says it allows, and to its answers.
"""

from api.openapi.document import VERSION, document

__all__ = ["VERSION", "document"]
