"""The engine: indexes behind an alias, versions kept by Elasticsearch itself."""

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from elasticsearch import Elasticsearch, helpers

from search.analysis.dictionary import Dictionary
from search.analysis.languages import LANGUAGES, Language
from search.analysis.lessons import Lessons
from search.analysis.trigrams import trigrams_of_query
from search.engines.elastic import schema
from search.engines.elastic.answering import Asking
from search.engines.elastic.asking import asked
from search.engines.elastic.completing import completion_bodies, read_completions
from search.engines.elastic.entries import operations, read_written
from search.engines.elastic.failures import told
from search.engines.elastic.generations import Generations
from search.engines.elastic.remembering import SECONDS, BestScores
from search.engines.elastic.shelf import Shelf
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
    Unavailable,
    Written,
)

CHUNK = 500
READ_TIMEOUT, WRITE_TIMEOUT, LEAST_TIMEOUT = 0.8, 60.0, 0.05
# Replicas may order equal scores otherwise; all pages of a list come from one.
SAME_COPY = "jusoor"
ANALYZERS = {"title": "stems", "body": "stems", "words": "words", "trigrams": "pieces"}


class ElasticEngine:
    """Indexes named ``<prefix>-<name>``; the alias ``<prefix>`` is the one in use, all of them are written to.

    Args:
        url: the address of Elasticsearch 9, with user and password if it wants them.
        prefix: what the names of this site's indexes begin with.
        read_timeout: seconds that a search may take before it counts as failed.
        remembering: seconds for which the best score of a question is believed.
    """

    def __init__(
        self,
        url: str,
        *,
        prefix: str = "jusoor",
        read_timeout: float = READ_TIMEOUT,
        remembering: float = SECONDS,
    ) -> None:
        self.prefix = prefix
        client = Elasticsearch(url, retry_on_timeout=False, max_retries=0)
        self._read_timeout = read_timeout
        self._reading = client.options(request_timeout=read_timeout)
        self._writing = client.options(request_timeout=WRITE_TIMEOUT)
        self._generations = Generations(self._writing, prefix=prefix)
        self._best = BestScores(remembering)
        self._shelf = Shelf(self._reading, self._writing, index=f"{prefix}.lessons")

    # — generations —

    def prepare(self, name: str) -> None:
        with told():
            self._generations.prepare(name)

    def switch(self, to: str) -> str | None:
        self._best.clear()
        with told():
            return self._generations.switch(to)

    def discard(self, name: str) -> None:
        with told():
            self._generations.discard(name)

    def remove(self) -> None:
        """Take everything of this prefix out of Elasticsearch."""
        with told():
            self._generations.remove()
            self._shelf.remove()

    # — writing —

    def write(
        self,
        put: Sequence[Document],
        drop: Sequence[Dropped] = (),
        *,
        into: Sequence[str] | None = None,
    ) -> Written:
        self._best.clear()
        with told():
            if into is not None:
                written = [self._write(name, [*put, *drop]) for name in into]
                return written[0]
            written = []
            for name in self._generations.writable():
                try:
                    written.append(self._write(name, [*put, *drop]))
                except NoIndex:
                    # Discarded since the names were read; the one in use never is.
                    if name in self._generations.all():
                        raise
        return written[0]

    def _write(self, name: str, changes: Sequence[Document | Dropped]) -> Written:
        items: list[dict[str, Any]] = []
        for chunk in batched(changes, CHUNK):
            lines = list(operations(self._generations.door(name), chunk))
            answer = self._writing.bulk(operations=lines, require_alias=True)
            items += [next(iter(item.values())) for item in answer["items"]]
        self._writing.indices.refresh(index=self._generations.door(name), ignore_unavailable=True)
        return read_written(changes, items)

    # — reading —

    def search(self, query: Query, *, index: str | None = None) -> Hits:
        return self.search_all([query], index=index)[0]

    def search_all(self, queries: Sequence[Query], *, index: str | None = None) -> list[Hits]:
        """Two requests for all: pages and best scores, then totals and facets of what is above the cut.

        One is enough when the best scores were asked for a moment ago and still hold.
        """
        with told():
            dictionary = self._dictionary(queries)
            where = self._generations.index(index) if index else self.prefix
            asking = [
                Asking(query, asked(query, dictionary=dictionary), self._best.get(where, query))
                for query in queries
            ]
            until = time.monotonic() + self._read_timeout
            self._fill(asking, Asking.first, index=where, until=until)
            for each in asking:
                each.doubt()
            doubted = [each for each in asking if not each.answers]
            self._fill(doubted, Asking.first, index=where, until=until)
            self._fill(asking, Asking.second, index=where, until=until)
            for each in asking:
                if each.found and each.known is None and each.best:
                    self._best.keep(where, each.query, each.best)
            return [each.hits() for each in asking]

    def _fill(
        self,
        asking: Sequence[Asking],
        step: Callable[[Asking], dict[str, dict[str, Any]]],
        *,
        index: str,
        until: float,
    ) -> None:
        """Ask what this step wants of every question, in one request."""
        wanted = [(each, name, body) for each in asking for name, body in step(each).items()]
        answers = self._ask([body for *_, body in wanted], index=index, until=until)
        for (each, name, _), answer in zip(wanted, answers, strict=True):
            each.answers[name] = answer

    def _ask(
        self, bodies: Sequence[dict[str, Any]], *, index: str, until: float
    ) -> list[Mapping[str, Any]]:
        """Answers to several bodies, before the clock says `until`."""
        if not bodies:
            return []
        left = max(until - time.monotonic(), LEAST_TIMEOUT)
        searches: list[Mapping[str, Any]] = []
        for body in bodies:
            searches += [{"preference": SAME_COPY}, body]
        reading = self._reading.options(request_timeout=left)
        found = reading.msearch(index=index, searches=searches)["responses"]
        for each in found:
            if "error" in each:
                raise _failed(each)
        return found

    def complete(
        self,
        text: str,
        *,
        lang: Language,
        limit: int = 8,
        audience: Collection[str] = (PUBLIC,),
    ) -> tuple[Completion, ...]:
        with told():
            bodies = completion_bodies(text, lang=lang, limit=limit, audience=audience)
            until = time.monotonic() + self._read_timeout
            answers = self._ask(bodies, index=self.prefix, until=until)
            is_alike = bool(trigrams_of_query(text))
            return read_completions(answers, is_alike=is_alike, lang=lang, limit=limit)

    # — learning —

    def teach(self, lessons: Lessons) -> None:
        with told():
            self._shelf.write(lessons)

    def lessons(self) -> Lessons:
        with told():
            return self._shelf.read()

    def _dictionary(self, queries: Iterable[Query]) -> Dictionary:
        """Asked for only when a question crosses languages."""
        is_needed = any(query.asked_in not in (None, query.lang) for query in queries)
        return self._shelf.read().dictionary if is_needed else Dictionary()

    # — looking —

    def versions(self, *, index: str | None = None) -> dict[Key, int]:
        rows = self._scan(index, version=True)
        return {row["_id"]: row["_version"] for row in rows}

    def digests(self, *, index: str | None = None) -> dict[Key, str]:
        rows = self._scan(index, query={"_source": ["digest"]})
        return {row["_id"]: row["_source"]["digest"] for row in rows}

    def _scan(self, name: str | None, **asked: Any) -> list[dict[str, Any]]:
        with told():
            index = self._generations.index(name) if name else self.prefix
            query = {"_source": False, **asked.pop("query", {})}
            return list(helpers.scan(self._writing, index=index, query=query, size=2000, **asked))

    def tokens(self, text: str, *, lang: Language, role: str) -> list[str]:
        if role == "names":
            raise ValueError("Name keys are made in Python.")
        with told():
            found = self._writing.indices.analyze(
                index=self.prefix, analyzer=f"{lang}_{ANALYZERS[role]}", text=text
            )
        return [token["token"] for token in found["tokens"]]

    def health(self) -> Health:
        try:
            with told():
                generations = self._generations.all()
                name = next((n for n, is_used in generations.items() if is_used), None)
                if name is None:
                    raise NoIndex
                return self._health(name, tuple(n for n in generations if n != name))
        except NoIndex:
            return Health(is_reachable=False, is_current=False, index=None)

    def _health(self, name: str, building: tuple[str, ...]) -> Health:
        counted = self._writing.search(
            index=self._generations.index(name),
            size=0,
            track_total_hits=True,
            aggs={"languages": {"terms": {"field": "facets.language"}}},
        )
        buckets = counted["aggregations"]["languages"]["buckets"]
        by_language = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
        return Health(
            is_reachable=True,
            is_current=self._generations.meta(name).get("settings") == schema.settings_hash(),
            index=name,
            building=building,
            documents=counted["hits"]["total"]["value"],
            documents_by_language={lang: by_language.get(lang, 0) for lang in LANGUAGES},
        )

    def settings_hash(self) -> str:
        """What the code would write into an index that it makes now."""
        return schema.settings_hash()


def _failed(answer: Mapping[str, Any]) -> Exception:
    kind = str(answer["error"].get("type", ""))
    if kind == "index_not_found_exception":
        return NoIndex()
    return Unavailable(f"Elasticsearch: {answer.get('status')} {answer['error'].get('reason')}")
