"""One question on its way: what is asked first, what then, and what comes of the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from search.engines.clauses import Clause
from search.engines.elastic.asking import (
    Body,
    best_body,
    counts_body,
    hits_body,
    page_body,
    read_hits,
)
from search.engines.protocol import Hits, Query

PAGE, BEST, UNDER, COUNTS = "page", "best", "under", "counts"


@dataclass(slots=True)
class Asking:
    """A question, its clauses, and the answers so far.

    Args:
        known: the best score before filters as it was a moment ago, or None.
    """

    query: Query
    found: Sequence[Clause]
    known: float | None = None
    answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def _is_by_score(self) -> bool:
        return self.query.sort == "relevance" and self.query.limit > 0

    @property
    def _is_filtered(self) -> bool:
        return any(self.query.filters.values())

    def first(self) -> dict[str, Body]:
        """The page when it goes by score, and what is needed to know the best score, or all when that is known."""
        query = self.query
        if not self.found:
            return {} if query.text.strip() else {PAGE: page_body(query, (), best=0.0)}
        bodies: dict[str, Body] = {}
        if self._is_by_score:
            bodies[PAGE] = hits_body(query, self.found)
        elif self._is_filtered:
            bodies[UNDER] = best_body(query, self.found, is_filtered=True)
        if self.known is not None:
            bodies[COUNTS] = self._counts(self.known)
        is_counted = self._is_by_score or self._is_filtered
        is_seen = self._is_by_score and not self._is_filtered and not query.offset
        if not is_counted or (self.known is None and not is_seen):
            bodies[BEST] = best_body(query, self.found)
        return bodies

    def doubt(self) -> None:
        """Forget what was known when the answers say otherwise: it is asked again then."""
        if self.known is None:
            return
        seen = max(
            (_best_of(answer) for name, answer in self.answers.items() if name != COUNTS),
            default=0.0,
        )
        is_whole = not self._is_filtered and not self.query.offset
        counted = self.answers[COUNTS]["hits"]["total"]["value"]
        if seen > self.known or (is_whole and seen != self.known) or not counted:
            self.known = None
            self.answers.clear()

    def second(self) -> dict[str, Body]:
        """Totals and facets above the cut; the page as well when it has another order."""
        if not self.found or not self.best or COUNTS in self.answers:
            return {}
        return {COUNTS: self._counts(self.best)}

    def _counts(self, best: float) -> Body:
        make = counts_body if self._is_by_score or not self.query.limit else page_body
        return make(self.query, self.found, best=best)

    @property
    def best(self) -> float:
        """The best score before filters; nought when nothing matches."""
        if self.known is not None:
            return self.known
        answer = self.answers.get(BEST) or self.answers.get(PAGE)
        return _best_of(answer) if answer else 0.0

    def hits(self) -> Hits:
        """What the answers say together."""
        counted = self.answers.get(COUNTS)
        if not self.found and PAGE in self.answers:
            return read_hits(self.query, self.answers[PAGE], self.answers[PAGE])
        if counted is None:
            return Hits(facets={name: {} for name in self.query.facets})
        page = self.answers[PAGE] if self._is_by_score else counted
        under = self.answers.get(UNDER) or self.answers.get(PAGE) or self.answers[BEST]
        matches = under["hits"]["total"]["value"]
        return read_hits(self.query, page, counted, best=self.best, matches=matches)


def _best_of(answer: Mapping[str, Any]) -> float:
    return answer["hits"]["max_score"] or 0.0
