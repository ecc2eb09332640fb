"""API errors as problem details (RFC 9457)."""

from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import PermissionDenied
from rest_framework.response import Response
from rest_framework.views import exception_handler

from core.access.lifecycle import WrongState
from core.access.rules import Refused


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn an exception into a problem answer with a sentence in the caller's language."""
    if isinstance(error, Refused):
        error = PermissionDenied(str(error))
    if isinstance(error, WrongState):
        response: Response | None = Response(status=409, data={"detail": str(error)})
    else:
        response = exception_handler(error, context)
    if response is None:
        return None
    detail = response.data.get("detail") if isinstance(response.data, dict) else None
    problem: dict[str, Any] = {
        "type": "about:blank",
        "status": response.status_code,
        "title": str(detail or _("Some values are not valid.")),
    }
    if detail is None:
        problem["errors"] = response.data
    response.data = problem
    response.content_type = "application/problem+json"
    return response
