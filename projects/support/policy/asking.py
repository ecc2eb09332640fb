"""Who moves a request, and why not."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, SYSTEM, Decision, refuse, rule
from core.cities.models import City
from core.cities.roles import roles_of
from projects.support.models import DECIDED, Format, PeerRequest
from projects.support.policy.standing import (
    NEEDED_TERMS,
    S,
    helper,
    helping_cities,
    network,
    own,
    signed_in,
    voice,
)


@rule("request.begin")
def may_begin_request(actor: Any, city: City | None = None) -> Decision:
    """Anybody of a city, also of one that is not admitted yet; `city` None asks for any."""
    if actor is SYSTEM:
        return ALLOWED
    if not signed_in(actor):
        return SIGN_IN_FIRST
    cities = roles_of(actor).cities
    if (city is None and cities) or (city is not None and city.pk in cities):
        return ALLOWED
    return refuse(_("Only people of a city ask for support."))


@rule("request.write")
def may_write_request(actor: Any, request: PeerRequest) -> Decision:
    decision = own(actor, request)
    if decision and request.state != S.DRAFT:
        return refuse(_("The request was handed in and is not changed any more."))
    return decision


def missing(request: PeerRequest) -> list[str]:
    """What is still needed before the request can be handed in, as names of its parts."""
    found = [] if request.themes.exists() else ["themes"]
    if not request.is_question:
        found += [name for name in ("challenge", "use") if not getattr(request, name).strip()]
        if not request.questions:
            found.append("questions")
    return found


def _hands_in(actor: Any, request: PeerRequest, *, is_light: bool) -> Decision:
    decision = voice(actor, request)
    if not decision or request.state != S.DRAFT:
        return decision
    if request.is_question != is_light:
        return refuse(_("This format goes another way."))
    if missing(request):
        return refuse(_("Some parts that are needed are still empty."))
    return ALLOWED


@rule("request.submit")
def may_submit_request(actor: Any, request: PeerRequest) -> Decision:
    """Everything but a question is handed in to the secretariat."""
    return _hands_in(actor, request, is_light=False)


@rule("request.ask")
def may_ask_question(actor: Any, request: PeerRequest) -> Decision:
    """A question is asked at once."""
    return _hands_in(actor, request, is_light=True)


@rule("request.scope")
@rule("request.look")
@rule("request.decline")
@rule("request.find_none")
def may_decide_request(actor: Any, request: PeerRequest) -> Decision:
    return network(actor, request)


@rule("request.invite")
def may_invite(actor: Any, request: PeerRequest) -> Decision:
    decision = voice(actor, request)
    if not decision:
        decision = network(actor, request) if roles_of(actor).is_secretariat else decision
    if decision and request.state not in (S.MATCHING, S.NO_MATCH, S.MATCHED):
        return refuse(_("Cities are asked once the request is open."))
    return decision


@rule("request.match")
def may_match(actor: Any, request: PeerRequest) -> Decision:
    decision = voice(actor, request)
    if not decision or request.state not in (S.MATCHING, S.NO_MATCH):
        return decision
    if request.is_question:
        return refuse(_("A question is answered here; it needs no day."))
    number = len(helping_cities(request))
    if request.format == Format.REVIEW and number < 2:
        return refuse(_("A peer review needs two cities that said yes."))
    if not number:
        return refuse(_("No city has said yes yet."))
    return ALLOWED


@rule("request.look_again")
def may_look_again(actor: Any, request: PeerRequest) -> Decision:
    """The city that asks; by itself when no helping city is left."""
    return voice(actor, request)


@rule("request.schedule")
def may_schedule(actor: Any, request: PeerRequest) -> Decision:
    decision = voice(actor, request)
    if not decision or request.state != S.MATCHED:
        return decision
    if any(not str(request.terms.get(part, "")).strip() for part in NEEDED_TERMS):
        return refuse(_("Say in the terms what it is for and who bears which costs."))
    if not request.sessions.exists():
        return refuse(_("Agree on a day first."))
    return ALLOWED


@rule("request.hold")
def may_hold(actor: Any, request: PeerRequest) -> Decision:
    decision = voice(actor, request)
    if not decision or request.state != S.SCHEDULED:
        return decision
    if not request.sessions.filter(starts_at__lte=timezone.now()).exists():
        return refuse(_("The agreed day has not come yet."))
    return ALLOWED


@rule("request.plan")
def may_plan(actor: Any, request: PeerRequest) -> Decision:
    decision = voice(actor, request)
    is_open = request.state == S.ADVISED and request.advice.exclude(state__in=DECIDED).exists()
    if decision and is_open:
        return refuse(_("Say to each recommendation what your city does with it."))
    return decision


@rule("request.follow_up")
@rule("request.resume")
def may_go_on(actor: Any, request: PeerRequest) -> Decision:
    return voice(actor, request)


@rule("request.close")
@rule("request.cancel")
def may_end(actor: Any, request: PeerRequest) -> Decision:
    decision = voice(actor, request)
    if not decision and roles_of(actor).is_secretariat:
        return network(actor, request)
    return decision


@rule("request.thank")
def may_thank(actor: Any, request: PeerRequest) -> Decision:
    decision = own(actor, request)
    if not decision or request.state not in (S.MATCHING, S.NO_MATCH):
        return decision
    if not request.is_question:
        return refuse(_("Only a question ends with thanks alone."))
    if not request.answers.exists():
        return refuse(_("Nobody has answered yet."))
    return ALLOWED


@rule("request.advise")
def may_advise(actor: Any, request: PeerRequest) -> Decision:
    decision = helper(actor, request)
    if not decision and signed_in(actor):
        decision = voice(actor, request)
    if decision and request.state == S.HELD and not request.advice.exists():
        return refuse(_("Write at least one recommendation first."))
    return decision
