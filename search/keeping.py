"""The page of the searches that a person keeps, and its two acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.access.rules import visible
from search.actions import forget_search, save_search
from search.engines.protocol import NoIndex
from search.forms import language
from search.installed import installed_engine
from search.models import SavedSearch
from search.notes import address, in_words


@never_cache
@login_required
def searches(request: HttpRequest) -> HttpResponse:
    """The searches that I keep."""
    rows = visible(request.user, SavedSearch.objects.order_by("-saved_at"))
    context = {
        "rows": [{"saved": one, "words": in_words(one), "address": address(one)} for one in rows]
    }
    return render(request, "search/searches.html", context)


@require_http_methods(["POST"])
@login_required
def save(request: HttpRequest) -> HttpResponse:
    """Keep the question of the address that this was posted to."""
    try:
        save_search(
            actor=request.user,
            values=request.GET,
            lang=language(get_language()),
            engine=installed_engine(),
        )
        messages.success(request, _("You hear of new practices that answer this search."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except NoIndex:
        messages.error(request, _("The search is being prepared. Try again in a minute."))
    return redirect("search:searches")


@require_http_methods(["POST"])
@login_required
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop hearing of a search."""
    rows = visible(request.user, SavedSearch.objects.all())
    forget_search(actor=request.user, saved=get_object_or_404(rows, pk=pk))
    messages.success(request, _("You hear no more of this search."))
    return redirect("search:searches")
