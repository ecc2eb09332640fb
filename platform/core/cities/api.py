from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import ReadOnlyModelViewSet

from core.accounts.writing import OpenView
from core.cities import actions, queries
from core.cities.models import City
from core.cities.serializers import CitySerializer, OffersSerializer


@extend_schema_view(
    list=extend_schema(
        summary="Cities",
        parameters=[OpenApiParameter("country", str, description="ISO 3166-1 code")],
    ),
    retrieve=extend_schema(summary="One city"),
)
class CityViewSet(OpenView, ReadOnlyModelViewSet[City]):
    """The cities of the network."""

    serializer_class = CitySerializer
    lookup_field = "slug"
    queryset = City.objects.none()

    @extend_schema(
        summary="Say what a city offers and seeks",
        request=OffersSerializer,
        responses=CitySerializer,
    )
    def partial_update(self, request: Request, slug: str) -> Response:
        """By people of the city."""
        asked = OffersSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        city = actions.describe_city(
            actor=request.user, city=self.get_object(), values=asked.validated_data
        )
        return Response(self.get_serializer(city).data)

    def get_queryset(self) -> QuerySet[City]:
        return queries.cities(country=self.request.query_params.get("country", "")[:2])
