from django.urls import path

from core.design import views

app_name = "design"
urlpatterns = [
    path("about/", views.about, name="about"),
    path("preferences/", views.preferences, name="preferences"),
]
