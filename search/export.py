"""A result list to take along: a table for a spreadsheet, and a feed of what is new."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from core.vocabularies.terms import label
from knowledge.library import queries
from knowledge.library.models import Level, PracticePage
from search.documents.audience import words_of
from search.documents.kinds import seen
from search.engines.protocol import PRACTICE, Hit, NoIndex
from search.forms import language, read
from search.installed import installed_engine
from search.querying.run import search

MOST_ROWS = 1000
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (44, 20, 18, 30, 70, 50)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # a sheet cannot hold them
BOM = "\ufeff"  # without it spreadsheet programs take Arabic for something else
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def _found(request: HttpRequest) -> list[list[str]]:
    """The results of the question in the address, at most a thousand, under their headings.

    Raises:
        NoIndex: nothing was ever indexed.
    """
    lang = language(get_language())
    asked = read(
        request.GET, lang=lang, page_size=MOST_ROWS, audience=words_of(request.user)
    ).request
    asked = replace(asked, kind=PRACTICE, page=1)
    found = search(asked, engine=installed_engine()).hits
    allowed = seen(request.user, [hit.key for hit in found])
    headings = [_("Title"), _("City"), _("Level"), _("Theme"), _("Summary"), _("Address")]
    return [headings, *_rows(request, [hit for hit in found if hit.key in allowed], lang=lang)]


def table(request: HttpRequest) -> HttpResponse:
    """The results as CSV."""
    try:
        rows = _found(request)
    except NoIndex:
        return redirect("search:library")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    response = HttpResponse(BOM + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="practices.csv"'
    return response


def workbook(request: HttpRequest) -> HttpResponse:
    """The results as a sheet for Excel and its kin; an Arabic sheet runs from right to left."""
    try:
        rows = _found(request)
    except NoIndex:
        return redirect("search:library")
    book = Workbook()
    sheet: Any = book.active
    sheet.title = _("Practices")[:31]
    sheet.sheet_view.rightToLeft = get_language_bidi()
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for row in rows:
        sheet.append([_CONTROL.sub("", cell) for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=0)
        line[-1].hyperlink = line[-1].value
    sheet.auto_filter.ref = sheet.dimensions
    data = io.BytesIO()
    book.save(data)
    response = HttpResponse(data.getvalue(), content_type=WORKBOOK)
    response["Content-Disposition"] = 'attachment; filename="practices.xlsx"'
    return response


def _rows(request: HttpRequest, hits: Iterable[Hit], *, lang: str) -> Iterator[list[str]]:
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
