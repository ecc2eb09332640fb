from importlib import import_module, util

from django.apps import AppConfig, apps


class AccessConfig(AppConfig):
    name = "core.access"
    label = "access"

    def ready(self) -> None:
        """Register every app's rules, so that a missing or doubled name fails at start."""
        for config in apps.get_app_configs():
            name = f"{config.name}.policy"
            if util.find_spec(config.name) and util.find_spec(name):
                import_module(name)
