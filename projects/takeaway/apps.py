from django.apps import AppConfig


class TakeawayConfig(AppConfig):
    name = "projects.takeaway"
    label = "takeaway"
