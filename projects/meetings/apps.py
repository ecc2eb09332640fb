from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "projects.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Bring meetings and decisions into workspaces."""
        from projects.meetings import panels  # noqa: F401 its parts register themselves
