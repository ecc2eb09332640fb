"""The API, version 1: public reading for everybody, writing for people and their keys."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.cities.api_urls")),
    path("", include("knowledge.library.api_urls")),
    path("", include("core.webhooks.api_urls")),
    path("", include("projects.support.api_urls")),
    path("", include("projects.concepts.api_urls")),
    path("", include("projects.partnerships.api_urls")),
    path("", include("projects.workplans.api_urls")),
    path("", include("projects.documents.api_urls")),
    path("", include("projects.discussions.api_urls")),
    path("", include("projects.meetings.api_urls")),
    path("", include("search.api_urls")),
]
