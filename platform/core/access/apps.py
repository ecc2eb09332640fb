from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "core.access"
    label = "access"

    def ready(self) -> None:
        """Register every app's rules, so that a missing or doubled name fails at start."""
        autodiscover_modules("policy")
