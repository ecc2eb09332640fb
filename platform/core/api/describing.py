"""What operations of the API share, written into their description once for all."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiTypes

OBJECT = OpenApiTypes.OBJECT
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, description="The ETag that was read"
)
CURSOR = OpenApiParameter("cursor", str)
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string"},
    "description": "The same key again is done once",
}

COMMON = {
    "400": "Some values are not valid.",
    "401": "Nobody is signed in, or the key opens nothing.",
    "403": "Refused; the title says why.",
    "404": "There is nothing here, or nothing for you.",
    "405": "This is not done with this method.",
    "406": "The answer is JSON only.",
    "409": "Not possible in the present state.",
    "412": "Somebody else has changed it; the answer holds what is stored now.",
    "415": "The body is JSON.",
    "422": "The idempotency key was used for something else.",
    "429": "Too many questions; come back later.",
}
PROBLEM = {
    "type": "object",
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "errors": {},
        "current": {},
    },
    "required": ["status", "title"],
}


def with_problems(result: dict[str, Any], **_unused: Any) -> dict[str, Any]:
    """Add the problem answers (RFC 9457) to every operation, and the key to every POST; a hook of
    drf-spectacular."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for operations in result["paths"].values():
        if "post" in operations:
            operations["post"].setdefault("parameters", []).append(KEY)
        for operation in operations.values():
            for status, words in COMMON.items():
                operation["responses"].setdefault(
                    status, {"description": words, "content": content}
                )
    return result
