from importlib import import_module, util

from django.apps import AppConfig, apps


class JournalConfig(AppConfig):
    name = "core.journal"
    label = "journal"

    def ready(self) -> None:
        """Register every app's handlers before anything records a fact."""
        for config in apps.get_app_configs():
            for room in ("facts", "handlers"):
                if util.find_spec(f"{config.name}.{room}"):
                    import_module(f"{config.name}.{room}")
