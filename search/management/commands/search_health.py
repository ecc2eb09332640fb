"""Tell an operator how search is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.journal.models import Delivery
from search.documents.kinds import every_key, kind_of, kinds
from search.engines.protocol import SearchEngine, Unavailable
from search.handlers import index_changes
from search.installed import REBUILD, installed_engine, local_engine


class Command(BaseCommand):
    help = "Show both indexes, what waits to be indexed, and what was given up; fails when something is wrong."

    def handle(self, *args: Any, **options: Any) -> None:
        engine, local = installed_engine(), local_engine()
        wrong = self._tell("index", engine)
        if engine is not local:
            wrong += self._tell("local index of this host", local)
        wrong += self._tell_waiting()
        if wrong:
            raise CommandError("; ".join(wrong))

    def _tell(self, name: str, engine: SearchEngine) -> list[str]:
        try:
            health = engine.health()
        except Unavailable as away:
            self.stdout.write(f"{name}: away ({away})")
            return [f"the {name} is away"]
        if not health.is_reachable:
            self.stdout.write(f"{name}: none")
            return [f"there is no {name}: run {REBUILD}"]
        wanted = every_key()
        there = set(engine.versions())
        self.stdout.write(f"{name}: {health.index}, {health.documents} documents of {len(wanted)}")
        for kind in kinds():
            own = [key for key in wanted if kind_of(key) == kind.code]
            self.stdout.write(f"  {kind.code}: {sum(key in there for key in own)} of {len(own)}")
        for lang, count in health.documents_by_language.items():
            self.stdout.write(f"  in {lang}: {count}")
        if health.building:
            self.stdout.write(f"  kept beside it: {', '.join(health.building)}")
        wrong = []
        if not health.is_current:
            wrong.append(f"the {name} was made with other settings: run {REBUILD}")
        if there != set(wanted):
            wrong.append(f"the {name} differs from the database; the nightly comparison mends it")
        return wrong

    def _tell_waiting(self) -> list[str]:
        name = f"{index_changes.__module__}.{index_changes.__name__}"
        waiting = Delivery.objects.filter(handler=name, done_at=None)
        oldest = waiting.filter(parked_at=None).select_related("entry").order_by("pk").first()
        parked = waiting.exclude(parked_at=None).count()
        if oldest is None:
            self.stdout.write("waiting: nothing")
        else:
            age = (timezone.now() - oldest.entry.happened_at).total_seconds()
            count = waiting.filter(parked_at=None).count()
            self.stdout.write(
                f"waiting: {count}, the oldest for {age:.0f} s {oldest.error}".rstrip()
            )
        self.stdout.write(f"given up: {parked}")
        return ["some changes were given up: ./jusoor manage journal shows them"] if parked else []
