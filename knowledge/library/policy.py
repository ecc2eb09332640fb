"""Who may do what with a practice, and why not."""

from typing import Any
from uuid import UUID

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
from core.cities.roles import number_of_people, roles_of
from knowledge.library.models import CityBranchPage, PracticePage, PracticeReuse, State

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


@rule("practice.publish_translation")
def may_publish_translation(actor: Any, practice: PracticePage) -> Decision:
    """The city alone checks a translation: its focal point, and not whoever wrote it where the
    city has a second person. The secretariat may, where it did not write it."""
    if actor is SYSTEM:
        return ALLOWED
    if not actor.is_authenticated:
        return SIGN_IN_FIRST
    roles = roles_of(actor)
    if practice.city_id not in roles.focal_point_of and not roles.is_secretariat:
        return refuse(_("The city’s focal point or the secretariat publishes a translation."))
    authors = set(practice.revisions.exclude(user=None).values_list("user_id", flat=True))
    is_alone = roles.is_secretariat is False and number_of_people(practice.city_id) < 2
    if authors <= {actor.pk} and not is_alone:
        return refuse(_("Somebody else of your city reads your translation before it is public."))
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
