"""Ask the engine: the reader's language, then what only other languages say, and what else there is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from search.analysis.languages import LANGUAGES, Language, written_in
from search.engines.protocol import PRACTICE, FacetCounts, Hit, Hits, Key, Query, SearchEngine
from search.querying.request import SearchRequest

ABROAD = 6
LOWERED_BY = {"mark": ("outdated",)}
MOST_THEMES = 3
THEME = "theme"
FACETS = (
    THEME,
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
    """One page of results. `total`, `facets` and the pages mean the same list.

    Args:
        kinds: how many of each kind of thing the same question finds.
        pinned: what the network recommends for this question.
        corrected: the question as it was probably meant; with `is_corrected` its answers are shown,
            because the question itself has none.
        themes: themes of what comes nearest when nothing is found.
        is_local: the usual engine is away; the index of this host answered.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    weaker: int = 0
    pages: int = 1
    page: int = 1
    facets: FacetCounts = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    abroad: tuple[Abroad, ...] = ()
    pinned: tuple[Hit, ...] = ()
    corrected: str | None = None
    is_corrected: bool = False
    themes: tuple[str, ...] = ()
    is_local: bool = False


def search(
    request: SearchRequest, *, engine: SearchEngine, kinds: Sequence[str] = ()
) -> SearchResults:
    """Answer `request`; a page behind the last one becomes the last one.

    Args:
        kinds: codes of all kinds whose answers are to be counted.

    Raises:
        NoIndex: nothing was ever indexed.
    """
    corrected = _corrected(request.text, request.lang, engine=engine)
    request = replace(request, corrected=corrected)
    found = _once(request, engine=engine, kinds=kinds)
    if not corrected:
        return found
    if found.total:
        return replace(found, corrected=corrected)
    again = _once(
        replace(request, text=corrected, corrected=None, page=1), engine=engine, kinds=kinds
    )
    if not again.total:
        return found
    return replace(again, corrected=corrected, is_corrected=True, pinned=found.pinned)


def _once(request: SearchRequest, *, engine: SearchEngine, kinds: Sequence[str]) -> SearchResults:
    others = [kind for kind in kinds if kind != request.kind]
    asked = [
        _query(request, page=request.page),
        *(_count(request, kind) for kind in others),
        *(_foreign(request, lang, is_lacking=True) for lang in _abroad(request)),
    ]
    if request.pinned and request.page == 1:
        asked.append(_pinned(request))
    answers = engine.search_all(asked)
    found = answers[0]
    pages = max(1, -(-found.total // request.page_size))
    page = min(request.page, pages)
    if page != request.page:
        found = engine.search(_query(request, page=page))
    foreign = answers[1 + len(others) : 1 + len(others) + len(_abroad(request))]
    themes: tuple[str, ...] = ()
    if request.text and not found.total:
        foreign, themes = _second_look(request, engine=engine)
    counts = dict(zip(others, (hits.total for hits in answers[1:]), strict=False))
    return SearchResults(
        hits=found.hits,
        total=found.total,
        weaker=found.weaker,
        pages=pages,
        page=page,
        facets=found.facets,
        kinds={request.kind: found.total, **counts} if kinds else {},
        abroad=_listed(request, foreign),
        pinned=answers[-1].hits if request.pinned and request.page == 1 else (),
        themes=themes,
        is_local=any(hits.is_local for hits in answers),
    )


def _query(request: SearchRequest, *, page: int) -> Query:
    return Query(
        lang=request.lang,
        text=request.text,
        also=request.also,
        kinds=(request.kind,),
        scope=request.scope,
        filters=request.filters,
        facets=FACETS if request.kind == PRACTICE else (),
        audience=request.audience,
        sort=request.sort,
        lowered=LOWERED_BY,
        offset=(page - 1) * request.page_size,
        limit=request.page_size,
        cut=request.cut,
        fragments=True,
    )


def _count(request: SearchRequest, kind: str) -> Query:
    """How many things of another kind there are, without the filters of this one."""
    asked = _query(request, page=1)
    return replace(asked, kinds=(kind,), filters={}, facets=(), limit=0, fragments=False)


def _pinned(request: SearchRequest) -> Query:
    return Query(
        lang=request.lang,
        kinds=(request.kind,),
        only=request.pinned,
        audience=request.audience,
        limit=len(request.pinned),
    )


def _abroad(request: SearchRequest) -> tuple[Language, ...]:
    return tuple(lang for lang in LANGUAGES if lang != request.lang) if request.text else ()


def _foreign(request: SearchRequest, lang: Language, *, is_lacking: bool) -> Query:
    """The same in the words of another language; a question in another script is a question in the
    languages of that script."""
    native = written_in(request.text)
    is_native = lang in native and request.lang not in native
    return Query(
        lang=lang,
        text=request.text,
        also=() if is_native else request.also,
        asked_in=None if is_native else request.lang,
        kinds=(request.kind,),
        filters=request.filters,
        lowered=LOWERED_BY,
        lacking={"language": (request.lang,)} if is_lacking else {},
        audience=request.audience,
        limit=ABROAD,
    )


def _second_look(
    request: SearchRequest, *, engine: SearchEngine
) -> tuple[list[Hits], tuple[str, ...]]:
    """When nothing was found: anything in other languages, and the themes of what comes nearest."""
    foreign = [_foreign(request, lang, is_lacking=False) for lang in _abroad(request)]
    near = replace(
        _query(request, page=1), cut=0.0, filters={}, facets=(THEME,), limit=0, fragments=False
    )
    *found, nearest = engine.search_all([*foreign, near])
    counted = nearest.facets.get(THEME, {})
    themes = sorted(counted, key=lambda code: (-counted[code], code))[:MOST_THEMES]
    return found, tuple(themes)


def _listed(request: SearchRequest, found: Sequence[Hits]) -> tuple[Abroad, ...]:
    """Each thing once, under the first language that found it."""
    listed: list[Abroad] = []
    seen: set[Key] = set()
    for lang, answer in zip(_abroad(request), found, strict=False):
        fresh = tuple(hit for hit in answer.hits if hit.key not in seen)
        seen.update(hit.key for hit in fresh)
        if fresh:
            listed.append(Abroad(lang=lang, hits=fresh))
    return tuple(listed)


def _corrected(text: str, lang: Language, *, engine: SearchEngine) -> str | None:
    """What was probably meant; nothing in a script that is not the reader's."""
    if lang not in written_in(text):
        return None
    return engine.lessons().spelling.corrected(text, lang)


def keys_found(
    text: str, *, lang: Language, target: Language, limit: int, engine: SearchEngine
) -> Collection[Key]:
    """Keys of the best documents with words of `target`, weaker matches included, for a question
    written in `lang`."""
    asked_in = None if lang == target else lang
    corrected = _corrected(text, lang, engine=engine)
    also = SearchRequest(lang=lang, text=text, corrected=corrected).also
    query = Query(lang=target, text=text, also=also, asked_in=asked_in, limit=limit, cut=0.0)
    return engine.search(query).keys
