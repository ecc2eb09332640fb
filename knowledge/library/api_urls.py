from django.urls import path

from knowledge.library.api import PracticeViewSet

urlpatterns = [
    path("practices", PracticeViewSet.as_view({"get": "list"}), name="api_practices"),
    path("practices/<uuid:key>", PracticeViewSet.as_view({"get": "retrieve"}), name="api_practice"),
]
