"""Show the operator what was parked, and try it again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from core.journal.models import Delivery
from core.journal.queries import parked


class Command(BaseCommand):
    help = "List deliveries that were given up; --retry gives them back to the worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        for delivery in parked():
            entry = delivery.entry
            self.stdout.write(
                f"{entry.stream.name} {entry.position} {entry.kind} {delivery.handler}: "
                f"{delivery.error}"
            )
        if options["retry"]:
            count = Delivery.objects.exclude(parked_at=None).update(parked_at=None, attempts=0)
            self.stdout.write(f"{count} given back")
