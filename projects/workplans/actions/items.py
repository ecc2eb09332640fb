"""Add, write and remove rows of a plan, of whatever kind."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from core.access import checking
from core.access.rules import Refused, require
from core.accounts.queries import person_or_none
from core.cities.roles import roles_of
from core.journal.actions import record
from projects.partnerships.actions import held, locked, untick
from projects.partnerships.models import Project
from projects.partnerships.team import acting_cities, standing_of
from projects.workplans.facts import ItemAdded, ItemRemoved, ItemWritten
from projects.workplans.kinds import KINDS, Kind, kind_of
from projects.workplans.models import Contribution, Item, Task, WorkPackage

MOST_POINTS = 50
MOST_OF_KIND = 2000
POINT = 200
# Columns that are set after the row is stored.
LATER = ("after",)


@transaction.atomic
def add_item(*, actor: Any, project: Project, kind: str, values: Mapping[str, Any]) -> Item:
    """Add a row to the plan of a project.

    Args:
        kind: a code of `kinds.KINDS`.
        values: columns by name; a package's number is given by itself.

    Raises:
        ValidationError: what does not fit, by column.
    """
    what = KINDS[kind]
    project = locked(project)
    require(actor, f"{kind}.add", project)
    if what.model.objects.filter(project=project).count() >= MOST_OF_KIND:
        raise ValidationError(_("The plan holds no more rows of this kind."))
    item = what.model(project=project, made_by=person_or_none(actor))
    if isinstance(item, WorkPackage):
        item.number = (project.workpackages.aggregate(last=Max("number"))["last"] or 0) + 1
    _set(item, what, values)
    if isinstance(item, Contribution):
        _check_giver(actor, item)
    item.save()
    _set_after(item, values)
    _plan_changed(project, what)
    record(ItemAdded(project.pk, kind, item.pk), stream=project.stream, actor=actor)
    return item


@transaction.atomic
def write_item(
    *, actor: Any, item: Item, values: Mapping[str, Any], revision: int | None = None
) -> Item:
    """Change a row; what is not named stays.

    Args:
        revision: what the writer read.

    Raises:
        Stale: somebody else changed the row since; it carries what is stored now.
        ValidationError: what does not fit, by column.
    """
    item = held(item)
    what = kind_of(item)
    require(actor, "item.write", item)
    checking.same_revision(item, revision)
    _set(item, what, values)
    if isinstance(item, Contribution):
        _check_giver(actor, item)
    item.revision += 1
    item.save()
    _set_after(item, values)
    _plan_changed(item.project, what)
    record(
        ItemWritten(item.project_id, what.code, item.pk), stream=item.project.stream, actor=actor
    )
    return item


@transaction.atomic
def remove_item(*, actor: Any, item: Item) -> None:
    """Take a row out of the plan."""
    item = held(item)
    what = kind_of(item)
    require(actor, "item.remove", item)
    _plan_changed(item.project, what)
    record(
        ItemRemoved(item.project_id, what.code, item.pk), stream=item.project.stream, actor=actor
    )
    item.delete()


def _plan_changed(project: Project, what: Kind) -> None:
    if what.part:
        untick(project)


def _set(item: Item, what: Kind, values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(what.columns)
    if unknown:
        raise ValidationError({name: _("This part is not known.") for name in sorted(unknown)})
    for name in what.columns:
        if name in values and name not in LATER:
            setattr(item, name, values[name])
    wrong: dict[str, Any] = {}
    try:
        checking.fits(item, [name for name in what.columns if name not in LATER])
    except ValidationError as error:
        wrong = dict(error.message_dict)
    wrong |= _wrong_references(item)
    if wrong:
        raise ValidationError(wrong)


def _wrong_references(item: Any) -> dict[str, str]:
    """Cities, people and packages belong to the project; ends come after starts."""
    wrong: dict[str, str] = {}
    if item.city_id is not None and item.city_id not in acting_cities(item.project):
        was = type(item).objects.filter(pk=item.pk, city_id=item.city_id) if item.pk else None
        if was is None or not was.exists():
            wrong["city"] = _("Choose a city that takes part.")
    package = getattr(item, "package", None)
    if package is not None and package.project_id != item.project_id:
        wrong["package"] = _("Choose a work package of this project.")
    start, end = getattr(item, "starts_on", None), _end_of(item)
    if start and end and end < start:
        wrong["due_on" if hasattr(item, "due_on") else "ends_on"] = _(
            "The end is before the start."
        )
    if isinstance(item, Task):
        item.checklist = _points(item.checklist, wrong)
        if item.person is not None and not roles_of(item.person).cities & acting_cities(
            item.project
        ):
            wrong["person"] = _("Choose somebody of the partner cities.")
    if isinstance(item, Contribution) and (item.quantity is None or item.quantity <= 0):
        wrong["quantity"] = _("Write how much, more than nothing.")
    return wrong


def _end_of(item: Any) -> date | None:
    return getattr(item, "due_on", None) or getattr(item, "ends_on", None)


def _points(listed: Any, wrong: dict[str, str]) -> list[dict[str, Any]]:
    """The checklist as rows of "text" and "done"."""
    if not isinstance(listed, list) or len(listed) > MOST_POINTS:
        wrong["checklist"] = _("A checklist has at most 50 points.")
        return []
    points = []
    for row in listed:
        text = str(row.get("text", "") if isinstance(row, dict) else row).strip()
        if len(text) > POINT:
            wrong["checklist"] = _("A point of the checklist has at most 200 characters.")
        if text:
            points.append({"text": text, "done": bool(isinstance(row, dict) and row.get("done"))})
    return points


def _set_after(item: Item, values: Mapping[str, Any]) -> None:
    """What a task comes after; a circle is refused."""
    if not isinstance(item, Task) or "after" not in values:
        return
    before = list(values["after"])
    if any(task.project_id != item.project_id for task in before):
        raise ValidationError({"after": _("Choose tasks of this project.")})
    edges: dict[int, set[int]] = {}
    for task_id, after_id in Task.after.through.objects.filter(
        from_task__project_id=item.project_id
    ).values_list("from_task_id", "to_task_id"):
        edges.setdefault(task_id, set()).add(after_id)
    edges[item.pk] = {task.pk for task in before}
    if _reaches(edges, item.pk):
        raise ValidationError({"after": _("These tasks would wait for each other.")})
    item.after.set(before)


def _reaches(edges: Mapping[int, set[int]], start: int) -> bool:
    """Whether following the edges from `start` leads back to it."""
    seen: set[int] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here == start:
            return True
        if here not in seen:
            seen.add(here)
            waiting.extend(edges.get(here, ()))
    return False


def _check_giver(actor: Any, item: Contribution) -> None:
    """Nobody pledges for another city."""
    if actor is None or getattr(actor, "pk", None) is None:
        return
    if item.city_id is None:
        raise ValidationError({"city": _("Choose the city that gives it.")})
    if item.city_id not in standing_of(actor, item.project).cities:
        raise Refused("contribution.add", _("Only the city that gives it changes this."))
