from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    name = "projects.discussions"
    label = "discussions"

    def ready(self) -> None:
        """Bring conversations into workspaces."""
        from projects.discussions import panels  # noqa: F401 its parts register themselves
