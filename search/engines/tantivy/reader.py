"""One generation as searches see it; each search works on a view that never changes."""

from collections.abc import Collection, Iterable, Sequence
from itertools import batched, pairwise
from pathlib import Path
from threading import RLock

import tantivy

from search.analysis.languages import LANGUAGES, Language
from search.engines.clauses import Clause
from search.engines.protocol import WINDOW, Key
from search.engines.tantivy import schema
from search.engines.tantivy.catalogue import Catalogue
from search.engines.tantivy.table import Table

# Rows are read so many at a time: what is thrown away after each batch stays with the process as free memory.
ROWS = 1000


class View:
    """The catalogue's table and a searcher for each language, of one moment."""

    def __init__(
        self,
        *,
        table: Table,
        searchers: dict[Language, tantivy.Searcher],
        catalogue: Catalogue,
        lock: RLock,
        settings: str,
    ) -> None:
        self.table = table
        self.settings = settings
        self._searchers = searchers
        self._catalogue = catalogue
        self._lock = lock

    def scored(
        self,
        lang: Language,
        asked: Sequence[Clause],
        *,
        audience: Collection[str],
        kinds: Collection[str] = (),
    ) -> tuple[list[tuple[float, int]], bool]:
        """Score and number of the best matches that `audience` sees, at most WINDOW, and whether
        there were more."""
        weighted = [(field, term, weight) for field, term, weight in asked]
        parts = [self._any(weighted), self._one_of(schema.AUDIENCE, audience)]
        if kinds:
            parts.append(self._one_of(schema.KIND, kinds))
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])
        searcher = self._searchers[lang]
        hits = searcher.search(query, limit=WINDOW + 1, count=False).hits
        numbers = self._numbers(searcher, hits)
        pairs = [(score, n) for (score, _), n in zip(hits, numbers, strict=True)]
        if any(one[0] == next_[0] for one, next_ in pairwise(pairs)):
            pairs.sort(key=lambda pair: (-pair[0], self.table.keys[pair[1]]))
        return pairs[:WINDOW], len(pairs) > WINDOW

    def matching(
        self,
        lang: Language,
        asked: Sequence[tuple[str, str, float]],
        *,
        must_all: bool,
        limit: int,
        share: float = 0.0,
    ) -> list[int]:
        """Numbers of documents that have the terms, best first; `share` of the best score cuts."""
        occur = tantivy.Occur.Must if must_all else tantivy.Occur.Should
        query = tantivy.Query.boolean_query(
            [(occur, self._term(field, term)) for field, term, _ in asked]
        )
        searcher = self._searchers[lang]
        hits = searcher.search(query, limit=limit, count=False).hits
        numbers = self._numbers(searcher, hits)
        best = hits[0][0] if hits else 0.0
        return [
            number
            for (score, _), number in zip(hits, numbers, strict=True)
            if score >= best * share
        ]

    def payloads(self, numbers: Collection[int]) -> dict[int, dict[str, object]]:
        with self._lock:
            return self._catalogue.payloads(numbers)

    def titles(self, numbers: Collection[int]) -> dict[int, dict[str, str]]:
        with self._lock:
            return self._catalogue.titles(numbers)

    def _any(self, asked: Iterable[tuple[str, str, float]]) -> tantivy.Query:
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(self._term(field, term), weight),
                )
                for field, term, weight in asked
            ]
        )

    def _one_of(self, field: str, words: Collection[str]) -> tantivy.Query:
        """Has one of the words; adds nothing to the score."""
        terms = [(tantivy.Occur.Should, self._term(field, word, option="basic")) for word in words]
        return tantivy.Query.const_score_query(tantivy.Query.boolean_query(terms), 0.0)

    @staticmethod
    def _term(field: str, term: str, *, option: str = "freq") -> tantivy.Query:
        return tantivy.Query.term_query(schema.schema(), field, term, option)

    def _numbers(
        self, searcher: tantivy.Searcher, hits: Sequence[tuple[float, tantivy.DocAddress]]
    ) -> list[int]:
        """The catalogue's numbers; a document newer than the table counts as the empty one."""
        if not hits:
            return []
        found = searcher.fast_field_values(schema.NUMBER, [address for _, address in hits])
        return [int(n) if n is not None and n < self.table.size else 0 for n in found]


class Reader:
    """Follows one generation on disk."""

    View = View

    def __init__(self, folder: Path) -> None:
        self._lock = RLock()
        self._catalogue = Catalogue.open(folder / "catalogue.sqlite3")
        self._settings = self._catalogue.settings()
        self._indexes = {lang: tantivy.Index.open(str(folder / lang)) for lang in LANGUAGES}
        self._stamp: int | None = None
        self._change = -1
        self._view: View | None = None

    def close(self) -> None:
        with self._lock:
            self._catalogue.close()

    def view(self) -> View:
        """The state of now: read again only when somebody has written since."""
        with self._lock:
            stamp = self._catalogue.stamp()
            if self._view is None or stamp != self._stamp:
                table = self._view.table if self._view else Table()
                for rows in batched(self._catalogue.changed_since(self._change), ROWS):
                    table = table.after(rows)
                self._change = self._catalogue.last_change()
                for index in self._indexes.values():
                    index.reload()
                self._view = View(
                    table=table,
                    searchers={lang: index.searcher() for lang, index in self._indexes.items()},
                    catalogue=self._catalogue,
                    lock=self._lock,
                    settings=self._settings,
                )
                self._stamp = stamp
            return self._view

    def versions(self) -> dict[Key, int]:
        with self._lock:
            return self._catalogue.versions()

    def digests(self) -> dict[Key, str]:
        with self._lock:
            return self._catalogue.digests()
