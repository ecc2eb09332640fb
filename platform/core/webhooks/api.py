"""Webhooks by program: set up, look at what was sent, remove."""

from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiTypes, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.accounts.writing import WritingView
from core.webhooks import actions
from core.webhooks.models import Endpoint


class EndpointSerializer(serializers.Serializer[Any]):
    """Of which stream (such as ``project:<id>``), to which address."""

    stream = serializers.CharField(max_length=120)
    url = serializers.URLField(max_length=500)


def told(endpoint: Endpoint) -> dict[str, Any]:
    """An endpoint without its secret."""
    return {
        "id": str(endpoint.public_id),
        "stream": endpoint.stream,
        "url": endpoint.url,
        "is_active": endpoint.is_active,
        "failures": endpoint.failures,
    }


class Webhooks(WritingView):
    """My webhooks."""

    @extend_schema(summary="My webhooks", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request) -> Response:
        mine = Endpoint.objects.filter(person_id=request.user.pk).order_by("pk")
        return Response([told(endpoint) for endpoint in mine])

    @extend_schema(
        summary="Set a webhook up; the signing secret is in the answer",
        request=EndpointSerializer,
        responses={201: OpenApiTypes.OBJECT},
    )
    def post(self, request: Request) -> Response:
        asked = EndpointSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.make_endpoint(actor=request.user, **asked.validated_data)
        return Response({**told(made), "secret": made.secret}, status=201)


class OneWebhook(WritingView):
    """One webhook with the log of what was sent."""

    def endpoint(self, request: Request, public_id: UUID) -> Endpoint:
        return get_object_or_404(Endpoint, person_id=request.user.pk, public_id=public_id)

    @extend_schema(summary="One webhook and its log", responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.endpoint(request, public_id)
        rows = found.messages.select_related("entry")[:100]
        log = [
            {
                "id": str(row.public_id),
                "type": row.entry.kind,
                "position": row.entry.position,
                "attempts": row.attempts,
                "status": row.status,
                "error": row.error,
                "tried_at": row.tried_at,
                "done_at": row.done_at,
                "given_up_at": row.given_up_at,
            }
            for row in rows
        ]
        return Response({**told(found), "log": log})

    @extend_schema(summary="Remove a webhook", responses={204: None})
    def delete(self, request: Request, public_id: UUID) -> Response:
        actions.remove_endpoint(actor=request.user, endpoint=self.endpoint(request, public_id))
        return Response(status=204)
