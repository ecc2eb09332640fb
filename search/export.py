"""A result list to take along: a table for a spreadsheet, and a feed of what is new."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.vocabularies.terms import label
from knowledge.library import queries
from knowledge.library.models import Level, PracticePage
from search.engines.protocol import Hit, NoIndex
from search.forms import language, read
from search.installed import installed_engine
from search.querying.run import search

MOST_ROWS = 1000
BOM = "\ufeff"  # without it spreadsheet programs take Arabic for something else
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def table(request: HttpRequest) -> HttpResponse:
    """The results of the question in the address, at most a thousand, as CSV."""
    lang = language(get_language())
    asked = read(request.GET, lang=lang, page_size=MOST_ROWS).request
    try:
        found = search(asked, engine=installed_engine())
    except NoIndex:
        return redirect("search:library")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_("Title"), _("City"), _("Level"), _("Theme"), _("Summary"), _("Address")])
    writer.writerows(_rows(request, found.hits, lang=lang))
    response = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="practices.csv"'
    return response


def _rows(request: HttpRequest, hits: tuple[Hit, ...], *, lang: str) -> Iterator[list[str]]:
    for hit in hits:
        payload: Any = hit.payload
        shown = payload["shown"]
        said = shown.get(lang) or shown.get(payload["original"]) or next(iter(shown.values()))
        yield [
            plain(said["title"]),
            plain(payload["owner"]["names"].get(lang, "")),
            str(Level(payload["level"]).label),
            ", ".join(label("theme", code) for code in payload["themes"]),
            plain(said["summary"]),
            request.build_absolute_uri(said["url"]),
        ]


def plain(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


class NewPractices(Feed):
    """The newest practices in the language of the address."""

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.request = request
        return super().__call__(request, *args, **kwargs)

    def title(self) -> str:
        return _("New practices on Jusoor")

    def description(self) -> str:
        return _("Practices of Arab learning cities, and the people behind them.")

    def link(self) -> str:
        return reverse("search:library")

    def items(self) -> list[tuple[PracticePage, PracticePage]]:
        newest = queries.public_originals().order_by("-first_published_at", "pk")[:20]
        return queries.in_language(newest, language(get_language()))

    def item_title(self, item: tuple[PracticePage, PracticePage]) -> str:
        return item[1].title

    def item_description(self, item: tuple[PracticePage, PracticePage]) -> str:
        return item[1].summary

    def item_link(self, item: tuple[PracticePage, PracticePage]) -> str:
        original, text = item
        lang = language(get_language())
        texts = {text.locale.language_code: text}
        return queries.url_for(original.translation_key, language=lang, texts=texts)

    def item_pubdate(self, item: tuple[PracticePage, PracticePage]) -> Any:
        return item[0].first_published_at
