"""Cities, partner networks and the practices of the convention; safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand

from core.access.rules import SYSTEM
from core.cities.loading import load_cities
from core.cities.models import City
from knowledge.library.actions import import_practice, open_branch, open_library
from knowledge.library.loading.convention import files, records


class Command(BaseCommand):
    help = "Load the cities and the 29 practices reported at the convention of 2023."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_cities(actor=SYSTEM)
        self.stdout.write(f"cities and networks: {report.total}, changed: {report.changed}")
        open_library(actor=SYSTEM)
        for city in City.objects.all():
            open_branch(actor=SYSTEM, owner=city)
        total, changed = len(files()), 0
        for number, record in enumerate(records(), start=1):
            changed += import_practice(actor=SYSTEM, found=record)
            self.stdout.write(f"practice {number} of {total}: {record.code}")
        self.stdout.write(f"practices: {total}, changed: {changed}")
