"""Refusals of rules as answers: 403 with the reason, 409 for a wrong state."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access.lifecycle import WrongState
from core.access.rules import Refused


class RefusalMiddleware:
    """Shows the reason of a refusal on the 403 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            return render(request, "403.html", {"reason": str(error)}, status=403)
        if isinstance(error, WrongState):
            return render(request, "409.html", {"reason": str(error)}, status=409)
        return None
