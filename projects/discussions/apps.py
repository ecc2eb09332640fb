from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "projects.discussions"
    label = "discussions"
