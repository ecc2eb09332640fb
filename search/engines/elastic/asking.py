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
        also=query.also,
        dictionary=dictionary,
    )


def any_of(facets: Facets) -> list[Body]:
    return [{"terms": {f"facets.{name}": list(codes)}} for name, codes in facets.items() if codes]


def matching(query: Query, found: Sequence[Clause]) -> Body:
    """What the reader may see and the words match, before filters."""
    seen: list[Body] = [{"terms": {"audience": list(query.audience)}}]
    if query.kinds:
        seen.append({"terms": {"kind": list(query.kinds)}})
    if query.only:
        seen.append({"terms": {"key": list(query.only)}})
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


def best_body(query: Query, found: Sequence[Clause], *, is_filtered: bool = False) -> Body:
    """Asks for the best score and how many matches there are, weaker ones included."""
    return {
        "query": _under(query, found, is_filtered=is_filtered),
        "size": 1,
        "_source": False,
        "track_total_hits": WINDOW + 1,
    }


def hits_body(query: Query, found: Sequence[Clause]) -> Body:
    """Asks for one page by score, matches under the cut included.

    Without totals, facets and an order of its own Elasticsearch skips what cannot be on the page.
    """
    body: Body = {
        "query": _under(query, found, is_filtered=True),
        "from": query.offset,
        "size": query.limit,
        "_source": ["payload"],
        "track_total_hits": WINDOW + 1,
    }
    if query.fragments:
        body["highlight"] = _highlight(query, found)
    return body


def counts_body(query: Query, found: Sequence[Clause], *, best: float) -> Body:
    """Asks how many there are above the cut, and for the facets; Elasticsearch keeps such answers."""
    return page_body(query, found, best=best) | {"from": 0, "size": 0}


def _under(query: Query, found: Sequence[Clause], *, is_filtered: bool) -> Body:
    body, filters = matching(query, found), any_of(query.filters)
    return {"bool": {"must": [body], "filter": filters}} if is_filtered and filters else body


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
        body["aggs"] = aggregations(query)
    if found and query.fragments and query.limit:
        body["highlight"] = _highlight(query, found)
    return body


def _sort(query: Query, *, is_scored: bool) -> list[Any]:
    if query.sort == "reuse":
        return [REUSES, BY_SCORE, *([KEY] if is_scored else [DAY, KEY])]
    if is_scored:
        return [DAY, KEY] if query.sort == "date" else [BY_SCORE, KEY]
    return [BY_SCORE, DAY, KEY]


def aggregations(query: Query) -> Body:
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
    wanted = {
        part: [term(query.lang, clause) for clause in found if clause.field == part]
        for part in (TITLE, BODY)
    }
    return highlighter(
        query.lang,
        {
            part: {"highlight_query": {"bool": {"should": terms}}}
            for part, terms in wanted.items()
            if terms
        },
    )


def highlighter(lang: str, parts: Mapping[str, Body]) -> Body:
    """Marks in whole titles and in one piece of the text.

    Args:
        parts: what else is said of the title and of the body.
    """
    pieces = {TITLE: 0, BODY: 1}
    return {
        "type": "unified",
        "encoder": "html",
        "pre_tags": ["<mark>"],
        "post_tags": ["</mark>"],
        "boundary_scanner": "sentence",
        "boundary_scanner_locale": lang,
        "fields": {
            f"{lang}.{FIELDS[part]}": {
                "number_of_fragments": pieces[part],
                "fragment_size": FRAGMENT,
                **said,
            }
            for part, said in parts.items()
        },
    }


def read_hits(
    query: Query,
    page: Mapping[str, Any],
    counted: Mapping[str, Any],
    *,
    best: float = 0.0,
    matches: int = 0,
) -> Hits:
    """One page, its total and its facets.

    Args:
        page: an answer that has the hits.
        counted: an answer to `counts_body` or `page_body`.
        best: the best score before filters.
        matches: how many there are under the filters without the cut, WINDOW + 1 meaning more.
    """
    total = counted["hits"]["total"]["value"]
    hits = [_hit(query, row) for row in page["hits"]["hits"]]
    if query.sort == "relevance" and query.text.strip():
        hits = [hit for hit in hits if hit.score >= best * query.cut]
        hits.sort(key=lambda hit: (-hit.score, hit.key))
    return Hits(
        hits=tuple(hits),
        total=total,
        weaker=max(0, min(matches, WINDOW) - total),
        best=best,
        facets=_counts(query, counted.get("aggregations", {})),
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
