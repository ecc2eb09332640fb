"""Tasks as board, list, calendar; moved one by one or many at once."""

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

from core.access.rules import can
from core.cities.roles import roles_of
from core.design.addresses import address_with
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


def _frame(request: HttpRequest, project: Project, view: str, **context: Any) -> HttpResponse:
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
    return frame.page(request, project, f"workplans/{view}.html", context, here="tasks")


@never_cache
@login_required
def tasks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All tasks, as the reader likes to see them."""
    project = frame.opened(request, public_id)
    form = FilterForm(request.GET, project=project)
    found = queries.tasks_of(project, _filters(request, form))
    match request.GET.get("view"):
        case "list":
            page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
            bulk = BulkForm(project=project)
            return _frame(request, project, "list", page=page, filter=form, bulk=bulk)
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
    words = request.POST.get("words", "")
    try:
        actions.move_item(
            actor=request.user,
            item=task,
            move=presentation.MOVE_TO[TaskState(state)],
            words=words or (_("Moved on the board") if state == TaskState.BLOCKED else ""),
        )
        if request.headers.get("Accept") == "text/plain":
            return HttpResponse(status=204)
        messages.success(
            request,
            _("“%(title)s” is now under “%(column)s”.")
            % {"title": task.title, "column": TaskState(state).label},
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("workplans:tasks", args=[public_id])
    return redirect(back)


def _task(project: Project, task_id: str) -> Task:
    try:
        key = UUID(task_id)
    except ValueError:
        raise Http404 from None
    task: Task = get_object_or_404(Task, project=project, public_id=key)
    task.project = project
    return task


@require_http_methods(["POST"])
@login_required
def bulk(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change all ticked tasks, or none."""
    project = frame.opened(request, public_id)
    form = BulkForm(request.POST, project=project)
    chosen = [_task(project, task_id) for task_id in request.POST.getlist("task")[:500]]
    address = f"{reverse('workplans:tasks', args=[public_id])}?view=list"
    if not chosen:
        messages.error(request, _("Tick the tasks first."))
    elif form.is_valid():
        asked = form.cleaned_data
        move = presentation.MOVE_TO[TaskState(asked["state"])] if asked["state"] else ""
        try:
            count = actions.change_tasks(
                actor=request.user,
                project=project,
                tasks=chosen,
                move=move,
                words=asked["words"],
                city=asked["city"],
                days=asked["days"] or 0,
            )
            sentence = ngettext("%(count)s task changed.", "%(count)s tasks changed.", count)
            messages.success(request, sentence % {"count": count})
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    else:
        sentences = [str(s) for listed in form.errors.values() for s in listed]
        messages.error(request, " ".join(sentences))
    return redirect(address)


@require_http_methods(["POST"])
@login_required
def tick(request: HttpRequest, public_id: UUID, item_id: UUID) -> HttpResponse:
    """Tick or untick one point of a checklist."""
    project = frame.opened(request, public_id)
    task = _task(project, str(item_id))
    number = request.POST.get("point", "")
    if not number.isdecimal() or int(number) >= len(task.checklist):
        raise Http404
    actions.tick_point(actor=request.user, item=task, number=int(number))
    return redirect("workplans:item", public_id, "task", item_id)
