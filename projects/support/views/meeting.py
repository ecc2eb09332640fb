"""Answer, prepare, advise, and say how it was."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access.refusals import not_done
from core.access.rules import require
from core.design.forms import add_errors
from projects.partnerships.models import Project
from projects.partnerships.queries import project_for
from projects.support import actions, policy
from projects.support.forms import AdviceForm, AnswerForm, DecideForm, SessionForm, TermsForm
from projects.support.lifecycle import ADVICE
from projects.support.models import Advice, PeerRequest
from projects.support.views.requests import known, own_cities, shown


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _back(found: PeerRequest, place: str) -> HttpResponse:
    return redirect(f"{found.get_absolute_url()}#{place}")


@require_http_methods(["POST"])
@login_required
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer a question."""
    found = known(request, public_id)
    require(request.user, "request.answer", found)
    form = AnswerForm(request.POST, cities=own_cities(request).exclude(pk=found.city_id))
    if form.is_valid():
        try:
            actions.answer_question(actor=request.user, request=found, **form.cleaned_data)
            messages.success(request, _("Your answer is there. Thank you."))
            return _back(found, "answers")
        except ValidationError as error:
            add_errors(form, error)
    return shown(request, found, {"answer_form": form}, 422)


@require_http_methods(["POST"])
@login_required
def prepare(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write terms and preparation."""
    found = known(request, public_id)
    require(request.user, "request.prepare", found)
    form = TermsForm(request.POST, request=found)
    if form.is_valid():
        try:
            actions.prepare(actor=request.user, request=found, values=form.cleaned_data)
            messages.success(request, _("Saved"))
            return _back(found, "meeting")
        except ValidationError as error:
            add_errors(form, error)
    return shown(request, found, {"terms_form": form}, 422)


@require_http_methods(["POST"])
@login_required
def sessions(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree on a day, take one away, write notes."""
    found = known(request, public_id)
    require(request.user, "request.prepare", found)
    verb = request.POST.get("verb", "")
    if verb == "add":
        form = SessionForm(request.POST)
        if form.is_valid():
            try:
                actions.add_session(actor=request.user, request=found, values=form.values())
                return _back(found, "meeting")
            except ValidationError as error:
                for name, sentences in error.message_dict.items():
                    form.add_error("day" if name == "starts_at" else name, sentences)
        return shown(request, found, {"session_form": form}, 422)
    session = get_object_or_404(found.sessions, public_id=_key(request.POST.get("session", "")))
    session.request = found
    try:
        if verb == "remove":
            actions.remove_session(actor=request.user, session=session)
        else:
            notes = request.POST.get("notes", "")
            actions.write_notes(actor=request.user, session=session, notes=notes)
            messages.success(request, _("Saved"))
    except ValidationError as error:
        not_done(request, error)
    return _back(found, "meeting")


@require_http_methods(["POST"])
@login_required
def advice(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Recommend; or say what the city does with a recommendation."""
    found = known(request, public_id)
    if not policy.is_inside(request.user, found):
        raise Http404
    verb = request.POST.get("verb", "")
    if verb == "add":
        require(request.user, "advice.add", found)
        helpers = own_cities(request).filter(pk__in=policy.helping_cities(found))
        form = AdviceForm(request.POST, cities=helpers)
        if form.is_valid():
            values = dict(form.cleaned_data)
            try:
                actions.add_advice(
                    actor=request.user, request=found, city=values.pop("city"), values=values
                )
                return _back(found, "advice")
            except ValidationError as error:
                add_errors(form, error)
        return shown(request, found, {"advice_form": form}, 422)
    one: Advice = get_object_or_404(found.advice, public_id=_key(request.POST.get("advice", "")))
    one.request = found
    try:
        if verb == "task":
            actions.make_task(actor=request.user, advice=one, project=_project(request))
            messages.success(request, _("The recommendation is now a task."))
        elif verb in ADVICE.moves:
            form = DecideForm(request.POST)
            if not form.is_valid():
                raise ValidationError(form.errors.as_data())
            actions.decide_advice(actor=request.user, advice=one, move=verb, **form.cleaned_data)
        else:
            raise Http404
    except ValidationError as error:
        not_done(request, error)
    return _back(found, "advice")


def _project(request: HttpRequest) -> Project:
    found = project_for(request.user, _key(request.POST.get("project", "")))
    if found is None:
        raise Http404
    return found


@require_http_methods(["POST"])
@login_required
def words(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How it was, and what others may learn from it."""
    found = known(request, public_id)
    text = request.POST.get("text", "")
    try:
        if request.POST.get("verb") == "summary":
            actions.summarise(actor=request.user, request=found, summary=text)
        else:
            slug = request.POST.get("city", "")
            city = get_object_or_404(own_cities(request), slug=slug)
            actions.give_feedback(actor=request.user, request=found, city=city, text=text)
        messages.success(request, _("Saved"))
    except ValidationError as error:
        not_done(request, error)
    return _back(found, "after")
