"""Keep the embedded index of this host up to the journal, for when Elasticsearch is away."""

import logging
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from search.indexing.following import Follower
from search.installed import local_engine

log = logging.getLogger(__name__)
CURSOR = "cursor.json"


class Command(BaseCommand):
    help = (
        "Follow the journal into the embedded index of this host. Runs until it is stopped; one on every "
        "host that serves pages, where Elasticsearch is the usual engine."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=float, default=1.0, help="seconds between two looks")
        parser.add_argument("--once", action="store_true", help="catch up, then end")

    def handle(self, *args: Any, **options: Any) -> None:
        cursor = Path(settings.SEARCH_INDEX) / CURSOR
        follower = Follower(local_engine(), cursor=cursor)
        follower.start()
        self.stdout.write("the local index is up to the journal")
        while not options["once"]:
            try:
                while follower.step():
                    pass
            except (DatabaseError, OSError):
                log.exception("the local index could not follow; trying again")
                close_old_connections()
            time.sleep(options["every"])
