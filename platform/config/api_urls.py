"""The public API, version 1: read-only."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.cities.api_urls")),
    path("", include("knowledge.library.api_urls")),
    path("", include("search.api_urls")),
]
