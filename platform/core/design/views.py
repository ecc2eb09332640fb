from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from core.design.numerals import ARABIC, LATIN

YEAR = 60 * 60 * 24 * 365


def about(request: HttpRequest) -> HttpResponse:
    """What Jusoor is, who runs it, and what it is not."""
    return render(request, "design/about.html")


@require_http_methods(["POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the reader's digits or theme on this device, and return to the page."""
    there = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()}):
        there = "/"
    response = redirect(there)
    for name, choices in (("numerals", (LATIN, ARABIC)), ("theme", ("light", "dark", "auto"))):
        choice = request.POST.get(name)
        if choice in choices:
            response.set_cookie(name, choice, max_age=YEAR, samesite="Lax", httponly=True)
    return response
