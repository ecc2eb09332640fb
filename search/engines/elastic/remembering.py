"""Best scores of questions that were asked a moment ago.

Whoever turns a page or sets a filter asks the same words again; the best score, from which weaker answers are cut,
is known then, and everything can be asked in one request instead of two.
"""

from collections.abc import MutableMapping
from dataclasses import replace
from threading import Lock

from cachetools import TTLCache

from search.engines.protocol import Query

MOST = 2000
SECONDS = 30.0


class BestScores:
    """Kept by each process for `seconds`; nought keeps nothing."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._kept: MutableMapping[tuple[str, str], float] = TTLCache(MOST, seconds)
        self._lock = Lock()

    def get(self, index: str, query: Query) -> float | None:
        with self._lock:
            return self._kept.get(_name(index, query))

    def keep(self, index: str, query: Query, best: float) -> None:
        with self._lock:
            self._kept[_name(index, query)] = best

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()


def _name(index: str, query: Query) -> tuple[str, str]:
    """What the best score depends on: everything but filters, the page and the order."""
    asked = replace(
        query, filters={}, facets=(), sort="relevance", offset=0, limit=0, cut=0.0, fragments=False
    )
    return index, repr(asked)
