"""Ask cities, and what they answer."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import Refused, require
from core.cities.models import City
from core.journal.actions import record
from projects.partnerships.actions.describing import can_answer, held, locked, untick
from projects.partnerships.facts import PartnerDescribed, PartnerInvited, PartnerMoved
from projects.partnerships.lifecycle import PARTNER
from projects.partnerships.models import ACTING, Partner, PartnerState, Project, ProjectState
from projects.partnerships.policy import plan_open
from projects.partnerships.team import forget

NEEDS_WORDS = ("partner.call_back", "partner.release")


@transaction.atomic
def invite_city(*, actor: Any, project: Project, city: City, role: str = "") -> Partner:
    """Ask a city to become a partner. Asking twice returns the standing invitation.

    A city that declined or left is asked again.
    """
    project = locked(project)
    require(actor, "project.invite_city", project)
    can_answer(city)
    partner, is_new = Partner.objects.get_or_create(
        project=project, city=city, defaults={"role": role}
    )
    if is_new:
        checking.fits(partner, ("role",))
        record(PartnerInvited(project.pk, city.pk), stream=project.stream, actor=actor)
    elif partner.state not in (PartnerState.INVITED, *ACTING):
        move_partner(actor=actor, partner=partner, move="partner.invite_again")
        partner.refresh_from_db()
    return partner


@transaction.atomic
def move_partner(*, actor: Any, partner: Partner, move: str, words: str = "") -> None:
    """Accept, decline, leave, or be let go.

    Args:
        move: a name of the table `PARTNER`.
        words: a few words for the others; some moves need them.

    Raises:
        ValidationError: the words are missing or too long.
    """
    partner = held(partner)
    project = partner.project
    require(actor, move, partner)
    PARTNER.check(move, state=partner.state)
    if move in NEEDS_WORDS and not words.strip():
        raise ValidationError({"words": _("Say why, in a few words.")})
    partner.words = words
    checking.fits(partner, ("words",))
    PARTNER.apply(move, partner)
    now = timezone.now()
    match move:
        case "partner.accept":
            partner.joined_at, partner.left_at = now, None
        case "partner.leave" | "partner.release":
            partner.left_at = now
        case "partner.invite_again":
            partner.asked_at = now
            partner.joined_at = partner.left_at = None
    if move in ("partner.invite_again", "partner.leave", "partner.release"):
        partner.ticked_at = partner.stop_agreed_at = partner.accepted_note = None
    partner.save()
    if partner.city_id == project.offered_to_id and not partner.is_acting:
        project.offered_to = None
        project.save(update_fields=["offered_to"])
    forget(project)
    if move in ("partner.accept", "partner.leave", "partner.release"):
        untick(project)
    record(
        PartnerMoved(project.pk, partner.city_id, partner.state),
        stream=project.stream,
        actor=actor,
    )


@transaction.atomic
def describe_partner(*, actor: Any, partner: Partner, values: Mapping[str, Any]) -> Partner:
    """Change role, tasks or contact of a partner; what is not named stays.

    Raises:
        Refused: role and tasks belong to the plan, which was handed in; the contact can always change.
        ValidationError: the contact does not belong to the city, or a text is too long.
    """
    partner = held(partner)
    project = partner.project
    require(actor, "partner.describe", partner)
    before = (partner.role, partner.tasks)
    for name in ("role", "tasks", "contact"):
        if name in values:
            setattr(partner, name, values[name])
    contact = partner.contact
    if contact is not None and not contact.memberships.filter(
        city_id=partner.city_id, is_active=True
    ):
        raise ValidationError({"contact": _("Choose somebody of this city.")})
    checking.fits(partner, ("role", "tasks"))
    is_plan_changed = (partner.role, partner.tasks) != before
    if is_plan_changed and not (decision := plan_open(actor, project)):
        raise Refused("partner.describe", decision.reason)
    partner.save()
    if is_plan_changed:
        untick(project)
    record(PartnerDescribed(project.pk, partner.city_id), stream=project.stream, actor=actor)
    return partner


def activate_partners(project: Project) -> None:
    """Whoever accepted becomes a partner when the project runs; within the transaction of that move."""
    for partner in project.partners.filter(state=PartnerState.ACCEPTED):
        PARTNER.apply("partner.activate", partner)
    forget(project)


def is_under_way(project: Project) -> bool:
    """Runs or has run: accepting the note makes a city a partner at once."""
    return project.state in (ProjectState.RUNNING, ProjectState.PAUSED, ProjectState.CLOSING)
