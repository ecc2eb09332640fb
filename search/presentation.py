"""Hits as cards, chosen codes as chips, notices as sentences."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from core.design.addresses import address_with
from core.vocabularies.terms import TermData, term
from knowledge.library.models import Level, State
from search.analysis.languages import Language
from search.documents.kinds import kinds
from search.engines.protocol import PRACTICE, Hit
from search.facets import NAMES, labeller
from search.forms import Read
from search.querying.highlight import asked_stems, marked, snippet


@dataclass(frozen=True, slots=True)
class ResultCard:
    """A practice in the list of results; title and snippet are HTML with marks."""

    title: SafeString
    snippet: SafeString
    summary: str
    language: str
    url: str
    owner: str
    owner_slug: str
    themes: tuple[TermData, ...]
    level: str
    level_words: str
    is_outdated: bool
    languages: tuple[str, ...]


def cards(hits: Iterable[Hit], *, lang: Language, text: str) -> list[ResultCard]:
    """Results in the reader's language where it is there, else the original's. No query."""
    wanted = {code: asked_stems(text, code) for code in ("ar", "en", "fr")} if text else {}
    return [_card(hit, lang=lang, wanted=wanted) for hit in hits]


def _card(hit: Hit, *, lang: Language, wanted: Mapping[Any, frozenset[str]]) -> ResultCard:
    payload: Mapping[str, Any] = hit.payload
    shown = payload["shown"]
    language = lang if lang in shown else payload["original"]
    said = shown.get(language) or next(iter(shown.values()))
    stems = wanted.get(language, frozenset())
    title, piece = _said(hit, said, stems, language)
    themes = (term("theme", code) for code in payload["themes"])
    owner = payload["owner"]
    return ResultCard(
        title=title,
        snippet=piece,
        summary=said["summary"],
        language=language,
        url=said["url"] if language == lang else reverse("practices:read", args=[hit.key]),
        owner=owner["names"].get(lang) or owner["slug"],
        owner_slug=owner["slug"],
        themes=tuple(found for found in themes if found),
        level=payload["level"],
        level_words=str(Level(payload["level"]).label),
        is_outdated=payload.get("mark") == State.OUTDATED,
        languages=tuple(code for code, _name in settings.LANGUAGES if code in shown),
    )


@dataclass(frozen=True, slots=True)
class PlainCard:
    """A city or an article in the list of results; title and snippet are HTML with marks."""

    title: SafeString
    snippet: SafeString
    summary: str
    language: str
    url: str
    owner_slug: str


def plain_cards(hits: Iterable[Hit], *, lang: Language, text: str) -> list[PlainCard]:
    """Results of other kinds than practices. No query."""
    wanted = {code: asked_stems(text, code) for code in ("ar", "en", "fr")} if text else {}
    made = []
    for hit in hits:
        payload: Mapping[str, Any] = hit.payload
        shown = payload["shown"]
        language = lang if lang in shown else payload["original"]
        said = shown[language]
        title, piece = _said(hit, said, wanted.get(language, frozenset()), language)
        owner = payload.get("owner", {}).get("slug", "")
        made.append(PlainCard(title, piece, said["summary"], language, said["url"], owner))
    return made


def _said(
    hit: Hit, said: Mapping[str, str], stems: frozenset[str], language: Language
) -> tuple[SafeString, SafeString]:
    """Title and snippet with marks: the engine's where it brought them, else our own."""
    title = hit.fragments.get("title") or marked(said["title"], stems, language)
    piece = (
        snippet(said["summary"], stems, language)
        or hit.fragments.get("body")
        or snippet(said["text"], stems, language)
    )
    return mark_safe(title), mark_safe(piece)  # escaped by the engine, by `marked` and by `snippet`


@dataclass(frozen=True, slots=True)
class Tab:
    """One kind of thing: its name, how many answers it has, where they are."""

    code: str
    name: str
    count: int
    url: str


def tabs(request: HttpRequest, found: Read, counts: Mapping[str, int]) -> list[Tab]:
    """All kinds in their order; filters belong to practices and stay with them."""
    filters = dict.fromkeys(found.request.filters)
    made = []
    for kind in kinds():
        code = None if kind.code == PRACTICE else kind.code
        changes: dict[str, object] = {"kind": code, "page": None}
        url = address_with(request, **(changes if code is None else {**changes, **filters}))
        made.append(Tab(kind.code, str(kind.name), counts.get(kind.code, 0), url))
    return made


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen code, and the address without it."""

    label: str
    url: str


def chips(request: HttpRequest, found: Read) -> list[Chip]:
    """The chosen codes, each removable by a link."""
    made = []
    for facet, codes in found.request.filters.items():
        words = labeller(facet, lang=found.request.lang)
        for code in codes:
            query = request.GET.copy()
            query.setlist(facet, [other for other in codes if other != code])
            query.pop("page", None)
            rest = query.urlencode()
            made.append(Chip(words(code), f"{request.path}?{rest}" if rest else request.path))
    return made


def notices(found: Read) -> list[str]:
    """What was left out of the question."""
    said = [
        _("Unknown choice left out: %(name)s “%(code)s”.") % {"name": NAMES[facet], "code": code}
        for facet, code in found.unknown[:5]
    ]
    if found.was_cut:
        said.append(_("Your question was very long; only its beginning was searched."))
    return said


def weaker_address(request: HttpRequest) -> str:
    """This search with its weaker matches."""
    return address_with(request, weaker=1, page=None)


def without_filters(request: HttpRequest, found: Read) -> str:
    """This search without any chosen code."""
    return address_with(request, **dict.fromkeys(found.request.filters), page=None)
