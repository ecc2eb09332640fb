"""Change many tasks at once: all of them, or none and why."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core.access.lifecycle import WrongState
from core.cities.models import City
from projects.partnerships.models import Project
from projects.workplans.actions.items import write_item
from projects.workplans.actions.moving import move_item
from projects.workplans.models import Task

MOST_AT_ONCE = 200
FARTHEST = 3650


@transaction.atomic
def change_tasks(
    *,
    actor: Any,
    project: Project,
    tasks: Iterable[Task],
    move: str = "",
    words: str = "",
    city: City | None = None,
    days: int = 0,
) -> int:
    """Move tasks, give them to another city, or shift their days; one transaction for all.

    Args:
        move: a name of the table of tasks, or nothing.
        days: by how many days start and due go later (earlier when negative).

    Returns:
        How many were changed.

    Raises:
        ValidationError: too many at once, or one of them cannot be changed this way.
    """
    listed = list(tasks)
    if len(listed) > MOST_AT_ONCE:
        raise ValidationError(_("Choose at most 200 tasks at once."))
    if abs(days) > FARTHEST:
        raise ValidationError(_("This is too far away."))
    for task in listed:
        if task.project_id != project.pk:
            raise ValidationError(_("Choose tasks of this project."))
        values: dict[str, Any] = {}
        if city is not None:
            values["city"] = city
        if days:
            values |= {
                name: getattr(task, name) + timedelta(days=days)
                for name in ("starts_on", "due_on")
                if getattr(task, name)
            }
        if values:
            write_item(actor=actor, item=task, values=values)
        if move:
            try:
                move_item(actor=actor, item=task, move=move, words=words)
            except WrongState:
                raise ValidationError(
                    _("“%(title)s” cannot go there from where it is.") % {"title": task.title}
                ) from None
    return len(listed)
