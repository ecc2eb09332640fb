"""Calls by program."""

from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.rules import visible
from core.access.screens import rights
from core.accounts.writing import OpenView
from core.api.describing import CURSOR, OBJECT
from core.api.paging import Newest
from projects.concepts import actions, queries
from projects.concepts.lifecycle import CALL
from projects.concepts.models import Call
from projects.concepts.serializers import CallSerializer


def told(call: Call, actor: Any) -> dict[str, Any]:
    """A call as plain data, with what this person may do and why not."""
    return {
        "id": str(call.public_id),
        "state": call.state,
        "takes_notes": call.takes_notes,
        "titles": call.titles,
        "texts": call.texts,
        "themes": [term.code for term in call.themes.all()],
        **{name: getattr(call, name) for name in actions.CALL_COLUMNS},
        "url": call.get_absolute_url(),
        "abilities": rights(actor, call, ["call.write", *CALL.moves]),
    }


class Calls(OpenView):
    """Calls that I may see."""

    @extend_schema(
        summary="Calls", parameters=[OpenApiParameter("open", bool), CURSOR], responses=OBJECT
    )
    def get(self, request: Request) -> Response:
        found = visible(request.user, Call.objects.all()).prefetch_related("themes")
        if request.query_params.get("open", "").lower() in ("true", "1"):
            found = found.filter(pk__in=queries.open_calls())
        return Newest.answer(found, self, lambda row: told(row, request.user))

    @extend_schema(summary="Write a call", request=CallSerializer, responses={201: OBJECT})
    def post(self, request: Request) -> Response:
        asked = CallSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.write_call(actor=request.user, values=asked.validated_data)
        return Response(told(made, request.user), status=201)


class OneCall(OpenView):
    """One call."""

    def known(self, request: Request, public_id: UUID) -> Call:
        found: Call = get_object_or_404(
            visible(request.user, Call.objects.all()), public_id=public_id
        )
        return found

    @extend_schema(summary="One call", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        return Response(told(self.known(request, public_id), request.user))

    @extend_schema(summary="Change a call", request=CallSerializer, responses=OBJECT)
    def patch(self, request: Request, public_id: UUID) -> Response:
        found = self.known(request, public_id)
        asked = CallSerializer(data=request.data, partial=True)
        asked.is_valid(raise_exception=True)
        written = actions.write_call(actor=request.user, call=found, values=asked.validated_data)
        return Response(told(written, request.user))


class CallVerb(OneCall):
    """``open`` and ``close``."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Open or close a call", request=None, responses=OBJECT)
    def post(self, request: Request, public_id: UUID, verb: str) -> Response:
        found = self.known(request, public_id)
        if f"call.{verb}" not in CALL.moves:
            raise Http404
        actions.move_call(actor=request.user, call=found, move=f"call.{verb}")
        found.refresh_from_db()
        return Response(told(found, request.user))
