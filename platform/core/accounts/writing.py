"""What all writing views of the API share: scopes of keys, errors of actions as problem details, versions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import exceptions
from rest_framework.permissions import IsAuthenticated, IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.access.checking import Stale
from core.accounts.authentication import WithinScope
from core.accounts.models import Scope
from core.api.once import once


class WritingView(APIView):
    """For people who are signed in, or a key with the scope of the view; every POST heeds
    ``Idempotency-Key``."""

    permission_classes = [IsAuthenticated, WithinScope]
    scope: str = Scope.WRITE

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "post" in cls.__dict__:
            cls.post = _done_once(cls.__dict__["post"])

    def handle_exception(self, exc: Exception) -> Any:
        """An action names what is wrong by field; so does the answer. What somebody else changed in the
        meantime is 412 with what is stored now."""
        if isinstance(exc, ValidationError):
            wrong: Any = exc.message_dict if hasattr(exc, "error_dict") else exc.messages
            exc = exceptions.ValidationError(wrong)
        if isinstance(exc, Stale):
            problem = {
                "type": "about:blank",
                "status": 412,
                "title": str(exc),
                "current": self.as_told(exc.thing),
            }
            headers = {"ETag": etag(exc.thing)}
            return Response(
                problem, status=412, headers=headers, content_type="application/problem+json"
            )
        return super().handle_exception(exc)

    def as_told(self, thing: Any) -> Any:
        """How this view tells of a thing; views with versions say it."""
        return None


class OpenView(WritingView):
    """Read by everybody, written like the others."""

    permission_classes = [IsAuthenticatedOrReadOnly, WithinScope]


def _done_once(post: Callable[..., Response]) -> Callable[..., Response]:
    @wraps(post)
    def posted(view: APIView, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, lambda: post(view, request, *args, **kwargs))

    return posted


def etag(thing: Any) -> str:
    """The version of a thing as an entity tag."""
    return f'"{thing.revision}"'


def revision_of(request: Request) -> int | None:
    """The version that the program read, from ``If-Match``; None when it does not say.

    A tag that is none of ours is a version that never was, so it is stale.
    """
    sent = request.headers.get("If-Match", "").strip()
    if not sent or sent == "*":
        return None
    text = sent.removeprefix("W/").strip('"')
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
