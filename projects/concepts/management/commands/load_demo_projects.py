from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from projects.concepts.loading import load


class Command(BaseCommand):
    help = "Make invented concept notes and projects in different states. Safe to run twice."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE.endswith("production"):
            raise CommandError("Invented projects are for trying only: not in production.")
        self.stdout.write(f"{load()} projects made")
