from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "projects.partnerships"
    label = "partnerships"
