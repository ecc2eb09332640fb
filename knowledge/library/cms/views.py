"""What the CMS does with whom it does not let in, and how it leads to the desk."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override


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


def to_the_desk(request: HttpRequest, page: str) -> HttpResponse:
    """A page of the desk, in the person's language."""
    user: Any = request.user
    with override(user.language):
        return redirect(page)
