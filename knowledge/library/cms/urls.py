from django.urls import path

from knowledge.library.cms import views

urlpatterns = [
    path("practices/", views.practices, name="library_practices"),
    path("practices/waiting/", views.waiting, name="library_waiting"),
    path("practices/<int:pk>/", views.practice, name="library_practice"),
    path("practices/<int:pk>/text/", views.text, name="library_text"),
    path("practices/<int:pk>/decide/", views.decide, name="library_decide"),
    path(
        "practices/<int:pk>/translate/<slug:language>/", views.translate, name="library_translate"
    ),
]
