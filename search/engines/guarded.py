"""Search that is never down: the usual engine under a watch, and another one that answers for it.

Circuit breaker (Nygard, "Release It!", 2007): after a few failures within seconds the usual engine is not
asked for a while, so that a request never waits for one that hangs.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from threading import Lock

from search.analysis.languages import Language
from search.analysis.lessons import Lessons
from search.engines.protocol import (
    PUBLIC,
    Completion,
    Document,
    Dropped,
    Health,
    Hits,
    Key,
    NoIndex,
    Query,
    SearchEngine,
    Unavailable,
    Written,
)

log = logging.getLogger(__name__)
FAILURES, WITHIN, OPEN_FOR, PAUSE = 3, 10.0, 15.0, 1.0


class Breaker:
    """Says whether to ask.

    Args:
        now: seconds of a clock that only goes forward.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._failed: deque[float] = deque(maxlen=FAILURES)
        self._closed_until = float("-inf")
        self._lock = Lock()

    def may_ask(self) -> bool:
        """Not within PAUSE seconds of a failure, nor for OPEN_FOR seconds after FAILURES of them."""
        with self._lock:
            now = self._now()
            if now < self._closed_until:
                return False
            if self._closed_until > float("-inf"):  # one may try; the others wait for its luck
                self._closed_until = now + PAUSE
            return True

    def note_failure(self) -> None:
        """One more; the usual engine is left alone for a moment, or for longer."""
        with self._lock:
            now = self._now()
            self._failed.append(now)
            is_many = len(self._failed) == FAILURES and now - self._failed[0] <= WITHIN
            self._closed_until = now + (OPEN_FOR if is_many else PAUSE)

    def note_success(self) -> None:
        """All is well again."""
        with self._lock:
            self._failed.clear()
            self._closed_until = float("-inf")


class Guarded:
    """Reads from `usual` while that answers, else from `local`; everything else is the usual engine's.

    Args:
        usual: the engine of production.
        local: an engine of this host that is kept up by `search.indexing.following`.
    """

    def __init__(self, usual: SearchEngine, local: SearchEngine) -> None:
        self.usual = usual
        self.local = local
        self.breaker = Breaker()

    def _either[T](self, ask: Callable[[SearchEngine], T]) -> tuple[T, bool]:
        """The answer, and whether it is the local engine's."""
        if self.breaker.may_ask():
            try:
                answer = ask(self.usual)
            except (Unavailable, NoIndex) as failure:
                self.breaker.note_failure()
                log.warning("the local index answers: %s", failure or "no index")
            else:
                self.breaker.note_success()
                return answer, False
        return ask(self.local), True

    def search(self, query: Query, *, index: str | None = None) -> Hits:
        return self.search_all([query], index=index)[0]

    def search_all(self, queries: Sequence[Query], *, index: str | None = None) -> list[Hits]:
        if index is not None:
            return self.usual.search_all(queries, index=index)
        found, is_local = self._either(lambda engine: engine.search_all(queries))
        return [replace(hits, is_local=True) for hits in found] if is_local else found

    def complete(
        self,
        text: str,
        *,
        lang: Language,
        limit: int = 8,
        audience: Collection[str] = (PUBLIC,),
    ) -> tuple[Completion, ...]:
        return self._either(
            lambda engine: engine.complete(text, lang=lang, limit=limit, audience=audience)
        )[0]

    def prepare(self, name: str) -> None:
        self.usual.prepare(name)

    def write(
        self,
        put: Sequence[Document],
        drop: Sequence[Dropped] = (),
        *,
        into: Sequence[str] | None = None,
    ) -> Written:
        return self.usual.write(put, drop, into=into)

    def teach(self, lessons: Lessons) -> None:
        self.usual.teach(lessons)

    def lessons(self) -> Lessons:
        return self._either(lambda engine: engine.lessons())[0]

    def switch(self, to: str) -> str | None:
        return self.usual.switch(to)

    def discard(self, name: str) -> None:
        self.usual.discard(name)

    def versions(self, *, index: str | None = None) -> dict[Key, int]:
        return self.usual.versions(index=index)

    def digests(self, *, index: str | None = None) -> dict[Key, str]:
        return self.usual.digests(index=index)

    def tokens(self, text: str, *, lang: Language, role: str) -> list[str]:
        return self.usual.tokens(text, lang=lang, role=role)

    def settings_hash(self) -> str:
        return self.usual.settings_hash()

    def health(self) -> Health:
        return self.usual.health()
