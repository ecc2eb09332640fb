"""The public API, version 1: read-only."""

from django.urls import include, path

urlpatterns = [
    path("cities", include("core.cities.api_urls")),
    path("practices", include("knowledge.library.api_urls")),
    path("search", include("search.api_urls")),
]
