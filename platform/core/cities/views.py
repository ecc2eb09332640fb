from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from core.access.rules import Refused, can, require
from core.cities import actions, panels, presentation, queries
from core.cities.forms import InvitationForm, JoinForm, OffersForm
from core.cities.invitations import send_invitation
from core.cities.joining import join_as_new_person
from core.cities.models import City, CityRole, Invitation, Membership
from core.vocabularies.terms import label, term


def city_list(request: HttpRequest) -> HttpResponse:
    """The map, the cities by country, and the networks outside the region."""
    every = list(queries.cities())
    code = request.GET.get("country", "")
    is_known = any(city.country == code for city in every)
    shown = [city for city in every if not is_known or city.country == code]
    groups = presentation.by_country(every)
    return render(
        request,
        "cities/list.html",
        {
            "points": presentation.points(shown),
            "groups": [group for group in groups if not is_known or group["code"] == code],
            "countries": groups,
            "chosen": code if is_known else "",
            "is_unknown": bool(code) and not is_known,
            "total": len(shown),
            "networks": [
                {
                    "network": network,
                    "country": label("country", network.country),
                    "words": network.words.get((get_language() or "ar")[:2], ""),
                }
                for network in queries.partner_networks()
            ],
        },
    )


def city_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One city: who it is, what it works on, and what other rooms know of it."""
    city = queries.cities().filter(slug=slug).first()
    if city is None:
        raise Http404
    language = get_language() or "ar"
    return render(
        request,
        "cities/detail.html",
        {
            "city": city,
            "country": label("country", city.country),
            "kind": presentation.kind(city),
            "other_names": presentation.other_names(city, language),
            "statuses": presentation.statuses(city),
            "trait": presentation.trait(city, language),
            "goals": [term("sdg", goal.code) for goal in city.focus_sdgs.all()],
            "points": presentation.points([city]),
            "panels": panels.panels(request, city),
            "source_note": presentation.source_note(),
            "may_manage": can(request.user, "city.manage_people", city),
            "may_describe": can(request.user, "city.describe", city),
            "strengths": [label("theme", code) for code in city.strengths],
            "challenges": [label("theme", code) for code in city.challenges],
            "languages": city.languages,
        },
    )


@never_cache
@login_required
def offers(request: HttpRequest, slug: str) -> HttpResponse:
    """A city says what it offers and seeks."""
    city = get_object_or_404(City, slug=slug)
    require(request.user, "city.describe", city)
    names = ("strengths", "challenges", "languages", "population")
    form = OffersForm(request.POST or None, initial={name: getattr(city, name) for name in names})
    if request.method == "POST" and form.is_valid():
        actions.describe_city(actor=request.user, city=city, values=form.values())
        messages.success(request, _("Saved"))
        return redirect(city)
    status = 422 if form.errors else 200
    return render(request, "cities/offers.html", {"city": city, "form": form}, status=status)


def _managed(request: HttpRequest, slug: str) -> City:
    city = get_object_or_404(City, slug=slug)
    require(request.user, "city.manage_people", city)
    return city


@never_cache
@login_required
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The people of a city; its focal point invites others and changes roles."""
    city = _managed(request, slug)
    link = None
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        link = _invite(request, city, form)
        if link:
            form = InvitationForm()
    members = [
        {
            "membership": row,
            "change": can(request.user, "membership.change_role", row),
            "end": can(request.user, "membership.end", row),
        }
        for row in queries.people_of(city)
    ]
    context = {
        "city": city,
        "form": form,
        "link": link,
        "members": members,
        "invitations": queries.open_invitations(city),
        "roles": CityRole.choices,
    }
    status = 422 if request.method == "POST" and link is None else 200
    return render(request, "cities/people.html", context, status=status)


def _invite(request: HttpRequest, city: City, form: InvitationForm) -> str | None:
    """The link of a new invitation; None when a rule says no, with its reason beside the field."""
    try:
        invitation, key = actions.invite_person(actor=request.user, city=city, **form.cleaned_data)
    except Refused as refused:
        form.add_error("email", str(refused))
        return None
    link = request.build_absolute_uri(reverse("cities:join", args=[key]))
    send_invitation(request, invitation, link)
    messages.success(
        request, _("The invitation to %(email)s was sent.") % {"email": invitation.email}
    )
    return link


@require_http_methods(["POST"])
@login_required
def change_role(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a person of the city another role."""
    city = _managed(request, slug)
    membership = get_object_or_404(Membership, pk=pk, city=city, is_active=True)
    role = request.POST.get("role", "")
    if role in CityRole.values:
        actions.change_role(actor=request.user, membership=membership, role=role)
        messages.success(request, _("The role was changed."))
    return redirect("cities:people", slug=slug)


@login_required
def end_membership(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then take a person out of the city."""
    city = get_object_or_404(City, slug=slug)
    membership = get_object_or_404(
        Membership.objects.select_related("user", "city"), pk=pk, city=city, is_active=True
    )
    require(request.user, "membership.end", membership)
    if request.method == "POST":
        actions.end_membership(actor=request.user, membership=membership)
        messages.success(request, _("The person no longer belongs to the city."))
        if membership.user_id == request.user.pk:
            return redirect("accounts:profile")
        return redirect("cities:people", slug=slug)
    return render(request, "cities/end_membership.html", {"city": city, "membership": membership})


@require_http_methods(["POST"])
@login_required
def withdraw_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Close an invitation."""
    invitation = get_object_or_404(Invitation, pk=pk, city=_managed(request, slug))
    actions.withdraw_invitation(actor=request.user, invitation=invitation)
    messages.success(request, _("The invitation was withdrawn."))
    return redirect("cities:people", slug=slug)


@never_cache
@sensitive_post_parameters("password")
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Accept an invitation: as the person who is signed in, or as somebody new."""
    invitation = queries.invitation_by_key(key)
    state = actions.state_of(invitation) if invitation else "unknown"
    if invitation is None or state != "open":
        return render(request, "cities/join_closed.html", {"state": state}, status=410)
    user: Any = request.user
    if user.is_authenticated:
        if request.method == "POST":
            actions.accept_invitation(user=user, invitation=invitation)
            return redirect(invitation.city)
        is_other = user.email.lower() != invitation.email.lower()
        context = {"invitation": invitation, "is_other_address": is_other}
        return render(request, "cities/join.html", context)
    if queries.is_known(invitation.email):
        return redirect(f"{reverse('account_login')}?next={request.path}")
    form = JoinForm(
        request.POST or None,
        email=invitation.email,
        initial={"language": (get_language() or "ar")[:2]},
    )
    if request.method == "POST" and form.is_valid():
        user = join_as_new_person(invitation=invitation, **form.cleaned_data)
        login(request, user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return redirect(invitation.city)
    status = 422 if form.errors else 200
    return render(
        request, "cities/join.html", {"invitation": invitation, "form": form}, status=status
    )
