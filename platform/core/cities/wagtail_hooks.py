"""The CMS lists people for operators: no city loses its only focal point there."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from core.access.rules import can
from core.accounts.models import User


def _refused(request: HttpRequest, people: Iterable[Any]) -> HttpResponse | None:
    for person in people:
        decision = can(request.user, "person.end", person)
        if not decision:
            messages.error(request, f"{person}: {decision.reason}")
            return redirect("wagtailusers_users:index")
    return None


@hooks.register("before_delete_user")
def keep_the_last_focal_point(request: HttpRequest, user: User) -> HttpResponse | None:
    return _refused(request, [user])


@hooks.register("before_edit_user")
def keep_them_active(request: HttpRequest, user: User) -> HttpResponse | None:
    if request.method == "POST" and user.is_active and not request.POST.get("is_active"):
        return _refused(request, [user])
    return None


@hooks.register("before_bulk_action")
def keep_them_in_lists(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    people = [one for one in objects if isinstance(one, User)]
    if request.method != "POST" or action_type not in {"delete", "set_active_state"}:
        return None
    return _refused(request, people)
