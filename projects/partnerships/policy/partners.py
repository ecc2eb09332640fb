"""Who may do what with a partner, and why not."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    ALLOWED,
    SYSTEM,
    Decision,
    refuse,
    rule,
)
from core.cities.roles import roles_of
from projects.partnerships.models import (
    BEFORE_RUNNING,
    ENDED,
    Partner,
)
from projects.partnerships.policy.projects import (
    HAS_ENDED,
    goes_on,
    is_network,
    lead,
    team,
)
from projects.partnerships.team import standing_of

ANSWER_WITHIN = timedelta(days=14)


def _voice(actor: Any, partner: Partner) -> Decision:
    decision = goes_on(actor, partner.project)
    if not decision or partner.city_id in roles_of(actor).focal_point_of:
        return decision
    return refuse(_("Only the focal point of this city does this."))


@rule("partner.accept")
@rule("partner.decline")
def may_answer_invitation(actor: Any, partner: Partner) -> Decision:
    return _voice(actor, partner)


@rule("partner.leave")
def may_leave(actor: Any, partner: Partner) -> Decision:
    decision = _voice(actor, partner)
    if decision and partner.is_lead:
        return refuse(_("The lead city hands over the lead first, or stops the project."))
    return decision


@rule("partner.call_back")
@rule("partner.invite_again")
def may_call_back(actor: Any, partner: Partner) -> Decision:
    return lead(actor, partner.project)


@rule("partner.release")
def may_release(actor: Any, partner: Partner) -> Decision:
    """A partner that has not answered what it was asked for two weeks, before the project runs."""
    if partner.project.state in ENDED:
        return HAS_ENDED
    if partner.is_lead:
        return refuse(_("The lead city hands over the lead first, or stops the project."))
    if is_network(actor):
        return ALLOWED
    decision = lead(actor, partner.project)
    if not decision:
        return decision
    if partner.project.state not in BEFORE_RUNNING:
        return refuse(_("While the project runs, the secretariat does this on request."))
    note = partner.project.notes.last()
    has_answered = partner.ticked_at is not None and (
        note is None or partner.accepted_note_id == note.pk
    )
    since = max(partner.joined_at or partner.asked_at, partner.project.moved_at)
    if has_answered or since > timezone.now() - ANSWER_WITHIN:
        return refuse(_("A partner has two weeks to answer before it can be released."))
    return ALLOWED


@rule("partner.activate")
def may_activate(actor: Any, partner: Partner) -> Decision:
    """It follows from starting the project or accepting the note; nobody asks for it alone."""
    return ALLOWED if actor is SYSTEM else refuse(_("This follows by itself."))


@rule("partner.describe")
def may_describe_partner(actor: Any, partner: Partner) -> Decision:
    """The lead, and the city itself."""
    decision = team(actor, partner.project)
    if not decision or actor is SYSTEM:
        return decision
    standing = standing_of(actor, partner.project)
    if standing.is_lead or partner.city_id in standing.cities:
        return ALLOWED
    return refuse(_("Only the lead city and the city itself change this."))
