from django.apps import AppConfig


class WorkplansConfig(AppConfig):
    name = "projects.workplans"
    label = "workplans"
