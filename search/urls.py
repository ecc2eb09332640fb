from django.urls import path

from search import keeping, tending, views
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
    path("library/followed/", views.followed, name="followed"),
    path("library/wanted/", views.wanted, name="wanted"),
    path("library/questions/", tending.questions, name="questions"),
    path("library/questions/<int:pk>/settle/", tending.settle, name="settle"),
    path("library/questions/synonyms/", tending.synonyms, name="synonyms"),
    path(
        "library/questions/synonyms/<int:pk>/remove/", tending.drop_synonyms, name="drop_synonyms"
    ),
    path("library/questions/recommend/", tending.recommend, name="recommend"),
    path("library/questions/recommend/<int:pk>/remove/", tending.drop_pin, name="drop_pin"),
    path("library/questions/call/", tending.call, name="call"),
    path("library/questions/call/<int:pk>/close/", tending.close, name="close_call"),
]
