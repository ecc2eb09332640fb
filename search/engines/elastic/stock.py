"""A yardstick: the same texts behind Elasticsearch's own `arabic`, `english` and `french` analyzers."""

from collections.abc import Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Document as Typed
from elasticsearch.dsl import MetaField, Object, Text

from search.analysis.languages import Language
from search.engines.elastic.asking import aggregations, any_of, highlighter
from search.engines.protocol import Document, Key, Query

ANALYZERS: dict[Language, str] = {"ar": "arabic", "en": "english", "fr": "french"}


def _said(lang: Language) -> Object:
    analyzer = ANALYZERS[lang]
    return Object(properties={"title": Text(analyzer=analyzer), "body": Text(analyzer=analyzer)})


class Entry(Typed):
    facets = Object(dynamic=True)
    payload = Object(enabled=False)
    ar = _said("ar")
    en = _said("en")
    fr = _said("fr")

    class Meta:
        dynamic_templates = MetaField(
            [{"facets": {"path_match": "facets.*", "mapping": {"type": "keyword"}}}]
        )


class StockIndex:
    """An index as somebody would make it who takes what Elasticsearch brings for each language."""

    def __init__(self, url: str, *, index: str) -> None:
        self._client = Elasticsearch(url, request_timeout=60)
        self.index = index

    def make(self, documents: Sequence[Document]) -> None:
        """An index of these documents and of nothing else."""
        self.drop()
        self._client.indices.create(
            index=self.index,
            settings={"number_of_shards": 1, "number_of_replicas": 0},
            mappings=Entry._doc_type.mapping.to_dict(),
        )
        self.add(documents)

    def add(self, documents: Sequence[Document]) -> None:
        """Put these documents in as well, and let searches see them."""
        lines: list[dict[str, Any]] = []
        for document in documents:
            lines.append({"index": {"_index": self.index, "_id": document.key}})
            lines.append(
                {
                    "facets": {name: sorted(codes) for name, codes in document.facets.items()},
                    "payload": document.payload,
                    **{
                        lang: {"title": said.title, "body": said.body}
                        for lang, said in document.words.items()
                    },
                }
            )
        if lines:
            self._client.bulk(operations=lines)
        self._client.indices.refresh(index=self.index)

    def drop(self) -> None:
        """Take the index away; nothing when there is none."""
        self._client.indices.delete(index=self.index, ignore_unavailable=True)

    def size_of(self, index: str) -> int:
        """Bytes that an index takes on disk, merged to one segment."""
        self._client.indices.forcemerge(index=index, max_num_segments=1)
        self._client.indices.refresh(index=index)
        stats = self._client.indices.stats(index=index, metric="store")
        return stats["_all"]["primaries"]["store"]["size_in_bytes"]

    def search(self, query: Query) -> tuple[Key, ...]:
        """Keys by the sum of both fields' scores, with the same page, facets and marks as ours."""
        lang = query.lang
        said: dict[str, Any] = {
            "from_": query.offset,
            "size": query.limit,
            "source": {"includes": ["payload"]},
            "track_total_hits": True,
            "query": {
                "multi_match": {
                    "query": query.text,
                    "type": "most_fields",
                    "fields": [f"{lang}.title", f"{lang}.body"],
                }
            },
        }
        if query.facets:
            said["aggs"] = aggregations(query)
        if filters := any_of(query.filters):
            said["post_filter"] = {"bool": {"filter": filters}}
        if query.fragments:
            said["highlight"] = highlighter(lang, {"title": {}, "body": {}})
        answer = self._client.search(index=self.index, **said)
        return tuple(row["_id"] for row in answer["hits"]["hits"])
