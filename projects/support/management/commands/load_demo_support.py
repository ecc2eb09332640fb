from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from projects.support.loading import load


class Command(BaseCommand):
    help = "Make invented requests for support in every state, and offers. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE.endswith("production"):
            raise CommandError("Invented requests are for trying only: not in production.")
        self.stdout.write(f"{load()} requests made")
