"""Tasks as board, list, calendar; moved one by one or many at once."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.refusals import not_done
from core.access.rules import can
from core.cities.roles import roles_of
from core.design.addresses import address_with
from core.design.forms import add_errors
from projects.partnerships import frame
from projects.partnerships.models import Project
from projects.workplans import actions, presentation, queries
from projects.workplans.forms import BulkForm, FilterForm
from projects.workplans.models import Milestone, Task, TaskState

PER_PAGE = 50


def _filters(request: HttpRequest, form: FilterForm) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    asked = form.cleaned_data
    found: dict[str, Any] = {"text": asked["q"]}
    if asked["package"]:
        found["package"] = asked["package"].public_id
    match asked["who"]:
        case "mine":
            found["mine"] = request.user
        case "city":
            found["cities"] = list(roles_of(request.user).cities)
        case "late":
            found["late"] = True
    return found


def _frame(
    request: HttpRequest, project: Project, view: str, status: int = 200, **context: Any
) -> HttpResponse:
    views = {"board": _("Board"), "list": _("List"), "calendar": _("Calendar")}
    context |= {
        "view": view,
        "views": [
            {
                "words": words,
                "address": address_with(request, view=code, page=None),
                "is_here": code == view,
            }
            for code, words in views.items()
        ],
        "may_add": can(request.user, "task.add", project),
        "may_move": can(request.user, "project.describe", project)
        or can(request.user, "task.add", project),
        "today": timezone.localdate(),
    }
    template = f"workplans/{view}.html"
    return frame.page(request, project, template, context, here="tasks", status=status)


@never_cache
@login_required
def tasks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All tasks, as the reader likes to see them; the list is sent to change those that are ticked."""
    project = frame.opened(request, public_id)
    if request.method == "POST":
        return _bulk(request, project)
    form = FilterForm(request.GET, project=project)
    found = queries.tasks_of(project, _filters(request, form))
    match request.GET.get("view"):
        case "list":
            return _list(request, project, BulkForm(project=project))
        case "calendar":
            first = presentation.month_of(request.GET.get("month", ""), timezone.localdate())
            things: dict[date, list[Any]] = {}
            for task in found.exclude(due_on=None):
                things.setdefault(task.due_on, []).append(_dated(task, project, "task"))
            for row in Milestone.objects.filter(project=project).exclude(due_on=None):
                things.setdefault(row.due_on, []).append(_dated(row, project, "milestone"))
            month = presentation.month(first, things)
            return _frame(request, project, "calendar", month=month, filter=form)
        case _:
            columns = presentation.board(found)
            return _frame(request, project, "board", columns=columns, filter=form)


def _list(
    request: HttpRequest, project: Project, bulk: BulkForm, ticked: Collection[str] = ()
) -> HttpResponse:
    """One page of the list, with the form for the ticked tasks as it was sent."""
    form = FilterForm(request.GET, project=project)
    found = queries.tasks_of(project, _filters(request, form))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "filter": form, "bulk": bulk, "ticked": ticked}
    status = 422 if bulk.errors else 200
    return _frame(request, project, "list", status=status, **context)


def _dated(item: Any, project: Project, kind: str) -> dict[str, Any]:
    return {
        "title": item.title,
        "kind": kind,
        "state": item.state,
        "address": presentation.address_of(item, project),
    }


@require_http_methods(["POST"])
@login_required
def move(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Move one task to a column: ``go`` is ``<task>:<state>``."""
    project = frame.opened(request, public_id)
    task_id, _colon, state = request.POST.get("go", "").partition(":")
    if state not in TaskState.values:
        raise Http404
    task = _task(project, task_id)
    try:
        actions.move_item(
            actor=request.user,
            item=task,
            move=presentation.MOVE_TO[TaskState(state)],
            words=request.POST.get("words", ""),
        )
        if request.headers.get("Accept") == "text/plain":
            return HttpResponse(status=204)
        messages.success(
            request,
            _("“%(title)s” is now under “%(column)s”.")
            % {"title": task.title, "column": TaskState(state).label},
        )
    except ValidationError as error:
        if request.headers.get("Accept") == "text/plain":
            return HttpResponse(" ".join(error.messages), status=422, content_type="text/plain")
        not_done(request, error)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("workplans:tasks", args=[public_id])
    return redirect(back)


def _keys(texts: list[str]) -> list[UUID]:
    try:
        return [UUID(text) for text in texts]
    except ValueError:
        raise Http404 from None


def _task(project: Project, task_id: str) -> Task:
    (key,) = _keys([task_id])
    task: Task = get_object_or_404(Task, project=project, public_id=key)
    task.project = project
    return task


def _bulk(request: HttpRequest, project: Project) -> HttpResponse:
    """Change all ticked tasks, or none."""
    form = BulkForm(request.POST, project=project)
    ticked = request.POST.getlist("task")
    if not ticked:
        form.add_error(None, _("Tick the tasks first."))
    if form.is_valid():
        asked = form.cleaned_data
        move = presentation.MOVE_TO[TaskState(asked["state"])] if asked["state"] else ""
        try:
            count = actions.change_tasks(
                actor=request.user,
                project=project,
                tasks=queries.tasks_of(project).filter(public_id__in=_keys(ticked)),
                move=move,
                words=asked["words"],
                city=asked["city"],
                days=asked["days"] or 0,
            )
            sentence = ngettext("%(count)s task changed.", "%(count)s tasks changed.", count)
            messages.success(request, sentence % {"count": count})
            return redirect(address_with(request, view="list"))
        except ValidationError as error:
            add_errors(form, error)
    return _list(request, project, form, ticked)


@require_http_methods(["POST"])
@login_required
def tick(request: HttpRequest, public_id: UUID, item_id: UUID) -> HttpResponse:
    """Tick or untick one point of a checklist: ``point`` is its number and how it should be."""
    project = frame.opened(request, public_id)
    task = _task(project, str(item_id))
    number, _colon, wished = request.POST.get("point", "").partition(":")
    if not number.isdecimal() or wished not in ("done", "open"):
        raise Http404
    try:
        actions.tick_point(
            actor=request.user, item=task, number=int(number), is_done=wished == "done"
        )
    except ValidationError as error:
        not_done(request, error)
    return redirect("workplans:item", public_id, "task", item_id)
