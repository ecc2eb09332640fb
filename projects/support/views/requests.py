"""Find a request, ask, and move it on."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.checking import Stale
from core.access.refusals import not_done
from core.access.rules import can, require, visible
from core.cities.models import City
from core.cities.roles import roles_of
from core.design.conflicts import differences
from core.design.forms import add_errors
from core.live.replay import position_of
from projects.partnerships.queries import own_projects
from projects.support import actions, policy, presentation, queries
from projects.support.forms import (
    AdviceForm,
    AnswerForm,
    AskForm,
    RequestForm,
    SessionForm,
    TermsForm,
)
from projects.support.lifecycle import PEER, REQUEST
from projects.support.matching import AT_LEAST, THRESHOLD
from projects.support.models import Peer, PeerRequest, PeerState, RequestState

PER_PAGE = 20


def known(request: HttpRequest, public_id: UUID) -> PeerRequest:
    """The request, for those who may see it."""
    found = queries.request_for(request.user, public_id)
    if found is None:
        raise Http404
    return found


def own_cities(request: HttpRequest) -> Any:
    """The cities for which this person speaks or writes."""
    return City.objects.filter(pk__in=roles_of(request.user).cities).order_by("slug")


@never_cache
def request_list(request: HttpRequest) -> HttpResponse:
    """What is open, what is mine, what we are asked, and what waits for the secretariat."""
    user = request.user
    roles = roles_of(user)
    tabs = {"open": _("Open requests")}
    if roles.cities:
        tabs |= {"mine": _("Of my city"), "asked": _("My city is asked")}
    if roles.is_secretariat:
        tabs["decide"] = _("Waiting for a decision")
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in tabs else "open"
    found = {
        "mine": queries.own_requests,
        "asked": queries.asked_of_us,
        "decide": queries.to_decide,
    }.get(chosen, queries.open_requests)(user)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    may_begin = can(user, "request.begin")
    context = {
        "tabs": [
            {"code": code, "words": words, "is_here": code == chosen}
            for code, words in tabs.items()
        ],
        "chosen": chosen,
        "page": page,
        "may_begin": may_begin,
        "form": AskForm(cities=own_cities(request)) if may_begin else None,
        "focal_of": City.objects.filter(pk__in=roles.focal_point_of).order_by("slug"),
    }
    return render(request, "support/list.html", context)


@never_cache
@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Ask in one sentence; a search that found nothing brings its words along (`?title=`)."""
    require(request.user, "request.begin")
    cities = own_cities(request)
    initial = {"title": request.GET.get("title", "")[:200], "theme": request.GET.get("theme", "")}
    form = AskForm(request.POST or None, cities=cities, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_request(
                actor=request.user, city=form.cleaned_data["city"], values=form.values()
            )
            return redirect("support:edit", made.public_id)
        except ValidationError as error:
            add_errors(form, error)
    status = 422 if form.errors else 200
    return render(request, "support/begin.html", {"form": form}, status=status)


@never_cache
@login_required
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write the whole request."""
    found = known(request, public_id)
    require(request.user, "request.write", found)
    form = RequestForm(request.POST or None, request=found)
    revision, theirs = found.revision, None
    if request.method == "POST":
        sent = request.POST.get("revision", "")
        revision = int(sent) if sent.isdecimal() else 0
        if form.is_valid():
            try:
                actions.write_request(
                    actor=request.user, request=found, values=form.values(), revision=revision
                )
                messages.success(request, _("Saved"))
                return redirect(found)
            except ValidationError as error:
                add_errors(form, error)
            except Stale as stale:
                revision = stale.thing.revision
                theirs = differences(form, RequestForm(request=stale.thing))
    context = {
        "asked": found,
        "form": form,
        "revision": revision,
        "theirs": theirs,
        "is_stale": theirs is not None,
    }
    status = 409 if theirs is not None else 422 if form.errors else 200
    return render(request, "support/edit.html", context, status=status)


@never_cache
def request(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One request: what it says, who helps, what can be done now."""
    return shown(request, known(request, public_id))


def shown(
    request: HttpRequest, found: PeerRequest, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a request; `bound` holds forms that were sent and not taken."""
    user = request.user
    roles = roles_of(user)
    is_own = found.city_id in roles.cities
    is_inside = policy.is_inside(user, found)
    may_invite = can(user, "request.invite", found)
    peers = list(
        visible(user, Peer.objects.filter(request=found)).select_related("city").order_by("pk")
    )
    for peer in peers:
        peer.request = found
    helping = [p.city for p in found.peers.all() if p.state == PeerState.ACCEPTED]
    answers = list(found.answers.select_related("city", "author"))
    advice = list(found.advice.select_related("city", "task__project")) if is_inside else []
    for one in advice:
        one.request = found
    named = queries.practices_named(
        [row.practice for row in (*answers, *advice)], (get_language() or "ar")[:2]
    )
    others = own_cities(request).exclude(pk=found.city_id)
    helpers = others.filter(pk__in=policy.helping_cities(found))
    may_prepare = can(user, "request.prepare", found)
    may_take = is_own and can(user, "request.follow_up", found)
    context = {
        "asked": found,
        "stages": presentation.stages(found),
        "waits": presentation.WAITS.get(RequestState(found.state), ""),
        "offers": presentation.request_offers(user, found),
        "may_write": can(user, "request.write", found),
        "missing": presentation.lacking(policy.missing(found))
        if is_own and found.state == RequestState.DRAFT
        else [],
        "is_own": is_own,
        "is_inside": is_inside,
        "may_invite": may_invite,
        "suggested": [
            (city, presentation.reasons_in_words((r.code, r.about) for r in match.reasons))
            for city, match in queries.suggested_cities(found)
        ]
        if may_invite
        else [],
        "peers": [
            (p, presentation.reasons_in_words(p.reasons), presentation.peer_offers(user, p))
            for p in peers
        ],
        "helping": helping,
        "may_volunteer": can(user, "request.volunteer", found),
        "volunteers": others.filter(pk__in=roles.focal_point_of).exclude(
            pk__in=[peer.city_id for peer in found.peers.all()]
        ),
        "answers": [(row, named.get(row.practice)) for row in answers],
        "terms": presentation.terms(found) if is_inside else [],
        "sessions": [
            (row, presentation.times(row, {c.country: c for c in [found.city, *helping]}.values()))
            for row in (found.sessions.all() if is_inside else ())
        ],
        "advice": [
            (row, named.get(row.practice), presentation.may_decide(user, row)) for row in advice
        ],
        "feedback": list(found.feedback.select_related("city")) if is_inside else [],
        "projects": [row.project for row in own_projects(user)] if may_take else [],
        "may_summarise": can(user, "request.summarise", found),
        "may_feedback": can(user, "request.give_feedback", found) if is_inside else False,
        "voices": own_cities(request).filter(pk__in=policy.helping_cities(found) | {found.city_id}),
        "answer_form": AnswerForm(cities=others) if can(user, "request.answer", found) else None,
        "terms_form": TermsForm(request=found) if may_prepare else None,
        "session_form": SessionForm() if may_prepare else None,
        "advice_form": AdviceForm(cities=helpers) if can(user, "advice.add", found) else None,
        "may_start_concept": is_own and can(user, "concept.begin", found.city),
        "position": position_of(found.stream),
        **(bound or {}),
    }
    return render(request, "support/request.html", context, status=status)


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One move of a request, asked by its own button."""
    found = known(request, public_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    if verb not in REQUEST.moves:
        raise Http404
    try:
        actions.move_request(actor=request.user, request=found, move=verb, words=words)
    except ValidationError as error:
        not_done(request, error)
    return redirect(found)


@require_http_methods(["POST"])
@login_required
def cities(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask cities, take a question back, say yes or no."""
    found = known(request, public_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    try:
        if verb == "ask":
            _ask(request, found)
        elif verb == "volunteer":
            slug = request.POST.get("city", "")
            city = get_object_or_404(own_cities(request), slug=slug)
            actions.volunteer(actor=request.user, request=found, city=city, words=words)
            messages.success(request, _("The city that asks sees that you help. Thank you."))
        elif verb in PEER.moves:
            peers = visible(request.user, Peer.objects.filter(request=found))
            slug = request.POST.get("city", "")
            peer = get_object_or_404(peers.select_related("city"), city__slug=slug)
            peer.request = found
            actions.move_peer(actor=request.user, peer=peer, move=verb, words=words)
        else:
            raise Http404
    except ValidationError as error:
        not_done(request, error)
    return redirect(f"{found.get_absolute_url()}#cities")


def _ask(request: HttpRequest, found: PeerRequest) -> None:
    chosen = set(request.POST.getlist("city"))
    reasons = {city.slug: match.reasons for city, match in queries.suggested_cities(found)}
    for city in City.objects.filter(slug__in=chosen):
        actions.invite(
            actor=request.user,
            request=found,
            city=city,
            reasons=[(reason.code, reason.about) for reason in reasons.get(city.slug, ())],
        )
    if not chosen:
        raise ValidationError(_("Choose at least one city."))
    messages.success(request, _("The cities were asked."))


def matching_help(request: HttpRequest) -> HttpResponse:
    """How suggestions of cities come about, with every weight."""
    context = {
        "weights": presentation.weights(),
        "threshold": THRESHOLD,
        "at_least": AT_LEAST,
    }
    return render(request, "support/matching.html", context)
