from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "projects.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        """Fill the city page and the frame of the workspace."""
        from projects.partnerships import panels  # noqa: F401 its parts register themselves
