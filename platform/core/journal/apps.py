from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JournalConfig(AppConfig):
    name = "core.journal"
    label = "journal"

    def ready(self) -> None:
        """Register every app's facts and handlers before anything records a fact."""
        autodiscover_modules("facts", "handlers")
