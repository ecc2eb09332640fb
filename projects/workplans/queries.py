"""Reads of work plans."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from core.vocabularies.terms import terms
from projects.partnerships.models import ENDED, Project
from projects.partnerships.queries import own_projects
from projects.workplans.models import (
    Contribution,
    ContributionState,
    Deliverable,
    DeliverableState,
    Indicator,
    IndicatorValue,
    Milestone,
    MilestoneState,
    Risk,
    Task,
    TaskState,
    WorkPackage,
)

SOON = timedelta(days=14)


def tasks_of(project: Project, filters: Mapping[str, Any] | None = None) -> QuerySet[Task]:
    """Tasks ready for a list or a board: city, person, package; two queries more for dependencies.

    Args:
        filters: `mine` (a person), `cities` (ids), `package` (id), `state`, `late`, `text`.
    """
    found = (
        Task.objects.filter(project=project)
        .select_related("city", "person", "package")
        .prefetch_related(Prefetch("after", Task.objects.only("pk", "title", "state", "public_id")))
    )
    given = filters or {}
    if (person := given.get("mine")) is not None:
        found = found.filter(person=person)
    if given.get("cities"):
        found = found.filter(city_id__in=given["cities"])
    if given.get("package"):
        found = found.filter(package__public_id=given["package"])
    if given.get("state"):
        found = found.filter(state=given["state"])
    if given.get("late"):
        found = late(found)
    if text := given.get("text"):
        found = found.filter(Q(title__icontains=text) | Q(text__icontains=text))
    return found


def late(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `rows` (tasks, milestones or deliverables) whose day has passed before they were done."""
    over = (
        TaskState.DONE,
        MilestoneState.REACHED,
        MilestoneState.DROPPED,
        DeliverableState.ACCEPTED,
    )
    return rows.filter(due_on__lt=timezone.localdate()).exclude(state__in=over)


def late_and_mine(actor: Any, project: Project) -> list[Task]:
    """Open tasks of this person that are due within two weeks or late, the first due first."""
    until = timezone.localdate() + SOON
    found = Task.objects.filter(project=project, person=actor, due_on__lte=until)
    return list(found.exclude(state=TaskState.DONE).order_by("due_on")[:20])


def glance_of(project: Project) -> dict[str, list[Any]]:
    """Packages with their numbers of tasks, and milestones: two queries."""
    return {
        "packages": list(
            WorkPackage.objects.filter(project=project)
            .select_related("city")
            .annotate(
                open=Count("tasks", filter=~Q(tasks__state=TaskState.DONE), distinct=True),
                done=Count("tasks", filter=Q(tasks__state=TaskState.DONE), distinct=True),
            )
        ),
        "milestones": list(Milestone.objects.filter(project=project).select_related("city")),
    }


def plan_of(project: Project) -> dict[str, list[Any]]:
    """Every row of the plan but tasks: one query for each kind."""
    return {
        **glance_of(project),
        "deliverables": list(
            Deliverable.objects.filter(project=project).select_related("city", "package")
        ),
        "risks": list(Risk.objects.filter(project=project).select_related("city")),
    }


def task_counts(project: Project) -> dict[str, int]:
    """How many tasks are done and open. One query."""
    return Task.objects.filter(project=project).aggregate(
        done=Count("pk", filter=Q(state=TaskState.DONE)),
        open=Count("pk", filter=~Q(state=TaskState.DONE)),
    )


def contributions_by_kind(project: Project) -> list[dict[str, Any]]:
    """Pledges by kind and unit, each with its own totals: nothing is added across kinds or units."""
    groups: dict[tuple[str, str], list[Contribution]] = defaultdict(list)
    for row in Contribution.objects.filter(project=project).select_related("city", "package"):
        groups[row.kind, row.unit].append(row)
    return [
        {
            "kind": rows[0].get_kind_display(),
            "unit": unit,
            "rows": rows,
            "pledged": sum((r.quantity for r in rows if _counts(r)), Decimal(0)),
            "delivered": sum((r.delivered for r in rows if _counts(r)), Decimal(0)),
        }
        for (_kind, unit), rows in groups.items()
    ]


def _counts(row: Contribution) -> bool:
    return row.state not in (ContributionState.OFFERED, ContributionState.WITHDRAWN)


def open_licences() -> set[str]:
    """Codes of licences under which anybody may use a work."""
    return {
        term.code
        for term in terms("licence")
        if term.code.startswith("CC") and not {"NC", "ND"} & set(term.code.split("-"))
    }


def figures(project: Project) -> dict[str, Any]:
    """What the workspace counts by itself: J02, J03, J04, J06, tasks. Five queries."""
    milestones = list(
        Milestone.objects.filter(project=project).values_list("state", "due_on", "reached_on")
    )
    reached = [row for row in milestones if row[0] == MilestoneState.REACHED]
    in_time = [row for row in reached if row[1] is None or row[2] is None or row[2] <= row[1]]
    deliverables = list(Deliverable.objects.filter(project=project).values_list("state", "licence"))
    accepted = [row for row in deliverables if row[0] == DeliverableState.ACCEPTED]
    contributions = list(
        Contribution.objects.filter(project=project).values_list("state", flat=True)
    )
    tasks = task_counts(project)
    people = latest_values(project)
    return {
        "tasks_done": tasks["done"],
        "tasks_open": tasks["open"],
        "milestones_planned": sum(1 for row in milestones if row[0] != MilestoneState.DROPPED),
        "milestones_reached": len(reached),
        "milestones_in_time": len(in_time),
        "deliverables_planned": len(deliverables),
        "deliverables_accepted": len(accepted),
        "open_outputs": sum(1 for row in accepted if row[1] in open_licences()),
        "contributions_confirmed": sum(
            1
            for state in contributions
            if state not in (ContributionState.OFFERED, ContributionState.WITHDRAWN)
        ),
        "contributions_delivered": contributions.count(ContributionState.DELIVERED),
        "people_reached": float(people.get("J01", 0)),
        "educators_trained": float(people.get("J05", 0)),
    }


def latest_values(project: Project) -> dict[str, Decimal]:
    """For each code the sum over cities of the last figure each city entered. One query."""
    rows = IndicatorValue.objects.filter(indicator__project=project).order_by("until", "pk")
    last: dict[tuple[str, int, int], Decimal] = {}
    for code, indicator, city, value in rows.values_list(
        "indicator__code", "indicator_id", "city_id", "value"
    ):
        last[code, indicator, city] = value or Decimal(0)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for (code, _indicator, _city), value in last.items():
        totals[code] += value
    return dict(totals)


def indicators_of(project: Project) -> list[dict[str, Any]]:
    """Each indicator with the last value of each city and its whole history. Two queries."""
    found = Indicator.objects.filter(project=project).prefetch_related(
        Prefetch("values", IndicatorValue.objects.select_related("city", "entered_by"))
    )
    listed = []
    for indicator in found:
        history = list(indicator.values.all())
        last: dict[int, IndicatorValue] = {}
        for value in history:
            last.setdefault(value.city_id, value)
        known = [value.value for value in last.values() if value.value is not None]
        listed.append(
            {
                "indicator": indicator,
                "last": list(last.values()),
                "history": history,
                "total": sum(known, Decimal(0)) if known else None,
            }
        )
    return listed


def own_open_tasks(actor: Any) -> list[Task]:
    """A person's open tasks in all projects, the first due first."""
    found = Task.objects.filter(person=actor).exclude(state=TaskState.DONE)
    return list(
        found.exclude(project__state__in=ENDED).select_related("project").order_by("due_on", "pk")
    )


def plans_to_copy(actor: Any, project: Project) -> list[Project]:
    """Other projects of the person's cities that have a plan."""
    mine = [row.project.pk for row in own_projects(actor) if row.project.pk != project.pk]
    return list(Project.objects.filter(pk__in=mine, workpackages__isnull=False).distinct())
