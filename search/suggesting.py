"""Completion while typing: titles of all that can be found, and terms of the vocabularies."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.vocabularies.terms import TermData, terms
from search.analysis.beginnings import beginnings, beginnings_of_query
from search.analysis.languages import Language
from search.documents.kinds import kind_of, kinds
from search.engines.protocol import SearchEngine

TERMS = ("theme", "key_feature", "target_group", "sdg")
MOST_TERMS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One option: what is written into the box, and what kind of thing it is."""

    text: str
    kind: str | Promise
    url: str = ""


def suggestions(
    text: str, *, lang: Language, engine: SearchEngine, limit: int, audience: Collection[str]
) -> list[Suggestion]:
    """Titles first, then terms; each text once.

    Raises:
        NoIndex: nothing was ever indexed.
        Unavailable: the engine does not answer.
    """
    if not text:
        return []
    names = {kind.code: kind.name for kind in kinds()}
    found: dict[str, Suggestion] = {}
    for each in engine.complete(text, lang=lang, limit=limit, audience=audience):
        found.setdefault(each.title, Suggestion(each.title, names[kind_of(each.key)]))
    listed = list(found.values())
    more = [
        Suggestion(
            term.label_in(lang), _("Subject"), f"{reverse('search:library')}?{scheme}={term.code}"
        )
        for scheme, term in _terms_begun(text, lang)
        if term.label_in(lang) not in found
    ][:MOST_TERMS]
    return [*listed[: limit - len(more)], *more]


def _terms_begun(text: str, lang: Language) -> list[tuple[str, TermData]]:
    """Terms of which every typed word begins some word."""
    begun = set(beginnings_of_query(text, lang))
    if not begun:
        return []
    return [
        (scheme, term)
        for scheme in TERMS
        for term in terms(scheme)
        if begun <= set(beginnings(term.label_in(lang), lang))
    ]
