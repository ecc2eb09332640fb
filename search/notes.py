"""What people are told of the searches they keep."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from core.access.rules import visible
from core.design.wording import joined
from core.notifications.kinds import Line, kind
from core.notifications.models import Note, Pace
from search.facets import labeller
from search.forms import language, read
from search.models import SavedSearch


def in_words(saved: SavedSearch) -> str:
    """A kept question as a person reads it: the words, then the chosen filters."""
    lang = language(saved.language)
    asked = read(QueryDict(saved.query), lang=lang).request
    said = [f"“{asked.text}”"] if asked.text else []
    for facet, codes in asked.filters.items():
        words = labeller(facet, lang=lang)
        said += [words(code) for code in codes]
    return joined(said, language=lang) or _("everything")


def address(saved: SavedSearch) -> str:
    """Where the question is asked again, the newest first."""
    with override(saved.language):
        return f"{reverse('search:library')}?{saved.query}&sort=date"


@kind("search", label=gettext_lazy("New practices for a search that I keep"), pace=Pace.DAILY)
def searches(notes: Iterable[Note], person: Any, lang: str) -> Mapping[int, Line]:
    """Lines that lead to the search. One query."""
    listed = list(notes)
    ids = {note.entry.values["search_id"] for note in listed}
    rows = visible(person, SavedSearch.objects.filter(pk__in=ids))
    found = {saved.pk: saved for saved in rows}
    told = {}
    for note in listed:
        saved = found.get(note.entry.values["search_id"])
        if saved is None:
            continue
        count = note.entry.values["count"]
        sentence = ngettext(
            "%(count)s new practice answers your search",
            "%(count)s new practices answer your search",
            count,
        )
        told[note.pk] = Line(in_words(saved), sentence % {"count": count}, address(saved))
    return told
