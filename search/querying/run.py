"""Ask the engine: the reader's language, then what only other languages say."""

from collections.abc import Collection
from dataclasses import dataclass, field

from search.analysis.languages import LANGUAGES, Language, written_in
from search.engines.protocol import FacetCounts, Hit, Query, SearchEngine
from search.querying.request import SearchRequest

ABROAD = 6
LOWERED_BY = {"mark": ("outdated",)}
FACETS = (
    "theme",
    "sdg",
    "key_feature",
    "objective",
    "country",
    "city",
    "target_group",
    "level",
    "reuse",
    "language",
    "period",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abroad:
    """What was found through the words of another language."""

    lang: Language
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults:
    """One page of results. `total`, `facets` and the pages mean the same list."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    weaker: int = 0
    pages: int = 1
    page: int = 1
    facets: FacetCounts = field(default_factory=dict)
    abroad: tuple[Abroad, ...] = ()


def search(request: SearchRequest, *, engine: SearchEngine) -> SearchResults:
    """Answer `request`; a page behind the last one becomes the last one.

    Raises:
        NoIndex: nothing was ever indexed.
    """
    found = engine.search(_query(request, page=request.page))
    pages = max(1, -(-found.total // request.page_size))
    page = min(request.page, pages)
    if page != request.page:
        found = engine.search(_query(request, page=page))
    return SearchResults(
        hits=found.hits,
        total=found.total,
        weaker=found.weaker,
        pages=pages,
        page=page,
        facets=found.facets,
        abroad=_abroad(request, engine=engine, is_empty=not found.total) if request.text else (),
    )


def _query(request: SearchRequest, *, page: int) -> Query:
    return Query(
        lang=request.lang,
        text=request.text,
        scope=request.scope,
        filters=request.filters,
        facets=FACETS,
        audience=request.audience,
        sort=request.sort,
        lowered=LOWERED_BY,
        offset=(page - 1) * request.page_size,
        limit=request.page_size,
        cut=request.cut,
    )


def _abroad(request: SearchRequest, *, engine: SearchEngine, is_empty: bool) -> tuple[Abroad, ...]:
    """Practices that the reader's language lacks; when nothing was found, any practice.

    A question in another script is a question in the languages of that script.
    """
    native = written_in(request.text)
    listed: list[Abroad] = []
    seen: set[str] = set()
    for lang in LANGUAGES:
        if lang == request.lang:
            continue
        hits = engine.search(
            Query(
                lang=lang,
                text=request.text,
                asked_in=None if lang in native and request.lang not in native else request.lang,
                filters=request.filters,
                lowered=LOWERED_BY,
                lacking={} if is_empty else {"language": (request.lang,)},
                audience=request.audience,
                limit=ABROAD,
            )
        ).hits
        fresh = tuple(hit for hit in hits if hit.key not in seen)
        seen.update(hit.key for hit in fresh)
        if fresh:
            listed.append(Abroad(lang=lang, hits=fresh))
    return tuple(listed)


def keys_found(
    text: str, *, lang: Language, target: Language, limit: int, engine: SearchEngine
) -> Collection[str]:
    """Keys of the best documents with words of `target`, weaker matches included, for a question
    written in `lang`."""
    asked_in = None if lang == target else lang
    query = Query(lang=target, text=text, asked_in=asked_in, limit=limit, cut=0.0)
    return engine.search(query).keys
