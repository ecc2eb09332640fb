"""The secretariat's page of what readers ask in vain, and what can be done about it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.rules import require
from knowledge.library.queries import key_at, titles
from search import actions
from search.forms import language
from search.models import ContentCall, Pin, Question, SynonymGroup
from search.queries import in_vain, open_calls

PAGE = 25
FIELDS = ("words", "question", "practice", "subject")


def _chosen_language(request: HttpRequest) -> str:
    asked = request.POST.get("language") or request.GET.get("language")
    return language(asked if asked else get_language())


def _page(
    request: HttpRequest, *, status: int = 200, errors: dict[str, str] | None = None
) -> HttpResponse:
    lang = _chosen_language(request)
    page = Paginator(in_vain(lang), PAGE).get_page(request.GET.get("page"))
    pins = list(Pin.objects.filter(language=lang).order_by("question", "pk"))
    named = titles([pin.practice_key for pin in pins])
    context: dict[str, Any] = {
        "rows": page,
        "lang": lang,
        "languages": settings.LANGUAGES,
        "groups": SynonymGroup.objects.filter(language=lang).order_by("-pk"),
        "pins": [{"pin": pin, "title": named.get(pin.practice_key, "")} for pin in pins],
        "calls": open_calls().filter(language=lang),
        "typed": {name: request.POST.get(name, "") for name in FIELDS}
        if errors
        else dict.fromkeys(FIELDS, ""),
        "asked": request.GET.get("about", ""),
        "errors": dict.fromkeys(FIELDS, "") | (errors or {}),
    }
    return render(request, "search/questions.html", context, status=status)


@never_cache
@login_required
def questions(request: HttpRequest) -> HttpResponse:
    """What is asked in vain in one language."""
    require(request.user, "search.tend")
    return _page(request)


def _back(request: HttpRequest, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect(f"{reverse('search:questions')}?language={_chosen_language(request)}")


def _try(request: HttpRequest, field: str, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back, or show the page again with what was typed and what is wrong with `field`."""
    try:
        act()
    except ValidationError as error:
        return _page(request, status=422, errors={field: " ".join(error.messages)})
    return _back(request, said)


@require_http_methods(["POST"])
@login_required
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question from the list."""
    actions.settle_question(actor=request.user, question=get_object_or_404(Question, pk=pk))
    return _back(request, _("The question is settled."))


@require_http_methods(["POST"])
@login_required
def synonyms(request: HttpRequest) -> HttpResponse:
    """Words for the same."""

    def add() -> None:
        listed = request.POST.get("words", "").splitlines()
        actions.add_synonyms(
            actor=request.user, lang=_chosen_language(request), words_for_the_same=listed
        )

    return _try(request, "words", add, _("These words find the same from now on."))


@require_http_methods(["POST"])
@login_required
def drop_synonyms(request: HttpRequest, pk: int) -> HttpResponse:
    """Words for the same no longer."""
    actions.remove_synonyms(actor=request.user, group=get_object_or_404(SynonymGroup, pk=pk))
    return _back(request, _("The words stand for themselves again."))


@require_http_methods(["POST"])
@login_required
def recommend(request: HttpRequest) -> HttpResponse:
    """A practice for one question."""

    def pin() -> None:
        actions.pin_result(
            actor=request.user,
            text=request.POST.get("question", ""),
            lang=_chosen_language(request),
            practice_key=key_at(request.POST.get("practice", "")),
        )

    return _try(request, "practice", pin, _("The practice is recommended for this question."))


@require_http_methods(["POST"])
@login_required
def drop_pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Recommended no longer."""
    actions.unpin_result(actor=request.user, pin=get_object_or_404(Pin, pk=pk))
    return _back(request, _("The practice is no longer recommended."))


@require_http_methods(["POST"])
@login_required
def call(request: HttpRequest) -> HttpResponse:
    """Say that the network looks for practices."""

    def publish() -> None:
        subject = request.POST.get("subject", "")
        actions.call_for_practices(
            actor=request.user, subject=subject, lang=_chosen_language(request)
        )

    return _try(
        request, "subject", publish, _("Cities read now that practices on this are looked for.")
    )


@require_http_methods(["POST"])
@login_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The network has what it looked for."""
    actions.close_call(actor=request.user, call=get_object_or_404(ContentCall, pk=pk))
    return _back(request, _("The call is closed."))
