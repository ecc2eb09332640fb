from django.urls import path

from search import keeping, views
from search.export import NewPractices, table, workbook

app_name = "search"
urlpatterns = [
    path("library/", views.library, name="library"),
    path("library/practices.csv", table, name="table"),
    path("library/practices.xlsx", workbook, name="workbook"),
    path("library/searches/", keeping.searches, name="searches"),
    path("library/searches/save/", keeping.save, name="save"),
    path("library/searches/<int:pk>/forget/", keeping.forget, name="forget"),
    path("library/feed/", NewPractices(), name="feed"),
    path("library/suggest/", views.suggest, name="suggest"),
]
