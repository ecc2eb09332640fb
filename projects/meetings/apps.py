from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "projects.meetings"
    label = "meetings"
