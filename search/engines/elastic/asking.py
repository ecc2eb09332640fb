"""A query of ours as request bodies, and facets, totals and hits read from the answers.

The bodies are plain dictionaries: a question has up to some hundred clauses, and building an object for
each costs more than asking.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from search.analysis.dictionary import Dictionary
from search.engines.clauses import BODY, TITLE, Clause, clauses
from search.engines.elastic.schema import FIELDS
from search.engines.protocol import LOWERED, WINDOW, FacetCounts, Facets, Hit, Hits, Query

type Body = dict[str, Any]

MOST_CODES = 1000
FRAGMENT = 180
DAY = {"day": {"order": "desc", "missing": "_last", "unmapped_type": "date"}}
REUSES = {"reused": {"order": "desc", "missing": 0}}
BY_SCORE = {"_score": "desc"}
KEY = {"key": "asc"}


def asked(query: Query, *, dictionary: Dictionary) -> list[Clause]:
    """The weighted terms of the question, the same as for every engine."""
    return clauses(
        query.text,
        lang=query.lang,
        asked_in=query.asked_in,
        scope=query.scope,
        dictionary=dictionary,
    )


def any_of(facets: Facets) -> list[Body]:
    return [{"terms": {f"facets.{name}": list(codes)}} for name, codes in facets.items() if codes]


def matching(query: Query, found: Sequence[Clause]) -> Body:
    """What the reader may see and the words match, before filters."""
    seen: list[Body] = [{"terms": {"audience": list(query.audience)}}]
    if query.kinds:
        seen.append({"terms": {"kind": list(query.kinds)}})
    inner: Body = {"filter": seen}
    if lacking := any_of(query.lacking):
        inner["must_not"] = lacking
    if found:
        inner["should"] = [term(query.lang, clause) for clause in found]
        inner["minimum_should_match"] = 1
    body: Body = {"bool": inner}
    if not found:
        body = {"constant_score": {"filter": body}}
    if low := any_of(query.lowered):
        negative = {"bool": {"should": low}}
        body = {"boosting": {"positive": body, "negative": negative, "negative_boost": LOWERED}}
    return body


def term(lang: str, clause: Clause) -> Body:
    """One weighted term of one field; terms are not analysed again."""
    field = f"{lang}.{FIELDS[clause.field]}"
    return {"term": {field: {"value": clause.term, "boost": clause.weight}}}


def best_body(query: Query, found: Sequence[Clause]) -> Body:
    """Asks for the best score alone, and whether there are many matches."""
    return {
        "query": matching(query, found),
        "size": 1,
        "_source": False,
        "track_total_hits": WINDOW + 1,
    }


def count_body(query: Query, found: Sequence[Clause]) -> Body:
    """Asks how many matches there are under the filters, weaker ones included."""
    body = matching(query, found)
    return {
        "query": {"bool": {"must": [body], "filter": any_of(query.filters)}},
        "size": 0,
        "track_total_hits": WINDOW + 1,
    }


def page_body(query: Query, found: Sequence[Clause], *, best: float) -> Body:
    """Asks for one page, its total and its facets, without the matches under the cut."""
    body: Body = {
        "query": matching(query, found),
        "from": query.offset,
        "size": query.limit,
        "_source": ["payload"],
        "track_total_hits": True,
        "track_scores": True,
        "sort": _sort(query, is_scored=bool(found)),
    }
    if found and query.cut:
        body["min_score"] = best * query.cut
    if filters := any_of(query.filters):
        body["post_filter"] = {"bool": {"filter": filters}}
    if query.facets:
        body["aggs"] = _aggregations(query)
    if found and query.fragments and query.limit:
        body["highlight"] = _highlight(query, found)
    return body


def _sort(query: Query, *, is_scored: bool) -> list[Any]:
    if query.sort == "reuse":
        return [REUSES, BY_SCORE, *([KEY] if is_scored else [DAY, KEY])]
    if is_scored:
        return [DAY, KEY] if query.sort == "date" else [BY_SCORE, KEY]
    return [BY_SCORE, DAY, KEY]


def _aggregations(query: Query) -> Body:
    """Each facet is counted under the filters of the others."""
    made: dict[str, Body] = {}
    for name in query.facets:
        others = {n: codes for n, codes in query.filters.items() if n != name and codes}
        group = f"but:{name}" if query.filters.get(name) else "all"
        within = made.setdefault(
            group, {"filter": {"bool": {"filter": any_of(others)}}, "aggs": {}}
        )
        within["aggs"][name] = {"terms": {"field": f"facets.{name}", "size": MOST_CODES}}
    return made


def _highlight(query: Query, found: Iterable[Clause]) -> Body:
    """Marks by the stems that were asked for; without the pieces of words, or look-alikes light up."""
    fields = {}
    for part, count in ((TITLE, 0), (BODY, 1)):
        terms = [term(query.lang, clause) for clause in found if clause.field == part]
        if terms:
            fields[f"{query.lang}.{FIELDS[part]}"] = {
                "number_of_fragments": count,
                "fragment_size": FRAGMENT,
                "highlight_query": {"bool": {"should": terms}},
            }
    return {
        "type": "unified",
        "encoder": "html",
        "pre_tags": ["<mark>"],
        "post_tags": ["</mark>"],
        "boundary_scanner": "sentence",
        "boundary_scanner_locale": query.lang,
        "fields": fields,
    }


def read_hits(query: Query, answer: Mapping[str, Any], *, best: float, matches: int) -> Hits:
    """One page from an answer to `page_body`.

    Args:
        best: the best score before filters.
        matches: how many there are under the filters without the cut, WINDOW + 1 meaning more.
    """
    total = answer["hits"]["total"]["value"]
    return Hits(
        hits=tuple(_hit(query, row) for row in answer["hits"]["hits"]),
        total=total,
        weaker=max(0, min(matches, WINDOW) - total),
        best=best,
        facets=_counts(query, answer.get("aggregations", {})),
    )


def _hit(query: Query, row: Mapping[str, Any]) -> Hit:
    marked = row.get("highlight", {})
    parts = {part: marked.get(f"{query.lang}.{FIELDS[part]}") for part in (TITLE, BODY)}
    return Hit(
        key=row["_id"],
        score=row["_score"] or 0.0 if query.text.strip() else 0.0,
        payload=row["_source"]["payload"],
        fragments={part: pieces[0] for part, pieces in parts.items() if pieces},
    )


def _counts(query: Query, answered: Mapping[str, Any]) -> FacetCounts:
    counted: FacetCounts = {}
    for name in query.facets:
        group = answered.get(f"but:{name}") or answered.get("all", {})
        buckets = group.get(name, {}).get("buckets", [])
        counted[name] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    return counted
