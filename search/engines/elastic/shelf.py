"""What the engine was taught, kept beside the indexes so that every host has the same."""

import time
from threading import Lock

from elasticsearch import Elasticsearch, NotFoundError

from search.analysis.lessons import Lessons

FRESH = 30.0
ONLY = "current"


class Shelf:
    """One stored text, read again when somebody wrote another.

    Args:
        index: where it is kept.
    """

    def __init__(self, reading: Elasticsearch, writing: Elasticsearch, *, index: str) -> None:
        self._reading = reading
        self._writing = writing
        self.index = index
        self._lock = Lock()
        self._looked_at = float("-inf")
        self._seen = 0
        self._known = Lessons()

    def write(self, lessons: Lessons) -> None:
        """Keep this one; other processes have it within FRESH seconds."""
        if not self._writing.indices.exists(index=self.index):
            self._writing.options(ignore_status=400).indices.create(
                index=self.index,
                settings={"number_of_shards": 1, "auto_expand_replicas": "0-1"},
                mappings={"enabled": False},
            )
        self._writing.index(index=self.index, id=ONLY, document={"text": lessons.dumped()})
        self._looked_at = float("-inf")

    def remove(self) -> None:
        """Take the index of it away."""
        self._writing.indices.delete(index=self.index, ignore_unavailable=True)

    def read(self) -> Lessons:
        """The one that was written last; empty before the first."""
        with self._lock:
            if time.monotonic() - self._looked_at > FRESH:
                self._look()
                self._looked_at = time.monotonic()
            return self._known

    def _look(self) -> None:
        try:
            about = self._reading.get(index=self.index, id=ONLY, source=False)
            if about["_version"] != self._seen:
                row = self._reading.get(index=self.index, id=ONLY)
                self._known = Lessons.loaded(row["_source"]["text"])
                self._seen = row["_version"]
        except NotFoundError:
            return
