from django.urls import path

from core.cities.api import CityViewSet

urlpatterns = [
    path("cities", CityViewSet.as_view({"get": "list"}), name="api_cities"),
    path(
        "cities/<slug:slug>",
        CityViewSet.as_view({"get": "retrieve", "patch": "partial_update"}),
        name="api_city",
    ),
]
