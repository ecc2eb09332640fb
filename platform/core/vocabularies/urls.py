from django.urls import path

from core.vocabularies import views

app_name = "vocabularies"
urlpatterns = [path("declaration/", views.declaration, name="declaration")]
