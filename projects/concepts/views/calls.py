"""Pages of calls."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.rules import can, require, visible
from core.design.forms import add_errors
from projects.concepts import actions, presentation, queries
from projects.concepts.forms import CallForm
from projects.concepts.lifecycle import CALL
from projects.concepts.models import Call


@never_cache
def call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One call."""
    found = get_object_or_404(visible(request.user, Call.objects.all()), public_id=public_id)
    notes = queries.looking_for_partners(request.user).filter(call=found)
    context = {
        "call": found,
        "themes": list(found.themes.all()),
        "offers": presentation.call_offers(request.user, found),
        "may_write": can(request.user, "call.write", found),
        "may_begin": can(request.user, "concept.begin"),
        "concepts": [(note, presentation.needs_words(note)) for note in notes[:50]],
    }
    return render(request, "concepts/call.html", context)


@never_cache
@login_required
def write_call(request: HttpRequest, public_id: UUID | None = None) -> HttpResponse:
    """Make or change a call."""
    require(request.user, "call.write")
    found = get_object_or_404(Call, public_id=public_id) if public_id else None
    form = CallForm(request.POST or None, call=found)
    if request.method == "POST" and form.is_valid():
        try:
            written = actions.write_call(actor=request.user, call=found, values=form.values())
            messages.success(request, _("Saved"))
            return redirect("concepts:call", written.public_id)
        except ValidationError as error:
            add_errors(form, error)
    status = 422 if form.errors else 200
    return render(request, "concepts/call_form.html", {"form": form, "call": found}, status=status)


@require_http_methods(["POST"])
@login_required
def act_on_call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open or close a call."""
    found = get_object_or_404(visible(request.user, Call.objects.all()), public_id=public_id)
    verb = request.POST.get("verb", "")
    if verb not in CALL.moves:
        raise Http404
    actions.move_call(actor=request.user, call=found, move=verb)
    return redirect(reverse("concepts:call", args=[public_id]))
