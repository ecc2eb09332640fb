"""Readers' words and reports: say it, decide it, appeal."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.refusals import not_done
from core.access.rules import can, require, visible
from core.design.fields import Words
from knowledge.library import actions, queries
from knowledge.library.actions.voicing import LONGEST
from knowledge.library.desk.grid import ReasonForm
from knowledge.library.lifecycle import REPORT
from knowledge.library.models import PracticePage, Reason, Report, ReportState, Voice

PAGE = 30
LISTS = {
    "open": (ReportState.OPEN,),
    "appealed": (ReportState.APPEALED,),
    "decided": (ReportState.DISMISSED, ReportState.UPHELD, ReportState.CLOSED),
}
DECISIONS = ("dismiss", "uphold", "overturn", "confirm")


class ReportForm(forms.Form):
    """What the problem is."""

    reason = forms.ChoiceField(
        label=gettext_lazy("What is the problem?"),
        choices=Reason.choices,
        widget=forms.RadioSelect,
    )
    words = Words(limit=LONGEST, label=gettext_lazy("In your words"))

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.note = ""


def _public(key: UUID) -> PracticePage:
    return get_object_or_404(
        PracticePage.objects.filter(live=True, is_translation=False), translation_key=key
    )


@require_http_methods(["POST"])
@login_required
def voice(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say whether a practice is useful for my city, and what is missing."""
    practice = _public(key)
    try:
        actions.write_voice(
            actor=request.user,
            practice=practice,
            is_useful=request.POST.get("useful") == "yes",
            missing=request.POST.get("missing", ""),
        )
        messages.success(request, _("Thank you: the city that wrote it reads what you say."))
    except ValidationError as error:
        not_done(request, error)
    return redirect(f"{queries.address_of(practice)}#voices")


@never_cache
@login_required
def report(request: HttpRequest, key: UUID) -> HttpResponse:
    """Tell the secretariat of a problem with a practice or with a reader's word on it."""
    practice = _public(key)
    voice = None
    if number := request.GET.get("voice", ""):
        rows = visible(request.user, Voice.objects.filter(translation_key=key))
        voice = get_object_or_404(rows, pk=number if number.isdigit() else 0)
    require(request.user, "report.file", practice)
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            filed = actions.file_report(
                actor=request.user, practice=practice, voice=voice, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Thank you: the secretariat looks at it."))
            return redirect("desk:report", filed.public_id)
    context = {
        "form": form,
        "practice": practice,
        "voice": voice,
        "address": queries.address_of(practice),
    }
    status = 422 if form.errors else 200
    return render(request, "library/desk/report_form.html", context, status=status)


@never_cache
@login_required
def reports(request: HttpRequest) -> HttpResponse:
    """What was reported: open, appealed, decided."""
    require(request.user, "report.queue")
    shown = request.GET.get("show", "open")
    if shown not in LISTS:
        raise Http404
    page = Paginator(queries.reports_in(LISTS[shown]), PAGE).get_page(request.GET.get("page", "1"))
    titles = queries.titles(one.translation_key for one in page.object_list)
    names = {"open": _("Open"), "appealed": _("Appealed"), "decided": _("Decided")}
    context = {
        "tabs": [
            {"code": code, "name": names[code], "count": queries.reports_in(states).count()}
            for code, states in LISTS.items()
        ],
        "here": shown,
        "page": page,
        "rows": [
            {"report": one, "title": titles.get(one.translation_key, "")}
            for one in page.object_list
        ],
    }
    return render(request, "library/desk/reports.html", context)


@never_cache
@login_required
def one_report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One report: what was said, what was decided and why, and the appeal."""
    rows = visible(request.user, Report.objects.all()).select_related("voice__person", "reporter")
    found = get_object_or_404(rows.distinct(), public_id=public_id)
    form = ReasonForm(request.POST or None, label=_("Why?"), prefix="decision")
    verb = request.POST.get("verb", "")
    if request.method == "POST" and form.is_valid():
        try:
            _acted(request, found, verb, form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            return redirect("desk:report", public_id)
    practice = PracticePage.objects.filter(
        translation_key=found.translation_key, is_translation=False
    ).first()
    if practice is None:
        raise Http404
    context = {
        "report": found,
        "practice": practice,
        "address": queries.address_of(practice) if practice.live else "",
        "form": form,
        "moves": [
            {"verb": verb, "decision": can(request.user, f"report.{verb}", found)}
            for verb in (*DECISIONS, "appeal")
            if found.state in REPORT.moves[f"report.{verb}"].source
        ],
        "sees_reporter": bool(can(request.user, "report.queue")),
    }
    status = 422 if form.errors else 200
    return render(request, "library/desk/report.html", context, status=status)


def _acted(request: HttpRequest, found: Report, verb: str, words: str) -> None:
    if verb == "appeal":
        actions.appeal_report(actor=request.user, report=found, words=words)
        messages.success(request, _("Somebody else looks at it again."))
    elif verb in DECISIONS:
        actions.decide_report(actor=request.user, report=found, move=f"report.{verb}", reason=words)
        messages.success(request, _("It was decided, and those whom it concerns were told."))
    else:
        raise Http404
