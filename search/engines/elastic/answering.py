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
    """A question, its clauses, and the answers so far."""

    query: Query
    found: Sequence[Clause]
    answers: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def _is_by_score(self) -> bool:
        return self.query.sort == "relevance" and self.query.limit > 0

    def first(self) -> dict[str, Body]:
        """The page when it goes by score, and what is needed to know the best score."""
        query = self.query
        if not self.found:
            return {} if query.text.strip() else {PAGE: page_body(query, (), best=0.0)}
        is_filtered = any(query.filters.values())
        bodies: dict[str, Body] = {}
        if self._is_by_score:
            bodies[PAGE] = hits_body(query, self.found)
        elif is_filtered:
            bodies[UNDER] = best_body(query, self.found, is_filtered=True)
        if is_filtered or query.offset or not self._is_by_score:
            bodies[BEST] = best_body(query, self.found)
        return bodies

    def second(self) -> dict[str, Body]:
        """Totals and facets above the cut; the page as well when it has another order."""
        if not self.found or not self.best:
            return {}
        make = counts_body if self._is_by_score or not self.query.limit else page_body
        return {COUNTS: make(self.query, self.found, best=self.best)}

    @property
    def best(self) -> float:
        """The best score before filters; nought when nothing matches."""
        answer = self.answers.get(BEST) or self.answers.get(PAGE)
        return (answer["hits"]["max_score"] or 0.0) if answer else 0.0

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
