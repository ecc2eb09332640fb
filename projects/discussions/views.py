"""Pages of conversations."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.refusals import not_done
from core.access.rules import can
from core.design.forms import add_errors
from core.design.uploads import handed_out
from projects.discussions import actions, queries
from projects.discussions.forms import CommentForm, ThreadForm
from projects.discussions.models import Comment, Thread
from projects.partnerships import frame
from projects.partnerships.models import Project
from projects.workplans.kinds import KINDS


@never_cache
@login_required
def threads(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All conversations of a project, and the form to begin one."""
    project = frame.opened(request, public_id)
    form = ThreadForm(request.POST or None, request.FILES or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_thread(
                actor=request.user,
                project=project,
                title=form.cleaned_data["title"],
                **form.values(),
                **_about(request, project),
            )
            return redirect("discussions:thread", public_id, made.public_id)
        except ValidationError as error:
            add_errors(form, error)
    found = queries.threads_of(project)
    context = {
        "open": [thread for thread in found if thread.resolved_at is None],
        "settled": [thread for thread in found if thread.resolved_at is not None],
        "form": form,
        "may_start": can(request.user, "thread.start", project),
    }
    status = 422 if form.errors else 200
    template = "discussions/threads.html"
    return frame.page(request, project, template, context, here="discussion", status=status)


def _about(request: HttpRequest, project: Project) -> dict[str, Any]:
    """The row that the form was opened from, if any."""
    kind, item = request.POST.get("kind", ""), request.POST.get("item", "")
    if kind not in KINDS:
        return {}
    try:
        return {"kind": kind, "item": UUID(item)}
    except ValueError:
        raise Http404 from None


def _thread(project: Project, thread_id: UUID) -> Thread:
    thread: Thread = get_object_or_404(Thread, project=project, public_id=thread_id)
    thread.project = project
    return thread


@never_cache
@login_required
def thread(request: HttpRequest, public_id: UUID, thread_id: UUID) -> HttpResponse:
    """One conversation."""
    project = frame.opened(request, public_id)
    found = _thread(project, thread_id)
    form = CommentForm(request.POST or None, request.FILES or None, project=project)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.write_comment(actor=request.user, thread=found, **form.values())
            address = reverse("discussions:thread", args=[public_id, thread_id])
            return redirect(f"{address}#c{made.pk}")
        except ValidationError as error:
            add_errors(form, error)
    comments = list(queries.comments_of(found))
    for comment in comments:
        comment.thread = found
    context = {
        "thread": found,
        "about": _row(project, found),
        "comments": [
            {
                "comment": comment,
                "may_change": can(request.user, "comment.change", comment),
                "may_remove": can(request.user, "comment.remove", comment),
            }
            for comment in comments
        ],
        "form": form,
        "may_write": can(request.user, "thread.write", found),
        "is_followed": queries.is_followed(found, request.user.pk),
    }
    status = 422 if form.errors else 200
    template = "discussions/thread.html"
    return frame.page(request, project, template, context, here="discussion", status=status)


def _row(project: Project, found: Thread) -> tuple[str, str] | None:
    """The row that the conversation is about: its title and its page."""
    if not found.kind:
        return None
    rows = KINDS[found.kind].model.objects.filter(project=project, public_id=found.item)
    title = rows.values_list("title", flat=True).first()
    if title is None:
        return None
    return title, reverse("workplans:item", args=[project.public_id, found.kind, found.item])


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID, thread_id: UUID) -> HttpResponse:
    """Settle, open again, follow, change or remove."""
    project = frame.opened(request, public_id)
    found = _thread(project, thread_id)
    user, verb = request.user, request.POST.get("verb", "")
    try:
        match verb:
            case "resolve" | "open":
                actions.resolve_thread(actor=user, thread=found, is_resolved=verb == "resolve")
            case "follow" | "unfollow":
                actions.follow_thread(actor=user, thread=found, is_on=verb == "follow")
            case "change":
                text = request.POST.get("text", "")
                actions.change_comment(actor=user, comment=_comment(request, found), text=text)
            case "remove":
                actions.remove_comment(actor=user, comment=_comment(request, found))
                messages.success(request, _("Removed"))
            case _:
                raise Http404
    except ValidationError as error:
        not_done(request, error)
    return redirect("discussions:thread", public_id, thread_id)


def _comment(request: HttpRequest, found: Thread) -> Comment:
    try:
        key = UUID(request.POST.get("comment", ""))
    except ValueError:
        raise Http404 from None
    comment: Comment = get_object_or_404(Comment, thread=found, public_id=key)
    comment.thread = found
    return comment


@never_cache
@login_required
def attachment(request: HttpRequest, public_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A file beside a comment, for those who see the project; never shown inside the page."""
    project = frame.opened(request, public_id)
    found = queries.file_of(project, file_id)
    if found is None:
        raise Http404
    return handed_out(found.file, found.name)
