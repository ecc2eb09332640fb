from importlib import import_module, util

from django.apps import AppConfig, apps
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "core.notifications"
    label = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        """Register every app's kinds of notes."""
        for config in apps.get_app_configs():
            if util.find_spec(f"{config.name}.notes"):
                import_module(f"{config.name}.notes")
