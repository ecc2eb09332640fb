"""The API, version 1: public reading for everybody, writing for people and their keys."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.cities.api_urls")),
    path("", include("knowledge.library.api_urls")),
    path("", include("search.api_urls")),
]
