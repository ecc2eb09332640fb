"""Pages of ideas for joint projects: find one, write one, join one, decide on one."""

from typing import Any
from uuid import UUID

from django.conf import settings
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
from knowledge.library.queries import in_languages
from projects.concepts import actions, policy, presentation, queries
from projects.concepts.forms import ConceptForm, InterestForm
from projects.concepts.lifecycle import CONCEPT, INTEREST
from projects.concepts.matching import THRESHOLD
from projects.concepts.models import Call, ConceptNote, Interest
from projects.partnerships import origins
from projects.partnerships.origins import Origin
from projects.partnerships.queries import own_projects, public_projects

PER_PAGE = 20


def _language() -> str:
    return (get_language() or "ar")[:2]


@never_cache
def project_list(request: HttpRequest) -> HttpResponse:
    """What looks for partners, what is mine, what runs in public, and what waits for a decision."""
    user = request.user
    roles = roles_of(user)
    tabs = {"open": _("Looking for partners"), "public": _("Projects")}
    if roles.cities:
        tabs = {"mine": _("Of my city"), **tabs}
    if roles.is_secretariat:
        tabs["decide"] = _("Waiting for a decision")
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in tabs else next(iter(tabs))
    concepts: Any = {
        "mine": lambda: queries.own_concepts(user),
        "open": lambda: queries.looking_for_partners(user),
        "decide": lambda: queries.to_decide(user),
    }.get(chosen, lambda: None)()
    listed = [] if concepts is None else concepts
    page = Paginator(listed, PER_PAGE).get_page(request.GET.get("page"))
    projects = {"mine": own_projects, "public": lambda _user: public_projects()}.get(chosen)
    context = {
        "tabs": [
            {"code": code, "words": words, "is_here": code == chosen}
            for code, words in tabs.items()
        ],
        "chosen": chosen,
        "page": page,
        "concepts": [(note, presentation.needs_words(note)) for note in page],
        "projects": list(projects(user)[:100]) if projects else [],
        "calls": list(queries.open_calls()),
        "may_begin": can(user, "concept.begin"),
        "may_call": can(user, "call.write"),
        "total": page.paginator.count,
    }
    return render(request, "concepts/list.html", context)


@never_cache
@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a note, maybe from a practice (`?practice=key`), from a request for support
    (`?request=id`) or for a call (`?call=id`)."""
    require(request.user, "concept.begin")
    roles = roles_of(request.user)
    cities = list(City.objects.filter(pk__in=roles.cities).order_by("slug"))
    practice = _practice(request)
    asked = _origin(request)
    call = _known_call(request)
    title = request.POST.get("title", asked.title if asked else "").strip()
    values = {"title": title, "language": _language(), "call": call}
    errors: dict[str, Any] = {}
    if request.method == "POST":
        city = next((c for c in cities if str(c.pk) == request.POST.get("city")), cities[0])
        try:
            concept = actions.begin_concept(
                actor=request.user,
                city=city,
                values=values,
                practice=practice.translation_key if practice else None,
                request=UUID(request.GET["request"]) if asked else None,
            )
            return redirect("concepts:edit", concept.public_id)
        except ValidationError as error:
            errors = error.message_dict
    context = {
        "cities": cities,
        "practice": practice,
        "asked": asked,
        "call": call,
        "title": values["title"],
        "errors": [text for listed in errors.values() for text in listed],
    }
    return render(request, "concepts/begin.html", context, status=422 if errors else 200)


def _practice(request: HttpRequest) -> Any:
    try:
        key = UUID(request.GET.get("practice", ""))
    except ValueError:
        return None
    texts = in_languages([key]).get(key, {})
    return texts.get(_language()) or next(iter(texts.values()), None)


def _origin(request: HttpRequest) -> Origin | None:
    try:
        return origins.find("request", request.user, UUID(request.GET.get("request", "")))
    except ValueError:
        return None


def _known_call(request: HttpRequest) -> Call | None:
    try:
        return queries.open_calls().filter(public_id=UUID(request.GET.get("call", ""))).first()
    except ValueError:
        return None


def _known(request: HttpRequest, public_id: UUID) -> ConceptNote:
    rows = visible(request.user, ConceptNote.objects.all())
    return get_object_or_404(
        rows.select_related("lead_city", "call", "project", "made_by"), public_id=public_id
    )


@never_cache
@login_required
def edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a note."""
    concept = _known(request, public_id)
    require(request.user, "concept.write", concept)
    calls = queries.open_calls() | Call.objects.filter(pk=concept.call_id)
    practices = queries.related_practices(concept, _language())
    form = ConceptForm(request.POST or None, concept=concept, calls=calls, practices=practices)
    revision, theirs = concept.revision, None
    if request.method == "POST":
        revision = _number(request.POST.get("revision"))
        if form.is_valid():
            try:
                actions.write_concept(
                    actor=request.user, concept=concept, values=form.values(), revision=revision
                )
                messages.success(request, _("Saved"))
                return redirect(concept)
            except ValidationError as error:
                add_errors(form, error)
            except Stale as stale:
                revision = stale.thing.revision
                stored = ConceptForm(concept=stale.thing, calls=calls, practices=practices)
                theirs = differences(form, stored)
    context = {
        "concept": concept,
        "form": form,
        "revision": revision,
        "theirs": theirs,
        "is_stale": theirs is not None,
    }
    status = 409 if theirs is not None else 422 if form.errors else 200
    return render(request, "concepts/edit.html", context, status=status)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0


@never_cache
def concept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One note: what it says, who wants to take part, what can be done now."""
    found = _known(request, public_id)
    user = request.user
    interests = list(
        visible(user, Interest.objects.filter(concept=found)).select_related("city", "concept")
    )
    for interest in interests:
        interest.concept = found
    form, errors_status = _interest_form(request, found)
    if form is not None and form.is_bound and form.is_valid():
        try:
            actions.send_interest(actor=user, concept=found, **form.cleaned_data)
            messages.success(request, _("The city that leads sees your interest."))
            return redirect(found)
        except ValidationError as error:
            add_errors(form, error)
    is_own = found.lead_city_id in roles_of(user).cities
    context = {
        "concept": found,
        "texts": [
            (ConceptNote._meta.get_field(name).verbose_name, getattr(found, name))
            for name in ("issue", "objective", "outputs", "approach", "added_value", "resources")
            if getattr(found, name)
        ],
        "terms": {name: list(getattr(found, name).all()) for name in actions.writing.TERMS},
        "wanted": list(found.wanted.all()),
        "partners": [i.city for i in _accepted(found)],
        "practices": queries.related_practices(found, _language()),
        "stages": presentation.stages(found),
        "offers": presentation.concept_offers(user, found),
        "may_write": can(user, "concept.write", found),
        "may_join": can(user, "concept.send_interest", found),
        "is_own": is_own,
        "missing": presentation.lacking(policy.missing(found))
        if is_own and found.state in policy.WRITABLE
        else [],
        "interests": [(i, presentation.interest_offers(user, i)) for i in interests],
        "origin": origins.find("request", user, found.request) if found.request else None,
        "form": form,
        "suggested": _suggested(found) if is_own and found.state == "open" else [],
    }
    status = 422 if form is not None and form.errors else errors_status
    return render(request, "concepts/concept.html", context, status=status)


def _accepted(concept: ConceptNote) -> list[Interest]:
    return list(concept.interests.filter(state="accepted").select_related("city"))


def _suggested(concept: ConceptNote) -> list[tuple[City, list[str]]]:
    names = dict(settings.LANGUAGES)
    return [
        (city, presentation.match_words(match, language=_language(), language_names=names))
        for city, match in queries.suggested_cities(concept)
    ]


def _interest_form(request: HttpRequest, concept: ConceptNote) -> tuple[InterestForm | None, int]:
    if not can(request.user, "concept.send_interest", concept):
        return None, 200
    cities = City.objects.filter(
        pk__in=roles_of(request.user).focal_point_of - {concept.lead_city_id}
    )
    mine = concept.interests.filter(city__in=cities).first()
    initial = (
        {"city": mine.city, "role": mine.role, "brings": mine.brings, "message": mine.message}
        if mine
        else {}
    )
    return InterestForm(request.POST or None, cities=cities, initial=initial), 200


@require_http_methods(["POST"])
@login_required
def act(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One move of a note, asked by its own button."""
    found = _known(request, public_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    if verb not in CONCEPT.moves:
        raise Http404
    try:
        if verb == "concept.become_project":
            project = actions.become_project(actor=request.user, concept=found)
            messages.success(request, _("The project has begun. Plan it together now."))
            return redirect(project)
        actions.move_concept(actor=request.user, concept=found, move=verb, words=words)
    except ValidationError as error:
        not_done(request, error)
    return redirect(found)


@require_http_methods(["POST"])
@login_required
def answer(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One move of an interest."""
    rows = visible(request.user, Interest.objects.all()).select_related("concept")
    interest = get_object_or_404(rows, public_id=public_id)
    verb, words = request.POST.get("verb", ""), request.POST.get("words", "")
    if verb not in INTEREST.moves:
        raise Http404
    try:
        actions.move_interest(actor=request.user, interest=interest, move=verb, words=words)
    except ValidationError as error:
        not_done(request, error)
    return redirect(interest.concept)


def matching_help(request: HttpRequest) -> HttpResponse:
    """How suggestions of partners come about, with every weight."""
    context = {"weights": presentation.weights(), "threshold": THRESHOLD}
    return render(request, "concepts/matching.html", context)
