"""Pictures of a text by program: bring one, and fetch it."""

from uuid import UUID

from django.http.response import HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.access.rules import require
from core.api.describing import OBJECT
from core.design.uploads import plain_picture
from projects.documents import actions
from projects.documents.api import DocumentView
from projects.documents.pictures import shown


class PictureSerializer(serializers.Serializer):
    """A picture: JPEG, PNG, WebP or GIF; where and when it was taken is not kept."""

    file = serializers.FileField()


class Pictures(DocumentView):
    """Bring a picture. The text shows it once an edit puts an element ``image`` with this ``src`` there."""

    http_method_names = ["post", "options"]

    @extend_schema(summary="Bring a picture", request=PictureSerializer, responses={201: OBJECT})
    def post(self, request: Request, public_id: UUID, document_id: UUID) -> Response:
        found = self.document(request, public_id, document_id)
        require(request.user, "document.write", found)
        asked = PictureSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        read = plain_picture(asked.validated_data["file"])
        made = actions.add_picture(actor=request.user, document=found, picture=read)
        return Response(
            {"src": made.source, "width": made.width, "height": made.height}, status=201
        )


class OnePicture(DocumentView):
    """A picture of a text."""

    @extend_schema(summary="A picture", responses={(200, "image/*"): bytes})
    def get(
        self, request: Request, public_id: UUID, document_id: UUID, picture_id: UUID
    ) -> HttpResponseBase:
        return shown(self.document(request, public_id, document_id), picture_id)
