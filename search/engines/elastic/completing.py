"""Half-typed titles: whole beginnings first, then beginnings of words, look-alikes only to fill up."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from search.analysis.beginnings import beginnings_of_query, title_beginning_of_query
from search.analysis.languages import Language
from search.analysis.trigrams import trigrams_of_query
from search.engines.elastic.schema import BEGINNINGS, TITLE_BEGINNINGS
from search.engines.protocol import Completion

MOST_PIECES = 60
ALIKE = 0.5


def completion_bodies(
    text: str, *, lang: Language, limit: int, audience: Collection[str]
) -> list[dict[str, Any]]:
    """One request body for each way of completing, in the order in which they count."""
    whole = title_beginning_of_query(text, lang)
    begun = beginnings_of_query(text, lang)
    pieces = trigrams_of_query(text)[:MOST_PIECES]
    steps: list[tuple[str, list[dict[str, Any]], int]] = []
    if len(whole) > 1:
        steps.append(("must", [_term(lang, TITLE_BEGINNINGS, whole)], limit * 4))
    if begun:
        steps.append(("must", [_term(lang, BEGINNINGS, each) for each in begun], limit * 4))
    if pieces:
        alike = [_term(lang, "title.pieces", each) for each in pieces]
        steps.append(("should", alike, limit * 2))
    return [
        {
            "query": {
                "bool": {
                    occur: terms,
                    "filter": [{"terms": {"audience": list(audience)}}],
                    **({"minimum_should_match": 1} if occur == "should" else {}),
                }
            },
            "size": size,
            "_source": [f"{lang}.title"],
            "sort": [{"_score": "desc"}, {"key": "asc"}],
            "track_scores": True,
        }
        for occur, terms, size in steps
    ]


def _term(lang: Language, field: str, value: str) -> dict[str, Any]:
    return {"term": {f"{lang}.{field}": value}}


def read_completions(
    answers: Sequence[Mapping[str, Any]], *, is_alike: bool, lang: Language, limit: int
) -> tuple[Completion, ...]:
    """The titles found, each once.

    Args:
        is_alike: the last answer holds look-alikes: of these only what scores near the best.
    """
    found: dict[str, str] = {}
    for at, answer in enumerate(answers):
        rows = answer["hits"]["hits"]
        least = rows[0]["_score"] * ALIKE if rows and is_alike and at == len(answers) - 1 else 0.0
        for row in rows:
            if row["_score"] >= least:
                found.setdefault(row["_id"], row["_source"].get(lang, {}).get("title", ""))
    return tuple(Completion(key=key, title=title) for key, title in list(found.items())[:limit])
