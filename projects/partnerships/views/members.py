"""Cities and organisations of a project: ask, answer, describe, hand over the lead."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.refusals import not_done
from core.access.rules import can
from core.cities.models import City
from core.design.forms import add_errors
from projects.partnerships import actions, frame, parts, presentation, queries
from projects.partnerships.forms import AssociateForm, InviteForm, PartnerForm
from projects.partnerships.lifecycle import PARTNER
from projects.partnerships.models import Associate, Partner, Project, ProjectState
from projects.partnerships.team import standing_of


@never_cache
@login_required
def members(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Who takes part, in which role, and who answers for each city."""
    project = frame.opened(request, public_id)
    invite = InviteForm(
        request.POST if _is(request, "invite") else None, cities=queries.free_cities(project)
    )
    associate = AssociateForm(request.POST if _is(request, "associate") else None)
    try:
        if _is(request, "invite") and invite.is_valid():
            actions.invite_city(actor=request.user, project=project, **invite.cleaned_data)
            messages.success(request, _("The city is asked."))
            return redirect("projects:members", public_id)
        if _is(request, "associate") and associate.is_valid():
            values = associate.cleaned_data
            actions.add_associate(actor=request.user, project=project, values=values)
            messages.success(request, _("Saved"))
            return redirect("projects:members", public_id)
    except ValidationError as error:
        add_errors(invite if _is(request, "invite") else associate, error)
    return _page(request, project, invite, associate)


def _is(request: HttpRequest, what: str) -> bool:
    return request.method == "POST" and request.POST.get("what") == what


def _page(request: HttpRequest, project: Project, invite: Any, associate: Any) -> HttpResponse:
    user = request.user
    partners = queries.partners_of(project)
    people = queries.members_of(project)
    standing = standing_of(user, project)
    context = {
        "partners": partners,
        "rows": [
            {
                "partner": partner,
                "people": people.get(partner.city_id, []) if partner.is_acting else [],
                "offers": presentation.partner_offers(user, partner),
                "may_describe": partner.is_acting and can(user, "partner.describe", partner),
            }
            for partner in partners
        ],
        "invite": invite,
        "may_invite": can(user, "project.invite_city", project),
        "associates": list(project.associates.all()),
        "associate": associate,
        "may_add": can(user, "project.add_associate", project),
        "is_planning": project.state == ProjectState.PLANNING,
        "lacking": parts.needs(project) if project.state == ProjectState.PLANNING else [],
        "may_tick": can(user, "project.tick", project),
        "my_voices": [p for p in partners if p.city_id in standing.voices],
        "may_offer_lead": can(user, "project.offer_lead", project),
        "may_take_lead": can(user, "project.take_lead", project),
        "may_agree_to_stop": can(user, "project.agree_to_stop", project),
        "others": [p for p in partners if p.is_acting and p.city_id != project.lead_city_id],
    }
    status = 422 if invite.errors or associate.errors else 200
    template = "partnerships/members.html"
    return frame.page(request, project, template, context, here="members", status=status)


def _partner(request: HttpRequest, public_id: UUID, partner_id: UUID) -> Partner:
    project = frame.opened(request, public_id)
    partner = get_object_or_404(
        Partner.objects.select_related("city"), project=project, public_id=partner_id
    )
    partner.project = project
    return partner


@never_cache
@login_required
def describe(request: HttpRequest, public_id: UUID, partner_id: UUID) -> HttpResponse:
    """Role, tasks and contact of one city."""
    partner = _partner(request, public_id, partner_id)
    people = queries.members_of(partner.project).get(partner.city_id, [])
    form = PartnerForm(request.POST or None, partner=partner, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe_partner(actor=request.user, partner=partner, values=form.values())
            messages.success(request, _("Saved"))
            return redirect("projects:members", public_id)
        except ValidationError as error:
            add_errors(form, error)
    context = {"partner": partner, "form": form}
    template = "partnerships/partner.html"
    status = 422 if form.errors else 200
    return frame.page(request, partner.project, template, context, here="members", status=status)


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID, partner_id: UUID) -> HttpResponse:
    """One move of a partner."""
    partner = _partner(request, public_id, partner_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    if verb not in PARTNER.moves:
        raise Http404
    try:
        actions.move_partner(actor=request.user, partner=partner, move=verb, words=words)
    except ValidationError as error:
        not_done(request, error)
    if queries.project_for(request.user, public_id) is None:
        return redirect("concepts:list")
    return redirect("projects:members", public_id)


@require_http_methods(["POST"])
@login_required
def agree(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What a city says about the project as a whole: tick the plan, stop it, hand the lead over."""
    project = frame.opened(request, public_id)
    user, verb = request.user, request.POST.get("verb", "")
    try:
        match verb:
            case "tick":
                actions.tick_plan(actor=user, project=project, city=_city(request))
                messages.success(request, _("Your city agrees to the plan."))
            case "agree_to_stop" | "go_on":
                agrees = verb == "agree_to_stop"
                actions.agree_to_stop(
                    actor=user, project=project, city=_city(request), agrees=agrees
                )
            case "offer_lead":
                actions.offer_lead(actor=user, project=project, city=_city(request))
                messages.success(request, _("The city is asked."))
            case "keep_lead":
                actions.offer_lead(actor=user, project=project, city=None)
            case "take_lead":
                actions.take_lead(actor=user, project=project)
                messages.success(request, _("Your city leads from now on."))
            case _:
                raise Http404
    except ValidationError as error:
        not_done(request, error)
    return redirect("projects:members", public_id)


def _city(request: HttpRequest) -> City:
    return get_object_or_404(City, slug=request.POST.get("city", ""))


@require_http_methods(["POST"])
@login_required
def remove_associate(request: HttpRequest, public_id: UUID, associate_id: UUID) -> HttpResponse:
    """Take an organisation out of the list."""
    project = frame.opened(request, public_id)
    associate = get_object_or_404(Associate, project=project, public_id=associate_id)
    actions.remove_associate(actor=request.user, associate=associate)
    messages.success(request, _("Removed"))
    return redirect("projects:members", public_id)
