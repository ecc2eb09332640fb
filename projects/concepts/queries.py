"""Reads of concept notes, calls and interests."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from core.access.rules import visible
from core.cities.models import City, CityRole, Membership
from core.cities.roles import roles_of
from knowledge.library.queries import in_languages, public_originals
from projects.concepts.matching import Profile, Wish, suggestions
from projects.concepts.models import (
    Call,
    CallState,
    ConceptNote,
    ConceptState,
    Interest,
    InterestState,
)
from projects.partnerships.models import ACTING, ENDED, Partner

WAITS = (ConceptState.SUBMITTED, ConceptState.ELIGIBILITY)


def concepts_for(actor: Any) -> QuerySet[ConceptNote]:
    """What a person may see, ready for a list: city, call, terms, number of interests."""
    return (
        visible(actor, ConceptNote.objects.all())
        .select_related("lead_city", "call", "project")
        .prefetch_related("themes", "wanted")
        .annotate(
            accepted=Count("interests", filter=Q(interests__state=InterestState.ACCEPTED)),
            waiting=Count("interests", filter=Q(interests__state=InterestState.SENT)),
        )
        .order_by("-moved_at")
    )


def looking_for_partners(actor: Any) -> QuerySet[ConceptNote]:
    """Notes that any city may join now, the newest first."""
    return concepts_for(actor).filter(state=ConceptState.OPEN).order_by("-opened_at")


def own_concepts(actor: Any) -> QuerySet[ConceptNote]:
    """The notes of a person's cities, and those they want to join."""
    cities = roles_of(actor).cities
    joined = Interest.objects.filter(city_id__in=cities).exclude(state=InterestState.WITHDRAWN)
    return concepts_for(actor).filter(
        Q(lead_city_id__in=cities) | Q(pk__in=joined.values("concept_id"))
    )


def to_decide(actor: Any) -> QuerySet[ConceptNote]:
    """What waits for the secretariat."""
    return concepts_for(actor).filter(state__in=WAITS).order_by("moved_at")


def open_calls() -> QuerySet[Call]:
    """Calls that take notes today, the first to close first."""
    today = timezone.localdate()
    return Call.objects.filter(
        state=CallState.OPEN, opens_on__lte=today, closes_on__gte=today
    ).order_by("closes_on")


def related_practices(concept: ConceptNote, language: str) -> list[Any]:
    """The public texts of the practices that a note names, in the reader's language if there is one."""
    texts = in_languages(UUID(key) for key in concept.practices)
    return [
        found.get(language) or next(iter(found.values()))
        for key in concept.practices
        if (found := texts.get(UUID(key)))
    ]


def profiles() -> list[Profile]:
    """What is known of every city that has somebody to answer: a fixed number of queries."""
    reachable = Membership.objects.filter(role=CityRole.FOCAL_POINT, is_active=True)
    cities = City.objects.filter(pk__in=reachable.values("city_id")).prefetch_related("focus_sdgs")
    practised: dict[int, set[str]] = {}
    for city_id, code in public_originals().values_list("city_id", "themes__code"):
        if city_id is not None and code:
            practised.setdefault(city_id, set()).add(code)
    busy = Partner.objects.filter(state__in=ACTING).exclude(project__state__in=ENDED)
    load = Counter(busy.values_list("city_id", flat=True))
    return [
        Profile(
            city_id=city.pk,
            country=city.country,
            goals=[goal.code for goal in city.focus_sdgs.all()],
            practised=practised.get(city.pk, set()),
            strengths=city.strengths,
            challenges=city.challenges,
            languages=city.languages,
            population=city.population or 0,
            admin_kind=city.admin_kind,
            is_newcomer=city.is_newcomer,
            load=load[city.pk],
        )
        for city in cities
    ]


def suggested_cities(concept: ConceptNote) -> list[tuple[City, Any]]:
    """Cities that might fit and have shown no interest yet, by name, each with its match."""
    every = profiles()
    lead = next((p for p in every if p.city_id == concept.lead_city_id), None)
    wish = Wish(
        themes=list(concept.themes.values_list("code", flat=True)),
        goals=list(concept.sdgs.values_list("code", flat=True)),
        language=concept.language,
        lead=lead or Profile(city_id=concept.lead_city_id, country=concept.lead_city.country),
    )
    asked = set(concept.interests.values_list("city_id", flat=True))
    found = {m.city_id: m for m in suggestions(wish, every) if m.city_id not in asked}
    cities = City.objects.filter(pk__in=found)
    return sorted(((city, found[city.pk]) for city in cities), key=lambda pair: pair[0].name)


def titles(concepts: Iterable[int]) -> dict[int, str]:
    """Titles by id."""
    return dict(ConceptNote.objects.filter(pk__in=list(concepts)).values_list("pk", "title"))
