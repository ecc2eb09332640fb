"""What the CMS does with whom it does not let in, and how it leads to the desk."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, override


def door(request: HttpRequest) -> HttpResponse:
    """Where the CMS sends whom it does not let in: to the sign-in, or to the reason."""
    user: Any = request.user
    if not user.is_authenticated:
        return redirect_to_login(
            request.GET.get("next") or reverse("wagtailadmin_home"), reverse("account_login")
        )
    return refused(
        request, gettext_lazy("Only people of a city and the network’s secretariat work here.")
    )


def refused(request: HttpRequest, reason: Any) -> HttpResponse:
    """The reason of a refusal where the address names no language: in the person's own."""
    with override(getattr(request.user, "language", get_language())):
        return render(request, "403.html", {"reason": str(reason)}, status=403)


def to_the_desk(request: HttpRequest, page: str) -> HttpResponse:
    """A page of the desk, in the person's language."""
    user: Any = request.user
    with override(user.language):
        return redirect(page)
