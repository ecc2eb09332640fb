from django.urls import path

from projects.meetings import views

app_name = "meetings"
PROJECT = "<uuid:public_id>/meetings/"
urlpatterns = [
    path(PROJECT, views.meetings, name="meetings"),
    path(f"{PROJECT}new/", views.plan, name="plan"),
    path(f"{PROJECT}decisions/", views.decide, name="decide"),
    path(f"{PROJECT}calendar/", views.renew, name="renew"),
    path(f"{PROJECT}<uuid:meeting_id>/", views.meeting, name="meeting"),
    path(f"{PROJECT}<uuid:meeting_id>/act/", views.act, name="act"),
    path(f"{PROJECT}<uuid:meeting_id>/meeting.ics", views.one, name="one"),
]
