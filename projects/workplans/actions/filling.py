"""Begin a plan from the usual one, or from a plan that worked."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from core.access.rules import Refused, require, visible
from core.journal.actions import record
from projects.partnerships.actions import locked
from projects.partnerships.models import Project
from projects.workplans.actions.items import add_item
from projects.workplans.facts import PlanFilled
from projects.workplans.models import Deliverable, Milestone, Task, WorkPackage
from projects.workplans.templates_of_plans import INDICATORS, MILESTONES, PACKAGES


@transaction.atomic
def fill_from_template(*, actor: Any, project: Project) -> int:
    """Fill an empty plan with the four usual work packages, milestones and indicators.

    The words come in the project's language. Days are spread over the project's time when it is known.

    Returns:
        How many rows were made.

    Raises:
        ValidationError: there is a plan already.
    """
    project = locked(project)
    require(actor, "package.add", project)
    _must_be_empty(project)
    count = 0
    with override(project.language):
        for title, aim in PACKAGES:
            values = {
                "title": str(title),
                "aim": str(aim),
                "city": project.lead_city,
                "starts_on": project.starts_on,
                "ends_on": project.ends_on,
            }
            add_item(actor=actor, project=project, kind="package", values=values)
            count += 1
        for title, criterion, share in MILESTONES:
            values = {
                "title": str(title),
                "criterion": str(criterion),
                "city": project.lead_city,
                "due_on": _at(project, share),
            }
            add_item(actor=actor, project=project, kind="milestone", values=values)
            count += 1
        for code, title, unit in INDICATORS:
            values = {"code": code, "title": str(title), "unit": str(unit)}
            add_item(actor=actor, project=project, kind="indicator", values=values)
            count += 1
    record(PlanFilled(project.pk, "template", count), stream=project.stream, actor=actor)
    return count


def _must_be_empty(project: Project) -> None:
    if project.workpackages.exists() or project.tasks.exists():
        raise ValidationError(_("The plan has rows already; a template fills an empty one."))


def _at(project: Project, share: float) -> date | None:
    """The day at which `share` of the project's time has passed."""
    if project.starts_on is None or project.ends_on is None:
        return None
    return project.starts_on + timedelta(
        days=round((project.ends_on - project.starts_on).days * share)
    )


@transaction.atomic
def copy_plan(*, actor: Any, project: Project, source: Project) -> int:
    """Take packages, tasks, milestones and deliverables over from a project that the person may see.

    Days move with the start of the project; cities, people and states are not taken over.

    Returns:
        How many rows were made.

    Raises:
        ValidationError: there is a plan already, or the source has none.
    """
    project = locked(project)
    require(actor, "package.add", project)
    if not visible(actor, Project.objects.filter(pk=source.pk)).exists():
        raise Refused("package.add", _("You may not see this project."))
    _must_be_empty(project)
    shift = _shift(project, source)
    packages: dict[int, Any] = {}
    tasks: dict[int, Any] = {}
    count = 0
    for row in WorkPackage.objects.filter(project=source):
        values = {"title": row.title, "aim": row.aim, **_days(row, shift, "starts_on", "ends_on")}
        packages[row.pk] = add_item(actor=actor, project=project, kind="package", values=values)
    for row in Task.objects.filter(project=source).order_by("pk"):
        values = {
            "title": row.title,
            "text": row.text,
            "package": packages.get(row.package_id or 0),
            "checklist": [{"text": point["text"], "done": False} for point in row.checklist],
            **_days(row, shift, "starts_on", "due_on"),
        }
        tasks[row.pk] = add_item(actor=actor, project=project, kind="task", values=values)
    for one, other in Task.after.through.objects.filter(from_task__project=source).values_list(
        "from_task_id", "to_task_id"
    ):
        tasks[one].after.add(tasks[other])
    for row in Milestone.objects.filter(project=source):
        values = {"title": row.title, "criterion": row.criterion, **_days(row, shift, "due_on")}
        add_item(actor=actor, project=project, kind="milestone", values=values)
        count += 1
    for row in Deliverable.objects.filter(project=source):
        values = {
            "title": row.title,
            "kind": row.kind,
            "package": packages.get(row.package_id or 0),
            "languages": row.languages,
            "licence": row.licence,
            **_days(row, shift, "due_on"),
        }
        add_item(actor=actor, project=project, kind="deliverable", values=values)
        count += 1
    count += len(packages) + len(tasks)
    if not count:
        raise ValidationError(_("This project has no plan to copy."))
    record(PlanFilled(project.pk, "copy", count), stream=project.stream, actor=actor)
    return count


def _shift(project: Project, source: Project) -> timedelta:
    if project.starts_on and source.starts_on:
        return project.starts_on - source.starts_on
    return timedelta(0)


def _days(row: Any, shift: timedelta, *names: str) -> dict[str, Any]:
    return {name: day + shift for name in names if (day := getattr(row, name))}
