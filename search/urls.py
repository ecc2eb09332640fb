from django.urls import path

from search import views

app_name = "search"
urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/suggest/", views.suggest, name="suggest"),
]
