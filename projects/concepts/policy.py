"""Who may do what with calls, concept notes and interests, and why not."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    ALLOWED,
    SIGN_IN_FIRST,
    SYSTEM,
    Decision,
    holders_of,
    refuse,
    rule,
    visibility,
)
from core.accounts.models import User
from core.cities.queries import focal_points, secretaries
from core.cities.roles import roles_of
from projects.concepts.models import (
    PUBLIC,
    WRITABLE,
    Call,
    CallState,
    ConceptNote,
    ConceptState,
    Interest,
    InterestState,
)

OPEN_FOR = timedelta(days=183)
NEEDED = ("acronym", "title", "summary", "issue", "objective", "added_value")


def _network(actor: Any) -> Decision:
    if actor is SYSTEM or roles_of(actor).is_secretariat:
        return ALLOWED
    return refuse(_("Only the network’s secretariat does this."))


@rule("call.write")
@rule("call.open")
@rule("call.close")
def may_tend_calls(actor: Any, call: Call | None) -> Decision:
    return _network(actor)


@rule("concept.begin")
def may_begin_concept(actor: Any, city: Any = None) -> Decision:
    """Anybody of a city writes; `city` None asks whether there is any city to write for."""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    cities = roles_of(actor).cities
    if (city is None and cities) or (city is not None and city.pk in cities):
        return ALLOWED
    return refuse(_("Only people of a city write concept notes."))


def _of(actor: Any, concept: ConceptNote, cities: frozenset[int], reason: Any) -> Decision:
    """Whether the city that leads is among `cities`, which are those of a role of `actor`."""
    if actor is SYSTEM or concept.lead_city_id in cities:
        return ALLOWED
    return refuse(reason) if actor.is_authenticated else SIGN_IN_FIRST


def _own(actor: Any, concept: ConceptNote) -> Decision:
    reason = _("Only people of the city that leads do this.")
    return _of(actor, concept, roles_of(actor).cities, reason)


def _voice(actor: Any, concept: ConceptNote) -> Decision:
    reason = _("Only the focal point of the city that leads does this.")
    return _of(actor, concept, roles_of(actor).focal_point_of, reason)


@rule("concept.write")
def may_write_concept(actor: Any, concept: ConceptNote) -> Decision:
    decision = _own(actor, concept)
    if decision and concept.state not in WRITABLE:
        return refuse(_("The note was handed in; it can be changed when it is sent back."))
    return decision


def missing(concept: ConceptNote) -> list[str]:
    """What is still needed before the note can be handed in, as names of its parts."""
    found = [name for name in NEEDED if not getattr(concept, name).strip()]
    if not concept.sdgs.exists() and not concept.objectives.exists():
        found.append("objectives")
    if not concept.wanted.exists():
        found.append("wanted")
    return found


@rule("concept.submit")
def may_submit_concept(actor: Any, concept: ConceptNote) -> Decision:
    decision = _voice(actor, concept)
    if not decision or concept.state not in WRITABLE:
        return decision
    if concept.call is not None and not concept.call.takes_notes:
        return refuse(_("The call is closed; take the call out, and hand the note in without one."))
    if missing(concept):
        return refuse(_("Some parts that are needed are still empty."))
    return ALLOWED


@rule("concept.check")
@rule("concept.ask_changes")
@rule("concept.decline")
@rule("concept.open")
def may_decide_concept(actor: Any, concept: ConceptNote) -> Decision:
    decision = _network(actor)
    if decision and concept.lead_city_id in roles_of(actor).cities:
        return refuse(_("Nobody decides on a note of the own city."))
    return decision


@rule("concept.form")
def may_form_partnership(actor: Any, concept: ConceptNote) -> Decision:
    """The lead, once enough cities of enough countries were accepted."""
    decision = _voice(actor, concept)
    if not decision or concept.state != ConceptState.OPEN:
        return decision
    accepted = concept.interests.filter(state=InterestState.ACCEPTED)
    countries = {concept.lead_city.country, *accepted.values_list("city__country", flat=True)}
    cities = 1 + accepted.count()
    if cities < concept.minimum_cities:
        return refuse(_("Accept more cities first: the partnership is too small."))
    if len(countries) < concept.minimum_countries:
        return refuse(_("Accept a city of another country first: the call asks for it."))
    return ALLOWED


@rule("concept.look_again")
@rule("concept.become_project")
@rule("concept.withdraw")
@rule("concept.resume")
def may_lead_concept(actor: Any, concept: ConceptNote) -> Decision:
    return _voice(actor, concept)


@rule("concept.expire")
def may_expire_concept(actor: Any, concept: ConceptNote) -> Decision:
    if actor is not SYSTEM:
        return refuse(_("This follows by itself."))
    is_over = concept.opened_at is not None and concept.opened_at < timezone.now() - OPEN_FOR
    has_partner = concept.interests.filter(state=InterestState.ACCEPTED).exists()
    return ALLOWED if is_over and not has_partner else refuse(_("It is not time yet."))


@rule("concept.send_interest")
def may_send_interest(actor: Any, concept: ConceptNote) -> Decision:
    """A focal point of another city, while the note looks for partners."""
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if not roles.cities:
        return refuse(_("Only people of a city take part in projects."))
    if not roles.focal_point_of:
        return refuse(_("The focal point of your city shows interest; tell them about it."))
    if roles.focal_point_of <= {concept.lead_city_id}:
        return refuse(_("It is the note of your own city."))
    if concept.state != ConceptState.OPEN:
        return refuse(_("The note is not looking for partners now."))
    return ALLOWED


@rule("interest.accept")
@rule("interest.waitlist")
@rule("interest.decline")
def may_answer_interest(actor: Any, interest: Interest) -> Decision:
    decision = _voice(actor, interest.concept)
    if decision and interest.concept.state != ConceptState.OPEN:
        return refuse(_("The note is not looking for partners now."))
    return decision


@rule("interest.withdraw")
@rule("interest.send_again")
def may_withdraw_interest(actor: Any, interest: Interest) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if interest.city_id not in roles_of(actor).focal_point_of:
        return refuse(_("Only the focal point of this city does this."))
    if interest.concept.state not in (ConceptState.OPEN, ConceptState.FORMED):
        return refuse(_("The note is not looking for partners now."))
    return ALLOWED


@visibility(ConceptNote)
def visible_concepts(actor: Any, concepts: QuerySet[ConceptNote]) -> QuerySet[ConceptNote]:
    """What looks for partners or found them: everybody; the rest the own city, and from handing in the secretariat."""
    roles = roles_of(actor)
    seen = Q(state__in=PUBLIC) | Q(lead_city_id__in=roles.cities)
    if actor is SYSTEM or roles.is_secretariat:
        seen |= ~Q(state=ConceptState.DRAFT)
    return concepts.filter(seen)


@visibility(Interest)
def visible_interests(actor: Any, interests: QuerySet[Interest]) -> QuerySet[Interest]:
    """The two cities, and the secretariat."""
    roles = roles_of(actor)
    if actor is SYSTEM or roles.is_secretariat:
        return interests
    return interests.filter(Q(city_id__in=roles.cities) | Q(concept__lead_city_id__in=roles.cities))


@visibility(Call)
def visible_calls(actor: Any, calls: QuerySet[Call]) -> QuerySet[Call]:
    return calls if _network(actor) else calls.exclude(state=CallState.DRAFT)


@holders_of("concept.check")
def concept_deciders(concept: ConceptNote) -> list[User]:
    return list(secretaries())


@holders_of("concept.submit")
def concept_voices(concept: ConceptNote) -> list[User]:
    return list(focal_points(concept.lead_city_id))


@holders_of("interest.withdraw")
def interest_voices(interest: Interest) -> list[User]:
    return list(focal_points(interest.city_id))
