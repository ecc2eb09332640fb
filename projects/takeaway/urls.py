from django.urls import path

from projects.takeaway import views

app_name = "takeaway"
urlpatterns = [
    path("<uuid:public_id>/folder.zip", views.folder, name="folder"),
    path("<uuid:public_id>/fields.csv", views.fields, name="fields"),
]
