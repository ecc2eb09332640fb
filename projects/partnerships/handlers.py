"""Who is told of what happens to a project; each is safe to run twice."""

from core.access.rules import holders
from core.cities.queries import focal_points, secretaries
from core.journal.facts import on
from core.journal.models import Entry
from core.notifications.actions import notify, settle
from projects.partnerships.actions import draft_practice
from projects.partnerships.facts import (
    LeadHandedOver,
    LeadOffered,
    NoteWritten,
    PartnerInvited,
    PartnerMoved,
    PracticeDrafted,
    ProjectMoved,
    ProjectReportMoved,
    StopAgreed,
)
from projects.partnerships.models import PartnerState, Project, ProjectState, ReportState

SECRETARIAT_HEARS = (
    ProjectState.REVIEW,
    ProjectState.PAUSED,
    ProjectState.CLOSING,
    ProjectState.STOPPED,
)


def _project(entry: Entry) -> Project | None:
    return Project.objects.filter(pk=entry.fact.project_id).first()


@on(PartnerInvited)
def ask_the_city(entry: Entry) -> None:
    project = _project(entry)
    if project is None:
        return
    partner = project.partners.filter(city_id=entry.fact.city_id).first()
    if partner is not None and partner.state == PartnerState.INVITED:
        people = focal_points(entry.fact.city_id)
        notify("project_asks", to=people, about=entry, subject=project.stream)


@on(PartnerMoved)
def tell_of_the_partner(entry: Entry) -> None:
    project = _project(entry)
    if project is None:
        return
    state, city_id = entry.fact.state, entry.fact.city_id
    if state == PartnerState.INVITED:
        notify("project_asks", to=focal_points(city_id), about=entry, subject=project.stream)
        return
    for person in focal_points(city_id):
        settle("project_asks", subject=project.stream, person_id=person.pk)
    people = [*holders("project.accept_note", project), *focal_points(city_id)]
    notify("project_moves", to=people, about=entry, subject=project.stream)


@on(ProjectMoved)
def tell_of_the_move(entry: Entry) -> None:
    project = _project(entry)
    if project is None:
        return
    settle("project_waits", subject=project.stream)
    if entry.fact.state in SECRETARIAT_HEARS:
        notify("project_waits", to=secretaries(), about=entry, subject=project.stream)
    people = holders("project.team", project)
    notify("project_moves", to=people, about=entry, subject=project.stream)


@on(NoteWritten)
def ask_for_acceptance(entry: Entry) -> None:
    project = _project(entry)
    if project is not None:
        people = holders("project.accept_note", project)
        notify("project_asks", to=people, about=entry, subject=project.stream)


@on(LeadOffered)
def ask_for_the_lead(entry: Entry) -> None:
    project = _project(entry)
    if project is not None:
        people = focal_points(entry.fact.city_id)
        notify("project_asks", to=people, about=entry, subject=project.stream)


@on(LeadHandedOver, StopAgreed)
def tell_the_voices(entry: Entry) -> None:
    project = _project(entry)
    if project is not None:
        people = holders("project.accept_note", project)
        notify("project_moves", to=people, about=entry, subject=project.stream)


@on(ProjectReportMoved)
def tell_of_the_report(entry: Entry) -> None:
    project = _project(entry)
    if project is None:
        return
    if entry.fact.state == ReportState.SUBMITTED:
        notify("project_waits", to=secretaries(), about=entry, subject=project.stream)
    else:
        people = holders("project.team", project)
        notify("project_moves", to=people, about=entry, subject=project.stream)


@on(ProjectMoved)
def bring_the_result_to_the_library(entry: Entry) -> None:
    """A closed project becomes the draft of a practice."""
    project = _project(entry)
    if project is not None and entry.fact.state == ProjectState.CLOSED:
        draft_practice(project)


@on(PracticeDrafted)
def tell_of_the_draft(entry: Entry) -> None:
    project = _project(entry)
    if project is not None:
        people = holders("project.team", project)
        notify("project_moves", to=people, about=entry, subject=project.stream)
