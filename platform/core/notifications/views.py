from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.accounts.models import User
from core.notifications import actions, queries
from core.notifications.forms import ChoicesForm
from core.notifications.kinds import kind_of, lines
from core.notifications.letters import read_token

PAGE = 50


@never_cache
@login_required
def notes(request: HttpRequest) -> HttpResponse:
    """What happened that concerns this person, by day, then by what it is about."""
    user: Any = request.user
    if request.method == "POST":
        actions.mark_read(actor=user)
        return redirect("notifications:list")
    page = Paginator(queries.notes_of(user), PAGE).get_page(request.GET.get("page", "1"))
    listed = list(page.object_list)
    told = lines(listed, user, user.language)
    days = []
    shown = [note for note in listed if note.pk in told]
    for day, found in groupby(shown, key=lambda note: timezone.localdate(note.told_at)):
        subjects: dict[str, dict[str, Any]] = {}
        for note in found:
            line = told[note.pk]
            group = subjects.setdefault(note.subject, {"title": line.title, "rows": []})
            group["rows"].append({"note": note, "line": line})
        days.append({"day": day, "groups": list(subjects.values())})
    context = {"days": days, "page": page, "unread": queries.unread(user)}
    return render(request, "notifications/list.html", context)


@never_cache
@login_required
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what a note is about; it then counts as read."""
    user: Any = request.user
    found = get_object_or_404(queries.notes_of(user), pk=pk)
    line = lines([found], user, user.language).get(found.pk)
    actions.mark_read(actor=user, note=found)
    return redirect(line.address if line else "notifications:list")


@never_cache
@login_required
def choices(request: HttpRequest) -> HttpResponse:
    """How and when this person wants to hear of things."""
    user: Any = request.user
    form = ChoicesForm(
        request.POST or None, paces=queries.paces_of(user), habits=queries.habits_of(user)
    )
    if request.method == "POST" and form.is_valid():
        actions.choose(actor=user, paces=form.paces(), habits=form.hours())
        messages.success(request, _("Your choice was saved."))
        return redirect("notifications:choices")
    status = 422 if form.errors else 200
    return render(request, "notifications/choices.html", {"form": form}, status=status)


@csrf_exempt  # the program of the mail's reader posts here; the signed link is the key
@never_cache
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End mail of one kind or of all, by one click in the mail and without signing in."""
    try:
        pk, code = read_token(token)
    except BadSignature:
        raise Http404 from None
    person = get_object_or_404(User, pk=pk, is_active=True)
    found = kind_of(code)
    if found is None and code != "all":
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        actions.unsubscribe(person=person, code=code)
    with override(person.language):
        context = {"label": found.label if found else "", "is_done": is_done}
        return render(request, "notifications/unsubscribe.html", context)
