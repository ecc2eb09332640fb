"""Reads of meetings and decisions."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from core.access.rules import visible
from projects.meetings.models import CalendarKey, Decision, Meeting, MeetingState, Position
from projects.partnerships.models import ENDED, Partner, Project
from projects.partnerships.queries import own_projects
from projects.workplans.models import Milestone, MilestoneState, Task, TaskState


def meetings_of(project: Project) -> list[Meeting]:
    """Meetings, the next first, then those that were, the last first. One query."""
    found = list(Meeting.objects.filter(project=project))
    coming = [m for m in found if m.state == MeetingState.PLANNED]
    return [*sorted(coming, key=lambda m: m.starts_at), *(m for m in found if m not in coming)]


def decisions_of(project: Project) -> QuerySet[Decision]:
    """Decisions with the position of each city. Two queries."""
    positions = Position.objects.select_related("city", "taken_by")
    found = Decision.objects.filter(project=project).select_related("meeting")
    return found.prefetch_related(Prefetch("positions", queryset=positions))


def key_of(text: str) -> CalendarKey | None:
    """The calendar that this key opens, when its person is still there."""
    rows = CalendarKey.objects.filter(key=text, person__is_active=True)
    return rows.select_related("person", "project").first()


def calendar_keys(person: Any, project: Project) -> dict[str, str]:
    """The secret addresses that a person asked for: `project` for this one, `all` for everything."""
    rows = CalendarKey.objects.filter(person=person)
    rows = rows.filter(Q(project=project) | Q(project=None))
    return {"project" if row.project_id else "all": row.key for row in rows}


def events_of(key: CalendarKey) -> dict[str, list[Any]]:
    """What stands in a calendar: meetings, milestones, and tasks (in a calendar of everything one's own);
    only of projects that the person may see now."""
    if key.project is not None:
        projects = visible(key.person, Project.objects.filter(pk=key.project.pk))
    else:
        ids = [row.project.pk for row in own_projects(key.person)]
        projects = Project.objects.filter(pk__in=ids).exclude(state__in=ENDED)
    tasks = Task.objects.filter(project__in=projects).exclude(due_on=None)
    if key.project is None:
        tasks = tasks.filter(person=key.person)
    milestones = Milestone.objects.filter(project__in=projects).exclude(due_on=None)
    return {
        "meetings": list(
            Meeting.objects.filter(project__in=projects)
            .exclude(state=MeetingState.CANCELLED)
            .select_related("project")
        ),
        "milestones": list(
            milestones.exclude(state=MilestoneState.DROPPED).select_related("project")
        ),
        "tasks": list(tasks.exclude(state=TaskState.DONE).select_related("project")),
    }


def cities_of(project: Project) -> list[Partner]:
    """The acting partners with their cities."""
    found = project.partners.filter(state__in=("accepted", "active")).select_related("city")
    return list(found)
