"""Our own pages inside the CMS."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from core.access.rules import can, require
from core.cities.roles import roles_of
from knowledge.library import actions, queries
from knowledge.library.models import CityBranchPage, PracticePage, State
from knowledge.library.presentation import in_words


def door(request: HttpRequest) -> HttpResponse:
    """Where the CMS sends whom it does not let in: to the sign-in, or to the reason."""
    user: Any = request.user
    if not user.is_authenticated:
        return redirect_to_login(
            request.GET.get("next") or reverse("wagtailadmin_home"), reverse("account_login")
        )
    with override(user.language):
        reason = _("Only people of a city and the network’s secretariat work here.")
        return render(request, "403.html", {"reason": reason}, status=403)


def _practice(request: HttpRequest, pk: int) -> PracticePage:
    """A practice that this person may know of: their city's, or any for the secretariat."""
    practice = get_object_or_404(PracticePage.objects.select_related(*queries.RELATED), pk=pk)
    roles = roles_of(request.user)
    if practice.city_id not in roles.cities and not roles.is_secretariat:
        raise PermissionDenied
    return practice


def practices(request: HttpRequest) -> HttpResponse:
    """The practices of my cities with their state, and where to begin a new one."""
    user: Any = request.user
    roles = roles_of(user)
    if not roles.cities:
        raise PermissionDenied
    found = PracticePage.objects.filter(city_id__in=roles.cities, is_translation=False)
    rows = list(found.select_related(*queries.RELATED).order_by("-latest_revision_created_at"))
    standings = queries.standings(page.translation_key for page in rows)
    branches = CityBranchPage.objects.filter(
        city_id__in=roles.cities,
        locale__language_code=user.language,
    ).select_related("city")
    context = {
        "header_title": _("Practices of my city"),
        "page_title": _("Practices of my city"),
        "header_icon": "doc-full",
        "rows": [(page, standings.get(page.translation_key)) for page in rows],
        "branches": branches,
    }
    return render(request, "library/cms/practices.html", context)


def waiting(request: HttpRequest) -> HttpResponse:
    """What was handed over and waits for the secretariat."""
    if not roles_of(request.user).is_secretariat:
        raise PermissionDenied
    context = {
        "header_title": _("To check"),
        "page_title": _("To check"),
        "header_icon": "tasks",
        "rows": list(queries.waiting().order_by("latest_revision_created_at")),
        "translations": list(queries.unpublished_translations()),
    }
    return render(request, "library/cms/waiting.html", context)


def practice(request: HttpRequest, pk: int) -> HttpResponse:
    """One practice: its state, its languages, and what this person may do with it."""
    page = _practice(request, pk).original
    user: Any = request.user
    standing = page.standing
    texts = {
        text.locale.language_code: text
        for text in PracticePage.objects.filter(
            translation_key=page.translation_key
        ).select_related("locale")
    }
    names = (
        "practice.publish",
        "practice.decline",
        "practice.withdraw",
        "practice.call_back",
        "practice.delete",
    )
    context = {
        "header_title": page.get_admin_display_title(),
        "page_title": page.get_admin_display_title(),
        "header_icon": "doc-full",
        "practice": page,
        "standing": standing,
        "is_submitted": bool(standing and standing.state == State.SUBMITTED),
        "is_public": bool(standing and standing.state == State.PUBLISHED),
        "texts": [
            (code, text, can(user, "practice.publish_translation", text))
            for code, text in texts.items()
        ],
        "missing_languages": [
            code for code in ("ar", "en", "fr") if code not in texts and page.live
        ],
        "may": {name.split(".")[1]: can(user, name, page) for name in names},
        "may_translate": can(user, "practice.translate", page),
        "history": queries.history_of(page),
    }
    return render(request, "library/cms/practice.html", context)


def text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as its readers will see it: the version that was handed over, else the latest."""
    page = _practice(request, pk)
    with override(page.locale.language_code):
        response = queries.shown_version(page).serve(request)
        response.render()
    return response


@require_http_methods(["POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, decline, withdraw, call back: one act each, asked by its own button."""
    page = _practice(request, pk)
    actor: Any = request.user
    verb = request.POST.get("verb", "")
    try:
        match verb:
            case "publish" if page.is_translation:
                actions.publish_translation(actor=actor, practice=page)
                messages.success(request, _("The translation is public now."))
            case "publish":
                actions.publish_practice(actor=actor, practice=page)
                messages.success(request, _("The practice is public now."))
            case "decline":
                actions.decline_practice(
                    actor=actor, practice=page, reason=request.POST.get("reason", "")
                )
                messages.success(request, _("The text went back to its city."))
            case "withdraw":
                actions.withdraw_practice(actor=actor, practice=page)
                messages.success(request, _("The practice is no longer public."))
            case "call_back":
                actions.call_back_practice(actor=actor, practice=page)
                messages.success(request, _("You can change the text again."))
            case "delete":
                actions.delete_practice(actor=actor, practice=page)
                messages.success(request, _("The draft was thrown away."))
                return redirect("library_practices")
            case "submit":
                actions.submit_practice(actor=actor, practice=page)
                messages.success(request, _("The text was handed over for checking."))
    except ValidationError as error:
        messages.error(request, in_words(error))
    return redirect("library_practice", page.original.pk)


@require_http_methods(["POST"])
def translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Begin a translation and open it."""
    page = _practice(request, pk)
    require(request.user, "practice.translate", page.original)
    made = actions.translate_practice(actor=request.user, practice=page, language=language)
    return redirect(reverse("wagtailadmin_pages:edit", args=[made.pk]))
