"""Who plans meetings and takes decisions, and why not."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.access.rules import ALLOWED, SIGN_IN_FIRST, Decision, holders_of, refuse, rule
from core.accounts.models import User
from projects.meetings import models
from projects.partnerships.models import Project
from projects.partnerships.policy import is_signed_in, lead, team, voices
from projects.partnerships.team import acting_cities, standing_of


@rule("meeting.plan")
@rule("decision.ask")
def may_plan_meeting(actor: Any, project: Project) -> Decision:
    return team(actor, project)


@rule("meeting.write")
@rule("meeting.hold")
@rule("meeting.cancel")
@rule("meeting.plan_again")
def may_write_meeting(actor: Any, meeting: models.Meeting) -> Decision:
    return team(actor, meeting.project)


def quorum(project: Project) -> int:
    """How many cities make a decision possible: more than half of those that take part."""
    return len(acting_cities(project)) // 2 + 1


@rule("decision.take_position")
def may_take_position(actor: Any, decision: models.Decision) -> Decision:
    """The focal point, in the name of the city."""
    if not is_signed_in(actor):
        return SIGN_IN_FIRST
    if decision.state != models.DecisionState.OPEN:
        return refuse(_("It is decided already."))
    answer = team(actor, decision.project)
    if answer and not standing_of(actor, decision.project).voices:
        return refuse(_("Only the focal point of a partner city does this."))
    return answer


@rule("decision.adopt")
@rule("decision.reject")
def may_decide(actor: Any, decision: models.Decision) -> Decision:
    """The lead city writes the outcome down, once enough cities have taken a position."""
    answer = lead(actor, decision.project)
    if not answer or decision.state != models.DecisionState.OPEN:
        return answer
    acting = acting_cities(decision.project)
    taken = decision.positions.filter(city_id__in=acting)
    if taken.count() < quorum(decision.project):
        return refuse(_("More than half of the cities take a position first."))
    return ALLOWED


@rule("decision.open_again")
def may_open_again(actor: Any, decision: models.Decision) -> Decision:
    return lead(actor, decision.project)


@holders_of("decision.take_position")
def position_takers(decision: models.Decision) -> list[User]:
    return voices(decision.project)
