from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LiveConfig(AppConfig):
    name = "core.live"
    label = "live"

    def ready(self) -> None:
        """Register every app's topics, and be told of every fact."""
        from core.journal.facts import heard_by
        from core.live.telling import tell_after_commit

        heard_by(tell_after_commit)
        autodiscover_modules("live")
