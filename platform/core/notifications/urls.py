from django.urls import path

from core.notifications import views

app_name = "notifications"
urlpatterns = [
    path("", views.notes, name="list"),
    path("<int:pk>/", views.note, name="note"),
    path("choices/", views.choices, name="choices"),
    path("end/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
