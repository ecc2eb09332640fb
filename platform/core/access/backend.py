"""Lets rooms answer Django permissions from roles, so that nobody needs a group."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.backends import BaseBackend

_grants: dict[str, Callable[[Any], bool]] = {}


def grants[F: Callable[[Any], bool]](permission: str) -> Callable[[F], F]:
    """Register who has the Django permission `permission` (``app.codename``)."""

    def register(function: F) -> F:
        _grants[permission] = function
        return function

    return register


class RolesBackend(BaseBackend):
    """Answers from roles; it signs nobody in."""

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        answer = _grants.get(perm)
        return bool(answer and user_obj.is_active and answer(user_obj))
