"""Our own pages inside the CMS."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access.rules import can, require
from core.cities.roles import roles_of
from knowledge.library import actions, queries
from knowledge.library.models import CityBranchPage, PracticePage, State


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
        locale__language_code=request.user.language,  # type: ignore[union-attr]
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
    names = ("practice.publish", "practice.decline", "practice.withdraw", "practice.call_back")
    context = {
        "header_title": page.get_admin_display_title(),
        "page_title": page.get_admin_display_title(),
        "header_icon": "doc-full",
        "practice": page,
        "standing": standing,
        "is_submitted": bool(standing and standing.state == State.SUBMITTED),
        "is_public": bool(standing and standing.state == State.PUBLISHED),
        "texts": texts,
        "missing_languages": [
            code for code in ("ar", "en", "fr") if code not in texts and page.live
        ],
        "may": {name.split(".")[1]: can(user, name, page) for name in names},
        "may_translate": can(user, "practice.translate", page),
        "history": queries.history_of(page),
    }
    return render(request, "library/cms/practice.html", context)


@require_POST  # ty: ignore[invalid-argument-type] (the stub lost its type variable)
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
            case "submit":
                actions.submit_practice(actor=actor, practice=page)
                messages.success(request, _("The text was handed over for checking."))
    except ValidationError as error:
        for sentence in sentences(error):
            messages.error(request, sentence)
    return redirect("library_practice", page.original.pk)


@require_POST  # ty: ignore[invalid-argument-type] (the stub lost its type variable)
def translate(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """Begin a translation and open it."""
    page = _practice(request, pk)
    require(request.user, "practice.translate", page.original)
    made = actions.translate_practice(actor=request.user, practice=page, language=language)
    return redirect(reverse("wagtailadmin_pages:edit", args=[made.pk]))


def sentences(error: ValidationError) -> list[str]:
    """The errors with the names of their fields."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    found = []
    for name, listed in error.message_dict.items():
        try:
            label = PracticePage._meta.get_field(name).verbose_name
        except FieldDoesNotExist:
            label = ""
        found += [f"{label}: {sentence}" if label else sentence for sentence in listed]
    return found
