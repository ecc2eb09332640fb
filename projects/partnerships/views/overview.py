"""The overview of a workspace, its description, its activity, and the public page."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.checking import Stale
from core.access.refusals import not_done
from core.access.rules import can, require
from core.design.conflicts import differences
from core.design.forms import add_errors
from projects.partnerships import actions, frame, presentation, queries
from projects.partnerships.forms import ProjectForm
from projects.partnerships.lifecycle import PROJECT
from projects.partnerships.models import Project
from projects.partnerships.stories import told

LAST = 8
PER_PAGE = 50


@never_cache
@login_required
def overview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where the project stands, what needs this person, what happened last."""
    project = frame.opened(request, public_id)
    terms = queries.terms_of(project)
    context = {
        "needs": frame.needs_of(request.user, project),
        "stages": presentation.stages(project),
        "offers": presentation.project_offers(request.user, project),
        "may_describe": can(request.user, "project.describe", project),
        "cards": frame.cards(request, project),
        "lines": told(queries.activity(project, limit=LAST)),
        "practices": queries.practices_of(project, get_language() or "ar"),
        "themes": terms["theme"],
        "goals": terms["sdg"],
    }
    return frame.page(request, project, "partnerships/overview.html", context, here="overview")


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One move of the project."""
    project = frame.opened(request, public_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    if verb not in PROJECT.moves:
        raise Http404
    try:
        actions.move_project(actor=request.user, project=project, move=verb, words=words)
    except ValidationError as error:
        not_done(request, error)
    return redirect(project)


@never_cache
@login_required
def describe(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what the project says of itself."""
    project = frame.opened(request, public_id)
    require(request.user, "project.describe", project)
    form = ProjectForm(request.POST or None, project=project)
    revision, theirs = project.revision, None
    if request.method == "POST":
        sent = request.POST.get("revision", "")
        revision = int(sent) if sent.isdecimal() else 0
        if form.is_valid():
            try:
                actions.describe_project(
                    actor=request.user, project=project, values=form.cleaned_data, revision=revision
                )
                messages.success(request, _("Saved"))
                return redirect(project)
            except ValidationError as error:
                add_errors(form, error)
            except Stale as stale:
                revision = stale.thing.revision
                theirs = differences(form, ProjectForm(project=stale.thing))
    is_stale = theirs is not None
    context = {"form": form, "revision": revision, "is_stale": is_stale, "theirs": theirs}
    status = 409 if is_stale else 422 if form.errors else 200
    template = "partnerships/describe.html"
    return frame.page(request, project, template, context, here="overview", status=status)


@never_cache
@login_required
def activity(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Everything that happened, newest first, a page at a time."""
    project = frame.opened(request, public_id)
    sent = request.GET.get("before", "")
    before = int(sent[:18]) if sent.isdecimal() else None
    entries = queries.activity(project, limit=PER_PAGE + 1, before=before)
    more = entries[PER_PAGE - 1].pk if len(entries) > PER_PAGE else None
    context = {"lines": told(entries[:PER_PAGE]), "more": more}
    return frame.page(request, project, "partnerships/activity.html", context, here="activity")


def public(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What everybody may read, when the partners chose so."""
    found = queries.with_partners(queries.public(Project.objects.all()))
    project = get_object_or_404(found, public_id=public_id)
    [row] = queries.rows([project], is_public=True)
    terms = queries.terms_of(project)
    context = {
        "project": project,
        "cities": row.cities,
        "slugs": [city.slug for city in row.cities],
        "stages": presentation.stages(project),
        "practices": queries.practices_of(project, get_language() or "ar"),
        "themes": terms["theme"],
        "goals": terms["sdg"],
        "associates": list(project.associates.all()),
    }
    return render(request, "partnerships/public.html", context)
