"""The joint projects on a city's page."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.cities.models import City
from core.cities.panels import counter, panel
from projects.partnerships import frame, parts, queries
from projects.partnerships.frame import Need, Tab
from projects.partnerships.models import ACTING, Partner, Project, ProjectState, ReportState
from projects.partnerships.team import seats_of, standing_of


@panel(order=20)
def projects_of_city(request: HttpRequest, city: City) -> str:
    rows = queries.public_projects_of(city.pk)
    if not rows:
        return ""
    return render_to_string("partnerships/city_panel.html", {"rows": rows}, request=request)


@counter
def count_projects() -> Mapping[int, int]:
    public = queries.public(Project.objects.all())
    found = Partner.objects.filter(state__in=ACTING, project__in=public)
    return dict(
        found.values_list("city_id").annotate(Count("pk")).values_list("city_id", "pk__count")
    )


frame.tab(Tab(10, "overview", _("Overview"), "projects:overview"))
frame.tab(Tab(70, "reports", _("Reports"), "projects:reports"))
frame.tab(Tab(80, "members", _("Members"), "projects:members"))
frame.tab(Tab(90, "activity", _("Activity"), "projects:activity"))


@frame.needs
def what_the_project_asks(actor: Any, project: Project) -> list[Need]:
    """Answers, ticks, acceptances and decisions that wait for this person."""
    standing = standing_of(actor, project)
    found: list[Need] = []
    members = reverse("projects:members", args=[project.public_id])
    note_page = reverse("projects:note", args=[project.public_id])
    if standing.invited & standing.roles.focal_point_of:
        found.append(Need(gettext("Your city is invited: say yes or no"), members))
    if project.offered_to_id in standing.voices:
        found.append(Need(gettext("Your city is asked to take the lead"), members))
    if standing.voices and not project.has_ended:
        mine = [seat for seat in seats_of(project) if seat.city_id in standing.voices]
        is_open = project.state == ProjectState.PLANNING and not parts.needs(project)
        if is_open and not all(seat.has_ticked for seat in mine):
            found.append(Need(gettext("Read the plan and tick it for your city"), members))
        note = project.notes.last()
        if note is not None and any(seat.accepted_note_id != note.pk for seat in mine):
            found.append(Need(gettext("Read the cooperation note and accept it"), note_page))
    if standing.roles.is_secretariat:
        if project.state == ProjectState.REVIEW:
            address = reverse("projects:plans", args=[project.public_id])
            found.append(Need(gettext("Decide on the plan"), address))
        if project.reports.filter(state=ReportState.SUBMITTED).exists():
            address = reverse("projects:reports", args=[project.public_id])
            found.append(Need(gettext("Decide on a report"), address))
    return found
