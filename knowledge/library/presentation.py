"""What the pages of the library show, as plain values."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.access.rules import can
from core.design.wording import joined
from core.vocabularies.terms import TermData, label, term
from knowledge.library import queries
from knowledge.library.models import Kind, Level, PracticePage, Provenance, State
from knowledge.library.models.practice import TAGS
from knowledge.library.provenance import source
from knowledge.library.queries import absolute_url


@dataclass(frozen=True, slots=True)
class Card:
    """A practice in a list."""

    title: str
    summary: str
    language: str
    url: str
    owner: str
    owner_slug: str
    themes: tuple[TermData, ...]
    level: str
    level_words: str
    is_outdated: bool
    results: int
    languages: tuple[str, ...]


def language_now() -> str:
    """The language of the page that is being made."""
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def cards(originals: Iterable[PracticePage], *, language: str) -> list[Card]:
    """Practices as cards in the reader's language; four queries for any number, and their tags."""
    listed = list(originals)
    keys = [page.translation_key for page in listed]
    texts = queries.in_languages(keys)
    levels, states = queries.levels(keys), queries.states(keys)
    found = []
    for original in listed:
        there = texts.get(original.translation_key, {})
        text = there.get(language, original)
        level = levels.get(original.translation_key, Level.INITIATIVE)
        themes = [term("theme", row.code) for row in original.themes.all()]
        found.append(
            Card(
                title=text.title,
                summary=text.summary,
                language=text.locale.language_code,
                url=queries.url_for(original.translation_key, language=language, texts=there),
                owner=original.owner_in_network.name_in(language),
                owner_slug=original.owner_in_network.slug,
                themes=tuple(theme for theme in themes if theme),
                level=level,
                level_words=str(Level(level).label),
                is_outdated=states.get(original.translation_key) == State.OUTDATED,
                results=0,
                languages=tuple(code for code, _ in settings.LANGUAGES if code in there),
            )
        )
    return found


def home(request: HttpRequest) -> dict[str, Any]:
    """The start page: figures, themes, the newest practices, the map."""
    language = language_now()
    newest = queries.with_tags(queries.public_originals().order_by("-first_published_at", "pk"))
    return {
        "figures": queries.figures(),
        "themes": [
            {"term": term("theme", row.code), "count": count}
            for row, count in queries.theme_counts()
        ],
        "cards": cards(newest[:6], language=language),
    }


SECTIONS = (
    ("context", "context"),
    ("description", "what"),
    ("beneficiaries", "who"),
    ("participation", "participation"),
    ("inclusion", "inclusion"),
    ("difficulties", "difficulties"),
    ("conditions", "reuse"),
    ("sustainability", "sustainability"),
    ("arabic_aspect", "arabic"),
)


def section_title(anchor: str) -> str:
    """The heading of a part of a practice."""
    return {
        "context": _("Where it comes from"),
        "what": _("What is done"),
        "who": _("Who benefits"),
        "participation": _("How residents take part"),
        "inclusion": _("Nobody left out"),
        "difficulties": _("Difficulties, and what did not work"),
        "reuse": _("What another city needs"),
        "sustainability": _("What keeps it going"),
        "arabic": _("Place of the Arabic language"),
    }[anchor]


def practice(request: HttpRequest, page: PracticePage) -> dict[str, Any]:
    """Everything that the page of a practice shows. Facts come from the original."""
    language = language_now()
    original = page.original
    texts = queries.in_languages([page.translation_key]).get(page.translation_key, {})
    owner = original.owner_in_network
    codes = {field: [row.code for row in getattr(original, field).all()] for field in TAGS}
    terms = {
        field: [found for code in codes[field] if (found := term(scheme, code))]
        for field, scheme in TAGS.items()
    }
    standing = page.standing
    level = queries.level_of(page)
    notes = source() if original.provenance == Provenance.CONVENTION_2023 else {}
    evidence = _evidence(page, original)
    return {
        "practice": page,
        "original": original,
        "owner": owner,
        "owner_url": original.city.get_absolute_url() if original.city else "",
        "country": label("country", owner.country),
        "country_code": owner.country,
        "level": level,
        "level_words": str(Level(level).label)
        if original.kind == Kind.PRACTICE
        else str(Kind.LESSON.label),
        "is_invented": original.provenance == Provenance.DEMO,
        "mark": standing.state if standing else "",
        "confirmed_at": standing.confirmed_at if standing else None,
        "outdated_at": standing.outdated_at if standing else None,
        "terms": terms,
        "text_language": page.locale.language_code,
        "is_other_language": page.locale.language_code != language,
        "sections": [
            {"anchor": anchor, "title": section_title(anchor), "text": text}
            for name, anchor in SECTIONS
            if (text := getattr(page, name))
        ],
        "evidence": evidence,
        "resources": _rows(page, original, "resources"),
        "blocks": _rows(page, original, "building_blocks"),
        "original_language": original.locale.language_code,
        "materials": _rows(page, original, "materials"),
        "pictures": _pictures(page, original),
        "licence": term("licence", original.licence),
        "reuses": queries.reuses_of(page),
        "useful": queries.useful_to(page.translation_key),
        "voice": queries.voice_of(page.translation_key, request.user),
        "may_voice": can(request.user, "voice.write", page),
        "similar": cards(queries.similar_to(page), language=language),
        "languages": [
            {
                "code": code,
                "name": name,
                "url": texts[code].get_url(request),
                "is_original": texts[code].pk == original.pk,
                "is_here": texts[code].pk == page.pk,
            }
            for code, name in settings.LANGUAGES
            if code in texts
        ],
        "translations": [
            (code, queries.url_for(page.translation_key, language=code, texts=texts))
            for code, _name in settings.LANGUAGES
        ],
        "note": notes.get("reported", {}).get(language, ""),
        "event": notes.get("event", {}).get(language, ""),
        "reconstruction": (
            notes.get("reconstructed", {}).get(language, "") if original.is_reconstructed else ""
        ),
        "content_note": (
            notes.get("sensitive", {}).get(language, "") if original.has_content_note else ""
        ),
        "canonical": absolute_url(request, page),
        "frame": frame(request, page),
        "citation": citation(request, page),
        "json_ld": json_ld(request, page, terms=terms),
    }


def _rows(page: PracticePage, original: PracticePage, name: str) -> list[Any]:
    """The original's rows, each in the language that is read where it was translated."""
    if page.pk == original.pk:
        return list(getattr(page, name).all())
    own = {row.translation_key: row for row in getattr(page, name).all()}
    return [own.get(row.translation_key, row) for row in getattr(original, name).all()]


def _pictures(page: PracticePage, original: PracticePage) -> list[Any]:
    """The pictures with their files: two queries for any number."""
    rows = _rows(page, original, "pictures")
    prefetch_related_objects(rows, "image__renditions")
    return rows


def _evidence(page: PracticePage, original: PracticePage) -> list[dict[str, Any]]:
    """The rows of results: figures from the original, words from the text that is read."""
    facts = list(original.evidence.all())
    if page.pk == original.pk:
        words = {row.translation_key: row.words for row in facts}
    else:
        words = {row.translation_key: row.words for row in page.evidence.all()}
    return [{"row": row, "words": words.get(row.translation_key, row.words)} for row in facts]


def frame(request: HttpRequest, page: PracticePage) -> str:
    """The lines with which another site shows the card of a practice."""
    address = request.build_absolute_uri(reverse("practices:card", args=[page.translation_key]))
    return f'<iframe src="{address}" title="{escape(page.title)}" height="260" loading="lazy"></iframe>'


def citation(request: HttpRequest, page: PracticePage) -> str:
    """How to name this text as a source, in the language of the page."""
    year = (page.last_published_at or page.latest_revision_created_at).year
    return _("%(owner)s (%(year)s). “%(title)s”. Jusoor. %(address)s") % {
        "owner": page.owner_in_network.name,
        "year": year,
        "title": page.title,
        "address": cited_address(request, page),
    }


def cited_address(request: HttpRequest, page: PracticePage) -> str:
    """The address for a source: the page's own, or a short one where that needs escapes."""
    own = absolute_url(request, page)
    if "%" not in own:
        return own
    return request.build_absolute_uri(reverse("practices:read", args=[page.translation_key]))


def json_ld(
    request: HttpRequest, page: PracticePage, *, terms: dict[str, list[TermData]]
) -> SafeString:
    """The practice for machines (schema.org), safe inside a script element."""
    licence = term("licence", page.original.licence)
    data = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": page.title,
        "abstract": page.summary,
        "inLanguage": page.locale.language_code,
        "url": absolute_url(request, page),
        "author": {"@type": "Organization", "name": page.owner_in_network.name},
        "contentLocation": {"@type": "Place", "name": page.owner_in_network.name},
        "about": [found.label for found in (*terms["themes"], *terms["sdgs"])],
        "license": licence.extra.get("url", "") if licence else "",
        "datePublished": page.first_published_at.isoformat() if page.first_published_at else None,
        "isPartOf": {"@type": "CollectionPage", "name": "Jusoor"},
    }
    text = json.dumps(data, ensure_ascii=False)
    for unsafe, escaped in (("<", "\\u003C"), (">", "\\u003E"), ("&", "\\u0026")):
        text = text.replace(unsafe, escaped)
    return mark_safe(text)  # escaped above


def in_words(error: ValidationError) -> str:
    """One sentence for all errors, so that they do not cover a phone's screen."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    lacking = [name for name in error.message_dict if name != "reason"]
    if not lacking:
        return " ".join(sentence for listed in error.message_dict.values() for sentence in listed)
    fields = [str(PracticePage._meta.get_field(name).verbose_name) for name in lacking]
    return _("Not done yet. Still missing: %(fields)s.") % {
        "fields": joined(fields, language=get_language() or "ar")
    }
