"""Who may do what with cities and their people."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, SYSTEM, Decision, holders_of, refuse, rule
from core.accounts.models import User
from core.cities.models import City, CityRole, Invitation, Membership
from core.cities.roles import roles_of


@rule("network.act")
def may_act_for_network(actor: Any, thing: Any = None) -> Decision:
    if actor is SYSTEM or roles_of(actor).is_secretariat:
        return ALLOWED
    return refuse(_("Only the network’s secretariat does this."))


@rule("city.manage_people")
def may_manage_people(actor: Any, city: City) -> Decision:
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if city.pk in roles.focal_point_of or roles.is_secretariat:
        return ALLOWED
    return refuse(_("Only a focal point of the city manages its people."))


@rule("city.describe")
def may_describe_city(actor: Any, city: City) -> Decision:
    """What it offers and seeks says the city itself."""
    if actor is SYSTEM or (actor.is_authenticated and city.pk in roles_of(actor).focal_point_of):
        return ALLOWED
    return refuse(_("Only a focal point of the city describes it."))


@rule("city.invite_person")
def may_invite_person(actor: Any, city: City) -> Decision:
    return may_manage_people(actor, city)


@rule("invitation.withdraw")
def may_withdraw_invitation(actor: Any, invitation: Invitation) -> Decision:
    return may_manage_people(actor, invitation.city)


def _is_last_focal_point(membership: Membership) -> bool:
    if membership.role != CityRole.FOCAL_POINT or not membership.is_active:
        return False
    others = membership.city.memberships.filter(role=CityRole.FOCAL_POINT, is_active=True)
    return not others.exclude(pk=membership.pk).exists()


@rule("membership.change_role")
def may_change_role(actor: Any, membership: Membership) -> Decision:
    decision = may_manage_people(actor, membership.city)
    if decision and _is_last_focal_point(membership):
        return refuse(_("A city keeps at least one focal point: name another one first."))
    return decision


@rule("membership.end")
def may_end_membership(actor: Any, membership: Membership) -> Decision:
    is_own = actor.pk is not None and actor.pk == membership.user_id
    decision = ALLOWED if is_own else may_manage_people(actor, membership.city)
    if decision and _is_last_focal_point(membership):
        return refuse(_("A city keeps at least one focal point: name another one first."))
    return decision


@rule("person.end")
def may_end_person(actor: Any, person: User) -> Decision:
    """Delete an account or switch it off: the operator's work, but no city loses its only voice."""
    if not getattr(actor, "is_superuser", False) and actor is not SYSTEM:
        return refuse(_("Only operators end accounts."))
    held = Membership.objects.filter(user=person, is_active=True, role=CityRole.FOCAL_POINT)
    if any(_is_last_focal_point(row) for row in held.select_related("city")):
        return refuse(_("A city keeps at least one focal point: name another one first."))
    return ALLOWED


@holders_of("city.manage_people")
def people_managers(city: City) -> list[User]:
    rows = city.memberships.filter(role=CityRole.FOCAL_POINT, is_active=True)
    return list(User.objects.filter(memberships__in=rows, is_active=True))
