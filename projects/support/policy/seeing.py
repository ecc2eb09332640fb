"""Who sees which request, and who has to be told."""

from typing import Any

from django.db.models import Q, QuerySet

from core.access.rules import SYSTEM, holders_of, visibility
from core.accounts.models import User
from core.cities.queries import secretaries
from core.cities.roles import roles_of
from projects.support.models import CityOffer, Openness, Peer, PeerRequest, PeerState
from projects.support.policy.standing import BETWEEN_TWO, S, helping_cities


@visibility(PeerRequest)
def visible_requests(actor: Any, requests: QuerySet[PeerRequest]) -> QuerySet[PeerRequest]:
    """One's own; those one's city is asked for; the secretariat all but drafts; the rest once other cities
    are asked, as far as the city that asks lets them."""
    roles = roles_of(actor)
    if actor is SYSTEM:
        return requests
    seen = Q(openness=Openness.ALL)
    if roles:
        seen |= Q(openness=Openness.NETWORK)
    seen &= ~Q(state__in=(*BETWEEN_TWO, S.CANCELLED))
    asked = Peer.objects.filter(city_id__in=roles.cities).exclude(state=PeerState.WITHDRAWN)
    seen |= Q(city_id__in=roles.cities)
    seen |= Q(pk__in=asked.values("request_id"))
    if roles.is_secretariat:
        seen |= ~Q(state=S.DRAFT)
    return requests.filter(seen)


def is_inside(actor: Any, request: PeerRequest) -> bool:
    """Whether somebody sees what is between the cities: terms, sessions, advice, feedback."""
    if actor is SYSTEM:
        return True
    roles = roles_of(actor)
    return bool(
        roles.is_secretariat
        or request.city_id in roles.cities
        or roles.cities & helping_cities(request)
    )


@visibility(Peer)
def visible_peers(actor: Any, peers: QuerySet[Peer]) -> QuerySet[Peer]:
    """The two cities and the secretariat."""
    roles = roles_of(actor)
    if actor is SYSTEM or roles.is_secretariat:
        return peers
    return peers.filter(Q(city_id__in=roles.cities) | Q(request__city_id__in=roles.cities))


@visibility(CityOffer)
def visible_offers(actor: Any, offers: QuerySet[CityOffer]) -> QuerySet[CityOffer]:
    """People of the network."""
    return offers if actor is SYSTEM or roles_of(actor) else offers.none()


@holders_of("request.scope")
def deciders(request: PeerRequest) -> list[User]:
    return list(secretaries())
