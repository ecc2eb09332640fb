"""Who somebody is to a request: of the city that asks, of one that helps, of the secretariat."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, SYSTEM, Decision, refuse
from core.cities.roles import roles_of
from projects.support.models import FORMATS_BEFORE_ADMISSION, PeerRequest, PeerState, RequestState

S = RequestState
# Before other cities are asked, a request is between its city and the secretariat.
BETWEEN_TWO = (S.DRAFT, S.SUBMITTED, S.SCOPED, S.DECLINED)
NEEDED_TERMS = ("aim", "costs")
ONLY_NETWORK = refuse(_("Only the network’s secretariat does this."))
ONLY_VOICE = refuse(_("Only the focal point of the city that asks does this."))
ONLY_OWN = refuse(_("Only people of the city that asks do this."))
ONLY_HELPERS = refuse(_("Only people of a city that helps do this."))
OWN_CITY = refuse(_("It is the request of your own city."))


def signed_in(actor: Any) -> bool:
    return actor is SYSTEM or bool(getattr(actor, "is_authenticated", False))


def network(actor: Any, request: PeerRequest) -> Decision:
    if actor is SYSTEM:
        return ALLOWED
    if not roles_of(actor).is_secretariat:
        return ONLY_NETWORK
    if request.city_id in roles_of(actor).cities:
        return refuse(_("Nobody decides on a request of the own city."))
    return ALLOWED


def own(actor: Any, request: PeerRequest) -> Decision:
    if actor is SYSTEM:
        return ALLOWED
    if not signed_in(actor):
        return SIGN_IN_FIRST
    return ALLOWED if request.city_id in roles_of(actor).cities else ONLY_OWN


def voice(actor: Any, request: PeerRequest) -> Decision:
    """The focal point of the city that asks; for a city on its way into the network, anybody of it."""
    if actor is SYSTEM:
        return ALLOWED
    if not signed_in(actor):
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if request.city_id in roles.focal_point_of:
        return ALLOWED
    if request.city_id in roles.cities and request.city.is_newcomer:
        if request.format in FORMATS_BEFORE_ADMISSION:
            return ALLOWED
        return refuse(_("This format is open to cities that the network has admitted."))
    return ONLY_VOICE


def helping_cities(request: PeerRequest) -> frozenset[int]:
    """Cities that have said yes."""
    rows = request.peers.all()
    return frozenset(peer.city_id for peer in rows if peer.state == PeerState.ACCEPTED)


def helper(actor: Any, request: PeerRequest) -> Decision:
    if actor is SYSTEM or roles_of(actor).cities & helping_cities(request):
        return ALLOWED
    return ONLY_HELPERS if signed_in(actor) else SIGN_IN_FIRST
