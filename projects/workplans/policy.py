"""Who may do what with the rows of a plan, and why not."""

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    ALLOWED,
    SIGN_IN_FIRST,
    SYSTEM,
    Decision,
    holders_of,
    refuse,
    rule,
)
from core.accounts.models import User
from core.cities.roles import roles_of
from projects.partnerships.models import Project, ProjectState
from projects.partnerships.policy import NOT_LEAD, is_signed_in, lead, plan_open, team, voices
from projects.partnerships.team import acting_cities, standing_of
from projects.workplans.kinds import KINDS, kind_of
from projects.workplans.models import ChangeKind, ChangeRequest, Contribution, Deliverable, Item

# What only the lead city adds or changes; the rest every partner may.
OF_LEAD = ("package", "milestone", "indicator")
BEGUN = (ProjectState.RUNNING, ProjectState.PAUSED, ProjectState.CLOSING)


def _open_plan(actor: Any, project: Project) -> Decision:
    return team(actor, project) and plan_open(actor, project)


def may_add(actor: Any, project: Project, kind: str) -> Decision:
    """Whether `actor` may add a row of `kind`."""
    if kind == "change":
        decision = team(actor, project)
        if decision and project.state not in BEGUN:
            return refuse(_("Changes are asked for once the project runs."))
        return decision
    decision = _open_plan(actor, project)
    if decision and kind in OF_LEAD:
        return lead(actor, project)
    return decision


@rule("item.write")
def may_write_item(actor: Any, item: Item) -> Decision:
    """Packages, milestones and indicators the lead city or the city that answers for the row; other
    rows every partner, contributions the giving city."""
    kind = kind_of(item).code
    if kind == "change":
        return refuse(_("A change request is not rewritten; withdraw it and ask again."))
    decision = _open_plan(actor, item.project)
    if not decision or actor is SYSTEM:
        return decision
    standing = standing_of(actor, item.project)
    if kind in OF_LEAD and not standing.is_lead and item.city_id not in standing.cities:
        return NOT_LEAD
    if kind == "contribution":
        return _of_giver(actor, item)
    return ALLOWED


@rule("item.remove")
def may_remove_item(actor: Any, item: Item) -> Decision:
    """As long as nothing has begun; later things are dropped, withdrawn or done."""
    kind = kind_of(item).code
    decision = may_write_item(actor, item)
    if not decision:
        return decision
    if kind in ("milestone", "deliverable", "indicator") and item.project.state in BEGUN:
        return refuse(_("The project runs: drop it with a reason, so that others can follow."))
    return ALLOWED


def _of_giver(actor: Any, item: Any) -> Decision:
    if item.city_id in standing_of(actor, item.project).cities:
        return ALLOWED
    return refuse(_("Only the city that gives it changes this."))


@rule("task.begin")
@rule("task.block")
@rule("task.finish")
@rule("task.set_aside")
def may_move_task(actor: Any, item: Item) -> Decision:
    return team(actor, item.project)


@rule("milestone.propose")
def may_propose_milestone(actor: Any, item: Item) -> Decision:
    return team(actor, item.project)


@rule("milestone.reach")
@rule("milestone.drop")
@rule("milestone.plan_again")
def may_decide_milestone(actor: Any, item: Item) -> Decision:
    return lead(actor, item.project)


@rule("milestone.mark_late")
def may_mark_late(actor: Any, item: Item) -> Decision:
    return ALLOWED if actor is SYSTEM else refuse(_("This follows by itself."))


@rule("deliverable.draft")
@rule("deliverable.send_to_check")
def may_bring_deliverable(actor: Any, item: Item) -> Decision:
    return team(actor, item.project)


@rule("deliverable.accept")
@rule("deliverable.send_back")
def may_check_deliverable(actor: Any, item: Deliverable) -> Decision:
    """Somebody of the partners, but not whoever handed it in."""
    decision = team(actor, item.project)
    if decision and actor is not SYSTEM and item.sent_by_id == actor.pk:
        return refuse(_("Somebody else checks what you handed in."))
    return decision


@rule("contribution.confirm")
@rule("contribution.withdraw")
@rule("contribution.offer_again")
def may_answer_for_contribution(actor: Any, item: Contribution) -> Decision:
    """The focal point of the giving city, at any time and without a reason."""
    if actor is SYSTEM:
        return ALLOWED
    decision = team(actor, item.project)
    if decision and item.city_id not in roles_of(actor).focal_point_of:
        return refuse(_("Only the focal point of the city that gives it does this."))
    return decision


@rule("contribution.deliver")
@rule("contribution.deliver_partly")
def may_record_delivery(actor: Any, item: Contribution) -> Decision:
    decision = team(actor, item.project)
    return _of_giver(actor, item) if decision and actor is not SYSTEM else decision


@rule("contribution.acknowledge")
def may_acknowledge(actor: Any, item: Contribution) -> Decision:
    return lead(actor, item.project)


@rule("risk.close")
@rule("risk.open_again")
def may_close_risk(actor: Any, item: Item) -> Decision:
    return team(actor, item.project)


@rule("indicator.measure")
def may_measure(actor: Any, item: Item) -> Decision:
    decision = team(actor, item.project)
    if decision and item.project.state not in BEGUN:
        return refuse(_("Values are entered once the project runs."))
    return decision


@rule("change.voice")
def may_voice_change(actor: Any, item: ChangeRequest) -> Decision:
    """The focal point of a partner city, while it is proposed."""
    if not is_signed_in(actor):
        return SIGN_IN_FIRST
    if item.state != "proposed":
        return refuse(_("It is decided already."))
    if standing_of(actor, item.project).voices:
        return ALLOWED
    return refuse(_("Only the focal point of a partner city does this."))


@rule("change.accept")
def may_accept_change(actor: Any, item: ChangeRequest) -> Decision:
    """A small one the lead; a large one the secretariat, once every partner agrees."""
    if actor is SYSTEM:
        return ALLOWED
    if item.kind == ChangeKind.MINOR:
        return lead(actor, item.project)
    if not roles_of(actor).is_secretariat:
        return refuse(_("Large changes are accepted by the secretariat, after the partners."))
    agreed = set(item.voices.filter(agrees=True).values_list("city_id", flat=True))
    if not acting_cities(item.project) <= agreed:
        return refuse(_("Every partner agrees to a large change first."))
    return ALLOWED


@rule("change.decline")
def may_decline_change(actor: Any, item: ChangeRequest) -> Decision:
    if actor is SYSTEM or roles_of(actor).is_secretariat:
        return ALLOWED
    return lead(actor, item.project)


@holders_of("change.voice")
def change_voices(item: ChangeRequest) -> list[User]:
    return voices(item.project)


for _code in KINDS:
    rule(f"{_code}.add")(partial(may_add, kind=_code))
