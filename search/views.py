from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from search import facets, presentation
from search.engines.protocol import NoIndex
from search.forms import language, read
from search.installed import installed_engine
from search.querying.run import search

SUGGESTIONS = 8


def library(request: HttpRequest) -> HttpResponse:
    """The library: search, facets, results; everything is in the address."""
    lang = language(get_language())
    found = read(request.GET, lang=lang)
    asked = found.request
    try:
        results = search(asked, engine=installed_engine())
    except NoIndex:
        return render(request, "search/unavailable.html", {"asked": asked}, status=503)
    pager = Paginator(range(results.total), asked.page_size).get_page(results.page)
    names = dict(settings.LANGUAGES)
    context = {
        "asked": asked,
        "results": results,
        "cards": presentation.cards(results.hits, lang=lang, text=asked.text),
        "groups": facets.groups(results.facets, asked.filters, lang=lang),
        "chips": presentation.chips(request, found),
        "notices": presentation.notices(found),
        "abroad": [
            {
                "name": names[part.lang],
                "lang": part.lang,
                "cards": presentation.cards(part.hits, lang=lang, text=asked.text),
            }
            for part in results.abroad
        ],
        "pager_page": pager,
        "weaker_url": presentation.weaker_address(request),
        "unfiltered_url": presentation.without_filters(request, found),
        "chosen": sum(len(codes) for codes in asked.filters.values()),
    }
    return render(request, "search/library.html", context)


def suggest(request: HttpRequest) -> HttpResponse:
    """Titles that what is typed may be the beginning of, as options of a list."""
    lang = language(get_language())
    text = read(request.GET, lang=lang).request.text
    try:
        found = installed_engine().complete(text, lang=lang, limit=SUGGESTIONS) if text else ()
    except NoIndex:
        found = ()
    return render(request, "search/suggestions.html", {"found": found, "lang": lang})
