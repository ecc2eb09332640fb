from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    name = "core.webhooks"
    label = "webhooks"

    def ready(self) -> None:
        """Owe each new entry to the endpoints that follow its stream."""
        from core.journal.facts import heard_by
        from core.webhooks.actions import owe

        heard_by(owe)
