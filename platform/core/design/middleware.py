"""Chooses the reader's digits: those of this device, else those of the profile."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core.design.numerals import COOKIE, LATIN, choose


class NumeralsMiddleware:
    """A choice made on this device comes before the one in the profile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        choice = request.COOKIES.get(COOKIE)
        if choice is None and request.COOKIES.get("sessionid") and request.user.is_authenticated:
            choice = getattr(request.user, "numerals", LATIN)
        choose(choice or LATIN)
        return self.get_response(request)
