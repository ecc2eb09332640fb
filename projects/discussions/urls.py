from django.urls import path

from projects.discussions import views

app_name = "discussions"
PROJECT = "<uuid:public_id>/discussion/"
urlpatterns = [
    path(PROJECT, views.threads, name="threads"),
    path(f"{PROJECT}<uuid:thread_id>/", views.thread, name="thread"),
    path(f"{PROJECT}<uuid:thread_id>/act/", views.act, name="act"),
    path(f"{PROJECT}files/<uuid:file_id>/", views.attachment, name="attachment"),
]
