"""Refusals of rules as answers: 403 with the reason, 409 for a wrong state."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access.lifecycle import WrongState
from core.access.refusals import typed
from core.access.rules import Refused


class RefusalMiddleware:
    """Shows the reason of a refusal on its page, with what was typed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        status = {Refused: 403, WrongState: 409}.get(type(error))
        if status is None:
            return None
        context = {"reason": str(error), "typed": typed(request)}
        return render(request, f"{status}.html", context, status=status)
