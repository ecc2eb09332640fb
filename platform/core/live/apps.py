from importlib import import_module, util

from django.apps import AppConfig, apps


class LiveConfig(AppConfig):
    name = "core.live"
    label = "live"

    def ready(self) -> None:
        """Register every app's topics, and be told of every fact."""
        from core.journal.facts import heard_by
        from core.live.telling import tell_after_commit

        heard_by(tell_after_commit)
        for config in apps.get_app_configs():
            if util.find_spec(f"{config.name}.live"):
                import_module(f"{config.name}.live")
