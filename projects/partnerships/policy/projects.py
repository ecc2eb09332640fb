"""Who may do what with a project as a whole, and why not."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access.rules import (
    ALLOWED,
    SIGN_IN_FIRST,
    SYSTEM,
    Decision,
    refuse,
    rule,
)
from core.cities.models import City
from core.cities.roles import roles_of
from projects.partnerships import parts
from projects.partnerships.models import (
    ENDED,
    Project,
    ProjectState,
    ReportKind,
    ReportState,
)
from projects.partnerships.team import acting_cities, seats_of, standing_of

SILENT_FOR = timedelta(days=365)
FEWEST_CITIES = 2

FROZEN = (ProjectState.REVIEW, ProjectState.READY)
IS_FROZEN = refuse(_("The plan was handed in; it can be changed when it is sent back."))
HAS_ENDED = refuse(_("The project has ended; what it holds is kept as it is."))
NOT_TEAM = refuse(_("Only people of the partner cities do this."))
NOT_LEAD = refuse(_("Only people of the lead city do this."))
NOT_LEAD_VOICE = refuse(_("Only the focal point of the lead city does this."))
NOT_SECRETARIAT = refuse(_("Only the network’s secretariat does this."))


def is_network(actor: Any) -> bool:
    return actor is SYSTEM or roles_of(actor).is_secretariat


def is_signed_in(actor: Any) -> bool:
    return actor is SYSTEM or bool(getattr(actor, "is_authenticated", False))


def goes_on(actor: Any, project: Project) -> Decision:
    """Somebody who is signed in, while the project goes on."""
    if not is_signed_in(actor):
        return SIGN_IN_FIRST
    return HAS_ENDED if project.state in ENDED else ALLOWED


def team(actor: Any, project: Project) -> Decision:
    """People of a partner city, while the project goes on; asked by every app of a project."""
    if actor is SYSTEM:
        return ALLOWED
    decision = goes_on(actor, project)
    if not decision or standing_of(actor, project).cities:
        return decision
    return NOT_TEAM


def lead(actor: Any, project: Project) -> Decision:
    """People of the lead city, while the project goes on."""
    if actor is SYSTEM:
        return ALLOWED
    decision = goes_on(actor, project)
    if not decision or standing_of(actor, project).is_lead:
        return decision
    return NOT_LEAD


def plan_open(actor: Any, project: Project) -> Decision:
    """Whether the plan can be changed: not between handing it in and the start."""
    return IS_FROZEN if project.state in FROZEN and actor is not SYSTEM else ALLOWED


@rule("project.begin")
def may_begin_project(actor: Any, city: City) -> Decision:
    """A focal point begins one for the own city; the network's system does so for demonstration."""
    if actor is SYSTEM:
        return ALLOWED
    if not is_signed_in(actor):
        return SIGN_IN_FIRST
    if city is not None and city.pk in roles_of(actor).focal_point_of:
        return ALLOWED
    return refuse(_("The focal point of the city begins a project."))


@rule("project.describe")
def may_describe_project(actor: Any, project: Project) -> Decision:
    return lead(actor, project) and plan_open(actor, project)


@rule("project.write_note")
@rule("project.add_associate")
def may_write_note(actor: Any, project: Project) -> Decision:
    return lead(actor, project)


@rule("project.invite_city")
def may_invite_city(actor: Any, project: Project) -> Decision:
    return lead(actor, project)


@rule("project.tick")
def may_tick_plan(actor: Any, project: Project) -> Decision:
    if not is_signed_in(actor):
        return SIGN_IN_FIRST
    if project.state != ProjectState.PLANNING:
        return refuse(_("The plan is ticked while the project is in planning."))
    if not standing_of(actor, project).voices:
        return refuse(_("Only the focal point of a partner city ticks the plan."))
    return ALLOWED


@rule("project.accept_note")
def may_accept_note(actor: Any, project: Project) -> Decision:
    decision = goes_on(actor, project)
    if not decision:
        return decision
    if not standing_of(actor, project).voices:
        return refuse(_("Only the focal point of a partner city accepts the cooperation note."))
    if not project.notes.exists():
        return refuse(_("There is no cooperation note yet."))
    return ALLOWED


@rule("project.hand_in")
def may_hand_in(actor: Any, project: Project) -> Decision:
    decision = lead(actor, project)
    if not decision or project.state != ProjectState.PLANNING:
        return decision
    acting = [seat for seat in seats_of(project) if seat.is_acting]
    if len(acting) < FEWEST_CITIES:
        return refuse(_("A joint project needs at least two cities."))
    if missing := parts.needs(project):
        return refuse(missing[0])
    if not all(seat.has_ticked for seat in acting):
        return refuse(_("Every partner ticks the plan first."))
    return ALLOWED


@rule("project.send_back")
@rule("project.register")
def may_decide_plan(actor: Any, project: Project) -> Decision:
    if not is_network(actor):
        return NOT_SECRETARIAT
    if actor is not SYSTEM and roles_of(actor).cities & acting_cities(project):
        return refuse(_("Nobody decides on a project of the own city."))
    return ALLOWED


@rule("project.start")
def may_start_project(actor: Any, project: Project) -> Decision:
    decision = lead(actor, project)
    if not decision or project.state != ProjectState.READY:
        return decision
    note = project.notes.last()
    if note is None:
        return refuse(_("Write the cooperation note first."))
    acting = [seat for seat in seats_of(project) if seat.is_acting]
    if any(seat.accepted_note_id != note.pk for seat in acting):
        return refuse(_("Every partner accepts the present cooperation note first."))
    return ALLOWED


@rule("project.pause")
@rule("project.resume")
@rule("project.go_on")
def may_pause_project(actor: Any, project: Project) -> Decision:
    return lead(actor, project)


@rule("project.begin_closing")
def may_begin_closing(actor: Any, project: Project) -> Decision:
    decision = lead(actor, project)
    if not decision or project.state != ProjectState.RUNNING:
        return decision
    if project.ends_on is not None and project.ends_on <= timezone.localdate():
        return ALLOWED
    if open_points := parts.undecided(project):
        return refuse(open_points[0])
    return ALLOWED


@rule("project.close")
def may_close_project(actor: Any, project: Project) -> Decision:
    decision = may_decide_plan(actor, project)
    if not decision or project.state != ProjectState.CLOSING:
        return decision
    accepted = project.reports.filter(kind=ReportKind.CLOSURE, state=ReportState.ACCEPTED)
    if not accepted.exists():
        return refuse(_("The closure report is accepted first."))
    return ALLOWED


@rule("project.follow_up")
def may_follow_up(actor: Any, project: Project) -> Decision:
    if is_network(actor) or standing_of(actor, project).is_lead_voice:
        return ALLOWED
    return NOT_LEAD_VOICE


@rule("project.stop")
def may_stop_project(actor: Any, project: Project) -> Decision:
    """The lead with most of the partners, or the secretariat after a year of silence."""
    if is_network(actor):
        if actor is SYSTEM or project.moved_at < timezone.now() - SILENT_FOR:
            return ALLOWED
        return refuse(_("The secretariat stops a project only after a year without any move."))
    decision = lead(actor, project)
    if not decision:
        return decision
    acting = [seat for seat in seats_of(project) if seat.is_acting]
    if sum(seat.agrees_to_stop for seat in acting) * 2 <= len(acting):
        return refuse(_("More than half of the partners agree to stopping first."))
    return ALLOWED


@rule("project.agree_to_stop")
def may_agree_to_stop(actor: Any, project: Project) -> Decision:
    decision = goes_on(actor, project)
    if not decision or standing_of(actor, project).voices:
        return decision
    return NOT_TEAM


@rule("project.offer_lead")
def may_offer_lead(actor: Any, project: Project) -> Decision:
    if project.state in ENDED:
        return HAS_ENDED
    if is_network(actor) or standing_of(actor, project).is_lead_voice:
        return ALLOWED
    return NOT_LEAD_VOICE


@rule("project.take_lead")
def may_take_lead(actor: Any, project: Project) -> Decision:
    if project.offered_to_id is None:
        return refuse(_("The lead was not offered to another city."))
    if project.offered_to_id in standing_of(actor, project).voices:
        return ALLOWED
    return refuse(_("Only the focal point of the city that was asked takes the lead."))
