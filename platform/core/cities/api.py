from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.viewsets import ReadOnlyModelViewSet

from core.cities import queries
from core.cities.models import City
from core.cities.serializers import CitySerializer


@extend_schema_view(
    list=extend_schema(
        summary="Cities",
        parameters=[OpenApiParameter("country", str, description="ISO 3166-1 code")],
    ),
    retrieve=extend_schema(summary="One city"),
)
class CityViewSet(ReadOnlyModelViewSet[City]):
    """The cities of the network."""

    serializer_class = CitySerializer
    lookup_field = "slug"
    queryset = City.objects.none()

    def get_queryset(self) -> QuerySet[City]:
        return queries.cities(country=self.request.query_params.get("country", "")[:2])
