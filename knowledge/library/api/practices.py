from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from knowledge.library import queries
from knowledge.library.models import PracticePage
from knowledge.library.serializers.practices import PracticeSerializer

FILTERS = {
    "city": "city__slug",
    "country": "city__country",
    "theme": "themes__code",
    "sdg": "sdgs__code",
    "target_group": "target_groups__code",
}


@extend_schema_view(
    list=extend_schema(
        summary="Practices",
        parameters=[
            OpenApiParameter("city", str, description="slug of the city"),
            OpenApiParameter("country", str, description="ISO 3166-1 code"),
            OpenApiParameter("theme", str, description="code of a theme"),
            OpenApiParameter("sdg", str, description="number of a goal"),
            OpenApiParameter("target_group", str, description="code of a target group"),
        ],
    ),
    retrieve=extend_schema(summary="One practice"),
)
class PracticeViewSet(GenericViewSet[PracticePage]):
    """Public practices."""

    serializer_class = PracticeSerializer
    queryset = PracticePage.objects.none()
    lookup_field = "translation_key"
    lookup_url_kwarg = "key"

    def get_queryset(self) -> QuerySet[PracticePage]:
        found = queries.with_tags(queries.public_originals()).order_by("pk")
        for name, field in FILTERS.items():
            if value := self.request.query_params.get(name, "").replace("\x00", ""):
                found = found.filter(**{field: value[:60]})
        return found.distinct()

    def _answer(self, pages: list[PracticePage]) -> list[dict[str, Any]]:
        keys = [page.translation_key for page in pages]
        context = {
            **self.get_serializer_context(),
            "levels": queries.levels(keys),
            "reuses": queries.reuses_by_practice(keys),
            "texts": queries.in_languages(keys),
        }
        return [PracticeSerializer(page, context=context).data for page in pages]

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.get_queryset())
        assert page is not None
        return self.get_paginated_response(self._answer(list(page)))

    def retrieve(self, request: Request, key: str) -> Response:
        return Response(self._answer([self.get_object()])[0])
