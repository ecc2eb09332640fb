"""The engine: indexes behind an alias, versions kept by Elasticsearch itself."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import batched
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError, helpers

from search.analysis.dictionary import Dictionary
from search.analysis.languages import LANGUAGES, Language
from search.analysis.trigrams import trigrams_of_query
from search.engines.elastic import schema
from search.engines.elastic.answering import Asking
from search.engines.elastic.asking import asked
from search.engines.elastic.completing import completion_bodies, read_completions
from search.engines.elastic.entries import operations, read_written
from search.engines.elastic.failures import told
from search.engines.elastic.lessons import Lessons
from search.engines.elastic.stock import size_of
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

NAME = re.compile(r"[a-z0-9-]{1,60}")
CHUNK = 500
READ_TIMEOUT, WRITE_TIMEOUT = 0.8, 60.0
# Replicas may order equal scores otherwise; all pages of a list come from one.
SAME_COPY = "jusoor"
ANALYZERS = {"title": "stems", "body": "stems", "words": "words", "trigrams": "pieces"}


class ElasticEngine:
    """Indexes named ``<prefix>-<name>``; the alias ``<prefix>`` is the one in use, all of them are written to.

    Args:
        url: the address of Elasticsearch 9, with user and password if it wants them.
        prefix: what the names of this site's indexes begin with.
        read_timeout: seconds that a search may take before it counts as failed.
    """

    def __init__(
        self, url: str, *, prefix: str = "jusoor", read_timeout: float = READ_TIMEOUT
    ) -> None:
        self.prefix = prefix
        client = Elasticsearch(url, retry_on_timeout=False, max_retries=0)
        self._reading = client.options(request_timeout=read_timeout)
        self._writing = client.options(request_timeout=WRITE_TIMEOUT)
        self._lessons = Lessons(self._reading, self._writing, index=f"{prefix}.lessons")

    # — generations —

    def prepare(self, name: str) -> None:
        if not NAME.fullmatch(name):
            raise ValueError(f"Not a name of an index: {name!r}")
        with told():
            self._writing.indices.create(
                index=self._index(name), settings=schema.settings(), mappings=schema.mappings()
            )

    def switch(self, to: str) -> str | None:
        with told():
            former = self._current()
            actions: list[Mapping[str, Any]] = [
                {"add": {"index": self._index(to), "alias": self.prefix}}
            ]
            if former is not None and former != to:
                actions.insert(0, {"remove": {"index": self._index(former), "alias": self.prefix}})
            try:
                self._writing.indices.update_aliases(actions=actions)
            except NotFoundError as missing:
                raise FileNotFoundError(to) from missing
        return former

    def discard(self, name: str) -> None:
        with told():
            if name == self._current():
                raise ValueError(f"{name} is in use")
            self._writing.indices.delete(index=self._index(name), ignore_unavailable=True)

    def remove(self) -> None:
        """Take everything of this prefix out of Elasticsearch."""
        with told():
            for index in self._writing.indices.get_alias(index=f"{self.prefix}-*"):
                self._writing.indices.delete(index=index)
            self._writing.indices.delete(index=self._lessons.index, ignore_unavailable=True)

    def _index(self, name: str) -> str:
        return f"{self.prefix}-{name}"

    def _generations(self) -> dict[str, bool]:
        """Names of all indexes, and whether each is the one in use."""
        found = self._writing.indices.get_alias(index=f"{self.prefix}-*", expand_wildcards="open")
        return {
            index.removeprefix(f"{self.prefix}-"): self.prefix in told["aliases"]
            for index, told in sorted(found.items())
        }

    def _current(self) -> str | None:
        return next((name for name, is_used in self._generations().items() if is_used), None)

    # — writing —

    def write(
        self,
        put: Sequence[Document],
        drop: Sequence[Dropped] = (),
        *,
        into: Sequence[str] | None = None,
    ) -> Written:
        with told():
            names = list(self._generations()) if into is None else list(into)
            if not names:
                raise NoIndex
            written = [self._write(self._index(name), [*put, *drop]) for name in names]
        return written[0]

    def _write(self, index: str, changes: Sequence[Document | Dropped]) -> Written:
        items: list[dict[str, Any]] = []
        for chunk in batched(changes, CHUNK):
            answer = self._writing.bulk(operations=list(operations(index, chunk)))
            items += [next(iter(item.values())) for item in answer["items"]]
        self._writing.indices.refresh(index=index)
        return read_written(changes, items)

    # — reading —

    def search(self, query: Query) -> Hits:
        return self.search_all([query])[0]

    def search_all(self, queries: Sequence[Query]) -> list[Hits]:
        """Two requests for all: pages and best scores, then totals and facets of what is above the cut."""
        with told():
            dictionary = self._dictionary(queries)
            asking = [Asking(query, asked(query, dictionary=dictionary)) for query in queries]
            self._fill(asking, Asking.first)
            self._fill(asking, Asking.second)
            return [each.hits() for each in asking]

    def _fill(
        self, asking: Sequence[Asking], step: Callable[[Asking], dict[str, dict[str, Any]]]
    ) -> None:
        """Ask what this step wants of every question, in one request."""
        wanted = [(each, name, body) for each in asking for name, body in step(each).items()]
        answers = self._ask([body for *_, body in wanted])
        for (each, name, _), answer in zip(wanted, answers, strict=True):
            each.answers[name] = answer

    def _ask(self, bodies: Sequence[dict[str, Any]]) -> list[Mapping[str, Any]]:
        if not bodies:
            return []
        searches: list[Mapping[str, Any]] = []
        for body in bodies:
            searches += [{"preference": SAME_COPY}, body]
        found = self._reading.msearch(index=self.prefix, searches=searches)["responses"]
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
            is_alike = bool(trigrams_of_query(text))
            return read_completions(self._ask(bodies), is_alike=is_alike, lang=lang, limit=limit)

    # — learning —

    def teach(self, dictionary: Dictionary) -> None:
        with told():
            self._lessons.write(dictionary)

    def _dictionary(self, queries: Iterable[Query]) -> Dictionary:
        """Asked for only when a question crosses languages."""
        is_needed = any(query.asked_in not in (None, query.lang) for query in queries)
        return self._lessons.read() if is_needed else Dictionary()

    # — looking —

    def versions(self, *, index: str | None = None) -> dict[Key, int]:
        rows = self._scan(index, version=True)
        return {row["_id"]: row["_version"] for row in rows}

    def digests(self, *, index: str | None = None) -> dict[Key, str]:
        rows = self._scan(index, query={"_source": ["digest"]})
        return {row["_id"]: row["_source"]["digest"] for row in rows}

    def _scan(self, name: str | None, **asked: Any) -> list[dict[str, Any]]:
        with told():
            index = self._index(name) if name else self.prefix
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
                generations = self._generations()
                name = next((n for n, is_used in generations.items() if is_used), None)
                building = tuple(other for other in generations if other != name)
                if name is None:
                    raise NoIndex
                return self._health(name, building)
        except NoIndex:
            return Health(is_reachable=False, is_current=False, index=None)

    def _health(self, name: str, building: tuple[str, ...]) -> Health:
        mapping = self._writing.indices.get_mapping(index=self._index(name))
        meta = mapping[self._index(name)]["mappings"].get("_meta", {})
        counted = self._writing.search(
            index=self._index(name),
            size=0,
            track_total_hits=True,
            aggs={"languages": {"terms": {"field": "facets.language"}}},
        )
        buckets = counted["aggregations"]["languages"]["buckets"]
        by_language = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
        return Health(
            is_reachable=True,
            is_current=meta.get("settings") == schema.settings_hash(),
            index=name,
            building=building,
            documents=counted["hits"]["total"]["value"],
            documents_by_language={lang: by_language.get(lang, 0) for lang in LANGUAGES},
        )

    def size(self) -> int:
        """Bytes on disk of the index in use, merged to one segment."""
        with told():
            return size_of(self._writing, self.prefix)

    def settings_hash(self) -> str:
        """What the code would write into an index that it makes now."""
        return schema.settings_hash()


def _failed(answer: Mapping[str, Any]) -> Exception:
    kind = str(answer["error"].get("type", ""))
    if kind == "index_not_found_exception":
        return NoIndex()
    return Unavailable(f"Elasticsearch: {answer.get('status')} {answer['error'].get('reason')}")
