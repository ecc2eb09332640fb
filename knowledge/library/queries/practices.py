"""Reads of practices: a handful of queries for any number of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from django.db.models import Count, Model, QuerySet, prefetch_related_objects
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override
from wagtail.models import PageLogEntry

from core.vocabularies.models import Term
from knowledge.library.models import (
    CityBranchPage,
    Level,
    PracticePage,
    PracticeStanding,
    Review,
    State,
)
from knowledge.library.models.practice import TAGS
from knowledge.library.models.review import OPEN_STAGES

TRUE_FOR = timedelta(days=730)
ANSWER_WITHIN = timedelta(days=60)
RELATED = ("city", "partner_network", "locale")


def public_originals() -> QuerySet[PracticePage]:
    """The originals that lists show: what anybody may read, without what was archived."""
    archived = PracticeStanding.objects.filter(state=State.ARCHIVED).values("translation_key")
    return (
        PracticePage.objects.filter(live=True, is_translation=False)
        .exclude(translation_key__in=archived)
        .select_related(*RELATED)
    )


def with_tags(practices: QuerySet[PracticePage]) -> QuerySet[PracticePage]:
    """The same with their terms, one query for each vocabulary."""
    return practices.prefetch_related(*TAGS)


def in_languages(keys: Iterable[UUID]) -> dict[UUID, dict[str, PracticePage]]:
    """The public texts of practices: key → language → page. One query."""
    found: dict[UUID, dict[str, PracticePage]] = {}
    pages = PracticePage.objects.filter(translation_key__in=list(keys), live=True)
    for page in pages.select_related(*RELATED):
        found.setdefault(page.translation_key, {})[page.locale.language_code] = page
    return found


def in_language(
    originals: Iterable[PracticePage], language: str
) -> list[tuple[PracticePage, PracticePage]]:
    """Each original with the text that a reader of `language` sees."""
    listed = list(originals)
    texts = in_languages(page.translation_key for page in listed)
    return [(page, texts.get(page.translation_key, {}).get(language, page)) for page in listed]


def levels(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The level of practices by key. One query."""
    rows = PracticeStanding.objects.filter(translation_key__in=list(keys))
    return dict(rows.values_list("translation_key", "level"))


def states(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The state of the records by key. One query."""
    rows = PracticeStanding.objects.filter(translation_key__in=list(keys))
    return dict(rows.values_list("translation_key", "state"))


def level_of(practice: PracticePage) -> str:
    """The level of one practice."""
    return practice.standing.level if practice.standing else Level.INITIATIVE


def counts_by_city() -> dict[int, int]:
    """How many public practices each city has."""
    rows = (
        public_originals().exclude(city=None).order_by().values_list("city").annotate(Count("pk"))
    )
    return dict(rows)


def public_practices_of(city_id: int) -> QuerySet[PracticePage]:
    """The public originals of one city, newest first."""
    return public_originals().filter(city_id=city_id).order_by("-first_published_at", "-pk")


def rows_of(field: str) -> type[Model]:
    """The table behind a field of terms."""
    return getattr(PracticePage, field).through


def similar_to(practice: PracticePage, *, limit: int = 3) -> list[PracticePage]:
    """Public practices that share most themes and goals with this one; another city's first; with their
    themes."""
    original = practice.original
    wanted = {
        *original.themes.values_list("id", flat=True),
        *original.sdgs.values_list("id", flat=True),
    }
    if not wanted:
        return []
    shared: Counter[int] = Counter()
    for field in ("themes", "sdgs"):
        through = rows_of(field)
        rows = through.objects.filter(term_id__in=wanted).exclude(practicepage_id=original.pk)
        shared.update(rows.values_list("practicepage_id", flat=True))
    found = public_originals().in_bulk([pk for pk, _ in shared.most_common(40)])
    ranked = sorted(
        found.values(),
        key=lambda page: (-shared[page.pk], page.city_id == original.city_id, page.pk),
    )
    nearest = ranked[:limit]
    prefetch_related_objects(nearest, "themes")
    return nearest


def figures() -> Mapping[str, int]:
    """What the library holds: practices, cities that share, countries."""
    originals = public_originals().order_by()
    cities = originals.exclude(city=None)
    return {
        "practices": originals.count(),
        "cities": cities.values("city").distinct().count(),
        "countries": cities.values("city__country").distinct().count(),
    }


def theme_counts() -> list[tuple[Term, int]]:
    """The themes with how many public practices have each, most first."""
    through = rows_of("themes")
    counted = Counter(
        through.objects.filter(
            practicepage__live=True, practicepage__is_translation=False
        ).values_list("term_id", flat=True)
    )
    terms = Term.objects.filter(scheme="theme")
    return sorted(
        ((term, counted[term.pk]) for term in terms if counted[term.pk]),
        key=lambda pair: (-pair[1], pair[0].order),
    )


def url_for(key: UUID, *, language: str, texts: Mapping[str, PracticePage]) -> str:
    """Where a reader of `language` reads a practice: its own text, else the original among the
    words of that language."""
    if language in texts:
        return texts[language].get_url() or "/"
    with override(language):
        return reverse("practices:read", args=[key])


def address_of(practice: PracticePage) -> str:
    """Where the reader of the present language reads a practice."""
    language = (get_language() or "ar")[:2]
    texts = in_languages([practice.translation_key]).get(practice.translation_key, {})
    return url_for(practice.translation_key, language=language, texts=texts)


def absolute_url(request: HttpRequest, page: PracticePage) -> str:
    """The address of a text on the host that was asked."""
    return request.build_absolute_uri(page.get_url() or "/")


def to_ask(now: datetime) -> list[PracticePage]:
    """Public originals that nobody confirmed for 24 months and whose city was not asked."""
    keys = PracticeStanding.objects.filter(
        state=State.PUBLISHED, confirmed_at__lt=now - TRUE_FOR, asked_at=None
    ).values("translation_key")
    return list(public_originals().filter(translation_key__in=keys))


def unanswered(now: datetime) -> list[PracticePage]:
    """Public originals whose city was asked two months ago and has not answered."""
    keys = PracticeStanding.objects.filter(
        state=State.PUBLISHED, asked_at__lt=now - ANSWER_WITHIN
    ).values("translation_key")
    return list(public_originals().filter(translation_key__in=keys))


def standings(keys: Iterable[UUID]) -> dict[UUID, PracticeStanding]:
    """The standings of practices by key. One query."""
    rows = PracticeStanding.objects.filter(translation_key__in=list(keys))
    return {row.translation_key: row for row in rows}


def history_of(practice: PracticePage, *, shows_reviewers: bool = False) -> list[Any]:
    """What happened to a practice in the CMS's log, newest first, with people and reasons.

    Who gave advice is told to the secretariat only.
    """
    rows = PageLogEntry.objects.filter(page_id=practice.pk).select_related("user")
    found = list(rows.exclude(action__startswith="wagtail.workflow").order_by("-timestamp")[:30])
    if not shows_reviewers:
        for entry in found:
            if entry.action in ("jusoor.review.advise", "jusoor.review.excuse"):
                entry.user = None
    return found


def branches_of_cities(cities: Iterable[int]) -> list[CityBranchPage]:
    """The branches of these cities in every language, with city and locale. One query."""
    found = CityBranchPage.objects.filter(city_id__in=list(cities))
    return list(found.select_related("city", "locale").order_by("city__slug", "locale_id"))


def texts_of_cities(cities: Iterable[int]) -> QuerySet[PracticePage]:
    """Every text of these cities, public or not, last changed first."""
    found = PracticePage.objects.filter(city_id__in=list(cities)).select_related(*RELATED)
    return found.order_by("-latest_revision_created_at", "-pk")


def every_text(practice: PracticePage) -> list[PracticePage]:
    """The texts of a practice in every language, the original first."""
    found = PracticePage.objects.filter(translation_key=practice.translation_key)
    return list(found.select_related(*RELATED).order_by("is_translation", "pk"))


def shown_version(practice: PracticePage) -> PracticePage:
    """What people who may read drafts see: the version that is checked, else the latest."""
    review = Review.objects.filter(page_id=practice.pk, stage__in=OPEN_STAGES).first()
    revision = review.revision if review is not None else practice.latest_revision
    return revision.as_object() if revision else practice


def key_at(address: str) -> UUID | None:
    """The key of the public practice at an address, as a browser shows it; None when there is none."""
    parts = [part for part in unquote(urlsplit(address.strip()).path).split("/") if part]
    for part in reversed(parts):
        try:
            return UUID(part)
        except ValueError:
            continue
    if len(parts) < 2:
        return None
    found = PracticePage.objects.filter(
        live=True, slug=parts[-1], url_path__endswith="/".join(("", *parts[-2:], ""))
    )
    return found.values_list("translation_key", flat=True).first()
