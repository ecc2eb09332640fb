from django.urls import path

from search import views
from search.export import NewPractices, table, workbook

app_name = "search"
urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/practices.csv", table, name="table"),
    path("library/practices.xlsx", workbook, name="workbook"),
    path("library/feed/", NewPractices(), name="feed"),
    path("library/suggest/", views.suggest, name="suggest"),
]
