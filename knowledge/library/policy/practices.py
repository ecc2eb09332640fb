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
    can,
    refuse,
    rule,
    visibility,
)
from core.cities.roles import roles_of
from knowledge.library.models import CityBranchPage, PracticePage, Review
from knowledge.library.models.review import OPEN_STAGES

NOT_OWN_CITY = refuse(_("Only people of the city write its practices."))


@grants("wagtailadmin.access_admin")
def may_enter_cms(user: Any) -> bool:
    roles = roles_of(user)
    return bool(roles.cities) or roles.is_secretariat


def writes_for(actor: Any, city_id: int | None) -> Decision:
    """People of the city write; for a partner network, which has no people here, the secretariat."""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    is_theirs = roles.is_secretariat if city_id is None else city_id in roles.cities
    return ALLOWED if is_theirs else NOT_OWN_CITY


def is_checked(practice: PracticePage) -> bool:
    """Whether this text is with somebody who checks it, and therefore frozen."""
    return Review.objects.filter(page_id=practice.pk, stage__in=OPEN_STAGES).exists()


@rule("practice.write_any")
def may_write_any_practice(actor: Any, _thing: object) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if roles_of(actor).cities:
        return ALLOWED
    return refuse(
        _("Only people of a city share practices. The focal point of your city can invite you.")
    )


@rule("practice.start")
def may_start_practice(actor: Any, branch: CityBranchPage) -> Decision:
    return writes_for(actor, branch.city_id)


@rule("practice.open")
def may_open_practice(actor: Any, practice: PracticePage) -> Decision:
    """See drafts and history, also while the text is frozen."""
    return ALLOWED if roles_of(actor).is_secretariat else writes_for(actor, practice.city_id)


@rule("practice.edit")
def may_edit_practice(actor: Any, practice: PracticePage) -> Decision:
    decision = can(actor, "practice.open", practice)
    if decision and is_checked(practice):
        return refuse(_("The text is being checked. Call it back to change it."))
    return decision


@rule("practice.submit")
def may_submit_practice(actor: Any, practice: PracticePage) -> Decision:
    decision = writes_for(actor, practice.city_id)
    if not decision and practice.is_translation and roles_of(actor).is_secretariat:
        decision = ALLOWED
    if decision and is_checked(practice):
        return refuse(_("The text is being checked already."))
    return decision


@rule("practice.translate")
def may_translate_practice(actor: Any, practice: PracticePage) -> Decision:
    return writes_for(actor, practice.city_id)


def is_secretariat(actor: Any) -> Decision:
    """The secretariat, or the installation itself."""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if not roles_of(actor).is_secretariat:
        return refuse(_("Only the network’s secretariat decides this."))
    return ALLOWED


@rule("practice.publish")
def may_publish_practice(actor: Any, practice: PracticePage) -> Decision:
    decision = is_secretariat(actor)
    if not decision or actor is SYSTEM:
        return decision
    if practice.city_id in roles_of(actor).cities:
        return refuse(_("Somebody from another city checks this practice."))
    if actor.pk in practice.author_ids:
        return refuse(_("Whoever wrote a text does not publish it."))
    return ALLOWED


def _keeps(actor: Any, practice: PracticePage, reason: Any) -> Decision:
    """The city's focal point, or the secretariat."""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if practice.city_id in roles.focal_point_of or roles.is_secretariat:
        return ALLOWED
    return refuse(reason)


@rule("practice.withdraw")
def may_withdraw_practice(actor: Any, practice: PracticePage) -> Decision:
    return _keeps(
        actor,
        practice,
        _("Only the city’s focal point or the secretariat withdraws a practice."),
    )


@rule("practice.archive")
@rule("practice.restore")
def may_archive_practice(actor: Any, practice: PracticePage) -> Decision:
    return _keeps(
        actor,
        practice,
        _("Only the city’s focal point or the secretariat archives a practice, or brings it back."),
    )


@rule("practice.confirm")
@rule("practice.mark_outdated")
def may_confirm_practice(actor: Any, practice: PracticePage) -> Decision:
    """Whether it is still true, the city says; for a partner network the secretariat."""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    knows = (
        roles.is_secretariat
        if practice.city_id is None
        else practice.city_id in roles.focal_point_of
    )
    return ALLOWED if knows else refuse(_("Only the city’s focal point says if it is still true."))


@rule("practice.delete")
def may_delete_practice(actor: Any, practice: PracticePage) -> Decision:
    decision = writes_for(actor, practice.city_id)
    if not decision:
        return decision
    if practice.first_published_at is not None:
        return refuse(_("What was once public is withdrawn, not deleted."))
    if is_checked(practice):
        return refuse(_("The text is being checked. Call it back first."))
    return ALLOWED


@visibility(PracticePage)
def visible_practices(actor: Any, practices: QuerySet[PracticePage]) -> QuerySet[PracticePage]:
    """What is public; for people of a city also all of its own; for the secretariat everything."""
    roles = roles_of(actor)
    if actor is SYSTEM or roles.is_secretariat:
        return practices
    public = practices.filter(live=True)
    return public | practices.filter(city_id__in=roles.cities) if roles.cities else public
