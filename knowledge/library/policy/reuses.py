"""Who may do what with the reuse of a practice, and why not."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, Decision, refuse, rule, visibility
from core.cities.roles import roles_of
from knowledge.library.models import PracticePage, PracticeReuse

NOT_ADOPTER = refuse(_("Only the focal point of the adopting city does this."))
NOT_SOURCE = refuse(_("Only the focal point of the city that wrote the practice does this."))


@rule("practice.adapt")
def may_adapt_practice(actor: Any, practice: PracticePage) -> Decision:
    """A focal point starts a reuse for a city other than the one that wrote the practice."""
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if not practice.original.live:
        return refuse(_("Only a public practice can be adapted."))
    if not roles.cities:
        return refuse(_("Only people of a city adapt a practice."))
    if not roles.focal_point_of:
        return refuse(_("The focal point of your city starts a reuse; tell them about it."))
    if roles.focal_point_of <= {practice.city_id}:
        return refuse(_("It is the practice of your own city."))
    return ALLOWED


@rule("reuse.write")
def may_write_reuse(actor: Any, reuse: PracticeReuse) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    if reuse.city_id in roles_of(actor).cities:
        return ALLOWED
    return refuse(_("Only people of the adopting city write here."))


def _adopter(actor: Any, reuse: PracticeReuse) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    return ALLOWED if reuse.city_id in roles_of(actor).focal_point_of else NOT_ADOPTER


def _source(actor: Any, reuse: PracticeReuse) -> Decision:
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    city_id = source_city_of(reuse.translation_key)
    if city_id is None:
        return ALLOWED if roles.is_secretariat else NOT_SOURCE
    return ALLOWED if city_id in roles.focal_point_of else NOT_SOURCE


def source_city_of(key: UUID) -> int | None:
    """The city that wrote a practice; None for a partner network's, where the secretariat acts."""
    pages = PracticePage.objects.filter(translation_key=key, is_translation=False)
    return pages.values_list("city_id", flat=True).first()


@rule("reuse.understand")
@rule("reuse.begin")
@rule("reuse.establish")
@rule("reuse.resume")
def may_move_reuse(actor: Any, reuse: PracticeReuse) -> Decision:
    return _adopter(actor, reuse)


@rule("reuse.adapt")
def may_begin_adapting(actor: Any, reuse: PracticeReuse) -> Decision:
    decision = _adopter(actor, reuse)
    if decision and reuse.contact_confirmed_at is None:
        return refuse(_("The city that wrote the practice confirms the contact first."))
    return decision


@rule("reuse.stop")
def may_stop_reuse(actor: Any, reuse: PracticeReuse) -> Decision:
    if roles_of(actor).is_secretariat:
        return ALLOWED
    return _adopter(actor, reuse)


@rule("reuse.confirm_contact")
@rule("reuse.confirm_as_source")
def may_confirm_as_source(actor: Any, reuse: PracticeReuse) -> Decision:
    return _source(actor, reuse)


@rule("reuse.confirm_as_adopter")
@rule("reuse.thank")
def may_confirm_as_adopter(actor: Any, reuse: PracticeReuse) -> Decision:
    return _adopter(actor, reuse)


@visibility(PracticeReuse)
def visible_reuses(actor: Any, reuses: QuerySet[PracticeReuse]) -> QuerySet[PracticeReuse]:
    """The adopting city, the city that wrote the practice, and the secretariat."""
    roles = roles_of(actor)
    if roles.is_secretariat:
        return reuses
    own = PracticePage.objects.filter(city_id__in=roles.cities, is_translation=False)
    return reuses.filter(city_id__in=roles.cities) | reuses.filter(
        translation_key__in=own.values("translation_key")
    )
