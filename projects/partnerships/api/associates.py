"""Organisations beside the cities by program."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.describing import OBJECT
from projects.partnerships import actions
from projects.partnerships.api.workspace import ProjectView
from projects.partnerships.models import Associate
from projects.partnerships.serializers import AssociateSerializer


class Associates(ProjectView):
    """Organisations beside the cities."""

    @extend_schema(summary="Organisations beside the cities", responses=OBJECT)
    def get(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        return Response([_associate(row) for row in found.associates.all()])

    @extend_schema(
        summary="Add an organisation", request=AssociateSerializer, responses={201: OBJECT}
    )
    def post(self, request: Request, public_id: UUID) -> Response:
        found = self.project(request, public_id)
        asked = AssociateSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = actions.add_associate(actor=request.user, project=found, values=asked.validated_data)
        return Response(_associate(made), status=201)


def _associate(row: Associate) -> dict[str, Any]:
    return {"id": str(row.public_id), "name": row.name, "sector": row.sector, "role": row.role}


class OneAssociate(ProjectView):
    """One organisation."""

    @extend_schema(summary="Remove an organisation", responses={204: None})
    def delete(self, request: Request, public_id: UUID, associate_id: UUID) -> Response:
        found = self.inside(self.project(request, public_id), Associate, associate_id)
        actions.remove_associate(actor=request.user, associate=found)
        return Response(status=204)
