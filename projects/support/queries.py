"""Reads of requests for support and offers."""

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
from projects.support.matching import Match, Profile, Wish, suggestions
from projects.support.models import (
    ENDED,
    CityOffer,
    Peer,
    PeerRequest,
    PeerState,
    RequestState,
)
from projects.support.models.offer import TRUE_FOR

OPEN = (RequestState.MATCHING, RequestState.NO_MATCH)
TO_DECIDE = (RequestState.SUBMITTED, RequestState.SCOPED)


def requests_for(actor: Any) -> QuerySet[PeerRequest]:
    """What a person may see, ready for a list."""
    return (
        visible(actor, PeerRequest.objects.all())
        .select_related("city")
        .prefetch_related("themes")
        .annotate(
            helping=Count("peers", filter=Q(peers__state=PeerState.ACCEPTED), distinct=True),
            answered=Count("answers", distinct=True),
        )
        .order_by("-moved_at", "-pk")
    )


def open_requests(actor: Any) -> QuerySet[PeerRequest]:
    """What any city can help with now; those for which none was found first."""
    return requests_for(actor).filter(state__in=OPEN).order_by("-state", "-moved_at", "-pk")


def own_requests(actor: Any) -> QuerySet[PeerRequest]:
    """Those of a person's cities."""
    return requests_for(actor).filter(city_id__in=roles_of(actor).cities)


def asked_of_us(actor: Any) -> QuerySet[PeerRequest]:
    """Those with which a person's cities are asked to help, or help."""
    mine = Peer.objects.filter(city_id__in=roles_of(actor).cities).exclude(
        state=PeerState.WITHDRAWN
    )
    return requests_for(actor).filter(pk__in=mine.values("request_id")).exclude(state__in=ENDED)


def to_decide(actor: Any) -> QuerySet[PeerRequest]:
    """What waits for the secretariat, the longest waiting first."""
    return requests_for(actor).filter(state__in=TO_DECIDE).order_by("moved_at")


def request_for(actor: Any, public_id: UUID) -> PeerRequest | None:
    """One request; None for those who may not see it."""
    rows = visible(actor, PeerRequest.objects.filter(public_id=public_id))
    return rows.select_related("city", "made_by").prefetch_related("peers__city", "themes").first()


def practices_named(keys: Iterable[UUID | None], language: str) -> dict[UUID, Any]:
    """Public texts of practices, in the reader's language if there is one."""
    texts = in_languages([key for key in keys if key])
    return {key: found.get(language) or next(iter(found.values())) for key, found in texts.items()}


def profiles() -> list[Profile]:
    """What is known of every city that has somebody to answer: six queries, whatever their number."""
    reachable = Membership.objects.filter(role=CityRole.FOCAL_POINT, is_active=True)
    cities = City.objects.filter(pk__in=reachable.values("city_id"))
    practised: dict[int, set[str]] = {}
    for city_id, code in public_originals().values_list("city_id", "themes__code"):
        if city_id is not None and code:
            practised.setdefault(city_id, set()).add(code)
    offered: dict[int, list[tuple[str, list[str], list[str]]]] = {}
    true = CityOffer.objects.filter(confirmed_on__gte=timezone.localdate() - TRUE_FOR)
    for city_id, code, formats, languages in true.values_list(
        "city_id", "theme__code", "formats", "languages"
    ):
        offered.setdefault(city_id, []).append((code, formats, languages))
    busy = Peer.objects.filter(state=PeerState.ACCEPTED).exclude(request__state__in=ENDED)
    load = Counter(busy.values_list("city_id", flat=True))
    return [
        Profile(
            city_id=city.pk,
            country=city.country,
            offered={code for code, _formats, _languages in offered.get(city.pk, ())},
            formats={each for _code, formats, _l in offered.get(city.pk, ()) for each in formats},
            practised=practised.get(city.pk, set()),
            strengths=city.strengths,
            challenges=city.challenges,
            languages={
                *city.languages,
                *(each for _code, _f, languages in offered.get(city.pk, ()) for each in languages),
            },
            population=city.population or 0,
            load=load[city.pk],
        )
        for city in cities
    ]


def wish_of(request: PeerRequest) -> Wish:
    """What a request asks for, as codes."""
    return Wish(
        city_id=request.city_id,
        topics=[term.code for term in request.themes.all()],
        format=request.format,
        language=request.language,
        country=request.city.country,
        population=request.city.population or 0,
    )


def suggested_cities(request: PeerRequest) -> list[tuple[City, Match]]:
    """Cities that might help and were not asked yet, by name, each with its match."""
    asked = {peer.city_id for peer in request.peers.all()}
    every = [profile for profile in profiles() if profile.city_id not in asked]
    found = {each.city_id: each for each in suggestions(wish_of(request), every)}
    cities = City.objects.filter(pk__in=found)
    return sorted(((city, found[city.pk]) for city in cities), key=lambda pair: pair[0].name)


def offers_of(actor: Any, city: City) -> list[CityOffer]:
    """What a city offers, for people of the network."""
    rows = visible(actor, CityOffer.objects.filter(city=city))
    found = list(rows.select_related("theme").order_by("theme__order"))
    for offer in found:
        offer.city = city
    return found


def topics_practised(city: City) -> set[str]:
    """Topics on which a city has public practices: what it could offer."""
    rows = public_originals().filter(city=city).values_list("themes__code", flat=True)
    return {code for code in rows if code}
