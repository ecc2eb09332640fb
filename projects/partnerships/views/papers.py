"""The cooperation note, the kept versions of the plan, and reports."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.checking import Stale
from core.access.refusals import not_done
from core.access.rules import can, require
from core.cities.models import City
from core.design.conflicts import differences
from core.design.forms import add_errors
from projects.partnerships import actions, frame, presentation, queries
from projects.partnerships.actions.reporting import CHAPTERS
from projects.partnerships.forms import NoteForm, ReportForm
from projects.partnerships.lifecycle import REPORT
from projects.partnerships.models import Report, ReportKind
from projects.partnerships.team import standing_of


@never_cache
@login_required
def note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The present cooperation note, who accepted it, and its earlier versions."""
    project = frame.opened(request, public_id)
    versions = list(project.notes.all())
    last = versions[-1] if versions else None
    form = NoteForm(request.POST or None, texts=last.texts if last else {})
    may_write = can(request.user, "project.write_note", project)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_note(actor=request.user, project=project, texts=form.texts())
            messages.success(request, _("Saved. Every partner is asked to accept this version."))
            return redirect("projects:note", public_id)
        except ValidationError as error:
            form.add_error(None, error.messages)
    partners = [p for p in queries.partners_of(project) if p.is_acting]
    said = {a.city_id: a for a in last.acceptances.select_related("person")} if last else {}
    standing = standing_of(request.user, project)
    context = {
        "note": last,
        "texts": list(last.texts.items()) if last else [],
        "statement": presentation.statement(),
        "rows": [(p, said.get(p.city_id)) for p in partners],
        "waiting": [p for p in partners if p.city_id in standing.voices and p.city_id not in said],
        "older": [
            (before, after, _words(before.texts, after.texts))
            for before, after in zip(versions[-2::-1], versions[:0:-1], strict=False)
        ],
        "may_write": may_write,
        "form": form,
    }
    status = 422 if form.errors else 200
    template = "partnerships/note.html"
    return frame.page(request, project, template, context, here="members", status=status)


def _words(
    before: dict[str, str], after: dict[str, str]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Word by word what changed, for each language that changed."""
    return [
        (code, queries.words_changed(before.get(code, ""), after.get(code, "")))
        for code in dict.fromkeys([*before, *after])
        if before.get(code, "") != after.get(code, "")
    ]


@require_http_methods(["POST"])
@login_required
def accept_note(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A city accepts the version that was read."""
    project = frame.opened(request, public_id)
    city = get_object_or_404(City, slug=request.POST.get("city", ""))
    number = request.POST.get("number", "")
    try:
        actions.accept_note(
            actor=request.user,
            project=project,
            city=city,
            number=int(number) if number.isdecimal() else 0,
            authority=request.POST.get("authority", "").strip(),
        )
        messages.success(request, _("Your city accepted the note. Thank you."))
    except ValidationError as error:
        not_done(request, error)
    return redirect("projects:note", public_id)


@never_cache
@login_required
def plans(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The kept versions of the plan, and what changed between two of them."""
    project = frame.opened(request, public_id)
    versions = list(project.plans.select_related("frozen_by"))
    by_number = {str(plan.number): plan for plan in versions}
    after = by_number.get(request.GET.get("to", "")) or (versions[-1] if versions else None)
    before = by_number.get(request.GET.get("from", ""))
    if before is None and after is not None:
        before = by_number.get(str(after.number - 1))
    language = get_language() or "ar"
    found = queries.differences(before, after) if before and after else []
    context = {
        "versions": versions[::-1],
        "before": before,
        "after": after,
        "changes": presentation.changes(found, language=language),
    }
    return frame.page(request, project, "partnerships/plans.html", context, here="overview")


@never_cache
@login_required
def reports(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All reports, and the buttons to begin one."""
    project = frame.opened(request, public_id)
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in ReportKind.values:
            raise Http404
        report = actions.begin_report(actor=request.user, project=project, kind=kind)
        return redirect("projects:report", public_id, report.public_id)
    context = {
        "reports": list(project.reports.all()),
        "may_begin": can(request.user, "project.write_report", project),
        "kinds": ReportKind.choices,
    }
    return frame.page(request, project, "partnerships/reports.html", context, here="reports")


@never_cache
@login_required
def report(request: HttpRequest, public_id: UUID, report_id: UUID) -> HttpResponse:
    """One report: written, or read."""
    project = frame.opened(request, public_id)
    found = get_object_or_404(Report, project=project, public_id=report_id)
    found.project = project
    names = CHAPTERS[ReportKind(found.kind)]
    form = ReportForm(request.POST or None, report=found, names=names)
    may_write = can(request.user, "project_report.write", found)
    revision, theirs = found.revision, None
    if request.method == "POST":
        require(request.user, "project_report.write", found)
        sent = request.POST.get("revision", "")
        revision = int(sent) if sent.isdecimal() else 0
        if form.is_valid():
            try:
                actions.write_report(
                    actor=request.user, report=found, words=form.cleaned_data, revision=revision
                )
                messages.success(request, _("Saved"))
                return redirect("projects:report", public_id, report_id)
            except ValidationError as error:
                add_errors(form, error)
            except Stale as stale:
                revision, found = stale.thing.revision, stale.thing
                theirs = differences(form, ReportForm(report=found, names=names))
    context = {
        "report": found,
        "form": form,
        "revision": revision,
        "is_stale": theirs is not None,
        "theirs": theirs,
        "chapters": presentation.chapters(found, names),
        "figures": presentation.figures(found.figures),
        "may_write": may_write,
        "offers": presentation.report_offers(request.user, found),
    }
    status = 409 if theirs is not None else 422 if form.errors else 200
    template = "partnerships/report.html"
    return frame.page(request, project, template, context, here="reports", status=status)


@require_http_methods(["POST"])
@login_required
def act_on_report(request: HttpRequest, public_id: UUID, report_id: UUID) -> HttpResponse:
    """Hand in, send back or accept a report."""
    project = frame.opened(request, public_id)
    found = get_object_or_404(Report, project=project, public_id=report_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    if verb not in REPORT.moves:
        raise Http404
    try:
        actions.move_report(actor=request.user, report=found, move=verb, words=words)
    except ValidationError as error:
        not_done(request, error)
    return redirect("projects:report", public_id, report_id)
