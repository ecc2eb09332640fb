"""Who prepares, answers, advises, gives feedback and offers, and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, SYSTEM, Decision, refuse, rule
from core.cities.models import City
from core.cities.roles import roles_of
from projects.support.models import ENDED, Advice, Peer, PeerRequest
from projects.support.policy.asking import may_invite
from projects.support.policy.standing import (
    OWN_CITY,
    S,
    helper,
    helping_cities,
    own,
    signed_in,
    voice,
)


@rule("request.prepare")
def may_prepare(actor: Any, request: PeerRequest) -> Decision:
    """The city that asks and those that help write terms, preparation, sessions and notes."""
    decision = own(actor, request)
    if not decision and signed_in(actor):
        decision = helper(actor, request)
    if decision and request.state not in (S.MATCHED, S.SCHEDULED, S.HELD):
        return refuse(_("This is prepared once cities have said yes, and until advice is given."))
    return decision


@rule("advice.add")
def may_add_advice(actor: Any, request: PeerRequest) -> Decision:
    decision = helper(actor, request)
    if decision and request.state not in (S.HELD, S.ADVISED):
        return refuse(_("Recommendations are written after the meeting."))
    return decision


@rule("advice.accept")
@rule("advice.adapt")
@rule("advice.leave")
def may_decide_advice(actor: Any, advice: Advice) -> Decision:
    decision = voice(actor, advice.request)
    if decision and advice.request.state != S.ADVISED:
        return refuse(_("Recommendations are decided once all of them are there."))
    return decision


@rule("request.answer")
def may_answer(actor: Any, request: PeerRequest) -> Decision:
    """People of any other city that sees the question."""
    if not signed_in(actor):
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if not roles.cities:
        return refuse(_("Only people of a city answer."))
    if roles.cities <= {request.city_id}:
        return OWN_CITY
    if not request.is_question or request.state not in (S.MATCHING, S.NO_MATCH):
        return refuse(_("The question is not open any more."))
    return ALLOWED


@rule("request.volunteer")
def may_volunteer(actor: Any, request: PeerRequest) -> Decision:
    """The focal point of another city that sees the request, without having been asked."""
    if not signed_in(actor):
        return SIGN_IN_FIRST
    cities = roles_of(actor).focal_point_of - {request.city_id}
    if not cities:
        return refuse(_("Only the focal point of another city does this."))
    if request.is_question or request.state not in (S.MATCHING, S.NO_MATCH):
        return refuse(_("The request is not looking for cities now."))
    if cities <= {peer.city_id for peer in request.peers.all()}:
        return refuse(_("Your city was asked already; answer there."))
    return ALLOWED


@rule("request.give_feedback")
def may_give_feedback(actor: Any, request: PeerRequest) -> Decision:
    cities = roles_of(actor).focal_point_of
    decision = voice(actor, request)
    if not decision and not cities & helping_cities(request):
        return refuse(_("Only the focal points of the cities that met do this."))
    if request.state not in (S.ADVISED, S.PLANNED, S.FOLLOWED_UP, S.CLOSED):
        return refuse(_("Feedback is given after the meeting."))
    return ALLOWED


@rule("request.summarise")
def may_summarise(actor: Any, request: PeerRequest) -> Decision:
    decision = voice(actor, request)
    if decision and request.state not in (S.PLANNED, S.FOLLOWED_UP, S.CLOSED):
        return refuse(_("A summary is written once the plan is there."))
    return decision


def _peer_voice(actor: Any, peer: Peer) -> Decision:
    if actor is SYSTEM or peer.city_id in roles_of(actor).focal_point_of:
        return ALLOWED
    if not signed_in(actor):
        return SIGN_IN_FIRST
    return refuse(_("Only the focal point of this city does this."))


@rule("peer.accept")
@rule("peer.decline")
def may_answer_invitation(actor: Any, peer: Peer) -> Decision:
    decision = _peer_voice(actor, peer)
    if decision and peer.request.state in ENDED:
        return refuse(_("The request has ended."))
    return decision


@rule("peer.take_back")
@rule("peer.ask_again")
def may_take_back(actor: Any, peer: Peer) -> Decision:
    return may_invite(actor, peer.request)


@rule("offer.write")
def may_write_offer(actor: Any, city: City) -> Decision:
    if actor is SYSTEM or city.pk in roles_of(actor).focal_point_of:
        return ALLOWED
    if not signed_in(actor):
        return SIGN_IN_FIRST
    return refuse(_("Only the focal point of this city does this."))
