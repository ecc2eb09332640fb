"""Make the search index anew; the site may go on running."""

from typing import Any

from django.core.management.base import BaseCommand

from search.indexing.writing import rebuild
from search.installed import installed_engine


class Command(BaseCommand):
    help = "Make the search index anew from the database, then use it in one step."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild(engine=installed_engine(), tell=self._tell)
        self.stdout.write(f"practices in the index: {count}")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} of {total}")
