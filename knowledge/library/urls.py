from django.urls import path

from knowledge.library import views

app_name = "practices"
urlpatterns = [
    path("library/practice/<uuid:key>/", views.practice, name="read"),
    path("library/practice/<uuid:key>/card/", views.card, name="card"),
    path("library/practice/<uuid:key>/practice.pdf", views.pdf, name="pdf"),
]
