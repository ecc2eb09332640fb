"""The work plan inside a project: its part of gates, frozen plans and reports, its tabs, its needs."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.partnerships import frame, parts
from projects.partnerships.frame import Need, Tab
from projects.partnerships.models import Project
from projects.partnerships.team import standing_of
from projects.workplans import presentation, queries
from projects.workplans.kinds import KINDS, Kind
from projects.workplans.models import (
    ChangeRequest,
    ChangeState,
    Deliverable,
    DeliverableState,
    Indicator,
    Milestone,
    MilestoneState,
    Task,
    WorkPackage,
)


def _frozen(kind: Kind) -> Any:
    """Rows of one kind as plain values; what points elsewhere is told by its name."""

    def rows(project: Project) -> list[dict[str, Any]]:
        names = [name for name in kind.columns if name not in ("person", "after", "checklist")]
        found: Any = kind.model.objects.filter(project=project).order_by("pk")
        found = found.select_related("city", *(["package"] if "package" in names else []))
        return [
            {"id": str(row.public_id), **{name: _plain(getattr(row, name)) for name in names}}
            for row in found
        ]

    return rows


def _plain(value: Any) -> Any:
    return str(value) if hasattr(value, "pk") else value


def needs(project: Project) -> list[str]:
    """Packages, milestones and indicators are there, and every city has something to do."""
    wanted = {
        WorkPackage: gettext("The plan has no work package yet."),
        Milestone: gettext("The plan has no milestone yet."),
        Indicator: gettext("The plan has no indicator yet."),
        Task: gettext("The plan has no task yet."),
    }
    rows: Any = Project.objects.filter(pk=project.pk).values_list(
        *(Exists(model.objects.filter(project=OuterRef("pk"))) for model in wanted)
    )
    [there] = rows
    return [words for words, is_there in zip(wanted.values(), there, strict=True) if not is_there]


def undecided(project: Project) -> list[str]:
    """Milestones that are neither reached nor dropped stand against closing before the end."""
    waiting = (MilestoneState.PLANNED, MilestoneState.LATE)
    if project.milestones.filter(state__in=waiting).exists():
        return [gettext("Every milestone is reached or dropped before closing begins.")]
    return []


for each in KINDS.values():
    if each.part:
        parts.add(parts.Part(each.part, frozen=_frozen(each)))
parts.add(parts.Part("workplan", needs=needs, undecided=undecided, figures=queries.figures))

frame.tab(Tab(15, "plan", _("Plan"), "workplans:plan"))
frame.tab(Tab(20, "tasks", _("Tasks"), "workplans:tasks"))
frame.tab(Tab(50, "indicators", _("Indicators"), "workplans:indicators"))
frame.tab(Tab(60, "contributions", _("Contributions"), "workplans:contributions"))


@frame.needs
def what_the_plan_asks(actor: Any, project: Project) -> list[Need]:
    """My tasks that are late or due soon, and what waits for my word."""
    today = timezone.localdate()
    found = [
        Need(task.title, presentation.address_of(task, project), task.due_on < today)
        for task in queries.late_and_mine(actor, project)
    ]
    standing = standing_of(actor, project)
    plan = reverse("workplans:plan", args=[project.public_id])
    if standing.is_lead:
        proposed = Milestone.objects.filter(project=project).exclude(proposed_at=None)
        found += [
            Need(gettext("Confirm the milestone “%(title)s”") % {"title": row.title}, plan)
            for row in proposed
        ]
    if standing.cities:
        checked = Deliverable.objects.filter(project=project, state=DeliverableState.QUALITY)
        found += [
            Need(
                gettext("Check the deliverable “%(title)s”") % {"title": row.title},
                presentation.address_of(row, project),
            )
            for row in checked.exclude(sent_by=actor)
        ]
    if standing.voices:
        asked = ChangeRequest.objects.filter(
            project=project, kind="major", state=ChangeState.PROPOSED
        )
        found += [
            Need(
                gettext("Say what your city thinks of the change “%(title)s”")
                % {"title": row.title},
                presentation.address_of(row, project),
            )
            for row in asked.exclude(voices__city_id__in=standing.voices)
        ]
    return found


@frame.card(order=10)
def plan_at_a_glance(request: HttpRequest, project: Project) -> str:
    """The timeline and the next dates on the overview."""
    plan = queries.glance_of(project)
    context = {
        "project": project,
        "timeline": presentation.timeline(project, plan),
        "milestones": [m for m in plan["milestones"] if m.state in ("planned", "late")][:3],
        "is_empty": not plan["packages"] and not plan["milestones"],
        "reached": sum(1 for m in plan["milestones"] if m.state == MilestoneState.REACHED),
        "planned": sum(1 for m in plan["milestones"] if m.state != MilestoneState.DROPPED),
        "tasks": queries.task_counts(project),
    }
    return render_to_string("workplans/glance.html", context, request=request)
