import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.access.rules import can
from core.design.addresses import address_with
from core.vocabularies.terms import label
from search import facets, presentation
from search.actions import count_click, count_question
from search.analysis.languages import Language
from search.documents.audience import words_of
from search.documents.kinds import kinds, seen
from search.engines.protocol import PRACTICE, Hit, NoIndex, Unavailable
from search.forms import Read, language, read
from search.installed import installed_engine
from search.queries import open_calls
from search.querying.run import SearchResults, search
from search.suggesting import suggestions

log = logging.getLogger(__name__)
SUGGESTIONS = 8
CALLS = 3


def library(request: HttpRequest) -> HttpResponse:
    """The library and all else that can be found: search, facets, results; everything is in the address."""
    lang = language(get_language())
    found = read(request.GET, lang=lang, audience=words_of(request.user))
    asked = found.request
    try:
        results = search(asked, engine=installed_engine(), kinds=[kind.code for kind in kinds()])
    except (NoIndex, Unavailable):
        return render(request, "search/unavailable.html", {"asked": asked}, status=503)
    results = _visible(request, results)
    _count(request, found, results)
    pager = Paginator(range(results.total), asked.page_size).get_page(results.page)
    text = results.corrected if results.is_corrected and results.corrected else asked.text
    context = {
        "asked": asked,
        "results": results,
        "cards": _cards(results.hits, asked.kind, lang=lang, text=text),
        "pinned": _cards(results.pinned, asked.kind, lang=lang, text=""),
        "is_library": asked.kind == PRACTICE,
        "tabs": presentation.tabs(request, found, results.kinds),
        "groups": facets.groups(results.facets, asked.filters, lang=lang),
        "chips": presentation.chips(request, found),
        "notices": presentation.notices(found),
        "abroad": _abroad(results, asked.kind, lang=lang, text=text),
        "pager_page": pager,
        "weaker_url": presentation.weaker_address(request),
        "unfiltered_url": presentation.without_filters(request, found),
        "corrected_url": address_with(request, q=results.corrected, page=None),
        "themes": [
            {
                "words": label("theme", code),
                "url": address_with(request, q=None, page=None, theme=code),
            }
            for code in results.themes
        ],
        "calls": open_calls()[:CALLS] if not results.total else (),
        "shown_text": text,
        "asked_query": urlencode({"q": asked.text}),
        "tends": bool(can(request.user, "search.tend")),
        "chosen": sum(len(codes) for codes in asked.filters.values()),
    }
    return render(request, "search/library.html", context)


def _cards(hits: Sequence[Hit], kind: str, *, lang: Language, text: str) -> Sequence[Any]:
    make = presentation.cards if kind == PRACTICE else presentation.plain_cards
    return make(hits, lang=lang, text=text)


def _abroad(
    results: SearchResults, kind: str, *, lang: Language, text: str
) -> list[dict[str, Any]]:
    names = dict(settings.LANGUAGES)
    return [
        {
            "name": names[part.lang],
            "lang": part.lang,
            "cards": _cards(part.hits, kind, lang=lang, text=text),
        }
        for part in results.abroad
    ]


def _visible(request: HttpRequest, results: SearchResults) -> SearchResults:
    """Without what the index still holds, but this reader may not see now."""
    every = [*results.hits, *results.pinned, *(h for part in results.abroad for h in part.hits)]
    allowed = seen(request.user, [hit.key for hit in every])

    def kept(hits: Sequence[Hit]) -> tuple[Hit, ...]:
        return tuple(hit for hit in hits if hit.key in allowed)

    parts = [replace(part, hits=kept(part.hits)) for part in results.abroad]
    return replace(
        results,
        hits=kept(results.hits),
        pinned=kept(results.pinned),
        abroad=tuple(part for part in parts if part.hits),
    )


def _count(request: HttpRequest, found: Read, results: SearchResults) -> None:
    """Count a question once, on its first page and without filters; never at the price of an answer."""
    asked = found.request
    is_first = asked.page == 1 and not asked.filters and asked.kind == PRACTICE
    if not asked.text or not is_first or request.method != "GET":
        return
    try:
        is_answered = bool(results.total) and not results.is_corrected
        count_question(text=asked.text, lang=asked.lang, is_answered=is_answered)
    except DatabaseError:
        log.exception("a question could not be counted")


@csrf_exempt  # it counts, for nobody in particular, and a page that leaves can send no token
@require_http_methods(["POST"])
def followed(request: HttpRequest) -> HttpResponse:
    """A result of the question in the address was followed."""
    found = read(request.GET, lang=language(get_language()))
    if found.request.text:
        count_click(text=found.request.text, lang=found.request.lang)
    return HttpResponse(status=204)


def suggest(request: HttpRequest) -> HttpResponse:
    """What the typed words may be the beginning of, as options of a list."""
    lang = language(get_language())
    text = read(request.GET, lang=lang).request.text
    try:
        found = suggestions(
            text,
            lang=lang,
            engine=installed_engine(),
            limit=SUGGESTIONS,
            audience=words_of(request.user),
        )
    except (NoIndex, Unavailable):
        found = []
    return render(request, "search/suggestions.html", {"found": found, "lang": lang})


def wanted(request: HttpRequest) -> HttpResponse:
    """Subjects on which the network looks for practices."""
    return render(request, "search/wanted.html", {"calls": open_calls()})
