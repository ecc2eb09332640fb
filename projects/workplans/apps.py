from django.apps import AppConfig


class WorkplansConfig(AppConfig):
    name = "projects.workplans"
    label = "workplans"

    def ready(self) -> None:
        """Bring the plan into projects: its gates, its frozen versions, its figures, its pages."""
        from projects.workplans import panels  # noqa: F401 its parts register themselves
