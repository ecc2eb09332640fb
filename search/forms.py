"""Reads a request's values into a cleaned question. There are no wrong ones: what is unknown is
left out, and said so."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import QueryDict

from search.analysis.languages import LANGUAGES, Language
from search.documents.kinds import kinds
from search.engines.protocol import PRACTICE, SORTS, Scope
from search.facets import known
from search.queries import current_thesaurus, pinned_for
from search.querying.normal import normal
from search.querying.request import SearchRequest, cleaned, known_codes, page_number
from search.querying.run import FACETS


@dataclass(frozen=True, slots=True)
class Read:
    """The question, and what had to be left out of it."""

    request: SearchRequest
    unknown: tuple[tuple[str, str], ...]
    was_cut: bool


def language(code: str | None) -> Language:
    """One of our languages, else the first."""
    for lang in LANGUAGES:
        if code and code[:2] == lang:
            return lang
    return "ar" if settings.LANGUAGE_CODE == "ar" else "en"


def read(values: QueryDict, *, lang: Language, **fixed: Any) -> Read:
    """The question that `values` ask in `lang`."""
    text, was_cut = cleaned(values.get("q", ""))
    asked_kind = values.get("kind", PRACTICE)
    kind = next((one.code for one in kinds() if one.code == asked_kind), PRACTICE)
    filters: dict[str, tuple[str, ...]] = {}
    unknown: list[tuple[str, str]] = []
    for facet in FACETS:
        asked = values.getlist(facet)
        if asked:
            filters[facet], strange = known_codes(asked, known(facet))
            unknown += [(facet, cleaned(code)[0][:40]) for code in strange]
    scope: Scope = "all"
    if values.get("in") == "title":
        scope = "title"
    elif values.get("in") == "body":
        scope = "body"
    sort = next((one for one in SORTS if one == values.get("sort")), SORTS[0])
    request = SearchRequest(
        lang=lang,
        text=text,
        kind=kind,
        thesaurus=current_thesaurus(),
        pinned=pinned_for(normal(text), lang) if text else (),
        filters={facet: codes for facet, codes in filters.items() if codes},
        scope=scope,
        sort=sort,
        page=page_number(values.get("page", "1")),
        with_weaker=values.get("weaker") == "1",
        **fixed,
    )
    return Read(request, tuple(unknown), was_cut)
