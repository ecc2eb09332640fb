"""An index of this host that follows the journal by a cursor of its own.

Deliveries are marked done once the usual engine has them, so a follower reads the entries themselves. Ids
of entries are handed out before their transactions end: an entry may appear behind the cursor. So the last
minutes are read again each time, and what was seen is remembered; nightly everything is compared.
"""

import json
import logging
import os
import time
from datetime import timedelta
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from core.journal.models import Entry
from search.documents.kinds import facts_heard, keys_touched
from search.engines.protocol import NoIndex, SearchEngine
from search.indexing.rebuilding import rebuild
from search.indexing.writing import bring, mend, teach

log = logging.getLogger(__name__)
OVERLAP = timedelta(minutes=5)
MOST = 500
COMPARE_EVERY = 24 * 3600.0


class Follower:
    """Brings one engine to what the journal says.

    Args:
        engine: the engine of this host.
        cursor: the file that remembers how far it has read.
    """

    def __init__(self, engine: SearchEngine, *, cursor: Path) -> None:
        self._engine = engine
        self._cursor = cursor
        self._seen: set[int] = set()
        self._compared_at = float("-inf")

    def start(self) -> None:
        """Make the index when there is none, else compare all of it with the database."""
        last = _last_entry()
        try:
            health = self._engine.health()
            if not health.is_reachable or not health.is_current:
                raise NoIndex
            mended = mend(engine=self._engine)
            log.info("compared: %d written, %d dropped", mended.written, mended.dropped)
        except NoIndex:
            rebuild(engine=self._engine)
        else:
            teach(engine=self._engine)
        self._compared_at = time.monotonic()
        self._remember(last)

    def step(self) -> int:
        """Follow what happened since the last step; returns how many entries were new."""
        if time.monotonic() - self._compared_at > COMPARE_EVERY:
            self.start()
        cursor = self._known()
        names = [fact.__name__ for fact in facts_heard()]
        recent = Q(happened_at__gte=timezone.now() - OVERLAP)
        found = Entry.objects.filter(Q(pk__gt=cursor) | recent, kind__in=names)
        fresh = list(found.exclude(pk__in=self._seen).order_by("pk")[:MOST])
        if not fresh:
            return 0
        keys = dict.fromkeys(key for entry in fresh for key in keys_touched(entry.fact))
        if keys:
            bring(keys, engine=self._engine)
        self._seen.update(entry.pk for entry in fresh)
        self._remember(max(cursor, fresh[-1].pk))
        self._forget_old()
        return len(fresh)

    def _forget_old(self) -> None:
        if len(self._seen) > 10 * MOST:
            recent = Entry.objects.filter(happened_at__gte=timezone.now() - OVERLAP)
            self._seen &= set(recent.values_list("pk", flat=True))

    def _known(self) -> int:
        try:
            return int(json.loads(self._cursor.read_text())["entry"])
        except (FileNotFoundError, ValueError, KeyError):
            return 0

    def _remember(self, entry: int) -> None:
        fresh = self._cursor.with_suffix(".new")
        fresh.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps({"entry": entry}))
        os.replace(fresh, self._cursor)


def _last_entry() -> int:
    return Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
