"""Who may do what with a practice, and why not."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.backend import grants
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
from core.cities.models import NetworkOffice
from core.cities.roles import roles_of
from knowledge.library.models import CityBranchPage, PracticePage, State

NOT_OWN_CITY = refuse(_("Only people of the city write its practices."))


@grants("wagtailadmin.access_admin")
def may_enter_cms(user: Any) -> bool:
    roles = roles_of(user)
    return bool(roles.cities) or roles.is_secretariat


def _writes_for(actor: Any, city_id: int | None) -> Decision:
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    return ALLOWED if city_id in roles_of(actor).cities else NOT_OWN_CITY


@rule("practice.start")
def may_start_practice(actor: Any, branch: CityBranchPage) -> Decision:
    return _writes_for(actor, branch.city_id)


@rule("practice.edit")
def may_edit_practice(actor: Any, practice: PracticePage) -> Decision:
    standing = practice.standing
    if standing is not None and standing.state == State.SUBMITTED and not practice.is_translation:
        return refuse(_("The text is being checked. Call it back to change it."))
    if roles_of(actor).is_secretariat:
        return ALLOWED
    return _writes_for(actor, practice.city_id)


@rule("practice.submit")
def may_submit_practice(actor: Any, practice: PracticePage) -> Decision:
    return _writes_for(actor, practice.city_id)


@rule("practice.revise")
def may_revise_practice(actor: Any, practice: PracticePage) -> Decision:
    return _writes_for(actor, practice.city_id)


@rule("practice.call_back_revision")
@rule("practice.call_back")
def may_call_back_practice(actor: Any, practice: PracticePage) -> Decision:
    return _writes_for(actor, practice.city_id)


@rule("practice.translate")
def may_translate_practice(actor: Any, practice: PracticePage) -> Decision:
    return _writes_for(actor, practice.city_id)


def _secretariat_on(actor: Any, practice: PracticePage) -> Decision:
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if not roles_of(actor).is_secretariat:
        return refuse(_("Only the network’s secretariat publishes."))
    return ALLOWED


@rule("practice.publish")
def may_publish_practice(actor: Any, practice: PracticePage) -> Decision:
    decision = _secretariat_on(actor, practice)
    if not decision or actor is SYSTEM:
        return decision
    if practice.city_id in roles_of(actor).cities:
        return refuse(_("Somebody from another city checks this practice."))
    authors = set(practice.revisions.values_list("user_id", flat=True)) | {practice.owner_id}
    if actor.pk in authors:
        return refuse(_("Whoever wrote a text does not publish it."))
    return ALLOWED


@rule("practice.decline_revision")
@rule("practice.decline")
def may_decline_practice(actor: Any, practice: PracticePage) -> Decision:
    return _secretariat_on(actor, practice)


@rule("practice.withdraw")
def may_withdraw_practice(actor: Any, practice: PracticePage) -> Decision:
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if practice.city_id in roles.focal_point_of or roles.is_secretariat:
        return ALLOWED
    return refuse(_("Only the city’s focal point or the secretariat withdraws a practice."))


@rule("practice.delete")
def may_delete_practice(actor: Any, practice: PracticePage) -> Decision:
    decision = _writes_for(actor, practice.city_id)
    if not decision:
        return decision
    standing = practice.standing
    if practice.first_published_at is not None:
        return refuse(_("What was once public is withdrawn, not deleted."))
    if standing is not None and standing.state == State.SUBMITTED:
        return refuse(_("The text is being checked. Call it back first."))
    return ALLOWED


@holders_of("practice.publish")
def publishers(practice: PracticePage) -> list[User]:
    return list(User.objects.filter(network_roles__role=NetworkOffice.SECRETARIAT, is_active=True))


@visibility(PracticePage)
def visible_practices(actor: Any, practices: QuerySet[PracticePage]) -> QuerySet[PracticePage]:
    """What is public; for people of a city also all of its own; for the secretariat everything."""
    roles = roles_of(actor)
    if actor is SYSTEM or roles.is_secretariat:
        return practices
    public = practices.filter(live=True)
    return public | practices.filter(city_id__in=roles.cities) if roles.cities else public
